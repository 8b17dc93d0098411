import { describe, expect, it } from 'vitest';
import { emWidth, placeFigure } from './screen-labels.ts';

const room = { left: 0, right: 940, bottom: 420 };
const free = { lines: [], marks: [], ...room };
const mark = { x: 400, y: 200 };

describe('emWidth', () => {
	it('counts full-width characters as one em and half-width ones as less', () => {
		expect(emWidth('受診率')).toBe(3);
		expect(emWidth('37.9')).toBeCloseTo(4 * 0.58);
		expect(emWidth('％')).toBe(1);
	});
});

describe('placeFigure', () => {
	it('stands where it is preferred when nothing is in the way', () => {
		expect(placeFigure(mark, '42.1', 38, 'above', free)).toEqual({ x: 400, y: 172, anchor: 'middle' });
		expect(placeFigure(mark, '42.1', 38, 'below', free)).toEqual({ x: 400, y: 256, anchor: 'middle' });
	});

	it('leaves the side on which a line falls away steeply', () => {
		const lines = [[{ x: 300, y: 250 }, mark, { x: 460, y: 400 }]];
		expect(placeFigure(mark, '42.1', 38, 'below', { ...free, lines }).y).toBeLessThan(200);
	});

	it('goes past a line that runs along right below when the other side is taken', () => {
		const lines = [
			[
				{ x: 0, y: 240 },
				{ x: 900, y: 240 }
			],
			[
				{ x: 300, y: 130 },
				{ x: 380, y: 178 },
				{ x: 500, y: 150 }
			]
		];
		const marks = [mark, { x: 400, y: 176 }];
		expect(placeFigure(mark, '39.0', 38, 'below', { ...free, lines, marks })).toEqual({
			x: 400,
			y: 294,
			anchor: 'middle'
		});
	});

	it('keeps off another mark and the axis', () => {
		const marks = [mark, { x: 400, y: 160 }];
		expect(placeFigure(mark, '42.1', 38, 'above', { ...free, marks }).y).toBeGreaterThan(200);
		expect(placeFigure({ x: 400, y: 400 }, '4', 38, 'below', free).y).toBeLessThan(400);
	});
});
