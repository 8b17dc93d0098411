/** 判定のしくみ of a rule by bands: formula in words, the numbers filled in, and why the grade. */
import { absolute, compare, decimal, rational, subtract, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	KPI_KINDS,
	MEASURES,
	RATE_FORMULAS,
	type Band,
	type BandRule,
	type Measure,
	type Step
} from '#lib/domain/judging/band-rule.ts';
import type {
	Assessment,
	JudgedKpi,
	JudgementSubject,
	RuleUnjudgedCode,
	Sum,
	SumLine
} from '#lib/domain/judging/judgement.ts';
import { figureText, operand, signedText, thresholdText } from '#lib/domain/judging/text.ts';
import { outcomeOf, type Outcome } from './bands.ts';
import { gather, type Material } from './figures.ts';
import { toleranceOf, towards } from './measure.ts';
import { rateText } from './rate-format.ts';
import type { RateProblem } from './rate.ts';

/** The sum of an assessment that `assessBands` made. `fallback` words the reasons that every rule shares. */
export function explainBands(
	rule: BandRule,
	subject: JudgementSubject,
	assessment: Assessment,
	fallback: () => string
): Sum {
	const { result } = subject;
	const gathered =
		assessment.measuredYear !== null && (result.kind === 'measured' || result.kind === 'carried')
			? gather(rule, subject, result)
			: null;
	const material = gathered?.ok ? gathered.material : null;
	const isOutside = assessment.status === 'outside';
	const outcome = isOutside ? null : material && outcomeOf(rule, subject.kpi, material);
	return {
		rule: {
			id: rule.id,
			version: rule.version,
			name: rule.name,
			text: `${rule.name}（第${rule.version}版）`
		},
		heading: outcome && outcome.kind !== 'none' ? headingOf(outcome) : '判定していない理由',
		lines: material
			? isOutside
				? rateLine(rule, subject, material)
				: lines(rule, subject, material, outcome)
			: [],
		conclusion:
			(material && outcome && conclusionOf(rule, subject, assessment, material, outcome)) ??
			ruleReason(rule, subject, assessment) ??
			fallback(),
		notes: material && !isOutside ? notes(rule, subject, material) : []
	};
}

function headingOf(outcome: Outcome): string {
	return outcome.kind === 'graded' ? MEASURES[outcome.step.measure] : MEASURES.rate;
}

