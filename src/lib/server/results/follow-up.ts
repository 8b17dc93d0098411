/** 続報の取りやめ: a report begun on top of a confirmed 見込, 速報 or 未把握 is given up; the confirmed one stands again. */
import { and, eq, isNotNull } from 'drizzle-orm';
import { mayFollow } from '#lib/domain/due.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context, type Transaction } from '../command.ts';
import { result, resultRevision } from '../db/schema/index.ts';
import { kpisOfIndicator, rejudge } from '../judgements/rejudge.ts';
import type { EntryItem } from './entry-items.ts';
import { leadIds } from './lead.ts';
import { addEvent } from './writing/event.ts';
import { openItem } from './writing/store.ts';
import { refuseStale } from './writing/stale.ts';

type Head = typeof result.$inferSelect;

/** Whether a report is being written on top of a confirmed one that still counts. */
export function isFollowUp({ head, confirmed }: Pick<EntryItem, 'head' | 'confirmed'>): boolean {
	return (
		(head?.state === 'draft' || head?.state === 'returned') && confirmed !== null && mayFollow(confirmed)
	);
}

/**
 * Gives up a follow-up before it is submitted. History only grows: the confirmed revision is written again as the
 * newest, with its author.
 * @throws DomainError `locked` where there is no follow-up, `conflict`, `forbidden`.
 */
export function cancelFollowUp(
	context: Context,
	indicatorCode: string,
	fiscalYear: number,
	version: number
): Promise<void> {
	return command(context, (transaction) => {
		const item = openItem(context, indicatorCode, fiscalYear);
		demand(context.actor, { kind: 'submit-result', departmentIds: leadIds(item) });
		refuseStale(item, version);
		restoreConfirmed(transaction, item, '続報を取りやめ');
		rejudge(transaction.database, kpisOfIndicator(transaction.database, item.material.indicator.id));
	});
}

/**
 * Puts the confirmed report of an item back in place of the follow-up on top of it. The caller judges anew.
 * @throws DomainError `locked` where there is no follow-up.
 */
export function restoreConfirmed(transaction: Transaction, item: EntryItem, reason: string): void {
	const { head } = item;
	if (head === null || !isFollowUp(item)) {
		throw new DomainError(
			'locked',
			'取りやめる続報がありません。見込・速報・未把握が確認済で、その続報が下書きか差戻しのときだけ取りやめられます。'
		);
	}
	const revision = restore(transaction, head);
	for (const district of districtsOf(transaction, head)) restore(transaction, district);
	addEvent(transaction, { resultId: head.id, revision }, 'withdrawn', reason);
	transaction.record({
		action: 'follow-up-cancelled',
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		before: { revision: head.currentRevision, state: head.state },
		after: { revision, state: 'confirmed' }
	});
}

/**
 * Writes again what counts; nothing for a district that the follow-up was the first to name.
 * @returns the number of the revision that counts again.
 */
function restore({ database, now }: Transaction, head: Head): number {
	const from = database
		.select()
		.from(resultRevision)
		.where(
			and(
				eq(resultRevision.resultId, head.id),
				eq(resultRevision.revision, head.confirmedRevision ?? head.currentRevision)
			)
		)
		.get();
	if (from === undefined) throw new Error(`result ${head.id} has no revision to restore`);
	const { id: _id, ...columns } = from;
	const revision = head.currentRevision + 1;
	database
		.insert(resultRevision)
		.values({ ...columns, ...(head.confirmedRevision === null ? BLANK : {}), revision, createdAt: now })
		.run();
	database
		.update(result)
		.set({
			state: 'confirmed',
			currentRevision: revision,
			confirmedRevision: revision,
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	return revision;
}

const BLANK = {
	enteredText: '',
	valueDigits: null,
	valueScale: null,
	runningTotalDigits: null,
	runningTotalScale: null,
	numeratorDigits: null,
	numeratorScale: null,
	denominatorDigits: null,
	denominatorScale: null,
	valueState: null,
	missingReason: null
} as const;

/** Figures of districts that move with the city's. */
function districtsOf({ database }: Transaction, head: Head): Head[] {
	return database
		.select()
		.from(result)
		.where(
			and(
				eq(result.indicatorId, head.indicatorId),
				eq(result.fiscalYear, head.fiscalYear),
				isNotNull(result.districtId)
			)
		)
		.all();
}
