import { createHash } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditTrail, type AuditAct } from './audit/record.ts';
import { instantOf, type Clock } from './clock.ts';
import type { Database } from './db/client.ts';
import { idempotencyKey } from './db/schema/index.ts';
import { writeTransaction } from './db/transaction.ts';
import { bumpChangeCounter } from './live/changes.ts';

/** What the rooms work with: one per process. */
export interface Services {
	readonly database: Database;
	readonly clock: Clock;
	readonly auditKey: Buffer;
	/** Called after every commit. */
	readonly committed: () => void;
}

/** Services, and who asks from where: one per request. */
export interface Context extends Services {
	readonly actor: Actor;
	readonly address: string;
}

/** What a command gets inside its transaction. */
export interface Transaction {
	readonly database: Database;
	readonly actor: Actor;
	readonly now: string;
	/** Adds one act to the audit record. Every command records at least one. */
	record(act: AuditAct): void;
}

/** A form that may arrive twice (double click, back, retry): what it does, its own key, and all that it asks for. */
export interface OneTimeForm {
	readonly act: string;
	/** Made with the form; going back in the browser keeps it. Absent where the caller sends none. */
	readonly key: string | undefined;
	/** Hashed with the key: the same form filled in otherwise is another one. */
	readonly request: unknown;
}

export interface CommandOptions<T> {
	/** The same form, sent again by the same person with the same content, is carried out once. */
	readonly once?: OneTimeForm;
	/**
	 * Called where it was carried out before, with that outcome: throws where what was done no longer stands, so
	 * that nobody is told that it does.
	 */
	readonly stillStands?: (outcome: T) => void;
	/** False for acts that no page or screen shows, such as signing in: nothing is drawn again. */
	readonly changesPages?: boolean;
}

/** No browser goes back to a form so old: sessions ended long before. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Carries out one use case: permission, rule, write and audit in one transaction, then tells the screens.
 * A form with a key is carried out once and answers the second time as it did the first.
 */
export async function command<T>(
	context: Context,
	work: (transaction: Transaction) => T,
	{ once, stillStands, changesPages = true }: CommandOptions<T> = {}
): Promise<T> {
	const outcome = await writeTransaction(context.database, () => {
		const { database, actor } = context;
		const now = instantOf(context.clock);
		const key = once && digestOf(actor, once);
		if (key !== undefined) {
			const done = earlierOutcome(database, actor, key);
			if (done !== undefined) {
				const outcome = JSON.parse(done) as T;
				stillStands?.(outcome);
				return outcome;
			}
		}
		const author = { at: now, accountId: actor.accountId, actor: actor.name, address: context.address };
		const result = work({
			database,
			actor,
			now,
			record: auditTrail(database, context.auditKey, author)
		});
		if (key !== undefined) {
			const outcome = JSON.stringify(result ?? null);
			const kept = new Date(Date.parse(now) - KEEP_MS).toISOString();
			database.delete(idempotencyKey).where(lt(idempotencyKey.at, kept)).run();
			database
				.insert(idempotencyKey)
				.values({ key, accountId: actor.accountId ?? 0, outcome, at: now })
				.run();
		}
		if (changesPages) bumpChangeCounter(database);
		return result;
	});
	context.committed();
	return outcome;
}

function digestOf(actor: Actor, { act, key, request }: OneTimeForm): string | undefined {
	if (key === undefined) return undefined;
	const plain = (_name: string, value: unknown) =>
		value instanceof Map || value instanceof Set ? [...value] : value;
	return createHash('sha256')
		.update(JSON.stringify([actor.accountId, act, key, request], plain))
		.digest('hex');
}

function earlierOutcome(database: Database, actor: Actor, key: string): string | undefined {
	return database
		.select({ outcome: idempotencyKey.outcome })
		.from(idempotencyKey)
		.where(and(eq(idempotencyKey.key, key), eq(idempotencyKey.accountId, actor.accountId ?? 0)))
		.get()?.outcome;
}
