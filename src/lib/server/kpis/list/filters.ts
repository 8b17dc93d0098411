/** The filters of the KPI list: their choices, and what passes them. */
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
	STATUS_CHOICES,
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
	basicPlanId: number,
	today: string
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
		status: all(Object.entries(STATUS_CHOICES).map(([code, name]) => ({ code, name }))),
		outlook: all(OUTLOOK_CHOICES)
	};
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
	const status = each.judgement?.reasonCode === 'unconfirmed' ? 'unconfirmed' : each.judgement?.status;
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
		holds('status', [status]) &&
		// Estimated only where it is asked for.
		(filters.outlook === '' || item.outlook().verdict === filters.outlook)
	);
}
