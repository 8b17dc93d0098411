import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import type { Role } from '#lib/domain/model.ts';
import { command, type Context, type Services } from '../command.ts';
import { account, signInFailure } from '../db/schema/index.ts';
import { normalUsername } from './named.ts';
import { hashPassword, passwordFits, passwordProblem, pretendToCheck } from './password.ts';
import { endSession, endSessionsOf, startSession, sweepSessions } from './sessions.ts';
import { countAttempt, forgetPair, mustWait } from './throttle.ts';

/** Nobody's page shows who signs in. */
const QUIET = { changesPages: false };

const REFUSED =
	'利用者名かパスワードが違います。大文字と小文字、全角と半角を確かめて、もう一度入力してください。';
const STOPPED = '続けて間違えたため、15分間サインインできません。急ぐときは、管理者に解除を頼んでください。';

export interface SignInRequest {
	readonly username: string;
	readonly password: string;
	readonly address: string;
	readonly userAgent: string;
}

/**
 * Signs in and returns the session token for the cookie, and the role, which decides where to begin.
 * @throws DomainError `throttled` after too many failures; `invalid` for a wrong name or password, in the same
 * words and the same time, or for a disabled account.
 */
export async function signIn(
	services: Services,
	request: SignInRequest
): Promise<{ token: string; role: Role }> {
	const username = normalUsername(request.username);
	const outsider: Context = {
		...services,
		actor: { accountId: null, name: username, role: 'operator', departmentIds: [] },
		address: request.address
	};
	const attempt = await command(
		outsider,
		({ database, now, record }) => {
			const waits = mustWait(database, username, request.address, new Date(now));
			record({
				action: waits ? 'sign-in-stopped' : 'sign-in-attempted',
				entity: 'account',
				entityId: username
			});
			return waits ? null : countAttempt(database, username, request.address, new Date(now));
		},
		QUIET
	);
	if (attempt === null) throw new DomainError('throttled', STOPPED);
	const found = services.database.select().from(account).where(eq(account.username, username)).get();
	const fits =
		found === undefined
			? await pretendToCheck(request.password).then(() => false)
			: await passwordFits(found.passwordHash, request.password);
	if (found === undefined || !fits || found.disabledAt !== null) throw new DomainError('invalid', REFUSED);
	return command(
		{ ...outsider, actor: { ...outsider.actor, accountId: found.id, name: found.displayName } },
		({ database, now, record }) => {
			database.delete(signInFailure).where(eq(signInFailure.id, attempt)).run();
			forgetPair(database, username, request.address);
			sweepSessions(database, new Date(now));
			record({ action: 'signed-in', entity: 'account', entityId: found.id });
			const token = startSession(database, found.id, request.address, request.userAgent, new Date(now));
			return { token, role: found.role };
		},
		QUIET
	);
}

/** Ends one session and records it. */
export async function signOut(context: Context, tokenHash: string): Promise<void> {
	await command(
		context,
		({ database, actor, now, record }) => {
			endSession(database, tokenHash, now);
			record({ action: 'signed-out', entity: 'account', entityId: actor.accountId ?? '' });
		},
		QUIET
	);
}

/**
 * Changes one's own password and ends one's other sessions.
 * @throws DomainError `invalid` when the current one is wrong or the new one is refused.
 */
export async function changePassword(
	context: Context,
	current: string,
	next: string,
	userAgent: string
): Promise<string> {
	const row = context.database
		.select()
		.from(account)
		.where(eq(account.id, context.actor.accountId ?? 0))
		.get();
	if (row === undefined) throw new DomainError('forbidden', 'サインインし直してください。');
	if (!(await passwordFits(row.passwordHash, current))) {
		const message = '今のパスワードが違います。もう一度入力してください。';
		throw new DomainError('invalid', message, { fields: { current: message } });
	}
	const problem =
		current === next
			? '今と同じパスワードは使えません。別のパスワードにしてください。'
			: passwordProblem(next, row.username);
	if (problem !== null) throw new DomainError('invalid', problem, { fields: { next: problem } });
	const passwordHash = await hashPassword(next);
	return command(context, ({ database, now, record }) => {
		database
			.update(account)
			.set({ passwordHash, mustChangePassword: false })
			.where(eq(account.id, row.id))
			.run();
		endSessionsOf(database, row.id, now);
		record({ action: 'password-changed', entity: 'account', entityId: row.id });
		return startSession(database, row.id, context.address, userAgent, new Date(now));
	});
}
