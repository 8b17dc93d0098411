/** Cells of the KPI list's file. Numbers only in number cells; why there is none stands in a column of its own. */
import { rational, type Decimal, type Rational } from '#lib/domain/decimal.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import { OUTLOOK_VERDICTS } from '#lib/domain/outlook.ts';
import type { SetTarget, TargetFigure, YearlyTarget } from '#lib/domain/targets.ts';
import { NO_FIGURE } from '#lib/format.ts';
import type { CsvCell } from '../../files/csv.ts';
import { exactCell } from '../../files/exact-cell.ts';
import { actualKey, type ListItem } from './item.ts';
import { cellOf } from './row.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';

type AnyTarget = SetTarget | TargetFigure | YearlyTarget;

/** The target of the page's column: of the chosen edition, else the one that judges. */
export function shownTarget(
	{ words }: ListItem,
	{ year, held }: SheetYear,
	editionId: number | null
): AnyTarget | null {
	if (words === null) return held.figure;
	const own = words.find((word) => word.editionId === editionId);
	return own?.listed ? (own.targets.get(year)?.target ?? null) : null;
}

/** A figure, or the two bounds of a range; a period as its sum to date, or as its share of the year; a stage's name. */
export function targetCells(target: AnyTarget | null, sheet: KpiSheet): [CsvCell, CsvCell] {
	const figure = (value: Decimal | Rational) => exactCell(value, sheet.style.decimals);
	switch (target?.kind) {
		case undefined:
		case 'none':
			return [null, null];
		case 'value':
			return [figure(target.value), null];
		case 'range':
			return [figure(target.low), figure(target.high)];
		case 'stage':
			return [sheet.style.stages[target.stage] ?? null, null];
		case 'period': {
			const sum = 'shareToDate' in target ? target.shareToDate : (target.shares[0]?.value ?? null);
			return [sum && figure(sum), null];
		}
	}
}

/** 「－」 and words instead of a target, and the notes of the page. */
export function targetNote(item: ListItem, one: SheetYear, editionId: number | null): string | null {
	const { target, targetNotes } = cellOf(item, one, editionId);
	const [figure] = targetCells(shownTarget(item, one, editionId), item.sheet);
	const word = figure !== null ? null : target === NO_FIGURE ? '目標なし' : target;
	return [word, ...targetNotes].filter((note) => note !== null).join('、') || null;
}

/** The figure that stands in the column: Σ of a period total, else the year's own; a stage by its name. */
export function actualCell(sheet: KpiSheet, one: SheetYear): CsvCell {
	if (sheet.style.stages.length > 0) return one.actual?.value ? one.actual.text : null;
	const figure = actualKey(one) ?? (one.actual?.value ? rational(one.actual.value) : null);
	return figure && exactCell(figure, sheet.style.decimals);
}

/** Why there is no figure, or what kind of figure it is. */
export function actualNote(item: ListItem, one: SheetYear, editionId: number | null): string | null {
	const { actual, isFigure, actualNote } = cellOf(item, one, editionId);
	if (one.actual?.missing) return MISSING_REASONS[one.actual.missing];
	if (isFigure || actualNote !== '') return actualNote || null;
	return actual === NO_FIGURE ? null : actual;
}

/** The baseline's figure; the words that the plan prints where it prints no figure. */
export function baselineCell(sheet: KpiSheet): CsvCell {
	const { value, text } = sheet.baseline;
	if (value === null || sheet.style.stages.length > 0) return text || null;
	return exactCell(value, sheet.style.decimals);
}

/** 見通し as one of its four words. */
export function outlookWord({ verdict }: ReturnType<ListItem['outlook']>): string | null {
	return verdict && OUTLOOK_VERDICTS[verdict];
}

/** Exactly the percentage that the page shows. */
export function percentCell(text: (rate: Rational | null) => string, rate: Rational | null): CsvCell {
	if (rate === null) return null;
	return { number: text(rate).replaceAll(/[%,]/g, '').replace('−', '-') };
}

/** A plain decimal as a number. */
export function numberCell(number: string | null): CsvCell {
	return number === null ? null : { number };
}

/** A figure as a rule prints it (100%超, -1301%). */
export function printed(text: string | null): CsvCell {
	return text === null ? null : { printed: text };
}

/** Whether a year lies in the KPI's own basic plan. */
export function inPlan({ basicPlan }: KpiSheet, year: number): boolean {
	return basicPlan.firstYear <= year && year <= basicPlan.lastYear;
}

/** Several tags in one cell. */
export function namesOf(list: readonly { readonly name: string }[]): string | null {
	return list.length === 0 ? null : list.map(({ name }) => name).join('、');
}
