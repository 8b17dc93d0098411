import type { KpiChartData } from './kpi-data.ts';

/** 「実績 37.9」, 「目標 46.0」 of one column. */
export function yearInWords(data: KpiChartData, column: number): string[] {
	const year = data.years[column];
	if (!year) return [];
	const unit = data.stages.length > 0 ? '' : data.unit;
	return [
		year.actual ? `実績 ${year.actual.text}${unit}` : `実績 ${year.gap || 'なし'}`,
		...(year.projection ? [`推計 ${year.projection.text}${unit}`] : []),
		...(year.projection?.band ? [`推計の80%の幅 ${year.projection.band.text}${unit}`] : []),
		...(year.target ? [`目標 ${year.target.text}${unit}`] : []),
		...(year.band ? [`目標 ${year.band.text}${unit}`] : []),
		...(year.superseded ? [year.superseded.text + unit] : []),
		...(data.final?.column === column ? [`最終目標 ${data.final.text}${unit}`] : [])
	];
}
