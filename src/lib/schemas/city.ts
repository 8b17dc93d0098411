/**
 * The city file: a whole city's plan, indicators, editions and past results as one JSON document. This is the
 * only definition of the format; the loader, the checks and the demo city are typed by it. Figures are decimal
 * texts, years are fiscal years (the year they start in), days are ISO dates. Accounts are never in it.
 */
import { z } from 'zod';
import { department, division } from './city/departments.ts';
import { edition, target } from './city/editions.ts';
import { list, some } from './city/fields.ts';
import { indicator } from './city/indicators.ts';
import { kpi } from './city/kpis.ts';
import { basicPlan, body, district, meeting, node, plan, policy } from './city/plan.ts';
import { project, projectActual, projectEdition } from './city/projects.ts';
import { cycle, result } from './city/results.ts';

/** Stands in every file, so that a later format can tell an older file. */
export const CITY_FORMAT = 'michishirube-city-1';

/** One entry of each section. */
export const CITY_ITEMS = {
	basicPlans: basicPlan,
	nodes: node,
	policies: policy,
	districts: district,
	bodies: body,
	meetings: meeting,
	divisions: division,
	departments: department,
	indicators: indicator,
	kpis: kpi,
	editions: edition,
	targets: target,
	cycles: cycle,
	results: result,
	projects: project,
	projectEditions: projectEdition,
	projectActuals: projectActual
} as const;

export type CitySection = keyof typeof CITY_ITEMS;
export type CityItem<S extends CitySection> = z.output<(typeof CITY_ITEMS)[S]>;

export const citySchema = z.strictObject({
	format: z.literal(CITY_FORMAT),
	plan,
	basicPlans: list(basicPlan).refine((all) => all.length > 0, '空です。基本計画を1つ以上書いてください。'),
	nodes: some(node),
	policies: some(policy),
	districts: some(district),
	bodies: some(body),
	meetings: some(meeting),
	divisions: some(division),
	departments: some(department),
	indicators: some(indicator),
	kpis: some(kpi),
	editions: some(edition),
	targets: some(target),
	cycles: some(cycle),
	results: some(result),
	projects: some(project),
	projectEditions: some(projectEdition),
	projectActuals: some(projectActual)
});

export type CityFile = z.output<typeof citySchema>;
export type CityPlan = CityFile['plan'];
export type CityKpiRevision = CityItem<'kpis'>['revisions'][number];
export type CityResultRevision = CityItem<'results'>['revisions'][number];
