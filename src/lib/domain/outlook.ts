/**
 * 見通し: whether the final target will be reached if the measured years go on as they did. Rules: DOMAIN
 * "Outlook". Apart from the status (進捗), which is about one year; never an actual, always 推計.
 */
import { add, compare, rational, type Decimal, type Rational } from '#lib/domain/decimal.ts';
import type { Direction } from '#lib/domain/model.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import {
	bandAround,
	larger,
	LEAST_POINTS_OF_BAND,
	smaller,
	trendLine,
	valueAt,
	type Interval,
	type TrendPoint
} from '#lib/domain/trend.ts';

export const OUTLOOK_VERDICTS = {
	'will-reach': '届く見込み',
	uncertain: 'どちらともいえない',
	'will-miss': '届かない見込み',
	unknown: '判断できない'
} as const;
export type OutlookVerdict = keyof typeof OUTLOOK_VERDICTS;

/** Measured years that a line needs; with exactly these it is 参考 and has no band. */
export const LEAST_POINTS_OF_LINE = 3;
/** Years from the last measured one that a line is drawn on, at most. */
export const LONGEST_HORIZON = 3;

/** A confirmed value of the indicator; a carried one names the year in which it was measured. */
export interface SeriesValue {
	readonly year: number;
	readonly value: Decimal;
	readonly carriedFrom: number | null;
}

export interface OutlookSubject {
	readonly direction: Direction;
	/** Confirmed values of any years, also before the basic plan; of a period total each year's own amount. */
	readonly values: readonly SeriesValue[];
	/** First fiscal years of new definitions: earlier values are not comparable with these. */
	readonly breaks: readonly number[];
	/** The values that the indicator can take; null is no limit. */
	readonly limits: { readonly low: Decimal | null; readonly high: Decimal | null };
	/** Null where there is no final target. */
	readonly final: { readonly year: number; readonly figure: TargetFigure } | null;
}

/** Why there is no projection. */
export type NoProjection =
	'final-year-measured' | 'stage' | 'no-final-target' | 'too-far' | 'too-few' | 'too-few-since-break';

/** One projected year, in the KPI's unit (Σ since its beginning for a period total), within the limits. */
export interface ProjectedYear {
	readonly year: number;
	readonly estimate: Rational;
	/** The 80 % band; null where there are too few years for one. */
	readonly band: Interval | null;
}

export interface Outlook {
	/** Null once the final year is measured: then there is nothing left to foresee. */
	readonly verdict: OutlookVerdict | null;
	/** Null where there is a projection. */
	readonly none: NoProjection | null;
	/** 参考: a line through three years only, without a band. */
	readonly isTentative: boolean;
	/** The measured years that the line stands on, oldest first. */
	readonly measuredYears: readonly number[];
	/** Every year after the last measured one, to the final year; empty without a projection. */
	readonly years: readonly ProjectedYear[];
}

/**
 * The outlook of one KPI. 届く見込み where the whole band meets the final target, 届かない見込み where none of it
 * does, どちらともいえない between; from three years the line alone decides, as 参考. 判断できない for stages, without
 * a final target, and without a projection. Never throws; the same values in another order say the same.
 */
export function outlook(subject: OutlookSubject): Outlook {
	const { direction, final } = subject;
	if (final === null) return nothing('no-final-target', []);
	const lastYear = final.figure.kind === 'period' ? final.figure.to : final.year;
	if (subject.values.some(({ year, carriedFrom }) => carriedFrom === null && year >= lastYear))
		return nothing('final-year-measured', []);
	if (direction === 'stage' || final.figure.kind === 'stage') return nothing('stage', []);
	const since = Math.max(...subject.breaks.filter((year) => year <= lastYear), -Infinity);
	const all = measuredPoints(subject.values, final.figure);
	const points = all.filter(({ year }) => year >= since);
	const measuredYears = points.map(({ year }) => year);
	const last = points.at(-1);
	if (last && lastYear - last.year > LONGEST_HORIZON) return nothing('too-far', measuredYears);
	if (!last || points.length < LEAST_POINTS_OF_LINE)
		return nothing(points.length < all.length ? 'too-few-since-break' : 'too-few', measuredYears);
	const years = project(points, lastYear, limitsOf(subject, last.value));
	return {
		verdict: verdictOf(direction, final.figure, years.at(-1)),
		none: null,
		isTentative: points.length < LEAST_POINTS_OF_BAND,
		measuredYears,
		years
	};
}

