import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, rational, reduce, roundHalfUp } from '#lib/domain/decimal.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import {
	csvNumber,
	formatDecimal,
	formatDifference,
	formatInteger,
	formatPercent,
	formatThousandYen,
	NO_FIGURE
} from '#lib/format.ts';

describe('formatDecimal', () => {
	it.each([
		['1234.5', 1, '1,234.5'],
		['1234567', 0, '1,234,567'],
		['12', 1, '12.0'],
		['-3.5', 1, '−3.5'],
		['-1234', 0, '−1,234'],
		['0.05', 1, '0.1'],
		['2.5', 0, '3'],
		['-2.5', 0, '−3'],
		['999.95', 1, '1,000.0'],
		['1.005', 2, '1.01'],
		['-0.04', 1, '0.0'],
		['-0.05', 1, '−0.1']
	])('%s with %i decimals is %s', (text, decimals, shown) => {
		expect(formatDecimal(decimal(text), decimals)).toBe(shown);
	});

	it('takes fractions and nothing', () => {
		expect(formatDecimal(reduce(2n, 3n), 2)).toBe('0.67');
		expect(formatDecimal(null, 1)).toBe(NO_FIGURE);
	});

	it('can be typed in again', () => {
		const figures = fc.tuple(
			fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
			fc.integer({ min: 0, max: 6 })
		);
		fc.assert(
			fc.property(figures, fc.integer({ min: 0, max: 2 }), ([digits, scale], decimals) => {
				const value = { digits, scale };
				const shown = formatDecimal(value, decimals);
				expect(readNumber(shown, '人')).toEqual({
					kind: 'value',
					value: roundHalfUp(rational(value), decimals)
				});
				expect(shown).not.toMatch(/^−[0.]*$/);
			})
		);
	});
});

it.each([
	['1.5', '+1.5'],
	['-4.2', '−4.2'],
	['1234', '+1,234.0'],
	['0', '±0.0'],
	['0.04', '±0.0'],
	['-0.04', '±0.0'],
	['-0.05', '−0.1']
])('formatDifference of %s is %s', (text, shown) => {
	expect(formatDifference(decimal(text), 1)).toBe(shown);
	expect(formatDifference(rational(decimal(text)), 1)).toBe(shown);
	expect(formatDifference(null, 1)).toBe(NO_FIGURE);
});

it('formatPercent is unclipped and rounds half up', () => {
	expect(formatPercent(reduce(3n, 5n), 0)).toBe('60%');
	expect(formatPercent(reduce(1n, 8n), 0)).toBe('13%');
	expect(formatPercent(reduce(9n, 8n), 1)).toBe('112.5%');
	expect(formatPercent(reduce(-1n, 5n), 0)).toBe('−20%');
	expect(formatPercent(reduce(-1n, 500n), 0)).toBe('0%');
	expect(formatPercent(reduce(1234n, 100n), 0)).toBe('1,234%');
	expect(formatPercent(null, 0)).toBe(NO_FIGURE);
});

it('formatInteger and formatThousandYen group whole numbers', () => {
	expect(formatInteger(61)).toBe('61');
	expect(formatInteger(-1234567n)).toBe('−1,234,567');
	expect(formatInteger(-0)).toBe('0');
	expect(formatInteger(null)).toBe(NO_FIGURE);
	expect(() => formatInteger(1.5)).toThrow(RangeError);
	expect(formatThousandYen(4200)).toBe('4,200 千円');
	expect(formatThousandYen(-15)).toBe('−15 千円');
	expect(formatThousandYen(0)).toBe('0 千円');
	expect(formatThousandYen(null)).toBe(NO_FIGURE);
});

it('csvNumber is plain ASCII with every decimal', () => {
	expect(csvNumber(decimal('-1234.50'))).toBe('-1234.50');
	expect(csvNumber(decimal('0'))).toBe('0');
	expect(csvNumber(null)).toBe('');
});
