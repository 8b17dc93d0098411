import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns.ts';

/** 監査記録: who did what; append-only and chained. `hmac` covers the row and the one before it. */
export const auditEntry = sqliteTable(
	'audit_entry',
	{
		id: id(),
		at: instant('at').notNull(),
		accountId: integer('account_id'),
		actor: text('actor').notNull(),
		address: text('address').notNull(),
		action: text('action').notNull(),
		entity: text('entity').notNull(),
		entityId: text('entity_id').notNull(),
		before: text('before'),
		after: text('after'),
		hmac: text('hmac').notNull()
	},
	(t) => [index('audit_entry_entity').on(t.entity, t.entityId)]
);

/** A command that was already carried out: a double click or a retry finds it here and changes nothing. */
export const idempotencyKey = sqliteTable(
	'idempotency_key',
	{
		key: text('key').primaryKey(),
		accountId: integer('account_id').notNull(),
		outcome: text('outcome').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('idempotency_key_at').on(t.at)]
);

/** One row per fact about the database itself: its mode, and the counter that every writing transaction bumps. */
export const meta = sqliteTable('meta', {
	key: text('key').primaryKey(),
	value: text('value').notNull(),
	number: integer('number').notNull().default(0)
});
