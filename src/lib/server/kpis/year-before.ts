/** The year before, as the rule of a year sees it: what its judgements may be compared with. */
import type { StatusOf } from '#lib/domain/judging/summary.ts';
import type { Database } from '../db/client.ts';
import { judgeYears } from '../judgements/judge-kpi.ts';
import type { JudgingMaterial } from '../judgements/material.ts';
import { readMaterial } from '../judgements/read-material.ts';
import { readScales } from './scales.ts';
import { yearOf, type KpiSheet } from './sheets.ts';

/** By KPI id; null where the KPI had no judgement in that year. */
export type YearBefore = ReadonlyMap<number, StatusOf | null>;

/**
 * The judgements of the year before `year`; sheets read with both. Where another rule judged it, its figures are judged
 * anew by the rule of `year`, in memory only: a KPI moves because its figure or its target did, never because the city
 * changed its rule. What is stored and sealed stays as it is.
 */
export function readYearBefore(database: Database, sheets: readonly KpiSheet[], year: number): YearBefore {
	const scales = readScales(database);
	const stored = new Map(sheets.map((sheet) => [sheet.id, yearOf(sheet, year - 1).judgement]));
	if (scales(year - 1).ref === scales(year).ref) return stored;
	const all = readMaterial(
		database,
		sheets.map(({ id }) => id)
	);
	const rule = all.ruleFor(year);
	const tried: JudgingMaterial = {
		...all,
		ruleFor: (each) => (each === year - 1 ? rule : all.ruleFor(each))
	};
	return new Map(
		sheets.map(({ id, basicPlan }) => {
			const material = all.kpis.get(id);
			if (material === undefined || stored.get(id) == null) return [id, null];
			const years = all.calledYears.filter((each) => basicPlan.firstYear <= each && each < year);
			return [id, judgeYears(tried, material, years).at(-1)?.judgement ?? null];
		})
	);
}
