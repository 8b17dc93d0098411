/** What the committee screen's chart of one KPI is made from, and what it is as geometry. */
import type { Anchor } from './screen-labels.ts';
import type { Point } from './svg.ts';

/** A year's figure; null is none, and is never drawn as 0. */
export interface ChartYear {
	readonly year: number;
	/** 「R7」 */
	readonly label: string;
	readonly actual: number | null;
	/** The actual as written; empty without one. */
	readonly actualText: string;
	/** The target, or both bounds of a target range (low, high). */
	readonly target: number | readonly [number, number] | null;
	/** The target as written; empty without one. */
	readonly targetText: string;
	/** A result can be expected: false for years after the one shown. */
	readonly due: boolean;
}

export interface ScreenChartInput {
	/** Consecutive, oldest first. */
	readonly years: readonly ChartYear[];
	/** Only a baseline that may be compared with. */
	readonly baseline: number | null;
	/** Names of the stages, least first; figures are their indexes then. Empty for figures. */
	readonly stages: readonly string[];
	readonly width: number;
	readonly height: number;
}

export type ChartTone = 'actual' | 'target' | 'baseline' | 'axis';

export interface ChartLabel {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly anchor: Anchor;
	readonly tone: ChartTone;
	readonly strong: boolean;
	readonly size: number;
}

export interface ScreenChart {
	readonly width: number;
	readonly height: number;
	readonly band: string | null;
	readonly grid: string;
	readonly baseline: string | null;
	readonly target: string;
	readonly actual: string;
	readonly diamonds: readonly Point[];
	readonly dots: readonly Point[];
	readonly labels: readonly ChartLabel[];
}

/** Where years and values stand on the screen's canvas. */
export interface ScreenPlot {
	readonly x: (index: number) => number;
	readonly y: (value: number) => number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** One bound of a year's target, low (0) or high (1); a plain target is both. */
export function boundOf({ target }: ChartYear, side: 0 | 1): number | null {
	return target === null || typeof target === 'number' ? target : target[side];
}
