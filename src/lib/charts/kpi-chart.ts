/** The chart of one KPI as a Chart.js configuration: the same axis and the same words as the SVG. */
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { ticksOf, type Axis } from './axis.ts';
import {
	bandRuns,
	CHART_COLORS,
	HALF_PROJECTION,
	isFinalTarget,
	projectionRuns,
	type BandRun,
	type KpiChartData
} from './kpi-data.ts';
import { axisOf, labelsOf, type ChartLabel } from './kpi-labels.ts';
import { MARGIN, tickText } from './kpi-svg.ts';

type Dataset = ChartDataset<'line' | 'bar', (number | null)[]>;
export type KpiChartConfiguration = ChartConfiguration<'line' | 'bar', (number | null)[], string>;

const FONT = "'Noto Sans JP', 'Noto Sans CJK JP', 'BIZ UDGothic', 'Yu Gothic UI', Meiryo, sans-serif";

/**
 * The configuration for a container of this height in pixels. Missing years are null and never joined; nothing
 * moves; the tooltip says every figure of a year with the texts that the table shows.
 */
export function kpiChart(data: KpiChartData, height: number): KpiChartConfiguration {
	const axis = axisOf(data);
	return {
		type: data.shape,
		data: {
			labels: data.years.map(({ label }) => label),
			// The first is drawn on top: a bar would hide the target's mark.
			datasets: [
				...(data.years.some(({ projection }) => projection) ? [projectionSet(data)] : []),
				...(data.shape === 'bar' ? [targetSet(data), actualSet(data)] : [actualSet(data), targetSet(data)]),
				...bandSets(data)
			]
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			font: { family: FONT, size: 14 },
			color: CHART_COLORS.text,
			interaction: { mode: 'index', intersect: false },
			layout: { padding: { top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 } },
			scales: {
				x: {
					type: 'category',
					offset: true,
					grid: { display: false },
					border: { display: false },
					ticks: { color: CHART_COLORS.text, font: { family: FONT, size: 14 }, padding: 6, maxRotation: 0 }
				},
				y: {
					type: 'linear',
					min: axis.min,
					max: axis.max,
					reverse: data.isRank,
					grid: { color: CHART_COLORS.grid, drawTicks: false },
					border: { display: false },
					afterBuildTicks: (scale) => {
						scale.ticks = ticksOf(axis).map((value) => ({ value }));
					},
					ticks: {
						color: CHART_COLORS.text,
						font: { family: FONT, size: 14 },
						padding: 10,
						autoSkip: false,
						callback: (value) => tickText(data, axis, Number(value))
					}
				}
			},
			plugins: {
				tooltip: tooltip(data),
				annotation: { clip: false, annotations: annotations(data, axis, height - MARGIN.top - MARGIN.bottom) }
			}
		}
	};
}

function actualSet(data: KpiChartData): Dataset {
	const fill = data.years.map(({ carried }) => (carried ? '#FFFFFF' : CHART_COLORS.actual));
	const common = { label: '実績', data: data.years.map(({ actual }) => actual?.value ?? null) };
	if (data.shape === 'bar') {
		return {
			type: 'bar',
			...common,
			backgroundColor: fill,
			borderColor: CHART_COLORS.actual,
			borderWidth: 2,
			barPercentage: 0.5,
			categoryPercentage: 0.84
		};
	}
	return {
		type: 'line',
		...common,
		spanGaps: false,
		borderColor: CHART_COLORS.actual,
		borderWidth: 3,
		pointRadius: 5.5,
		pointHoverRadius: 7,
		pointBackgroundColor: fill,
		pointBorderColor: data.years.map(({ carried }) => (carried ? CHART_COLORS.actual : '#FFFFFF')),
		pointBorderWidth: 1.5,
		clip: false
	};
}

function targetSet(data: KpiChartData): Dataset {
	return {
		type: 'line',
		label: '目標',
		data: data.years.map(({ target }) => target?.value ?? null),
		spanGaps: false,
		stepped: 'middle',
		borderColor: CHART_COLORS.target,
		borderWidth: 2,
		borderDash: [8, 4],
		pointStyle: 'rectRot',
		pointRadius: 7,
		pointHoverRadius: 8,
		pointBackgroundColor: data.years.map((_, column) =>
			isFinalTarget(data, column) ? CHART_COLORS.target : '#FFFFFF'
		),
		pointBorderColor: CHART_COLORS.target,
		pointBorderWidth: 2,
		clip: false
	};
}

/** Dotted between hollow dots; a set of its own, so that nothing joins it to the actuals. */
function projectionSet(data: KpiChartData): Dataset {
	return {
		type: 'line',
		label: '推計',
		data: data.years.map(({ projection }) => projection?.value ?? null),
		spanGaps: false,
		borderColor: CHART_COLORS.projection,
		borderWidth: 2.5,
		borderDash: [2, 5],
		pointRadius: 5.5,
		pointHoverRadius: 7,
		pointBackgroundColor: '#FFFFFF',
		pointBorderColor: CHART_COLORS.projection,
		pointBorderWidth: 1.5,
		clip: false
	};
}

