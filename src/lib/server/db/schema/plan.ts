import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	unique,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import { day, flag, id } from './columns.ts';

/** 総合計画 and other plans of the city. */
export const plan = sqliteTable(
	'plan',
	{
		id: id(),
		code: text('code').notNull().unique(),
		cityName: text('city_name').notNull(),
		name: text('name').notNull(),
		firstYear: integer('first_year').notNull(),
		lastYear: integer('last_year').notNull(),
		vision: text('vision').notNull(),
		visionSubtitle: text('vision_subtitle')
	},
	(t) => [check('plan_years', sql`${t.firstYear} <= ${t.lastYear}`)]
);

/** 基本計画: a term of a plan. It carries the hierarchy. */
export const basicPlan = sqliteTable(
	'basic_plan',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plan.id),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		firstYear: integer('first_year').notNull(),
		lastYear: integer('last_year').notNull()
	},
	(t) => [check('basic_plan_years', sql`${t.firstYear} <= ${t.lastYear}`)]
);

/** The plan's own names of its levels: 部, 基本目標, 章, 施策 in Kamaishi. */
export const planLevel = sqliteTable(
	'plan_level',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plan.id),
		code: text('code').notNull(),
		name: text('name').notNull(),
		depth: integer('depth').notNull()
	},
	(t) => [unique('plan_level_code').on(t.planId, t.code), unique('plan_level_depth').on(t.planId, t.depth)]
);

/** 部・基本目標・章・施策: the hierarchy of one basic plan. */
export const planNode = sqliteTable(
	'plan_node',
	{
		id: id(),
		basicPlanId: integer('basic_plan_id')
			.notNull()
			.references(() => basicPlan.id),
		levelId: integer('level_id')
			.notNull()
			.references(() => planLevel.id),
		parentId: integer('parent_id').references((): AnySQLiteColumn => planNode.id),
		code: text('code').notNull(),
		/** As printed before the name: 第1章, 1-1. */
		number: text('number'),
		/** 〈保健福祉〉 */
		field: text('field'),
		name: text('name').notNull(),
		subtitle: text('subtitle'),
		position: integer('position').notNull(),
		isSample: flag('is_sample').notNull().default(false)
	},
	(t) => [unique('plan_node_code').on(t.basicPlanId, t.code), index('plan_node_parent').on(t.parentId)]
);

/** Which nodes of the earlier basic plan a node continues; several where they were merged. */
export const planNodePredecessor = sqliteTable(
	'plan_node_predecessor',
	{
		nodeId: integer('node_id')
			.notNull()
			.references(() => planNode.id),
		predecessorId: integer('predecessor_id')
			.notNull()
			.references(() => planNode.id)
	},
	(t) => [primaryKey({ columns: [t.nodeId, t.predecessorId] })]
);

/** 重点施策: a cross-cutting tag of a basic plan. */
export const priorityPolicy = sqliteTable(
	'priority_policy',
	{
		id: id(),
		basicPlanId: integer('basic_plan_id')
			.notNull()
			.references(() => basicPlan.id),
		code: text('code').notNull(),
		name: text('name').notNull(),
		position: integer('position').notNull()
	},
	(t) => [unique('priority_policy_code').on(t.basicPlanId, t.code)]
);

/** 地区 of the 地区別計画. */
export const district = sqliteTable(
	'district',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plan.id),
		code: text('code').notNull(),
		name: text('name').notNull(),
		position: integer('position').notNull()
	},
	(t) => [unique('district_code').on(t.planId, t.code)]
);

/** A body that takes part in making the plan: 総合振興審議会, 地域会議. */
export const body = sqliteTable('body', {
	id: id(),
	planId: integer('plan_id')
		.notNull()
		.references(() => plan.id),
	/** Where the city's chart puts it: 庁内, 市民, 審議会・議会. */
	side: text('side').notNull(),
	name: text('name').notNull(),
	role: text('role'),
	position: integer('position').notNull()
});

/** One entry of the plan's making (策定の経過). `datesText` is the date as the city printed it, 未定 included. */
export const planEvent = sqliteTable('plan_event', {
	id: id(),
	planId: integer('plan_id')
		.notNull()
		.references(() => plan.id),
	fiscalYear: integer('fiscal_year').notNull(),
	month: integer('month').notNull(),
	side: text('side').notNull(),
	title: text('title').notNull(),
	topic: text('topic'),
	datesText: text('dates_text'),
	firstDay: day('first_day'),
	isPostponed: flag('is_postponed').notNull().default(false),
	/** Printed with (P): pending. */
	isProvisional: flag('is_provisional').notNull().default(false),
	position: integer('position').notNull()
});
