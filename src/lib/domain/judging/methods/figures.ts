/** Puts a subject's figures on one scale for a rule by bands: actual, baseline, target and what is due this year. */
import {
	ZERO,
	add,
	compare,
	divide,
	multiply,
	negate,
	rational,
	subtract,
	type Rational
} from '#lib/domain/decimal.ts';
import type { NoTargetCode, TargetInForce } from '#lib/domain/target-in-force.ts';
import { targetFigure, type TargetFigure } from '#lib/domain/targets.ts';
import {
	kindOf,
	type BandRule,
	type KindRule,
	type KpiKind,
	type RuleException
} from '#lib/domain/judging/band-rule.ts';
import type {
	JudgedKpi,
	JudgedResult,
	JudgementSubject,
	TargetUse,
	UnjudgedCode
} from '#lib/domain/judging/judgement.ts';
import { actualToDate, ownFigure } from '#lib/domain/judging/period-total.ts';
import { appliesTo, mergedRule, plainName, type RuleForm } from '#lib/domain/judging/variants.ts';
import { whole } from '#lib/domain/judging/text.ts';
import { DUE_IN_FULL, dueShare, planFirstYear, type Due } from './pace.ts';
import { rateOf, type Figures, type Rate } from './rate.ts';

export type Valued = Extract<JudgedResult, { kind: 'measured' | 'carried' }>;

/** Everything that the steps of a rule may measure. Differences are in the good direction, in the KPI's unit. */
export interface Material {
	readonly kind: KpiKind;
	readonly kindRule: KindRule;
	readonly exception: RuleException | null;
	/** The year judged: the measured one of a carried value, where the rule says so. */
	readonly year: number;
	readonly isFirstYear: boolean;
	readonly figures: Figures;
	/** Null where the KPI has no target: what needs none may still be measured. */
	readonly figure: TargetFigure | null;
	/** The share of the way due this year, or why it is not known. */
	readonly share: Due;
	/** P on the scale of `figures`; null without a target, or where it needs a baseline or years that are not known. */
	readonly due: Rational | null;
	/** P was given as a yearly target. */
	readonly dueGiven: boolean;
	readonly targetUse: TargetUse | null;
	readonly rate: Rate;
	/** The rate against what is due; null where the share is not known. */
	readonly paceRate: Rate | null;
	/** Latest known value before this year, on the scale of `figures`. */
	readonly previous: Rational | null;
	readonly parts: readonly { readonly year: number; readonly value: Rational }[];
}

export type Gathered =
	| { readonly ok: true; readonly material: Material }
	| { readonly ok: false; readonly code: UnjudgedCode; readonly unknownYears: readonly number[] };

/** The material of a subject with a value, or why there is none. Total. */
export function gather(rule: BandRule, subject: JudgementSubject, result: Valued): Gathered {
	const { kpi } = subject;
	if (result.kind === 'carried' && rule.carried.judgedAs === 'not-judged')
		return refuse('carried-not-judged');
	const { year, against } = judgedAs(rule, subject, result);

	const chosen = chooseTarget(rule, kpi, against, year);
	const choice = chosen.ok ? chosen : withoutTarget(kpi, chosen.code);
	if (!choice.ok) return refuse(choice.code);
	const { target: figure, given, inFull } = choice;
	if (figure && !fits(kpi, figure)) return refuse('kind-mismatch');
	const kind = kindOf(kpi.direction, kpi.goal, figure?.kind === 'period');
	const exception = exceptionFor(rule, kpi);
	const kindRule = exception ? { formula: exception.formula, paced: false } : rule.kinds[kind];
	if (!kindRule) return refuse('kind-not-in-rule');

	const actual = actualOf(subject, result, figure, year);
	if (!actual.known) return refuse('unknown-year-in-period', actual.unknownYears);
	const figures = onScale(kpi, figure, actual.sum);
	const share = kindRule.paced && !inFull ? dueShare(rule.pace, kpi, year) : DUE_IN_FULL;
	// Also of a level to keep: the level that the year's own target asks for.
	const dueGiven = given !== null;
	const due = given ? scalarTarget(given) : dueTarget(kindRule, figures, share);
	const rate = rateOf(kindRule.formula, figures);
	return {
		ok: true,
		material: {
			kind,
			kindRule,
			exception,
			year,
			isFirstYear: planFirstYear(rule.pace, kpi) === year,
			figures,
			figure,
			share,
			due,
			dueGiven,
			targetUse: choice.use,
			rate,
			paceRate: dueGiven
				? rateOf(kindRule.formula, { ...figures, target: due ?? figures.target })
				: scaled(rate, share),
			previous: previousOf(subject, figure, year),
			parts: figure?.kind === 'period' ? actual.actuals : []
		}
	};
}

