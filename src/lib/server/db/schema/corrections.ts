import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { account } from './accounts.ts';
import { decimalColumns, id, instant, oneOf, wholeDecimal } from './columns.ts';
import { district } from './plan.ts';
import { result } from './results.ts';

export const CORRECTION_STATES = {
	requested: '承認待ち',
	approved: '承認済',
	rejected: '不承認',
	withdrawn: '取下げ'
} as const;

/**
 * 訂正: the request to change a final figure. The figure that stands goes on counting until the planning
 * division approves; then the result gets a new revision (訂正) and the sealed judgement one beside it.
 */
export const correction = sqliteTable(
	'correction',
	{
		id: id(),
		resultId: integer('result_id')
			.notNull()
			.references(() => result.id),
		/** The confirmed revision that is to be corrected. */
		fromRevision: integer('from_revision').notNull(),
		/** The revision that the approval wrote. */
		toRevision: integer('to_revision'),
		enteredText: text('entered_text').notNull(),
		reason: text('reason').notNull(),
		state: text('state', { enum: ['requested', 'approved', 'rejected', 'withdrawn'] }).notNull(),
		requestedBy: integer('requested_by').references(() => account.id),
		requestedByName: text('requested_by_name').notNull(),
		requestedAt: instant('requested_at').notNull(),
		decidedBy: integer('decided_by').references(() => account.id),
		decidedByName: text('decided_by_name'),
		decidedAt: instant('decided_at'),
		/** Why it was not approved. */
		decisionReason: text('decision_reason')
	},
	(t) => [
		check('correction_state', oneOf(t.state, CORRECTION_STATES)),
		check('correction_reason', sql`length(trim(${t.reason})) > 0`),
		check('correction_decided', sql`(${t.state} = 'requested') = (${t.decidedAt} is null)`),
		check('correction_approved', sql`(${t.state} = 'approved') = (${t.toRevision} is not null)`),
		check(
			'correction_rejected',
			sql`${t.state} <> 'rejected' or length(trim(coalesce(${t.decisionReason}, ''))) > 0`
		),
		index('correction_result').on(t.resultId),
		/** One open request for a result. */
		uniqueIndex('correction_open')
			.on(t.resultId)
			.where(sql`state = 'requested'`)
	]
);

const figure = decimalColumns('figure');

/**
 * What a 訂正 changes besides the city's figure of its year: figures of districts, and figures of later years that
 * were made from the corrected one. They are decided together with it. A later year that is left as it is says why.
 */
export const correctionFigure = sqliteTable(
	'correction_figure',
	{
		id: id(),
		correctionId: integer('correction_id')
			.notNull()
			.references(() => correction.id),
		fiscalYear: integer('fiscal_year').notNull(),
		/** Null: the city's figure. */
		districtId: integer('district_id').references(() => district.id),
		/** The confirmed revision that is to be corrected; null where a district had none. */
		fromRevision: integer('from_revision'),
		/** The revision that the approval wrote. */
		toRevision: integer('to_revision'),
		/** Of a figure in the corrected year, as typed. */
		enteredText: text('entered_text'),
		/** The figure that will count: of a later year, and where a running total is computed. */
		figureDigits: figure.digits,
		figureScale: figure.scale,
		/** Of a later year: why it stays as it is. */
		leaveReason: text('leave_reason')
	},
	(t) => [
		check('correction_figure_value', wholeDecimal(t.figureDigits, t.figureScale)),
		check(
			'correction_figure_kind',
			sql`(${t.enteredText} is null and ${t.figureDigits} is null) = (${t.leaveReason} is not null)`
		),
		check('correction_figure_leave', sql`${t.leaveReason} is null or length(trim(${t.leaveReason})) > 0`),
		uniqueIndex('correction_figure_city')
			.on(t.correctionId, t.fiscalYear)
			.where(sql`district_id is null`),
		uniqueIndex('correction_figure_district')
			.on(t.correctionId, t.fiscalYear, t.districtId)
			.where(sql`district_id is not null`)
	]
);
