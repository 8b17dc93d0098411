import { Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Statement } from 'better-sqlite3';
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

/** More texts than the product has; a text made of a list's values would grow without end. */
const MOST_TEXTS = 200;
const byText = prepared(() => new Map<string, Statement>());

/** The same for a statement whose text is put together where it is run. */
export function statementFor(database: Database, text: string): Statement {
	const known = byText(database);
	const found = known.get(text);
	if (found !== undefined) return found;
	if (known.size >= MOST_TEXTS) known.clear();
	const statement = database.$client.prepare(text);
	known.set(text, statement);
	return statement;
}

/**
 * An insert of one row that always names the same columns; a column not named takes its default. Returns the
 * new row's id.
 */
export function insertInto<T extends SQLiteTable, C extends keyof T['$inferInsert'] & string>(
	table: T,
	columns: readonly C[],
	verb: 'insert' | 'insert or replace' = 'insert'
): (database: Database, row: Required<Pick<T['$inferInsert'], C>>) => number {
	return inserting(table, columns, verb);
}

/**
 * The same for rows that leave out now these columns, now those: what a row leaves out is null, never a default,
 * and refused where the column must not be null. The id is the next one.
 */
export function insertRow<T extends SQLiteTable>(
	table: T
): (database: Database, row: T['$inferInsert']) => number {
	return inserting(table, Object.keys(getTableColumns(table)), 'insert');
}

function inserting(table: SQLiteTable, columns: readonly string[], verb: string) {
	const known: Record<string, SQLiteColumn> = getTableColumns(table);
	const encoders = columns.map((key) => {
		const column = known[key];
		if (column === undefined) throw new RangeError(`${getTableName(table)} has no column ${key}`);
		return { key, column, isPlain: column.mapToDriverValue === Column.prototype.mapToDriverValue };
	});
	const names = encoders.map(({ column }) => `"${column.name}"`).join(', ');
	const values = encoders.map(() => '?').join(', ');
	const statement = prepared(({ $client }) =>
		$client.prepare(`${verb} into "${getTableName(table)}" (${names}) values (${values})`)
	);
	return (database: Database, row: Readonly<Record<string, unknown>>): number => {
		const encoded = encoders.map(({ key, column, isPlain }) => {
			const value = row[key] ?? null;
			return isPlain || value === null ? value : column.mapToDriverValue(value);
		});
		return Number(statement(database).run(encoded).lastInsertRowid);
	};
}
