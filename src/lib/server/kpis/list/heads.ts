/** The headings of the KPI list, with the addresses that sort by them. */
import type { ListColumn } from './columns.ts';
import type { ListContent } from './content.ts';
import { listQuery, SORTS, sortText, type ListRequest, type ListSort, type SortBy } from './request.ts';
import { columnWord, sortWords } from './words.ts';

/** A column's heading; `sort` is null where sorting by it would mean nothing. */
export interface ListHead {
	readonly column: ListColumn | 'name';
	readonly label: string;
	readonly sort: HeadSort | null;
}

export interface HeadSort {
	/** Address of the next order: ascending, descending, and back to the plan's. */
	readonly query: string;
	readonly order: 'ascending' | 'descending' | null;
	/** What following the link does, for readers and as a tooltip. */
	readonly words: string;
}

/** Which sort a column's heading stands for. */
const SORT_OF: Readonly<Partial<Record<ListColumn | 'name', SortBy>>> = {
	name: 'name',
	dept: 'department',
	unit: 'unit',
	dir: 'direction',
	base: 'baseline',
	target: 'target',
	actual: 'actual',
	status: 'status',
	final: 'final',
	reach: 'reach',
	progress: 'progress',
	change: 'change',
	outlook: 'outlook',
	check: 'check',
	own: 'own',
	updated: 'updated'
};

/** A column's heading; `year` for one of the window's. */
export function headOf(content: ListContent, column: ListColumn | 'name', year: number | null): ListHead {
	const by = SORT_OF[column];
	const label = column === 'name' ? '指標' : columnWord(content, column);
	return { column, label, sort: by === undefined ? null : headSort(content, by, year) };
}

function headSort({ request, year: shownYear }: ListContent, by: SortBy, year: number | null): HeadSort {
	const own = year === shownYear ? null : year;
	const now = request.sort && plainSort(request.sort, shownYear);
	const isSorted = now !== null && now.by === by && now.year === own;
	const next: ListSort | null = isSorted && now.descending ? null : { by, year: own, descending: isSorted };
	return {
		query: listQuery({ ...request, sort: next }),
		order: isSorted ? (now.descending ? 'descending' : 'ascending') : null,
		words: next === null ? '計画の順に戻す' : `${sortWords(next, shownYear)}に並べる`
	};
}

/** A sort by the year shown names no year. */
export function plainSort(sort: ListSort, shownYear: number): ListSort {
	return sort.year === shownYear ? { ...sort, year: null } : sort;
}

/** The choices of the order, both ways; another year's sort only where it is the one chosen. */
export function sortOptions({ sort }: ListRequest, shownYear: number): { code: string; name: string }[] {
	const all = (Object.keys(SORTS) as SortBy[]).flatMap((by): ListSort[] => [
		{ by, year: null, descending: false },
		{ by, year: null, descending: true }
	]);
	const chosen = sort && plainSort(sort, shownYear);
	const more = chosen !== null && chosen.year !== null ? [chosen] : [];
	return [...all, ...more].map((each) => ({ code: sortText(each), name: sortWords(each, shownYear) }));
}
