import { describe, expect, it } from 'vitest';
import { UNIT, unitGrid } from './units.ts';

const box = { width: 1752, height: 260, least: 3 };
const cell = UNIT.width + UNIT.gap;

describe('unitGrid', () => {
	it('stacks a city of 97 KPIs in three rows at full size', () => {
		expect(unitGrid(97, box)).toEqual({ rows: 3, width: 33 * cell });
	});

	it('never draws few KPIs larger than full size', () => {
		expect(unitGrid(12, { ...box, least: 1 })).toEqual({ rows: 1, width: 12 * cell });
		expect(unitGrid(2, box)).toEqual({ rows: 2, width: cell });
	});

	it.each([100, 300, 1000, 10_000])('keeps %i KPIs inside the box', (total) => {
		const { rows, width } = unitGrid(total, box);
		const scale = width / (Math.ceil(total / rows) * cell);
		expect(width).toBeLessThanOrEqual(box.width);
		expect(rows * (UNIT.height + UNIT.gap) * scale).toBeLessThanOrEqual(box.height + 1);
		expect(scale).toBeGreaterThan(0);
	});

	it('has an answer for none', () => {
		expect(unitGrid(0, box).rows).toBe(1);
	});
});
