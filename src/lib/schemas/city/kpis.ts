/** KPIs and their revisions in a city file. */
import { z } from 'zod';
import { BASELINE_USES, DIRECTIONS, GOALS, codes } from '#lib/domain/model.ts';
import { code, day, figure, isSample, list, maybe, some, text, year } from './fields.ts';

/** Baseline and targets are figures; those of a stage KPI name an entry of `stages`. */
const kpiRevision = z.strictObject({
	/** First year of the edition from which this revision holds. */
	effectiveFrom: year,
	name: text,
	definition: z.string().default(''),
	direction: z.enum(codes(DIRECTIONS)),
	goal: z.enum(codes(GOALS)).default('reach'),
	isRank: z.boolean().default(false),
	baselineUse: z.enum(codes(BASELINE_USES)).default('comparable'),
	baselineYear: maybe(year),
	/** As printed in the plan. */
	baselineValue: maybe(z.string()),
	midYear: maybe(year),
	midTarget: maybe(z.string()),
	finalYear: year,
	finalTarget: maybe(z.string()),
	rangeMin: maybe(figure),
	rangeMax: maybe(figure),
	/** Stage KPIs: the list, lowest first. */
	stages: maybe(list(text)),
	/** 許容幅 in the KPI's unit; null means the rule's default. */
	allowance: maybe(figure),
	definitionChanged: z.boolean().default(false),
	reason: maybe(z.string()),
	decidedOn: maybe(day)
});

export const kpi = z.strictObject({
	code,
	basicPlan: code,
	indicator: code,
	measure: code,
	policies: some(z.int()),
	districts: some(code),
	/** Oldest first. */
	revisions: list(kpiRevision).refine((all) => all.length > 0, '空です。改定を1つ以上書いてください。'),
	/** Fiscal years outside which the KPI is not yet begun or has ended; null: those of the basic plan. */
	activeFrom: maybe(year),
	activeTo: maybe(year),
	isSample
});
