/** One KPI of 最終評価, in words. */
import { rational, roundHalfUp, type Decimal, type Rational } from '#lib/domain/decimal.ts';
import {
	evaluateFinal,
	FINAL_VERDICTS,
	type FinalEvaluation,
	type FinalFigure,
	type FinalSubject
} from '#lib/domain/final-evaluation.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import type { Status } from '#lib/domain/model.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import { formatDecimal, formatPercent } from '#lib/format.ts';
import { ruleTitle } from '../../judgements/rules/rules.ts';
import type { EditionRow } from '../../plan/queries.ts';
import { actualText, targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { baselineShown, figureState, judgingSource, shownStatus } from '../shown.ts';
import { midRow, verdictSum, type MidRow, type VerdictSum } from './sum.ts';

export interface FinalRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	/** 「増やす」 */
	readonly direction: string;
	readonly isSample: boolean;
	readonly department: string | null;
	readonly baseline: { readonly text: string; readonly year: string; readonly isReference: boolean };
	readonly final: { readonly text: string; readonly year: string };
	/** `note` says 「R6の値」, 「R3〜7の計」, 「速報」; empty where there is nothing to say. */
	readonly actual: { readonly text: string; readonly note: string };
	readonly reachRate: string;
	readonly verdict: FinalEvaluation['verdict'];
	readonly verdictWord: string;
	readonly reason: string;
	/** How the verdict was come to. */
	readonly sum: VerdictSum;
	/** 中間目標, where the final year lies after the plan; else null. */
	readonly mid: Pick<MidRow, 'verdict' | 'word' | 'targetText' | 'yearText' | 'sum'> | null;
	/** By the rule of the year; null while its results have not been called for. */
	readonly status: Status | null;
	readonly statusWord: string | null;
	/** The bare label of a city's own rule; null under the common words. */
	readonly ownLabel: string | null;
	/** The rule that judged; null before the call. */
	readonly rule: string | null;
	readonly statusYear: number;
}

/** The same with its exact figures, for counting and for files. */
export interface FinalEntry {
	readonly nodeId: number;
	readonly shown: FinalRow;
	readonly evaluation: FinalEvaluation;
	readonly mid: MidRow | null;
	/** The judgement behind the status; null before the call. */
	readonly judgement: Judgement | null;
	/** Where the target of that judgement comes from; empty before the call. */
	readonly targetUsed: string;
	readonly baseline: Decimal | null;
	readonly target: SetTarget | null;
	readonly finalYear: number;
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
}

/** Sheets must be read with every year of their plan. `isOver`: the figures of its last year are all in. */
export function finalEntryOf(sheet: KpiSheet, isOver: boolean, editions: readonly EditionRow[]): FinalEntry {
	const { basicPlan, revision, judged, style, final } = sheet;
	const target = finalSet(sheet);
	const year = sheet.years.find((each) => each.year === Math.min(final.year, basicPlan.lastYear));
	const subject: FinalSubject = {
		direction: revision.direction,
		goal: revision.goal,
		baseline: judged.baselineUse === 'comparable' ? judged.baseline : null,
		final: target && { year: final.year, target },
		planFirstYear: basicPlan.firstYear,
		planLastYear: basicPlan.lastYear,
		isOver,
		measured: target?.kind === 'period' ? addedBy(sheet) : measuredIn(sheet),
		breaks: sheet.outlook.breaks,
		ended: endedReason(year)
	};
	const evaluation = evaluateFinal(subject);
	const mid = midRow(sheet, subject);
	const status = year === undefined ? null : shownStatus(year);
	const shown: FinalRow = {
		code: sheet.code,
		name: sheet.name,
		unit: style.stages.length > 0 ? '段階' : sheet.unit,
		direction: sheet.directionText,
		isSample: sheet.isSample,
		department: sheet.department?.name ?? null,
		baseline: {
			text: baselineShown(sheet) || '－',
			year: sheet.baseline.year === null ? '' : shortFiscalYear(sheet.baseline.year),
			isReference: judged.baselineUse === 'reference'
		},
		final: { text: targetText(target, style), year: shortFiscalYear(final.year) },
		actual: {
			text: actualWords(sheet, evaluation.actual),
			note: actualNote(sheet, evaluation, target, year)
		},
		reachRate: formatPercent(evaluation.reachRate, 1),
		verdict: evaluation.verdict,
		verdictWord: FINAL_VERDICTS[evaluation.verdict],
		reason: evaluation.reason,
		sum: verdictSum(sheet, evaluation, target, editions),
		mid: mid && {
			verdict: mid.verdict,
			word: mid.word,
			targetText: mid.targetText,
			yearText: mid.yearText,
			sum: mid.sum
		},
		status: status?.status ?? null,
		statusWord: status?.word ?? null,
		ownLabel: status?.own ?? null,
		rule: ruleOf(year),
		statusYear: year?.year ?? basicPlan.lastYear
	};
	return {
		nodeId: sheet.nodeId,
		shown,
		evaluation,
		mid,
		judgement: year?.judgement ?? null,
		targetUsed: year?.judgement ? judgingSource(year, editions) : '',
		baseline: sheet.baseline.value,
		target,
		finalYear: final.year,
		stages: style.stages
	};
}

