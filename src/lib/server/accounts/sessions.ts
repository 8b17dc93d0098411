import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Role } from '#lib/domain/model.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Database } from '../db/client.ts';
import { account, accountDepartment, apiToken, session } from '../db/schema/index.ts';

export const SESSION_COOKIE = 'michishirube_session';
const IDLE_HOURS = 3;
const ABSOLUTE_HOURS = 12;
/** `lastSeenAt` is written at most this often. */
const TOUCH_MINUTES = 2;

/** Somebody signed in, with what every page needs to know. */
export interface SignedIn {
	readonly actor: Actor & { readonly accountId: number; readonly role: Role };
	readonly username: string;
	readonly mustChangePassword: boolean;
	readonly tokenHash: string;
}

/** Starts a session and returns the cookie's token: 256 random bits, of which only the SHA-256 is stored. */
export function startSession(
	database: Database,
	accountId: number,
	address: string,
	userAgent: string,
	now: Date
): string {
	const token = randomBytes(32).toString('base64url');
	const at = now.toISOString();
	database
		.insert(session)
		.values({
			tokenHash: hashToken(token),
			accountId,
			createdAt: at,
			lastSeenAt: at,
			expiresAt: hoursLater(now, ABSOLUTE_HOURS),
			address,
			userAgent: userAgent.slice(0, 200)
		})
		.run();
	return token;
}

/** Who holds this cookie; null when it is unknown, idle for too long, expired, or the account was disabled. */
export function findSession(database: Database, token: string, now: Date): SignedIn | null {
	const tokenHash = hashToken(token);
	const row = database
		.select({ account, lastSeenAt: session.lastSeenAt })
		.from(session)
		.innerJoin(account, eq(account.id, session.accountId))
		.where(
			and(
				eq(session.tokenHash, tokenHash),
				gt(session.expiresAt, now.toISOString()),
				gt(session.lastSeenAt, hoursLater(now, -IDLE_HOURS)),
				isNull(account.disabledAt)
			)
		)
		.get();
	if (row === undefined) return null;
	if (Date.parse(row.lastSeenAt) < now.getTime() - TOUCH_MINUTES * 60_000) touch(database, tokenHash, now);
	return { ...signedIn(database, row.account), tokenHash };
}

/** The account that a cookie was given to, whether its session still lasts or not; null when it is unknown. */
export function holderOf(database: Database, token: string): number | null {
	const row = database
		.select({ accountId: session.accountId })
		.from(session)
		.where(eq(session.tokenHash, hashToken(token)))
		.get();
	return row?.accountId ?? null;
}

/** Who holds this bearer token of the read API; null when unknown, expired or revoked. */
export function findApiToken(database: Database, token: string, now: Date): SignedIn | null {
	const tokenHash = hashToken(token);
	const row = database
		.select({ account })
		.from(apiToken)
		.innerJoin(account, eq(account.id, apiToken.accountId))
		.where(
			and(
				eq(apiToken.tokenHash, tokenHash),
				gt(apiToken.expiresAt, now.toISOString()),
				isNull(apiToken.revokedAt),
				isNull(account.disabledAt)
			)
		)
		.get();
	return row === undefined ? null : { ...signedIn(database, row.account), tokenHash };
}

/** Ends a session now. Its row stays for a while, because it tells a known address. */
export function endSession(database: Database, tokenHash: string, now: string): void {
	database.update(session).set({ expiresAt: now }).where(eq(session.tokenHash, tokenHash)).run();
}

/** Ends every session of an account: on disable, role change and password change. */
export function endSessionsOf(database: Database, accountId: number, now: string): void {
	database
		.update(session)
		.set({ expiresAt: now })
		.where(and(eq(session.accountId, accountId), gt(session.expiresAt, now)))
		.run();
}

/** Removes sessions that ended more than a month ago; until then they tell known addresses. */
export function sweepSessions(database: Database, now: Date): void {
	database
		.delete(session)
		.where(lt(session.expiresAt, hoursLater(now, -24 * 30)))
		.run();
}

/** SHA-256 in hex: what is stored of a token, which itself never is. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

function signedIn(database: Database, row: typeof account.$inferSelect): Omit<SignedIn, 'tokenHash'> {
	const departments = database
		.select({ id: accountDepartment.departmentId })
		.from(accountDepartment)
		.where(eq(accountDepartment.accountId, row.id))
		.all();
	return {
		actor: {
			accountId: row.id,
			name: row.displayName,
			role: row.role,
			departmentIds: departments.map(({ id }) => id)
		},
		username: row.username,
		mustChangePassword: row.mustChangePassword
	};
}

function touch(database: Database, tokenHash: string, now: Date): void {
	try {
		database
			.update(session)
			.set({ lastSeenAt: now.toISOString() })
			.where(eq(session.tokenHash, tokenHash))
			.run();
	} catch {
		// Reading goes on while the disk is full or another process writes; the next request touches again.
	}
}

function hoursLater(now: Date, hours: number): string {
	return new Date(now.getTime() + hours * 3_600_000).toISOString();
}
