/** A labelled bullet as shapes: one axis, better always to the right. */
import type { Status } from '#lib/domain/model.ts';
import { spread } from './axis.ts';
import { round } from './svg.ts';

export interface BulletMark {
	/** `earlier`: the last figure before a year that has none. */
	readonly kind: 'baseline' | 'target' | 'final' | 'actual' | 'earlier';
	readonly value: number;
	/** 「R7の目標 46.0」 */
	readonly text: string;
}

export interface BulletData {
	readonly marks: readonly BulletMark[];
	/** The band of a range target. */
	readonly band: { readonly low: number; readonly high: number; readonly text: string } | null;
	/** Null while the year has no judgement. */
	readonly status: Status | null;
	readonly lowerIsBetter: boolean;
	readonly startsAtZero: boolean;
	/** One sentence. */
	readonly summary: string;
}

export interface PlacedMark extends BulletMark {
	readonly x: number;
	/** Where its words stand: apart from its neighbours', within the drawing. */
	readonly labelX: number;
}

export interface PlacedBullet {
	readonly above: readonly PlacedMark[];
	readonly below: readonly PlacedMark[];
	readonly band: { readonly x: number; readonly width: number; readonly text: string } | null;
	/** The bar from baseline (or 0) to the year's own actual; null without one or a start. */
	readonly bar: { readonly x: number; readonly width: number } | null;
}

export const BULLET_WIDTH = 900;
const PADDING = 60;
/** Width of a label of size 14, in pixels. */
const LABEL = 150;

/** Places the marks on a canvas 900 wide: a measured figure's words above the axis, all others below. */
export function placeBullet({ marks, band, lowerIsBetter, startsAtZero }: BulletData): PlacedBullet {
	const values = [
		...marks.map(({ value }) => value),
		...(band ? [band.low, band.high] : []),
		...(startsAtZero ? [0] : [])
	];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const span = high - low || Math.abs(high) || 1;
	const [from, to] = [startsAtZero ? low : low - span * 0.08, high + span * 0.08];
	const x = (value: number) => {
		const share = (value - from) / (to - from);
		return round(PADDING + (lowerIsBetter ? 1 - share : share) * (BULLET_WIDTH - 2 * PADDING));
	};
	const place = (list: readonly BulletMark[]): PlacedMark[] => {
		const at = list.map(({ value }) => x(value));
		const labels = spread(at, LABEL, LABEL / 2, BULLET_WIDTH - LABEL / 2);
		return list.map((mark, index) => ({ ...mark, x: at[index] ?? 0, labelX: round(labels[index] ?? 0) }));
	};
	const actual = marks.find(({ kind }) => kind === 'actual');
	const start = marks.find(({ kind }) => kind === 'baseline')?.value ?? (startsAtZero ? 0 : undefined);
	return {
		above: place(marks.filter(isMeasured)),
		below: place(marks.filter((each) => !isMeasured(each))),
		band: band && stretch(x(band.low), x(band.high), band.text),
		bar: actual && start !== undefined ? stretch(x(start), x(actual.value), '') : null
	};
}

function isMeasured({ kind }: BulletMark): boolean {
	return kind === 'actual' || kind === 'earlier';
}

function stretch(a: number, b: number, text: string): { x: number; width: number; text: string } {
	return { x: Math.min(a, b), width: round(Math.abs(b - a)), text };
}
