import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, followingValues, sum, type CorrectedValue } from './correction.ts';
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
const texts = (all: ReturnType<typeof followingValues>) =>
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

	it('counts an amount that was missing as none', () => {
		const amount = { cumulativeEntry: 'increment' as const };
		expect(texts(followingValues(total(null, '97', { ...amount, base: decimal('90') }), later))).toEqual([
			'2023 120→127',
			'2024 150→157'
		]);
		expect(differenceOf(total(null, '7', amount))).toEqual(decimal('7'));
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