/** The rule as it judges this subject: itself, or the form that its first fitting variant gives it. */
export function ruleFor(rule: BandRule, subject: JudgementSubject, result: Valued): RuleForm {
	if (!rule.variants) return rule;
	const { year, against } = judgedAs(rule, subject, result);
	return formFor(rule, subject.kpi, against, year);
}

function formFor(rule: BandRule, kpi: JudgedKpi, against: TargetInForce, year: number): RuleForm {
	for (const variant of rule.variants ?? []) {
		const form = mergedRule(rule, variant);
		const choice = chooseTarget(form, kpi, against, year);
		if (appliesTo(variant, kpi, choice.ok ? choice.target : null, year)) return form;
	}
	return rule.variants ? { ...rule, variants: undefined } : rule;
}

/** The year and target that the rule holds the result against: a carried value's own ones where it says so. */
function judgedAs({ carried }: BandRule, { year, target }: JudgementSubject, result: Valued) {
	return result.kind === 'carried' && carried.judgedAs === 'measured-year'
		? { year: result.measuredYear, against: result.measuredTarget }
		: { year, against: target };
}

type Chosen =
	| {
			readonly ok: true;
			readonly target: TargetFigure;
			/** What is due by a yearly target instead of the pace. */
			readonly given: TargetFigure | null;
			/** The target is the year's own, so no pace applies to it. */
			readonly inFull: boolean;
			readonly use: TargetUse;
	  }
	| { readonly ok: false; readonly code: UnjudgedCode };

/** What an edition says; without an edition the rule's own pace answers. */
const SAID_NONE: readonly NoTargetCode[] = ['explicit-none', 'not-in-edition', 'not-set'];

/** The target that the rate is taken against, and a yearly target that says what is due instead of the pace. */
export function chooseTarget(rule: BandRule, kpi: JudgedKpi, against: TargetInForce, year: number): Chosen {
	const { pace } = formFor(rule, kpi, against, year);
	const final = kpi.finalTarget && targetFigure(kpi.finalTarget, year);
	const yearly = against.kind === 'target' && against.source === 'edition' ? against.figure : null;
	const use = pace.kind === 'yearly-target' ? 'final' : pace.yearTarget;
	// A period total is judged by its sums in every year: its last year's target in force is the total again.
	const period = against.kind === 'target' && against.figure.kind === 'period' ? against.figure : null;
	if (period && use === 'unused') return chosen(period, 'final');
	if (use === 'unused') return final ? chosen(final, 'final') : no('no-target');
	// An edition that says 「－」, or nothing, is never replaced by another target.
	if (against.kind === 'none' && SAID_NONE.includes(against.reasonCode)) return no(against.reasonCode);
	if (period) return chosen(period, yearly ? 'year' : 'final', periodDue(period));
	if (use === 'final' && yearly) return chosen(yearly, 'year', null, pace.kind === 'yearly-target');
	// What is due of a range is the year's own range: there is no way from it to the final one to measure along.
	if (use === 'due' && yearly?.kind === 'range') return chosen(yearly, 'year', yearly);
	if (use === 'due' && yearly) return chosen(final ?? yearly, final ? 'both' : 'year', yearly);
	if (!final) return no('no-target');
	if (pace.kind === 'yearly-target' && pace.otherwise === 'none' && year !== kpi.finalYear)
		return no('no-target');
	return chosen(final, 'final');
}

function chosen(
	target: TargetFigure,
	use: TargetUse,
	given: TargetFigure | null = null,
	inFull = false
): Chosen {
	return { ok: true, target, given, inFull, use };
}

function periodDue({ shareToDate }: Extract<TargetFigure, { kind: 'period' }>): TargetFigure {
	return { kind: 'value', value: shareToDate };
}

