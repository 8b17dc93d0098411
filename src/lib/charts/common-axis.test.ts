import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticksOf } from './axis.ts';
import { beyondAxis, commonAxis } from './common-axis.ts';

describe('the common axis', () => {
	it.each([
		[[], 0, 100, [0, 50, 100]],
		[[0, 40, 100], 0, 100, [0, 50, 100]],
		[[-3, 104.8], -10, 110, [0, 50, 100]],
		[[-60, 150], -60, 150, [0, 100]],
		[[-4000, 900], -100, 200, [-100, 0, 100, 200]]
	])('for %j goes from %i to %i', (values, min, max, ticks) => {
		const axis = commonAxis(values);
		expect([axis.min, axis.max, ticksOf(axis)]).toEqual([min, max, ticks]);
	});

	it('always marks 0 and 100, and leaves out only what lies beyond its edges', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -5000, max: 5000 })), (values) => {
				const axis = commonAxis(values);
				expect(ticksOf(axis)).toEqual(expect.arrayContaining([0, 100]));
				for (const value of values)
					expect(beyondAxis(axis, value)).toBe(value > 200 ? 'above' : value < -100 ? 'below' : null);
			})
		);
	});
});