function nothing(none: NoProjection, measuredYears: readonly number[]): Outlook {
	return {
		verdict: none === 'final-year-measured' ? null : 'unknown',
		none,
		isTentative: false,
		measuredYears,
		years: []
	};
}

/** Each measured year once, oldest first; a carried value is the measurement of its own year, no second one. */
function measuredPoints(values: readonly SeriesValue[], figure: TargetFigure): TrendPoint[] {
	const found = new Map<number, Rational>();
	const measuredFirst = [...values].sort(
		(a, b) => Number(a.carriedFrom !== null) - Number(b.carriedFrom !== null)
	);
	for (const { year, value, carriedFrom } of measuredFirst) {
		const measuredIn = carriedFrom ?? year;
		if (!found.has(measuredIn)) found.set(measuredIn, rational(value));
	}
	const points = [...found].map(([year, value]) => ({ year, value })).sort((a, b) => a.year - b.year);
	return figure.kind === 'period' ? runningSums(points, figure.from) : points;
}

/** Σ since the period began; a year without a figure ends it, because the sums after it are unknown. */
function runningSums(points: readonly TrendPoint[], from: number): TrendPoint[] {
	const sums: TrendPoint[] = [];
	for (const { year, value } of points.filter((each) => each.year >= from)) {
		if (year !== from + sums.length) break;
		const before = sums.at(-1)?.value;
		sums.push({ year, value: before ? add(before, value) : value });
	}
	return sums;
}

interface Limits {
	readonly low: Rational | null;
	readonly high: Rational | null;
}

/** A limit of yearly amounts is none of their sum, except that a sum of what is never negative never falls. */
function limitsOf({ limits, final }: OutlookSubject, lastValue: Rational): Limits {
	const low = limits.low && rational(limits.low);
	if (final?.figure.kind === 'period') return { low: low && low.n >= 0n ? lastValue : null, high: null };
	return { low, high: limits.high && rational(limits.high) };
}

function project(points: readonly TrendPoint[], lastYear: number, limits: Limits): ProjectedYear[] {
	const line = trendLine(points);
	const band = points.length < LEAST_POINTS_OF_BAND ? null : bandAround(points);
	const first = (points.at(-1)?.year ?? lastYear) + 1;
	return Array.from({ length: lastYear - first + 1 }, (_, index) => {
		const year = first + index;
		const around = band?.(year);
		return {
			year,
			estimate: clamp(valueAt(line, year), limits),
			band: around ? { low: clamp(around.low, limits), high: clamp(around.high, limits) } : null
		};
	});
}

function clamp(value: Rational, { low, high }: Limits): Rational {
	const raised = low ? larger(value, low) : value;
	return high ? smaller(raised, high) : raised;
}

function verdictOf(
	direction: Direction,
	figure: TargetFigure,
	final: ProjectedYear | undefined
): OutlookVerdict {
	if (!final) return 'unknown';
	const { low, high } = final.band ?? { low: final.estimate, high: final.estimate };
	const wanted = wantedValues(direction, figure);
	if (!wanted) return 'unknown';
	const above = wanted.low === null || compare(low, wanted.low) >= 0;
	const below = wanted.high === null || compare(high, wanted.high) <= 0;
	if (above && below) return 'will-reach';
	const allUnder = wanted.low !== null && compare(high, wanted.low) < 0;
	const allOver = wanted.high !== null && compare(low, wanted.high) > 0;
	return allUnder || allOver ? 'will-miss' : 'uncertain';
}

/** The values that meet a final target, bounds included; null where the target and the direction don't fit. */
function wantedValues(direction: Direction, figure: TargetFigure): Limits | null {
	if (figure.kind === 'range') return { low: figure.low, high: figure.high };
	if (figure.kind === 'stage' || direction === 'range' || direction === 'stage') return null;
	const target = figure.kind === 'period' ? figure.total : figure.value;
	return direction === 'decrease' ? { low: null, high: target } : { low: target, high: null };
}
