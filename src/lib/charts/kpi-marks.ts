/** Targets, baseline and actuals of one KPI as shapes, large or small. */
import { bandRuns, CHART_COLORS, isFinalTarget } from './kpi-data.ts';
import type { KpiPlot } from './kpi-plot.ts';
import { line, pathThrough, round, runs, type SvgShape } from './svg.ts';

const PAPER = '#FFFFFF';

/** The bands of range targets between their dashed edges. */
export function targetBands({ data, size, band, x, y }: KpiPlot): SvgShape[] {
	const { width: stroke, dash } = size.target;
	return bandRuns(data).flatMap(({ from, to, low, high }): SvgShape[] => {
		const [left, width] = [round(x(from) - band / 2), round(band * (to - from + 1))];
		const [top, bottom] = [y(high), y(low)];
		return [
			{ kind: 'rect', x: left, y: top, width, height: round(bottom - top), fill: CHART_COLORS.band },
			line(`M${left} ${top}h${width}M${left} ${bottom}h${width}`, CHART_COLORS.target, stroke, dash)
		];
	});
}

/** The dotted line of the baseline. */
export function baseline({ data, left, right, y }: KpiPlot): SvgShape[] {
	if (!data.baseline) return [];
	return [line(`M${left} ${y(data.baseline.value)}H${right}`, CHART_COLORS.baseline, 1.5, '2 3')];
}

/** Dashed steps that change half-way between the years, with a hollow diamond at each; the final one filled. */
export function targets({ data, size, band, x, y }: KpiPlot): SvgShape[] {
	const { width, dash, diamond: r } = size.target;
	const points = data.years.map(({ target }, column) => (target ? { column, value: target.value } : null));
	const steps = runs(points).map((run) => {
		const d = run.map(({ column, value }, index) => {
			const [from, to] = [round(x(column) - band / 2), round(x(column) + band / 2)];
			return `${index === 0 ? `M${from} ${y(value)}` : `H${from}V${y(value)}`}H${to}`;
		});
		return line(d.join(''), CHART_COLORS.target, width, dash);
	});
	const marks = points.flatMap((point) =>
		point === null
			? []
			: diamond(
					x(point.column),
					y(point.value),
					r,
					width,
					isFinalTarget(data, point.column) ? CHART_COLORS.target : PAPER
				)
	);
	return [...steps, ...marks];
}

/** A diamond of half-diagonal `r`. */
export function diamond(x: number, y: number, r: number, width: number, fill: string): SvgShape {
	const d = `M${x} ${round(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
	return { kind: 'path', d, fill, stroke: CHART_COLORS.target, width, dash: null };
}

/** Amounts of single years from 0; a carried one is hollow. Nothing where the chart is a line. */
export function bars({ data, size, band, x, y }: KpiPlot): SvgShape[] {
	if (data.shape !== 'bar') return [];
	const width = round(band * size.bar.share);
	return data.years.flatMap(({ actual, carried }, column): SvgShape[] => {
		if (!actual) return [];
		const [zero, end] = [y(0), y(actual.value)];
		const box = {
			x: round(x(column) - width / 2),
			y: Math.min(zero, end),
			width,
			height: round(Math.abs(zero - end))
		};
		if (!carried) return [{ kind: 'rect', ...box, fill: CHART_COLORS.actual }];
		const d = `M${box.x} ${box.y}h${width}v${box.height}h${-width}z`;
		return [line(d, CHART_COLORS.actual, size.bar.outline)];
	});
}

/** Dots, joined where no year is missing between them; a carried one is hollow. Nothing where they are bars. */
export function actuals({ data, size, x, y }: KpiPlot): SvgShape[] {
	if (data.shape === 'bar') return [];
	const points = data.years.map(({ actual }, column) =>
		actual ? { x: x(column), y: y(actual.value) } : null
	);
	const dots = points.flatMap((point, column): SvgShape[] => {
		if (point === null) return [];
		const carried = data.years[column]?.carried ?? false;
		const [fill, stroke] = carried ? [PAPER, CHART_COLORS.actual] : [CHART_COLORS.actual, PAPER];
		return [{ kind: 'circle', ...point, r: size.actual.dot, fill, stroke }];
	});
	const lines = runs(points)
		.filter((run) => run.length > 1)
		.map((run) => line(pathThrough(run), CHART_COLORS.actual, size.actual.width));
	return [...lines, ...dots];
}
