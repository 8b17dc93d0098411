/** The years of one KPI's page: the table 年度別の目標と実績 and the remarks. */
import { compare, rationalToNumber, type Rational } from '#lib/domain/decimal.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import { formatFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Status } from '#lib/domain/model.ts';
import { writeNumber } from '#lib/domain/number-input.ts';
import { formatDecimal, NO_FIGURE } from '#lib/format.ts';
import type { EditionRow } from '../../plan/queries.ts';
import type { SealedEntry } from '../history.ts';
import { supersededTarget } from './chart.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import {
	comparedActual,
	figureState,
	figureWords,
	isSumUnknown,
	judgingSource,
	shownStatus,
	UNKNOWN_SUM
} from '../shown.ts';

/** One year of the table 年度別の目標と実績. */
export interface YearRow {
	readonly year: number;
	readonly label: string;
	readonly targetText: string;
	/** 「最終目標 R12」 with its figure, where the status was judged against another target than the year's own; else null. */
	readonly judgedBy: { readonly name: string; readonly text: string } | null;
	/** Beside the target: what an edition said that does not judge. */
	readonly superseded: string | null;
	/** It was said before the target that judges: struck out. */
	readonly supersededIsOld: boolean;
	readonly actualText: string;
	/** A figure, not a word for why there is none. */
	readonly hasFigure: boolean;
	readonly stateText: string;
	readonly sumText: string | null;
	readonly status: Status | null;
	readonly word: string | null;
	/** 「2024年1〜12月の値」 and the two figures behind a computed rate; empty where there is nothing to say. */
	readonly measured: string;
	readonly parts: string;
	/** As sealed, where the judgement or its figure is another now. */
	readonly sealed: ShownSealed | null;
	readonly sum: Sum | null;
	readonly source: string;
}

export interface Remarks {
	readonly year: number;
	readonly label: string;
	readonly department: string;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
}

/** One year as a column of the table. */
export function rowOf(
	sheet: KpiSheet,
	each: SheetYear,
	sealed: readonly SealedEntry[],
	editions: readonly EditionRow[]
): YearRow {
	const compared = comparedActual(sheet, each);
	return {
		year: each.year,
		label: shortFiscalYear(each.year),
		targetText: each.targetText,
		judgedBy: each.held.of === 'year' ? null : { name: heldShortName(each.held), text: each.heldText },
		superseded: supersededTarget(sheet, each)?.text ?? null,
		supersededIsOld: each.target.later === null,
		actualText: figureWords(each),
		hasFigure: (each.actual?.value ?? null) !== null,
		stateText: figureState(each),
		sumText: isSumUnknown(each) ? UNKNOWN_SUM : compared.isSum ? compared.text : null,
		...(shownStatus(each) ?? { status: null, word: null }),
		measured: measuredShown(sheet, each),
		parts: partsOf(each),
		sealed: shownSealed(sheet, each, sealed).at(-1) ?? null,
		sum: each.judgement?.sum ?? null,
		source: judgingSource(each, editions)
	};
}

/** A sealed judgement that stands beside the one of now. */
export interface ShownSealed {
	/** 「173」; null where nothing was judged. */
	readonly figure: string | null;
	/** 「達成」, 「A（達成）」 */
	readonly word: string;
	readonly status: Status;
	readonly sealedOn: string;
	readonly sum: Sum;
}

/** Sealed judgements whose status, label or figure is another than now, oldest first. */
export function shownSealed(sheet: KpiSheet, year: SheetYear, sealed: readonly SealedEntry[]): ShownSealed[] {
	return differing(year, sealed).map(({ status, own, actual, sealedOn, sum }) => ({
		figure: actual === null ? null : comparedText(actual, sheet),
		word: statusWord(status, own),
		status,
		sealedOn,
		sum
	}));
}

/** A 訂正 from 173 to 171 keeps both figures beside each other, also where the status is the same. */
export function differing(
	{ judgement }: Pick<SheetYear, 'judgement'>,
	sealed: readonly SealedEntry[]
): SealedEntry[] {
	if (judgement === null) return [];
	const actual = judgement.comparison?.actual ?? null;
	return sealed.filter(
		(each) =>
			each.status !== judgement.status ||
			each.own !== (judgement.own?.label ?? null) ||
			!isSame(each.actual, actual)
	);
}

function isSame(a: Rational | null, b: Rational | null): boolean {
	return a === null || b === null ? a === b : compare(a, b) === 0;
}

function comparedText(actual: Rational, { style }: KpiSheet): string {
	return style.stages.length > 0
		? (style.stages[rationalToNumber(actual)] ?? NO_FIGURE)
		: formatDecimal(actual, style.decimals);
}

/** 「1,234 ÷ 2,760」; empty where the rate itself was entered. The page names the two once. */
function partsOf({ actual }: SheetYear): string {
	if (actual?.numerator == null || actual.denominator === null) return '';
	return `${writeNumber(actual.numerator)} ÷ ${writeNumber(actual.denominator)}`;
}

/** 「2024年1〜12月の値」; empty without a figure, and where every year has the period that stands beside the name. */
export function measuredShown({ indicator }: KpiSheet, { actual }: SheetYear): string {
	if (!actual?.value || actual.measured === `${indicator.measuredPeriod ?? ''}の値`) return '';
	return actual.measured;
}

/** Remarks of confirmed results up to a year, newest first. */
export function remarksOf(sheet: KpiSheet, year: number): Remarks[] {
	return sheet.years
		.filter((each) => each.year <= year && each.actual !== null)
		.flatMap(({ year: of, actual }) =>
			actual && (actual.cause || actual.issue || actual.nextAction)
				? [
						{
							year: of,
							label: formatFiscalYear(of),
							department: actual.departmentName,
							cause: actual.cause,
							issue: actual.issue,
							nextAction: actual.nextAction
						}
					]
				: []
		)
		.reverse();
}
