/** The words and figures of the committee screen's chart: on its axes, at its marks, at the end of its lines. */
import { spread } from './axis.ts';
import {
	boundOf,
	type ChartLabel,
	type ChartTone,
	type ChartYear,
	type ScreenChartInput,
	type ScreenPlot
} from './screen-data.ts';
import { placeFigure, type Anchor, type Obstacles } from './screen-labels.ts';
import { round } from './svg.ts';

/** Sizes on the 1920 × 1080 canvas. */
export const WORD = 42;
export const AXIS = 36;
const FIGURE = 38;
/** Distance of words above one another. */
const APART = 50;

/** Words at the right end of the lines; 実績 at its last dot where the years go on without it. */
export function wordLabels(
	{ years, baseline }: ScreenChartInput,
	{ x, y, right, top, bottom }: ScreenPlot,
	isRange: boolean
): ChartLabel[] {
	const target = years.findLast((year) => year.target !== null);
	const lastActual = years.findLastIndex((year) => year.actual !== null);
	const actual = years[lastActual]?.actual ?? null;
	const words: { text: string; tone: ChartTone; at: number }[] = [];
	if (target !== undefined) {
		const middle = ((boundOf(target, 0) ?? 0) + (boundOf(target, 1) ?? 0)) / 2;
		words.push({ text: isRange ? '目標範囲' : '目標', tone: 'target', at: y(middle) });
	}
	const isAtEnd = lastActual === years.length - 1;
	if (actual !== null && isAtEnd) words.push({ text: '実績', tone: 'actual', at: y(actual) });
	if (baseline !== null) words.push({ text: '基準', tone: 'baseline', at: y(baseline) });
	const placed = spread(
		words.map(({ at }) => at),
		APART,
		top - 20,
		bottom + 24
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
	return [
		...labels,
		{
			x: x(lastActual),
			y: round(y(actual) + (isAbove(years[lastActual]) ? -30 : 58)),
			text: '実績',
			anchor: 'middle',
			tone: 'actual',
			strong: true,
			size: WORD
		}
	];
}

/** The first actual, the one before the last, and the last target; the last actual is the screen's large figure. */
export function figureLabels(
	years: readonly ChartYear[],
	{ x, y }: ScreenPlot,
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
	const high = final === undefined ? null : boundOf(final, 1);
	if (final === undefined || high === null) return actuals;
	return [
		...actuals,
		figure(last, high, final.targetText, 'target', Array.isArray(final.target) || !isAbove(final))
	];
}

/** The years, 「…」 for those that are missing, and the names of the stages. */
export function axisLabels(
	{ years, stages, height }: ScreenChartInput,
	{ x, y, left, bottom }: ScreenPlot
): ChartLabel[] {
	const begun = years.findIndex(({ actual }) => actual !== null);
	return [
		...years.map(({ label }, index) => axisLabel(x(index), height - 8, label, 'middle')),
		...years.flatMap(({ actual, due }, index) =>
			actual === null && due && begun >= 0 && index > begun
				? [axisLabel(x(index), bottom + 34, '…', 'middle')]
				: []
		),
		...stages.map((name, index) => axisLabel(left - 14, round(y(index) + AXIS * 0.35), name, 'end'))
	];
}

function axisLabel(x: number, y: number, text: string, anchor: Anchor): ChartLabel {
	return { x, y, text, anchor, tone: 'axis', strong: false, size: AXIS };
}

/** Whether the actual's label goes above its dot: it does where the actual is above the target. */
function isAbove(year: ChartYear | undefined): boolean {
	const target = year === undefined ? null : boundOf(year, 1);
	return year !== undefined && year.actual !== null && target !== null && year.actual > target;
}
