import type { Transaction } from '../../command.ts';
import { insertInto } from '../../db/prepared.ts';
import { resultEvent, type RESULT_EVENTS } from '../../db/schema/index.ts';

/** Adds an act to the course of a result. */
export function addEvent(
	{ database, actor, now }: Transaction,
	at: { resultId: number; revision: number },
	kind: keyof typeof RESULT_EVENTS,
	reason: string | null
): void {
	insertEvent(database, {
		...at,
		kind,
		reason,
		accountId: actor.accountId,
		accountName: actor.name,
		at: now
	});
}

const insertEvent = insertInto(resultEvent, [
	'resultId',
	'revision',
	'kind',
	'reason',
	'accountId',
	'accountName',
	'at'
]);
