/** The filters of the KPI list: their choices, and what passes them. */
import { codesOf, COMMON_SCALE, type Category } from '#lib/domain/judging/scale.ts';
import { categoryWord } from '#lib/domain/judging/summary.ts';
import { listYearScales, readScales } from '../scales.ts';
import { matchesSearch } from '../search.ts';
import type { Database } from '../../db/client.ts';
import { listDepartments, listDistricts, listPolicies } from '../../plan/queries.ts';
import type { ListItem } from './item.ts';
import { placeName, type Places } from './places.ts';
import {
	demandKnown,
	FILTER_WORDS,
	FILTERS,
	OUTLOOK_CHOICES,
	type Filter,
	type ListRequest
} from './request.ts';
import type { KpiSheet } from '../sheets.ts';

export interface Choice {
	readonly code: string;
	readonly name: string;
	/** Leads to at least one KPI, so that the list of choices stays short. */
	readonly offered: boolean;
}

export type Choices = Readonly<Record<Filter, readonly Choice[]>>;

/** Everything that a filter may be set to. */
export function readChoices(
	database: Database,
	sheets: readonly KpiSheet[],
	places: Places,
	{ basicPlanId, year, today }: { basicPlanId: number; year: number; today: string }
): Choices {
	const leading = new Set(sheets.map(({ department }) => department?.code));
	const all = (list: readonly { code: string; name: string }[]): Choice[] =>
		list.map(({ code, name }) => ({ code, name, offered: true }));
	return {
		department: listDepartments(database, today).map(({ code, name }) => ({
			code,
			name,
			offered: leading.has(code)
		})),
		policy: all(listPolicies(database, basicPlanId)),
		district: all(listDistricts(database)),
		chapter: all(places.chapters.map((node) => ({ code: node.code, name: placeName(node) }))),
		status: statusChoices(database, year),
		outlook: all(OUTLOOK_CHOICES)
	};
}

/**
 * 状況: the categories of the year's rule in its own order, and what was not judged. The common statuses and the
 * categories of other years' rules stay known, so that an address kept from another year still leads somewhere.
 */
function statusChoices(database: Database, year: number): Choice[] {
	const { ref, scale } = readScales(database)(year);
	const choice = (name: (each: Category) => string, offered: boolean) => (each: Category) => ({
		code: each.code,
		name: name(each),
		offered
	});
	const all = [
		...[...scale.graded, ...scale.apart].map(choice(categoryWord, true)),
		...COMMON_SCALE.graded.map(choice(({ label }) => `${label}（共通の区分）`, false)),
		...listYearScales(database)
			.filter((each) => each.ref !== ref)
			.flatMap(({ title, scale: other }) =>
				other.graded.map(choice(({ label }) => `${label}（${title}の区分）`, false))
			)
	];
	return all.filter(({ code }, index) => all.findIndex((each) => each.code === code) === index);
}

/** @throws DomainError `not-found` for a code that is no choice, naming those that are. */
export function demandChoices(filters: ListRequest['filters'], choices: Choices): void {
	for (const filter of FILTERS) demandKnown(FILTER_WORDS[filter], filters[filter], choices[filter]);
}

/** Whether a KPI passes the search and every filter. */
export function passes(item: ListItem, { q, filters }: Pick<ListRequest, 'q' | 'filters'>): boolean {
	const { sheet, each, place } = item;
	const holds = (filter: Filter, codes: readonly (string | null | undefined)[]) =>
		filters[filter] === '' || codes.includes(filters[filter]);
	return (
		matchesSearch(q, [sheet.name, sheet.code, sheet.indicator.name]) &&
		holds('department', [sheet.department?.code]) &&
		holds(
			'policy',
			sheet.policies.map(({ code }) => code)
		) &&
		holds(
			'district',
			sheet.districts.map(({ code }) => code)
		) &&
		holds('chapter', [place.chapter?.code]) &&
		holds('status', each.judgement === null ? [] : codesOf(each.judgement)) &&
		// Estimated only where it is asked for.
		(filters.outlook === '' || item.outlook().verdict === filters.outlook)
	);
}
