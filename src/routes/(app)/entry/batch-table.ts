/** More rows than these nobody reads in a table, and no browser lays out in a moment. */
const MOST_ROWS = 200;

/**
 * What a table shows and what is folded away after it: all in the table where they are few; else those that
 * `matters` first, and no row twice or left out.
 */
export function tableAndRest<T>(
	rows: readonly T[],
	matters: (row: T) => boolean = () => false
): { readonly table: readonly T[]; readonly rest: readonly T[] } {
	if (rows.length <= MOST_ROWS) return { table: rows, rest: [] };
	const first = [...rows.filter(matters), ...rows.filter((row) => !matters(row))];
	return { table: first.slice(0, MOST_ROWS), rest: first.slice(MOST_ROWS) };
}
