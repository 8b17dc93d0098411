/** Where years and values stand in the drawing of one KPI, large or small. */
import { tickDecimals, type Axis } from './axis.ts';
import { CHART_COLORS, type KpiChartData } from './kpi-data.ts';
import { axisOf, shareOf } from './kpi-labels.ts';
import { line, round, textWidth, type SvgShape } from './svg.ts';

/** Measures of a drawing, in pixels of its own canvas. */
export interface PlotSize {
	readonly width: number;
	readonly height: number;
	readonly margin: { readonly top: number; readonly right: number; readonly bottom: number };
	/** The words of the marked values: least room at the left, and their distance from both sides of it. */
	readonly ticks: { readonly least: number; readonly outside: number; readonly inside: number };
	/** Height of the years' words above the lower edge. */
	readonly years: number;
	/** Widths of the lines; half the diagonal of a diamond, radius of a dot. */
	readonly target: { readonly width: number; readonly dash: string; readonly diamond: number };
	readonly actual: { readonly width: number; readonly dot: number };
	/** A bar as a share of its year, and the outline of a carried one. */
	readonly bar: { readonly share: number; readonly outline: number };
}

export interface KpiPlot {
	readonly data: KpiChartData;
	readonly size: PlotSize;
	readonly axis: Axis;
	/** The marked values. */
	readonly ticks: readonly number[];
	/** The edges between which the years stand, and the height in which the values do. */
	readonly left: number;
	readonly right: number;
	readonly height: number;
	/** Width of a year. */
	readonly band: number;
	/** The middle of a year; the place of a value. */
	readonly x: (column: number) => number;
	readonly y: (value: number) => number;
}

/** Lays out a drawing; `shown` picks from the values that the axis would mark. */
export function kpiPlot(data: KpiChartData, size: PlotSize, shown: (axis: Axis) => number[]): KpiPlot {
	const axis = axisOf(data);
	const ticks = shown(axis);
	const { margin } = size;
	const widest = Math.max(...ticks.map((value) => textWidth(tickText(data, axis, value))));
	const left = Math.max(size.ticks.least, size.ticks.outside + size.ticks.inside + widest);
	const right = size.width - margin.right;
	const height = size.height - margin.top - margin.bottom;
	const band = (right - left) / data.years.length;
	return {
		data,
		size,
		axis,
		ticks,
		left,
		right,
		height,
		band,
		x: (column) => round(left + (column + 0.5) * band),
		y: (value) => round(margin.top + (1 - shareOf(axis, value, data.isRank)) * height)
	};
}

/** What a marked value is called. */
export function tickText(data: KpiChartData, axis: Axis, value: number): string {
	if (data.stages.length > 0) return data.stages[value] ?? '';
	return value.toLocaleString('ja-JP', { minimumFractionDigits: tickDecimals(axis) }).replace('-', '−');
}

/** A line for each marked value, with its words and those of the years. */
export function grid({ data, size, axis, ticks, left, right, x, y }: KpiPlot): SvgShape[] {
	return [
		...ticks.flatMap((value) => [
			line(`M${left} ${y(value)}H${right}`, CHART_COLORS.grid, 1),
			axisText(left - size.ticks.inside, y(value) + 5, tickText(data, axis, value), 'end')
		]),
		...data.years.map(({ label }, column) => axisText(x(column), size.height - size.years, label, 'middle'))
	];
}

/** A word of the axes. At a quarter of an A3 sheet's width size 14 prints at more than 9 pt. */
export function axisText(x: number, y: number, text: string, anchor: 'middle' | 'end'): SvgShape {
	return { kind: 'text', x, y, text, anchor, color: CHART_COLORS.text, bold: false, size: 14 };
}
