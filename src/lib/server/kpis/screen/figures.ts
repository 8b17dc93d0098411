import { heldShortName } from '#lib/domain/judging/held-target.ts';
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
export function targetWithUnit(sheet: KpiSheet, { target, targetText }: SheetYear): string {
	return target.kind === 'none' ? NO_FIGURE : withUnit(targetText, sheet);
}

/** What the status was judged against, by its name and with its unit: 「目標」 and 「46.0%」, 「最終目標 R12」 and 「60.0%」. */
export function heldFact(sheet: KpiSheet, { held, heldText }: SheetYear): { label: string; text: string } {
	return {
		label: heldShortName(held) || '目標',
		text: held.figure === null ? NO_FIGURE : withUnit(heldText, sheet)
	};
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
