import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	unique,
	uniqueIndex
} from 'drizzle-orm/sqlite-core';
import { MONEY_SOURCES, MONEY_STAGES, PROJECT_DIRECTIONS, codes } from '#lib/domain/model.ts';
import { flag, id, oneOf } from './columns.ts';
import { department } from './departments.ts';
import { edition } from './editions.ts';
import { kpi } from './indicators.ts';
import { district, planNode, priorityPolicy } from './plan.ts';

/** 事務事業: the identity of a yearly project. */
export const project = sqliteTable('project', {
	id: id(),
	code: text('code').notNull().unique(),
	name: text('name').notNull(),
	isSample: flag('is_sample').notNull().default(false)
});

/** Its text, place in the tree, direction and department in one edition. */
export const projectInEdition = sqliteTable(
	'project_in_edition',
	{
		id: id(),
		projectId: integer('project_id')
			.notNull()
			.references(() => project.id),
		editionId: integer('edition_id')
			.notNull()
			.references(() => edition.id),
		departmentId: integer('department_id')
			.notNull()
			.references(() => department.id),
		name: text('name').notNull(),
		purpose: text('purpose').notNull(),
		content: text('content').notNull(),
		direction: text('direction', { enum: codes(PROJECT_DIRECTIONS) }).notNull(),
		/** 全体事業費 in thousand yen; null where the project has no end. */
		wholeCost: integer('whole_cost')
	},
	(t) => [
		unique('project_in_edition_key').on(t.projectId, t.editionId),
		check('project_in_edition_direction', oneOf(t.direction, PROJECT_DIRECTIONS)),
		check('project_in_edition_whole_cost', sql`coalesce(${t.wholeCost}, 0) >= 0`),
		index('project_in_edition_edition').on(t.editionId)
	]
);

/** The measures a project stands under. One is its place; the others are 再掲 and count nothing. */
export const projectNode = sqliteTable(
	'project_node',
	{
		projectInEditionId: integer('project_in_edition_id')
			.notNull()
			.references(() => projectInEdition.id),
		nodeId: integer('node_id')
			.notNull()
			.references(() => planNode.id),
		isRepeat: flag('is_repeat').notNull()
	},
	(t) => [primaryKey({ columns: [t.projectInEditionId, t.nodeId] }), index('project_node_node').on(t.nodeId)]
);

/** The KPIs a project serves. */
export const projectKpi = sqliteTable(
	'project_kpi',
	{
		projectInEditionId: integer('project_in_edition_id')
			.notNull()
			.references(() => projectInEdition.id),
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id)
	},
	(t) => [primaryKey({ columns: [t.projectInEditionId, t.kpiId] })]
);

export const projectPriorityPolicy = sqliteTable(
	'project_priority_policy',
	{
		projectInEditionId: integer('project_in_edition_id')
			.notNull()
			.references(() => projectInEdition.id),
		policyId: integer('policy_id')
			.notNull()
			.references(() => priorityPolicy.id)
	},
	(t) => [primaryKey({ columns: [t.projectInEditionId, t.policyId] })]
);

export const projectDistrict = sqliteTable(
	'project_district',
	{
		projectInEditionId: integer('project_in_edition_id')
			.notNull()
			.references(() => projectInEdition.id),
		districtId: integer('district_id')
			.notNull()
			.references(() => district.id)
	},
	(t) => [primaryKey({ columns: [t.projectInEditionId, t.districtId] })]
);

/** Money of a project in one fiscal year, in thousand yen. A planned amount belongs to an edition. */
export const projectAmount = sqliteTable(
	'project_amount',
	{
		id: id(),
		projectId: integer('project_id')
			.notNull()
			.references(() => project.id),
		editionId: integer('edition_id').references(() => edition.id),
		fiscalYear: integer('fiscal_year').notNull(),
		stage: text('stage', { enum: codes(MONEY_STAGES) }).notNull(),
		source: text('source', { enum: codes(MONEY_SOURCES) }).notNull(),
		thousandYen: integer('thousand_yen').notNull()
	},
	(t) => [
		check('project_amount_stage', oneOf(t.stage, MONEY_STAGES)),
		check('project_amount_source', oneOf(t.source, MONEY_SOURCES)),
		check('project_amount_edition', sql`(${t.stage} = 'plan') = (${t.editionId} is not null)`),
		uniqueIndex('project_amount_planned')
			.on(t.projectId, t.editionId, t.fiscalYear, t.source)
			.where(sql`edition_id is not null`),
		uniqueIndex('project_amount_actual')
			.on(t.projectId, t.fiscalYear, t.stage, t.source)
			.where(sql`edition_id is null`),
		index('project_amount_edition_index').on(t.editionId)
	]
);
