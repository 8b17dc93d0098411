/**
 * What looks wrong about a figure that can be read. Warnings are confirmed by a person; none of them ever
 * blocks a save.
 */

import { absolute, compare, compareDecimals, multiply, rational, subtract } from '#lib/domain/decimal.ts';
import type { Decimal, Rational } from '#lib/domain/decimal.ts';
import type { Accumulation } from '#lib/domain/model.ts';
import { writeNumber } from '#lib/domain/number-input.ts';

export type PlausibilityCode =
	'too-many-decimals' | 'outside-limits' | 'falling-cumulative' | 'gap-in-total' | 'jump';

export interface PlausibilityWarning {
	readonly code: PlausibilityCode;
	/** A Japanese sentence for the user. */
	readonly message: string;
}

export interface PlausibilityInput {
	/** The value as typed; for a cumulative indicator the total, never this year's amount. */
	readonly value: Decimal;
	/** Decimals the indicator is defined with. */
	readonly decimals: number;
	/** The indicator's limits; each may be missing. A value on a limit is inside. */
	readonly limits: { readonly low: Decimal | null; readonly high: Decimal | null };
	/** Measured values of the same definition, oldest first; carried and missing years left out. */
	readonly previous: readonly Decimal[];
	readonly accumulation: Accumulation;
	readonly unit: string;
}

/** A change this many times the largest earlier one is a jump. */
const LARGEST_STEPS: Rational = { n: 2n, d: 1n };
/** With a single earlier value there is no earlier change: half of that value is allowed. */
const SINGLE_VALUE_SHARE: Rational = { n: 1n, d: 2n };
/** Smallest change worth asking about: over 5 % of the last value and over three smallest units. */
const QUIET_SHARE: Rational = { n: 1n, d: 20n };
const QUIET_UNITS = 3n;

/** All warnings for one value, in the order in which they are shown; empty when nothing looks wrong. */
export function plausibilityWarnings(input: PlausibilityInput): PlausibilityWarning[] {
	return [tooManyDecimals(input), outsideLimits(input), fallingCumulative(input), jump(input)].filter(
		(warning) => warning !== null
	);
}

/** Counts the decimals as typed: 12.50 claims more than an indicator with one decimal measures. */
function tooManyDecimals({ value, decimals, unit }: PlausibilityInput): PlausibilityWarning | null {
	if (value.scale <= decimals) return null;
	const defined = decimals === 0 ? '整数で表す' : `小数第${decimals}位までの`;
	return {
		code: 'too-many-decimals',
		message: `${defined}指標ですが、${figure(value, unit)}と小数第${value.scale}位まで入力されています。このままでよいか確かめてください。`
	};
}

function outsideLimits({ value, limits, unit }: PlausibilityInput): PlausibilityWarning | null {
	const { low, high } = limits;
	const told =
		low !== null && compareDecimals(value, low) < 0
			? `下限の${figure(low, unit)}を下回って`
			: high !== null && compareDecimals(value, high) > 0
				? `上限の${figure(high, unit)}を超えて`
				: null;
	if (told === null) return null;
	return {
		code: 'outside-limits',
		message: `${told}います。値を確かめてください（入力値：${figure(value, unit)}）。`
	};
}

function fallingCumulative({
	value,
	previous,
	accumulation,
	unit
}: PlausibilityInput): PlausibilityWarning | null {
	const last = previous.at(-1);
	if (accumulation !== 'cumulative' || last === undefined || compareDecimals(value, last) >= 0) return null;
	return {
		code: 'falling-cumulative',
		message: `累計の指標ですが、前回の${figure(last, unit)}から減っています。今年度分だけを入力していないか確かめてください（入力値：${figure(value, unit)}）。`
	};
}

/**
 * Outside everything measured so far, by a change of more than twice the largest earlier change, and never
 * for a small change (2 → 3 is quiet). A series that grows steadily leaves its own range every year without
 * a warning; a slipped decimal point or a missing digit gets one.
 */
function jump({ value, previous, decimals, unit }: PlausibilityInput): PlausibilityWarning | null {
	const last = previous.at(-1);
	if (last === undefined || !isOutside(value, previous)) return null;
	const change = subtract(rational(value), rational(last));
	const size = absolute(change);
	const quiet = [
		allowedStep(previous, last),
		share(last, QUIET_SHARE),
		rational({ digits: QUIET_UNITS, scale: decimals })
	];
	if (quiet.some((bound) => compare(size, bound) <= 0)) return null;
	const course = change.n > 0n ? '増えて' : '減って';
	return {
		code: 'jump',
		message: `前回の${figure(last, unit)}から、これまでにない幅で${course}います。桁や小数点を確かめてください（入力値：${figure(value, unit)}）。`
	};
}

function isOutside(value: Decimal, previous: readonly Decimal[]): boolean {
	const sides = previous.map((earlier) => compareDecimals(value, earlier));
	return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

function allowedStep(previous: readonly Decimal[], last: Decimal): Rational {
	if (previous.length === 1) return share(last, SINGLE_VALUE_SHARE);
	const values = previous.map(rational);
	const steps = values.slice(1).map((value, i) => absolute(subtract(value, values[i] ?? value)));
	const largest = steps.reduce((a, b) => (compare(a, b) < 0 ? b : a));
	return multiply(largest, LARGEST_STEPS);
}

function share(of: Decimal, part: Rational): Rational {
	return multiply(absolute(rational(of)), part);
}

function figure(value: Decimal, unit: string): string {
	return writeNumber(value) + unit;
}
