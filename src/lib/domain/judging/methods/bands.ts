/** A rule by bands: what was measured goes through the rule's steps until a band gives the grade. */
import {
	ZERO,
	absolute,
	compare,
	multiply,
	rational,
	reduce,
	subtract,
	type Rational
} from '#lib/domain/decimal.ts';
import { ruleFigure } from '#lib/domain/judging/rule-figure.ts';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import type { Band, BandRule, Grade, Measure, Step } from '#lib/domain/judging/band-rule.ts';
import type {
	Assessment,
	Comparison,
	JudgedKpi,
	JudgementSubject,
	OwnGrade,
	TargetUse,
	UnjudgedCode
} from '#lib/domain/judging/judgement.ts';
import { places } from '#lib/domain/judging/text.ts';
import { gather, ruleFor, type Material, type Valued } from './figures.ts';
import { measure, towards } from './measure.ts';
import { printedRate } from './rate-format.ts';
import type { Rate, RateProblem } from './rate.ts';

/** How a rule by bands came to its answer. */
export type Outcome =
	| {
			readonly kind: 'graded';
			readonly grade: Grade;
			readonly step: Step;
			readonly band: Band;
			readonly value: Rational;
	  }
	/** The rule's own word on a rate that cannot be worked out. */
	| {
			readonly kind: 'undefined-graded';
			readonly grade: Grade;
			readonly problem: RateProblem;
			readonly met: boolean;
	  }
	| { readonly kind: 'none'; readonly code: UnjudgedCode; readonly problem: RateProblem | null };

/** Assesses a subject with a value. `judge.ts` has seen to what stands outside or has no value. */
export function assessBands(given: BandRule, subject: JudgementSubject, result: Valued): Assessment {
	const { kpi } = subject;
	const rule = ruleFor(given, subject, result);
	const carried = result.kind === 'carried';
	const measuredYear = carried ? result.measuredYear : subject.year;
	const gathered = gather(rule, subject, result);
	if (!gathered.ok) {
		const none = { ...unjudged(rule, gathered.code), unknownYears: gathered.unknownYears };
		return { ...none, measuredYear, carried };
	}
	const { material } = gathered;
	const outcome = outcomeOf(rule, kpi, material);
	const rates = ratesOf(kpi, material);
	if (outcome.kind === 'none')
		return {
			...unjudged(rule, outcome.code),
			...rates,
			measuredYear,
			carried,
			own: own(rule, null, rates, material.targetUse)
		};

	const { grade } = outcome;
	const compared = {
		...rates,
		status: grade.status as Status,
		reasonCode: 'band' as const,
		rung: 2 as const,
		shown: shownFigure(material, outcome),
		difference:
			material.due && material.figure?.kind !== 'stage'
				? subtract(material.figures.actual, material.due)
				: null,
		ratio: null,
		measuredYear,
		carried,
		comparison: comparisonOf(kpi, material),
		unknownYears: [],
		own: own(rule, grade, rates, material.targetUse)
	};
	if (!carried || !rule.carried.neverWorse) return compared;
	return keptFor(rule, compared, result.previousStatus);
}

/** 対象外 with a value: the rule's rate still is a fact of the figures; nothing is due that it could be held against. */
export function outsideBands(
	given: BandRule,
	subject: JudgementSubject,
	result: Valued,
	code: UnjudgedCode
): Assessment {
	const rule = ruleFor(given, subject, result);
	const carried = result.kind === 'carried';
	const gathered = gather(rule, subject, result);
	const rates = gathered.ok
		? { ...ratesOf(subject.kpi, gathered.material), progressRatio: null }
		: { reachRate: null, progressRatio: null };
	const label = ownLabel(rule, 'outside');
	return {
		...unjudged(rule, code),
		...rates,
		status: 'outside',
		measuredYear: carried ? result.measuredYear : subject.year,
		carried,
		own: { ...label, rateShown: rates.reachRate && printedRate(rule, rates.reachRate) }
	};
}

/** The outcome of the rule's steps. Exported so that `bands-words.ts` tells the same story. */
export function outcomeOf(rule: BandRule, kpi: JudgedKpi, material: Material): Outcome {
	const { kindRule, exception, year } = material;
	if (exception) return nothing('exception');
	if (rule.firstYear === 'not-judged' && material.isFirstYear) return nothing('first-year');
	if (kpi.baselineYear !== null && year <= kpi.baselineYear) return nothing('not-after-baseline');
	const steps = kindRule.steps ?? rule.steps;
	let last: Outcome = nothing('rate-undefined');
	for (const step of steps) {
		const condition = step.when && measure(rule, kpi, material, step.when);
		if (step.when && condition?.kind === 'value' && !holds(step.when, condition.value, condition.scale))
			continue;
		const measured = condition && condition.kind !== 'value' ? condition : measure(rule, kpi, material, step);
		if (measured.kind !== 'value') {
			last =
				measured.kind === 'unavailable'
					? nothing(measured.code)
					: whenUndefined(rule, material, step, measured.problem);
			if (step.unavailable === 'next') continue;
			return last;
		}
		const band = step.bands.find((each) => holds(each, measured.value, measured.scale));
		const grade = band && rule.grades.find(({ id }) => id === band.grade);
		if (band && grade) return { kind: 'graded', grade, step, band, value: measured.value };
	}
	return last;
}

