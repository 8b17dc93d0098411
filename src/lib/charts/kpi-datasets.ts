/** The lines and bars of one KPI as data sets of Chart.js. */
import type { ChartDataset } from 'chart.js';
import { CHART_COLORS, isFinalTarget, projectionRuns, type KpiChartData } from './kpi-data.ts';

/** Missing years are null. */
export type KpiDataset = ChartDataset<'line' | 'bar', (number | null)[]>;

/** All sets; the first is drawn on top, so a bar comes after the target, whose mark it would hide. */
export function datasets(data: KpiChartData): KpiDataset[] {
	return [
		...(data.years.some(({ projection }) => projection) ? [projectionSet(data)] : []),
		...(data.shape === 'bar' ? [targetSet(data), actualSet(data)] : [actualSet(data), targetSet(data)]),
		...bandSets(data)
	];
}

function actualSet(data: KpiChartData): KpiDataset {
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

function targetSet(data: KpiChartData): KpiDataset {
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
function projectionSet(data: KpiChartData): KpiDataset {
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
function bandSets(data: KpiChartData): KpiDataset[] {
	const ribbons = projectionRuns(data).filter((run) => run.length > 1);
	if (ribbons.length === 0) return [];
	const edge = (side: 'low' | 'high'): KpiDataset => ({
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
