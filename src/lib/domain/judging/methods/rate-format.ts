/** A rate as a rule prints it: 13.4%, 100%超, 0%未満, -1301%. Nothing printed is ever compared. */
import {
	compare,
	multiply,
	rational,
	roundHalfUp,
	toText,
	ZERO,
	type Decimal,
	type Rational
} from '#lib/domain/decimal.ts';
import type { BandRule, RateFormat, RateRounding } from '#lib/domain/judging/band-rule.ts';
import { ruleFigure } from '#lib/domain/judging/rule-figure.ts';

/** One decimal, uncapped: how a rule without words of its own is printed. */
export const PLAIN_FORMAT: RateFormat = { decimals: 1, trimZeros: false, rounding: 'half-up' };

const ONE: Rational = { n: 1n, d: 1n };
const HUNDRED: Rational = { n: 100n, d: 1n };

/**
 * The rate in percent with ASCII digits and sign. More decimals are printed where rounding would land on 0 %
 * or 100 % without being it (99.97 is not 「100.0%」, −0.04 not 「0.0%」), so that the figure never
 * contradicts the grade beside it.
 */
export function rateText(value: Rational, format: RateFormat): string {
	const { above, below } = format;
	if (above && compare(value, ruleFigure(above.bound)) > 0) return above.text;
	if (below && compare(value, ruleFigure(below.bound)) < 0) return below.text;
	const percent = multiply(value, HUNDRED);
	for (let scale = format.decimals; ; scale++) {
		const rounded = format.rounding === 'down' ? towardsZero(percent, scale) : roundHalfUp(percent, scale);
		// Ends: a figure that is not 0 or 100 differs from it in some place.
		if (sameSide(rational(rounded), percent, [ZERO, HUNDRED])) return `${plain(rounded, format.trimZeros)}%`;
	}
}

/** The rate that is held against the bands: exact, or rounded first where the city does so. */
export function gradedRate({ rateRounding }: Pick<BandRule, 'rateRounding'>, value: Rational): Rational {
	if (!rateRounding) return value;
	const { decimals, rounding } = rateRounding;
	const percent = multiply(value, HUNDRED);
	const rounded = rounding === 'down' ? towardsZero(percent, decimals) : roundHalfUp(percent, decimals);
	return multiply(rational(rounded), { n: 1n, d: 100n });
}

/** The rate as the rule prints it, rounded first where it grades by the rounded one; never 0 % for what is not 0. */
export function printedRate(rule: Pick<BandRule, 'rateRounding' | 'shown'>, value: Rational): string {
	const graded = gradedRate(rule, value);
	return rateText(graded.n === 0n ? value : graded, rule.shown);
}

/** 「整数に四捨五入」, 「小数第1位までに切り捨て」, of a rate in percent. */
export function roundingText({ decimals, rounding }: RateRounding): string {
	return `${decimals === 0 ? '整数' : `小数第${decimals}位まで`}に${rounding === 'down' ? '切り捨て' : '四捨五入'}`;
}

function sameSide(shown: Rational, exact: Rational, bounds: readonly Rational[]): boolean {
	return bounds.every((bound) => compare(shown, bound) === compare(exact, bound));
}

function towardsZero(value: Rational, scale: number): Decimal {
	return { digits: (value.n * 10n ** BigInt(scale)) / value.d, scale };
}

function plain(value: Decimal, trimZeros: boolean): string {
	const text = toText(value);
	return trimZeros && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const FRACTION_PLACES = 10;

/**
 * A fraction as plain decimal text, unclipped: ten places at most, trailing zeros dropped, more places where
 * rounding would land on 0 or 1 without being it, so that nobody who compares it with 1 is misled. Never −0.
 */
export function fractionText(value: Rational): string {
	for (let scale = FRACTION_PLACES; ; scale++) {
		const rounded = roundHalfUp(value, scale);
		if (sameSide(rational(rounded), value, [ZERO, ONE])) return plain(rounded, true);
	}
}
