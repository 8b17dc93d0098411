import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, followingOf, sum, type CorrectedValue, type FollowingValue } from './correction.ts';
import { compareDecimals, decimal, toText } from './decimal.ts';

const total = (before: string | null, after: string | null, rest: Partial<CorrectedValue> = {}) => ({
	year: 2022,
	accumulation: 'cumulative' as const,
	cumulativeEntry: 'total' as const,
	before: before === null ? null : decimal(before),
	after: after === null ? null : decimal(after),
	base: null,
	...rest
});
const value = (year: number, figure: string, carriedFrom: number | null = null) => ({
	year,
	figure: decimal(figure),
	carriedFrom
});
const followingValues = (...asked: Parameters<typeof followingOf>) => followingOf(...asked).values;
const texts = (all: readonly FollowingValue[]) =>
	all.map(({ year, before, after }) => `${year} ${toText(before)}→${toText(after)}`);

describe('what follows from a correction', () => {
	const later = [value(2024, '150'), value(2023, '120')];

	it('moves every later running total by the difference, oldest first', () => {
		expect(texts(followingValues(total('100', '97'), later))).toEqual(['2023 120→117', '2024 150→147']);
		expect(texts(followingValues(total('100', '100.25'), later))).toEqual([
			'2023 120→120.25',
			'2024 150→150.25'
		]);
	});

	it('leaves earlier years and the corrected one', () => {
		expect(followingValues(total('100', '97'), [value(2021, '80'), value(2022, '100')])).toEqual([]);
	});

	it('does nothing where the figure stays, written in another way', () => {
		expect(followingValues(total('100', '100.0'), later)).toEqual([]);
	});

	it('knows no difference for a withdrawn figure, nor for a total known for the first time', () => {
		expect(followingValues(total('100', null), later)).toEqual([]);
		expect(followingValues(total(null, '97'), later)).toEqual([]);
	});

	describe('of amounts, where the year had no figure', () => {
		const amounts = { cumulativeEntry: 'increment' as const, base: decimal('112') };
		const added = (year: number, figure: string, amount: string | null) => ({
			...value(year, figure),
			amount: amount === null ? null : decimal(amount)
		});
		const later = [added(2023, '132', '20'), added(2024, '142', '10')];

		it('adds every amount since', () => {
			const { values, unknown } = followingOf(total(null, '147', amounts), later);
			expect([texts(values), unknown]).toEqual([['2023 132→167', '2024 142→177'], []]);
		});

		it('knows no total after a year without an amount', () => {
			const asked = total(null, '147', { ...amounts, unknownYears: [2024] });
			const { values, unknown } = followingOf(asked, [added(2023, '132', '20'), added(2025, '140', '8')]);
			expect([texts(values), unknown]).toEqual([['2023 132→167'], [2025]]);
		});

		it('leaves a total that was reported as such, and what stands on it', () => {
			const reported = [added(2023, '160', null), added(2024, '170', '10')];
			expect(followingOf(total(null, '147', amounts), reported)).toEqual({ values: [], unknown: [] });
			// The first total of the series was typed as a total: an earlier year is in it already.
			const first = followingOf(total(null, '147', { ...amounts, base: null }), later);
			expect(first).toEqual({ values: [], unknown: [] });
		});

		it('names the totals that a withdrawn figure is in', () => {
			expect(followingOf(total('147', null, amounts), later)).toEqual({ values: [], unknown: [2023, 2024] });
		});
	});

	it('names the reported totals after a figure that is withdrawn or known for the first time', () => {
		for (const asked of [total('100', null), total(null, '97')])
			expect(followingOf(asked, later)).toEqual({ values: [], unknown: [2023, 2024] });
	});

	it('moves a carried total with the year that it was measured in', () => {
		const carried = [
			value(2023, '120'),
			value(2024, '120', 2023),
			value(2025, '80', 2021),
			value(2026, '100', 2022)
		];
		expect(texts(followingValues(total('100', '97'), carried))).toEqual([
			'2023 120→117',
			'2024 120→117',
			'2026 100→97'
		]);
	});

	it('moves of any other indicator only what was carried over from the corrected year', () => {
		const level = total('45', '44', { accumulation: 'level' });
		expect(
			texts(followingValues(level, [value(2023, '45', 2022), value(2024, '45', 2021), value(2025, '46')]))
		).toEqual(['2023 45→44']);
	});

	it('keeps the amounts between the later years, whatever they are', () => {
		const figure = fc
			.tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.integer({ min: 0, max: 4 }))
			.map(([digits, scale]) => ({ digits, scale }));
		fc.assert(
			fc.property(figure, figure, fc.array(figure, { maxLength: 6 }), (before, after, figures) => {
				const years = figures.map((each, at) => ({ year: 2023 + at, figure: each, carriedFrom: null }));
				const corrected = { ...total('0', '0'), before, after };
				const moved = followingValues(corrected, years);
				const difference = differenceOf(corrected) ?? decimal('0');
				if (compareDecimals(before, after) === 0) expect(moved).toEqual([]);
				else expect(moved.map(({ year }) => year)).toEqual(years.map(({ year }) => year));
				for (const each of moved) expect(compareDecimals(each.after, sum(each.before, difference))).toBe(0);
				// And back again.
				const back = followingValues(
					{ ...corrected, before: after, after: before },
					moved.map((each) => ({ year: each.year, figure: each.after, carriedFrom: null }))
				);
				back.forEach((each, at) => expect(compareDecimals(each.after, years[at]?.figure ?? before)).toBe(0));
			})
		);
	});
});
