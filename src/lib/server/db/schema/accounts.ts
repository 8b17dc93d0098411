import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ROLES, codes } from '#lib/domain/model.ts';
import { flag, id, instant, oneOf } from './columns.ts';
import { department } from './departments.ts';

export const account = sqliteTable(
	'account',
	{
		id: id(),
		/** Lower case ASCII. */
		username: text('username').notNull().unique(),
		displayName: text('display_name').notNull(),
		role: text('role', { enum: codes(ROLES) }).notNull(),
		passwordHash: text('password_hash').notNull(),
		mustChangePassword: flag('must_change_password').notNull().default(true),
		disabledAt: instant('disabled_at'),
		createdAt: instant('created_at').notNull(),
		isSample: flag('is_sample').notNull().default(false)
	},
	(t) => [
		check('account_role', oneOf(t.role, ROLES)),
		check('account_username', sql`${t.username} = lower(${t.username})`)
	]
);

/** The departments an editor or a head acts for. */
export const accountDepartment = sqliteTable(
	'account_department',
	{
		accountId: integer('account_id')
			.notNull()
			.references(() => account.id),
		departmentId: integer('department_id')
			.notNull()
			.references(() => department.id)
	},
	(t) => [primaryKey({ columns: [t.accountId, t.departmentId] })]
);

/** A signed-in browser. Only the SHA-256 of its cookie's token is stored. */
export const session = sqliteTable(
	'session',
	{
		tokenHash: text('token_hash').primaryKey(),
		accountId: integer('account_id')
			.notNull()
			.references(() => account.id),
		createdAt: instant('created_at').notNull(),
		lastSeenAt: instant('last_seen_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		address: text('address').notNull(),
		userAgent: text('user_agent').notNull()
	},
	(t) => [index('session_account').on(t.accountId)]
);

/** A bearer token of the read API. */
export const apiToken = sqliteTable('api_token', {
	id: id(),
	tokenHash: text('token_hash').notNull().unique(),
	name: text('name').notNull(),
	accountId: integer('account_id')
		.notNull()
		.references(() => account.id),
	createdAt: instant('created_at').notNull(),
	expiresAt: instant('expires_at').notNull(),
	revokedAt: instant('revoked_at')
});

/** Failed sign-ins of the last minutes, for throttling. */
export const signInFailure = sqliteTable(
	'sign_in_failure',
	{
		id: id(),
		username: text('username').notNull(),
		address: text('address').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('sign_in_failure_username').on(t.username, t.at),
		index('sign_in_failure_address').on(t.address, t.at)
	]
);
