/** What changing one year's figure (訂正, 後日報告, 確認) does to the figures of later years that were made from it. */
import { add, compareDecimals, rational, roundHalfUp, subtract, type Decimal } from './decimal.ts';
import type { Accumulation } from './model.ts';

/** A later year's figure that counts. */
export interface LaterValue {
	readonly year: number;
	/** The running total of a cumulative indicator. */
	readonly figure: Decimal;
	/**
	 * What the year added, where the total was computed from it; null or absent where the total was reported as
	 * such, so that nothing before its year is in it by computing.
	 */
	readonly amount?: Decimal | null;
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
	/** Later years that should have an amount and have none that counts (未把握, not confirmed yet). */
	readonly unknownYears?: readonly number[];
}

export interface FollowingValue {
	readonly year: number;
	readonly before: Decimal;
	readonly after: Decimal;
}

/** What happens to the later figures; together they are all that the changed figure is in. */
export interface Following {
	/** Oldest first. */
	readonly values: readonly FollowingValue[];
	/** Later totals that the changed figure is in, and that nobody can compute; oldest first. */
	readonly unknown: readonly number[];
}

/**
 * The later figures that follow from a change of one year's figure. Where the figure stood before, a running total
 * becomes old + difference, exactly: the amounts of the later years stay as they were reported. Where it did not
 * stand (未把握, not confirmed, sent back), later totals of amounts were computed as if nothing had been added in
 * its year: each becomes the figure + every amount since, and is unknown where one of those is. A figure that is
 * withdrawn leaves them unknown. A figure that was carried over from the changed year becomes the new one.
 */
export function followingOf(corrected: CorrectedValue, later: readonly LaterValue[]): Following {
	const own = later.filter(({ year }) => year > corrected.year).toSorted((a, b) => a.year - b.year);
	const totals = corrected.accumulation === 'cumulative' ? totalsAfter(corrected, own) : NONE;
	const { year, after } = corrected;
	const values = own.flatMap((each): FollowingValue[] => {
		const next =
			each.carriedFrom === year ? after : (totals.values.get(each.carriedFrom ?? each.year) ?? null);
		return next === null || compareDecimals(next, each.figure) === 0
			? []
			: [{ year: each.year, before: each.figure, after: next }];
	});
	return { values, unknown: totals.unknown };
}

interface Totals {
	readonly values: ReadonlyMap<number, Decimal>;
	readonly unknown: readonly number[];
}

const NONE: Totals = { values: new Map(), unknown: [] };

/** New running totals by year, of the years that measured one. `later` is in order. */
function totalsAfter(corrected: CorrectedValue, later: readonly LaterValue[]): Totals {
	const { before, after, base, cumulativeEntry } = corrected;
	const measured = later.filter(({ carriedFrom }) => carriedFrom === null);
	if (before === null && after === null) return NONE;
	if (before !== null && after !== null) {
		const difference = differenceOf(corrected) ?? ZERO;
		return {
			values: new Map(measured.map((each) => [each.year, sum(each.figure, difference)])),
			unknown: []
		};
	}
	if (cumulativeEntry === 'total') return { values: new Map(), unknown: measured.map(({ year }) => year) };
	// A total that was reported as such holds what came before it, whatever that was.
	const anchor = measured.findIndex(
		({ amount = null }, at) => amount === null || (at === 0 && isFirst(before, base))
	);
	const computed = anchor < 0 ? measured : measured.slice(0, anchor);
	if (after === null) return { values: new Map(), unknown: computed.map(({ year }) => year) };
	return addedUp(after, computed, corrected.unknownYears ?? [], corrected.year);
}

/** Nothing counted before: what was typed for the next year was the first total of the series. */
function isFirst(before: Decimal | null, base: Decimal | null): boolean {
	return before === null && base === null;
}

function addedUp(
	from: Decimal,
	later: readonly LaterValue[],
	unknownYears: readonly number[],
	year: number
): Totals {
	const values = new Map<number, Decimal>();
	const gap = Math.min(...unknownYears.filter((each) => each > year));
	let total = from;
	for (const each of later) {
		if (each.year > gap) break;
		total = sum(total, each.amount ?? ZERO);
		values.set(each.year, total);
	}
	return { values, unknown: later.filter((each) => each.year > gap).map((each) => each.year) };
}

/** By how much running totals move; null where the indicator is not cumulative or nobody can know. */
export function differenceOf({
	accumulation,
	before,
	after
}: Pick<CorrectedValue, 'accumulation' | 'before' | 'after'>): Decimal | null {
	if (accumulation !== 'cumulative' || before === null || after === null) return null;
	return exact(subtract(rational(after), rational(before)), after, before);
}

const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Exact: with the decimals of the longer of both. */
export function sum(a: Decimal, b: Decimal): Decimal {
	return exact(add(rational(a), rational(b)), a, b);
}

function exact(value: Parameters<typeof roundHalfUp>[0], a: Decimal, b: Decimal): Decimal {
	return roundHalfUp(value, Math.max(a.scale, b.scale));
}
