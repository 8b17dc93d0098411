/** Writing revisions that count from now on, in place of those that counted. History only grows. */
import { and, eq } from 'drizzle-orm';
import { toText, type Decimal } from '#lib/domain/decimal.ts';
import type { Transaction } from '../../command.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import type { LaterChange } from './followers.ts';
import { totalColumns } from './renew.ts';

type Head = typeof result.$inferSelect;
type NewRow = Omit<typeof resultRevision.$inferInsert, 'resultId' | 'revision'>;

/** Who stands behind a revision, when, and why it was made. */
type Author = Pick<NewRow, 'enteredBy' | 'enteredByName' | 'onBehalf' | 'createdAt' | 'correctionReason'>;

/**
 * A later figure that follows from a change of an earlier year's: its amount, its state and its remarks stay.
 * @returns the number of the revision that counts.
 */
export function writeFollower(
	transaction: Transaction,
	{ head, row, after }: LaterChange,
	author: Author
): number {
	const { id: _id, resultId: _result, revision: _revision, ...stays } = row;
	return addConfirmed(transaction, head, {
		...stays,
		...author,
		...followerColumns(row, after),
		enteredText: isComputed(row) ? row.enteredText : toText(after),
		valueState: row.valueState === 'final' ? 'corrected' : row.valueState
	});
}

/** The columns of a follower's new figure: the total where one was computed, else the figure itself. */
export function followerColumns(row: LaterChange['row'], after: Decimal) {
	return isComputed(row)
		? totalColumns(after)
		: { valueDigits: Number(after.digits), valueScale: after.scale };
}

function isComputed({ runningTotalDigits }: LaterChange['row']): boolean {
	return runningTotalDigits !== null;
}

/**
 * Adds a revision that counts from now on. Where a report is under way on top of the one that counts, that report
 * stays the newest.
 * @returns the number of the revision that counts.
 */
export function addConfirmed({ database, now }: Transaction, head: Head, columns: NewRow): number {
	const revision = head.currentRevision + 1;
	database
		.insert(resultRevision)
		.values({ ...columns, resultId: head.id, revision })
		.run();
	const underWay =
		head.currentRevision === head.confirmedRevision
			? undefined
			: database
					.select()
					.from(resultRevision)
					.where(and(eq(resultRevision.resultId, head.id), eq(resultRevision.revision, head.currentRevision)))
					.get();
	if (underWay !== undefined) {
		const { id: _id, ...same } = underWay;
		database
			.insert(resultRevision)
			.values({ ...same, revision: revision + 1, createdAt: now })
			.run();
	}
	database
		.update(result)
		.set({
			currentRevision: underWay === undefined ? revision : revision + 1,
			confirmedRevision: revision,
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	return revision;
}
