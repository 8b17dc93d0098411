import { asc } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { auditEntry } from '../db/schema/index.ts';
import { chainHmac } from './record.ts';

export type AuditVerdict = { readonly ok: true; readonly rows: number; readonly head: string } | { readonly ok: false; readonly brokenAt: number };

/** Walks the whole chain; names the first row that was changed, removed before, or moved. */
export function verifyAudit(database: Database, key: Buffer): AuditVerdict {
	let previous = '';
	let rows = 0;
	let expectedId: number | null = null;
	for (const row of database.select().from(auditEntry).orderBy(asc(auditEntry.id)).all()) {
		const gap = expectedId !== null && row.id !== expectedId;
		if (gap || row.hmac !== chainHmac(key, previous, row)) return { ok: false, brokenAt: row.id };
		previous = row.hmac;
		expectedId = row.id + 1;
		rows += 1;
	}
	return { ok: true, rows, head: previous };
}
