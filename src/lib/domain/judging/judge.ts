/** Judges one KPI for one year: first whether there is anything to judge (paragraph 5), then the rule's method. */
import { rational } from '#lib/domain/decimal.ts';
import { JUDGED_STATUSES, STATUSES, type Direction, type Status } from '#lib/domain/model.ts';
import type { FoundTarget, NoTargetCode, TargetInForce } from '#lib/domain/target-in-force.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import { explain, unjudgedReason } from './explain.ts';
import type {
	Assessment,
	JudgedResult,
	Judgement,
	JudgementSubject,
	Sum,
	UnjudgedCode
} from './judgement.ts';
import { assessBands, outsideBands, ownLabel } from './methods/bands.ts';
import { explainBands } from './methods/bands-words.ts';
import { actualToDate, ownFigure } from './period-total.ts';
import type { JudgementRule, StandardRule } from './rule.ts';
import { compareStandard, reachRateOf, type Measured } from './standard.ts';

type Valued = Extract<JudgedResult, { kind: 'measured' | 'carried' }>;

/**
 * The judgement of one KPI for one year, with its sum. Exact, and total: every finite input gets a status.
 * Only confirmed figures are handed in; an unconfirmed one is 判定なし with the reason 未確定. The words cost
 * more than the judging: they are found when somebody reads them.
 */
export function judge(rule: JudgementRule, subject: JudgementSubject): Judgement {
	const assessment = assess(rule, subject);
	return Object.assign(new LazyWords(() => inWords(rule, subject, assessment)), assessment);
}

/**
 * The words of a judgement. Getters of a class, not of every object: those would each have a shape of their own,
 * which takes longer to make than the judgement and is long in being let go.
 */
class LazyWords {
	readonly #find: () => Sum;
	#found: Sum | null = null;

	constructor(find: () => Sum) {
		this.#find = find;
	}

