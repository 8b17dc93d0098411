import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtest, shareInside } from './backtest.ts';
import { decimal } from '#lib/domain/decimal.ts';
import type { SeriesValue } from '#lib/domain/outlook.ts';

const series = (first: number, ...values: string[]): SeriesValue[] =>
	values.map((value, index) => ({ year: first + index, value: decimal(value), carriedFrom: null }));

const of = (values: readonly SeriesValue[], breaks: readonly number[] = []) =>
	backtest({ values, breaks, limits: { low: null, high: null } });

describe('backtest', () => {
	it('holds every later year, at most three ahead, against what was known', () => {
		const years = of(series(2017, '10', '13', '12', '15', '16', '14', '30', '18'));
		expect(years.map(({ year, horizon, points }) => [year, horizon, points])).toEqual([
			[2021, 1, 4],
			[2022, 2, 4],
			[2023, 3, 4],
			[2022, 1, 5],
			[2023, 2, 5],
			[2024, 3, 5],
			[2023, 1, 6],
			[2024, 2, 6],
			[2024, 1, 7]
		]);
		expect(years.filter(({ year }) => year === 2023).map(({ isInside }) => isInside)).toEqual([
			false,
			false,
			false
		]);
		expect(years[0]?.isInside).toBe(true);
	});

	it('needs a fifth measured year, counts no carried value, and forgets what was before a new definition', () => {
		expect(of(series(2021, '1', '2', '3', '4'))).toEqual([]);
		const carried = { year: 2025, value: decimal('4'), carriedFrom: 2024 };
		expect(of([...series(2021, '1', '2', '3', '4'), carried])).toEqual([]);
		expect(of(series(2021, '1', '2', '3', '4', '5'), [2022])).toEqual([]);
		expect(of(series(2021, '1', '2', '3', '4', '5', '6'), [2022])).toHaveLength(1);
	});

	it('leaves out years beyond the horizon', () => {
		const late = { year: 2028, value: decimal('8'), carriedFrom: null };
		expect(of([...series(2021, '1', '2', '3', '4'), late])).toEqual([]);
	});

	it('finds a straight line inside its own band, in any order of the values', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -50, max: 50 }),
				fc.integer({ min: -1000, max: 1000 }),
				fc.integer({ min: 5, max: 10 }),
				(slope, start, length) => {
					const values = series(2015, ...Array.from({ length }, (_, index) => String(start + slope * index)));
					const years = of([...values].reverse());
					expect(years).toEqual(of(values));
					expect(shareInside(years)).toBe(1);
				}
			)
		);
	});
});

describe('shareInside', () => {
	it('is null without anything to compare', () => expect(shareInside([])).toBeNull());

	it('counts what is inside', () => {
		const year = { year: 2025, horizon: 1, points: 4 };
		expect(
			shareInside([
				{ ...year, isInside: true },
				{ ...year, isInside: false }
			])
		).toBe(0.5);
	});
});