function conclusionOf(
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
	const shown = isShare(measure)
		? `${MEASURES[measure]}が${shareText(measure, outcome.value, material)}`
		: `${MEASURES[measure]}が${signedText(outcome.value, kpi.decimals)}`;
	return `${shown}で、${bandText(measure, outcome.band, kpi.decimals)}ため${label}`;
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

/** What a difference is taken from, by name. */
function comparedWith(
	measure: Measure,
	{ figures, due, previous }: Material
): [name: string, Rational | null] {
	if (measure.startsWith('target')) return ['目標', due];
	return measure.startsWith('previous') ? ['前回の実績', previous] : ['基準値', figures.baseline];
}

/** 「80 %以上100 %未満の」; a difference of 0 is 「0以上の」. */
function bandText(measure: Measure, band: Band, decimals: number): string {
	const bound = (text: string) => {
		const value = rational(decimal(text));
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

/** A share in words; a percent of the baseline or target is measured as a difference, and divided only to be shown. */
function shareText(measure: Measure, value: Rational, material: Material): string {
	const plain = { decimals: 1, trimZeros: false, rounding: 'half-up' } as const;
	if (!measure.endsWith('-percent')) return inWords(rateText(value, plain));
	const [, of] = comparedWith(measure, material);
	if (!of || of.n === 0n) return `${figureText(value, 1)}（0に対して）`;
	const size = of.n < 0n ? -of.n : of.n;
	return inWords(rateText({ n: value.n * of.d, d: value.d * size }, plain));
}

/** A printed rate as the sentences of the screens write it: −34.3 %. */
function inWords(text: string): string {
	return text.replace('-', '−').replace('%', ' %');
}

const PROBLEMS: Readonly<Record<RateProblem, string>> = {
	'no-baseline': '基準値がない',
	'target-equals-baseline': '目標と基準値が同じで、率を割り算できない',
	'target-not-beyond-baseline': '目標が基準値より良い側になく、率が意味を持たない',
	'target-not-positive': '目標が0以下で、率を割り算できない',
	'actual-not-positive': '実績が0以下で、率を割り算できない'
};

const RULE_REASONS: Readonly<Record<Exclude<RuleUnjudgedCode, 'kind-not-in-rule'>, string>> = {
	'no-baseline': '基準値がない（または比較できない）ため、この判定基準では判定できません',
	'no-earlier-value': '前回の実績がないため、この判定基準では判定できません',
	'rate-undefined': '率を計算できないため判定できません',
	'no-plan-years': '計画の開始年度・目標年度・基準年度が分からず、予定の割合を計算できないため判定できません',
	'nothing-due': '計画の期間が始まっていないため判定しません',
	'first-year': '計画の初年度のため、率だけを示し判定しません',
	'carried-not-judged': '前年度までの値の据え置きのため判定しません',
	exception: 'この指標は判定基準の例外のため判定しません'
};

function ruleReason(rule: BandRule, { kpi }: JudgementSubject, { reasonCode }: Assessment): string | null {
	if (reasonCode === 'kind-not-in-rule') {
		const kind = kpi.direction === 'range' || kpi.direction === 'stage' ? kpi.direction : null;
		return `判定基準「${rule.name}」には${kind ? KPI_KINDS[kind] : 'この種類の指標'}の判定方法がありません`;
	}
	return reasonCode in RULE_REASONS ? RULE_REASONS[reasonCode as keyof typeof RULE_REASONS] : null;
}

/** 達成率; nothing where it cannot be worked out. */
function rateLine(rule: BandRule, { kpi }: JudgementSubject, material: Material): SumLine[] {
	const { figures, rate, kindRule } = material;
	if (!rate.value) return [];
	return [
		{
			label: '達成率',
			formula: RATE_FORMULAS[kindRule.formula],
			filled: filledRate(material, figures.target, (value) => figureText(value, kpi.decimals)),
			// The numbers say why it is no rate; what they come to would only mislead beside 判定なし.
			result:
				kpi.goal === 'keep' && rate.problem !== null ? '' : rateText(rate.value, rule.shown).replace('-', '−')
		}
	];
}

function lines(
	rule: BandRule,
	subject: JudgementSubject,
	material: Material,
	outcome: Outcome | null
): SumLine[] {
	const { rate, paceRate, share, due, kindRule } = material;
	const { kpi } = subject;
	const figure = (value: Rational) => figureText(value, kpi.decimals);
	const list = rateLine(rule, subject, material);
	if (share.known && share.label !== '' && !material.dueGiven) {
		list.push({
			label: share.label,
			formula: share.formula,
			filled: share.filled,
			result: thresholdText(share.share)
		});
		if (paceRate?.value && rate.value)
			list.push({
				label: MEASURES.pace,
				formula: `達成率 ÷ ${share.label}`,
				filled: `${inWords(rateText(rate.value, EXACT))} ÷ ${thresholdText(share.share)}`,
				result: inWords(rateText(paceRate.value, EXACT))
			});
	}
	if (material.dueGiven && due && paceRate?.value)
		list.push({
			label: MEASURES.pace,
			formula: RATE_FORMULAS[kindRule.formula].replaceAll('目標', '年度目標'),
			filled: filledRate(material, due, figure),
			result: inWords(rateText(paceRate.value, EXACT))
		});
	if (outcome?.kind === 'graded' && !['rate', 'pace'].includes(outcome.step.measure))
		list.unshift(...differenceLine(outcome.step.measure, material, figure, kpi.decimals));
	return list;
}

const EXACT = { decimals: 1, trimZeros: false, rounding: 'half-up' } as const;

function filledRate(
	{ figures, kindRule }: Material,
	target: Rational,
	figure: (value: Rational) => string
): string {
	const { actual, baseline, range } = figures;
	switch (kindRule.formula) {
		case 'progress':
			return baseline
				? `（${figure(actual)} −${operand(figure(baseline))}）÷（${figure(target)} −${operand(figure(baseline))}）`
				: '';
		case 'ratio':
			if (range) return `${figure(range.actual)}（範囲 ${figure(range.low)}〜${figure(range.high)}）`;
			return `${figure(actual)} ÷${operand(figure(target))}`;
		case 'inverse-ratio':
			return `${figure(target)} ÷${operand(figure(actual))}`;
		case 'mirror-ratio':
			return `（${figure(target)} × 2 −${operand(figure(actual))}）÷${operand(figure(target))}`;
		case 'point-difference':
			return `${figure(actual)} −${operand(figure(target))}`;
	}
}

function differenceLine(
	measure: Measure,
	material: Material,
	figure: (value: Rational) => string,
	decimals: number
): SumLine[] {
	const [name, from] = comparedWith(measure, material);
	const { figures } = material;
	if (!from) return [];
	return [
		{
			label: MEASURES[measure],
			formula: `実績 − ${name}`,
			filled: `${figure(figures.actual)} −${operand(figure(from))}`,
			result: signedText(subtract(figures.actual, from), decimals)
		}
	];
}

function notes(rule: BandRule, { kpi, result, target }: JudgementSubject, material: Material): string[] {
	const list: string[] = [];
	if (result.kind === 'carried') {
		const year = shortFiscalYear(result.measuredYear);
		list.push(
			rule.carried.judgedAs === 'measured-year'
				? `${year}の値を据え置き、${year}の値として判定しています`
				: `${year}の値を、報告した年度の値として判定しています`
		);
	}
	if (
		rule.pace.kind !== 'yearly-target' &&
		rule.pace.yearTarget === 'final' &&
		target.kind === 'target' &&
		target.source === 'edition'
	)
		list.push('その時点で有効だった目標を、目標として使っています');
	const tolerance = toleranceOf(rule, kpi);
	const used = (material.kindRule.steps ?? rule.steps).some((step) => step.tolerance);
	if (used && tolerance.n > 0n) list.push(`誤差の幅 ±${figureText(tolerance, kpi.decimals)}`);
	return list;
}
