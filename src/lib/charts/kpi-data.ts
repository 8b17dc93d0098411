import type { Axis } from './axis.ts';

/** What the chart of one KPI shows: plain numbers and the texts beside them, ready to send to a page. */
export interface KpiChartData {
	/** One column per year, oldest first; the last may be a final target year after a jump. */
	readonly years: readonly ChartYear[];
	readonly unit: string;
	readonly decimals: number;
	/** Amounts of single years stand as bars from 0; everything else is a line. */
	readonly shape: 'line' | 'bar';
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
	/** The figure is a rank: the best place is at the top. */
	readonly isRank: boolean;
	/** Null where there is none to compare with. */
	readonly baseline: { readonly value: number; readonly text: string; readonly label: string } | null;
	readonly final: { readonly column: number; readonly value: number; readonly text: string } | null;
	/**
	 * The axis that this chart shares with those beside it: its figures are places between baseline (0) and final target
	 * (100), better up. Left out where the figures are in the KPI's own unit.
	 */
	readonly common?: Axis;
	/** One sentence: the figure, the target, the status. */
	readonly summary: string;
	/** What else to know about the drawing. */
	readonly notes: readonly string[];
}

export interface ChartYear {
	/** 「R7」 */
	readonly label: string;
	readonly actual: ChartFigure | null;
	/** The value was carried from an earlier year: its mark is hollow. */
	readonly carried: boolean;
	/** Why there is no figure, in a word (未把握); null where nothing was due or there is one. */
	readonly gap: string | null;
	readonly target: ChartFigure | null;
	/** The band of a range target. */
	readonly band: { readonly low: number; readonly high: number; readonly text: string } | null;
	/** A target that no longer judges, with what it is: 「改定前 46.0」. */
	readonly superseded: ChartFigure | null;
	/** 推計: what the measured years point to; never an actual. */
	readonly projection: ChartProjection | null;
}

export interface ChartFigure {
	readonly value: number;
	readonly text: string;
}

/** A projected figure with its 80 % band; the band is null where there are too few years for one. */
export interface ChartProjection extends ChartFigure {
	readonly band: { readonly low: number; readonly high: number; readonly text: string } | null;
}

/** Colours of every KPI chart. Source: UX.md "Charts". */
export const CHART_COLORS = {
	actual: '#0017C1',
	target: '#1A1A1A',
	baseline: '#666666',
	superseded: '#949494',
	/** Words beside thin grey marks need more contrast than the marks. */
	supersededText: '#666666',
	band: '#F0F0F3',
	projection: '#4979F5',
	/** Words in the line's own blue would be too faint. */
	projectionText: '#264AF4',
	projectionBand: '#C5D7FB',
	grid: '#E6E6E6',
	text: '#4D4D4D'
} as const;

/** The family of app.css, which a canvas does not inherit. */
export const CHART_FONT =
	"'Noto Sans JP', 'Noto Sans CJK JP', 'BIZ UDGothic', 'Yu Gothic UI', Meiryo, sans-serif";

/** A band that stays the same over some columns, `from` to `to` included. */
export interface BandRun {
	readonly from: number;
	readonly to: number;
	readonly low: number;
	readonly high: number;
	readonly text: string;
}

/** Bands with equal neighbours joined, so that no seam is drawn between them. */
export function bandRuns(data: KpiChartData): BandRun[] {
	const found: BandRun[] = [];
	data.years.forEach(({ band }, column) => {
		if (!band) return;
		const last = found.at(-1);
		if (last && last.to === column - 1 && last.low === band.low && last.high === band.high) {
			found[found.length - 1] = { ...last, to: column };
		} else {
			found.push({ ...band, from: column, to: column });
		}
	});
	return found;
}

/** Whether a column's target is the final one: its diamond is filled. */
export function isFinalTarget({ final, years }: KpiChartData, column: number): boolean {
	return final !== null && final.column === column && years[column]?.target?.value === final.value;
}

/** Whether anything can be drawn at all. */
export function hasDrawing(data: KpiChartData): boolean {
	return (
		data.final !== null || data.baseline !== null || data.years.some((year) => valuesOf(year).length > 0)
	);
}

/** Every value of the drawing, for the axis. */
export function drawnValues(data: KpiChartData): number[] {
	const fixed = [data.baseline?.value, data.final?.value].filter((value) => value !== undefined);
	return [...fixed, ...data.years.flatMap(valuesOf)];
}

/** The values of one column. */
export function valuesOf({ actual, target, band, superseded, projection }: ChartYear): number[] {
	const figures = [
		actual?.value,
		target?.value,
		band?.low,
		band?.high,
		superseded?.value,
		projection?.value,
		projection?.band?.low,
		projection?.band?.high
	];
	return figures.filter((value) => value !== undefined);
}

/** The 80 % band over projected years in a row, oldest first. */
export type ProjectionRun = readonly {
	readonly column: number;
	readonly low: number;
	readonly high: number;
}[];

/** Stretches of projected years with a band: one ribbon each, never joined to the actuals. */
export function projectionRuns({ years }: KpiChartData): ProjectionRun[] {
	const found: { column: number; low: number; high: number }[][] = [];
	years.forEach(({ projection }, column) => {
		if (!projection?.band) return;
		const { low, high } = projection.band;
		const last = found.at(-1);
		if (last?.at(-1)?.column === column - 1) last.push({ column, low, high });
		else found.push([{ column, low, high }]);
	});
	return found;
}

/** Half the width, in columns, of the band of a single projected year, which has no ribbon. */
export const HALF_PROJECTION = 0.3;
