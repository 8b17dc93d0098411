/** Examples in refusals: a figure such as this indicator has. */
import { rational, roundHalfUp, type Decimal } from './decimal.ts';

/** How an indicator's figures usually look. */
export interface UsualFigure {
	/** Its last figure; null without one. */
	readonly last: Decimal | null;
	readonly decimals: number;
}

/**
 * The last figure as people write it, with the indicator's decimals (2,340; 16.3). Without one, or where it is
 * nothing, a number with as many decimals: 123, 12.3, 1.23.
 */
export function usualExample({ last, decimals }: UsualFigure): string {
	const shown = last && roundHalfUp(rational(last), decimals);
	const { digits, scale } =
		shown === null || shown.digits === 0n ? { digits: sampleDigits(decimals), scale: decimals } : shown;
	const text = String(digits)
		.replace('-', '')
		.padStart(scale + 1, '0');
	const whole = text.slice(0, text.length - scale).replace(/\B(?=(?:\d{3})+$)/g, ',');
	return (digits < 0n ? '-' : '') + whole + (scale > 0 ? `.${text.slice(-scale)}` : '');
}

function sampleDigits(decimals: number): bigint {
	return BigInt('123456789012345'.slice(0, Math.max(3, decimals + 1)));
}

/**
 * 18.5 for 「18,5」, 「18、5」 and 「18・5」: a decimal mark of another kind before one or two digits; null for
 * anything else. A comma before three digits groups them.
 */
export function meantDecimal(plain: string): string | null {
	const [, whole, fraction] = /^(-?\d+)[,、・。'’](\d{1,2})$/.exec(plain) ?? [];
	return whole === undefined ? null : `${whole}.${fraction}`;
}
