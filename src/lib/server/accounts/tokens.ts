import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context } from '../command.ts';
import { apiToken } from '../db/schema/index.ts';
import { accountNamed } from './named.ts';
import { hashToken } from './sessions.ts';

/** Makes a bearer token of the read API for an account and returns it; it is shown only once. */
export async function addApiToken(
	context: Context,
	username: string,
	name: string,
	days: number
): Promise<string> {
	demand(context.actor, { kind: 'manage-accounts' });
	const token = `mch_${randomBytes(32).toString('base64url')}`;
	await command(context, (transaction) => {
		const { database, now, record } = transaction;
		const row = accountNamed(transaction, username);
		if (row.mustChangePassword)
			throw new DomainError(
				'locked',
				`利用者「${username}」は、まだ初期パスワードのままです。このままではトークンを使えません。先に一度サインインしてパスワードを変えてから、もう一度実行してください。`
			);
		const expiresAt = new Date(Date.parse(now) + days * 86_400_000).toISOString();
		const { id } = database
			.insert(apiToken)
			.values({ tokenHash: hashToken(token), name, accountId: row.id, createdAt: now, expiresAt })
			.returning({ id: apiToken.id })
			.get();
		record({
			action: 'api-token-added',
			entity: 'api-token',
			entityId: id,
			after: { username, name, expiresAt }
		});
	});
	return token;
}

/** Ends every bearer token of that name. */
export async function revokeApiToken(context: Context, name: string): Promise<void> {
	demand(context.actor, { kind: 'manage-accounts' });
	await command(context, ({ database, now, record }) => {
		const revoked = database
			.update(apiToken)
			.set({ revokedAt: now })
			.where(eq(apiToken.name, name))
			.run().changes;
		if (revoked === 0) throw new DomainError('not-found', `APIトークン「${name}」はありません。`);
		record({ action: 'api-token-revoked', entity: 'api-token', entityId: name });
	});
}
