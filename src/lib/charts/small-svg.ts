/** A small chart among many: actual, stepped target and baseline on the years of the plan. Words stay outside. */
import { ticksOf } from './axis.ts';
import { beyondAxis } from './common-axis.ts';
import { CHART_COLORS, isFinalTarget, type KpiChartData } from './kpi-data.ts';
import { actuals, bars, baseline, diamond, targetBands, targets } from './kpi-marks.ts';
import { axisText, grid, kpiPlot, type KpiPlot, type PlotSize } from './kpi-plot.ts';
import { line, type SvgShape } from './svg.ts';

export const SMALL_WIDTH = 360;
export const SMALL_HEIGHT = 200;

const SIZE: PlotSize = {
	width: SMALL_WIDTH,
	height: SMALL_HEIGHT,
	margin: { top: 10, right: 10, bottom: 26 },
	ticks: { least: 44, outside: 4, inside: 6 },
	years: 8,
	target: { width: 1.5, dash: '6 4', diamond: 5 },
	actual: { width: 2.5, dot: 4 },
	bar: { share: 0.44, outline: 1.5 }
};

/** Shapes on a canvas of 360 × 200; every chart has the same frame, whatever its figures. */
export function smallSvg(data: KpiChartData): SvgShape[] {
	const plot = withinEdges(kpiPlot(data, SIZE, (axis) => everyOther(ticksOf(axis), data)));
	return [
		...grid(plot),
		...goal(plot),
		...targetBands(plot),
		...baseline(plot),
		...bars(plot),
		...targets(plot),
		...final(plot),
		...actuals(plot),
		...arrows(plot),
		...gaps(plot)
	];
}

/** Every other mark where there are many: small charts have room for few words. Stages keep all. */
function everyOther(ticks: readonly number[], { stages }: KpiChartData): number[] {
	return ticks.filter((_, index) => ticks.length <= 4 || stages.length > 0 || index % 2 === 0);
}

/** On the common scale a figure beyond its edges stands at the edge; an arrow says so. */
function withinEdges(plot: KpiPlot): KpiPlot {
	const { axis, data, y } = plot;
	if (!data.common) return plot;
	return { ...plot, y: (value) => y(Math.min(axis.max, Math.max(axis.min, value))) };
}

/** The line of the final target, which is the same in every chart of the common scale. */
function goal({ data, left, right, y }: KpiPlot): SvgShape[] {
	return data.common ? [line(`M${left} ${y(100)}H${right}`, CHART_COLORS.superseded, 1)] : [];
}

function arrows({ data, axis, x, y }: KpiPlot): SvgShape[] {
	if (!data.common) return [];
	return data.years.flatMap(({ actual }, column) => {
		const side = actual && beyondAxis(axis, actual.value);
		if (!side) return [];
		const [at, tip] = [y(actual.value), side === 'above' ? -9 : 9];
		const d = `M${x(column) - 6} ${at}h12L${x(column)} ${at + tip}Z`;
		return [
			{ kind: 'path', d, fill: CHART_COLORS.actual, stroke: 'none', width: 0, dash: null } satisfies SvgShape
		];
	});
}

/** The final target where no year's target stands in its place. */
function final({ data, size, x, y }: KpiPlot): SvgShape[] {
	if (!data.final || isFinalTarget(data, data.final.column)) return [];
	const { column, value } = data.final;
	return [diamond(x(column), y(value), size.target.diamond, size.target.width, CHART_COLORS.target)];
}

/** 「…」 where a figure is due and missing. */
function gaps({ data, size, x }: KpiPlot): SvgShape[] {
	return data.years.flatMap(({ gap }, column) =>
		gap === null ? [] : axisText(x(column), size.height - size.margin.bottom - 5, '…', 'middle')
	);
}
