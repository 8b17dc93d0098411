import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import type { Transaction } from '../command.ts';
import { account } from '../db/schema/index.ts';

/** A user name as stored: half-width, lower case, without spaces around it. */
export function normalUsername(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase().slice(0, 100);
}

/** The account of that name. @throws DomainError `not-found`. */
export function accountNamed({ database }: Transaction, username: string): typeof account.$inferSelect {
	const row = database
		.select()
		.from(account)
		.where(eq(account.username, normalUsername(username)))
		.get();
	if (row === undefined)
		throw new DomainError('not-found', `利用者「${username}」はいません。利用者名を確かめてください。`);
	return row;
}
