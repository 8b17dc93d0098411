/** Putting rows together under headings. Pure. */

/** A heading; its code is unique within one grouping. */
export interface Heading {
	readonly code: string;
	readonly name: string;
	/** Where it stands among the headings. */
	readonly rank: number;
}

export interface Group<T> {
	readonly heading: Heading;
	readonly rows: readonly T[];
}

/**
 * Groups in the order of their ranks, rows in the order they came. A row stands under each of its headings: the
 * groups' sizes then add up to more than the rows. A row without a heading is lost: give it one that says so.
 */
export function grouped<T>(rows: readonly T[], headingsOf: (row: T) => readonly Heading[]): Group<T>[] {
	const groups = new Map<string, { heading: Heading; rows: T[] }>();
	for (const row of rows) {
		for (const heading of headingsOf(row)) {
			const group = groups.get(heading.code);
			if (group === undefined) groups.set(heading.code, { heading, rows: [row] });
			else group.rows.push(row);
		}
	}
	return [...groups.values()].sort((a, b) => a.heading.rank - b.heading.rank);
}
