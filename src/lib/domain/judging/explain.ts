/** 判定のしくみ: puts an assessment into words. The reason clauses are here, the lines of the sum in `sum-lines.ts`. */
import { multiply, type Rational } from '#lib/domain/decimal.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import type {
	Assessment,
	Comparison,
	JudgementSubject,
	RuleUnjudgedCode,
	Sum,
	UnjudgedCode
} from './judgement.ts';
import { ownFigure, unknownYearText } from './period-total.ts';
import { ruleFigure } from './rule-figure.ts';
import type { StandardRule } from './rule.ts';
import { sumHeading, sumLines, unjudgedLines } from './sum-lines.ts';
import { decimalText, figureText, thresholdText } from './text.ts';

/** The sum of an assessment. `subject` and `rule` must be those it was made from. */
export function explain(rule: StandardRule, subject: JudgementSubject, assessment: Assessment): Sum {
	const { comparison } = assessment;
	return {
		rule: {
			id: rule.id,
			version: rule.version,
			name: rule.name,
			text: `${rule.name}（第${rule.version}版）`
		},
		heading: sumHeading(assessment),
		lines: comparison
			? sumLines(rule, subject.kpi, assessment, comparison)
			: unjudgedLines(rule, subject, assessment),
		conclusion: comparison
			? comparedReason(rule, subject, assessment, comparison)
			: unjudgedReason(subject, assessment),
		notes: comparison ? notes(subject, assessment, comparison) : []
	};
}

function comparedReason(
	rule: StandardRule,
	subject: JudgementSubject,
	assessment: Assessment,
	comparison: Comparison
): string {
	const label = rule.labels[assessment.status];
	if (assessment.reasonCode === 'carried-kept')
		return `${shortFiscalYear(comparison.year)}の値の据え置きでは状態を悪くしないため、前年度の${label}のまま`;
	return `${because(rule, subject, assessment, comparison)}ため${label}`;
}

function because(
	rule: StandardRule,
	{ kpi }: JudgementSubject,
	assessment: Assessment,
	comparison: Comparison
): string {
	const figure = (value: Rational) => figureText(value, kpi.decimals);
	const onTrack = thresholdText(ruleFigure(rule.thresholds.onTrack));
	const slightly = thresholdText(ruleFigure(rule.thresholds.slightlyBehind));
	const distance = comparison.figure.kind === 'range' ? '範囲からの外れ' : '年度目標との差';
	const allowance = figure(comparison.allowance);
	const limit = `許容幅の${rule.behindAllowances}倍（${figure(multiply(comparison.allowance, ruleFigure(String(rule.behindAllowances))))}）`;
	switch (assessment.reasonCode) {
		case 'target-met':
			return kpi.direction === 'decrease' ? '実績が年度目標以下の' : '実績が年度目標以上の';
		case 'below-baseline':
			return comparison.tolerance.n === 0n
				? '0 %未満の'
				: `基準値より誤差の幅（${figure(comparison.tolerance)}）を超えて悪い`;
		case 'within-smallest-unit':
			return `${distance}が最小単位（${figure(comparison.closeness)}）以内の`;
		case 'within-tolerance':
			return `${distance}が誤差の幅（${figure(comparison.tolerance)}）以内の`;
		case 'progress-on-track':
			return `${onTrack}以上の`;
		case 'progress-slightly-behind':
			return `${slightly}以上${onTrack}未満の`;
		case 'progress-behind':
			return `${slightly}未満の`;
		case 'within-allowance':
			return `${distance}が許容幅（${allowance}）以内の`;
		case 'within-twice-allowance':
			return `${distance}が${limit}以内の`;
		case 'beyond-allowance':
			return `${distance}が${limit}を超える`;
		case 'in-range':
			return '実績が範囲内の';
		case 'stage-reached':
			return '目標の段階に達した';
		case 'stage-one-behind':
			return '目標の段階の1つ手前の';
		case 'stage-more-behind':
			return '目標の段階より2つ以上手前の';
		case 'stage-below-baseline':
			return '基準の段階より後ろの';
		default:
			return '';
	}
}

