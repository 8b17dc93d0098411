/** Editions and the targets they set in a city file. */
import { z } from 'zod';
import { EDITION_STATES, TARGET_KINDS, codes } from '#lib/domain/model.ts';
import { code, day, figure, isSample, maybe, year } from './fields.ts';

export const edition = z.strictObject({
	firstYear: year,
	/** Years of the window; cut at the end of the plan. */
	window: z.int().min(1).max(3).default(3),
	revision: z.int().min(1).max(99).default(1),
	state: z.enum(codes(EDITION_STATES)),
	adoptedOn: maybe(day),
	/** 決裁日 and reason of a later revision. */
	decidedOn: maybe(day),
	reason: maybe(z.string()),
	isSample
});

export const target = z.strictObject({
	/** First year of the edition. */
	edition: year,
	revision: z.int().min(1).max(99).default(1),
	kpi: code,
	year,
	kind: z.enum(codes(TARGET_KINDS)),
	/** Value; this year's share of a period total; the stage's name; null for `none` and for ranges. */
	value: maybe(z.string()),
	rangeMin: maybe(figure),
	rangeMax: maybe(figure),
	/** Period totals: the years and the total they must add up to. */
	period: maybe(z.strictObject({ from: year, to: year, total: figure })),
	/** Set by the roll and not yet touched (提案). */
	isProposed: z.boolean().default(false),
	/** Why it differs from the edition before. */
	reason: maybe(z.string())
});
