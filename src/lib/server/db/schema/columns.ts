import { sql, type SQL } from 'drizzle-orm';
import { integer, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Surrogate key. */
export const id = () => integer('id').primaryKey({ autoIncrement: true });

/** A moment in UTC, `2026-08-21T05:05:00.000Z`. */
export const instant = (name: string) => text(name);

/** A calendar day in Japan, `2026-08-21`. */
export const day = (name: string) => text(name);

/** Stored as 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' });

/** The exact decimal `name_digits` × 10^−`name_scale`; both null when there is no figure. */
export const decimalColumns = <N extends string>(name: N) => ({
	digits: integer(`${name}_digits`),
	scale: integer(`${name}_scale`)
});

/** `column in ('a', 'b')` from a closed list of domain/model.ts. */
export function oneOf(column: AnySQLiteColumn, list: Record<string, string>): SQL {
	const values = Object.keys(list)
		.map((code) => `'${code}'`)
		.join(', ');
	return sql`${column} in (${sql.raw(values)})`;
}

/** Digits and scale stand or fall together, and the scale is a small count of decimals. */
export function wholeDecimal(digits: AnySQLiteColumn, scale: AnySQLiteColumn): SQL {
	return sql`(${digits} is null) = (${scale} is null) and coalesce(${scale}, 0) between 0 and 12`;
}
