/** How well the outlook would have foreseen what was measured later: a check of the method, not of a KPI. */
import { compare, rational, type Rational } from '#lib/domain/decimal.ts';
import { LONGEST_HORIZON, outlook, type OutlookSubject, type SeriesValue } from '#lib/domain/outlook.ts';
import { LEAST_POINTS_OF_BAND, type Interval } from '#lib/domain/trend.ts';

/** One later actual held against the band that the years before it gave. */
export interface BacktestedYear {
	readonly year: number;
	/** Years from the last measured one that the projection knew: 1 to 3. */
	readonly horizon: number;
	/** How many measured years the projection stood on. */
	readonly points: number;
	readonly isInside: boolean;
}

/**
 * Cuts a series after every measured year from the fourth on, projects from what was known then, and holds the
 * measured values of the next three years against the 80 % band, its bounds included. Carried values are no
 * measurements; years before the last change of definition are left out. Empty for a series too short for that.
 */
export function backtest(
	subject: Pick<OutlookSubject, 'values' | 'breaks' | 'limits'>
): readonly BacktestedYear[] {
	const since = Math.max(...subject.breaks, -Infinity);
	const measured = subject.values
		.filter(({ carriedFrom, year }) => carriedFrom === null && year >= since)
		.sort((a, b) => a.year - b.year);
	return measured.flatMap((last, index) => {
		const known = measured.slice(0, index + 1);
		if (known.length < LEAST_POINTS_OF_BAND) return [];
		const bands = bandsAfter(last, known, subject.limits);
		return measured.slice(index + 1).flatMap(({ year, value }) => {
			const band = bands.get(year);
			if (band === undefined) return [];
			const isInside = isWithin(rational(value), band);
			return [{ year, horizon: year - last.year, points: known.length, isInside }];
		});
	});
}

/** The share of later actuals inside the band, from 0 to 1; null where there was nothing to compare. */
export function shareInside(years: readonly BacktestedYear[]): number | null {
	if (years.length === 0) return null;
	return years.filter(({ isInside }) => isInside).length / years.length;
}

/** The target is of no consequence for the line; its year decides how far the line is drawn. */
function bandsAfter(
	last: SeriesValue,
	known: readonly SeriesValue[],
	limits: OutlookSubject['limits']
): Map<number, Interval> {
	const year = last.year + LONGEST_HORIZON;
	const { years } = outlook({
		direction: 'increase',
		values: known,
		breaks: [],
		limits,
		final: { year, figure: { kind: 'value', value: rational(last.value) } }
	});
	return new Map(years.flatMap(({ year: each, band }) => (band === null ? [] : [[each, band]])));
}

function isWithin(value: Rational, { low, high }: Interval): boolean {
	return compare(value, low) >= 0 && compare(value, high) <= 0;
}
