import { sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './client.ts';

/**
 * A statement that is compiled once for each open database: for what runs once per figure, thousands of times
 * in an import. Building the same SQL anew costs more than running it.
 */
export function prepared<S>(compile: (database: Database) => S): (database: Database) => S {
	const compiled = new WeakMap<Database, S>();
	return (database) => {
		const known = compiled.get(database);
		if (known !== undefined) return known;
		const statement = compile(database);
		compiled.set(database, statement);
		return statement;
	};
}

/** An insert of one row that always names the same columns; a column not named takes its default. */
export function insertInto<T extends SQLiteTable, C extends keyof T['$inferInsert'] & string>(
	table: T,
	columns: readonly C[]
): (database: Database, row: Required<Pick<T['$inferInsert'], C>>) => void {
	const row = Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)]));
	const statement = prepared((database) =>
		database
			.insert(table)
			.values(row as never)
			.prepare()
	);
	return (database, values) => void statement(database).run(values as Record<string, unknown>);
}
