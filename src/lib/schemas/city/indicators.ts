/** Indicators in a city file, with who answers for them, how they are made and what became of them. */
import { z } from 'zod';
import { ACCUMULATIONS, LEDGER_KINDS, RESPONSIBILITIES, codes } from '#lib/domain/model.ts';
import { code, day, figure, isSample, list, maybe, some, text, year } from './fields.ts';

const responsibility = z.strictObject({
	department: code,
	kind: z.enum(codes(RESPONSIBILITIES)),
	validFrom: day,
	validTo: maybe(day)
});

const handover = z.strictObject({
	howMade: z.string(),
	contact: z.string(),
	pitfalls: z.string(),
	/** Null: the day of loading. */
	updatedOn: maybe(day)
});

const ledgerEntry = z.strictObject({
	kind: z.enum(codes(LEDGER_KINDS)),
	date: day,
	reason: text,
	/** Indicator that took its place. */
	successor: maybe(code)
});

export const indicator = z.strictObject({
	code,
	name: text,
	/** Empty for stages. */
	unit: z.string().default(''),
	decimals: z.int().min(0).max(6),
	accumulation: z.enum(codes(ACCUMULATIONS)),
	/** Cumulative only: whether people enter this year's amount or the total. */
	cumulativeEntry: maybe(z.enum(['amount', 'total'])),
	min: maybe(figure),
	max: maybe(figure),
	/** Half-width of survey noise, in the unit. */
	tolerance: maybe(figure),
	/** Fiscal years with a survey; null when measured every year. */
	surveyYears: maybe(list(year)),
	/** Calendar month in which the figure is settled, in the year after the measured one. */
	confirmationMonth: maybe(z.int().min(1).max(12)),
	/** Years by which the figure comes later than that month, and its measured period lies back. */
	lagYears: z.int().min(0).max(5).default(0),
	measuredPeriod: maybe(z.string()),
	definition: z.string().default(''),
	formula: z.string().default(''),
	source: maybe(z.string()),
	numerator: maybe(z.string()),
	denominator: maybe(z.string()),
	/** What numerator ÷ denominator is multiplied with; null: 100 where the unit is %, otherwise 1. */
	rateFactor: maybe(z.int().min(1).max(1_000_000_000)),
	/** Whether a figure for each district is asked for beside the city's. */
	askByDistrict: z.boolean().default(false),
	/** Whether district figures add up to the city's. */
	districtsAddUp: z.boolean().default(true),
	handover: maybe(handover),
	responsibilities: list(responsibility),
	ledger: some(ledgerEntry),
	isSample
});
