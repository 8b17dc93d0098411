/** The lines of a shown sum: each formula in words and the same with the numbers filled in. */
import { ZERO, decimal, rational, subtract, type Rational } from '#lib/domain/decimal.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Assessment, Comparison, JudgedKpi, JudgementSubject, SumLine } from './judgement.ts';
import { unknownTotalLines } from './period-lines.ts';
import { ruleFigure } from './rule-figure.ts';
import type { StandardRule } from './rule.ts';
import { decimalText, figureText, operand, percentText, signedText } from './text.ts';

/** The name of the figure that decided. */
export function sumHeading({ comparison, shown }: Assessment): string {
	if (!comparison) return '判定していない理由';
	if (comparison.figure.kind === 'range') return '範囲との比較';
	if (comparison.figure.kind === 'stage') return '段階の比較';
	if (comparison.figure.kind === 'period') return '目標期間の累計';
	return shown === 'progress' ? '年度目標に対する進捗率' : '年度目標との差';
}

/** The deciding line first, then what else the judgement measured. */
export function sumLines(
	rule: StandardRule,
	kpi: JudgedKpi,
	assessment: Assessment,
	comparison: Comparison
): SumLine[] {
	const lines = new Lines(rule, kpi, assessment, comparison);
	switch (comparison.figure.kind) {
		case 'stage':
			return [lines.stage()];
		case 'range':
			return [lines.range(), ...lines.allowance()];
		case 'period':
			return [...lines.parts(), ...lines.deciding(), ...lines.reach()];
		case 'value':
			return [...lines.deciding(), ...lines.reach()];
	}
}

/** Fills formulas with the numbers of one comparison. */
class Lines {
	readonly #rule: StandardRule;
	readonly #kpi: JudgedKpi;
	readonly #assessment: Assessment;
	readonly #comparison: Comparison;

	constructor(rule: StandardRule, kpi: JudgedKpi, assessment: Assessment, comparison: Comparison) {
		this.#rule = rule;
		this.#kpi = kpi;
		this.#assessment = assessment;
		this.#comparison = comparison;
	}

