/** The KPI list in words: its columns, headings, filters and order, as page and files name them. */
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { editionTitle } from '../window/edition-choice.ts';
import { LIST_COLUMNS, type ListColumn } from './columns.ts';
import type { ListContent } from './content.ts';
import {
	FILTER_WORDS,
	FILTERS,
	GROUPS,
	SORT_ORDERS,
	SORTS,
	type Filter,
	type ListGrouping,
	type ListSort
} from './request.ts';

/** What is shown, in words: 「担当課：健康推進課」, 「並べ順：見通し（届かない見込みから）」. */
export function conditionsOf(content: ListContent): string[] {
	const { request, choices, year, edition, grouping } = content;
	const { q, filters, sort } = request;
	return [
		edition === null ? '目標：判定に使う目標' : `目標：${editionTitle(edition)} 実施計画が定めた目標`,
		...(q === '' ? [] : [`検索：${q}`]),
		...FILTERS.filter((each) => filters[each] !== '').map((each) => {
			const found = choices[each].find(({ code }) => code === filters[each]);
			return `${filterWord(content, each)}：${found?.name ?? filters[each]}`;
		}),
		...(grouping === 'none' ? [] : [`まとめ方：${groupWord(content, grouping)}`]),
		...(sort === null ? [] : [`並べ順：${sortWords(sort, year)}`])
	];
}

/** 章 and its like by the names that the plan gives its levels. */
export function columnWord({ places }: ListContent, column: ListColumn): string {
	return column === 'goal' || column === 'chapter' || column === 'measure'
		? places.names[column]
		: LIST_COLUMNS[column].label;
}

/** The same for a grouping. */
export function groupWord({ places }: ListContent, grouping: ListGrouping): string {
	return grouping === 'goal' || grouping === 'chapter' || grouping === 'measure'
		? places.names[grouping]
		: GROUPS[grouping];
}

/** The same for a filter. */
export function filterWord({ places }: ListContent, filter: Filter): string {
	return filter === 'chapter' ? places.names.chapter : FILTER_WORDS[filter];
}

/** 「R7進捗（悪い順）」 */
export function sortWords({ by, year, descending }: ListSort, shownYear: number): string {
	const isYearly = by === 'target' || by === 'actual' || by === 'status';
	const [ascending, down] = SORT_ORDERS[by] ?? ['昇順', '降順'];
	return `${isYearly ? shortFiscalYear(year ?? shownYear) : ''}${SORTS[by]}（${descending ? down : ascending}）`;
}
