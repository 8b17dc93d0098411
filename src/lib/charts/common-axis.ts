/** The one axis of small charts on the common scale: 0 is the baseline, 100 the final target. */
import type { Axis } from './axis.ts';

/** Figures farther out are drawn at the edge with an arrow and told in words: one of them would flatten all others. */
const EDGES = { low: -100, high: 200 } as const;
const ROUND = 10;
/** The longest span that is marked at every 50; longer ones at every 100. */
const FINE = 150;

/** From what all charts hold: at least 0 to 100, at most −100 to 200. */
export function commonAxis(values: readonly number[]): Axis {
	const low = Math.max(EDGES.low, Math.min(0, ...values));
	const high = Math.min(EDGES.high, Math.max(100, ...values));
	const min = Math.floor(low / ROUND) * ROUND + 0;
	const max = Math.ceil(high / ROUND) * ROUND;
	return { min, max, step: max - min > FINE ? 100 : 50, cut: false };
}

/** Whether a figure lies beyond the edges, and on which side. */
export function beyondAxis({ min, max }: Axis, value: number): 'above' | 'below' | null {
	return value > max ? 'above' : value < min ? 'below' : null;
}
