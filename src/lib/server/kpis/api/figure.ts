/** Targets and figures as the read API says them. */
import { rationalToNumber } from '#lib/domain/decimal.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import type { KpiSheet } from '../sheets.ts';

/** A figure in JSON: a number, the name of a stage, the bounds of a range, or null where there is none. */
export type ApiFigure = number | string | { readonly low: number; readonly high: number } | null;

/** A target as JSON; a period total as the share to date. */
export function apiFigure(figure: TargetFigure | null, sheet: Pick<KpiSheet, 'style'>): ApiFigure {
	switch (figure?.kind) {
		case undefined:
			return null;
		case 'value':
			return rationalToNumber(figure.value);
		case 'range':
			return { low: rationalToNumber(figure.low), high: rationalToNumber(figure.high) };
		case 'stage':
			return sheet.style.stages[figure.stage] ?? null;
		case 'period':
			return rationalToNumber(figure.shareToDate);
	}
}

/** An actual or baseline: the figure, or the name of its stage. */
export function figureOrStage(value: number, sheet: Pick<KpiSheet, 'style'>): number | string | null {
	return sheet.style.stages.length > 0 ? (sheet.style.stages[value] ?? null) : value;
}
