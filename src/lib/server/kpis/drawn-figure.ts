/** Which figure a bullet draws: the year's own, else the last one before it, which is never drawn as the year's. */
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { comparedActual, figureState } from './shown.ts';

export interface DrawnFigure {
	readonly number: number;
	readonly text: string;
	/** Σ of a period total. */
	readonly isSum: boolean;
	/** The year whose figure it is. */
	readonly year: SheetYear;
	/** 「R6の値」 where it is an earlier year's: a hollow mark, without the colour of a status; null for the year's own. */
	readonly earlier: string | null;
	/** 「速報」, 「R4の値」; empty for a final figure of its own year. */
	readonly state: string;
}

/** Null where no year up to `shown` has a figure that can be placed beside the target. Only years that were read count. */
export function drawnFigure(sheet: KpiSheet, shown: SheetYear): DrawnFigure | null {
	const years = sheet.years.some(({ year }) => year === shown.year) ? sheet.years : [...sheet.years, shown];
	for (const each of years.filter(({ year }) => year <= shown.year).sort((a, b) => b.year - a.year)) {
		const { number, text, isSum } = comparedActual(sheet, each);
		if (number === null) continue;
		const measured = each.actual?.carriedFrom ?? each.year;
		return {
			number,
			text,
			isSum,
			year: each,
			earlier: each.year === shown.year ? null : `${shortFiscalYear(measured)}の値`,
			state: figureState(each)
		};
	}
	return null;
}
