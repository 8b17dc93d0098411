/** Where a verdict of 最終評価 comes from: its sum, the revision that set the target, and the rule. */
import { fromScaled } from '#lib/domain/decimal.ts';
import { evaluateMid, type MidTarget } from '#lib/domain/mid-evaluation.ts';
import { FINAL_VERDICTS, type FinalEvaluation, type FinalSubject } from '#lib/domain/final-evaluation.ts';
import { finalSum, FINAL_RULE, type FinalSum } from '#lib/domain/final-sum.ts';
import { eraFiscalYear, formatEraDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import { ruleTitle } from '../../judgements/rules/rules.ts';
import type { EditionRow } from '../../plan/queries.ts';
import { targetText } from '../present.ts';
import type { KpiSheet } from '../sheets.ts';
import { editionLongName } from '../shown.ts';

export interface VerdictSum extends FinalSum {
	/** 「最終目標 令和7年度 1,000台（第2版：令和5〜7年度 実施計画から）」 */
	readonly target: string;
	/** 「最終評価の決まり（第1版）」 */
	readonly rule: string;
	readonly ruleText: string;
}

/** 中間目標 beside a verdict that has to wait for the final year. */
export interface MidRow {
	readonly evaluation: FinalEvaluation;
	readonly year: number;
	readonly target: SetTarget;
	readonly verdict: FinalEvaluation['verdict'];
	readonly word: string;
	/** 「46.0」 */
	readonly targetText: string;
	/** 「R7」 */
	readonly yearText: string;
	readonly sum: FinalSum;
}

/** The sum behind a verdict. `target`: the final one as it was held, of a period its total. */
export function verdictSum(
	sheet: KpiSheet,
	evaluation: FinalEvaluation,
	target: SetTarget | null,
	editions: readonly EditionRow[]
): VerdictSum {
	const { unit, style, final } = sheet;
	const withUnit = style.stages.length > 0 || unit === '' ? '' : unit;
	return {
		...sumOf(sheet, evaluation, target, '最終目標'),
		target:
			target === null
				? 'なし'
				: `最終目標 ${eraFiscalYear(final.year)} ${targetText(target, style)}${withUnit}（${revisionName(sheet, editions)}）`,
		rule: ruleTitle(FINAL_RULE),
		ruleText: FINAL_RULE.text
	};
}

/** Null where no mid-term target speaks for this plan's end. `subject`: what the verdict was found from. */
export function midRow(sheet: KpiSheet, subject: FinalSubject): MidRow | null {
	const mid = midTarget(sheet, subject.final?.target ?? null);
	const evaluation = evaluateMid(subject, mid);
	if (mid === null || evaluation === null) return null;
	return {
		evaluation,
		...mid,
		verdict: evaluation.verdict,
		word: FINAL_VERDICTS[evaluation.verdict],
		targetText: targetText(mid.target, sheet.style),
		yearText: shortFiscalYear(mid.year),
		sum: sumOf(sheet, evaluation, mid.target, '中間目標')
	};
}

function sumOf(
	{ style, revision }: KpiSheet,
	evaluation: FinalEvaluation,
	target: SetTarget | null,
	name: string
): FinalSum {
	const { direction } = revision;
	return finalSum({ evaluation, direction, target, name, decimals: style.decimals, stages: style.stages });
}

/** A stage by its index; half-way through a period its sum to that year. */
function midTarget({ revision }: KpiSheet, final: SetTarget | null): MidTarget | null {
	const value = fromScaled(revision.midTargetDigits, revision.midTargetScale);
	const year = revision.midYear;
	if (value === null || year === null) return null;
	if (revision.direction === 'stage') return { year, target: { kind: 'stage', stage: Number(value.digits) } };
	if (final?.kind === 'period')
		return { year, target: { kind: 'period', from: final.from, to: year, total: value, shares: [] } };
	return { year, target: { kind: 'value', value } };
}

/** 「第1版：計画の初めから」, 「第2版：令和5〜7年度 実施計画から、令和5年3月20日決定」 */
function revisionName({ revision }: KpiSheet, editions: readonly EditionRow[]): string {
	const edition = editions.find(({ id }) => id === revision.fromEditionId);
	const since = edition === undefined ? '計画の初めから' : `${editionLongName(edition)}から`;
	const decided = revision.decidedOn === null ? '' : `、${formatEraDate(revision.decidedOn)}決定`;
	return `第${revision.revision}版：${since}${decided}`;
}
