/** The chart of one KPI as a Chart.js configuration: the same axis and the same words as the SVG. */
import type { ChartConfiguration } from 'chart.js';
import { ticksOf } from './axis.ts';
import { annotations } from './kpi-annotations.ts';
import { CHART_COLORS, CHART_FONT, type KpiChartData } from './kpi-data.ts';
import { datasets } from './kpi-datasets.ts';
import { axisOf } from './kpi-labels.ts';
import { tickText } from './kpi-plot.ts';
import { MARGIN } from './kpi-svg.ts';
import { yearInWords } from './year-words.ts';

export type KpiChartConfiguration = ChartConfiguration<'line' | 'bar', (number | null)[], string>;

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
			datasets: datasets(data)
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			font: { family: CHART_FONT, size: 14 },
			color: CHART_COLORS.text,
			interaction: { mode: 'index', intersect: false },
			layout: { padding: { top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 } },
			scales: {
				x: {
					type: 'category',
					offset: true,
					grid: { display: false },
					border: { display: false },
					ticks: {
						color: CHART_COLORS.text,
						font: { family: CHART_FONT, size: 14 },
						padding: 6,
						maxRotation: 0
					}
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
						font: { family: CHART_FONT, size: 14 },
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

/** Every figure of the year under the pointer, in words. */
function tooltip(data: KpiChartData) {
	return {
		displayColors: false,
		titleFont: { family: CHART_FONT, size: 14 },
		bodyFont: { family: CHART_FONT, size: 14 },
		filter: (_item: unknown, index: number) => index === 0,
		callbacks: { label: ({ dataIndex }: { dataIndex: number }) => yearInWords(data, dataIndex) }
	};
}
