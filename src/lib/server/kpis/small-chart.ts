/** A sheet as the data of a small chart among others. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { hasDrawing, type KpiChartData } from '#lib/charts/kpi-data.ts';
import { axisOf } from '#lib/charts/kpi-labels.ts';
import { column, hasPeriod, shapeOf, summaryOf, withGaps } from './page/chart.ts';
import { targetNumber } from './present.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { baselineShown } from './shown.ts';

const CUT = '縦軸は途中から';
const RANK = '上ほど良い順位';
/** What is said of an axis in the KPI's own unit, and of no other. */
export const UNIT_NOTES: readonly string[] = [CUT, RANK];

/**
 * Only the years of the basic plan, so that all charts have one time axis; without superseded targets and projection. Null where nothing can be drawn.
 */
export function smallChartOf(sheet: KpiSheet, shown: SheetYear): KpiChartData | null {
	const { basicPlan, revision, baseline, style, final } = sheet;
	const isPeriod = hasPeriod(sheet);
	const inPlan = sheet.years.filter(({ year }) => basicPlan.firstYear <= year && year <= basicPlan.lastYear);
	const columns = withGaps(
		inPlan.map((year) => ({ ...column(sheet, year, false), superseded: null })),
		inPlan,
		basicPlan.firstYear
	);
	const last = final.target === null ? null : targetNumber(final.target);
	const data: KpiChartData = {
		years: columns,
		unit: sheet.unit,
		decimals: style.decimals,
		shape: shapeOf(sheet, columns, isPeriod),
		stages: style.stages,
		isRank: sheet.isRank,
		baseline:
			revision.baselineUse === 'comparable' && baseline.value !== null && !isPeriod
				? {
						value: toNumber(baseline.value),
						text: baselineShown(sheet),
						label: `基準 ${baselineShown(sheet)}`
					}
				: null,
		final:
			last === null || final.year > basicPlan.lastYear
				? null
				: { column: final.year - basicPlan.firstYear, value: rationalToNumber(last), text: final.text },
		summary: summaryOf(sheet, shown),
		notes: []
	};
	if (!hasDrawing(data)) return null;
	return {
		...data,
		notes: [
			...(isPeriod ? ['期間の始まりからの累計'] : []),
			...(axisOf(data).cut ? [CUT] : []),
			...(sheet.isRank ? [RANK] : [])
		]
	};
}
