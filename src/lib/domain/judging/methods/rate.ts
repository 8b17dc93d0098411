/** The formulas of a rate (達成率), guarded: none divides by zero, and none is used where it would turn round. */
import { compare, divide, multiply, reduce, subtract, type Rational } from '#lib/domain/decimal.ts';
import { whole } from '#lib/domain/judging/text.ts';
import type { RateFormula } from '#lib/domain/judging/band-rule.ts';

/** Figures on one scale. `sign` is −1 where less is better. */
export interface Figures {
	readonly actual: Rational;
	readonly baseline: Rational | null;
	/** Null where the KPI has none. */
	readonly target: Rational | null;
	readonly sign: 1 | -1;
	/** The bounds of a range, where `ratio` is taken against the nearest one. */
	readonly range?: { readonly low: Rational; readonly high: Rational; readonly actual: Rational };
}

/** Why a rate does not grade. */
export type RateProblem =
	| 'no-target'
	| 'no-baseline'
	| 'target-equals-baseline'
	| 'target-not-beyond-baseline'
	| 'target-not-positive'
	| 'actual-not-positive';

/** `value` may stand beside a problem: a figure that can be printed but says nothing about good or bad. */
export interface Rate {
	readonly value: Rational | null;
	readonly problem: RateProblem | null;
}

/** The rate of `formula`, exact and unclipped. */
export function rateOf(formula: RateFormula, figures: Figures): Rate {
	const { actual, baseline, target, sign } = figures;
	if (target === null) return none('no-target');
	switch (formula) {
		case 'progress': {
			if (baseline === null) return none('no-baseline');
			const way = subtract(target, baseline);
			if (way.n === 0n) return none('target-equals-baseline');
			const value = divide(subtract(actual, baseline), way);
			const isBeyond = way.n > 0n === sign > 0;
			return { value, problem: isBeyond ? null : 'target-not-beyond-baseline' };
		}
		case 'ratio':
			if (figures.range) return nearestBound(figures.range);
			return target.n <= 0n ? none('target-not-positive') : good(divide(actual, target));
		case 'inverse-ratio':
			if (target.n <= 0n) return none('target-not-positive');
			return actual.n <= 0n ? none('actual-not-positive') : good(divide(target, actual));
		case 'mirror-ratio':
			if (target.n <= 0n) return none('target-not-positive');
			return good(divide(subtract(multiply(target, whole(2)), actual), target));
		case 'point-difference': {
			const { n, d } = subtract(actual, target);
			return good(reduce(n, d * 100n));
		}
	}
}

/** 1 inside; actual ÷ lower bound below it, upper bound ÷ actual above it. */
function nearestBound({ low, high, actual }: NonNullable<Figures['range']>): Rate {
	if (compare(actual, low) < 0) return low.n <= 0n ? none('target-not-positive') : good(divide(actual, low));
	if (compare(actual, high) > 0)
		return high.n <= 0n ? none('target-not-positive') : good(divide(high, actual));
	return good({ n: 1n, d: 1n });
}

function good(value: Rational): Rate {
	return { value, problem: null };
}

function none(problem: RateProblem): Rate {
	return { value: null, problem };
}
