/** Which years and whose targets the list shows. */
import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import type { BasicPlanRow, EditionRow } from '../../plan/queries.ts';

/** Years of the usual window. */
const WINDOW = 3;

export interface ListWindow {
	/** Oldest first; the year shown is one of them. */
	readonly years: readonly number[];
	/** 「令和5〜7年度」 */
	readonly text: string;
}

/**
 * The window of a year. With an edition, the edition's years and the year shown. Without, the years of the adopted
 * edition that covers the year, lies in its basic plan with the most years, and of several such is the newest:
 * R5〜7 for R7, because R7〜9 leaves the basic plan. Where no edition covers it, the last three years up to it.
 */
export function windowOf(
	year: number,
	term: Pick<BasicPlanRow, 'firstYear' | 'lastYear'>,
	editions: readonly EditionRow[],
	asked: EditionRow | null
): ListWindow {
	const span = asked ?? bestEdition(year, term, editions) ?? lastYears(year, term);
	const years = new Set([...yearsOf(span), year]);
	return { years: [...years].sort((a, b) => a - b), text: formatYearRange(span.firstYear, span.lastYear) };
}

type Span = Pick<EditionRow, 'firstYear' | 'lastYear'>;

function bestEdition(year: number, term: Span, editions: readonly EditionRow[]): Span | undefined {
	const inside = (span: Span) =>
		Math.min(span.lastYear, term.lastYear) - Math.max(span.firstYear, term.firstYear) + 1;
	return editions
		.filter(({ state, firstYear, lastYear }) => state === 'adopted' && firstYear <= year && year <= lastYear)
		.sort((a, b) => inside(b) - inside(a) || b.firstYear - a.firstYear)
		.at(0);
}

function lastYears(year: number, term: Span): Span {
	return { firstYear: Math.max(term.firstYear, year - WINDOW + 1), lastYear: year };
}

function yearsOf({ firstYear, lastYear }: Span): number[] {
	return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
}
