/** Figures of one KPI and year as plain numbers and words, the way every page and file shows them. */
import {
	rational,
	rationalToNumber,
	roundHalfUp,
	subtract,
	toNumber,
	type Rational
} from '#lib/domain/decimal.ts';
import { formatYearRange, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { heldName } from '#lib/domain/judging/held-target.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import {
	CHANGES,
	MISSING_REASONS,
	UNCONFIRMED,
	VALUE_STATES,
	type Change,
	type Status
} from '#lib/domain/model.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import { formatDecimal } from '#lib/format.ts';
import type { EditionRow } from '../plan/queries.ts';
import { actualText, targetNumber } from './present.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';

export interface ShownFigure {
	/** Null where there is none; never a stand-in 0. */
	readonly number: number | null;
	readonly text: string;
	/** The sum since the period began, not the year's own figure. */
	readonly isSum: boolean;
}

/** The actual that stands against the target: Σ of a period total, else the year's own figure. */
export function comparedActual(sheet: KpiSheet, year: SheetYear): ShownFigure {
	const comparison = year.judgement?.comparison;
	if (comparison?.figure.kind === 'period') {
		const text = formatDecimal(comparison.actual, sheet.style.decimals);
		return { number: rationalToNumber(comparison.actual), text, isSum: true };
	}
	const own = year.actual?.value ?? null;
	const isPeriod = year.target.kind === 'target' && year.target.figure.kind === 'period';
	return { number: own === null || isPeriod ? null : toNumber(own), text: figureWords(year), isSum: false };
}

/** The year has its own figure, but the sum since the period began, which is asked for, is not known. */
export function isSumUnknown(year: SheetYear): boolean {
	const isPeriod = year.target.kind === 'target' && year.target.figure.kind === 'period';
	const isCalled = year.judgement !== null && year.standing === 'active';
	return isPeriod && isCalled && year.judgement?.comparison?.figure.kind !== 'period' && !!year.actual?.value;
}

/** 「単年度 6人」: what the year added to a period's sum, whose own figure may be a running total. */
export function singleYearText(sheet: KpiSheet, year: SheetYear, unit = sheet.unit): string {
	const { actual } = year;
	if (sheet.indicator.accumulation !== 'cumulative' || !actual?.value)
		return `単年度 ${figureWords(year)}${actual?.value ? unit : ''}`;
	return `単年度 ${actual.added === null ? UNKNOWN_SUM : formatDecimal(actual.added, sheet.style.decimals) + unit}`;
}

/** What stands for a sum that is not known. */
export const UNKNOWN_SUM = '不明';

/** The same, exact; null where there is none to compare. */
export function comparedRational(sheet: KpiSheet, year: SheetYear): Rational | null {
	const { number, isSum } = comparedActual(sheet, year);
	if (number === null) return null;
	const comparison = year.judgement?.comparison;
	if (isSum && comparison) return comparison.actual;
	return year.actual?.value ? rational(year.actual.value) : null;
}

/** The year's own figure, or the word for why there is none: 未把握, 未確定, 未入力. */
export function figureWords({ actual, workflow, judgement, standing }: SheetYear): string {
	if (actual?.missing) return MISSING_REASONS[actual.missing];
	if (actual?.value) return actual.text;
	if (workflow !== null) return '未確定';
	if (judgement === null || standing !== 'active') return '－';
	return judgement.reasonCode === 'no-survey' ? MISSING_REASONS['no-survey'] : '未入力';
}

/** 「速報」, 「R4の値」; empty for a final figure and where there is none. */
export function figureState({ actual }: SheetYear): string {
	if (!actual?.value) return '';
	if (actual.carriedFrom !== null) return `${shortFiscalYear(actual.carriedFrom)}の値`;
	return actual.state === null || actual.state === 'final' ? '' : VALUE_STATES[actual.state];
}