/** Why nothing was compared, in one clause; the reasons that every rule shares. */
export function unjudgedReason(subject: JudgementSubject, assessment: Assessment): string {
	const { target, result, kpi, year } = subject;
	const reasonCode = assessment.reasonCode as UnjudgedCode;
	if (target.kind === 'none' && target.reasonCode === reasonCode) return target.reason;
	if (
		result.kind === 'carried' &&
		result.measuredTarget.kind === 'none' &&
		result.measuredTarget.reasonCode === reasonCode
	)
		return `据え置いた${shortFiscalYear(result.measuredYear)}の値を判定する目標がありません（${result.measuredTarget.reason}）`;
	switch (reasonCode) {
		case 'not-after-baseline': {
			const value =
				assessment.carried && assessment.measuredYear !== null
					? `${shortFiscalYear(assessment.measuredYear)}の値`
					: eraFiscalYear(year);
			return `${value}は基準年度（${eraFiscalYear(kpi.baselineYear ?? year)}）以前のため判定しません`;
		}
		case 'unknown-year-in-period':
			return `目標期間のうち${unknownYears(subject, assessment).join('、')}の実績が分からないため判定できません`;
		default:
			// A city's own rule words its own reasons before it asks here.
			return UNJUDGED_REASONS[reasonCode as FixedReason];
	}
}

function unknownYears({ earlier = [], added, result, year }: JudgementSubject, { unknownYears }: Assessment) {
	const own = result.kind === 'measured' ? [ownFigure(year, result.value, added)] : [];
	return unknownYears.map((each) => unknownYearText(each, [...earlier, ...own], eraFiscalYear));
}

type FixedReason = Exclude<UnjudgedCode, RuleUnjudgedCode | 'not-after-baseline' | 'unknown-year-in-period'>;

const UNJUDGED_REASONS: Readonly<Record<FixedReason, string>> = {
	unknown: '実績が未把握のため判定できません',
	'no-survey': '調査なし（この年度は調査がありません）',
	suppressed: '実績が秘匿のため判定できません',
	'not-applicable': '実績が該当なしのため判定できません',
	'not-entered': '実績が未入力です',
	unconfirmed: '未確定（確認前）',
	'not-begun': 'まだ始まっていない指標です',
	ended: '終了した指標です',
	retired: '廃止した指標です',
	'kind-mismatch': '実績と年度目標の種類が違うため判定できません',
	'plan-not-begun': '基本計画の期間が始まっていません',
	'plan-ended': '基本計画の期間が終了しました',
	'period-not-begun': '目標期間が始まっていません',
	'period-ended': '目標期間終了',
	'explicit-none': '年度目標が「－」（目標なし）です',
	'not-in-edition': '実施計画に載っていない指標です',
	'not-set': '年度目標の記載がありません',
	'no-target': '年度目標がありません'
};

function notes(
	{ kpi, target, result }: JudgementSubject,
	assessment: Assessment,
	comparison: Comparison
): string[] {
	const list: string[] = [];
	const used: TargetInForce = result.kind === 'carried' ? result.measuredTarget : target;
	if (result.kind === 'carried') {
		const year = shortFiscalYear(result.measuredYear);
		list.push(
			`${year}の値を据え置き、${year}の目標で判定しています。据え置きで状態が悪くなることはありません`
		);
	}
	if (used.kind === 'target') {
		if (used.source === 'final') list.push('最終目標の年度のため、最終目標で判定しています');
		if (used.source === 'interpolated') list.push('年度目標は基準値から最終目標までの線形補間です');
		if (used.lowered)
			list.push(
				`実施計画の年度目標（${setText(used.lowered.target, kpi.stages)}）は最終目標からの引下げのため使いません`
			);
		if (used.later)
			list.push('年度が始まった後に改定された目標があります。確定した判定には改定前の目標を使います');
	}
	if (kpi.baselineUse === 'reference' && kpi.baseline && assessment.shown === 'difference')
		list.push('基準値は参考値（比較できない）のため、目標との差で判定しています');
	if (comparison.tolerance.n > 0n) list.push(`誤差の幅 ±${figureText(comparison.tolerance, kpi.decimals)}`);
	return list;
}

function setText(target: SetTarget, stages: readonly string[]): string {
	switch (target.kind) {
		case 'value':
			return decimalText(target.value);
		case 'range':
			return `${decimalText(target.low)}〜${decimalText(target.high)}`;
		case 'stage':
			return stages[target.stage] ?? `${target.stage + 1}段階目`;
		case 'period':
			return `期間の合計 ${decimalText(target.total)}`;
	}
}
