/** What stands beside the lines and bars of one KPI, as annotations of Chart.js: baseline, bands, words. */
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Axis } from './axis.ts';
import {
	bandRuns,
	CHART_COLORS,
	CHART_FONT,
	HALF_PROJECTION,
	isFinalTarget,
	projectionRuns,
	type BandRun,
	type KpiChartData
} from './kpi-data.ts';
import { labelsOf, type ChartLabel } from './kpi-labels.ts';

/** By name; for a plot of this height in pixels. */
export function annotations(
	data: KpiChartData,
	axis: Axis,
	plotHeight: number
): Record<string, AnnotationOptions> {
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
		font: { family: CHART_FONT, size, weight: bold ? 'bold' : 'normal' },
		padding: 0
	};
}
