/** A sheet as the data of its chart. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { heldName } from '#lib/domain/judging/held-target.ts';
import { STATUSES } from '#lib/domain/model.ts';
import type { Outlook } from '#lib/domain/outlook.ts';
import type { EditionTarget } from '#lib/domain/target-in-force.ts';
import { hasDrawing, type ChartFigure, type ChartYear, type KpiChartData } from '#lib/charts/kpi-data.ts';
import { axisOf } from '#lib/charts/kpi-labels.ts';
import { chartProjection } from './outlook.ts';
import { targetNumber, targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import {
	baselineShown,
	comparedActual,
	figureWords,
	isSumUnknown,
	shownStatus,
	singleYearText,
	targetInForceNumber,
	UNKNOWN_SUM
} from '../shown.ts';

/** Years before the basic plan that a chart reaches back to, at most. */
export const YEARS_BEFORE = 3;

/** The chart of a KPI; null where nothing can be drawn. `shown` is the year that the page is about. */
export function chartOf(sheet: KpiSheet, shown: SheetYear, outlook: Outlook): KpiChartData | null {
	const { basicPlan, revision, baseline, style } = sheet;
	const isPeriod = hasPeriod(sheet);
	const isComparable = revision.baselineUse === 'comparable' && baseline.value !== null && !isPeriod;
	const first = isComparable ? firstColumn(sheet) : basicPlan.firstYear;
	const inPlan = sheet.years.filter(({ year }) => first <= year && year <= basicPlan.lastYear);
	const columns = withGaps(
		inPlan.map((year) => column(sheet, year, isComparable)),
		inPlan,
		basicPlan.firstYear
	);
	const beyond = sheet.final.year > basicPlan.lastYear && sheet.final.target !== null;
	const final = sheet.final.target === null ? null : targetNumber(sheet.final.target);
	const beyondYears = beyond ? yearsBeyond(sheet, outlook) : [];
	const projected = withProjection(
		sheet,
		[...columns, ...beyondYears.map((year) => empty(shortFiscalYear(year)))],
		[...inPlan.map(({ year }) => year), ...beyondYears],
		outlook
	);
	const data: KpiChartData = {
		years: projected,
		unit: sheet.unit,
		decimals: style.decimals,
		shape: shapeOf(sheet, columns, isPeriod),
		stages: style.stages,
		isRank: sheet.isRank,
		baseline:
			isComparable && baseline.value !== null
				? {
						value: toNumber(baseline.value),
						text: baselineShown(sheet),
						label: `基準 ${baselineShown(sheet)}`
					}
				: null,
		final:
			final === null
				? null
				: {
						column: beyond ? projected.length - 1 : sheet.final.year - first,
						value: rationalToNumber(final),
						text: sheet.final.text
					},
		summary: summaryOf(sheet, shown),
		notes: isPeriod ? ['目標と実績は、目標期間の始まりからの累計です'] : []
	};
	if (!hasDrawing(data)) return null;
	const notes = [
		...data.notes,
		...(axisOf(data).cut ? ['縦軸は0から始まりません'] : []),
		...(sheet.isRank ? ['上にあるほど良い順位です'] : []),
		...(outlook.years.length > 0 ? ['白抜きの青い点と薄い青の帯は推計です'] : []),
		...(data.years.some(({ carried }) => carried) ? ['実績の線の白抜きの点は、前の年度の値です'] : [])
	];
	return { ...data, notes };
}

/** Whether a target of the KPI is the total of a period: figures are then sums since it began. */
export function hasPeriod({ years }: KpiSheet): boolean {
	return years.some(({ target }) => target.kind === 'target' && target.figure.kind === 'period');
}

/** Amounts of single years are bars from 0. */
export function shapeOf(
	{ indicator, style, isRank }: KpiSheet,
	columns: readonly ChartYear[],
	isPeriod: boolean
): KpiChartData['shape'] {
	const isAmount = indicator.accumulation === 'annual' && !isPeriod && style.stages.length === 0 && !isRank;
	return isAmount && columns.every(({ actual, target }) => isNotNegative(actual) && isNotNegative(target))
		? 'bar'
		: 'line';
}

/** The baseline's year where it lies near the plan, else the plan's first. */
function firstColumn({ basicPlan, baseline }: KpiSheet): number {
	const { year } = baseline;
	return year !== null && year < basicPlan.firstYear && year >= basicPlan.firstYear - YEARS_BEFORE
		? year
		: basicPlan.firstYear;
}

/** One year of the chart; the baseline stands in its own year where `baselineCounts` and nothing else does. */
export function column(sheet: KpiSheet, year: SheetYear, baselineCounts: boolean): ChartYear {
	const actual = comparedActual(sheet, year);
	const isBaseline = baselineCounts && year.year === sheet.baseline.year && actual.number === null;
	const target = targetInForceNumber(year.target);
	const figure = year.target.kind === 'target' ? year.target.figure : null;
	return {
		...empty(shortFiscalYear(year.year)),
		actual:
			isBaseline && sheet.baseline.value !== null
				? { value: toNumber(sheet.baseline.value), text: baselineShown(sheet) }
				: actual.number === null
					? null
					: { value: actual.number, text: actual.text },
		carried: year.actual?.value !== null && year.actual?.carriedFrom != null,
		target: target === null ? null : { value: target, text: year.targetText },
		band:
			figure?.kind === 'range'
				? { low: rationalToNumber(figure.low), high: rationalToNumber(figure.high), text: year.targetText }
				: null,
		superseded: supersededTarget(sheet, year)
	};
}

