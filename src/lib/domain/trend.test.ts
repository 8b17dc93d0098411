import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, decimal, rational, rationalToNumber, type Rational } from './decimal.ts';
import { bandAround, trendLine, valueAt, type TrendPoint } from './trend.ts';

const series = (first: number, ...values: string[]): TrendPoint[] =>
	values.map((value, index) => ({ year: first + index, value: rational(decimal(value)) }));
const number = (value: Rational) => rationalToNumber(value);

describe('trendLine', () => {
	it('runs through points on a line exactly', () => {
		const line = trendLine(series(2021, '0.4', '0.5', '0.6'));
		expect(valueAt(line, 2024)).toEqual({ n: 7n, d: 10n });
	});

	it('is moved little by one wild year', () => {
		const line = trendLine(series(2021, '10', '11', '90', '13', '14'));
		expect(number(line.slope)).toBe(1);
		expect(number(valueAt(line, 2026))).toBe(15);
	});

	it('takes the mean of the two middle slopes', () => {
		// Slopes of 0, 1, 4: 1, 3 and 2; of 0, 1, 4, 4: 0, 1, 4/3, 3/2, 2, 3.
		expect(trendLine(series(2021, '0', '1', '4')).slope).toEqual({ n: 2n, d: 1n });
		expect(trendLine(series(2021, '0', '1', '4', '4')).slope).toEqual({ n: 17n, d: 12n });
	});

	it('refuses what has no line', () => {
		expect(() => trendLine(series(2021, '1'))).toThrow(RangeError);
		expect(() => trendLine([...series(2021, '1'), ...series(2021, '2')])).toThrow(RangeError);
	});
});

describe('bandAround', () => {
	it('is as wide as the slopes leave it, or as single years miss', () => {
		const ends = (...values: string[]) => {
			const { low, high } = bandAround(series(2021, ...values))(2021 + values.length);
			return [number(low), number(high)];
		};
		// The steepest slopes, −1 and 3, through the middles of the points: 14 − 4 and 8 + 3 × 4.
		expect(ends('10', '13', '12', '15')).toEqual([10, 20]);
		expect(ends('5', '5', '5', '5')).toEqual([5, 5]);
		// Slopes around 0, and four of nine years that miss the line by 2.
		expect(ends('0', '2', '0', '2', '0', '2', '0', '2', '0')).toEqual([-2, 2]);
	});

	it('leaves steep pairs and one miss out where there are many years', () => {
		const points = series(2017, '1', '2', '3', '4', '60', '6', '7', '8', '9');
		const { low, high } = bandAround(points)(2026);
		expect([number(low), number(high)]).toEqual([10, 10]);
	});

	it('refuses fewer than four points', () => {
		expect(() => bandAround(series(2021, '1', '2', '3'))).toThrow(RangeError);
	});

	it('holds the line, widens with the years, and moves with scale and shift', () => {
		const value = fc.integer({ min: -500, max: 500 });
		fc.assert(
			fc.property(fc.array(value, { minLength: 4, maxLength: 8 }), value, (values, shift) => {
				const points = series(2018, ...values.map(String));
				const shifted = series(2018, ...values.map((each) => String(each * 3 + shift)));
				const [last, far] = [2018 + values.length, 2020 + values.length];
				const [band, other] = [bandAround(points), bandAround(shifted)];
				for (const year of [last, far]) {
					const { low, high } = band(year);
					const middle = valueAt(trendLine(points), year);
					expect(compare(low, middle) <= 0 && compare(middle, high) <= 0).toBe(true);
					expect(number(other(year).low)).toBeCloseTo(number(low) * 3 + shift, 6);
					expect(number(other(year).high)).toBeCloseTo(number(high) * 3 + shift, 6);
				}
			}),
			{ numRuns: 60 }
		);
	});
});
