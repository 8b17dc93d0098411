import { index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { day, flag, id } from './columns.ts';

/** 部. */
export const division = sqliteTable('division', {
	id: id(),
	code: text('code').notNull().unique(),
	name: text('name').notNull(),
	position: integer('position').notNull(),
	isSample: flag('is_sample').notNull().default(false)
});

/** 担当課. `validTo` is the last day it existed; null while it exists. */
export const department = sqliteTable(
	'department',
	{
		id: id(),
		divisionId: integer('division_id')
			.notNull()
			.references(() => division.id),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		position: integer('position').notNull(),
		validFrom: day('valid_from').notNull(),
		validTo: day('valid_to'),
		successorId: integer('successor_id').references((): AnySQLiteColumn => department.id),
		/** The department head confirms before the planning division sees a submission. */
		headStep: flag('head_step').notNull().default(false),
		isSample: flag('is_sample').notNull().default(false)
	},
	(t) => [index('department_division').on(t.divisionId)]
);
