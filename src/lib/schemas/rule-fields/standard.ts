/** The fields of a rule of method 「標準」. */
import type { Get, RuleFields } from './form.ts';
import { labelFields, labelsOf } from './grades.ts';
import { numberOr, partOf, textOf, type Json } from './json.ts';
import { percentOf, plainFigure, shareOf, withoutPercent } from './percent.ts';

/** Thresholds, allowance and labels of a rule as fields. */
export function standardFields(rule: Json): RuleFields {
	const thresholds = partOf(rule, 'thresholds');
	return {
		'thresholds.onTrack': percentOf(thresholds['onTrack']),
		'thresholds.slightlyBehind': percentOf(thresholds['slightlyBehind']),
		allowancePercent: textOf(rule['allowancePercent']),
		behindAllowances: textOf(rule['behindAllowances']),
		...labelFields(rule)
	};
}

/** The same back as JSON, with the labels that the rule `from` has. */
export function standardDraft(from: Json, get: Get): Json {
	return {
		thresholds: {
			onTrack: shareOf(get('thresholds.onTrack')),
			slightlyBehind: shareOf(get('thresholds.slightlyBehind'))
		},
		allowancePercent: withoutPercent(get('allowancePercent')),
		behindAllowances: numberOr(plainFigure(get('behindAllowances'))),
		labels: labelsOf(from, get)
	};
}
