/** Why a rule by bands came to its grade, or to none, in one sentence. */
import { ZERO, absolute, compare, negate, subtract, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	KPI_KINDS,
	MEASURES,
	type Band,
	type BandRule,
	type Measure,
	type Step
} from '#lib/domain/judging/band-rule.ts';
import type {
	Assessment,
	JudgedKpi,
	JudgementSubject,
	RuleUnjudgedCode
} from '#lib/domain/judging/judgement.ts';
import { ruleFigure } from '#lib/domain/judging/rule-figure.ts';
import { figureText, percentText, signedText, thresholdText, whole } from '#lib/domain/judging/text.ts';
import { comparedWith, differenceText, PROBLEMS } from './bands-lines.ts';
import { holds, type Outcome } from './bands.ts';
import type { Material } from './figures.ts';
import { toleranceOf, towards } from './measure.ts';
import { missingYears } from './pace.ts';

/** The sentence behind an outcome; null where the reasons that every rule shares say it. */
export function conclusionOf(
	rule: BandRule,
	{ kpi }: JudgementSubject,
	assessment: Assessment,
	material: Material,
	outcome: Outcome
): string | null {
	if (outcome.kind === 'none') {
		if (outcome.code === 'exception') return material.exception?.reason ?? null;
		return outcome.problem && `${PROBLEMS[outcome.problem]}ため、この判定基準の式では判定できません`;
	}
	const { label } = outcome.grade;
	if (assessment.reasonCode === 'carried-kept' && assessment.measuredYear !== null)
		return `${shortFiscalYear(assessment.measuredYear)}の値の据え置きでは状態を悪くしないため、前年度の${assessment.own?.label ?? ''}のまま`;
	if (outcome.kind === 'undefined-graded')
		return `率では判定できず（${PROBLEMS[outcome.problem]}）、目標に${outcome.met ? '達している' : '達していない'}ため${label}`;
	const { measure } = outcome.step;
	const noise = withinTolerance(rule, kpi, material, outcome.step);
	if (noise !== null) return `${MEASURES[measure]}が${noise}ため${label}`;
	const also = conditionText(outcome.step, kpi.decimals);
	const shown = isShare(measure)
		? `${MEASURES[measure]}が${shareText(outcome.step, outcome.value, material)}`
		: `${MEASURES[measure]}が${differenceText(outcome.value, kpi, material)}`;
	const beyond = beyondTolerance(rule, kpi, outcome);
	return `${also}${shown}で、${beyond}${bandText(measure, outcome.band, kpi.decimals)}ため${label}`;
}

/** A band that ends at 0 really ends at the tolerance, where what lies within counts as 0. Empty elsewhere. */
function beyondTolerance(
	rule: BandRule,
	kpi: JudgedKpi,
	{ step, band, value }: Extract<Outcome, { kind: 'graded' }>
): string {
	const { atLeast, above, atMost, below } = band;
	const endsAtZero = [above, below].some((each) => each !== undefined && ruleFigure(each).n === 0n);
	const tolerance = toleranceOf(rule, kpi);
	if (!step.tolerance || !endsAtZero || tolerance.n === 0n || BY_RATE.includes(step.measure)) return '';
	if (holds({ atLeast, above, atMost, below }, ZERO, whole(1))) return '';
	const line = signedText(value.n < 0n ? negate(tolerance) : tolerance, kpi.decimals);
	return `誤差の幅（${step.measure.endsWith('-percent') ? '差が' : ''}${line}まで0とみなす）を超えて`;
}

const BY_RATE: readonly Measure[] = ['rate', 'pace'];

/** 「目標との差が0以上で、」 of a step that is only for some figures. */
function conditionText({ when }: Step, decimals: number): string {
	if (!when) return '';
	return `${MEASURES[when.measure]}が${bandText(when.measure, when, decimals).replace(/の$/, '')}で、`;
}

