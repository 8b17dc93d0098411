import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import { changeSince, lastMeasured, type ChangeSubject } from './change.ts';
import { fraction } from './test-support.ts';

const since = (now: string, before: string, rest: Partial<ChangeSubject> = {}) =>
	changeSince({
		direction: 'increase',
		tolerance: null,
		band: null,
		current: { year: 2025, value: decimal(now) },
		previous: { year: 2023, value: decimal(before) },
		...rest
	});
const band = { low: fraction('10'), high: fraction('20') };

describe('前回比', () => {
	it.each([
		['42', '40', {}, 'better'],
		['40.0', '40', {}, 'same'],
		['39', '40', {}, 'worse'],
		['39', '40', { direction: 'decrease' }, 'better'],
		['41', '40', { direction: 'decrease' }, 'worse'],
		['43', '40', { tolerance: decimal('3') }, 'same'],
		['43.1', '40', { tolerance: decimal('3') }, 'better'],
		['36.9', '40', { tolerance: decimal('3') }, 'worse'],
		['2', '1', { direction: 'stage', tolerance: decimal('3') }, 'better'],
		['19', '11', { direction: 'range', band }, 'same'],
		['21', '25', { direction: 'range', band }, 'better'],
		['7', '22', { direction: 'range', band }, 'worse'],
		['8', '22', { direction: 'range', band }, 'same'],
		['15', '22', { direction: 'range', band }, 'better']
	] as const)('%s after %s %o is %s', (now, before, rest, change) => {
		expect(since(now, before, rest).change).toBe(change);
	});

	it('names the year and the difference', () => {
		expect(since('37.9', '42.1')).toEqual({
			change: 'worse',
			difference: fraction('-4.2'),
			previousYear: 2023,
			reason: null
		});
	});

	it('says why there is nothing to compare', () => {
		expect(since('1', '1', { previous: null })).toMatchObject({
			change: null,
			reason: '前回の値がありません'
		});
		expect(since('1', '1', { current: null })).toMatchObject({
			change: null,
			reason: '今回の値がありません'
		});
		expect(since('1', '1', { direction: 'range' })).toMatchObject({
			change: null,
			reason: '範囲の目標がありません'
		});
		expect(since('1', '1', { previous: { year: 2025, value: decimal('3') } }).change).toBeNull();
	});

	it('looks back to the last measured year', () => {
		const figures = [2022, 2025, 2020, 2023].map((year) => ({ year, value: decimal('1') }));
		expect(lastMeasured(figures, 2025)?.year).toBe(2023);
		expect(lastMeasured(figures, 2020)).toBeNull();
	});

	it('turns around when the two years change places', () => {
		const opposite = { better: 'worse', worse: 'better', same: 'same' } as const;
		const number = fc.integer({ min: -50, max: 50 }).map(String);
		fc.assert(
			fc.property(
				number,
				number,
				fc.constantFrom('increase', 'decrease', 'range', 'stage'),
				fc.nat(9),
				(a, b, direction, slack) => {
					const rest = { direction, band, tolerance: decimal(String(slack)) };
					expect(since(b, a, rest).change).toBe(opposite[since(a, b, rest).change!]);
				}
			)
		);
	});
});
