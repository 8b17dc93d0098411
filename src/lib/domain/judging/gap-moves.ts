/** Which gaps to the target moved most: ordered by a share without a unit, never added up across KPIs. */
import { absolute, compare, divide, subtract, ZERO, type Rational } from '#lib/domain/decimal.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { Decomposition } from './decomposition.ts';

/** The way that a KPI has to go, from a comparable baseline to its final target; null where there is none. */
export interface Way {
	readonly baseline: Rational;
	readonly final: Rational;
}

/**
 * Where a KPI stands after its gap moved, and which way it went: one that holds its target is never said to have gone
 * away from it, it has less margin.
 */
export const GAP_SIDES = {
	farther: '目標から遠ざかった指標（未達）',
	closer: '目標に近づいた指標（未達）',
	'less-margin': '目標に届いているが、余裕が減った指標',
	'more-margin': '目標に届き、余裕が増えた指標（新たに届いたものを含む）'
} as const;
export type GapSide = keyof typeof GAP_SIDES;

/** The side of a gap; null where it did not move. */
export function gapSide(of: Decomposition): GapSide | null {
	const way = gapWay(of);
	if (way === 'same') return null;
	if (!holdsTarget(of)) return way;
	return way === 'farther' ? 'less-margin' : 'more-margin';
}

/** Whether the later year's figure meets its target in the KPI's direction; at the target itself it does. */
function holdsTarget({ direction, gapAfter }: Decomposition): boolean {
	switch (direction) {
		case 'decrease':
			return gapAfter.n <= 0n;
		case 'range':
			return gapAfter.n === 0n;
		case 'increase':
		case 'stage':
			return gapAfter.n >= 0n;
	}
}

/** `closer`: towards the target or further beyond it, in the KPI's direction. */
export type GapWay = 'closer' | 'same' | 'farther';

/** Which way the gap moved. A range counts its distance, 0 inside. */
export function gapWay({ direction, gapBefore, gapAfter }: Decomposition): GapWay {
	const gain =
		direction === 'range'
			? subtract(absolute(gapBefore), absolute(gapAfter))
			: direction === 'decrease'
				? subtract(gapBefore, gapAfter)
				: subtract(gapAfter, gapBefore);
	return gain.n > 0n ? 'closer' : gain.n < 0n ? 'farther' : 'same';
}

/**
 * How far the gap moved, as a share of the way from baseline to final target; without such a way, of the target
 * itself (of a range, of its width); null where that is zero too. For order only, never shown or added up.
 */
export function gapShare(of: Decomposition, way: Way | null): Rational | null {
	const size = absolute(subtract(of.gapAfter, of.gapBefore));
	const scale = [
		way === null ? ZERO : absolute(subtract(way.final, way.baseline)),
		sizeOf(targetOf(of))
	].find(({ n }) => n !== 0n);
	return scale === undefined ? null : divide(size, scale);
}

/** Largest share first; KPIs without a measure of size come last, in the order they came. */
export function byShare(a: Rational | null, b: Rational | null): number {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return compare(b, a);
}

function targetOf({ planned, revised }: Decomposition): TargetFigure {
	return revised?.to ?? planned.to;
}

function sizeOf(figure: TargetFigure): Rational {
	switch (figure.kind) {
		case 'value':
			return absolute(figure.value);
		case 'period':
			return absolute(figure.shareToDate);
		case 'range':
			return absolute(subtract(figure.high, figure.low));
		case 'stage':
			return ZERO;
	}
}
