import { asc, gt, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { auditEntry } from '../db/schema/index.ts';
import { chainHmac } from './record.ts';

const AT_ONCE = 1000;

export type AuditVerdict =
	| { readonly ok: true; readonly rows: number; readonly head: string }
	| { readonly ok: false; readonly brokenAt: number };

/** Walks the whole chain; names the first row that was changed, removed before, or moved, or the number of the first of the newest that are gone. */
export function verifyAudit(database: Database, key: Buffer): AuditVerdict {
	let previous = '';
	let rows = 0;
	let expectedId = 1;
	for (const row of entriesInOrder(database)) {
		if (row.id !== expectedId || row.hmac !== chainHmac(key, previous, row))
			return { ok: false, brokenAt: row.id };
		previous = row.hmac;
		expectedId = row.id + 1;
		rows += 1;
	}
	if (lastGivenId(database) >= expectedId) return { ok: false, brokenAt: expectedId };
	return { ok: true, rows, head: previous };
}

/** A part at a time: ten years of entries would fill the memory. */
function* entriesInOrder(database: Database) {
	for (let [last, isMore] = [0, true]; isMore;) {
		const some = database
			.select()
			.from(auditEntry)
			.where(gt(auditEntry.id, last))
			.orderBy(asc(auditEntry.id))
			.limit(AT_ONCE)
			.all();
		yield* some;
		last = some.at(-1)?.id ?? last;
		isMore = some.length === AT_ONCE;
	}
}

/** The newest number that SQLite ever gave to an entry; removing entries does not take it back. */
function lastGivenId(database: Database): number {
	return (
		database.get<{ seq: number }>(sql`select seq from sqlite_sequence where name = 'audit_entry'`)?.seq ?? 0
	);
}
