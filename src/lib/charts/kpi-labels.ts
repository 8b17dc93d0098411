/** The words inside the chart of one KPI, placed the same way in the browser's chart and in the SVG. */
import { rankAxis, axisFor, spread, stageAxis, type Axis } from './axis.ts';
import {
	bandRuns,
	CHART_COLORS,
	drawnValues,
	isFinalTarget,
	valuesOf,
	type KpiChartData
} from './kpi-data.ts';

/** A text at a column and a value, moved by pixels from there. */
export interface ChartLabel {
	readonly text: string;
	/** Index of the column; half a column to the right of the last is the edge of the plot. */
	readonly column: number;
	readonly value: number;
	readonly dx: number;
	readonly dy: number;
	readonly anchor: 'start' | 'center';
	readonly color: string;
	readonly bold: boolean;
	readonly size: number;
}

const RIGHT_GAP = 18;

/** The value axis of a KPI's chart. */
export function axisOf(data: KpiChartData): Axis {
	if (data.common) return data.common;
	if (data.stages.length > 0) return stageAxis(data.stages.length);
	if (data.isRank) return rankAxis(drawnValues(data));
	return axisFor(drawnValues(data), { fromZero: data.shape === 'bar', whole: data.decimals === 0 });
}

/** Height of a value above the bottom of the plot, as a share of it; the best rank is at the top. */
export function shareOf(axis: Axis, value: number, isRank: boolean): number {
	const share = (value - axis.min) / (axis.max - axis.min);
	return isRank ? 1 - share : share;
}

/** All labels of the chart, for a plot of this height in pixels. */
export function labelsOf(data: KpiChartData, axis: Axis, plotHeight: number): ChartLabel[] {
	return [
		...actualLabels(data, axis, plotHeight),
		...gapLabels(data, axis, plotHeight),
		...supersededLabels(data),
		...rightLabels(data, axis, plotHeight)
	];
}

/** First and last actual, on the side away from the target. */
function actualLabels(data: KpiChartData, axis: Axis, plotHeight: number): ChartLabel[] {
	const columns = data.years.flatMap(({ actual }, column) => (actual ? [column] : []));
	const [first, last] = [columns.at(0), columns.at(-1)];
	return [...new Set([first, last])].flatMap((column) => {
		const year = column === undefined ? undefined : data.years[column];
		if (column === undefined || !year?.actual) return [];
		const isLast = column === last;
		const isLow = isNearBottom(data, axis, plotHeight, year.actual.value);
		const isAbove = data.shape === 'bar' || isLow || isOver(data, column);
		return [
			{
				text: isLast ? `実績 ${year.actual.text}` : year.actual.text,
				column,
				// Above a bar stands its target, so the words go over whatever is highest.
				value: data.shape === 'bar' ? Math.max(...valuesOf(year)) : year.actual.value,
				dx: !isAbove && isRising(data, column) ? 34 : 0,
				dy: isAbove ? -20 : 22,
				anchor: 'center' as const,
				color: CHART_COLORS.actual,
				bold: isLast,
				size: isLast ? 16 : 14
			}
		];
	});
}

/** Whether the actual is drawn above its target. */
function isOver(data: KpiChartData, column: number): boolean {
	const { actual, target } = data.years[column] ?? {};
	if (!actual || !target) return false;
	return data.isRank ? actual.value < target.value : actual.value > target.value;
}

/** Whether words below a value would run into the axis. */
function isNearBottom(data: KpiChartData, axis: Axis, plotHeight: number, value: number): boolean {
	return shareOf(axis, value, data.isRank) * plotHeight < 32;
}

/** Whether the line comes up to this point from below, where its words would stand. */
function isRising(data: KpiChartData, column: number): boolean {
	const [before, now] = [data.years[column - 1]?.actual?.value, data.years[column]?.actual?.value];
	if (before === undefined || now === undefined) return false;
	return data.isRank ? before > now : before < now;
}

/** 「… 未把握」 where the line is broken, at the height of the figure before. */
function gapLabels(data: KpiChartData, axis: Axis, plotHeight: number): ChartLabel[] {
	const middle = (axis.min + axis.max) / 2;
	const bottom = data.isRank ? axis.max : axis.min;
	return data.years.flatMap(({ gap, projection }, column) => {
		if (gap === null) return [];
		const before = data.years.slice(0, column).findLast(({ actual }) => actual)?.actual?.value;
		// A projected year has its dot and band where the word would stand.
		const isAtBottom = data.shape === 'bar' || projection !== null;
		const value = isAtBottom ? bottom : (before ?? data.baseline?.value ?? middle);
		return [
			{
				...plain(`… ${gap}`.trim(), CHART_COLORS.text),
				column,
				value,
				dx: 0,
				dy: isNearBottom(data, axis, plotHeight, value) ? -12 : 22,
				anchor: 'center' as const
			}
		];
	});
}

function supersededLabels(data: KpiChartData): ChartLabel[] {
	const lastActual = data.years.findLastIndex(({ actual }) => actual);
	return data.years.flatMap((year, column) => {
		const { superseded, target } = year;
		if (!superseded) return [];
		const isBar = data.shape === 'bar';
		const isBelow = target !== null && superseded.value < target.value !== data.isRank;
		return [
			{
				...plain(superseded.text, CHART_COLORS.supersededText),
				column,
				value: isBar ? Math.max(...valuesOf(year)) : superseded.value,
				dx: 0,
				dy: isBar ? (column === lastActual ? -40 : -18) : isBelow ? 14 : -13,
				anchor: 'center' as const,
				size: 13
			}
		];
	});
}

/** Target, final target, baseline and projection, in the margin and never on top of each other. */
function rightLabels(data: KpiChartData, axis: Axis, plotHeight: number): ChartLabel[] {
	const edge = data.years.length - 0.5;
	const last = data.years.findLastIndex(({ target }) => target);
	const target = data.years[last]?.target;
	const isFinal = isFinalTarget(data, last);
	const wanted: { text: string; value: number; color: string; bold: boolean }[] = [];
	if (data.final)
		wanted.push({
			text: `最終 ${data.final.text}`,
			value: data.final.value,
			color: CHART_COLORS.target,
			bold: true
		});
	if (target && !isFinal)
		wanted.push({ text: `目標 ${target.text}`, value: target.value, color: CHART_COLORS.target, bold: true });
	const band = bandRuns(data).at(-1);
	if (band) {
		const value = (band.low + band.high) / 2;
		wanted.push({ text: `目標 ${band.text}`, value, color: CHART_COLORS.target, bold: true });
	}
	if (data.baseline)
		wanted.push({
			text: data.baseline.label,
			value: data.baseline.value,
			color: CHART_COLORS.text,
			bold: false
		});
	const ahead = data.years.findLast(({ projection }) => projection)?.projection;
	if (ahead)
		wanted.push({
			text: `推計 ${ahead.text}`,
			value: ahead.value,
			color: CHART_COLORS.projectionText,
			bold: true
		});
	const places = wanted.map(({ value }) => (1 - shareOf(axis, value, data.isRank)) * plotHeight);
	const spreadPlaces = spread(places, RIGHT_GAP, 0, plotHeight);
	return wanted.map(({ text, value, color, bold }, index) => ({
		...plain(text, color),
		bold,
		column: edge,
		value,
		dx: 8,
		dy: (spreadPlaces[index] ?? 0) - (places[index] ?? 0),
		anchor: 'start'
	}));
}

function plain(text: string, color: string): Pick<ChartLabel, 'text' | 'color' | 'bold' | 'size'> {
	return { text, color, bold: false, size: 14 };
}
