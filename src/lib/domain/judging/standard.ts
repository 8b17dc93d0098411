/** Rule 「標準」, paragraphs 1–4: a figure against its target. Paragraph 5 (what is not judged) is in `judge.ts`. */
import {
	ZERO,
	absolute,
	add,
	compare,
	divide,
	multiply,
	negate,
	rational,
	reduce,
	subtract,
	type Rational
} from '#lib/domain/decimal.ts';
import type { Status } from '#lib/domain/model.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { Assessment, Comparison, GradeCode, JudgedKpi, Rung } from './judgement.ts';
import { ruleFigure } from './rule-figure.ts';
import { places, whole } from './text.ts';
import type { StandardRule } from './rule.ts';

type Grade = readonly [Status, GradeCode, Rung];

/** Everything of an assessment that follows from comparing. */
export type Compared = Pick<
	Assessment,
	| 'status'
	| 'reasonCode'
	| 'rung'
	| 'shown'
	| 'reachRate'
	| 'progressRatio'
	| 'difference'
	| 'ratio'
	| 'comparison'
>;

/** A confirmed value with what it is judged against. `actual` is Σ actual for a period total. */
export interface Measured {
	readonly kpi: JudgedKpi;
	readonly figure: TargetFigure;
	readonly year: number;
	readonly actual: Rational;
	readonly parts: readonly { readonly year: number; readonly value: Rational }[];
}

/** Judges a value by paragraphs 1–4. Figure and direction must be of one kind (`judge.ts` sees to it). */
export function compareStandard(rule: StandardRule, measured: Measured): Compared {
	const comparison = compareWith(rule, measured);
	const { kpi, figure } = measured;
	if (figure.kind === 'stage') {
		const [status, reasonCode, rung] = gradeStage(comparison);
		const none = { reachRate: null, progressRatio: null, difference: null, ratio: null };
		return { status, reasonCode, rung, shown: 'stage', ...none, comparison };
	}
	const difference = subtract(comparison.actual, comparison.target);
	if (figure.kind === 'range') {
		const [status, reasonCode] = difference.n === 0n ? IN_RANGE : gradeShortfall(rule, kpi, comparison);
		const none = { reachRate: null, progressRatio: null, ratio: null };
		return { status, reasonCode, rung: 4, shown: 'difference', ...none, difference, comparison };
	}
	const [status, reasonCode, rung] = gradeNumber(rule, kpi, comparison);
	return {
		status,
		reasonCode,
		rung: figure.kind === 'period' ? 4 : rung,
		shown: progressDecides(kpi, comparison) ? 'progress' : 'difference',
		reachRate: kpi.goal === 'keep' ? null : share(comparison, comparison.final),
		progressRatio: share(comparison, comparison.target),
		difference,
		ratio: positiveRatio(kpi, comparison),
		comparison
	};
}

const IN_RANGE: Grade = ['achieved', 'in-range', 4];

function compareWith(rule: StandardRule, { kpi, figure, year, actual, parts }: Measured): Comparison {
	const target = comparedTarget(figure, actual);
	const tolerance = kpi.tolerance ? absolute(rational(kpi.tolerance)) : ZERO;
	const unit = reduce(1n, 10n ** BigInt(places(kpi.decimals)));
	const allowance = kpi.allowance
		? absolute(rational(kpi.allowance))
		: divide(multiply(absolute(target), ruleFigure(rule.allowancePercent)), whole(100));
	return {
		figure,
		year,
		actual,
		target,
		baseline: comparableBaseline(kpi, figure),
		final: finalFigure(kpi, figure),
		closeness: compare(tolerance, unit) > 0 ? tolerance : unit,
		tolerance,
		allowance,
		parts
	};
}

/** P as one number. Inside a range it is the actual itself, so that the difference is 0. */
function comparedTarget(figure: TargetFigure, actual: Rational): Rational {
	switch (figure.kind) {
		case 'value':
			return figure.value;
		case 'period':
			return figure.shareToDate;
		case 'stage':
			return whole(figure.stage);
		case 'range': {
			if (compare(actual, figure.low) < 0) return figure.low;
			return compare(actual, figure.high) > 0 ? figure.high : actual;
		}
	}
}

/**
 * B where progress from it means something: a comparable one of a goal to reach. A period total starts at
 * 0, but a total to stay under has no way to go from there. A stage keeps its baseline whatever the goal.
 */
function comparableBaseline(kpi: JudgedKpi, figure: TargetFigure): Rational | null {
	if (figure.kind === 'period') return kpi.direction === 'increase' ? ZERO : null;
	if (!kpi.baseline || kpi.baselineUse === 'reference') return null;
	return kpi.goal === 'keep' && figure.kind !== 'stage' ? null : rational(kpi.baseline);
}

