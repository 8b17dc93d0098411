/**
 * The committee screen's chart of one KPI: actual, target and baseline over the years, as geometry for an SVG
 * on the 1920 × 1080 canvas. Lines are at least 6 wide and words at least 36 high there. A missing year is a
 * gap and 「…」, never a joined line.
 */

import { placeFigure, type Anchor, type Obstacles, type Point } from './screen-labels.ts';

/** A year's figure; null is none, and is never drawn as 0. */
export interface ChartYear {
	readonly year: number;
	/** 「R7」 */
	readonly label: string;
	readonly actual: number | null;
	/** The actual as written; empty without one. */
	readonly actualText: string;
	/** The target, or both bounds of a target range (low, high). */
	readonly target: number | readonly [number, number] | null;
	/** The target as written; empty without one. */
	readonly targetText: string;
	/** A result can be expected: false for years after the one shown. */
	readonly due: boolean;
}

export interface ScreenChartInput {
	/** Consecutive, oldest first. */
	readonly years: readonly ChartYear[];
	/** Only a baseline that may be compared with. */
	readonly baseline: number | null;
	/** Names of the stages, least first; figures are their indexes then. Empty for figures. */
	readonly stages: readonly string[];
	readonly width: number;
	readonly height: number;
}

export type ChartTone = 'actual' | 'target' | 'baseline' | 'axis';

export interface ChartLabel {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly anchor: Anchor;
	readonly tone: ChartTone;
	readonly strong: boolean;
	readonly size: number;
}

export interface ScreenChart {
	readonly width: number;
	readonly height: number;
	readonly band: string | null;
	readonly grid: string;
	readonly baseline: string | null;
	readonly target: string;
	readonly actual: string;
	readonly diamonds: readonly Point[];
	readonly dots: readonly Point[];
	readonly labels: readonly ChartLabel[];
}

const WORD = 42;
const FIGURE = 38;
const AXIS = 36;
const TOP = 66;
const BOTTOM = 100;
/** Distance of words above one another. */
const APART = 50;

/** Draws the chart; null where there is neither an actual nor a target. */
export function screenChart(input: ScreenChartInput): ScreenChart | null {
	const { years, baseline, stages, width, height } = input;
	const values = years.flatMap(({ actual, target }) => [
		...(actual === null ? [] : [actual]),
		...(target === null ? [] : [target].flat())
	]);
	if (values.length === 0) return null;
	const isRange = years.some(({ target }) => Array.isArray(target));
	const left = stages.length > 0 ? Math.min(280, longest(stages) * AXIS + 24) : 10;
	const right = width - (isRange ? 4 : 2) * WORD - 36;
	const step = (right - left) / years.length;
	const x = (index: number) => round(left + step * (index + 0.5));
	const y = scale(
		stages.length > 0 ? stages.map((_, index) => index) : baseline === null ? values : [...values, baseline],
		TOP,
		height - BOTTOM
	);
	const line = (of: (year: ChartYear) => number | null) =>
		runs(years.map((year, index) => point(x(index), of(year), y)));
	const upper = line(({ target }) => bound(target, 1));
	const lower = line(({ target }) => bound(target, 0));
	const actual = line((year) => year.actual);
	const base = baseline === null ? [] : [left, right].map((end) => ({ x: end, y: y(baseline) }));
	const obstacles: Obstacles = {
		lines: [...upper, ...lower, ...actual, base],
		marks: [...(isRange ? [] : upper.flat()), ...actual.flat()],
		left: 0,
		right: right + 10,
		bottom: height - BOTTOM + 50
	};
	return {
		width,
		height,
		band: isRange ? upper.map((run, index) => area(run, lower[index] ?? [])).join('') : null,
		grid: stages.map((_, index) => `M${left} ${y(index)}H${right}`).join(''),
		baseline: baseline === null ? null : `M${left} ${y(baseline)}H${right}`,
		target: path(isRange ? [...upper, ...lower] : upper),
		actual: path(actual),
		diamonds: isRange ? [] : upper.flat(),
		dots: actual.flat(),
		labels: [
			...axisLabels(input, x, y, left),
			...figureLabels(years, x, y, obstacles),
			...wordLabels(input, { isRange, right, x, y })
		]
	};
}

/** Words at the right end of the lines; 実績 at its last dot where the years go on without it. */
function wordLabels(
	{ years, baseline, height }: ScreenChartInput,
	{
		isRange,
		right,
		x,
		y
	}: { isRange: boolean; right: number; x: (index: number) => number; y: (value: number) => number }
): ChartLabel[] {
	const lastTarget = years.findLastIndex(({ target }) => target !== null);
	const lastActual = years.findLastIndex(({ actual }) => actual !== null);
	const target = years[lastTarget]?.target ?? null;
	const actual = years[lastActual]?.actual ?? null;
	const words: { text: string; tone: ChartTone; at: number }[] = [];
	if (target !== null) {
		const middle = ((bound(target, 0) ?? 0) + (bound(target, 1) ?? 0)) / 2;
		words.push({ text: isRange ? '目標範囲' : '目標', tone: 'target', at: y(middle) });
	}
	const isAtEnd = lastActual === years.length - 1;
	if (actual !== null && isAtEnd) words.push({ text: '実績', tone: 'actual', at: y(actual) });
	if (baseline !== null) words.push({ text: '基準', tone: 'baseline', at: y(baseline) });
	const placed = spread(
		words.map(({ at }) => at),
		TOP - 20,
		height - BOTTOM + 24
	);
	const labels: ChartLabel[] = words.map(({ text, tone }, index) => ({
		x: right + 16,
		y: round((placed[index] ?? 0) + WORD * 0.35),
		text,
		anchor: 'start',
		tone,
		strong: tone !== 'baseline',
		size: tone === 'baseline' ? AXIS : WORD
	}));
	if (actual === null || isAtEnd) return labels;
	const above = isAbove(years[lastActual]);
	return [
		...labels,
		{
			x: x(lastActual),
			y: round(y(actual) + (above ? -30 : 58)),
			text: '実績',
			anchor: 'middle',
			tone: 'actual',
			strong: true,
			size: WORD
		}
	];
}

