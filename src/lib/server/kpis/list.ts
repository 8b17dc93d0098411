/** 指標一覧: the KPIs of a basic plan in one fiscal year, searched, filtered and grouped by chapter. */
import { toNumber } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { formatFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlanFor,
	flatten,
	listBasicPlans,
	listDepartments,
	listDistricts,
	listPolicies,
	pathTo,
	readTree,
	shownYear,
	type TreeNode
} from '../plan/queries.ts';
import { matchesSearch } from './search.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from './sheets.ts';
import {
	baselineShown,
	comparedActual,
	figureState,
	figureWords,
	shownChange,
	shownStatus,
	targetInForceNumber
} from './shown.ts';

/** Names of the filters in the address. */
export const FILTERS = ['department', 'policy', 'district', 'status', 'chapter'] as const;
export type Filter = (typeof FILTERS)[number];

export interface ListRequest {
	readonly year: string | null;
	readonly q: string;
	/** A code, or empty for all. */
	readonly filters: Readonly<Record<Filter, string>>;
	readonly today: string;
}

/** 未確定 is no status of its own, but people look for it. */
const STATUS_CHOICES: Record<string, string> = { ...STATUSES, unconfirmed: '未確定' };
const FILTER_WORDS: Record<Filter, string> = {
	department: '担当課',
	policy: '重点施策',
	district: '地区',
	status: '状況',
	chapter: '章'
};

interface Choice {
	readonly code: string;
	readonly name: string;
}

/**
 * What the address asks for.
 * @throws DomainError `invalid` when one filter is given twice: neither would be right.
 */
export function listRequestOf(parameters: URLSearchParams, today: string): ListRequest {
	const one = (name: string, word: string): string => {
		const all = parameters.getAll(name).map((text) => text.trim());
		if (all.length > 1) throw new DomainError('invalid', `「${word}」は1つだけ指定してください。`);
		return all[0] ?? '';
	};
	return {
		year: one('year', '年度'),
		q: one('q', '指標名・コード'),
		filters: Object.fromEntries(FILTERS.map((each) => [each, one(each, FILTER_WORDS[each])])) as Record<
			Filter,
			string
		>,
		today
	};
}

/** @throws DomainError `not-found` for a year outside the plan or a filter code that does not exist, naming those that do. */
export function readKpiList(database: Database, { year: asked, q, filters, today }: ListRequest) {
	const year = shownYear(database, asked);
	const term = basicPlanFor(database, year);
	const tree = readTree(database, term.id);
	const sheets = readSheets(database, { basicPlanId: term.id, years: [year], namedIn: year, today });
	const chapters = chaptersOf(tree);
	const choices = choicesOf(database, sheets, chapters, term.id, today);
	for (const filter of FILTERS) demandKnown(filter, filters[filter], choices[filter]);
	const chapterOf = new Map(sheets.map((sheet) => [sheet.id, chapterIn(tree, sheet.nodeId, chapters)]));
	const found = sheets.filter(
		(sheet) =>
			matchesSearch(q, [sheet.name, sheet.code, sheet.indicator.name]) &&
			passes(sheet, yearOf(sheet, year), filters, chapterOf.get(sheet.id)?.code ?? '')
	);
	const groups = Map.groupBy(found, (sheet) => chapterOf.get(sheet.id));
	const inOrder = flatten(tree).filter((node) => groups.has(node));
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
		q,
		filters,
		choices: FILTERS.map((name) => ({
			name,
			label: name === 'chapter' ? (chapters[0]?.level.name ?? FILTER_WORDS.chapter) : FILTER_WORDS[name],
			value: filters[name],
			options: choices[name]
				.filter(({ code, offered }) => offered || code === filters[name])
				.map(({ code, name: text }) => ({ code, name: text }))
		})),
		isFiltered: q.trim() !== '' || FILTERS.some((each) => filters[each] !== ''),
		total: sheets.length,
		count: found.length,
		isSample: sheets.some(({ isSample }) => isSample),
		groups: inOrder.map((node) => ({
			code: node.code,
			name: nodeName(node),
			rows: (groups.get(node) ?? []).map((sheet) => rowOf(sheet, yearOf(sheet, year)))
		}))
	};
}

export type KpiList = ReturnType<typeof readKpiList>;
export type KpiListRow = KpiList['groups'][number]['rows'][number];

