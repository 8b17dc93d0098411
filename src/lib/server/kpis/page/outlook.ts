/** 見通し as the page of a KPI shows it. */
import { compare, rationalToNumber, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { outlook, type Outlook, type ProjectedYear } from '#lib/domain/outlook.ts';
import { outlookWords, type OutlookWords } from '#lib/domain/outlook-words.ts';
import { formatDecimal } from '#lib/format.ts';
import type { ChartProjection } from '#lib/charts/kpi-data.ts';
import { targetNumber } from '../present.ts';
import type { KpiSheet } from '../sheets.ts';

export interface ShownOutlook {
	readonly words: OutlookWords;
	/** What the projection is and what it stands on; empty without one. */
	readonly basis: string;
	readonly years: readonly {
		readonly year: number;
		readonly text: string;
		/** 「35.1〜44.0」; empty without a band. */
		readonly band: string;
	}[];
}

/** Projecting is the costliest thing that a list asks for, and sheets are shared between pages. */
const projected = new WeakMap<KpiSheet, Outlook>();

/** The outlook of a sheet, from all confirmed years whatever year is shown. */
export function outlookOf(sheet: KpiSheet): Outlook {
	let found = projected.get(sheet);
	if (found === undefined) projected.set(sheet, (found = outlook(sheet.outlook)));
	return found;
}

/** The final target as the outlook names it. */
export function finalTargetShown({ final, style, unit }: KpiSheet): string {
	return style.stages.length > 0 ? final.text : final.text + unit;
}

/** The words and the projected figures of an outlook. */
export function shownOutlook(sheet: KpiSheet, found: Outlook): ShownOutlook {
	const isSum = sheet.outlook.final?.figure.kind === 'period';
	return {
		words: outlookWords(found, finalTargetShown(sheet)),
		basis: basisOf(found),
		years: found.years.map((each) => ({
			year: each.year,
			text: (isSum ? '累計 ' : '') + estimateText(sheet, each.estimate),
			band: bandText(sheet, each)
		}))
	};
}

/** One projected year for the chart. */
export function chartProjection(sheet: KpiSheet, each: ProjectedYear): ChartProjection {
	return {
		value: rationalToNumber(each.estimate),
		text: estimateText(sheet, each.estimate),
		band: each.band && {
			low: rationalToNumber(each.band.low),
			high: rationalToNumber(each.band.high),
			text: bandText(sheet, each)
		}
	};
}

/** One more decimal where the rounded estimate would look like the target and is not. */
function estimateText({ final, style }: KpiSheet, estimate: Rational): string {
	const text = formatDecimal(estimate, style.decimals);
	const target = targetNumber(final.target);
	if (target === null || compare(estimate, target) === 0) return text;
	return text === formatDecimal(target, style.decimals) ? formatDecimal(estimate, style.decimals + 1) : text;
}

function bandText({ style }: KpiSheet, { band }: ProjectedYear): string {
	if (band === null) return '';
	return `${formatDecimal(band.low, style.decimals)}〜${formatDecimal(band.high, style.decimals)}`;
}

function basisOf({ years, measuredYears, isTentative }: Outlook): string {
	const [first, last] = [measuredYears.at(0), measuredYears.at(-1)];
	if (years.length === 0 || first === undefined || last === undefined) return '';
	const span = `${shortFiscalYear(first)}〜${shortFiscalYear(last)}の実績${measuredYears.length}年分`;
	return isTentative
		? `推計：${span}の傾向を延ばした直線（参考）です。実績ではありません`
		: `推計：${span}の傾向を延ばしたもので、実績ではありません。「〜」は80%の幅です`;
}
