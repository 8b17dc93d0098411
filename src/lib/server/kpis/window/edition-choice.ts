import { formatEraDate, formatYearRange } from '#lib/domain/fiscal-year.ts';
import { EDITION_STATES } from '#lib/domain/model.ts';
import type { BasicPlanRow, EditionRow } from '../../plan/queries.ts';

/** 「令和7〜9年度」, with the revision where there are several. */
export function editionTitle({
	firstYear,
	lastYear,
	revision
}: Pick<EditionRow, 'firstYear' | 'lastYear' | 'revision'>): string {
	return formatYearRange(firstYear, lastYear) + (revision === 1 ? '' : `（第${revision}版）`);
}

/** 「令和7年3月18日策定」, for a revision its 決裁日; 「作成中」 for a draft. */
export function editionState({ adoptedOn, decidedOn }: Pick<EditionRow, 'adoptedOn' | 'decidedOn'>): string {
	if (adoptedOn === null) return EDITION_STATES.draft;
	return decidedOn === null ? `${formatEraDate(adoptedOn)}策定` : `${formatEraDate(decidedOn)}決裁`;
}

/** One line of an edition select: 「令和7〜9年度・令和7年3月策定」. */
export function editionOption(row: EditionRow): { value: string; text: string } {
	return { value: String(row.id), text: `${editionTitle(row)}・${editionState(row).replace(/\d+日/, '')}` };
}

/** Whether an edition covers a year of a basic plan, or of another edition. */
export function overlaps(
	edition: Pick<EditionRow, 'firstYear' | 'lastYear'>,
	term: Pick<BasicPlanRow, 'firstYear' | 'lastYear'>
): boolean {
	return edition.firstYear <= term.lastYear && term.firstYear <= edition.lastYear;
}

/**
 * The edition that a page opens with: the one that begins in the year, else the newest adopted one covering it,
 * else the newest adopted, else the newest draft; of several revisions the newest. Editions come oldest first.
 */
export function defaultEdition(editions: readonly EditionRow[], year: number): EditionRow | null {
	const adopted = editions.filter(({ state }) => state === 'adopted');
	return (
		adopted.findLast(({ firstYear }) => firstYear === year) ??
		adopted.findLast(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear) ??
		adopted.at(-1) ??
		editions.at(-1) ??
		null
	);
}