function finalFigure(kpi: JudgedKpi, figure: TargetFigure): Rational | null {
	if (figure.kind === 'period') return figure.total;
	return kpi.finalTarget?.kind === 'value' ? rational(kpi.finalTarget.value) : null;
}

/** `value` in the KPI's good direction: negated where less is better. */
function towards(kpi: JudgedKpi, value: Rational): Rational {
	return kpi.direction === 'decrease' ? negate(value) : value;
}

/** The conditions of paragraph 2 on target and baseline: P lies beyond B by more than tolerance and smallest unit. */
function progressDecides(kpi: JudgedKpi, { baseline, target, closeness }: Comparison): boolean {
	return baseline !== null && compare(towards(kpi, subtract(target, baseline)), closeness) > 0;
}

function gradeNumber(rule: StandardRule, kpi: JudgedKpi, comparison: Comparison): Grade {
	const { actual, target, baseline } = comparison;
	if (towards(kpi, subtract(actual, target)).n >= 0n) return ['achieved', 'target-met', 1];
	if (baseline === null || !progressDecides(kpi, comparison)) return gradeShortfall(rule, kpi, comparison);
	return gradeProgress(rule, kpi, comparison, baseline);
}

/** Paragraph 2. */
function gradeProgress(
	rule: StandardRule,
	kpi: JudgedKpi,
	comparison: Comparison,
	baseline: Rational
): Grade {
	const { actual, target, tolerance, closeness } = comparison;
	const gain = towards(kpi, subtract(actual, baseline));
	if (compare(negate(gain), tolerance) > 0) return ['regressed', 'below-baseline', 2];
	const short = absolute(subtract(target, actual));
	// So close to P is always better than B, which lies further away than that (`progressDecides`).
	if (compare(short, closeness) <= 0) return ['on-track', closenessCode(comparison), 2];
	const progress = divide(gain, towards(kpi, subtract(target, baseline)));
	if (compare(progress, ruleFigure(rule.thresholds.onTrack)) >= 0)
		return ['on-track', 'progress-on-track', 2];
	if (compare(progress, ruleFigure(rule.thresholds.slightlyBehind)) >= 0)
		return ['slightly-behind', 'progress-slightly-behind', 2];
	return ['behind', 'progress-behind', 2];
}

/** Paragraph 3: an unmet target by the size of the shortfall |y − P|. */
function gradeShortfall(rule: StandardRule, kpi: JudgedKpi, comparison: Comparison): Grade {
	const { actual, target, closeness, allowance } = comparison;
	const short = absolute(subtract(actual, target));
	if (compare(short, closeness) <= 0) return ['on-track', closenessCode(comparison), 3];
	if (compare(short, allowance) <= 0) return ['slightly-behind', 'within-allowance', 3];
	if (compare(short, multiply(allowance, ruleFigure(String(rule.behindAllowances)))) <= 0)
		return ['behind', 'within-twice-allowance', 3];
	return [kpi.goal === 'keep' ? 'regressed' : 'behind', 'beyond-allowance', 3];
}

function closenessCode({ closeness, tolerance }: Comparison): GradeCode {
	return compare(tolerance, closeness) === 0 && tolerance.n > 0n
		? 'within-tolerance'
		: 'within-smallest-unit';
}

/** Paragraph 4, stages: a stage below the baseline is 後退 even when it is only one behind. */
function gradeStage({ actual, target, baseline }: Comparison): Grade {
	if (compare(actual, target) >= 0) return ['achieved', 'stage-reached', 4];
	if (baseline !== null && compare(actual, baseline) < 0) return ['regressed', 'stage-below-baseline', 4];
	return compare(add(actual, whole(1)), target) >= 0
		? ['slightly-behind', 'stage-one-behind', 4]
		: ['behind', 'stage-more-behind', 4];
}

/** (y − B) ÷ (goal − B); null without a usable baseline or a way to go. */
function share({ actual, baseline }: Comparison, goal: Rational | null): Rational | null {
	if (baseline === null || goal === null || compare(goal, baseline) === 0) return null;
	return divide(subtract(actual, baseline), subtract(goal, baseline));
}

function positiveRatio(kpi: JudgedKpi, { actual, target }: Comparison): Rational | null {
	if (actual.n <= 0n || target.n <= 0n) return null;
	return kpi.direction === 'decrease' ? divide(target, actual) : divide(actual, target);
}

/** (y − B) ÷ (T − B) for a value that is not judged, so that the way to the final target still shows. */
export function reachRateOf(kpi: JudgedKpi, actual: Rational): Rational | null {
	if (
		kpi.goal === 'keep' ||
		kpi.baselineUse === 'reference' ||
		!kpi.baseline ||
		kpi.finalTarget?.kind !== 'value'
	)
		return null;
	const [baseline, final] = [rational(kpi.baseline), rational(kpi.finalTarget.value)];
	if (compare(final, baseline) === 0) return null;
	return divide(subtract(actual, baseline), subtract(final, baseline));
}
