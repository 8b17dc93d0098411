import type { Decimal } from '#lib/domain/decimal.ts';
import type { MissingReason } from '#lib/domain/model.ts';
import { actualText, type FigureStyle } from '../../kpis/present.ts';

/**
 * A figure as it is stored: every decimal that was typed, and no fewer than the indicator shows. Only a rate
 * that is computed keeps to the indicator's decimals: nobody typed those of a quotient.
 */
export function storedFigure(
	value: Decimal | null,
	missing: MissingReason | null,
	style: FigureStyle,
	isComputed: boolean
): string {
	const typed = isComputed ? 0 : (value?.scale ?? 0);
	return actualText(value, missing, { ...style, decimals: Math.max(style.decimals, typed) });
}
