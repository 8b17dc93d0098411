/** Targets as they are set (年度目標, 最終目標) and as they are compared. */
import { compareDecimals, rational, type Decimal, type Rational } from './decimal.ts';
import { shareToDate, type PeriodTotal } from './judging/period-total.ts';
import type { Direction } from './model.ts';

/** A target as an edition or the KPI itself sets it. A stage is its index in the KPI's list, least first. */
export type SetTarget =
	| { readonly kind: 'value'; readonly value: Decimal }
	| { readonly kind: 'range'; readonly low: Decimal; readonly high: Decimal }
	| { readonly kind: 'stage'; readonly stage: number }
	| ({ readonly kind: 'period' } & PeriodTotal);

/** 年度目標 in one edition; `none` is the explicit 「－」. */
export type YearlyTarget = SetTarget | { readonly kind: 'none' };

/** A target ready to be compared, exact. `shareToDate` is Σ share from the period's first year to the year. */
export type TargetFigure =
	| { readonly kind: 'value'; readonly value: Rational }
	| { readonly kind: 'range'; readonly low: Rational; readonly high: Rational }
	| { readonly kind: 'stage'; readonly stage: number }
	| {
			readonly kind: 'period';
			readonly from: number;
			readonly to: number;
			readonly total: Rational;
			readonly shareToDate: Rational;
	  };

/** The exact figure of a target that was set, as it stands for `year`. */
export function targetFigure(target: SetTarget, year: number): TargetFigure {
	switch (target.kind) {
		case 'value':
			return { kind: 'value', value: rational(target.value) };
		case 'range':
			return { kind: 'range', low: rational(target.low), high: rational(target.high) };
		case 'stage':
			return { kind: 'stage', stage: target.stage };
		case 'period':
			return {
				kind: 'period',
				from: target.from,
				to: target.to,
				total: rational(target.total),
				shareToDate: shareToDate(target, year)
			};
	}
}

/**
 * Whether a yearly target asks for less than the final one (引下げ), in the KPI's direction: a wider range, an
 * earlier stage, a smaller figure or period total (larger where less is better). False for unlike kinds.
 */
export function asksLess(direction: Direction, yearly: YearlyTarget, final: SetTarget): boolean {
	if (yearly.kind === 'range' && final.kind === 'range')
		return compareDecimals(yearly.low, final.low) < 0 || compareDecimals(yearly.high, final.high) > 0;
	if (yearly.kind === 'stage' && final.kind === 'stage') return yearly.stage < final.stage;
	const [asked, wanted] = [amount(yearly), amount(final)];
	if (!asked || !wanted || (yearly.kind === 'value' && final.kind === 'period')) return false;
	return compareDecimals(asked, wanted) === (direction === 'decrease' ? 1 : -1);
}

function amount(target: YearlyTarget): Decimal | null {
	return target.kind === 'value' ? target.value : target.kind === 'period' ? target.total : null;
}

/** Whether two targets are equal, however many zeros were printed (46.0 and 46). */
export function equalTargets(a: YearlyTarget | null, b: YearlyTarget | null): boolean {
	return targetKey(a) === targetKey(b);
}

function targetKey(target: YearlyTarget | null): string {
	return JSON.stringify(target, (_, part: unknown) => {
		if (typeof part !== 'object' || part === null || !('digits' in part)) return part;
		const { n, d } = rational(part as Decimal);
		return `${n}/${d}`;
	});
}