/** Years after the plan: the final one alone after a jump, or all that lead there where they are projected. */
function yearsBeyond({ basicPlan, final }: KpiSheet, { years }: Outlook): number[] {
	const projected = years.map(({ year }) => year).filter((year) => year > basicPlan.lastYear);
	return projected.length > 0 ? projected : [final.year];
}

function withProjection(
	sheet: KpiSheet,
	columns: readonly ChartYear[],
	years: readonly number[],
	outlook: Outlook
): ChartYear[] {
	return columns.map((each, index) => {
		const found = outlook.years.find(({ year }) => year === years[index]);
		return found === undefined ? each : { ...each, projection: chartProjection(sheet, found) };
	});
}

/** A missing year between figures, or one that is due, says so. */
export function withGaps(
	columns: readonly ChartYear[],
	years: readonly SheetYear[],
	firstYear: number
): ChartYear[] {
	const first = columns.findIndex(({ actual }) => actual);
	const last = columns.findLastIndex(({ actual }) => actual);
	return columns.map((each, index) => {
		const year = years[index];
		if (each.actual !== null || year === undefined) return each;
		const isDue = year.judgement !== null && year.standing === 'active';
		const isBetween = first !== -1 && first < index && index < last;
		if (!isDue && !isBetween) return each;
		const word = year.year < firstYear || !isDue ? '' : gapWord(year);
		return { ...each, gap: word === '－' ? '' : word };
	});
}

/** Why there is nothing to draw: a year's own figure is none of the sums that a chart of a period shows. */
function gapWord(year: SheetYear): string {
	return isSumUnknown(year) ? `累計は${UNKNOWN_SUM}` : figureWords(year);
}

/** What an edition said that does not judge: a revision during the year, a lowered final year, the edition before. */
export function supersededTarget(sheet: KpiSheet, year: SheetYear): ChartFigure | null {
	const { target } = year;
	if (target.later?.target.kind === 'target') {
		return figureOf('改定後', target.later.target.figure, sheet);
	}
	if (target.kind !== 'target' || target.figure.kind === 'period') return null;
	if (target.lowered) return figureOf('実施計画', target.lowered.target, sheet);
	const before = year.editions.slice(
		0,
		Math.max(
			0,
			year.editions.findIndex(({ id }) => id === target.editionId)
		)
	);
	const previous = before.findLast((each) => saidOtherwise(each, targetInForceNumber(target)));
	return previous?.target ? figureOf('改定前', previous.target, sheet) : null;
}

function saidOtherwise({ listed, target }: EditionTarget, now: number | null): boolean {
	const said = listed && target ? targetNumber(target) : null;
	return said !== null && rationalToNumber(said) !== now;
}

function figureOf(
	what: string,
	target: Parameters<typeof targetNumber>[0],
	sheet: KpiSheet
): ChartFigure | null {
	const number = targetNumber(target);
	return number === null
		? null
		: { value: rationalToNumber(number), text: `${what} ${targetText(target, sheet.style)}` };
}

/** Bars grow upwards from 0; what can be negative (社会増減) is a line. */
function isNotNegative(figure: ChartFigure | null): boolean {
	return figure === null || figure.value >= 0;
}

/** The sentence for readers of the picture: figure, target, status. */
export function summaryOf(sheet: KpiSheet, shown: SheetYear): string {
	const unit = sheet.style.stages.length > 0 ? '' : sheet.unit;
	const actual = comparedActual(sheet, shown);
	const status = shownStatus(shown);
	const own = actual.number === null ? figureWords(shown) : `${actual.text}${unit}`;
	const figure = isSumUnknown(shown) ? `${singleYearText(sheet, shown)}（累計は${UNKNOWN_SUM}）` : own;
	const { held, heldText } = shown;
	const name = heldName(held);
	const target = held.figure === null ? '目標なし' : `${name === '' ? '目標' : `${name} `}${heldText}${unit}`;
	const isSaid = sheet.final.target === null || held.of === 'final';
	const final = isSaid ? '' : `、最終目標${sheet.final.text}${unit}`;
	const judged = status === null ? '' : `、判定は${status.word ?? STATUSES[status.status]}`;
	return `${sheet.name}の推移。${shortFiscalYear(shown.year)}の実績は${figure}、${target}${final}${judged}。`;
}

function empty(label: string): ChartYear {
	return {
		label,
		actual: null,
		carried: false,
		gap: null,
		target: null,
		band: null,
		superseded: null,
		projection: null
	};
}
