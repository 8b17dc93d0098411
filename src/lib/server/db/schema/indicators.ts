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
import {
	ACCUMULATIONS,
	BASELINE_USES,
	DIRECTIONS,
	GOALS,
	LEDGER_KINDS,
	RESPONSIBILITIES,
	codes
} from '#lib/domain/model.ts';
import { account } from './accounts.ts';
import { day, decimalColumns, flag, id, instant, oneOf, wholeDecimal } from './columns.ts';
import { department } from './departments.ts';
import { edition } from './editions.ts';
import { basicPlan, district, planNode, priorityPolicy } from './plan.ts';

const low = decimalColumns('limit_low');
const high = decimalColumns('limit_high');
const tolerance = decimalColumns('tolerance');

/** 指標: a lasting series. Lives across basic plans and plans. */
export const indicator = sqliteTable(
	'indicator',
	{
		id: id(),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		unit: text('unit').notNull(),
		decimals: integer('decimals').notNull(),
		accumulation: text('accumulation', { enum: codes(ACCUMULATIONS) }).notNull(),
		/** A cumulative figure is entered as the running total or as this year's amount. */
		cumulativeEntry: text('cumulative_entry', { enum: ['total', 'increment'] })
			.notNull()
			.default('total'),
		limitLowDigits: low.digits,
		limitLowScale: low.scale,
		limitHighDigits: high.digits,
		limitHighScale: high.scale,
		/** Survey noise in the indicator's unit; null means none. */
		toleranceDigits: tolerance.digits,
		toleranceScale: tolerance.scale,
		/** Fiscal years with a survey, as JSON; null means every year. */
		surveyYears: text('survey_years', { mode: 'json' }).$type<number[]>(),
		/** Calendar month in which the figure becomes final (確定時期); null means with the year. */
		confirmationMonth: integer('confirmation_month'),
		/** How many years the measured period lags behind the fiscal year. */
		lagYears: integer('lag_years').notNull().default(0),
		/** 対象期間 in words: 各年度4〜3月, 前年1〜12月. */
		measuredPeriod: text('measured_period'),
		definition: text('definition').notNull(),
		formula: text('formula'),
		source: text('source'),
		numeratorName: text('numerator_name'),
		denominatorName: text('denominator_name'),
		/** Whether district figures add up to the city's. */
		districtsAddUp: flag('districts_add_up').notNull().default(true),
		isSample: flag('is_sample').notNull().default(false),
		/** What the quotient is multiplied with: 100 for %, 100000 for a rate 10万人当たり; null means 1, or 100 for %. */
		rateFactor: integer('rate_factor'),
		/** A figure for each district is asked for beside the city's. */
		byDistrict: flag('by_district').notNull().default(false)
	},
	(t) => [
		check('indicator_accumulation', oneOf(t.accumulation, ACCUMULATIONS)),
		check('indicator_decimals', sql`${t.decimals} between 0 and 6`),
		check('indicator_limit_low', wholeDecimal(t.limitLowDigits, t.limitLowScale)),
		check('indicator_limit_high', wholeDecimal(t.limitHighDigits, t.limitHighScale)),
		check(
			'indicator_tolerance',
			sql`${wholeDecimal(t.toleranceDigits, t.toleranceScale)} and coalesce(${t.toleranceDigits}, 0) >= 0`
		),
		check('indicator_confirmation_month', sql`coalesce(${t.confirmationMonth}, 1) between 1 and 12`)
	]
);

/** 引継ぎカード: what the predecessor wrote for whoever makes the figure next. */
export const handoverCard = sqliteTable('handover_card', {
	indicatorId: integer('indicator_id')
		.primaryKey()
		.references(() => indicator.id),
	howMade: text('how_made'),
	pitfalls: text('pitfalls'),
	contact: text('contact'),
	updatedAt: instant('updated_at').notNull(),
	updatedBy: integer('updated_by').references(() => account.id),
	version: integer('version').notNull().default(1)
});

/** 指標台帳: adopted, revised, replaced, retired. */
export const indicatorLedger = sqliteTable(
	'indicator_ledger',
	{
		id: id(),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicator.id),
		onDay: day('on_day').notNull(),
		kind: text('kind', { enum: codes(LEDGER_KINDS) }).notNull(),
		reason: text('reason').notNull(),
		successorId: integer('successor_id').references((): AnySQLiteColumn => indicator.id)
	},
	(t) => [
		check('indicator_ledger_kind', oneOf(t.kind, LEDGER_KINDS)),
		index('indicator_ledger_indicator').on(t.indicatorId)
	]
);

/** Which department reports an indicator, from when to when. */
export const indicatorResponsibility = sqliteTable(
	'indicator_responsibility',
	{
		id: id(),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicator.id),
		departmentId: integer('department_id')
			.notNull()
			.references(() => department.id),
		role: text('role', { enum: codes(RESPONSIBILITIES) }).notNull(),
		validFrom: day('valid_from').notNull(),
		validTo: day('valid_to')
	},
	(t) => [
		check('indicator_responsibility_role', oneOf(t.role, RESPONSIBILITIES)),
		index('indicator_responsibility_indicator').on(t.indicatorId),
		index('indicator_responsibility_department').on(t.departmentId)
	]
);

