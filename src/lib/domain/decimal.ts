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

/** Whether a figure can be stored: no more than `MAX_DIGITS` digits. */
export function fits({ digits }: Decimal): boolean {
	return String(digits < 0n ? -digits : digits).length <= MAX_DIGITS;
}

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
	return value.scale === 0 ? { n: value.digits, d: 1n } : reduce(value.digits, powerOfTen(value.scale));
}

const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10^`exponent`, exact. */
function powerOfTen(exponent: number): bigint {
	return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/**
 * Lowest terms with a positive denominator.
 * @throws RangeError when the denominator is zero.
 */
export function reduce(n: bigint, d: bigint): Rational {
	if (d === 0n) throw new RangeError('division by zero');
	const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d);
	if (d < 0n) return { n: -n / g, d: -d / g };
	return g === 1n ? { n, d } : { n: n / g, d: d / g };
}

export const ZERO: Rational = { n: 0n, d: 1n };

/** Exact sum, reduced. */
export function add(a: Rational, b: Rational): Rational {
	if (a.d === b.d) return a.d === 1n ? { n: a.n + b.n, d: 1n } : reduce(a.n + b.n, a.d);
	return reduce(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** Exact difference, reduced. */
export function subtract(a: Rational, b: Rational): Rational {
	if (a.d === b.d) return a.d === 1n ? { n: a.n - b.n, d: 1n } : reduce(a.n - b.n, a.d);
	return reduce(a.n * b.d - b.n * a.d, a.d * b.d);
}

/** Exact product, reduced. */
export function multiply(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when `b` is zero; check first. */
export function divide(a: Rational, b: Rational): Rational {
	return reduce(a.n * b.d, a.d * b.n);
}

/** The value with its sign turned; 0 stays 0. */
export function negate(a: Rational): Rational {
	return { n: -a.n, d: a.d };
}

/** The value without its sign. */
export function absolute(a: Rational): Rational {
	return a.n < 0n ? negate(a) : a;
}

/** −1, 0 or 1. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
	const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
	return left < right ? -1 : left > right ? 1 : 0;
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
	const factor = powerOfTen(scale);
	const negative = value.n < 0n;
	const n = (negative ? -value.n : value.n) * factor;
	const rounded = (2n * n + value.d) / (2n * value.d);
	return { digits: negative ? -rounded : rounded, scale };
}

/** Greatest common divisor; 1 for (0, 0) so that it may always be divided by. */
function gcd(a: bigint, b: bigint): bigint {
	if (b === 1n || a === 1n) return 1n;
	if (a <= SAFE && b <= SAFE) return BigInt(smallGcd(Number(a), Number(b)));
	while (b !== 0n) [a, b] = [b, a % b];
	return a === 0n ? 1n : a;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** The same for whole numbers that a JavaScript number holds exactly, as almost all figures are: much faster. */
function smallGcd(a: number, b: number): number {
	while (b !== 0) [a, b] = [b, a % b];
	return a === 0 ? 1 : a;
}
