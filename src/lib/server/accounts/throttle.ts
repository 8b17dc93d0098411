import { and, count, eq, gte, lt } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { account, session, signInFailure } from '../db/schema/index.ts';

const WINDOW_MINUTES = 15;

/**
 * Failed attempts in the last 15 minutes that stop further ones for the rest of them. The pair is tight. The
 * limit per account is wider and does not touch an address from which that account signed in before, so that
 * nobody can lock the planner out on meeting day. The limit per address is generous: a city hall sits behind one proxy.
 */
const LIMITS = { pair: 5, account: 30, address: 300 };

/** Whether an attempt must wait. */
export function mustWait(database: Database, username: string, address: string, now: Date): boolean {
	const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000).toISOString();
	const sameAccount = eq(signInFailure.username, username);
	const sameAddress = eq(signInFailure.address, address);
	const failures = (where: ReturnType<typeof and>) =>
		database
			.select({ n: count() })
			.from(signInFailure)
			.where(and(where, gte(signInFailure.at, since)))
			.get()?.n ?? 0;
	if (failures(and(sameAccount, sameAddress)) >= LIMITS.pair) return true;
	if (failures(and(sameAddress)) >= LIMITS.address) return true;
	return failures(and(sameAccount)) >= LIMITS.account && !isKnownAddress(database, username, address);
}

/**
 * Counts an attempt as failed before its password is checked, so that many at once cannot slip past the limit.
 * Returns the row to take back when the password fits.
 */
export function countAttempt(database: Database, username: string, address: string, now: Date): number {
	const old = new Date(now.getTime() - 24 * 3_600_000).toISOString();
	database.delete(signInFailure).where(lt(signInFailure.at, old)).run();
	return database
		.insert(signInFailure)
		.values({ username, address, at: now.toISOString() })
		.returning({ id: signInFailure.id })
		.get().id;
}

/** Forgets the failures of this account from this address after a success. */
export function forgetPair(database: Database, username: string, address: string): void {
	database
		.delete(signInFailure)
		.where(and(eq(signInFailure.username, username), eq(signInFailure.address, address)))
		.run();
}

/** Forgets every failure of an account: `cli user unlock`. Returns how many there were. */
export function forgetAccount(database: Database, username: string): number {
	return database.delete(signInFailure).where(eq(signInFailure.username, username)).run().changes;
}

function isKnownAddress(database: Database, username: string, address: string): boolean {
	const row = database
		.select({ n: count() })
		.from(session)
		.innerJoin(account, eq(account.id, session.accountId))
		.where(and(eq(account.username, username), eq(session.address, address)))
		.get();
	return (row?.n ?? 0) > 0;
}
