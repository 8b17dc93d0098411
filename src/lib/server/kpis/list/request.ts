/** What the address of the KPI list asks for, and back: the one reader and the one writer of its parameters. */
import { DomainError } from '#lib/domain/errors.ts';
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { OUTLOOK_VERDICTS } from '#lib/domain/outlook.ts';
import { inListOrder, isColumn, isDefaultChoice, LIST_COLUMNS, type ListColumn } from './columns.ts';

/** Names of the filters in the address. */
export const FILTERS = ['department', 'policy', 'district', 'chapter', 'status', 'outlook'] as const;
export type Filter = (typeof FILTERS)[number];
export const FILTER_WORDS: Readonly<Record<Filter, string>> = {
	department: '担当課',
	policy: '重点施策',
	district: '地区',
	chapter: '章',
	status: '状況',
	outlook: '見通し'
};

/** How rows can be put together, by the code in the address. */
export const GROUPS = {
	goal: '基本目標',
	chapter: '章',
	measure: '施策',
	department: '担当課',
	policy: '重点施策',
	district: '地区',
	none: 'まとめない'
} as const;
export type ListGrouping = keyof typeof GROUPS;

/** What rows can be sorted by, by the code in the address. */
export const SORTS = {
	name: '指標名',
	code: 'コード',
	department: '担当課',
	unit: '単位',
	direction: '方向',
	baseline: '基準値',
	target: '目標',
	actual: '実績',
	status: '進捗',
	final: '最終目標',
	reach: '進捗率',
	progress: '年度目標比',
	change: '前回比',
	outlook: '見通し',
	check: '目標の点検',
	own: '基準の評語',
	updated: '更新日'
} as const;
export type SortBy = keyof typeof SORTS;

/** What ascending and descending mean, where they are not 昇順 and 降順. */
export const SORT_ORDERS: Readonly<Partial<Record<SortBy, readonly [string, string]>>> = {
	baseline: ['小さい順', '大きい順'],
	target: ['小さい順', '大きい順'],
	actual: ['小さい順', '大きい順'],
	status: ['悪い順', '良い順'],
	final: ['小さい順', '大きい順'],
	reach: ['低い順', '高い順'],
	progress: ['低い順', '高い順'],
	change: ['悪化から', '改善から'],
	outlook: ['届かない見込みから', '届く見込みから'],
	check: ['気付いた点の多い順', '気付いた点の少ない順'],
	own: ['悪い順', '良い順'],
	updated: ['古い順', '新しい順']
};

/** Of these there is one per year of the window. */
const YEARLY_SORTS: readonly SortBy[] = ['target', 'actual', 'status'];

export interface ListSort {
	readonly by: SortBy;
	/** The year of a yearly column; null for the year shown. */
	readonly year: number | null;
	readonly descending: boolean;
}

export interface ListRequest {
	readonly year: string | null;
	/** Id of the edition whose targets are shown; null for the targets that judge. */
	readonly edition: string | null;
	readonly q: string;
	/** A code, or empty for all. */
	readonly filters: Readonly<Record<Filter, string>>;
	/** Null: by chapter, and not at all while sorted. */
	readonly group: ListGrouping | null;
	/** Null: the plan's own order. */
	readonly sort: ListSort | null;
	/** Null: the usual columns. */
	readonly columns: readonly ListColumn[] | null;
	readonly today: string;
}

/**
 * Reads the address. Columns come as `c=dept.target`, or as one `c` per checkbox; `c=name` alone is the name and
 * nothing else. A sort is a column's code, with a minus for descending and `.2024` for another year's.
 * @throws DomainError `invalid` when anything but a column is given twice: neither would be right; `not-found`,
 * naming what there is, for a grouping, sort or column that does not exist.
 */
export function listRequestOf(parameters: URLSearchParams, today: string): ListRequest {
	const one = (name: string, word: string): string => {
		const all = parameters.getAll(name).map((text) => text.trim());
		if (all.length > 1) throw new DomainError('invalid', `「${word}」は1つだけ指定してください。`);
		return all[0] ?? '';
	};
	const group = one('group', 'まとめ方');
	return {
		year: one('year', '年度') || null,
		edition: one('edition', '実施計画の版') || null,
		q: one('q', '指標名・コード'),
		filters: Object.fromEntries(FILTERS.map((each) => [each, one(each, FILTER_WORDS[each])])) as Record<
			Filter,
			string
		>,
		group: group === '' ? null : groupingOf(group),
		sort: sortOf(one('sort', '並べ順')),
		columns: columnsOf(parameters.getAll('c')),
		today
	};
}