/** The first actual, the one before the last, and the last target; the last actual is the screen's large figure. */
function figureLabels(
	years: readonly ChartYear[],
	x: (index: number) => number,
	y: (value: number) => number,
	obstacles: Obstacles
): ChartLabel[] {
	const measured = years.flatMap(({ actual }, index) => (actual === null ? [] : [index]));
	const shown = new Set([measured[0], measured.at(-2)].filter((index) => index !== measured.at(-1)));
	const figure = (
		index: number,
		value: number,
		text: string,
		tone: ChartTone,
		above: boolean
	): ChartLabel => ({
		...placeFigure({ x: x(index), y: y(value) }, text, FIGURE, above ? 'above' : 'below', obstacles),
		text,
		tone,
		strong: false,
		size: FIGURE
	});
	const actuals = years.flatMap((year, index) =>
		year.actual === null || !shown.has(index)
			? []
			: [figure(index, year.actual, year.actualText, 'actual', isAbove(year))]
	);
	const last = years.findLastIndex(({ target }) => target !== null);
	const final = years[last];
	const top = bound(final?.target ?? null, 1);
	if (final === undefined || top === null) return actuals;
	return [
		...actuals,
		figure(last, top, final.targetText, 'target', Array.isArray(final.target) || !isAbove(final))
	];
}

function axisLabels(
	{ years, stages, height }: ScreenChartInput,
	x: (index: number) => number,
	y: (value: number) => number,
	left: number
): ChartLabel[] {
	const begun = years.findIndex(({ actual }) => actual !== null);
	return [
		...years.map(({ label }, index) => axisLabel(x(index), height - 8, label, 'middle')),
		...years.flatMap(({ actual, due }, index) =>
			actual === null && due && begun >= 0 && index > begun
				? [axisLabel(x(index), height - BOTTOM + 34, '…', 'middle')]
				: []
		),
		...stages.map((name, index) => axisLabel(left - 14, round(y(index) + AXIS * 0.35), name, 'end'))
	];
}

function axisLabel(x: number, y: number, text: string, anchor: ChartLabel['anchor']): ChartLabel {
	return { x, y, text, anchor, tone: 'axis', strong: false, size: AXIS };
}

/** Whether the actual's label goes above its dot: it does where the actual is above the target. */
function isAbove(year: ChartYear | undefined): boolean {
	const target = bound(year?.target ?? null, 1);
	return year !== undefined && year.actual !== null && target !== null && year.actual > target;
}

function bound(target: ChartYear['target'], index: 0 | 1): number | null {
	return target === null || typeof target === 'number' ? target : target[index];
}

function scale(values: readonly number[], top: number, bottom: number): (value: number) => number {
	const low = Math.min(...values);
	const span = Math.max(...values) - low;
	// A flat series runs through the middle.
	return (value) => round(span === 0 ? (top + bottom) / 2 : bottom - ((value - low) / span) * (bottom - top));
}

function point(x: number, value: number | null, y: (value: number) => number): Point | null {
	return value === null ? null : { x, y: y(value) };
}

/** Points without a gap between them. */
function runs(points: readonly (Point | null)[]): Point[][] {
	const found: Point[][] = [];
	let open = false;
	for (const each of points) {
		if (each === null) open = false;
		else if (open) found.at(-1)?.push(each);
		else {
			found.push([each]);
			open = true;
		}
	}
	return found;
}

/** Lines of two points and more; a single point is a mark only. */
function path(lines: readonly Point[][]): string {
	return lines
		.filter((run) => run.length > 1)
		.map((run) => `M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`)
		.join('');
}

function area(upper: readonly Point[], lower: readonly Point[]): string {
	const around = [...upper, ...lower.toReversed()];
	return `M${around.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}

/** Moves words apart so that none covers another, keeping their order and the room they have. */
function spread(wanted: readonly number[], top: number, bottom: number): number[] {
	const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
	let least = top;
	for (const each of order) {
		each.at = Math.max(each.at, least);
		least = each.at + APART;
	}
	let most = bottom;
	for (const each of order.toReversed()) {
		each.at = Math.min(each.at, most);
		most = each.at - APART;
	}
	return order.sort((a, b) => a.index - b.index).map(({ at }) => at);
}

function longest(texts: readonly string[]): number {
	return Math.max(...texts.map((text) => [...text].length));
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
