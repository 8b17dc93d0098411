import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, unique, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { EDITION_STATES, TARGET_KINDS, codes } from '#lib/domain/model.ts';
import { day, decimalColumns, flag, id, instant, oneOf, wholeDecimal } from './columns.ts';
import { kpi } from './indicators.ts';
import { plan } from './plan.ts';

/** 実施計画: one adopted or draft three-year implementation plan. */
export const edition = sqliteTable(
	'edition',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plan.id),
		firstYear: integer('first_year').notNull(),
		/** Usually `firstYear` + 2; the last window of a plan may be shorter. */
		lastYear: integer('last_year').notNull(),
		revision: integer('revision').notNull().default(1),
		state: text('state', { enum: codes(EDITION_STATES) }).notNull(),
		adoptedOn: day('adopted_on'),
		/** 決裁日 and reason of a revision of an adopted edition. */
		decidedOn: day('decided_on'),
		reason: text('reason'),
		baseEditionId: integer('base_edition_id').references((): AnySQLiteColumn => edition.id)
	},
	(t) => [
		unique('edition_key').on(t.planId, t.firstYear, t.revision),
		check('edition_state', oneOf(t.state, EDITION_STATES)),
		check('edition_window', sql`${t.lastYear} between ${t.firstYear} and ${t.firstYear} + 2`),
		check('edition_adopted', sql`(${t.state} = 'adopted') = (${t.adoptedOn} is not null)`),
		check('edition_revision', sql`${t.revision} = 1 or (${t.decidedOn} is not null and ${t.reason} is not null)`)
	]
);

/** The immutable, hashed record of an edition as adopted: tree, KPI attributes, targets, projects. */
export const editionSnapshot = sqliteTable('edition_snapshot', {
	editionId: integer('edition_id')
		.primaryKey()
		.references(() => edition.id),
	body: text('body').notNull(),
	sha256: text('sha256').notNull(),
	createdAt: instant('created_at').notNull()
});

/** A KPI stands in an edition's list. Absence means that the edition dropped it. */
export const editionKpi = sqliteTable(
	'edition_kpi',
	{
		editionId: integer('edition_id')
			.notNull()
			.references(() => edition.id),
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id)
	},
	(t) => [unique('edition_kpi_key').on(t.editionId, t.kpiId)]
);

const value = decimalColumns('value');
const upper = decimalColumns('upper');
const total = decimalColumns('period_total');

/** 年度目標: the target of a KPI for one fiscal year as set in one edition. */
export const yearlyTarget = sqliteTable(
	'yearly_target',
	{
		id: id(),
		editionId: integer('edition_id')
			.notNull()
			.references(() => edition.id),
		kpiId: integer('kpi_id')
			.notNull()
			.references(() => kpi.id),
		fiscalYear: integer('fiscal_year').notNull(),
		kind: text('kind', { enum: codes(TARGET_KINDS) }).notNull(),
		/** The value; the lower bound of a range; this year's share of a period total; the index of a stage. */
		valueDigits: value.digits,
		valueScale: value.scale,
		upperDigits: upper.digits,
		upperScale: upper.scale,
		periodFrom: integer('period_from'),
		periodTo: integer('period_to'),
		periodTotalDigits: total.digits,
		periodTotalScale: total.scale,
		/** Set by the roll and not yet touched by anybody (提案). */
		isProposed: flag('is_proposed').notNull().default(false),
		reason: text('reason')
	},
	(t) => [
		unique('yearly_target_key').on(t.editionId, t.kpiId, t.fiscalYear),
		check('yearly_target_kind', oneOf(t.kind, TARGET_KINDS)),
		check('yearly_target_value', wholeDecimal(t.valueDigits, t.valueScale)),
		check('yearly_target_upper', wholeDecimal(t.upperDigits, t.upperScale)),
		check('yearly_target_total', wholeDecimal(t.periodTotalDigits, t.periodTotalScale)),
		check('yearly_target_none', sql`(${t.kind} = 'none') = (${t.valueDigits} is null)`),
		check(
			'yearly_target_period',
			sql`(${t.kind} = 'period') = (${t.periodFrom} is not null) and (${t.kind} = 'period') = (${t.periodTo} is not null) and (${t.kind} = 'period') = (${t.periodTotalDigits} is not null)`
		)
	]
);
