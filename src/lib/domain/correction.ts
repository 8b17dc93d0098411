/** 訂正: what correcting one year's figure does to the figures of later years that were made from it. */
import { add, compareDecimals, rational, roundHalfUp, subtract, type Decimal } from './decimal.ts';
import type { Accumulation } from './model.ts';

/** A later year's figure that counts. */
export interface LaterValue {
	readonly year: number;
	/** The running total of a cumulative indicator. */
	readonly figure: Decimal;
	/** 据え置き: the year in which the figure was measured; null where it was measured in its own. */
	readonly carriedFrom: number | null;
}

export interface CorrectedValue {
	readonly year: number;
	readonly accumulation: Accumulation;
	readonly cumulativeEntry: 'total' | 'increment';
	/** The figure that counts now and the one that will; null where there is none. */
	readonly before: Decimal | null;
	readonly after: Decimal | null;
	/** The last running total before `year`; null where there is none. */
	readonly base: Decimal | null;
}

export interface FollowingValue {
	readonly year: number;
	readonly before: Decimal;
	readonly after: Decimal;
}

/**
 * The later figures that follow from a correction, oldest first. A running total becomes old + difference,
 * exactly: the amounts of the later years stay as they were reported. A figure that was carried over from the
 * corrected year becomes the corrected one. Nothing follows where the difference is unknown: a figure that is
 * withdrawn, or a total that is known for the first time. An amount that was missing was counted as none in
 * the totals after it, so that its whole total over `base` is the difference.
 */
export function followingValues(corrected: CorrectedValue, later: readonly LaterValue[]): FollowingValue[] {
	const { after, year } = corrected;
	if (after === null) return [];
	const difference = differenceOf(corrected);
	return later
		.filter((each) => each.year > year)
		.toSorted((a, b) => a.year - b.year)
		.flatMap(({ year: own, figure, carriedFrom }) => {
			const next = difference !== null ? sum(figure, difference) : carriedFrom === year ? after : null;
			return next === null || compareDecimals(next, figure) === 0
				? []
				: [{ year: own, before: figure, after: next }];
		});
}

/** By how much running totals move; null where the indicator is not cumulative or nobody can know. */
export function differenceOf({
	accumulation,
	cumulativeEntry,
	before,
	after,
	base
}: CorrectedValue): Decimal | null {
	if (accumulation !== 'cumulative' || after === null) return null;
	const from = before ?? (cumulativeEntry === 'increment' ? (base ?? ZERO) : null);
	return from === null ? null : exact(subtract(rational(after), rational(from)), after, from);
}

const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Exact: with the decimals of the longer of both. */
export function sum(a: Decimal, b: Decimal): Decimal {
	return exact(add(rational(a), rational(b)), a, b);
}

function exact(value: Parameters<typeof roundHalfUp>[0], a: Decimal, b: Decimal): Decimal {
	return roundHalfUp(value, Math.max(a.scale, b.scale));
}