/** A KPI that nobody set a target for (増加, 前年度以上) can still be held against its own past. */
function withoutTarget({ direction, accumulation }: JudgedKpi, code: UnjudgedCode) {
	const needsTarget = direction === 'range' || accumulation === 'period';
	if (code !== 'no-target' || needsTarget) return { ok: false, code } as const;
	return { ok: true, target: null, given: null, inFull: false, use: null } as const;
}

function no(code: UnjudgedCode): Chosen {
	return { ok: false, code };
}

function refuse(code: UnjudgedCode, unknownYears: readonly number[] = []): Gathered {
	return { ok: false, code, unknownYears };
}

function fits({ direction }: JudgedKpi, { kind }: TargetFigure): boolean {
	if (direction === 'range' || direction === 'stage') return kind === direction;
	return kind === 'value' || kind === 'period';
}

function exceptionFor(rule: BandRule, { name }: JudgedKpi): RuleException | null {
	if (name === undefined) return null;
	const plain = plainName(name);
	return rule.exceptions?.find(({ names }) => names.some((each) => plainName(each) === plain)) ?? null;
}

function actualOf(
	{ earlier = [], added }: JudgementSubject,
	{ value }: Valued,
	figure: TargetFigure | null,
	year: number
) {
	if (figure?.kind === 'period')
		return actualToDate([...earlier, ownFigure(year, value, added)], figure.from, year);
	return { known: true, sum: rational(value), actuals: [] } as const;
}

/** A range becomes the distance outside it (0 inside, negative outside), so that more is better. */
function onScale(kpi: JudgedKpi, figure: TargetFigure | null, actual: Rational): Figures {
	const own = kpi.baseline && kpi.baselineUse === 'comparable' ? rational(kpi.baseline) : null;
	const sign = kpi.direction === 'decrease' ? -1 : 1;
	if (!figure) return { actual, baseline: own, target: null, sign };
	switch (figure.kind) {
		case 'value':
			return { actual, baseline: own, target: figure.value, sign };
		case 'period': {
			const grows = kpi.direction !== 'decrease';
			return { actual, baseline: grows ? ZERO : null, target: figure.total, sign: grows ? 1 : -1 };
		}
		case 'stage':
			return { actual, baseline: own, target: whole(figure.stage), sign: 1 };
		case 'range':
			return {
				actual: outside(figure, actual),
				baseline: own && outside(figure, own),
				target: ZERO,
				sign: 1,
				range: { low: figure.low, high: figure.high, actual }
			};
	}
}

function outside({ low, high }: { low: Rational; high: Rational }, value: Rational): Rational {
	if (compare(value, low) < 0) return subtract(value, low);
	return compare(value, high) > 0 ? negate(subtract(value, high)) : ZERO;
}

/** A target as one number on the scale of the figures: the share to date of a period, 0 for a range. */
export function scalarTarget(figure: TargetFigure): Rational {
	switch (figure.kind) {
		case 'value':
			return figure.value;
		case 'stage':
			return whole(figure.stage);
		case 'period':
			return figure.shareToDate;
		case 'range':
			return ZERO;
	}
}

/** What is due by the pace: on the way from the baseline for `progress`, from 0 for the ratios. */
function dueTarget({ formula }: KindRule, { baseline, target }: Figures, share: Due): Rational | null {
	if (!share.known || !target) return null;
	if (compare(share.share, { n: 1n, d: 1n }) === 0) return target;
	if (formula !== 'progress') return multiply(target, share.share);
	return baseline && add(baseline, multiply(subtract(target, baseline), share.share));
}

function scaled(rate: Rate, share: Due): Rate | null {
	if (!share.known) return null;
	return { ...rate, value: rate.value && divide(rate.value, share.share) };
}

/** The latest value before the year; a period total has none, since its sum only grows. */
function previousOf(
	{ earlier = [] }: JudgementSubject,
	figure: TargetFigure | null,
	year: number
): Rational | null {
	if (figure?.kind === 'period') return null;
	const known = earlier.filter((each) => each.year < year && each.value !== null);
	const latest = known.sort((a, b) => a.year - b.year).at(-1)?.value;
	if (!latest) return null;
	return figure?.kind === 'range' ? outside(figure, rational(latest)) : rational(latest);
}