/** The rule's own answer where its formula has none: the grade for a target met or unmet, or 判定なし. */
function whenUndefined(rule: BandRule, material: Material, step: Step, problem: RateProblem): Outcome {
	const { figures, kindRule, due } = material;
	const target = step.measure === 'pace' ? (due ?? figures.target) : figures.target;
	if (target === null) return nothing('no-target');
	const met = towards(figures.sign, subtract(figures.actual, target)).n >= 0n;
	const id = kindRule.whenUndefined?.[met ? 'met' : 'unmet'] ?? null;
	const grade = rule.grades.find((each) => each.id === id);
	return grade ? { kind: 'undefined-graded', grade, problem, met } : nothing('rate-undefined', problem);
}

/** Whether a value lies in a band whose bounds are multiples of `scale`. */
export function holds(band: Omit<Band, 'grade'>, value: Rational, scale: Rational): boolean {
	const against = (bound: string) => compare(value, multiply(ruleFigure(bound), scale));
	return (
		(band.atLeast === undefined || against(band.atLeast) >= 0) &&
		(band.above === undefined || against(band.above) > 0) &&
		(band.atMost === undefined || against(band.atMost) <= 0) &&
		(band.below === undefined || against(band.below) < 0)
	);
}

function nothing(code: UnjudgedCode, problem: RateProblem | null = null): Outcome {
	return { kind: 'none', code, problem };
}

type Rates = Pick<Assessment, 'reachRate' | 'progressRatio'>;

/**
 * 達成率 as the rule works it out, and the same against what is due. None of a KPI to be kept whose target asks
 * for no way from the baseline: 75.2 → 75.0 would make 2,400 % of 70.4.
 */
function ratesOf({ goal }: JudgedKpi, { rate, paceRate }: Material): Rates {
	const shown = (each: Rate | null) =>
		each === null || (goal === 'keep' && each.problem !== null) ? null : each.value;
	return { reachRate: shown(rate), progressRatio: shown(paceRate) };
}

function own(
	rule: BandRule,
	grade: Grade | null,
	{ reachRate }: Rates,
	targetUse: TargetUse | null
): OwnGrade {
	return {
		label: grade?.label ?? rule.labels.none,
		points: grade?.points ?? null,
		rateShown: reachRate && printedRate(rule, reachRate),
		targetUse
	};
}

/** 判定なし, 未入力 or 対象外 under a rule by bands. */
export function ownLabel(rule: BandRule, status: Status): OwnGrade {
	const label =
		status === 'missing'
			? rule.labels.missing
			: status === 'outside'
				? rule.labels.outside
				: rule.labels.none;
	return { label, points: null, rateShown: null, targetUse: null };
}

function unjudged(rule: BandRule, reasonCode: UnjudgedCode): Assessment {
	return {
		status: 'none',
		reasonCode,
		rung: 5,
		shown: 'none',
		reachRate: null,
		progressRatio: null,
		difference: null,
		ratio: null,
		measuredYear: null,
		carried: false,
		comparison: null,
		unknownYears: [],
		own: ownLabel(rule, 'none')
	};
}

const BY_RATE: readonly Measure[] = ['rate', 'pace'];

function shownFigure({ figure }: Material, outcome: Outcome): Assessment['shown'] {
	if (figure?.kind === 'stage') return 'stage';
	return outcome.kind === 'graded' && BY_RATE.includes(outcome.step.measure) ? 'progress' : 'difference';
}

/** The target as somebody set it: what the pace makes of it is no target that a headline may name. */
function setTarget({ figures, due, dueGiven }: Material): Rational | null {
	return dueGiven && due ? due : figures.target;
}

/** The comparison that the finding and the moves of a page are told from; a range on its own scale. */
function comparisonOf(kpi: JudgedKpi, material: Material): Comparison | null {
	const { figures, figure, year, parts } = material;
	const unit = reduce(1n, 10n ** BigInt(places(kpi.decimals)));
	const tolerance = kpi.tolerance ? absolute(rational(kpi.tolerance)) : ZERO;
	const actual = figures.range?.actual ?? figures.actual;
	const target = figures.range ? subtract(actual, figures.actual) : setTarget(material);
	if (!figure || !target) return null;
	return {
		figure,
		year,
		actual,
		target,
		baseline: figures.range ? null : figures.baseline,
		final: figure.kind === 'value' || figure.kind === 'period' ? figures.target : null,
		closeness: compare(tolerance, unit) > 0 ? tolerance : unit,
		tolerance,
		allowance: ZERO,
		parts
	};
}

/** A carried value that would fall behind the status of the year before keeps that one. */
function keptFor(rule: BandRule, compared: Assessment, previous: Status | null): Assessment {
	const order: readonly Status[] = JUDGED_STATUSES;
	const before = previous === null ? -1 : order.indexOf(previous);
	if (previous === null || before < 0 || before >= order.indexOf(compared.status)) return compared;
	// Where several grades count as that status, the lowest: a kept status never claims more than it was.
	const grade = rule.grades.findLast(({ status }) => status === previous) ?? null;
	if (!grade) return compared;
	return {
		...compared,
		status: previous,
		reasonCode: 'carried-kept',
		rung: 5,
		own: own(rule, grade, compared, compared.own?.targetUse ?? null)
	};
}
