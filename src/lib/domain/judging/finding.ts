/** 見出し: what one year's figure of one KPI says, as one Japanese sentence without a full stop. */
import { absolute, compare, negate, subtract, type Rational } from '#lib/domain/decimal.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Assessment, Comparison, JudgedKpi, ReasonCode, UnjudgedCode } from './judgement.ts';
import { differenceUnit, figureText } from './text.ts';

export interface FindingSubject {
	/** The KPI's name. */
	readonly name: string;
	readonly unit: string;
	/** The fiscal year that the page shows. */
	readonly year: number;
	/** The figure is a rank (順位): smaller is better, and is not counted in its unit. */
	readonly isRank: boolean;
	readonly kpi: Pick<JudgedKpi, 'direction' | 'goal' | 'decimals' | 'stages'>;
	/** Null while the year's results have not been called for. */
	readonly assessment: Pick<
		Assessment,
		'reasonCode' | 'comparison' | 'carried' | 'measuredYear' | 'unknownYears' | 'own'
	> | null;
}

/**
 * The finding: 「特定健診の受診率が基準値を下回りました」, 「…は目標に8人届きませんでした」. Distances carry the
 * KPI's unit (ポイント for %), are exact and never rounded to zero. A carried value says so: 「（R4の値）」.
 */
export function finding(subject: FindingSubject): string {
	const { assessment, name, year } = subject;
	if (!assessment) return `${name}の${eraFiscalYear(year)}の実績は、これから集めます`;
	const { comparison, carried, measuredYear } = assessment;
	const sentence = comparison
		? compared(subject, isBelowBaseline(subject, assessment.reasonCode, comparison), comparison)
		: unjudged(subject);
	return carried && measuredYear !== null ? `${sentence}（${shortFiscalYear(measuredYear)}の値）` : sentence;
}

/** 「標準」 says so by its reason; a city's own rule may not know the word, so the figures say it. */
function isBelowBaseline(
	{ kpi }: FindingSubject,
	reasonCode: ReasonCode,
	{ actual, baseline, target, tolerance }: Comparison
): boolean {
	if (reasonCode !== 'band') return reasonCode === 'below-baseline';
	if (kpi.goal === 'keep' || baseline === null) return false;
	const better = (from: Rational) =>
		kpi.direction === 'decrease' ? subtract(from, actual) : subtract(actual, from);
	return better(target).n < 0n && compare(better(baseline), negate(tolerance)) < 0;
}

function compared(subject: FindingSubject, belowBaseline: boolean, comparison: Comparison): string {
	switch (comparison.figure.kind) {
		case 'stage':
			return stageFinding(subject, comparison);
		case 'range':
			return rangeFinding(subject, comparison);
		case 'period':
			return plainFinding({ ...subject, name: `${subject.name}の累計` }, belowBaseline, comparison);
		case 'value':
			return plainFinding(subject, belowBaseline, comparison);
	}
}

function plainFinding(
	subject: FindingSubject,
	belowBaseline: boolean,
	{ actual, target }: Comparison
): string {
	const { name, isRank, kpi } = subject;
	const goal = goalWord(subject);
	const less = kpi.direction === 'decrease';
	const gap = subtract(actual, target);
	const met = less ? gap.n <= 0n : gap.n >= 0n;
	const by = distance(subject, gap);
	if (belowBaseline)
		return isRank
			? `${name}が基準より後退しました`
			: `${name}が基準値を${less ? '上回りました' : '下回りました'}`;
	if (kpi.goal === 'keep') {
		if (met) return `${name}は${goal}${less ? '以下' : '以上'}を保っています`;
		return `${name}が${goal}を${by}${less ? '上回りました' : '下回りました'}`;
	}
	if (isRank) return met ? `${name}が${goal}に届きました` : `${name}は${goal}に${by}届きませんでした`;
	if (less) return met ? `${name}が${goal}以下になりました` : `${name}は${goal}を${by}上回りました`;
	return met ? `${name}が${goal}に届きました` : `${name}は${goal}に${by}届きませんでした`;
}

/** A city's own rule may hold a figure against the final target instead of the year's. */
function goalWord({ assessment }: FindingSubject): string {
	return assessment?.own?.targetUse === 'final' ? '最終目標' : '目標';
}

