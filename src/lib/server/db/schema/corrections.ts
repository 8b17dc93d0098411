import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { account } from './accounts.ts';
import { id, instant, oneOf } from './columns.ts';
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
