/**
 * Rates that are computed: numerator ÷ denominator × factor. The rate is never rounded to the indicator's
 * decimals before it is compared with a target; only screens round.
 */

import { MAX_DIGITS, decimal, divide, multiply, rational, roundHalfUp } from './decimal.ts';
import type { Decimal, Rational } from './decimal.ts';
import type { UsualFigure } from './number-example.ts';
import { readNumber } from './number-input.ts';

/** How an indicator's rate is computed. */
export interface RateDefinition {
	/** What stands above the line: 受診者数. */
	readonly numerator: string;
	/** What stands below it: 対象者数. */
	readonly denominator: string;
	/** What the quotient is multiplied with: 100 for %, 100000 for 人口10万人当たり. */
	readonly factor: number;
}

/** The two figures as typed. */
export interface RateParts {
	readonly numerator: string;
	readonly denominator: string;
}

export type RateReading =
	| { readonly ok: true; readonly rate: Decimal; readonly numerator: Decimal; readonly denominator: Decimal }
	| { readonly ok: false; readonly part: keyof RateParts; readonly message: string };

/** Decimals that a stored figure may have. */
export const MAX_SCALE = 12;

/** The factor of an indicator: its own, or 100 where the unit is %, otherwise 1. */
export function rateFactorOf(unit: string, own: number | null): number {
	if (own !== null) return own;
	return unit.normalize('NFKC').trim() === '%' ? 100 : 1;
}

/**
 * The two figures of a cell such as 「1,234/2,760」 or 「１２／３４」; null for everything else. Error values of
 * a spreadsheet (#DIV/0!), formulas and dates with two strokes are no rates.
 */
export function splitRate(text: string): RateParts | null {
	const cell = text.trim();
	if (/^[#＃=＝]/.test(cell)) return null;
	const [numerator, denominator, ...rest] = cell.split(/[/／÷]/);
	if (numerator === undefined || denominator === undefined || rest.length > 0) return null;
	const hasDigit = (part: string) => /\d/.test(part.normalize('NFKC'));
	return hasDigit(numerator) && hasDigit(denominator) ? { numerator, denominator } : null;
}

/**
 * Reads and computes. Both figures are needed; the denominator must be above zero. Refusals name the part, say
 * how to mend it and show an example.
 */
export function readRate(parts: RateParts, definition: RateDefinition): RateReading {
	const numerator = readPart(parts, 'numerator', definition);
	if (typeof numerator === 'string') return { ok: false, part: 'numerator', message: numerator };
	const denominator = readPart(parts, 'denominator', definition);
	if (typeof denominator === 'string') return { ok: false, part: 'denominator', message: denominator };
	if (denominator.digits <= 0n) {
		const message =
			denominator.digits === 0n
				? `${definition.denominator}（分母）が0のため、率を計算できません。対象がないときは、分子と分母を空けて、値の状態で「該当なし」を選んでください。`
				: `${definition.denominator}（分母）は0より大きい数で入力してください（例：2,760）。入力値：「${parts.denominator.trim()}」`;
		return { ok: false, part: 'denominator', message };
	}
	const rate = storedRate(exactRate(numerator, denominator, definition.factor));
	if (rate === null) {
		return {
			ok: false,
			part: 'denominator',
			message: `計算した率の桁が多すぎます。分子と分母の桁を確かめてください（例：1,234/2,760）。入力値：「${parts.numerator.trim()}/${parts.denominator.trim()}」`
		};
	}
	return { ok: true, rate, numerator, denominator };
}

/** numerator ÷ denominator × factor as an exact fraction. @throws RangeError when the denominator is zero. */
export function exactRate(numerator: Decimal, denominator: Decimal, factor: number): Rational {
	return multiply(divide(rational(numerator), rational(denominator)), { n: BigInt(factor), d: 1n });
}

/**
 * The decimal that is stored for a computed rate: exact where it terminates in time, otherwise rounded half up
 * at the last place that fits 15 digits and 12 decimals. A target has few decimals: for any denominator a city
 * counts, the stored figure lies on the same side of it as the exact fraction. Null where it has no room.
 */
export function storedRate(value: Rational): Decimal | null {
	for (let scale = MAX_SCALE; scale >= 0; scale--) {
		const rounded = roundHalfUp(value, scale);
		if (String(rounded.digits).replace('-', '').length <= MAX_DIGITS) return withoutTrailingZeros(rounded);
	}
	return null;
}

/** Counts of people or things, as examples show them. */
const NUMERATOR: UsualFigure = { last: decimal('1234'), decimals: 0 };
const DENOMINATOR: UsualFigure = { last: decimal('2760'), decimals: 0 };

function readPart(parts: RateParts, part: keyof RateParts, definition: RateDefinition): Decimal | string {
	const name = `${definition[part]}（${part === 'numerator' ? '分子' : '分母'}）`;
	const example = part === 'numerator' ? '1,234' : '2,760';
	const reading = readNumber(parts[part], '', part === 'numerator' ? NUMERATOR : DENOMINATOR);
	switch (reading.kind) {
		case 'value':
			if (reading.value.scale <= MAX_SCALE) return reading.value;
			return `${name}：小数は${MAX_SCALE}桁までです（例：${example}）。`;
		case 'empty':
			return `${name}が空いています。分子と分母の両方を入力してください（例：${example}）。`;
		case 'missing':
		case 'dash':
			return `${name}に「${parts[part].trim()}」とあります。数値を入力するか、分子と分母を空けて、値の状態で理由を選んでください（例：${example}）。`;
		case 'error':
			return `${name}：${reading.message.replace('この指標には単位がありません。', '')}`;
	}
}

function withoutTrailingZeros({ digits, scale }: Decimal): Decimal {
	while (scale > 0 && digits % 10n === 0n) {
		digits /= 10n;
		scale -= 1;
	}
	return { digits, scale };
}