/** The baseline as printed; a bare number with the commas and the minus of every other figure. */
export function baselineShown({ baseline, style }: KpiSheet): string {
	const isBare = /^-?\d+(\.\d+)?$/.test(baseline.text);
	if (baseline.value === null || style.stages.length > 0 || !isBare) return baseline.text;
	return formatDecimal(baseline.value, Math.max(style.decimals, baseline.value.scale));
}

/**
 * The status with the narrower word where one is true (未確定, or the word of a city's own rule: 「A（達成）」);
 * null while results have not been called for. `own` is the bare label of that rule.
 */
export function shownStatus({
	judgement
}: SheetYear): { status: Status; word: string | null; own: string | null } | null {
	if (judgement === null) return null;
	const { status, reasonCode } = judgement;
	const own = judgement.own?.label ?? null;
	if (reasonCode === 'unconfirmed') return { status, word: UNCONFIRMED, own };
	return { status, word: own === null ? null : statusWord(status, own), own };
}

/** 前回比 in words: 「悪化」, 「42.1」 and 「R6」; null where there is nothing to compare. */
export function shownChange(
	sheet: KpiSheet,
	{ change, actual }: SheetYear
): { word: string; code: Change; previous: string; previousYear: string } | null {
	if (!change?.change || !change.difference || change.previousYear === null || !actual?.value) return null;
	const before = subtract(rational(actual.value), change.difference);
	const previous = actualText(roundHalfUp(before, sheet.style.decimals), null, sheet.style);
	return {
		word: CHANGES[change.change],
		code: change.change,
		previous,
		previousYear: shortFiscalYear(change.previousYear)
	};
}

/** Where the target in force comes from: 「令和7〜9年度 実施計画」. */
export function targetSource(target: TargetInForce, editions: readonly EditionRow[]): string {
	if (target.kind === 'none') return target.reason;
	if (target.source === 'final') return '最終目標';
	if (target.source === 'interpolated') return '線形補間（基準値から最終目標まで）';
	return editionLongName(editions.find(({ id }) => id === target.editionId));
}

/** Where the target beside a year's status comes from: a carried value was mostly judged by its measured year's. */
export function judgingSource(year: SheetYear, editions: readonly EditionRow[]): string {
	if (year.held.of === 'final') return heldName(year.held);
	return usedTarget(year.judgement, year.judgedTarget, editions);
}

/** The same from a judgement: a city's own rule may hold a value against the final target instead of the year's. */
export function usedTarget(
	judgement: Judgement | null,
	target: TargetInForce,
	editions: readonly EditionRow[]
): string {
	const source = targetSource(target, editions);
	switch (judgement?.own?.targetUse) {
		case 'final':
			return '最終目標';
		case 'both':
			return target.kind === 'target' && target.source === 'edition'
				? `最終目標と、${source}の年度目標`
				: source;
		default:
			return source;
	}
}

/** 「令和6〜8年度 実施計画（第2版）」; empty for an unknown edition. */
export function editionLongName(row: EditionRow | undefined): string {
	if (row === undefined) return '';
	return `${formatYearRange(row.firstYear, row.lastYear)} 実施計画${row.revision === 1 ? '' : `（第${row.revision}版）`}`;
}

/** 「最終目標 令和12年度 60.0%」: the target beside a status with its unit, named unless it is the year's own; 「なし」 for none. */
export function heldInWords(sheet: KpiSheet, { held, heldText }: SheetYear): string {
	if (held.figure === null) return 'なし';
	const unit = sheet.style.stages.length > 0 ? '' : sheet.unit;
	return [heldName(held), heldText + unit].filter((part) => part !== '').join(' ');
}

/** The target in force as a number for drawing; null for ranges and where there is none. */
export function targetInForceNumber(target: TargetInForce): number | null {
	return drawnNumber(target.kind === 'target' ? target.figure : null);
}

/** A target as a number for drawing; null for ranges and where there is none. */
export function drawnNumber(figure: TargetFigure | null): number | null {
	const number = targetNumber(figure);
	return number === null ? null : rationalToNumber(number);
}