/** The grouping that a request comes to. */
export function groupingFor({ group, sort }: Pick<ListRequest, 'group' | 'sort'>): ListGrouping {
	return group ?? (sort === null ? 'chapter' : 'none');
}

/** The shortest address of a request, without `?`; empty for the usual list. What is usual has no parameter. */
export function listQuery(request: Omit<ListRequest, 'today'>): string {
	const { year, edition, q, filters, group, sort, columns } = request;
	const usualGroup = groupingFor({ group: null, sort });
	const parts: [string, string][] = [
		['year', year ?? ''],
		['edition', edition ?? ''],
		['q', q],
		...FILTERS.map((each): [string, string] => [each, filters[each]]),
		['group', group === null || group === usualGroup ? '' : group],
		['sort', sort === null ? '' : sortText(sort)],
		['c', columns === null || isDefaultChoice(columns) ? '' : columns.join('.') || 'name']
	];
	return new URLSearchParams(parts.filter(([, value]) => value !== '')).toString();
}

/** Whether an address is as a form sends it: with empty fields, or a parameter for every column. */
export function isFormAddress(parameters: URLSearchParams): boolean {
	return parameters.getAll('c').length > 1 || [...parameters.values()].some((value) => value === '');
}

/** `-status.2024`. */
export function sortText({ by, year, descending }: ListSort): string {
	return (descending ? '-' : '') + by + (year === null ? '' : `.${year}`);
}

/** Demands that a filter's code is one of the choices. @throws DomainError `not-found` naming them. */
export function demandKnown(
	word: string,
	code: string,
	choices: readonly { readonly code: string; readonly name: string }[]
): void {
	if (code === '' || choices.some((each) => each.code === code)) return;
	throw unknown(
		word,
		code,
		choices.map((each) => `${each.name}（${each.code}）`)
	);
}

/** 見通し as a filter's choices. */
export const OUTLOOK_CHOICES: readonly { readonly code: string; readonly name: string }[] = Object.entries(
	OUTLOOK_VERDICTS
).map(([code, name]) => ({ code, name }));

function groupingOf(code: string): ListGrouping {
	demandKnown('まとめ方', code, choicesIn(GROUPS));
	return code as ListGrouping;
}

function sortOf(text: string): ListSort | null {
	if (text === '') return null;
	const descending = text.startsWith('-');
	const [by = '', asked, ...more] = (descending ? text.slice(1) : text).split('.');
	demandKnown('並べ順', more.length === 0 && Object.hasOwn(SORTS, by) ? by : text, choicesIn(SORTS));
	const key = by as SortBy;
	if (asked === undefined) return { by: key, year: null, descending };
	const year = parseFiscalYear(asked);
	if (!YEARLY_SORTS.includes(key) || !year.ok) {
		const example = YEARLY_SORTS.map((each) => `${SORTS[each]}（${each}.2025）`).join('、');
		throw new DomainError(
			'not-found',
			`並べ順「${text}」はありません。年度を付けられるのは ${example} の形です。`
		);
	}
	return { by: key, year: year.year, descending };
}

/** Nothing asked for is the usual choice; `name` is always there and asks for nothing more. */
function columnsOf(given: readonly string[]): ListColumn[] | null {
	const codes = given.flatMap((text) => text.split(/[.,]/)).map((text) => text.trim());
	const asked = codes.filter((code) => code !== '');
	if (asked.length === 0) return null;
	const choices = [
		{ code: 'name', name: '指標名だけ' },
		...Object.entries(LIST_COLUMNS).map(([code, { label }]) => ({ code, name: label }))
	];
	for (const code of asked) demandKnown('列', code, choices);
	return inListOrder(asked.filter(isColumn));
}

function choicesIn(list: Readonly<Record<string, string>>) {
	return Object.entries(list).map(([code, name]) => ({ code, name }));
}

function unknown(word: string, code: string, known: readonly string[]): DomainError {
	const list =
		known.length === 0 ? '指定できるものはまだありません。' : `指定できるのは ${known.join('、')} です。`;
	return new DomainError('not-found', `${word}「${code}」はありません。${list}`);
}
