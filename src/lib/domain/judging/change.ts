/** 前回比: this year's figure against the last measured one. */
import {
	ZERO,
	absolute,
	compare,
	rational,
	subtract,
	type Decimal,
	type Rational
} from '#lib/domain/decimal.ts';
import type { Change, Direction } from '#lib/domain/model.ts';

/** A measured, confirmed figure; never a carried one. A stage is its index, least first. */
export interface MeasuredFigure {
	readonly year: number;
	readonly value: Decimal;
}

/** The band of a range target; for the other directions it is not looked at. */
export interface Band {
	readonly low: Rational;
	readonly high: Rational;
}

export interface ChangeSubject {
	readonly direction: Direction;
	/** 誤差の幅 in the indicator's unit; null is none. A stage has none. */
	readonly tolerance: Decimal | null;
	readonly band: Band | null;
	readonly current: MeasuredFigure | null;
	readonly previous: MeasuredFigure | null;
}

/** `change` is null where there is nothing to compare; `reason` then says why in Japanese. */
export interface ChangeResult {
	readonly change: Change | null;
	/** Current − previous in the indicator's unit, whatever the direction; null with `change`. */
	readonly difference: Rational | null;
	readonly previousYear: number | null;
	readonly reason: string | null;
}

/**
 * 改善／横ばい／悪化. Better is up for `increase` and stages, down for `decrease`, nearer to the band (or into
 * it) for `range`; a move of no more than the tolerance is 横ばい.
 */
export function changeSince({ direction, tolerance, band, current, previous }: ChangeSubject): ChangeResult {
	if (!current) return incomparable('今回の値がありません');
	if (!previous || previous.year >= current.year) return incomparable('前回の値がありません');
	if (direction === 'range' && !band) return incomparable('範囲の目標がありません');
	const [now, before] = [rational(current.value), rational(previous.value)];
	const gain = goodness(direction, band, now, before);
	const slack = tolerance && direction !== 'stage' ? absolute(rational(tolerance)) : ZERO;
	const change = compare(absolute(gain), slack) <= 0 ? 'same' : gain.n > 0n ? 'better' : 'worse';
	return { change, difference: subtract(now, before), previousYear: previous.year, reason: null };
}

/** The newest figure measured before `year`; null if there is none. */
export function lastMeasured(figures: readonly MeasuredFigure[], year: number): MeasuredFigure | null {
	return figures.reduce<MeasuredFigure | null>(
		(last, each) => (each.year < year && (!last || each.year > last.year) ? each : last),
		null
	);
}

function goodness(direction: Direction, band: Band | null, now: Rational, before: Rational): Rational {
	if (direction === 'range' && band) return subtract(outside(band, before), outside(band, now));
	return direction === 'decrease' ? subtract(before, now) : subtract(now, before);
}

/** Distance to the band; 0 inside. */
function outside({ low, high }: Band, value: Rational): Rational {
	if (compare(value, low) < 0) return subtract(low, value);
	return compare(value, high) > 0 ? subtract(value, high) : ZERO;
}

function incomparable(reason: string): ChangeResult {
	return { change: null, difference: null, previousYear: null, reason };
}