	/** R where progress is shown, else the difference with the 許容幅 it was held against and the plain ratio. */
	deciding(): SumLine[] {
		const { shown, progressRatio } = this.#assessment;
		if (shown === 'progress' && progressRatio) return [this.#progress(progressRatio)];
		return [this.#difference(), ...this.allowance(), ...this.#ratio()];
	}

	#progress(ratio: Rational): SumLine {
		const { target, figure } = this.#comparison;
		const { formulas } = this.#rule;
		return figure.kind === 'period'
			? this.#periodShare(formulas.period, target, '期間の進捗率', ratio)
			: this.#shareOfWay('年度目標に対する進捗率', formulas.progress, target, ratio);
	}

	#shareOfWay(label: string, formula: string, goal: Rational, ratio: Rational): SumLine {
		const { actual, baseline } = this.#comparison;
		const filled = filledWay(actual, baseline ?? ZERO, goal, this.#kpi);
		return { label, formula, filled, result: this.#percent(ratio) };
	}

	#periodShare(formula: string, goal: Rational, label: string, ratio: Rational): SumLine {
		const filled = `${this.#figure(this.#comparison.actual)} ÷${operand(this.#figure(goal))}`;
		return { label, formula, filled, result: this.#percent(ratio) };
	}

	/** The way to the final target; nothing where it means nothing. */
	reach(): SumLine[] {
		const { final, figure } = this.#comparison;
		const { reachRate } = this.#assessment;
		if (!final || !reachRate) return [];
		const { formulas } = this.#rule;
		return [
			figure.kind === 'period'
				? this.#periodShare(formulas.periodReach, final, '期間の目標に対する進捗率', reachRate)
				: this.#shareOfWay(REACH, formulas.reach, final, reachRate)
		];
	}

	#difference(): SumLine {
		const { actual, target, figure } = this.#comparison;
		const { formulas } = this.#rule;
		return {
			label: '年度目標との差',
			formula: figure.kind === 'period' ? formulas.periodDifference : formulas.difference,
			filled: `${this.#figure(actual)} −${operand(this.#figure(target))}`,
			result: this.#signed(subtract(actual, target))
		};
	}

	/** 許容幅, where the shortfall was held against it. */
	allowance(): SumLine[] {
		if (!this.#assessment.reasonCode.endsWith('allowance')) return [];
		const { allowance, target } = this.#comparison;
		if (this.#kpi.allowance)
			return [
				{
					label: '許容幅',
					formula: '指標の許容幅',
					filled: this.#figure(allowance),
					result: this.#figure(allowance)
				}
			];
		const size = this.#figure(target).replace('−', '');
		const percent = decimalText(decimal(this.#rule.allowancePercent));
		return [
			{
				label: '許容幅',
				formula: this.#rule.formulas.allowance,
				filled: `${size} × ${percent} %`,
				result: this.#figure(allowance)
			}
		];
	}

	#ratio(): SumLine[] {
		const { ratio } = this.#assessment;
		if (!ratio) return [];
		const { actual, target } = this.#comparison;
		const decrease = this.#kpi.direction === 'decrease';
		const [over, under] = decrease ? [target, actual] : [actual, target];
		return [
			{
				label: '年度目標に対する割合',
				formula: decrease ? this.#rule.formulas.ratioDecrease : this.#rule.formulas.ratio,
				filled: `${this.#figure(over)} ÷ ${this.#figure(under)}`,
				result: this.#percent(ratio)
			}
		];
	}

	range(): SumLine {
		const { actual, target, figure } = this.#comparison;
		const { formulas } = this.#rule;
		const difference = this.#assessment.difference ?? ZERO;
		if (figure.kind === 'range' && difference.n === 0n) {
			const filled = `${this.#figure(figure.low)} ≦ ${this.#figure(actual)} ≦ ${this.#figure(figure.high)}`;
			return { label: '範囲', formula: formulas.range, filled, result: '範囲内' };
		}
		const filled = `${this.#figure(actual)} −${operand(this.#figure(target))}`;
		return {
			label: '範囲からの外れ',
			formula: formulas.rangeDifference,
			filled,
			result: this.#signed(difference)
		};
	}

	stage(): SumLine {
		const { actual, target, baseline } = this.#comparison;
		const from = baseline === null ? '' : `（基準 ${this.#stageName(baseline)}）`;
		const filled = `実績 ${this.#stageName(actual)}、目標 ${this.#stageName(target)}${from}`;
		const behind = subtract(target, actual);
		const result = behind.n <= 0n ? '到達' : `${figureText(behind, 0)}段階手前`;
		return { label: '段階', formula: this.#rule.formulas.stage, filled, result };
	}

	/** Σ actual and its years; nothing for a period of one year. */
	parts(): SumLine[] {
		const { parts, actual } = this.#comparison;
		const [first, last] = [parts.at(0), parts.at(-1)];
		if (!first || !last || parts.length === 1) return [];
		return [
			{
				label: '実績の合計',
				formula: `${eraFiscalYear(first.year)}から${eraFiscalYear(last.year)}までの実績の合計`,
				filled: parts
					.map((part) => `${shortFiscalYear(part.year)}${operand(this.#figure(part.value))}`)
					.join(' ＋ '),
				result: this.#figure(actual)
			}
		];
	}

	#stageName(index: Rational): string {
		const position = Number(index.n) / Number(index.d);
		return this.#kpi.stages[position] ?? `${figureText({ n: index.n + index.d, d: index.d }, 0)}段階目`;
	}

	#figure(value: Rational): string {
		return figureText(value, this.#kpi.decimals);
	}

	#signed(value: Rational): string {
		return signedText(value, this.#kpi.decimals);
	}

	#percent(value: Rational): string {
		return rulePercent(this.#rule, value);
	}
}

/** The known years of a total that is not; else the way to the final target, nothing where it means nothing. */
export function unjudgedLines(
	rule: StandardRule,
	subject: JudgementSubject,
	{ reachRate, reasonCode }: Assessment
): SumLine[] {
	if (reasonCode === 'unknown-year-in-period') return unknownTotalLines(subject);
	const { kpi, result } = subject;
	const hasValue = result.kind === 'measured' || result.kind === 'carried';
	if (!reachRate || !hasValue || !kpi.baseline || kpi.finalTarget?.kind !== 'value') return [];
	const [actual, from, goal] = [result.value, kpi.baseline, kpi.finalTarget.value].map(rational);
	if (!actual || !from || !goal) return [];
	return [
		{
			label: REACH,
			formula: rule.formulas.reach,
			filled: filledWay(actual, from, goal, kpi),
			result: rulePercent(rule, reachRate)
		}
	];
}

const REACH = '最終目標に対する進捗率';

/** （37.9 − 38.2）÷（46.0 − 38.2）＝ −0.3 ÷ 7.8 */
function filledWay(actual: Rational, from: Rational, goal: Rational, { decimals }: JudgedKpi): string {
	const figure = (value: Rational) => figureText(value, decimals);
	const minus = (value: Rational) => `（${figure(value)} −${operand(figure(from))}）`;
	return `${minus(actual)}÷${minus(goal)}＝ ${figure(subtract(actual, from))} ÷${operand(figure(subtract(goal, from)))}`;
}

/** A percent that stays on its side of 0, the rule's thresholds and 100 %. */
function rulePercent({ thresholds }: StandardRule, value: Rational): string {
	const bounds = [thresholds.onTrack, thresholds.slightlyBehind].map((text) => ruleFigure(text));
	return percentText(value, [ZERO, ...bounds, { n: 1n, d: 1n }]);
}
