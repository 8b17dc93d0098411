/** A small chart on the scale that all of them share: baseline 0, final target 100, better up. */
import type { Axis } from '#lib/charts/axis.ts';
import { beyondAxis, commonAxis } from '#lib/charts/common-axis.ts';
import type { ChartFigure, KpiChartData } from '#lib/charts/kpi-data.ts';
import {
	commonScale,
	placeOn,
	SCALE_REFUSALS,
	type CommonScale,
	type ScaleRefusal
} from '#lib/domain/common-scale.ts';
import { rationalToNumber, ZERO } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { figureText, percentText, whole } from '#lib/domain/judging/text.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { UNIT_NOTES } from './small-chart.ts';
import { comparedRational } from './shown.ts';

/** The scale of a sheet, or why it has none. A period total is counted from 0, whatever baseline is printed. */
export function scaleOfSheet({ judged, years }: KpiSheet): CommonScale | ScaleRefusal {
	const period = years.findLast(
		({ target }) => target.kind === 'target' && target.figure.kind === 'period'
	)?.target;
	const figure = period?.kind === 'target' ? period.figure : null;
	return commonScale(judged, figure?.kind === 'period' ? figure.total : null);
}

/** 「維持する指標のため」; null where the KPI has a place. */
export function refusalText(scale: CommonScale | ScaleRefusal): string | null {
	return typeof scale === 'string' ? SCALE_REFUSALS[scale] : null;
}

/** 最終目標に対する進捗率 of a year: 「R6の進捗率 79.5 %」; null without a figure. It is the place on the scale. */
export function placeText(scale: CommonScale, sheet: KpiSheet, year: SheetYear): string | null {
	const actual = comparedRational(sheet, year);
	if (actual === null) return null;
	const place = placeOn(scale, actual);
	return `${shortFiscalYear(year.year)}の進捗率 ${percentText({ n: place.n, d: place.d * 100n }, [ZERO, whole(1)])}`;
}

/** One axis for all charts of a page. */
export function sharedAxis(charts: readonly KpiChartData[]): Axis {
	return commonAxis(
		charts.flatMap(({ years }) =>
			years.flatMap(({ actual, target }) => [actual, target].flatMap((each) => each?.value ?? []))
		)
	);
}

/** The chart in places instead of units; its axis comes from all charts together. */
export function inPlaces(chart: KpiChartData, scale: CommonScale): KpiChartData {
	const [baseline, final] = [rationalToNumber(scale.baseline), rationalToNumber(scale.final)];
	const placed = (figure: ChartFigure): ChartFigure => ({
		...figure,
		value: ((figure.value - baseline) / (final - baseline)) * 100
	});
	return {
		...chart,
		shape: 'line',
		isRank: false,
		years: chart.years.map((year) => ({
			...year,
			actual: year.actual && placed(year.actual),
			target: year.target && placed(year.target)
		})),
		baseline: { value: 0, text: '0', label: '基準値 0' },
		final: chart.final && { ...chart.final, value: 100 },
		notes: chart.notes.filter((note) => !UNIT_NOTES.includes(note))
	};
}

/** The chart on the shared axis, with what lies beyond its edges told in words. */
export function onAxis(chart: KpiChartData, common: Axis): KpiChartData {
	const beyond = chart.years.flatMap(({ label, actual }) => {
		const side = actual && beyondAxis(common, actual.value);
		if (!side) return [];
		const place = figureText(whole(Math.round(actual.value)), 0);
		return [`${label}は${place}（図の${side === 'above' ? '上' : '下'}の外）`];
	});
	return { ...chart, common, notes: [...chart.notes, ...beyond] };
}