/** The edges of the 80 % band, the space between filled; a single year is an annotation of its own. */
function bandSets(data: KpiChartData): Dataset[] {
	const ribbons = projectionRuns(data).filter((run) => run.length > 1);
	if (ribbons.length === 0) return [];
	const edge = (side: 'low' | 'high'): Dataset => ({
		type: 'line',
		label: side === 'high' ? '推計の幅の上' : '推計の幅の下',
		data: data.years.map(
			(_, column) => ribbons.flat().find((each) => each.column === column)?.[side] ?? null
		),
		spanGaps: false,
		fill: side === 'high' ? '+1' : false,
		backgroundColor: CHART_COLORS.projectionBand,
		// A band without height is still a line.
		borderColor: CHART_COLORS.projectionBand,
		borderWidth: 1,
		pointRadius: 0,
		pointHoverRadius: 0,
		pointHitRadius: 0
	});
	return [edge('high'), edge('low')];
}

/** Every figure of the year under the pointer, in words. */
function tooltip(data: KpiChartData) {
	return {
		displayColors: false,
		titleFont: { family: FONT, size: 14 },
		bodyFont: { family: FONT, size: 14 },
		filter: (_item: unknown, index: number) => index === 0,
		callbacks: { label: ({ dataIndex }: { dataIndex: number }) => yearInWords(data, dataIndex) }
	};
}

/** 「実績 37.9」, 「目標 46.0」 of one column. */
export function yearInWords(data: KpiChartData, column: number): string[] {
	const year = data.years[column];
	if (!year) return [];
	const unit = data.stages.length > 0 ? '' : data.unit;
	return [
		year.actual ? `実績 ${year.actual.text}${unit}` : `実績 ${year.gap || 'なし'}`,
		...(year.projection ? [`推計 ${year.projection.text}${unit}`] : []),
		...(year.projection?.band ? [`推計の80%の幅 ${year.projection.band.text}${unit}`] : []),
		...(year.target ? [`目標 ${year.target.text}${unit}`] : []),
		...(year.band ? [`目標 ${year.band.text}${unit}`] : []),
		...(year.superseded ? [year.superseded.text + unit] : []),
		...(data.final?.column === column ? [`最終目標 ${data.final.text}${unit}`] : [])
	];
}

function annotations(data: KpiChartData, axis: Axis, plotHeight: number): Record<string, AnnotationOptions> {
	const found: Record<string, AnnotationOptions> = {};
	if (data.baseline) {
		const { value } = data.baseline;
		found['baseline'] = {
			type: 'line',
			yMin: value,
			yMax: value,
			borderColor: CHART_COLORS.baseline,
			borderWidth: 1.5,
			borderDash: [2, 3]
		};
	}
	bandRuns(data).forEach((band, index) => {
		found[`band${index}`] = bandBox(band);
		found[`band${index}high`] = bandEdge(band, band.high);
		found[`band${index}low`] = bandEdge(band, band.low);
	});
	for (const run of projectionRuns(data)) {
		const [only] = run;
		if (run.length === 1 && only) found[`projection${only.column}`] = projectionBox(only.column, only);
	}
	data.years.forEach(({ superseded }, column) => {
		if (superseded) found[`superseded${column}`] = shortLine(column, superseded.value);
	});
	if (data.final && !isFinalTarget(data, data.final.column)) {
		found['final'] = {
			type: 'point',
			xValue: data.final.column,
			yValue: data.final.value,
			pointStyle: 'rectRot',
			radius: 8,
			backgroundColor: CHART_COLORS.target,
			borderColor: CHART_COLORS.target
		};
	}
	labelsOf(data, axis, plotHeight).forEach((label, index) => {
		found[`label${index}`] = textLabel(label);
	});
	return found;
}

function bandBox({ from, to, low, high }: BandRun): AnnotationOptions {
	return {
		type: 'box',
		drawTime: 'beforeDatasetsDraw',
		xMin: from - 0.5,
		xMax: to + 0.5,
		yMin: low,
		yMax: high,
		backgroundColor: CHART_COLORS.band,
		borderWidth: 0
	};
}

function projectionBox(column: number, { low, high }: { low: number; high: number }): AnnotationOptions {
	return {
		type: 'box',
		drawTime: 'beforeDatasetsDraw',
		xMin: column - HALF_PROJECTION,
		xMax: column + HALF_PROJECTION,
		yMin: low,
		yMax: high,
		backgroundColor: CHART_COLORS.projectionBand,
		// A band without height is still a line.
		borderColor: CHART_COLORS.projectionBand,
		borderWidth: 1
	};
}

function bandEdge({ from, to }: BandRun, value: number): AnnotationOptions {
	return {
		type: 'line',
		xMin: from - 0.5,
		xMax: to + 0.5,
		yMin: value,
		yMax: value,
		borderColor: CHART_COLORS.target,
		borderWidth: 2,
		borderDash: [8, 4]
	};
}

function shortLine(column: number, value: number): AnnotationOptions {
	return {
		type: 'line',
		xMin: column - 0.25,
		xMax: column + 0.25,
		yMin: value,
		yMax: value,
		borderColor: CHART_COLORS.superseded,
		borderWidth: 1.5
	};
}

function textLabel({
	text,
	column,
	value,
	dx,
	dy,
	anchor,
	color,
	bold,
	size
}: ChartLabel): AnnotationOptions {
	return {
		type: 'label',
		xValue: column,
		yValue: value,
		xAdjust: dx,
		yAdjust: dy,
		position: { x: anchor, y: 'center' },
		content: text,
		color,
		font: { family: FONT, size, weight: bold ? 'bold' : 'normal' },
		padding: 0
	};
}
