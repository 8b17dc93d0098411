import { and, eq } from 'drizzle-orm';
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

export interface CommandOptions {
	/** Idempotency key: the same command sent twice is carried out once. */
	readonly key?: string | undefined;
	/** False for acts that no page or screen shows, such as signing in: nothing is drawn again. */
	readonly changesPages?: boolean;
}

/**
 * Carries out one use case: permission, rule, write and audit in one transaction, then tells the screens.
 * With an idempotency key, the same command sent twice (double click, back, retry) is carried out once and
 * answers the second time as it did the first.
 */
export async function command<T>(
	context: Context,
	work: (transaction: Transaction) => T,
	{ key, changesPages = true }: CommandOptions = {}
): Promise<T> {
	const outcome = await writeTransaction(context.database, () => {
		const { database, actor } = context;
		const now = instantOf(context.clock);
		if (key !== undefined) {
			const done = earlierOutcome(database, actor, key);
			if (done !== undefined) return JSON.parse(done) as T;
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

function earlierOutcome(database: Database, actor: Actor, key: string): string | undefined {
	return database
		.select({ outcome: idempotencyKey.outcome })
		.from(idempotencyKey)
		.where(and(eq(idempotencyKey.key, key), eq(idempotencyKey.accountId, actor.accountId ?? 0)))
		.get()?.outcome;
}
