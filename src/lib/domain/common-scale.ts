/** 共通の目盛: where a figure stands between the baseline (0) and the final target (100), whatever its unit. */
import { multiply, rational, subtract, divide, ZERO, type Rational } from './decimal.ts';
import type { JudgedKpi } from './judging/judgement.ts';
import { whole } from './judging/text.ts';

/** From baseline to final target; the final one is always the better of the two. */
export interface CommonScale {
	readonly baseline: Rational;
	readonly final: Rational;
}

/** Why a KPI has no place on it, as a clause for the screen. */
export const SCALE_REFUSALS = {
	range: '範囲内に保つ指標のため',
	stage: '段階で測る指標のため',
	keep: '維持する指標のため',
	'no-final': '最終目標がないため',
	'no-baseline': '基準値がないため',
	reference: '基準値が参考値で、最終目標と比べられないため',
	'no-way': '最終目標が基準値より良い側にないため'
} as const;
export type ScaleRefusal = keyof typeof SCALE_REFUSALS;

type ScaledKpi = Pick<JudgedKpi, 'direction' | 'goal' | 'baseline' | 'baselineUse' | 'finalTarget'>;

/**
 * The scale of a KPI, or why it has none. `periodTotal`: the total of a period target, which is counted from 0; null
 * for all other targets. It is the scale of 最終目標に対する進捗率, so what has no such rate has no place on it.
 */
export function commonScale(kpi: ScaledKpi, periodTotal: Rational | null): CommonScale | ScaleRefusal {
	const { direction, goal, baseline, baselineUse, finalTarget } = kpi;
	if (direction === 'range' || direction === 'stage') return direction;
	if (goal === 'keep') return 'keep';
	if (periodTotal !== null) return onTheWay(direction, ZERO, periodTotal);
	if (finalTarget?.kind !== 'value') return 'no-final';
	if (baseline === null) return 'no-baseline';
	if (baselineUse === 'reference') return 'reference';
	return onTheWay(direction, rational(baseline), rational(finalTarget.value));
}

/** The place of a figure in percent of the way; below 0 it is worse than the baseline, above 100 better than the target. */
export function placeOn({ baseline, final }: CommonScale, value: Rational): Rational {
	return multiply(divide(subtract(value, baseline), subtract(final, baseline)), whole(100));
}

function onTheWay(
	direction: 'increase' | 'decrease',
	baseline: Rational,
	final: Rational
): CommonScale | ScaleRefusal {
	const way = direction === 'decrease' ? subtract(baseline, final) : subtract(final, baseline);
	return way.n > 0n ? { baseline, final } : 'no-way';
}
