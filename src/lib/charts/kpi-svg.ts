/** The chart of one KPI as SVG shapes: what the server sends, and what stays where no script runs. */
import { ticksOf } from './axis.ts';
import { CHART_COLORS, HALF_PROJECTION, projectionRuns, type KpiChartData } from './kpi-data.ts';
import { labelsOf } from './kpi-labels.ts';
import { actuals, bars, baseline, diamond, targetBands, targets } from './kpi-marks.ts';
import { grid, kpiPlot, type KpiPlot, type PlotSize } from './kpi-plot.ts';
import { line, pathThrough, round, runs, type SvgShape } from './svg.ts';

export const SVG_WIDTH = 900;
export const SVG_HEIGHT = 400;
/**
 * The margins are shared with the browser's chart, so that one replaces the other without a jump. Above the plot is
 * room for the label of a value at its upper edge.
 */
export const MARGIN = { top: 32, right: 128, bottom: 40 };

const SIZE: PlotSize = {
	width: SVG_WIDTH,
	height: SVG_HEIGHT,
	margin: MARGIN,
	ticks: { least: 0, outside: 8, inside: 10 },
	years: 12,
	target: { width: 2, dash: '8 4', diamond: 7 },
	actual: { width: 3, dot: 5.5 },
	bar: { share: 0.42, outline: 2 }
};

/** Draws the chart on a canvas of 900 × 400. */
export function kpiSvg(data: KpiChartData): SvgShape[] {
	const plot = kpiPlot(data, SIZE, ticksOf);
	return [
		...grid(plot),
		...targetBands(plot),
		...baseline(plot),
		...bars(plot),
		...projectionBands(plot),
		...superseded(plot),
		...targets(plot),
		...final(plot),
		...projections(plot),
		...actuals(plot),
		...labels(plot)
	];
}

/** A short line where a target stood that no longer judges. */
function superseded({ data, band, x, y }: KpiPlot): SvgShape[] {
	const half = Math.min(24, band * 0.35);
	return data.years.flatMap((year, column) =>
		year.superseded
			? line(`M${x(column) - half} ${y(year.superseded.value)}h${2 * half}`, CHART_COLORS.superseded, 1.5)
			: []
	);
}

function final({ data, size, x, y }: KpiPlot): SvgShape[] {
	if (!data.final) return [];
	const { column, value } = data.final;
	return [diamond(x(column), y(value), 8, size.target.width, CHART_COLORS.target)];
}

/** One ribbon from the first projected year to the last; a single year stands as a bar. */
function projectionBands({ data, band, x, y }: KpiPlot): SvgShape[] {
	const half = round(band * HALF_PROJECTION);
	return projectionRuns(data).map((run): SvgShape => {
		const edge = (side: 'low' | 'high') =>
			run.flatMap((each) => {
				// A band without height is still a line.
				const thin = each.low !== each.high ? 0 : side === 'low' ? 1 : -1;
				const [middle, at] = [x(each.column), round(y(each[side]) + thin)];
				return run.length === 1
					? [`${round(middle - half)} ${at}`, `${round(middle + half)} ${at}`]
					: [`${middle} ${at}`];
			});
		const d = `M${edge('high').join('L')}L${edge('low').reverse().join('L')}z`;
		return { kind: 'path', d, fill: CHART_COLORS.projectionBand, stroke: 'none', width: 0, dash: null };
	});
}

/** Dotted between hollow dots, and never joined to the actuals. */
function projections({ data, size, x, y }: KpiPlot): SvgShape[] {
	const points = data.years.map(({ projection }, column) =>
		projection ? { x: x(column), y: y(projection.value) } : null
	);
	const lines = runs(points)
		.filter((run) => run.length > 1)
		.map((run) => line(pathThrough(run), CHART_COLORS.projection, 2.5, '2 5'));
	const dots = points.flatMap((point): SvgShape[] =>
		point
			? [{ kind: 'circle', ...point, r: size.actual.dot, fill: '#FFFFFF', stroke: CHART_COLORS.projection }]
			: []
	);
	return [...lines, ...dots];
}

function labels({ data, axis, height, x, y }: KpiPlot): SvgShape[] {
	return labelsOf(data, axis, height).map((label) => ({
		kind: 'text',
		x: round(x(label.column) + label.dx),
		y: round(y(label.value) + label.dy + label.size * 0.35),
		text: label.text,
		anchor: label.anchor === 'center' ? 'middle' : 'start',
		color: label.color,
		bold: label.bold,
		size: label.size
	}));
}
