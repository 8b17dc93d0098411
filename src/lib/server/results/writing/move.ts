import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { countingRevision, step, type WorkflowAct } from '#lib/domain/workflow.ts';
import type { Transaction } from '../../command.ts';
import { result, type RESULT_EVENTS } from '../../db/schema/index.ts';
import { kpisOfIndicator, rejudge } from '../../judgements/rejudge.ts';
import { rejudgeAndSeal } from '../../judgements/seal.ts';
import { carryOn } from '../carrying/carry.ts';
import { readYearFigures } from '../carrying/counting.ts';
import { moveDistricts } from '../districts/write.ts';
import type { EntryItem } from '../entry-items.ts';
import { addEvent } from './event.ts';
import { situationOf } from './situation.ts';
import { refuseStale } from './stale.ts';

/** Moves a result one step, on the version the person saw. */
export function move(
	transaction: Transaction,
	item: EntryItem,
	version: number,
	act: WorkflowAct,
	event: keyof typeof RESULT_EVENTS,
	reason: string | null
): void {
	const { database } = transaction;
	const { head } = item;
	refuseStale(item, version);
	const next = step(situationOf(item), act);
	if (!next.ok || head === null) {
		const name = item.material.indicator.name;
		throw new DomainError(
			'locked',
			next.ok ? `「${name}」はまだ入力されていません。` : `「${name}」：${next.why}`
		);
	}
	const confirmedRevision = countingRevision(head, next.state);
	const counted =
		confirmedRevision === head.confirmedRevision ? null : readYearFigures(database, item, 'confirmed');
	database
		.update(result)
		.set({
			state: next.state,
			confirmedRevision,
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	moveDistricts(transaction, item, next.state);
	addEvent(transaction, { resultId: head.id, revision: head.currentRevision }, event, reason);
	transaction.record({
		action: `result-${event}`,
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		before: { state: head.state, revision: head.currentRevision },
		after: { state: next.state, reason }
	});
	if (counted !== null) carryOn(transaction, item, counted);
	const { indicator } = item.material;
	// A figure that is sent back may have carried the judgement of another year, which may be closed.
	if (counted !== null) rejudgeAndSeal(database, indicator.id, item.year, transaction.now);
	else rejudge(database, kpisOfIndicator(database, indicator.id));
}
