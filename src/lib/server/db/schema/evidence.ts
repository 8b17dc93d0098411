import { sql } from 'drizzle-orm';
import { blob, check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { account } from './accounts.ts';
import { id, instant } from './columns.ts';
import { result } from './results.ts';

/** The bytes of an evidence file, once per content; append-only. */
export const evidenceContent = sqliteTable('evidence_content', {
	sha256: text('sha256').primaryKey(),
	bytes: blob('bytes', { mode: 'buffer' }).notNull()
});

/** 根拠資料 attached to a result. Taking one off marks it and keeps it. */
export const evidenceFile = sqliteTable(
	'evidence_file',
	{
		id: id(),
		resultId: integer('result_id')
			.notNull()
			.references(() => result.id),
		name: text('name').notNull(),
		mediaType: text('media_type').notNull(),
		size: integer('size').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => evidenceContent.sha256),
		addedBy: integer('added_by').references(() => account.id),
		addedByName: text('added_by_name').notNull(),
		addedAt: instant('added_at').notNull(),
		removedBy: integer('removed_by').references(() => account.id),
		removedByName: text('removed_by_name'),
		removedAt: instant('removed_at')
	},
	(t) => [
		index('evidence_file_result').on(t.resultId),
		check('evidence_file_size', sql`${t.size} > 0`),
		check('evidence_file_removed', sql`(${t.removedAt} is null) = (${t.removedByName} is null)`)
	]
);