function rowOf(sheet: KpiSheet, each: SheetYear) {
	const actual = comparedActual(sheet, each);
	const { revision, baseline } = sheet;
	const isComparable = revision.baselineUse === 'comparable' && baseline.value !== null && !actual.isSum;
	return {
		code: sheet.code,
		name: sheet.name,
		unit: sheet.unit,
		directionText: sheet.directionText,
		department: sheet.department?.name ?? null,
		baseline: baselineShown(sheet),
		baselineYear: sheet.baseline.year,
		target: each.targetText,
		actual: actual.isSum ? `累計 ${actual.text}` : figureWords(each),
		hasFigure: (each.actual?.value ?? null) !== null,
		state: actual.isSum ? `単年度 ${figureWords(each)}` : figureState(each),
		...(shownStatus(each) ?? { status: null, word: null }),
		change: shownChange(sheet, each)?.word ?? null,
		bullet: {
			baseline: isComparable && baseline.value !== null ? toNumber(baseline.value) : actual.isSum ? 0 : null,
			target: targetInForceNumber(each.target),
			actual: actual.number,
			lowerIsBetter: revision.direction === 'decrease'
		}
	};
}

interface Offered extends Choice {
	/** Leads to at least one KPI, so that the list of choices stays short. */
	readonly offered: boolean;
}

function choicesOf(
	database: Database,
	sheets: readonly KpiSheet[],
	chapters: readonly TreeNode[],
	basicPlanId: number,
	today: string
): Record<Filter, Offered[]> {
	const leading = new Set(sheets.map(({ department }) => department?.code));
	const all = (list: readonly Choice[]): Offered[] =>
		list.map(({ code, name }) => ({ code, name, offered: true }));
	return {
		department: listDepartments(database, today).map(({ code, name }) => ({
			code,
			name,
			offered: leading.has(code)
		})),
		policy: all(listPolicies(database, basicPlanId)),
		district: all(listDistricts(database)),
		status: all(Object.entries(STATUS_CHOICES).map(([code, name]) => ({ code, name }))),
		chapter: all(chapters.map((node) => ({ code: node.code, name: nodeName(node) })))
	};
}

function demandKnown(filter: Filter, code: string, choices: readonly Choice[]): void {
	if (code === '' || choices.some((each) => each.code === code)) return;
	const known = choices.map((each) => `${each.name}（${each.code}）`).join('、');
	throw new DomainError(
		'not-found',
		`${FILTER_WORDS[filter]}「${code}」はありません。${known === '' ? '指定できるものはまだありません。' : `指定できるのは ${known} です。`}`
	);
}

function passes(sheet: KpiSheet, each: SheetYear, filters: ListRequest['filters'], chapter: string): boolean {
	const holds = (code: string, codes: readonly (string | undefined)[]) => code === '' || codes.includes(code);
	const isUnconfirmed = each.judgement?.reasonCode === 'unconfirmed';
	const status: Status | 'unconfirmed' | undefined = isUnconfirmed ? 'unconfirmed' : each.judgement?.status;
	return (
		holds(filters.department, [sheet.department?.code]) &&
		holds(
			filters.policy,
			sheet.policies.map(({ code }) => code)
		) &&
		holds(
			filters.district,
			sheet.districts.map(({ code }) => code)
		) &&
		holds(filters.status, [status]) &&
		holds(filters.chapter, [chapter])
	);
}

/** The level above the measures, whatever a city calls it. */
function chaptersOf(tree: readonly TreeNode[]): TreeNode[] {
	const nodes = flatten(tree);
	const depths = [...new Set(nodes.map(({ level }) => level.depth))].sort((a, b) => a - b);
	const depth = depths.at(-2) ?? depths.at(-1);
	return nodes.filter(({ level }) => level.depth === depth);
}

/** The chapter that a KPI's node is or lies in; the outermost node where it lies in none. */
function chapterIn(
	tree: readonly TreeNode[],
	nodeId: number,
	chapters: readonly TreeNode[]
): TreeNode | undefined {
	const path = pathTo(tree, nodeId);
	return path.find((node) => chapters.some(({ id }) => id === node.id)) ?? path[0];
}

function nodeName({ number, field, name }: TreeNode): string {
	return [number, field === null ? null : `〈${field}〉`, name].filter((part) => part !== null).join(' ');
}