function rangeFinding(subject: FindingSubject, { actual, figure }: Comparison): string {
	if (figure.kind !== 'range') return subject.name;
	const goal = goalWord(subject);
	const under = subtract(actual, figure.low);
	if (under.n < 0n) return `${subject.name}が${goal}の範囲を${distance(subject, under)}下回りました`;
	const over = subtract(actual, figure.high);
	if (over.n > 0n) return `${subject.name}が${goal}の範囲を${distance(subject, over)}上回りました`;
	return `${subject.name}は${goal}の範囲内です`;
}

function stageFinding(subject: FindingSubject, { actual, target, baseline }: Comparison): string {
	const { name, kpi } = subject;
	const goal = goalWord(subject);
	const stageName = (index: Rational) =>
		kpi.stages[Number(index.n)] ?? `${figureText({ n: index.n + 1n, d: 1n }, 0)}段階目`;
	const behind = subtract(target, actual);
	if (behind.n <= 0n) return `${name}は「${stageName(actual)}」まで進み、${goal}に届きました`;
	if (baseline && subtract(actual, baseline).n < 0n)
		return `${name}は「${stageName(actual)}」で、基準の段階より後退しました`;
	return `${name}は「${stageName(actual)}」で、${goal}の${figureText(behind, 0)}段階手前です`;
}

/** A distance with its unit: points for percentages, 「つ」 for ranks. */
function distance({ unit, isRank, kpi }: FindingSubject, gap: Rational): string {
	const size = figureText(absolute(gap), kpi.decimals);
	if (isRank) return `${size}つ`;
	return size + differenceUnit(unit);
}

function unjudged({ name, year, assessment }: FindingSubject): string {
	// A rule may grade a figure without a target by what it was before: there is a grade, but nothing it is held against.
	if (assessment?.reasonCode === 'band' || assessment?.reasonCode === 'carried-kept')
		return `${name}の${eraFiscalYear(year)}は、目標を決めずに「${assessment.own?.label ?? ''}」と判定しました`;
	const code = assessment?.reasonCode as UnjudgedCode;
	if (code === 'unknown-year-in-period') {
		return `${name}は${(assessment?.unknownYears ?? []).map(eraFiscalYear).join('、')}の実績が分からず、判定できません`;
	}
	return `${name}${UNJUDGED[code](eraFiscalYear(year))}`;
}

type FixedCode = Exclude<UnjudgedCode, 'unknown-year-in-period'>;

const UNJUDGED: Readonly<Record<FixedCode, (year: string) => string>> = {
	unknown: (year) => `の${year}の実績はまだ分かりません`,
	'no-survey': (year) => `は${year}の調査がありません`,
	suppressed: (year) => `の${year}の実績は秘匿されています`,
	'not-applicable': (year) => `は${year}に該当がありません`,
	'not-entered': (year) => `の${year}の実績はまだ入力されていません`,
	unconfirmed: (year) => `の${year}の実績は確認前です`,
	'not-begun': (year) => `は${year}にはまだ始まっていません`,
	ended: (year) => `は${year}には終了しています`,
	retired: () => 'は廃止されました',
	'kind-mismatch': () => 'は実績と目標の種類が違い、判定できません',
	'plan-not-begun': (year) => `は${year}には基本計画が始まっていません`,
	'plan-ended': (year) => `は${year}には基本計画が終わっています`,
	'period-not-begun': (year) => `は${year}には目標期間が始まっていません`,
	'period-ended': () => 'は目標期間が終わりました',
	'explicit-none': (year) => `は${year}の目標がありません`,
	'not-in-edition': (year) => `は${year}の実施計画に載っていません`,
	'not-set': (year) => `は${year}の目標が記載されていません`,
	'no-target': (year) => `は${year}の目標がありません`,
	'not-after-baseline': (year) => `の${year}は基準の年度までのため判定しません`,
	'kind-not-in-rule': () => 'は判定基準に判定方法がありません',
	'no-baseline': () => 'は基準値がないため判定できません',
	'no-earlier-value': () => 'は前回の実績がないため判定できません',
	'rate-undefined': () => 'は率を計算できないため判定できません',
	'no-plan-years': () => 'は予定の割合が分からないため判定できません',
	'nothing-due': (year) => `は${year}には計画の期間が始まっていません`,
	'first-year': (year) => `の${year}は計画の初年度のため判定しません`,
	'carried-not-judged': (year) => `の${year}は据え置きの値のため判定しません`,
	exception: () => 'は判定基準の例外のため判定しません'
};
