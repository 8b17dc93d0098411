import { randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { ROLES, type Role } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context, type Services, type Transaction } from '../command.ts';
import { account, accountDepartment, apiToken, department, signInFailure } from '../db/schema/index.ts';
import { hashPassword, passwordFits, passwordProblem, pretendToCheck } from './password.ts';
import { endSession, endSessionsOf, hashToken, startSession, sweepSessions } from './sessions.ts';
import { countAttempt, forgetAccount, forgetPair, mustWait } from './throttle.ts';

const REFUSED = '利用者名かパスワードが違います。大文字と小文字、全角と半角を確かめて、もう一度入力してください。';
const STOPPED =
	'続けて間違えたため、15分間サインインできません。急ぐときは、管理者に解除を頼んでください。';

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
export async function signIn(services: Services, request: SignInRequest): Promise<{ token: string; role: Role }> {
	const username = normalUsername(request.username);
	const outsider: Context = {
		...services,
		actor: { accountId: null, name: username, role: 'operator', departmentIds: [] },
		address: request.address
	};
	const attempt = await command(outsider, ({ database, now, record }) => {
		if (mustWait(database, username, request.address, new Date(now))) return null;
		const id = countAttempt(database, username, request.address, new Date(now));
		record({ action: 'sign-in-attempted', entity: 'account', entityId: username });
		return id;
	});
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
		}
	);
}

export async function signOut(context: Context, tokenHash: string): Promise<void> {
	await command(context, ({ database, actor, record }) => {
		endSession(database, tokenHash);
		record({ action: 'signed-out', entity: 'account', entityId: actor.accountId ?? '' });
	});
}

export interface NewAccount {
	readonly username: string;
	readonly displayName: string;
	readonly role: Role;
	readonly departmentCodes: readonly string[];
	/** Null: one is made and returned, to be changed at the first sign-in. */
	readonly password: string | null;
}

/**
 * Adds an account and returns its initial password. The holder must change it at the first sign-in.
 * @throws DomainError `invalid` with the field that is wrong, `forbidden` unless an admin or the operator asks.
 */
export async function addAccount(context: Context, request: NewAccount): Promise<string> {
	demand(context.actor, { kind: 'manage-accounts' });
	const username = normalUsername(request.username);
	const password = request.password ?? randomBytes(9).toString('base64url');
	const problem = passwordProblem(password, username);
	if (problem !== null) throw new DomainError('invalid', problem, { fields: { password: problem } });
	const passwordHash = await hashPassword(password);
	await command(context, (transaction) => {
		const { database, now, record } = transaction;
		refuseBadUsername(transaction, username);
		const departments = departmentsFor(transaction, request);
		const { id } = database
			.insert(account)
			.values({ username, displayName: request.displayName, role: request.role, passwordHash, createdAt: now })
			.returning({ id: account.id })
			.get();
		if (departments.length > 0) {
			database
				.insert(accountDepartment)
				.values(departments.map((departmentId) => ({ accountId: id, departmentId })))
				.run();
		}
		record({
			action: 'account-added',
			entity: 'account',
			entityId: id,
			after: { username, displayName: request.displayName, role: request.role, departmentCodes: request.departmentCodes }
		});
	});
	return password;
}

/**
 * Changes one's own password and ends one's other sessions.
 * @throws DomainError `invalid` when the current one is wrong or the new one is refused.
 */
export async function changePassword(context: Context, current: string, next: string, userAgent: string): Promise<string> {
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
		current === next ? '今と同じパスワードは使えません。別のパスワードにしてください。' : passwordProblem(next, row.username);
	if (problem !== null) throw new DomainError('invalid', problem, { fields: { next: problem } });
	const passwordHash = await hashPassword(next);
	return command(context, ({ database, now, record }) => {
		database.update(account).set({ passwordHash, mustChangePassword: false }).where(eq(account.id, row.id)).run();
		endSessionsOf(database, row.id);
		record({ action: 'password-changed', entity: 'account', entityId: row.id });
		return startSession(database, row.id, context.address, userAgent, new Date(now));
	});
}

/** Gives an account a new initial password, to be changed at the next sign-in, and ends its sessions. */
export async function resetPassword(context: Context, username: string): Promise<string> {
	demand(context.actor, { kind: 'manage-accounts' });
	const password = randomBytes(9).toString('base64url');
	const passwordHash = await hashPassword(password);
	await command(context, (transaction) => {
		const row = accountNamed(transaction, username);
		transaction.database
			.update(account)
			.set({ passwordHash, mustChangePassword: true })
			.where(eq(account.id, row.id))
			.run();
		endSessionsOf(transaction.database, row.id);
		forgetAccount(transaction.database, row.username);
		transaction.record({ action: 'password-reset', entity: 'account', entityId: row.id });
	});
	return password;
}

