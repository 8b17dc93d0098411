import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { account } from './accounts.ts';
import { id, instant, oneOf } from './columns.ts';
import { result } from './results.ts';

/** Where several figures came from at once. */
export const BATCH_SOURCES = { paste: '貼り付け', upload: 'ファイル' } as const;

/** Figures that were applied together, all or none; undone once, as a whole. */
export const entryBatch = sqliteTable(
	'entry_batch',
	{
		id: id(),
		source: text('source', { enum: ['paste', 'upload'] }).notNull(),
		/** The file as its owner named it; empty for a paste. */
		fileName: text('file_name').notNull().default(''),
		accountId: integer('account_id').references(() => account.id),
		accountName: text('account_name').notNull(),
		at: instant('at').notNull(),
		undoneAt: instant('undone_at')
	},
	(t) => [
		check('entry_batch_source', oneOf(t.source, BATCH_SOURCES)),
		index('entry_batch_account').on(t.accountId)
	]
);

/** One result that a batch changed: what stood before, and what the batch wrote. */
export const entryBatchItem = sqliteTable(
	'entry_batch_item',
	{
		id: id(),
		batchId: integer('batch_id')
			.notNull()
			.references(() => entryBatch.id),
		resultId: integer('result_id')
			.notNull()
			.references(() => result.id),
		/** 0: nothing was entered before. */
		revisionBefore: integer('revision_before').notNull(),
		revisionAfter: integer('revision_after').notNull()
	},
	(t) => [
		unique('entry_batch_item_key').on(t.batchId, t.resultId),
		check('entry_batch_item_grows', sql`${t.revisionAfter} > ${t.revisionBefore}`)
	]
);