function measuredIn({ outlook }: KpiSheet): FinalFigure[] {
	return outlook.values.flatMap(({ year, value, carriedFrom }) =>
		carriedFrom === null ? [{ year, value }] : []
	);
}

/** What each year added: a running total holds the years before it too. A forecast is no measurement. */
function addedBy({ years }: KpiSheet): FinalFigure[] {
	return years.flatMap(({ year, actual }) =>
		actual?.added == null || actual.state === 'forecast' ? [] : [{ year, value: actual.added }]
	);
}

/** A final target printed as one figure beside yearly shares of a period is the total of that period. */
function finalSet(sheet: KpiSheet): SetTarget | null {
	const { target } = sheet.final;
	const figure = sheet.outlook.final?.figure;
	if (target?.kind !== 'value' || figure?.kind !== 'period') return target;
	return { kind: 'period', from: figure.from, to: figure.to, total: target.value, shares: [] };
}

/** 「福岡市（第1版）」 */
function ruleOf(year: SheetYear | undefined): string | null {
	return year?.judgement ? ruleTitle(year.judgement.sum.rule) : null;
}

function endedReason(year: SheetYear | undefined): string | null {
	switch (year?.standing) {
		case 'retired':
			return '計画の途中で廃止された指標です';
		case 'ended':
			return '計画の途中で終わった指標です';
		case 'not-begun':
			return 'まだ始まっていない指標です';
		default:
			return null;
	}
}

function actualWords({ style }: KpiSheet, actual: Rational | null): string {
	if (actual === null) return '－';
	return style.stages.length > 0
		? actualText(roundHalfUp(actual, 0), null, style)
		: formatDecimal(actual, style.decimals);
}

function actualNote(
	sheet: KpiSheet,
	{ measuredYear, isEarlier }: FinalEvaluation,
	target: SetTarget | null,
	final: SheetYear | undefined
): string {
	if (measuredYear === null) return '';
	const measured = sheet.years.find(({ year }) => year === measuredYear);
	const notes = [
		target?.kind === 'period'
			? `${shortFiscalYear(target.from)}からの計`
			: isEarlier
				? `${shortFiscalYear(measuredYear)}の値`
				: '',
		measured === undefined ? '' : figureState(measured),
		// A forecast is no measurement: it waits for the figure itself.
		isEarlier && final?.actual?.state === 'forecast' && final.actual.value !== null
			? `${shortFiscalYear(final.year)}は見込${formatDecimal(rational(final.actual.value), sheet.style.decimals)}のみ`
			: ''
	];
	return notes.filter((note) => note !== '').join('・');
}
