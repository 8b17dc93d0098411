import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { TARGET_KINDS, codes } from '#lib/domain/model.ts';
import { decimalColumns, flag, id, oneOf, wholeDecimal } from './columns.ts';
import { edition } from './editions.ts';
import { kpi } from './indicators.ts';

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