	get sum(): Sum {
		return (this.#found ??= this.#find());
	}

	get reason(): string {
		return this.sum.conclusion;
	}
}

function inWords(rule: JudgementRule, subject: JudgementSubject, assessment: Assessment): Sum {
	return rule.method === 'bands'
		? explainBands(rule, subject, assessment, () => unjudgedReason(subject, assessment))
		: explain(rule, subject, assessment);
}

/** The assessment alone, as a rule's own words label it. */
function assess(rule: JudgementRule, subject: JudgementSubject): Assessment {
	const assessment = assessByMethod(rule, subject);
	if (rule.method === 'standard') return relabelled(rule, assessment);
	return assessment.own ? assessment : { ...assessment, own: ownLabel(rule, assessment.status) };
}

/** 「標準」 with words of its own shows them as a city's rule does. */
function relabelled(rule: StandardRule, assessment: Assessment): Assessment {
	const label = rule.labels[assessment.status];
	if (label === STATUSES[assessment.status]) return assessment;
	return { ...assessment, own: { label, points: null, rateShown: null, targetUse: null } };
}

function assessByMethod(rule: JudgementRule, subject: JudgementSubject): Assessment {
	const { standing, result, target } = subject;
	if (standing !== 'active') return outside(rule, subject, standing);
	if (target.kind === 'none' && isOutside(target.reasonCode))
		return outside(rule, subject, target.reasonCode);
	if (result.kind === 'not-entered') return unjudged('missing', 'not-entered');
	if (result.kind === 'unconfirmed') return unjudged('none', 'unconfirmed');
	if (result.kind === 'missing') return unjudged('none', result.reason);
	// Each preset with a method of its own adds a case.
	switch (rule.method) {
		case 'standard':
			return assessStandard(rule, subject, result);
		case 'bands':
			return assessBands(rule, subject, result);
	}
}

/** 対象外. How far a value is on the way to the final target stays a fact of the figures, asked for or not. */
function outside(rule: JudgementRule, subject: JudgementSubject, code: UnjudgedCode): Assessment {
	const { result, year } = subject;
	if (result.kind !== 'measured' && result.kind !== 'carried') return unjudged('outside', code);
	if (rule.method === 'bands') return outsideBands(rule, subject, result, code);
	const judgedYear = result.kind === 'carried' ? result.measuredYear : year;
	return { ...valueOnly(subject, result, judgedYear, code), status: 'outside' };
}

function assessStandard(rule: StandardRule, subject: JudgementSubject, result: Valued): Assessment {
	const { target, kpi, year } = subject;
	const judgedYear = result.kind === 'carried' ? result.measuredYear : year;
	const withoutTarget = (code: UnjudgedCode) => valueOnly(subject, result, judgedYear, code);
	if (kpi.baselineYear !== null && judgedYear <= kpi.baselineYear) return withoutTarget('not-after-baseline');
	if (target.kind === 'none') return withoutTarget(target.reasonCode);
	const against: TargetInForce = result.kind === 'carried' ? result.measuredTarget : target;
	if (against.kind === 'none') return withoutTarget(against.reasonCode);
	if (!fits(kpi.direction, against.figure)) return withoutTarget('kind-mismatch');
	return assessValue(rule, subject, result, against, judgedYear);
}

/** Codes that mean the KPI is not, or no longer, asked for. */
function isOutside(code: NoTargetCode): boolean {
	return (
		code === 'plan-not-begun' ||
		code === 'plan-ended' ||
		code === 'period-not-begun' ||
		code === 'period-ended'
	);
}

function fits(direction: Direction, figure: TargetFigure): boolean {
	if (direction === 'range' || direction === 'stage') return figure.kind === direction;
	return figure.kind === 'value' || figure.kind === 'period';
}

function assessValue(
	rule: StandardRule,
	subject: JudgementSubject,
	result: Valued,
	against: FoundTarget,
	year: number
): Assessment {
	const measured = measure(subject, result, against.figure, year);
	if (measured.kind === 'unknown')
		return {
			...valueOnly(subject, result, year, 'unknown-year-in-period'),
			// One year's figure goes no part of the way to a total.
			reachRate: null,
			unknownYears: measured.years
		};
	const compared = compareStandard(rule, measured);
	const base = { ...compared, measuredYear: year, unknownYears: [] };
	if (result.kind === 'measured') return { ...base, carried: false };
	const kept = neverWorse(compared.status, result.previousStatus);
	if (kept === compared.status) return { ...base, carried: true };
	return { ...base, carried: true, status: kept, reasonCode: 'carried-kept', rung: 5 };
}

/** The actual to compare: the value, or Σ actual of a period total. */
function measure(
	{ kpi, earlier = [], added }: JudgementSubject,
	{ value }: Valued,
	figure: TargetFigure,
	year: number
): (Measured & { kind: 'known' }) | { kind: 'unknown'; years: readonly number[] } {
	if (figure.kind !== 'period')
		return { kind: 'known', kpi, figure, year, actual: rational(value), parts: [] };
	const toDate = actualToDate([...earlier, ownFigure(year, value, added)], figure.from, year);
	if (!toDate.known) return { kind: 'unknown', years: toDate.unknownYears };
	return { kind: 'known', kpi, figure, year, actual: toDate.sum, parts: toDate.actuals };
}

/** The better of two judged statuses; a previous one that was not judged has no say. */
function neverWorse(status: Status, previous: Status | null): Status {
	const order: readonly Status[] = JUDGED_STATUSES;
	const before = previous === null ? -1 : order.indexOf(previous);
	return before >= 0 && before < order.indexOf(status) ? (order[before] ?? status) : status;
}

/** Nothing judged although there is a value: the way to the final target is still known. */
function valueOnly(subject: JudgementSubject, result: Valued, year: number, code: UnjudgedCode): Assessment {
	return {
		...unjudged('none', code),
		reachRate: reachRateOf(subject.kpi, rational(result.value)),
		measuredYear: year,
		carried: result.kind === 'carried'
	};
}

function unjudged(status: Status, reasonCode: UnjudgedCode): Assessment {
	return {
		status,
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
		unknownYears: []
	};
}
