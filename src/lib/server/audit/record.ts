import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { desc } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { insertInto, prepared } from '../db/prepared.ts';
import { auditEntry } from '../db/schema/index.ts';

/** One act as the audit record keeps it. `before` and `after` are plain data; null where there was nothing. */
export interface AuditAct {
	readonly action: string;
	readonly entity: string;
	readonly entityId: string | number;
	readonly before?: unknown;
	readonly after?: unknown;
}

export interface AuditAuthor {
	readonly at: string;
	readonly accountId: number | null;
	readonly actor: string;
	readonly address: string;
}

/**
 * The audit record as one transaction writes it, inside the caller's. Each row's HMAC covers the row and the HMAC
 * before it, with a key kept outside the database: a changed, removed or reordered row breaks the chain. The
 * chain's end is looked up once: until the transaction is over nobody else adds to it.
 */
export function auditTrail(database: Database, key: Buffer, author: AuditAuthor): (act: AuditAct) => void {
	let end: string | null = null;
	return (act) => {
		end ??= newest(database).get()?.hmac ?? '';
		const row = {
			at: author.at,
			accountId: author.accountId,
			actor: author.actor,
			address: author.address,
			action: act.action,
			entity: act.entity,
			entityId: String(act.entityId),
			before: act.before === undefined ? null : JSON.stringify(act.before, plain),
			after: act.after === undefined ? null : JSON.stringify(act.after, plain)
		};
		end = chainHmac(key, end, row);
		append(database, { ...row, hmac: end });
	};
}

const newest = prepared((database) =>
	database.select({ hmac: auditEntry.hmac }).from(auditEntry).orderBy(desc(auditEntry.id)).limit(1).prepare()
);

const append = insertInto(auditEntry, [
	'at',
	'accountId',
	'actor',
	'address',
	'action',
	'entity',
	'entityId',
	'before',
	'after',
	'hmac'
]);

/** What one row of the chain must carry. */
export function chainHmac(
	key: Buffer,
	previous: string,
	row: Omit<typeof auditEntry.$inferSelect, 'id' | 'hmac'>
): string {
	const fields = [
		previous,
		row.at,
		row.accountId,
		row.actor,
		row.address,
		row.action,
		row.entity,
		row.entityId,
		row.before,
		row.after
	];
	return createHmac('sha256', prepare(key)).update(JSON.stringify(fields)).digest('hex');
}

const preparedKeys = new WeakMap<Buffer, KeyObject>();

/** Made once for each key: a quarter of the time where thousands of rows are chained or verified. */
function prepare(key: Buffer): KeyObject {
	const known = preparedKeys.get(key) ?? createSecretKey(key);
	preparedKeys.set(key, known);
	return known;
}

function plain(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? value.toString() : value;
}
