/** The plan in a city file: its terms and tree, policies, districts, bodies and their meetings. */
import { z } from 'zod';
import { code, day, list, maybe, isSample, some, text, year } from './fields.ts';

export const plan = z.strictObject({
	code,
	cityName: text,
	name: text,
	vision: z.string().default(''),
	visionSubtitle: maybe(z.string()),
	firstYear: year,
	lastYear: year,
	/** Names of the levels of the tree, from the top. */
	levels: list(text).refine((levels) => levels.length > 0, '空です。体系の段の名前を1つ以上書いてください。'),
	isSample
});

export const basicPlan = z.strictObject({ code, name: text, firstYear: year, lastYear: year, isSample });

export const node = z.strictObject({
	basicPlan: code,
	code,
	/** Code of the node above it, in the same basic plan. */
	parent: maybe(code),
	level: text,
	/** Display number: 第1部, 第1章, 1-1. */
	number: maybe(z.string()),
	name: text,
	subtitle: maybe(z.string()),
	/** 保健福祉 … */
	field: maybe(z.string()),
	/** Codes of nodes of the basic plan before this one that it continues. */
	predecessors: some(code),
	isSample
});

export const policy = z.strictObject({
	number: z.int().min(1).max(999),
	name: text,
	/** Null: of every basic plan. */
	basicPlan: maybe(code),
	isSample
});

export const district = z.strictObject({ code, name: text, isSample });

export const body = z.strictObject({ side: text, name: text, role: z.string().default(''), isSample });

export const meeting = z.strictObject({
	fiscalYear: year,
	month: z.int().min(1).max(12),
	side: text,
	name: text,
	topic: maybe(z.string()),
	firstDay: maybe(day),
	/** The date as it is printed: 12/20・12/23, 未定. */
	printed: maybe(z.string()),
	isPostponed: z.boolean().default(false),
	/** Printed with (P). */
	isProvisional: z.boolean().default(false),
	isSample
});
