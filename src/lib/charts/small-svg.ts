/** A small chart among many: actual, stepped target and baseline on the years of the plan. Words stay outside. */
import { ticksOf, type Axis } from './axis.ts';
import { bandRuns, CHART_COLORS, isFinalTarget, type KpiChartData } from './kpi-data.ts';
import { axisOf, shareOf } from './kpi-labels.ts';
import { line, runs, textWidth, tickText, type SvgShape } from './kpi-svg.ts';

export const SMALL_WIDTH = 360;
export const SMALL_HEIGHT = 200;
const TOP = 10;
const BOTTOM = 26;
const RIGHT = 10;
/** At a quarter of an A3 sheet's width this prints at more than 9 pt. */
const SIZE = 14;

/** Shapes on a canvas of 360 × 200; every chart has the same frame, whatever its figures. */
export function smallSvg(data: KpiChartData): SvgShape[] {
	const axis = axisOf(data);
	const ticks = shownTicks(axis, data);
	const left = Math.max(44, 10 + Math.max(...ticks.map((value) => textWidth(tickText(data, axis, value)))));
	const band = (SMALL_WIDTH - left - RIGHT) / data.years.length;
	const x = (column: number) => round(left + (column + 0.5) * band);
	const y = (value: number) =>
		round(TOP + (1 - shareOf(axis, value, data.isRank)) * (SMALL_HEIGHT - TOP - BOTTOM));
	const frame: Frame = { data, axis, left, band, x, y };
	return [
		...grid(frame, ticks),
		...targetBands(frame),
		...baseline(frame),
		...bars(frame),
		...targets(frame),
		...actuals(frame),
		...gaps(frame)
	];
}

interface Frame {
	readonly data: KpiChartData;
	readonly axis: Axis;
	readonly left: number;
	readonly band: number;
	readonly x: (column: number) => number;
	readonly y: (value: number) => number;
}

/** Every other mark where there are many: small charts have room for few words. */
function shownTicks(axis: Axis, { stages }: KpiChartData): number[] {
	const all = ticksOf(axis);
	return all.length > 4 && stages.length === 0 ? all.filter((_, index) => index % 2 === 0) : all;
}

function grid({ data, axis, left, x, y }: Frame, ticks: readonly number[]): SvgShape[] {
	const right = SMALL_WIDTH - RIGHT;
	const text = (at: number, down: number, words: string, anchor: 'end' | 'middle'): SvgShape => ({
		kind: 'text',
		x: at,
		y: down,
		text: words,
		anchor,
		color: CHART_COLORS.text,
		bold: false,
		size: SIZE
	});
	return [
		...ticks.flatMap((value) => [
			line(`M${left} ${y(value)}H${right}`, CHART_COLORS.grid, 1),
			text(left - 6, y(value) + 5, tickText(data, axis, value), 'end')
		]),
		...data.years.map(({ label }, column) => text(x(column), SMALL_HEIGHT - 8, label, 'middle'))
	];
}

function targetBands({ data, band, x, y }: Frame): SvgShape[] {
	return bandRuns(data).flatMap(({ from, to, low, high }): SvgShape[] => {
		const [left, width] = [round(x(from) - band / 2), round(band * (to - from + 1))];
		const [top, bottom] = [y(high), y(low)];
		return [
			{ kind: 'rect', x: left, y: top, width, height: round(bottom - top), fill: CHART_COLORS.band },
			line(`M${left} ${top}h${width}M${left} ${bottom}h${width}`, CHART_COLORS.target, 1.5, '6 4')
		];
	});
}

function baseline({ data, left, y }: Frame): SvgShape[] {
	if (!data.baseline) return [];
	return [
		line(`M${left} ${y(data.baseline.value)}H${SMALL_WIDTH - RIGHT}`, CHART_COLORS.baseline, 1.5, '2 3')
	];
}

function bars({ data, band, x, y }: Frame): SvgShape[] {
	if (data.shape !== 'bar') return [];
	const width = round(band * 0.44);
	return data.years.flatMap(({ actual, carried }, column): SvgShape[] => {
		if (!actual) return [];
		const box = {
			x: round(x(column) - width / 2),
			y: y(actual.value),
			width,
			height: round(y(0) - y(actual.value))
		};
		if (!carried) return [{ kind: 'rect', ...box, fill: CHART_COLORS.actual }];
		return [line(`M${box.x} ${box.y}h${width}v${box.height}h${-width}z`, CHART_COLORS.actual, 1.5)];
	});
}

/** Dashed steps that change half-way between the years, with a hollow diamond at each; the final one filled. */
function targets({ data, band, x, y }: Frame): SvgShape[] {
	const points = data.years.map(({ target }, column) => (target ? { column, value: target.value } : null));
	const steps = runs(points).map((run) =>
		line(
			run
				.map(({ column, value }, index) => {
					const from = round(x(column) - band / 2);
					return `${index === 0 ? `M${from} ${y(value)}` : `H${from}V${y(value)}`}H${round(x(column) + band / 2)}`;
				})
				.join(''),
			CHART_COLORS.target,
			1.5,
			'6 4'
		)
	);
	const marks = points.flatMap((point): SvgShape[] =>
		point === null
			? []
			: [
					diamond(
						x(point.column),
						y(point.value),
						isFinalTarget(data, point.column) ? CHART_COLORS.target : '#FFFFFF'
					)
				]
	);
	const { final } = data;
	const alone =
		final && !isFinalTarget(data, final.column)
			? [diamond(x(final.column), y(final.value), CHART_COLORS.target)]
			: [];
	return [...steps, ...marks, ...alone];
}

function diamond(x: number, y: number, fill: string): SvgShape {
	return {
		kind: 'path',
		d: `M${x} ${round(y - 5)}l5 5l-5 5l-5 -5z`,
		fill,
		stroke: CHART_COLORS.target,
		width: 1.5,
		dash: null
	};
}

/** A missing year breaks the line. */
function actuals({ data, x, y }: Frame): SvgShape[] {
	if (data.shape === 'bar') return [];
	const points = data.years.map(({ actual }, column) =>
		actual ? { x: x(column), y: y(actual.value) } : null
	);
	const lines = runs(points)
		.filter((run) => run.length > 1)
		.map((run) =>
			line(
				run.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(''),
				CHART_COLORS.actual,
				2.5
			)
		);
	const dots = points.flatMap((point, column): SvgShape[] => {
		if (point === null) return [];
		const carried = data.years[column]?.carried ?? false;
		const [fill, stroke] = carried ? ['#FFFFFF', CHART_COLORS.actual] : [CHART_COLORS.actual, '#FFFFFF'];
		return [{ kind: 'circle', ...point, r: 4, fill, stroke }];
	});
	return [...lines, ...dots];
}

/** 「…」 where a figure is due and missing. */
function gaps({ data, x }: Frame): SvgShape[] {
	return data.years.flatMap(({ gap }, column): SvgShape[] =>
		gap === null
			? []
			: [
					{
						kind: 'text',
						x: x(column),
						y: SMALL_HEIGHT - BOTTOM - 5,
						text: '…',
						anchor: 'middle',
						color: CHART_COLORS.text,
						bold: false,
						size: SIZE
					}
				]
	);
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
