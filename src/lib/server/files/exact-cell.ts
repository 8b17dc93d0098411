import { rational, roundHalfUp, toText, type Decimal, type Rational } from '#lib/domain/decimal.ts';

/** Places of a fraction without an end (a straight line's). */
const MOST_PLACES = 6;

/** A number cell that loses nothing, with at least `least` decimals; a fraction without an end is rounded half up. */
export function exactCell(value: Decimal | Rational, least: number): { readonly number: string } {
	const exact = 'scale' in value ? rational(value) : value;
	return { number: toText(roundHalfUp(exact, placesOf(exact, least))) };
}

/** Decimals that lose nothing, up to six for fractions without an end. */
function placesOf(value: Rational, least: number): number {
	let scale = least;
	while (scale < MOST_PLACES && (value.n * 10n ** BigInt(scale)) % value.d !== 0n) scale++;
	return scale;
}