/** 重点業績成果指標: an indicator adopted by a measure in one basic plan. */
export const kpi = sqliteTable(
	'kpi',
	{
		id: id(),
		code: text('code').notNull().unique(),
		basicPlanId: integer('basic_plan_id')
			.notNull()
			.references(() => basicPlan.id),
		nodeId: integer('node_id')
			.notNull()
			.references(() => planNode.id),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicator.id),
		position: integer('position').notNull(),
		/** First and last fiscal year in which it is asked for; null: those of the basic plan. */
		activeFrom: integer('active_from'),
		activeTo: integer('active_to'),
		isSample: flag('is_sample').notNull().default(false)
	},
	(t) => [
		unique('kpi_indicator').on(t.basicPlanId, t.indicatorId),
		index('kpi_node').on(t.nodeId),
		index('kpi_indicator_index').on(t.indicatorId)
	]
);

const baseline = decimalColumns('baseline');
const midTarget = decimalColumns('mid_target');
const finalTarget = decimalColumns('final_target');
const finalUpper = decimalColumns('final_upper');
const allowance = decimalColumns('allowance');

/** Everything of a KPI that may be revised, dated by the edition it takes effect from. */
export const kpiRevision = sqliteTable(
	'kpi_revision',
	{
		id: id(),
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id),
		revision: integer('revision').notNull(),
		/** Null: in force from the beginning of the basic plan. */
		fromEditionId: integer('from_edition_id').references(() => edition.id),
		decidedOn: day('decided_on'),
		reason: text('reason'),
		name: text('name').notNull(),
		definition: text('definition'),
		direction: text('direction', { enum: codes(DIRECTIONS) }).notNull(),
		goal: text('goal', { enum: codes(GOALS) }).notNull(),
		/** The figure is a rank (順位): smaller is better, written 順位を上げる. */
		isRank: flag('is_rank').notNull().default(false),
		baselineUse: text('baseline_use', { enum: codes(BASELINE_USES) }).notNull(),
		baselineYear: integer('baseline_year'),
		baselineDigits: baseline.digits,
		baselineScale: baseline.scale,
		/** The baseline as printed in the plan, kept even when the result behind it is corrected later. */
		baselineText: text('baseline_text'),
		midYear: integer('mid_year'),
		midTargetDigits: midTarget.digits,
		midTargetScale: midTarget.scale,
		finalYear: integer('final_year').notNull(),
		/** The final target; the lower bound of a range; the index in `stages` of a stage. */
		finalTargetDigits: finalTarget.digits,
		finalTargetScale: finalTarget.scale,
		/** The upper bound of a range. */
		finalUpperDigits: finalUpper.digits,
		finalUpperScale: finalUpper.scale,
		/** Names of the stages, least first, as JSON. */
		stages: text('stages', { mode: 'json' }).$type<string[]>(),
		/** 許容幅 in the KPI's unit; null means the rule's default. */
		allowanceDigits: allowance.digits,
		allowanceScale: allowance.scale,
		/** The definition changed: years before are not comparable. */
		breaksSeries: flag('breaks_series').notNull().default(false)
	},
	(t) => [
		unique('kpi_revision_number').on(t.kpiId, t.revision),
		check('kpi_revision_direction', oneOf(t.direction, DIRECTIONS)),
		check('kpi_revision_goal', oneOf(t.goal, GOALS)),
		check('kpi_revision_baseline_use', oneOf(t.baselineUse, BASELINE_USES)),
		check('kpi_revision_baseline', wholeDecimal(t.baselineDigits, t.baselineScale)),
		check('kpi_revision_mid_target', wholeDecimal(t.midTargetDigits, t.midTargetScale)),
		check('kpi_revision_final_target', wholeDecimal(t.finalTargetDigits, t.finalTargetScale)),
		check('kpi_revision_final_upper', wholeDecimal(t.finalUpperDigits, t.finalUpperScale)),
		check('kpi_revision_allowance', wholeDecimal(t.allowanceDigits, t.allowanceScale)),
		check('kpi_revision_stages', sql`(${t.direction} = 'stage') = (${t.stages} is not null)`)
	]
);

export const kpiPriorityPolicy = sqliteTable(
	'kpi_priority_policy',
	{
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id),
		policyId: integer('policy_id')
			.notNull()
			.references(() => priorityPolicy.id)
	},
	(t) => [primaryKey({ columns: [t.kpiId, t.policyId] })]
);

export const kpiDistrict = sqliteTable(
	'kpi_district',
	{
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id),
		districtId: integer('district_id')
			.notNull()
			.references(() => district.id)
	},
	(t) => [primaryKey({ columns: [t.kpiId, t.districtId] })]
);
