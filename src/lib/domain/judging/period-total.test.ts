import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZERO, compare, decimal, rational } from '#lib/domain/decimal.ts';
import { actualToDate, shareToDate } from './period-total.ts';
import { fraction } from './test-support.ts';

const figure = (year: number, text: string | null) => ({ year, value: text === null ? null : decimal(text) });

describe('Σ share', () => {
	it('ignores shares outside the period and takes a blank as no share of its own', () => {
		const period = {
			from: 2026,
			to: 2029,
			total: decimal('40'),
			shares: [figure(2025, '99'), figure(2026, '10'), figure(2027, null)]
		};
		expect(shareToDate(period, 2027)).toEqual(fraction('20'));
		expect(shareToDate(period, 2025)).toEqual(ZERO);
	});

	it('leaves nothing to divide where the named shares already use up the total', () => {
		const period = {
			from: 2026,
			to: 2029,
			total: decimal('10'),
			shares: [figure(2026, '6'), figure(2027, '6')]
		};
		expect(shareToDate(period, 2028)).toEqual(fraction('12'));
		expect(shareToDate(period, 2029)).toEqual(fraction('10'));
	});

	it('grows to the total when every share is equal', () => {
		fc.assert(
			fc.property(fc.nat(1000), fc.integer({ min: 0, max: 9 }), (total, length) => {
				const period = { from: 2021, to: 2021 + length, total: decimal(String(total)), shares: [] };
				for (let year = 2021; year <= period.to; year++)
					expect(compare(shareToDate(period, year), shareToDate(period, year - 1))).toBeGreaterThanOrEqual(0);
				expect(shareToDate(period, period.to)).toEqual(rational(period.total));
			})
		);
	});
});

describe('Σ actual', () => {
	it('adds the years of the period only, the last entry of a year standing', () => {
		const actuals = [
			figure(2023, '7'),
			figure(2024, '1'),
			figure(2025, '2'),
			figure(2024, '3'),
			figure(2026, '9')
		];
		expect(actualToDate(actuals, 2024, 2025)).toMatchObject({ known: true, sum: fraction('5') });
	});

	it('names unknown years, at most five', () => {
		expect(actualToDate([figure(2025, '0')], 2024, 2026)).toEqual({
			known: false,
			unknownYears: [2024, 2026]
		});
		expect(actualToDate([], 2000, 2026)).toMatchObject({ unknownYears: [2000, 2001, 2002, 2003, 2004] });
	});
});
