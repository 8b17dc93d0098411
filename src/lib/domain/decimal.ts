/**
 * Exact decimals and rationals. Figures are judged with these, never with floats: in floats about a
 * third of the cases that lie exactly on a threshold fall one grade low.
 */

/** An exact decimal number: `digits` × 10^−`scale` (scale ≥ 0). 38.20 is `{ digits: 3820n, scale: 2 }`. */
export interface Decimal {
	readonly digits: bigint;
	readonly scale: number;
}

/** An exact fraction; `d` is positive and the fraction is in lowest terms. */
export interface Rational {
	readonly n: bigint;
	readonly d: bigint;
}

/** Largest number of significant digits kept; a scaled integer then fits a JavaScript safe integer. */
export const MAX_DIGITS = 15;

const PLAIN = /^-?\d+(\.\d+)?$/;

/**
 * Reads a plain ASCII decimal such as `-12.50`; printed trailing zeros are kept in the scale.
 * @throws RangeError if the text is not a plain decimal. People's input goes through `number-input.ts`.
 */
export function decimal(text: string): Decimal {
	if (!PLAIN.test(text)) throw new RangeError(`not a plain decimal: ${text}`);
	const [whole = '', fraction = ''] = text.split('.');
	return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** A decimal from its stored scaled integer; null when the column is null. */
export function fromScaled(digits: number | null, scale: number | null): Decimal | null {
	return digits === null ? null : { digits: BigInt(digits), scale: scale ?? 0 };
}

/** Plain ASCII text with exactly `scale` decimals; never `-0`. */
export function toText(value: Decimal): string {
	const negative = value.digits < 0n;
	const digits = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
	const whole = digits.slice(0, digits.length - value.scale);
	const fraction = value.scale === 0 ? '' : '.' + digits.slice(-value.scale);
	return (negative ? '-' : '') + whole + fraction;
}

/** The nearest JavaScript number, for drawing and JSON only. */
export function toNumber(value: Decimal): number {
	return Number(toText(value));
}

/** The exact fraction equal to a decimal. */
export function rational(value: Decimal): Rational {
	return reduce(value.digits, 10n ** BigInt(value.scale));
}

/**
 * Lowest terms with a positive denominator.
 * @throws RangeError when the denominator is zero.
 */
export function reduce(n: bigint, d: bigint): Rational {
	if (d === 0n) throw new RangeError('division by zero');
	const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d);
	const sign = d < 0n ? -1n : 1n;
	return { n: (sign * n) / g, d: (sign * d) / g };
}

export const ZERO: Rational = { n: 0n, d: 1n };

export function add(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when `b` is zero; check first. */
export function divide(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.d, a.d * b.n);
}

export function negate(a: Rational): Rational {
	return { n: -a.n, d: a.d };
}

export function absolute(a: Rational): Rational {
	return a.n < 0n ? negate(a) : a;
}

/** −1, 0 or 1. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
	const difference = a.n * b.d - b.n * a.d;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** −1, 0 or 1 for decimals of any scale. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
	return compare(rational(a), rational(b));
}

/** The nearest JavaScript number of a fraction, for drawing and JSON only. */
export function rationalToNumber(value: Rational): number {
	const scaled = roundHalfUp(value, 12);
	return toNumber(scaled);
}

/** Rounds half up (away from zero), the way figures are rounded in Japanese administration; for display only. */
export function roundHalfUp(value: Rational, scale: number): Decimal {
	const factor = 10n ** BigInt(scale);
	const negative = value.n < 0n;
	const n = (negative ? -value.n : value.n) * factor;
	const rounded = (2n * n + value.d) / (2n * value.d);
	return { digits: negative ? -rounded : rounded, scale };
}

/** Greatest common divisor; 1 for (0, 0) so that it may always be divided by. */
function gcd(a: bigint, b: bigint): bigint {
	while (b !== 0n) [a, b] = [b, a % b];
	return a === 0n ? 1n : a;
}
