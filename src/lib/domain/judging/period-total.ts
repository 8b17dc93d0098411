/** Period totals (期間の合計, ５年間で120件): what should have been reached by a year, and what was. */
import {
	ZERO,
	add,
	divide,
	multiply,
	rational,
	subtract,
	type Decimal,
	type Rational
} from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { whole } from './text.ts';

/** A figure of one fiscal year; null where it is not known. */
export interface YearFigure {
	readonly year: number;
	readonly value: Decimal | null;
	/**
	 * What the year added by itself, where that is not the figure (a running total, a carried value); null where
	 * nobody knows. A period total adds this up.
	 */
	readonly added?: Decimal | null;
	/** The year that a carried value was measured in. */
	readonly carriedFrom?: number;
}

/** {from, to, total} as an edition sets it, with the yearly shares it names. Years are inclusive. */
export interface PeriodTotal {
	readonly from: number;
	readonly to: number;
	readonly total: Decimal;
	readonly shares: readonly YearFigure[];
}

/**
 * Σ share from the period's first year to `year`. Years without a share of their own divide what the
 * others leave of the total equally; in the last year (and after it) the sum is the total itself,
 * whatever the shares add up to. Zero before the period.
 */
export function shareToDate(period: PeriodTotal, year: number): Rational {
	const total = rational(period.total);
	if (year >= period.to) return total;
	if (year < period.from) return ZERO;
	const named = valuesByYear(period.shares, period.from, period.to);
	let [all, elapsed, elapsedNamed] = [ZERO, ZERO, 0];
	for (const [each, value] of named) {
		all = add(all, value);
		if (each > year) continue;
		elapsed = add(elapsed, value);
		elapsedNamed++;
	}
	const unnamed = period.to - period.from + 1 - named.size;
	const left = subtract(total, all);
	if (unnamed === 0 || left.n <= 0n) return elapsed;
	const elapsedUnnamed = year - period.from + 1 - elapsedNamed;
	return add(elapsed, divide(multiply(left, whole(elapsedUnnamed)), whole(unnamed)));
}

/** Σ actual, or the first years whose figure is not known (none of them is zero). */
export type ActualToDate =
	| {
			readonly known: true;
			readonly sum: Rational;
			readonly actuals: readonly { year: number; value: Rational }[];
	  }
	| { readonly known: false; readonly unknownYears: readonly number[] };

/** The judged year's own figure; `added` where that is not the value itself. */
export function ownFigure(year: number, value: Decimal, added: Decimal | null | undefined): YearFigure {
	return added === undefined ? { year, value } : { year, value, added };
}

/** 「令和6年度」, and why it is not known what the year added where a figure stands for it. */
export function unknownYearText(
	year: number,
	figures: readonly YearFigure[],
	nameOf: (year: number) => string
): string {
	const found = figures.find((each) => each.year === year);
	if (found?.carriedFrom !== undefined)
		return `${nameOf(year)}（${shortFiscalYear(found.carriedFrom)}の値の据え置き）`;
	const isTotal = found !== undefined && found.value !== null && found.added === null;
	return isTotal ? `${nameOf(year)}（前年度の累計がなく、この年度の分が分かりません）` : nameOf(year);
}

const NAMED_UNKNOWN_YEARS = 5;

/** Σ actual from `from` to `year`, both included; a later entry for the same year replaces an earlier one. */
export function actualToDate(actuals: readonly YearFigure[], from: number, year: number): ActualToDate {
	const known = valuesByYear(actuals, from, year);
	if (known.size < year - from + 1) {
		const unknownYears: number[] = [];
		for (let each = from; each <= year && unknownYears.length < NAMED_UNKNOWN_YEARS; each++)
			if (!known.has(each)) unknownYears.push(each);
		return { known: false, unknownYears };
	}
	const list = [...known].map(([each, value]) => ({ year: each, value })).sort((a, b) => a.year - b.year);
	return { known: true, sum: list.reduce((sum, each) => add(sum, each.value), ZERO), actuals: list };
}

/** Every year from `from` to `year` with what it added; null where that is not known. */
export function partsToDate(
	actuals: readonly YearFigure[],
	from: number,
	year: number
): { readonly year: number; readonly value: Rational | null }[] {
	const known = valuesByYear(actuals, from, year);
	return Array.from({ length: Math.max(0, year - from + 1) }, (_, index) => ({
		year: from + index,
		value: known.get(from + index) ?? null
	}));
}

function valuesByYear(figures: readonly YearFigure[], from: number, to: number): Map<number, Rational> {
	const values = new Map<number, Rational>();
	for (const { year, value, added = value } of figures) {
		if (year < from || year > to) continue;
		if (added === null) values.delete(year);
		else values.set(year, rational(added));
	}
	return values;
}
