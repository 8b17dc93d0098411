/** 指標一覧: the KPIs of a basic plan over a window of years, searched, filtered, sorted and grouped. */
import { formatFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { HonestyCheck } from '#lib/domain/target-honesty-subject.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { Database } from '../../db/client.ts';
import {
	basicPlanFor,
	editionById,
	listEditions,
	readTree,
	shownYear,
	type BasicPlanRow,
	type EditionRow
} from '../../plan/queries.ts';
import { readEditionWords } from '../window/edition-words.ts';
import { readHonesty } from '../honesty.ts';
import { remember } from '../../live/remember.ts';
import { DEFAULT_COLUMNS, inListOrder, type ListColumn } from './columns.ts';
import { demandChoices, passes, readChoices, type Choices } from './filters.ts';
import { grouped, type Group, type Heading } from './group.ts';
import { listItem, sortKeyOf, type ListItem } from './item.ts';
import { placeName, placesIn, type Places } from './places.ts';
import { groupingFor, type ListGrouping, type ListRequest } from './request.ts';
import { sortedBy } from './sort.ts';
import { windowOf, type ListWindow } from './window.ts';
import { readScales, type YearScale } from '../scales.ts';
import { readSheets, yearOf, type KpiSheet } from '../sheets.ts';

/** What page and files show: the same rows, in the same order, under the same headings. */
export interface ListContent {
	readonly request: ListRequest;
	readonly year: number;
	readonly term: BasicPlanRow;
	readonly editions: readonly EditionRow[];
	/** The edition whose targets are shown; null for the targets that judge. */
	readonly edition: EditionRow | null;
	readonly window: ListWindow;
	/** The rule of the year shown, whose categories the list counts and filters by. */
	readonly scale: YearScale;
	readonly places: Places;
	readonly choices: Choices;
	readonly columns: readonly ListColumn[];
	readonly grouping: ListGrouping;
	/** The edition whose targets were checked; null where they were not. */
	readonly checked: EditionRow | null;
	/** KPIs of the basic plan. */
	readonly total: number;
	/** Each KPI found, once. */
	readonly found: readonly ListItem[];
	/** One group without a name where rows are not put together. */
	readonly groups: readonly Group<ListItem>[];
	readonly isSample: boolean;
}

/**
 * Reads the list.
 * @throws DomainError `not-found` for a year outside the plan, and for an edition, a filter or a sorted year that
 * does not exist, naming those that do.
 */
export function readListContent(database: Database, request: ListRequest): ListContent {
	const year = shownYear(database, request.year);
	const term = basicPlanFor(database, year);
	const editions = listEditions(database);
	const edition = request.edition === null ? null : editionById(database, request.edition);
	const window = windowOf(year, term, editions, edition);
	demandSortedYear(request, window);
	const places = placesIn(readTree(database, term.id));
	const sheets = readSheets(database, {
		basicPlanId: term.id,
		years: window.years,
		namedIn: year,
		today: request.today
	});
	const choices = readChoices(database, sheets, places, {
		basicPlanId: term.id,
		year,
		today: request.today
	});
	demandChoices(request.filters, choices);
	const words = edition && readEditionWords(database, spanOf(window), sheets);
	const usual = sheets.some((sheet) => yearOf(sheet, year).judgement?.own !== undefined)
		? inListOrder([...DEFAULT_COLUMNS, 'own'])
		: DEFAULT_COLUMNS;
	const columns = request.columns ?? usual;
	const asksCheck = columns.includes('check') || request.sort?.by === 'check';
	const checked = asksCheck ? (edition ?? newestCovering(editions, year)) : null;
	const checks = checked && readChecks(database, checked, sheets, term, year, request.today);
	const found = sheets
		.map((sheet) =>
			listItem({
				sheet,
				each: yearOf(sheet, year),
				place: places.of(sheet.nodeId),
				words: words && (words.get(sheet.id) ?? []),
				check: checks?.get(sheet.id) ?? null
			})
		)
		.filter((item) => passes(item, request));
	const scales = readScales(database);
	const sorted = inOrder(found, request, choices, edition, scales);
	const grouping = groupingFor(request);
	return {
		request,
		year,
		term,
		editions,
		edition,
		window,
		scale: scales(year),
		places,
		choices,
		columns,
		grouping,
		checked,
		total: sheets.length,
		found: sorted,
		groups: grouped(sorted, (item) => headingsOf(item, grouping, places, choices)),
		isSample: sheets.some(({ isSample }) => isSample)
	};
}

function inOrder(
	items: readonly ListItem[],
	{ sort }: ListRequest,
	{ department }: Choices,
	edition: EditionRow | null,
	scales: (year: number) => YearScale
): readonly ListItem[] {
	if (sort === null) return items;
	const ranks = new Map(department.map(({ code }, rank) => [code, rank]));
	const rankOf = (code: string) => ranks.get(code) ?? ranks.size;
	return sortedBy(
		items,
		(item) => sortKeyOf(item, sort, { rankOf, scales, editionId: edition?.id ?? null }),
		sort.descending
	);
}

/** What a row without the tag stands under. */
const WITHOUT: Readonly<Record<'department' | 'policy' | 'district', string>> = {
	department: '担当なし',
	policy: '重点施策なし',
	district: '地区の指定なし'
};

/** The headings that a KPI stands under, in the order of the plan, of the city's chart, or of the tags' own list. */
function headingsOf(
	{ sheet, place }: ListItem,
	grouping: ListGrouping,
	places: Places,
	choices: Choices
): Heading[] {
	switch (grouping) {
		case 'none':
			return [{ code: '', name: '', rank: 0 }];
		case 'goal':
		case 'chapter':
		case 'measure': {
			const node = place[grouping];
			if (node === null) return [{ code: '', name: `${places.names[grouping]}なし`, rank: Infinity }];
			return [{ code: node.code, name: placeName(node), rank: places.rankOf(node) }];
		}
		case 'department':
			return tagged(sheet.department === null ? [] : [sheet.department], grouping, choices);
		case 'policy':
			return tagged(sheet.policies, grouping, choices);
		case 'district':
			return tagged(sheet.districts, grouping, choices);
	}
}

function tagged(
	tags: readonly { readonly code: string; readonly name: string }[],
	grouping: 'department' | 'policy' | 'district',
	choices: Choices
): Heading[] {
	if (tags.length === 0) return [{ code: '', name: WITHOUT[grouping], rank: Infinity }];
	return tags.map(({ code, name }) => {
		const rank = choices[grouping].findIndex((choice) => choice.code === code);
		return { code, name, rank: rank === -1 ? choices[grouping].length : rank };
	});
}

/** Sheets as the checked edition names them: their final target may have been another then. */
function readChecks(
	database: Database,
	edition: EditionRow,
	sheets: readonly KpiSheet[],
	term: BasicPlanRow,
	year: number,
	today: string
): Map<number, HonestyCheck> {
	return remember(database, `checks/${edition.id}/${term.id}/${year}`, () => {
		const named =
			edition.firstYear === year
				? sheets
				: readSheets(database, { basicPlanId: term.id, years: [], namedIn: edition.firstYear, today });
		return readHonesty(database, edition, named);
	});
}

function newestCovering(editions: readonly EditionRow[], year: number): EditionRow | null {
	return (
		editions.findLast(
			({ state, firstYear, lastYear }) => state === 'adopted' && firstYear <= year && year <= lastYear
		) ?? null
	);
}

function spanOf({ years }: ListWindow): { firstYear: number; lastYear: number } {
	return { firstYear: Math.min(...years), lastYear: Math.max(...years) };
}

function demandSortedYear({ sort }: ListRequest, { years }: ListWindow): void {
	if (sort === null || sort.year === null || years.includes(sort.year)) return;
	const known = years.map((year) => `${formatFiscalYear(year)}`).join('、');
	throw new DomainError(
		'not-found',
		`${formatFiscalYear(sort.year)}は、この一覧の年度にありません。並べ順に指定できるのは ${known} です。`
	);
}