/** A difference that is not 0 but counts as 0; null where none was taken for noise. */
function withinTolerance(rule: BandRule, kpi: JudgedKpi, material: Material, step: Step): string | null {
	const from = comparedWith(step.measure, material)[1];
	if (!step.tolerance || !from || step.measure === 'rate' || step.measure === 'pace') return null;
	const { actual, sign } = material.figures;
	const better = towards(sign, subtract(actual, from));
	const tolerance = toleranceOf(rule, kpi);
	if (better.n === 0n || compare(absolute(better), tolerance) > 0) return null;
	return `${signedText(better, kpi.decimals)}で、誤差の幅（±${figureText(tolerance, kpi.decimals)}）以内の`;
}

/** 「80 %以上100 %未満の」; a difference of 0 is 「0以上の」. */
function bandText(measure: Measure, band: Omit<Band, 'grade'>, decimals: number): string {
	const bound = (text: string) => {
		const value = ruleFigure(text);
		return isShare(measure) ? thresholdText(value) : figureText(value, value.n === 0n ? 0 : decimals);
	};
	if (band.atLeast !== undefined && band.atLeast === band.atMost) return `ちょうど${bound(band.atLeast)}の`;
	const from =
		band.atLeast !== undefined
			? `${bound(band.atLeast)}以上`
			: band.above !== undefined
				? `${bound(band.above)}超`
				: '';
	const to =
		band.atMost !== undefined
			? `${bound(band.atMost)}以下`
			: band.below !== undefined
				? `${bound(band.below)}未満`
				: '';
	return from + to === '' ? 'すべて同じ区分の' : `${from}${to}の`;
}

function isShare(measure: Measure): boolean {
	return measure === 'rate' || measure === 'pace' || measure.endsWith('-percent');
}

/**
 * A share in words, with as many decimals as tell it from every bound of the step (89.96 % is not 「90.0 %で、90 %未満」).
 * A percent of the baseline or target is measured as a difference, and divided only to be shown.
 */
function shareText({ measure, bands }: Step, value: Rational, material: Material): string {
	const bounds = bands
		.flatMap(({ atLeast, above, atMost, below }) => [atLeast, above, atMost, below])
		.flatMap((each) => (each === undefined ? [] : [ruleFigure(each)]));
	const thresholds = [ZERO, whole(1), ...bounds];
	if (!measure.endsWith('-percent')) return percentText(value, thresholds);
	const [, of] = comparedWith(measure, material);
	if (!of || of.n === 0n) return `${figureText(value, 1)}（0に対して）`;
	const size = of.n < 0n ? -of.n : of.n;
	return percentText({ n: value.n * of.d, d: value.d * size }, thresholds);
}

const RULE_REASONS: Readonly<
	Record<Exclude<RuleUnjudgedCode, 'kind-not-in-rule' | 'no-plan-years'>, string>
> = {
	'no-baseline': '基準値がない（または比較できない）ため、この判定基準では判定できません',
	'no-earlier-value': '前回の実績がないため、この判定基準では判定できません',
	'rate-undefined': '率を計算できないため判定できません',
	'nothing-due': '計画の期間が始まっていないため判定しません',
	'first-year': '計画の初年度のため、率だけを示し判定しません',
	'carried-not-judged': '前年度までの値の据え置きのため判定しません',
	exception: 'この指標は判定基準の例外のため判定しません'
};

/** Why this rule gives no grade; null where the reasons that every rule shares say it. */
export function ruleReason(
	rule: BandRule,
	{ kpi }: JudgementSubject,
	{ reasonCode }: Assessment
): string | null {
	if (reasonCode === 'no-plan-years')
		return `${missingYears(rule.pace, kpi)}、予定の割合を計算できないため判定できません`;
	if (reasonCode === 'kind-not-in-rule') {
		const kind = kpi.direction === 'range' || kpi.direction === 'stage' ? kpi.direction : null;
		return `判定基準「${rule.name}」には${kind ? KPI_KINDS[kind] : 'この種類の指標'}の判定方法がありません`;
	}
	return reasonCode in RULE_REASONS ? RULE_REASONS[reasonCode as keyof typeof RULE_REASONS] : null;
}
