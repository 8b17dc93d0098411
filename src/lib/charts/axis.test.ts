import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisFor, rankAxis, spread, stageAxis, tickDecimals, ticksOf } from './axis.ts';

const line = { fromZero: false, whole: false };

describe('axis', () => {
	it('cuts the axis where the figures lie far from 0, and says so', () => {
		const axis = axisFor([38.2, 39, 42.1, 37.9, 46, 50], line);
		expect(axis).toEqual({ min: 35, max: 55, step: 5, cut: true });
		expect(ticksOf(axis)).toEqual([35, 40, 45, 50, 55]);
	});

	it('keeps 0 for bars, near it and across it', () => {
		expect(axisFor([412000, 470000], { fromZero: true, whole: true })).toEqual({
			min: 0,
			max: 600000,
			step: 200000,
			cut: false
		});
		expect(axisFor([6, 141], line)).toMatchObject({ min: 0, cut: false });
		expect(axisFor([-341, -200], line)).toMatchObject({ cut: true });
		expect(axisFor([-5, 5], line)).toMatchObject({ min: -5, max: 5, cut: false });
		expect(axisFor([-5, -1], { fromZero: true, whole: false }).max).toBe(0);
	});

	it('stands for nothing, one value and zeros', () => {
		expect(axisFor([], line)).toMatchObject({ min: 0, max: 1 });
		expect(axisFor([0, 0], line)).toMatchObject({ min: 0, max: 1 });
		const single = axisFor([37.9], line);
		expect(single.min).toBeLessThanOrEqual(37.9);
		expect(single.max).toBeGreaterThan(37.9);
	});

	it('counts stages and ranks', () => {
		expect(ticksOf(stageAxis(4))).toEqual([0, 1, 2, 3]);
		expect(ticksOf(rankAxis([3, 12]))).toEqual([1, 5, 10, 15]);
		expect(rankAxis([1])).toMatchObject({ min: 1, max: 2 });
	});

	it('writes as many decimals as the step has', () => {
		expect([5, 0.5, 0.25, 100].map((step) => tickDecimals({ min: 0, max: 1, step, cut: false }))).toEqual([
			0, 1, 2, 0
		]);
	});

	it('holds every value between its ends, on few round steps', () => {
		const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(values, fc.boolean(), fc.boolean(), (list, fromZero, whole) => {
				const axis = axisFor(list, { fromZero, whole });
				expect(axis.min).toBeLessThanOrEqual(Math.min(...list));
				expect(axis.max).toBeGreaterThanOrEqual(Math.max(...list));
				expect(ticksOf(axis).length).toBeGreaterThanOrEqual(2);
				expect(ticksOf(axis).length).toBeLessThanOrEqual(8);
				expect(axis.cut).toBe(axis.min > 0 || axis.max < 0);
				if (fromZero) expect(axis.cut).toBe(false);
			})
		);
	});
});

describe('spread', () => {
	it('moves labels apart in their order, inside the plot', () => {
		expect(spread([100, 104, 50], 18, 0, 300)).toEqual([100, 118, 50]);
		expect(spread([295, 299], 18, 0, 300)).toEqual([282, 300]);
		expect(spread([], 18, 0, 300)).toEqual([]);
	});
});
