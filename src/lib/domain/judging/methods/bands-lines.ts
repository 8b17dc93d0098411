/** The lines of a sum by bands: formula in words, the numbers filled in, what they come to. */
import { subtract, type Rational } from '#lib/domain/decimal.ts';
import { MEASURES, RATE_FORMULAS, type BandRule, type Measure } from '#lib/domain/judging/band-rule.ts';
import type { JudgedKpi, JudgementSubject, SumLine } from '#lib/domain/judging/judgement.ts';
import { figureText, operand, signedText, thresholdText } from '#lib/domain/judging/text.ts';
import type { Outcome } from './bands.ts';
import type { Material } from './figures.ts';
import { printedRate, rateText } from './rate-format.ts';
import type { RateProblem } from './rate.ts';

/** 達成率; nothing where it cannot be worked out. */
export function rateLine(rule: BandRule, { kpi }: JudgementSubject, material: Material): SumLine[] {
	const { figures, rate, kindRule } = material;
	if (!rate.value || !figures.target) return [];
	return [
		{
			label: '達成率',
			formula: RATE_FORMULAS[kindRule.formula],
			filled: filledRate(material, figures.target, kpi),
			// What the numbers come to would only mislead: 75.2 → 75.0 would make 2,400 % of 70.4.
			result:
				kpi.goal === 'keep' && rate.problem !== null
					? `示さない（${PROBLEMS[rate.problem]}ため）`
					: printedRate(rule, rate.value).replace('-', '−')
		}
	];
}

/** All lines, the one that decides first. */
export function bandLines(
	rule: BandRule,
	subject: JudgementSubject,
	material: Material,
	outcome: Outcome | null
): SumLine[] {
	const { rate, paceRate, share, due, kindRule } = material;
	const { kpi } = subject;
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
			filled: filledRate(material, due, kpi),
			result: inWords(rateText(paceRate.value, EXACT))
		});
	if (outcome?.kind === 'graded' && !['rate', 'pace'].includes(outcome.step.measure))
		list.unshift(...differenceLine(outcome.step.measure, material, kpi));
	return list;
}

const EXACT = { decimals: 1, trimZeros: false, rounding: 'half-up' } as const;

/** A figure as it is said; a stage by its name. */
function figureWords({ figure }: Material, { decimals, stages }: JudgedKpi): (value: Rational) => string {
	if (figure?.kind !== 'stage') return (value) => figureText(value, decimals);
	return (value) =>
		(value.d === 1n ? stages[Number(value.n)] : undefined) ??
		`${figureText({ n: value.n + value.d, d: value.d }, 0)}段階目`;
}

function filledRate(material: Material, target: Rational, kpi: JudgedKpi): string {
	const { figures, kindRule } = material;
	const { actual, baseline, range } = figures;
	if (material.figure?.kind === 'stage' && kindRule.formula === 'progress' && baseline) {
		const name = figureWords(material, kpi);
		const [gone, way] = [subtract(actual, baseline), subtract(target, baseline)];
		return `（${name(actual)} − ${name(baseline)}）÷（${name(target)} − ${name(baseline)}）＝ ${figureText(gone, 0)} ÷${operand(figureText(way, 0))}`;
	}
	const figure = (value: Rational) => figureText(value, kpi.decimals);
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

function differenceLine(measure: Measure, material: Material, kpi: JudgedKpi): SumLine[] {
	const [name, from] = comparedWith(measure, material);
	const { figures } = material;
	if (!from) return [];
	const figure = figureWords(material, kpi);
	return [
		{
			label: MEASURES[measure],
			formula: `実績 − ${name}`,
			filled: `${figure(figures.actual)} −${operand(figure(from))}`,
			result: differenceText(subtract(figures.actual, from), kpi, material)
		}
	];
}

/** 「＋2段階」 between stages, else a signed figure. */
export function differenceText(value: Rational, kpi: JudgedKpi, { figure }: Material): string {
	return figure?.kind === 'stage' && value.n !== 0n
		? `${signedText(value, 0)}段階`
		: signedText(value, kpi.decimals);
}

/** What a difference is taken from, by name. */
export function comparedWith(
	measure: Measure,
	{ figures, due, previous }: Material
): [name: string, Rational | null] {
	if (measure.startsWith('target')) return ['目標', due];
	return measure.startsWith('previous') ? ['前回の実績', previous] : ['基準値', figures.baseline];
}

/** A printed rate as the sentences of the screens write it: −34.3 %. */
function inWords(text: string): string {
	return text.replace('-', '−').replace('%', ' %');
}

/** Why a rate cannot be worked out, before 「ため」. */
export const PROBLEMS: Readonly<Record<RateProblem, string>> = {
	'no-target': '目標がない',
	'no-baseline': '基準値がない',
	'target-equals-baseline': '目標と基準値が同じで、率を割り算できない',
	'target-not-beyond-baseline': '目標が基準値より良い側になく、率が意味を持たない',
	'target-not-positive': '目標が0以下で、率を割り算できない',
	'actual-not-positive': '実績が0以下で、率を割り算できない'
};
