import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSheets, IN_A_ROW, ROWS } from './chart-sheets.ts';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe('sheets of small charts', () => {
	it('hold four by three', () => {
		expect(chartSheets(numbers(13), []).map(({ together }) => together.length)).toEqual([12, 1]);
		expect(chartSheets([], [])).toEqual([]);
	});

	it('begin what stands apart in a row of its own, on the same sheet where there is one left', () => {
		expect(chartSheets(numbers(5), numbers(2, 90))).toEqual([
			{ together: numbers(5), apart: [90, 91], beginsApart: true }
		]);
		expect(chartSheets(numbers(9), [90]).map(({ apart, beginsApart }) => [apart, beginsApart])).toEqual([
			[[], false],
			[[90], true]
		]);
	});

	it('lose nothing, keep the order and never hold more than three rows', () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(60), (a, b) => {
				const sheets = chartSheets(numbers(a), numbers(b, 100));
				expect(sheets.flatMap(({ together }) => together)).toEqual(numbers(a));
				expect(sheets.flatMap(({ apart }) => apart)).toEqual(numbers(b, 100));
				expect(sheets.filter(({ beginsApart }) => beginsApart)).toHaveLength(b === 0 ? 0 : 1);
				for (const { together, apart } of sheets)
					expect(
						Math.ceil(together.length / IN_A_ROW) + Math.ceil(apart.length / IN_A_ROW)
					).toBeLessThanOrEqual(ROWS);
			})
		);
	});
});
