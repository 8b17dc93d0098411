import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import { placeUnits } from './unit-places.ts';

const counted = (status: Status, count: number, label = status as string) => ({
	status,
	label,
	gloss: '',
	count
});

describe('the units of a picture', () => {
	it('stand one after the other in the order of the categories, without 対象外', () => {
		const { units, columns, groups } = placeUnits(
			{
				graded: [counted('achieved', 2), counted('behind', 0)],
				apart: [counted('missing', 1), counted('outside', 4)]
			},
			1
		);
		expect(units.map(({ shape, column, row }) => [shape, column, row])).toEqual([
			['achieved', 0, 0],
			['achieved', 1, 0],
			['missing', 2, 0]
		]);
		expect([columns, groups.length]).toEqual([3, 2]);
	});

	it('keep two categories of one colour apart in a row, and leave no holes in a stack', () => {
		const graded = [counted('behind', 3, '2'), counted('behind', 1, '1'), counted('regressed', 1, '−1')];
		const { units, columns } = placeUnits({ graded, apart: [] }, 1);
		expect(units.map(({ column }) => column)).toEqual([0, 1, 2, 3.6, 4.6]);
		expect(columns).toBeCloseTo(5.6);
		const stack = placeUnits({ graded, apart: [] }, 2);
		expect(stack.units.map(({ column, row }) => [column, row])).toEqual([
			[0, 0],
			[0, 1],
			[1, 0],
			[1, 1],
			[2, 0]
		]);
		expect(stack.columns).toBe(3);
	});

	it('are drawn without a gap where colours differ, 未確定 beside 判定なし', () => {
		const apart = [counted('none', 1, '判定なし'), counted('none', 1, '未確定')];
		const { units, columns } = placeUnits({ graded: [counted('achieved', 1)], apart }, 1);
		expect(columns).toBe(3);
		expect(units.map(({ shape }) => shape)).toEqual(['achieved', 'none', 'unconfirmed']);
	});

	it('are one for every KPI that is asked for, and never overlap', () => {
		const some = fc.array(fc.record({ status: fc.constantFrom(...JUDGED_STATUSES), count: fc.nat(9) }));
		fc.assert(
			fc.property(some, fc.integer({ min: 1, max: 4 }), (list, rows) => {
				const graded = list.map(({ status, count }, index) => counted(status, count, String(index)));
				const { units, columns } = placeUnits({ graded, apart: [] }, rows);
				expect(units).toHaveLength(list.reduce((sum, { count }) => sum + count, 0));
				expect(new Set(units.map(({ column, row }) => `${column}/${row}`)).size).toBe(units.length);
				expect(Math.max(0, ...units.map(({ column }) => column + 1))).toBeLessThanOrEqual(columns + 1e-9);
			})
		);
	});
});
