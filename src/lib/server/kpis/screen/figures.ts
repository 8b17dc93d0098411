import { NO_FIGURE } from '#lib/format.ts';
import { comparedActual, figureState, figureWords } from '../shown.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';

/** The year's own figure with its unit, or the word that stands for it; a carried value names its year. */
export function figureWithUnit(sheet: KpiSheet, shown: SheetYear): string {
	return withUnit(figureWords(shown), sheet) + carriedNote(shown);
}

/** What stands against the target, with its unit: Σ of a period total, else as `figureWithUnit`. */
export function comparedWithUnit(sheet: KpiSheet, shown: SheetYear): string {
	const compared = comparedActual(sheet, shown);
	return compared.isSum ? `累計${withUnit(compared.text, sheet)}` : figureWithUnit(sheet, shown);
}

/** The target in force with its unit; 「－」 for none. A period total is its share to date. */
export function targetWithUnit(sheet: KpiSheet, shown: SheetYear): string {
	if (shown.target.kind === 'none') return NO_FIGURE;
	const text = withUnit(shown.targetText, sheet);
	return shown.target.figure.kind === 'period' ? `累計${text}` : text;
}

/** The unit after a figure or a span of figures; words carry none. */
export function withUnit(text: string, { unit, style }: Pick<KpiSheet, 'unit' | 'style'>): string {
	return style.stages.length === 0 && /\d$/.test(text) ? text + unit : text;
}

/** 「（R4の値）」; empty for a value of its own year. */
export function carriedNote(shown: SheetYear): string {
	return shown.actual?.carriedFrom == null ? '' : `（${figureState(shown)}）`;
}

/** 「速報」 of the year's own figure; empty for a final or carried one. */
export function stateNote(shown: SheetYear): string {
	return shown.actual?.carriedFrom == null ? figureState(shown) : '';
}
