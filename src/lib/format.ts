/**
 * Figures as screens and files show them. Display is the only place that rounds, half up and away from
 * zero. Negative numbers carry the true minus (−, U+2212) on screen and never stand for zero: what rounds to
 * zero has no sign. Fiscal years and dates: `#lib/domain/fiscal-year.ts`.
 */

import { multiply, rational, roundHalfUp, toText } from '#lib/domain/decimal.ts';
import type { Decimal, Rational } from '#lib/domain/decimal.ts';
import { writeNumber } from '#lib/domain/number-input.ts';

/** Shown where there is no figure. Where the reason is known (未把握, 秘匿 …), show that word instead. */
export const NO_FIGURE = '－';

type Figure = Decimal | Rational | null;

const HUNDRED: Rational = { n: 100n, d: 1n };

/** `1,234.50`, `−3.5`: exactly `decimals` decimals; 「－」 for null. */
export function formatDecimal(value: Figure, decimals: number): string {
	return value === null ? NO_FIGURE : writeNumber(rounded(value, decimals));
}

/** A change with its sign: `+1.5`, `−4.2`, and `±0.0` when it rounds to zero; 「－」 for null. */
export function formatDifference(value: Figure, decimals: number): string {
	if (value === null) return NO_FIGURE;
	const shown = rounded(value, decimals);
	const sign = shown.digits > 0n ? '+' : shown.digits === 0n ? '±' : '';
	return sign + writeNumber(shown);
}

/** A ratio as a percentage: 3/5 is `60%`; unclipped (112%, −20%); 「－」 for null. */
export function formatPercent(ratio: Rational | null, decimals: number): string {
	return ratio === null ? NO_FIGURE : formatDecimal(multiply(ratio, HUNDRED), decimals) + '%';
}

/**
 * A whole number such as a count: `1,234`; 「－」 for null.
 * @throws RangeError for a number that is not an integer.
 */
export function formatInteger(value: number | bigint | null): string {
	return value === null ? NO_FIGURE : writeNumber({ digits: BigInt(value), scale: 0 });
}

/**
 * Money held in thousand yen: `4,200 千円`; 「－」 for null.
 * @throws RangeError for a number that is not an integer.
 */
export function formatThousandYen(thousandYen: number | bigint | null): string {
	return thousandYen === null ? NO_FIGURE : `${formatInteger(thousandYen)} 千円`;
}

/** A number cell of a file: plain ASCII, all decimals kept (`-1234.50`); an empty cell for null. */
export function csvNumber(value: Decimal | null): string {
	return value === null ? '' : toText(value);
}

function rounded(value: Decimal | Rational, decimals: number): Decimal {
	return roundHalfUp('scale' in value ? rational(value) : value, decimals);
}
