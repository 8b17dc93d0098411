/** Projects in a city file: their entries in the editions, budgets and settlements. */
import { z } from 'zod';
import { MONEY_SOURCES, MONEY_STAGES, PROJECT_DIRECTIONS, codes } from '#lib/domain/model.ts';
import { code, cost, isSample, list, maybe, money, some, text, year } from './fields.ts';

export const project = z.strictObject({ code, name: text, isSample });

export const projectEdition = z.strictObject({
	project: code,
	/** First year of the edition. */
	edition: year,
	department: code,
	basicPlan: code,
	/** First is the place where it counts, the rest are 再掲. */
	measures: list(code).refine((all) => all.length > 0, '空です。施策を1つ以上書いてください。'),
	purpose: z.string().default(''),
	content: z.string().default(''),
	direction: z.enum(codes(PROJECT_DIRECTIONS)),
	/** Thousand yen; null where the project has no end. */
	wholePeriodCost: maybe(cost),
	money: some(z.strictObject({ year, source: z.enum(codes(MONEY_SOURCES)), amount: cost })),
	kpis: some(code),
	policies: some(z.int()),
	districts: some(code)
});

/** Budgets and settlements, outside the editions, in thousand yen. */
export const projectActual = z.strictObject({
	project: code,
	year,
	stage: z.enum(codes(MONEY_STAGES)),
	source: z.enum(codes(MONEY_SOURCES)),
	amount: money
});