/** Stops an account at once, or lets it in again. The last admin cannot be stopped. */
export async function setAccountEnabled(context: Context, username: string, enabled: boolean): Promise<void> {
	demand(context.actor, { kind: 'manage-accounts' });
	await command(context, (transaction) => {
		const { database, now, record } = transaction;
		const row = accountNamed(transaction, username);
		if (!enabled && row.role === 'admin' && activeAdmins(transaction) === 1 && row.disabledAt === null) {
			throw new DomainError('invalid', '最後の管理者は停止できません。先に別の管理者を追加してください。');
		}
		database
			.update(account)
			.set({ disabledAt: enabled ? null : now })
			.where(eq(account.id, row.id))
			.run();
		if (!enabled) endSessionsOf(database, row.id);
		record({
			action: enabled ? 'account-enabled' : 'account-disabled',
			entity: 'account',
			entityId: row.id,
			before: { disabledAt: row.disabledAt }
		});
	});
}

/** Lets an account try again before the 15 minutes are over. */
export async function unlockAccount(context: Context, username: string): Promise<void> {
	demand(context.actor, { kind: 'manage-accounts' });
	await command(context, (transaction) => {
		const row = accountNamed(transaction, username);
		const failures = forgetAccount(transaction.database, row.username);
		transaction.record({ action: 'account-unlocked', entity: 'account', entityId: row.id, before: { failures } });
	});
}

/** Makes a bearer token of the read API for an account and returns it; it is shown only once. */
export async function addApiToken(context: Context, username: string, name: string, days: number): Promise<string> {
	demand(context.actor, { kind: 'manage-accounts' });
	const token = `mch_${randomBytes(32).toString('base64url')}`;
	await command(context, (transaction) => {
		const { database, now, record } = transaction;
		const row = accountNamed(transaction, username);
		const expiresAt = new Date(Date.parse(now) + days * 86_400_000).toISOString();
		const { id } = database
			.insert(apiToken)
			.values({ tokenHash: hashToken(token), name, accountId: row.id, createdAt: now, expiresAt })
			.returning({ id: apiToken.id })
			.get();
		record({ action: 'api-token-added', entity: 'api-token', entityId: id, after: { username, name, expiresAt } });
	});
	return token;
}

/** Ends every bearer token of that name. */
export async function revokeApiToken(context: Context, name: string): Promise<void> {
	demand(context.actor, { kind: 'manage-accounts' });
	await command(context, ({ database, now, record }) => {
		const revoked = database.update(apiToken).set({ revokedAt: now }).where(eq(apiToken.name, name)).run().changes;
		if (revoked === 0) throw new DomainError('not-found', `APIトークン「${name}」はありません。`);
		record({ action: 'api-token-revoked', entity: 'api-token', entityId: name });
	});
}

function normalUsername(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase().slice(0, 100);
}

function refuseBadUsername({ database }: Transaction, username: string): void {
	const refuse = (message: string) => new DomainError('invalid', message, { fields: { username: message } });
	if (!/^[a-z0-9][a-z0-9._-]{1,49}$/.test(username)) {
		throw refuse('利用者名は半角の英数字と . _ - で2〜50文字にしてください（例：kikuchi）。');
	}
	if (database.select({ id: account.id }).from(account).where(eq(account.username, username)).get()) {
		throw refuse(`利用者名「${username}」はすでにあります。別の名前にしてください。`);
	}
}

function departmentsFor({ database }: Transaction, request: NewAccount): number[] {
	const needs = request.role === 'editor' || request.role === 'head';
	const refuse = (message: string) => new DomainError('invalid', message, { fields: { departments: message } });
	if (needs && request.departmentCodes.length === 0) {
		throw refuse(`${ROLES[request.role]}には担当課を1つ以上指定してください（例：--department kenko）。`);
	}
	if (request.departmentCodes.length === 0) return [];
	const rows = database
		.select({ id: department.id, code: department.code })
		.from(department)
		.where(inArray(department.code, [...request.departmentCodes]))
		.all();
	const unknown = request.departmentCodes.filter((code) => !rows.some((row) => row.code === code));
	if (unknown.length > 0) throw refuse(`担当課のコード「${unknown.join('」「')}」はありません。`);
	return rows.map(({ id }) => id);
}

function accountNamed({ database }: Transaction, username: string): typeof account.$inferSelect {
	const row = database
		.select()
		.from(account)
		.where(eq(account.username, normalUsername(username)))
		.get();
	if (row === undefined) throw new DomainError('not-found', `利用者「${username}」はいません。利用者名を確かめてください。`);
	return row;
}

function activeAdmins({ database }: Transaction): number {
	return database
		.select({ id: account.id, disabledAt: account.disabledAt })
		.from(account)
		.where(and(eq(account.role, 'admin')))
		.all()
		.filter(({ disabledAt }) => disabledAt === null).length;
}
