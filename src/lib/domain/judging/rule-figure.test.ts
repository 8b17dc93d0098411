import { describe, expect, it } from 'vitest';
import { ruleFigure } from './rule-figure.ts';

describe('ruleFigure', () => {
	it('is exact, and the same however often it is asked for and whatever else was', () => {
		expect(ruleFigure('0.95')).toEqual({ n: 19n, d: 20n });
		for (let text = 0; text < 2500; text++) expect(ruleFigure(`${text}`)).toEqual({ n: BigInt(text), d: 1n });
		expect(ruleFigure('0.95')).toEqual({ n: 19n, d: 20n });
		expect(ruleFigure('-0.5')).toEqual({ n: -1n, d: 2n });
	});

	it('refuses what is no plain decimal every time', () => {
		for (let time = 0; time < 2; time++) expect(() => ruleFigure('95%')).toThrow(RangeError);
	});
});
