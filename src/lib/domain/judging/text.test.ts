import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, decimal, rational, reduce } from '#lib/domain/decimal.ts';
import { figureText, operand, percentText, signedText } from './text.ts';

const figure = (text: string, decimals = 0) => figureText(rational(decimal(text)), decimals);

describe('figures', () => {
	it('have comma groups, the true minus sign, and no minus zero', () => {
		expect(figure('1234567.5', 1)).toBe('1,234,567.5');
		expect(figure('-1234', 0)).toBe('−1,234');
		expect(figure('-0', 1)).toBe('0.0');
		expect(figure('123')).toBe('123');
	});
	it('are exact where they can be, else 約', () => {
		expect(figure('37.95', 1)).toBe('37.95');
		expect(figureText(reduce(10n, 3n), 0)).toBe('約3.33');
		expect(operand(figureText(reduce(-10n, 3n), 0))).toBe('（約−3.33）');
	});
	it('show a sign on request', () => {
		expect(signedText(rational(decimal('5')), 0)).toBe('＋5');
		expect(signedText(rational(decimal('0')), 0)).toBe('0');
	});
});

describe('percents', () => {
	const bounds = ['0', '0.6', '0.95', '1'].map((text) => rational(decimal(text)));
	it('keep one decimal, half up', () => {
		expect(percentText(reduce(19n, 20n), bounds)).toBe('95.0 %');
		expect(percentText(reduce(1n, 8n), bounds)).toBe('12.5 %');
		expect(percentText(reduce(-1301n, 100n), bounds)).toBe('−1,301.0 %');
	});
	it('stay on their side of every threshold', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
				fc.bigInt({ min: 1n, max: 10n ** 20n }),
				(n, d) => {
					const ratio = reduce(n, d);
					const shown = rational(
						decimal(percentText(ratio, bounds).replace(' %', '').replaceAll(',', '').replace('−', '-'))
					);
					for (const bound of bounds)
						expect(compare(reduce(shown.n, shown.d * 100n), bound)).toBe(compare(ratio, bound));
				}
			)
		);
	});
});
