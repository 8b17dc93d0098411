/** The KPI list as its page shows it, with the addresses behind its headings. */
import { eraFiscalYear, formatEraDate, formatFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import { listBasicPlans } from '../../plan/queries.ts';
import { countYear, type GroupCounts } from '../counts.ts';
import { editionTitle } from '../window/edition-choice.ts';
import { ALL_COLUMNS, isBeforeYears, isYearly, YEARLY_COLUMNS } from './columns.ts';
import { readListContent, type ListContent } from './content.ts';
import { headOf, plainSort, sortOptions } from './heads.ts';
import type { ListItem } from './item.ts';
import {
	FILTERS,
	GROUPS,
	listQuery,
	sortText,
	type Filter,
	type ListGrouping,
	type ListRequest
} from './request.ts';
import { rowOf, type ListRow } from './row.ts';
import { columnWord, conditionsOf, filterWord, groupWord } from './words.ts';

export interface ListGroup {
	readonly code: string;
	readonly name: string;
	/** Address of this group alone, for those that a filter can pick; null for the others. */
	readonly query: string | null;
	readonly count: number;
	/** By the status of the year shown; null while its results have not been called for. */
	readonly counts: GroupCounts | null;
	readonly rows: readonly ListRow[];
}

/** @throws DomainError as `readListContent` does. */
export function readKpiList(database: Database, request: ListRequest) {
	const content = readListContent(database, request);
	const { year, term, edition, window, scale, columns, grouping, groups, found, checked } = content;
	const shown = new Set(columns);
	const fixed = columns.filter((column) => !isYearly(column));
	const rows = new Map<ListItem, ListRow>();
	const rowFor = (item: ListItem): ListRow => {
		const made = rows.get(item) ?? rowOf(item, shown, edition?.id ?? null);
		rows.set(item, made);
		return made;
	};
	const countsOf = (items: readonly ListItem[]) =>
		countYear(
			items.map(({ sheet }) => sheet),
			year,
			scale.scale
		);
	const isFiltered = request.q !== '' || FILTERS.some((each) => request.filters[each] !== '');
	return {
		year,
		yearText: formatFiscalYear(year),
		term: { code: term.code, name: term.name },
		years: listBasicPlans(database).flatMap(({ firstYear, lastYear }) =>
			Array.from({ length: lastYear - firstYear + 1 }, (_, index) => ({
				year: firstYear + index,
				text: formatFiscalYear(firstYear + index)
			}))
		),
		editions: content.editions
			.map((row) => ({
				code: String(row.id),
				name: editionTitle(row) + (row.state === 'draft' ? '（作成中）' : '')
			}))
			.reverse(),
		edition: edition && String(edition.id),
		window: {
			text: window.text,
			years: window.years.map((each) => ({
				year: each,
				name: eraFiscalYear(each),
				short: shortFiscalYear(each),
				isShown: each === year
			}))
		},
		checkedEdition: checked && editionTitle(checked),
		asOf: formatEraDate(request.today),
		q: request.q,
		filters: request.filters,
		choices: FILTERS.map((name) => ({
			name,
			label: filterWord(content, name),
			value: request.filters[name],
			options: content.choices[name]
				.filter(({ code, offered }) => offered || code === request.filters[name])
				.map(({ code, name: text }) => ({ code, name: text }))
		})),
		grouping,
		groupings: (Object.keys(GROUPS) as ListGrouping[]).map((code) => ({
			code,
			name: groupWord(content, code)
		})),
		/** A sort puts the plan's headings aside unless they are asked for. */
		isUngrouped: request.sort !== null && request.group === null,
		sort: request.sort && sortText(plainSort(request.sort, year)),
		sorts: sortOptions(request, year),
		columnChoices: ALL_COLUMNS.map((code) => ({
			code,
			label: columnWord(content, code),
			checked: shown.has(code)
		})),
		columns,
		nameHead: headOf(content, 'name', null),
		/** The columns before and after those of the years. */
		heads: {
			before: fixed.filter((column) => isBeforeYears(column)).map((column) => headOf(content, column, null)),
			after: fixed.filter((column) => !isBeforeYears(column)).map((column) => headOf(content, column, null))
		},
		/** One list per year of the window. */
		yearHeads: window.years.map((each) =>
			YEARLY_COLUMNS.filter((column) => shown.has(column)).map((column) => headOf(content, column, each))
		),
		isFiltered,
		/** Why nothing is found by a category that the year's rule does not have; else null. */
		strangeStatus: strangeStatus(content),
		conditions: conditionsOf(content),
		query: listQuery(request),
		/** The same view of all KPIs. */
		clearedQuery: listQuery({ ...request, q: '', filters: NO_FILTERS }),
		groupedQuery: listQuery({ ...request, group: 'chapter' }),
		total: content.total,
		count: found.length,
		/** Lines of the table: more than KPIs where some stand under several headings. */
		lines: groups.reduce((sum, group) => sum + group.rows.length, 0),
		/** Of all KPIs found, each once. */
		counts: countsOf(found),
		isSample: content.isSample,
		groups: groups.map((group): ListGroup => ({
			code: group.heading.code,
			name: group.heading.name,
			query: aloneQuery(request, grouping, group.heading.code),
			count: group.rows.length,
			counts: countsOf(group.rows),
			rows: group.rows.map(rowFor)
		}))
	};
}

export type KpiList = ReturnType<typeof readKpiList>;

function strangeStatus({ request, choices, scale, year }: ListContent): string | null {
	const chosen = choices.status.find(({ code }) => code === request.filters.status);
	if (chosen === undefined || chosen.offered || !chosen.code.startsWith('own-')) return null;
	return `${eraFiscalYear(year)}は${scale.title}で判定していて、選んだ区分「${chosen.name}」はありません。`;
}

const NO_FILTERS = Object.fromEntries(FILTERS.map((each) => [each, ''])) as Record<Filter, string>;

/** The list of one department, policy, district or chapter: the same view under that filter. */
function aloneQuery(request: ListRequest, grouping: ListGrouping, code: string): string | null {
	const filter = FILTERS.find((each) => each === grouping);
	if (filter === undefined || code === '' || request.filters[filter] === code) return null;
	return listQuery({ ...request, filters: { ...request.filters, [filter]: code } });
}
