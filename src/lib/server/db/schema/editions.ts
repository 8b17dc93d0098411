import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, unique, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { EDITION_STATES, codes } from '#lib/domain/model.ts';
import { day, id, instant, oneOf } from './columns.ts';
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
		check(
			'edition_revision',
			sql`${t.revision} = 1 or (${t.decidedOn} is not null and ${t.reason} is not null)`
		)
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
