/** A group's mean or sum, only for a rule that reproduces a city's published one. Rates are never averaged else. */
import {
	ZERO,
	add,
	compare,
	decimal,
	divide,
	rational,
	roundHalfUp,
	toText,
	type Rational
} from '#lib/domain/decimal.ts';
import type { BandRule } from './band-rule.ts';
import type { Assessment } from './judgement.ts';
import { whole } from './text.ts';

export interface Aggregate {
	/** Exact; rounded only for `shown`. */
	readonly value: Rational;
	/** As the rule prints it: points as a number, rates in percent. */
	readonly shown: string;
	/** How many judgements went into it, and how many had no points or rate. */
	readonly counted: number;
	readonly leftOut: number;
}

/** The rule's aggregate of a group; null where the rule has none, or nothing was counted (never 0). */
export function aggregate(rule: BandRule, group: readonly Assessment[]): Aggregate | null {
	const { aggregation } = rule;
	if (!aggregation) return null;
	const { of, method, clip, decimals } = aggregation;
	const values = group
		.map((each) => (of === 'points' ? pointsOf(each) : each.reachRate && clipped(each.reachRate, clip)))
		.filter((each) => each !== null);
	if (values.length === 0) return null;
	const sum = values.reduce((total, each) => add(total, each), ZERO);
	const value = method === 'sum' ? sum : divide(sum, whole(values.length));
	const shown =
		of === 'points'
			? toText(roundHalfUp(value, decimals))
			: `${toText(roundHalfUp({ n: value.n * 100n, d: value.d }, decimals))}%`;
	return { value, shown, counted: values.length, leftOut: group.length - values.length };
}

function pointsOf({ own }: Assessment): Rational | null {
	return own?.points == null ? null : rational(decimal(own.points));
}

function clipped(
	value: Rational,
	clip: { least?: string | undefined; most?: string | undefined } = {}
): Rational {
	const [least, most] = [clip.least, clip.most].map((text) =>
		text === undefined ? null : rational(decimal(text))
	);
	if (least && compare(value, least) < 0) return least;
	return most && compare(value, most) > 0 ? most : value;
}
