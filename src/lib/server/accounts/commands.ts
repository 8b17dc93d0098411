import { randomBytes } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { ROLES, type Role } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context, type Transaction } from '../command.ts';
import { account, accountDepartment, department } from '../db/schema/index.ts';
import { accountNamed, normalUsername } from './named.ts';
import { hashPassword, passwordProblem } from './password.ts';
import { endSessionsOf } from './sessions.ts';
import { forgetAccount } from './throttle.ts';

export interface NewAccount {
	readonly username: string;
	readonly displayName: string;
	readonly role: Role;
	readonly departmentCodes: readonly string[];
	/** Null: one is made and returned, to be changed at the first sign-in. */
	readonly password: string | null;
}

/**
 * Adds an account and returns its name as stored and its initial password. The holder must change it at the first sign-in.
 * @throws DomainError `invalid` with the field that is wrong, `forbidden` unless an admin or the operator asks.
 */
export async function addAccount(
	context: Context,
	request: NewAccount
): Promise<{ username: string; password: string }> {
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
			.values({
				username,
				displayName: request.displayName,
				role: request.role,
				passwordHash,
				createdAt: now
			})
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
			after: {
				username,
				displayName: request.displayName,
				role: request.role,
				departmentCodes: request.departmentCodes
			}
		});
	});
	return { username, password };
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
		endSessionsOf(transaction.database, row.id, transaction.now);
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
		if (!enabled) endSessionsOf(database, row.id, now);
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
		transaction.record({
			action: 'account-unlocked',
			entity: 'account',
			entityId: row.id,
			before: { failures }
		});
	});
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
	const refuse = (message: string) =>
		new DomainError('invalid', message, { fields: { departments: message } });
	if (needs && request.departmentCodes.length === 0) {
		throw refuse(`${ROLES[request.role]}には担当課を1つ以上指定してください。`);
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

function activeAdmins({ database }: Transaction): number {
	return database
		.select({ id: account.id, disabledAt: account.disabledAt })
		.from(account)
		.where(eq(account.role, 'admin'))
		.all()
		.filter(({ disabledAt }) => disabledAt === null).length;
}
