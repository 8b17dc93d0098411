/** What judging a year needs of the years before it, and what each of them added by itself. */
import {
	compareDecimals,
	fromScaled,
	rational,
	roundHalfUp,
	subtract,
	type Decimal
} from '#lib/domain/decimal.ts';
import type { JudgedResult } from '#lib/domain/judging/judgement.ts';
import type { YearFigure } from '#lib/domain/judging/period-total.ts';
import { figureOf } from '../indicators/figures.ts';
import type { FigureRow, KpiMaterial } from './material.ts';

/** The baseline where it is the total at the end of a year: `JudgedKpi` has it. */
interface Baseline {
	readonly baseline: Decimal | null;
	readonly baselineYear: number | null;
	readonly baselineUse: 'comparable' | 'reference';
}

/** The part of a `JudgementSubject` that looks back. */
export interface Past {
	/** Confirmed figures of the years before. */
	readonly earlier: YearFigure[];
	/** What the judged year itself added; absent where its figure says so. */
	readonly added?: Decimal | null;
}

/**
 * The figures before `year`. A running total says what its year added: the amount where amounts are entered, else
 * the difference to the total of the year before. A carried value measured nothing in the year that shows it.
 */
export function pastOf(
	material: KpiMaterial<FigureRow>,
	year: number,
	kpi: Baseline,
	result: JudgedResult
): Past {
	const isTotal = material.indicator.accumulation === 'cumulative';
	const earlier: YearFigure[] = [];
	for (const [each, { confirmed }] of material.results) {
		if (each >= year) continue;
		const value = confirmed === null ? null : figureOf(confirmed);
		const carriedFrom = confirmed?.carriedFromYear ?? null;
		if (value !== null && carriedFrom !== null) earlier.push({ year: each, value, added: null, carriedFrom });
		else if (isTotal && confirmed !== null && value !== null)
			earlier.push({ year: each, value, added: addedBy(material, each, kpi, confirmed) });
		else earlier.push({ year: each, value });
	}
	if (!isTotal) return { earlier };
	if (result.kind === 'carried') {
		const measured = earlier.find((each) => each.year === result.measuredYear);
		return { earlier, added: measured?.added ?? null };
	}
	if (result.kind !== 'measured') return { earlier };
	const own = material.results.get(year)?.confirmed ?? null;
	const figure = own && figureOf(own);
	// A figure that is being entered has no row yet that says its amount.
	const isStored = own !== null && figure !== null && compareDecimals(figure, result.value) === 0;
	return {
		earlier,
		added: isStored ? addedBy(material, year, kpi, own) : addedTo(material, year, kpi, result.value)
	};
}

/** What a stored figure's year added by itself; null without one, for a carried value, and where nobody can know. */
export function addedIn(material: KpiMaterial<FigureRow>, year: number, kpi: Baseline): Decimal | null {
	const row = material.results.get(year)?.confirmed ?? null;
	if (row === null || row.carriedFromYear !== null) return null;
	return material.indicator.accumulation === 'cumulative' ? addedBy(material, year, kpi, row) : figureOf(row);
}

/** What a stored running total's year added; null where nobody can know. */
function addedBy(
	material: KpiMaterial<FigureRow>,
	year: number,
	kpi: Baseline,
	row: FigureRow
): Decimal | null {
	const total = figureOf(row);
	if (total === null) return null;
	const amount = row.runningTotalDigits === null ? null : fromScaled(row.valueDigits, row.valueScale);
	// The first of a series is typed as its total.
	const isFirst =
		amount !== null && compareDecimals(amount, total) === 0 && lastBefore(material, year) === null;
	return amount !== null && !isFirst ? amount : overYearBefore(material, year, kpi, total);
}

/** The same for a total that is not stored: entered as an amount, it was added to the last total there is. */
function addedTo(
	material: KpiMaterial<FigureRow>,
	year: number,
	kpi: Baseline,
	total: Decimal
): Decimal | null {
	if (material.indicator.cumulativeEntry !== 'increment') return overYearBefore(material, year, kpi, total);
	const last = lastBefore(material, year);
	return last === null ? overYearBefore(material, year, kpi, total) : difference(total, last);
}

/** Over the total of the very year before: over a longer time it would be more than one year's. */
function overYearBefore(
	material: KpiMaterial<FigureRow>,
	year: number,
	{ baseline, baselineYear, baselineUse }: Baseline,
	total: Decimal
): Decimal | null {
	const before = measuredIn(material, year - 1);
	if (before !== null) return difference(total, before);
	const isBase = baseline !== null && baselineYear === year - 1 && baselineUse === 'comparable';
	return isBase ? difference(total, baseline) : null;
}

function lastBefore(material: KpiMaterial<FigureRow>, year: number): Decimal | null {
	const years = [...material.results.keys()].filter((each) => each < year).sort((a, b) => b - a);
	for (const each of years) {
		const figure = measuredIn(material, each);
		if (figure !== null) return figure;
	}
	return null;
}

function measuredIn({ results }: KpiMaterial<FigureRow>, year: number): Decimal | null {
	const row = results.get(year)?.confirmed ?? null;
	return row === null || row.carriedFromYear !== null ? null : figureOf(row);
}

function difference(a: Decimal, b: Decimal): Decimal {
	return roundHalfUp(subtract(rational(a), rational(b)), Math.max(a.scale, b.scale));
}
