/**
 * Figures as words for the reasons and sums of a judgement: true minus sign, comma groups,
 * percents that never contradict the status beside them. Display only; nothing here is compared.
 */
import {
	compare,
	multiply,
	rational,
	reduce,
	roundHalfUp,
	toText,
	type Decimal,
	type Rational
} from '#lib/domain/decimal.ts';

const HUNDRED: Rational = { n: 100n, d: 1n };
/** Places beyond the indicator's own that an exact figure may take before it is written as 約. */
const EXTRA_PLACES = 6;

/** A plain decimal with comma groups and the true minus sign. */
export function decimalText(value: Decimal): string {
	const text = toText(value);
	const [whole = '', fraction] = text.replace('-', '').split('.');
	const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
	return (text.startsWith('-') ? '−' : '') + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** `decimals` as a usable number of places: a whole number from 0 to 15. */
export function places(decimals: number): number {
	return Number.isFinite(decimals) ? Math.min(15, Math.max(0, Math.trunc(decimals))) : 0;
}

/**
 * A figure with at least `decimals` places, more where the figure has more, so that a printed sum can be
 * checked by hand. A fraction without an end (a straight line's) is rounded half up and marked 「約」.
 */
export function figureText(value: Rational, decimals: number): string {
	const least = places(decimals);
	for (let scale = least; scale <= least + EXTRA_PLACES; scale++) {
		const rounded = roundHalfUp(value, scale);
		if (compare(rational(rounded), value) === 0) return decimalText(rounded);
	}
	return `約${decimalText(roundHalfUp(value, least + 2))}`;
}

/** The same with 「＋」 or 「−」 in front; zero has neither. */
export function signedText(value: Rational, decimals: number): string {
	const text = figureText(value, decimals);
	return value.n > 0n ? `＋${text}` : text;
}

/**
 * 「−3.8 %」: one decimal, half up; more decimals where one would land on the other side of a threshold
 * (0.9499 is 「94.99 %」, not 「95.0 %」). `thresholds` are shares of 1, in any order.
 */
export function percentText(value: Rational, thresholds: readonly Rational[]): string {
	const percent = multiply(value, HUNDRED);
	const bounds = thresholds.map((each) => multiply(each, HUNDRED));
	for (let scale = 1; ; scale++) {
		const rounded = roundHalfUp(percent, scale);
		const shown = rational(rounded);
		// Ends: the figure and a threshold are different fractions, so enough places tell them apart.
		if (bounds.every((bound) => compare(shown, bound) === compare(percent, bound)))
			return `${decimalText(rounded)} %`;
	}
}

/** A threshold such as 0.95 as 「95 %」. */
export function thresholdText(share: Rational): string {
	return `${figureText(multiply(share, HUNDRED), 0)} %`;
}

/** A figure as what follows a sign: after a space, negative ones in (full-width) brackets instead. */
export function operand(text: string): string {
	return /^約?−/.test(text) ? `（${text}）` : ` ${text}`;
}

/** A whole number as a fraction. */
export function whole(count: number): Rational {
	return reduce(BigInt(Math.trunc(count)), 1n);
}

/** The unit of a difference: points between percentages, else the unit itself. */
export function differenceUnit(unit: string): string {
	return /^[%％]$/.test(unit) ? 'ポイント' : unit;
}
