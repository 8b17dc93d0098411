/** The years of one KPI's page: the table 年度別の目標と実績 and the remarks. */
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { formatFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Status } from '#lib/domain/model.ts';
import type { EditionRow } from '../../plan/queries.ts';
import type { SealedEntry } from '../history.ts';
import { supersededTarget } from './chart.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { comparedActual, figureState, figureWords, shownStatus, judgingSource } from '../shown.ts';

/** One year of the table 年度別の目標と実績. */
export interface YearRow {
	readonly year: number;
	readonly label: string;
	readonly targetText: string;
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
	/** The status as sealed, where it is another now. */
	readonly sealedStatus: Status | null;
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
		superseded: supersededTarget(sheet, each)?.text ?? null,
		supersededIsOld: each.target.later === null,
		actualText: figureWords(each),
		hasFigure: (each.actual?.value ?? null) !== null,
		stateText: figureState(each),
		sumText: compared.isSum ? compared.text : null,
		...(shownStatus(each) ?? { status: null, word: null }),
		sealedStatus: differing(each, sealed).at(-1)?.status ?? null,
		sum: each.judgement?.sum ?? null,
		source: judgingSource(sheet, each, editions)
	};
}

/** Sealed judgements that say something else than the judgement now. */
export function differing(year: SheetYear, sealed: readonly SealedEntry[]): SealedEntry[] {
	return sealed.filter(({ status }) => year.judgement !== null && status !== year.judgement.status);
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
