/** What 目標の点検 looks at, and how figures of a KPI compare in its own direction. */
import { negate, rational, subtract, type Decimal, type Rational } from './decimal.ts';
import { whole } from './judging/text.ts';
import type { Direction, Goal } from './model.ts';
import type { SetTarget, YearlyTarget } from './targets.ts';

/** What is looked at, with its short name, most telling first. */
export const HONESTY_CHECKS = {
	'below-last-actual': '直近の実績より緩い',
	'already-met': 'すでに達成',
	lowered: '前の実施計画より緩い',
	'below-final': '最終目標より緩い',
	'growth-left-to-last': '伸びが最後の年度に集中',
	'steepest-step': 'これまでにない伸び'
} as const;
export type HonestyCode = keyof typeof HONESTY_CHECKS;

/** A measured, confirmed figure of one year; never a carried value or a forecast. A stage is its index. */
export interface MeasuredYear {
	readonly year: number;
	readonly value: Decimal;
}

/** A target that the newest earlier adopted edition covering the year set; null where it left the year blank. */
export interface EarlierTarget {
	readonly year: number;
	readonly target: YearlyTarget | null;
	/** 「R6〜8」 */
	readonly edition: string;
}

export interface HonestySubject {
	readonly direction: Direction;
	readonly goal: Goal;
	readonly isRank: boolean;
	readonly unit: string;
	readonly decimals: number;
	/** Names of the stages, least first. */
	readonly stages: readonly string[];
	/** Comparable baseline; null where there is none or it is only a reference. */
	readonly baseline: MeasuredYear | null;
	readonly final: { readonly year: number; readonly target: SetTarget } | null;
	/** The final target before this edition; null where it is the first to know one. */
	readonly finalBefore: SetTarget | null;
	/** The edition's own targets within the KPI's basic plan, one per year. */
	readonly targets: readonly { readonly year: number; readonly target: YearlyTarget }[];
	readonly earlier: readonly EarlierTarget[];
	readonly measured: readonly MeasuredYear[];
	/** First fiscal years of new definitions: earlier figures are not comparable with later ones. */
	readonly breaks: readonly number[];
}

/** One thing to notice, about the target of one year; `isFinal`: about the final target, beyond the edition's years. */
export interface HonestyFinding {
	readonly code: HonestyCode;
	readonly year: number;
	readonly isFinal: boolean;
	/** A Japanese sentence with its numbers, without a full stop. */
	readonly text: string;
}

export interface HonestyCheck {
	/** By year, then in the order of the checks. */
	readonly findings: readonly HonestyFinding[];
	/** How many targets were looked at: those set, and the final one where it lies beyond them. */
	readonly checked: number;
	/** How many of them something was found about. */
	readonly flagged: number;
	/** What was not looked at, and why. */
	readonly unchecked: readonly { readonly code: HonestyCode; readonly reason: string }[];
}

/** A target that was set, in a year. */
export interface HonestyPoint {
	readonly year: number;
	readonly isFinal: boolean;
	readonly target: SetTarget;
}

export interface Outcome {
	readonly findings: readonly HonestyFinding[];
	/** Why nothing could be looked at. */
	readonly unchecked?: string;
}

/** 1 where more is better, −1 where less is; null where figures have no better side (a range). */
export function orderOf({ direction }: HonestySubject): 1 | -1 | null {
	return direction === 'range' ? null : direction === 'decrease' ? -1 : 1;
}

/** How much better `to` is than `from`, in the KPI's direction. */
export function gain(order: 1 | -1, from: Rational, to: Rational): Rational {
	const difference = subtract(to, from);
	return order === 1 ? difference : negate(difference);
}

/** The figure to compare with actuals: a period total by its year's share; null for a range and no share. */
export function amountOf({ year, target }: HonestyPoint): Rational | null {
	switch (target.kind) {
		case 'value':
			return rational(target.value);
		case 'stage':
			return whole(target.stage);
		case 'period': {
			const share = target.shares.find((each) => each.year === year)?.value;
			return share ? rational(share) : null;
		}
		case 'range':
			return null;
	}
}

/** Measured years before `year` that measure the same thing as it, oldest first. */
export function measuredBefore({ measured, breaks }: HonestySubject, year: number): MeasuredYear[] {
	const since = Math.max(-Infinity, ...breaks.filter((each) => each <= year));
	return measured.filter((each) => each.year < year && each.year >= since).sort((a, b) => a.year - b.year);
}

/** Why an ordering check is not for this KPI; null where it is. */
export function exemption({ direction, goal }: HonestySubject): string | null {
	if (direction === 'range') return '範囲の目標には、緩いほうの向きがありません';
	return goal === 'keep' ? '維持する指標は、達している水準を保つのが目標です' : null;
}

/** Where the first target starts from: the last actual before its year, else the comparable baseline. */
export function startOf(subject: HonestySubject, first: HonestyPoint): MeasuredYear | null {
	const { baseline, breaks } = subject;
	const measured = measuredBefore(subject, first.year).at(-1);
	if (measured !== undefined) return measured;
	if (baseline === null || baseline.year >= first.year) return null;
	return breaks.some((each) => baseline.year < each && each <= first.year) ? null : baseline;
}

/** A move of the series: how much better a year, from one year to another. */
export interface Step {
	readonly from: number;
	readonly to: number;
	readonly perYear: Rational;
}

/** What a check noticed about the target of one year. */
export function finding(
	code: HonestyCode,
	{ year, isFinal }: Pick<HonestyPoint, 'year' | 'isFinal'>,
	text: string
): HonestyFinding {
	return { code, year, isFinal, text };
}
