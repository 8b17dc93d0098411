/** Sorting rows by one key. Pure. */
import { compare, type Rational } from '#lib/domain/decimal.ts';

/** What a row is sorted by: an exact figure, a rank, a text; null where it has none. */
export type SortKey = Rational | number | string | null;

/** Digits by their value: Z9 before Z10. */
const COLLATOR = new Intl.Collator('ja', { numeric: true });

/**
 * The rows in the order of their keys, in a new list. Equal keys keep the order they came in, descending too; rows
 * without a key come last both ways.
 */
export function sortedBy<T>(rows: readonly T[], keyOf: (row: T) => SortKey, descending = false): T[] {
	const sign = descending ? -1 : 1;
	return rows
		.map((row) => ({ row, key: keyOf(row) }))
		.sort((a, b) => {
			if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
			return sign * compareKeys(a.key, b.key);
		})
		.map(({ row }) => row);
}

type Key = Exclude<SortKey, null>;

/** Keys of one sort are of one kind; of unlike kinds figures come first, then ranks, then texts. */
function compareKeys(a: Key, b: Key): number {
	if (typeof a === 'string' && typeof b === 'string') return COLLATOR.compare(a, b);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (typeof a === 'object' && typeof b === 'object') return compare(a, b);
	return kindOf(a) - kindOf(b);
}

function kindOf(key: Key): number {
	return typeof key === 'object' ? 0 : typeof key === 'number' ? 1 : 2;
}
