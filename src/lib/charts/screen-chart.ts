/**
 * The committee screen's chart of one KPI: actual, target and baseline over the years, as geometry for an SVG
 * on the 1920 × 1080 canvas. Lines are at least 6 wide and words at least 36 high there. A missing year is a
 * gap and 「…」, never a joined line.
 */
import {
	boundOf,
	type ChartYear,
	type ScreenChart,
	type ScreenChartInput,
	type ScreenPlot
} from './screen-data.ts';
import { AXIS, axisLabels, figureLabels, WORD, wordLabels } from './screen-words.ts';
import { pathThrough, round, runs, type Point } from './svg.ts';

const TOP = 66;
const BOTTOM = 100;

/** Draws the chart; null where there is neither an actual nor a target. */
export function screenChart(input: ScreenChartInput): ScreenChart | null {
	const { years, baseline, stages, width, height } = input;
	const values = years.flatMap(({ actual, target }) =>
		[actual, target].flat().filter((each) => each !== null)
	);
	if (values.length === 0) return null;
	const isRange = years.some(({ target }) => Array.isArray(target));
	const plot = plotOf(input, values, isRange);
	const { x, y, left, right, bottom } = plot;
	const joined = (of: (year: ChartYear) => number | null) =>
		runs(
			years.map((year, index) => {
				const value = of(year);
				return value === null ? null : { x: x(index), y: y(value) };
			})
		);
	const upper = joined((year) => boundOf(year, 1));
	const lower = joined((year) => boundOf(year, 0));
	const actual = joined((year) => year.actual);
	const base = baseline === null ? [] : [left, right].map((end) => ({ x: end, y: y(baseline) }));
	const obstacles = {
		lines: [...upper, ...lower, ...actual, base],
		marks: [...(isRange ? [] : upper.flat()), ...actual.flat()],
		left: 0,
		right: right + 10,
		bottom: bottom + 50
	};
	return {
		width,
		height,
		band: isRange ? upper.map((run, index) => area(run, lower[index] ?? [])).join('') : null,
		grid: stages.map((_, index) => `M${left} ${y(index)}H${right}`).join(''),
		baseline: baseline === null ? null : `M${left} ${y(baseline)}H${right}`,
		target: lines(isRange ? [...upper, ...lower] : upper),
		actual: lines(actual),
		diamonds: isRange ? [] : upper.flat(),
		dots: actual.flat(),
		labels: [
			...axisLabels(input, plot),
			...figureLabels(years, plot, obstacles),
			...wordLabels(input, plot, isRange)
		]
	};
}

/** Room for the stages' names at the left and the lines' words at the right. */
function plotOf(
	{ years, baseline, stages, width, height }: ScreenChartInput,
	values: readonly number[],
	isRange: boolean
): ScreenPlot {
	const left = stages.length > 0 ? Math.min(280, longest(stages) * AXIS + 24) : 10;
	const right = width - (isRange ? 4 : 2) * WORD - 36;
	const step = (right - left) / years.length;
	const [top, bottom] = [TOP, height - BOTTOM];
	const all = stages.length > 0 ? [...stages.keys()] : baseline === null ? values : [...values, baseline];
	return {
		x: (index) => round(left + step * (index + 0.5)),
		y: scale(all, top, bottom),
		left,
		right,
		top,
		bottom
	};
}

function scale(values: readonly number[], top: number, bottom: number): (value: number) => number {
	const low = Math.min(...values);
	const span = Math.max(...values) - low;
	// A flat series runs through the middle.
	return (value) => round(span === 0 ? (top + bottom) / 2 : bottom - ((value - low) / span) * (bottom - top));
}

/** Lines of two points and more; a single point is a mark only. */
function lines(found: readonly Point[][]): string {
	return found
		.filter((run) => run.length > 1)
		.map(pathThrough)
		.join('');
}

function area(upper: readonly Point[], lower: readonly Point[]): string {
	return `${pathThrough([...upper, ...lower.toReversed()])}Z`;
}

function longest(texts: readonly string[]): number {
	return Math.max(...texts.map((text) => [...text].length));
}
