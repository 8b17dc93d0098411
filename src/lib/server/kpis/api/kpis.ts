/** The read API's answers about KPIs: plain JSON, machine codes for closed lists, Japanese beside them. */
import { toNumber } from '#lib/domain/decimal.ts';
import { targetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import { basicPlanFor, editionById, listEditions, shownYear } from '../../plan/queries.ts';
import { readSheets, type KpiSheet } from '../sheets.ts';
import { defaultEdition, overlaps } from '../window/edition-choice.ts';
import { readApiChecks, type ApiChecks } from './checks.ts';
import { readEditionFigures } from './edition-figures.ts';
import { apiFigure, figureOrStage } from './figure.ts';
import { apiOutlook } from './outlook.ts';
import { apiYear, type ApiYear } from './year.ts';
import { yearOr, yearsBetween } from './years.ts';

/** One KPI in the answer. */
export type ApiKpi = ReturnType<typeof kpiOf>;

/** The address's search parameters as they stand there, and the local date. */
export interface ApiRequest {
	readonly year: string | null;
	readonly edition: string | null;
	readonly from: string | null;
	readonly to: string | null;
	readonly today: string;
}

/**
 * The KPIs of the basic plan that holds `year`, with the years of that plan or those from `from` to `to`.
 * @throws DomainError `not-found` for a year or edition that does not exist, `invalid` for `from` after `to`.
 */
export function readApiKpis(
	database: Database,
	{ year: asked, edition: askedEdition, from, to, today }: ApiRequest
): ApiKpi[] {
	const year = shownYear(database, asked ?? defaultYear(database, from, to));
	const term = basicPlanFor(database, year);
	const years = yearsBetween(yearOr(from, term.firstYear), yearOr(to, term.lastYear));
	for (const each of years) basicPlanFor(database, each);
	const editions = listEditions(database);
	const edition =
		askedEdition === null || askedEdition.trim() === '' ? null : editionById(database, askedEdition.trim());
	const sheets = readSheets(database, { basicPlanId: term.id, years, namedIn: year, today });
	const adopted = editions.filter((row) => row.state === 'adopted' && overlaps(row, term));
	const checks = readApiChecks(database, edition ?? defaultEdition(adopted, year), sheets);
	const setBy = edition === null ? null : readEditionFigures(database, edition, editions, years);
	return sheets.map((sheet) =>
		kpiOf(
			sheet,
			sheet.years.map((each) => apiYear(sheet, each, editions, setBy && setBy(sheet.id, each.year))),
			checks.get(sheet.id) ?? null
		)
	);
}

/** Without `year`, a range is answered by the basic plan of its latest year that has one. */
function defaultYear(database: Database, from: string | null, to: string | null): string | null {
	const shown = shownYear(database, null);
	const [first, last] = [yearOr(from, shown), yearOr(to, shown)];
	return String(Math.min(Math.max(shown, first), Math.max(last, first)));
}

function kpiOf(sheet: KpiSheet, years: readonly ApiYear[], targetChecks: ApiChecks | null) {
	const { revision, indicator, baseline, final } = sheet;
	return {
		code: sheet.code,
		name: sheet.name,
		indicatorCode: indicator.code,
		unit: sheet.unit,
		direction: revision.direction,
		goal: revision.goal,
		accumulation: indicator.accumulation,
		department: sheet.department?.name ?? null,
		baseline: {
			year: baseline.year,
			value: baseline.value === null ? null : figureOrStage(toNumber(baseline.value), sheet),
			use: revision.baselineUse
		},
		finalTarget: {
			year: final.year,
			value: final.target === null ? null : apiFigure(targetFigure(final.target, final.year), sheet)
		},
		isSample: sheet.isSample,
		outlook: apiOutlook(sheet),
		targetChecks,
		years
	};
}
