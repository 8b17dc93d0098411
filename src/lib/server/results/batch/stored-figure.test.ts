import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import { storedFigure } from './stored-figure.ts';

describe('a figure as it is stored', () => {
	const style = { decimals: 0, stages: [] };

	it.each([
		['17.2', 0, '17.2'],
		['2420', 0, '2,420'],
		['17.25', 1, '17.25'],
		['17', 1, '17.0'],
		['-0.05', 1, '−0.05']
	])('%s with %i decimals shown is %s', (typed, decimals, shown) => {
		expect(storedFigure(decimal(typed), null, { ...style, decimals }, false)).toBe(shown);
	});

	it('keeps a computed rate to the decimals of its indicator', () => {
		expect(storedFigure(decimal('44.710144927536'), null, { ...style, decimals: 1 }, true)).toBe('44.7');
	});

	it('shows stages and reasons as words', () => {
		expect(storedFigure(decimal('1'), null, { decimals: 0, stages: ['未着手', '策定'] }, false)).toBe('策定');
		expect(storedFigure(null, 'suppressed', style, false)).toBe('秘匿');
		expect(storedFigure(null, null, style, false)).toBe('');
	});
});
