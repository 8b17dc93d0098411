/** What else a rule by bands says: how a rate is shown, tolerance, first year, carried values, the city's mean. */
import { listOf, tick, type Get, type RuleFields } from './form.ts';
import { numberOr, optional, partOf, textOf, type Json } from './json.ts';
import { percentOf, plainFigure, shareOf } from './percent.ts';

/** `shown.decimals`, `tolerance.value` and so on; the tolerance's units in one field. */
export function otherFields(rule: Json): RuleFields {
	const [tolerance, carried] = [partOf(rule, 'tolerance'), partOf(rule, 'carried')];
	return {
		...shownFields(partOf(rule, 'shown')),
		'tolerance.value': textOf(tolerance['value']),
		'tolerance.units': Array.isArray(tolerance['units']) ? tolerance['units'].map(textOf).join('、') : '',
		firstYear: textOf(rule['firstYear']),
		'carried.judgedAs': textOf(carried['judgedAs']),
		'carried.neverWorse': tick(carried['neverWorse'] === true),
		...aggregationFields(partOf(rule, 'aggregation'))
	};
}

/** The same back as JSON. */
export function othersOf(get: Get): Json {
	return {
		shown: shownOf(get),
		tolerance: toleranceOf(get),
		firstYear: get('firstYear'),
		carried: { judgedAs: get('carried.judgedAs'), neverWorse: get('carried.neverWorse') === 'on' },
		aggregation: aggregationOf(get)
	};
}

function shownFields(shown: Json): RuleFields {
	const [above, below] = [partOf(shown, 'above'), partOf(shown, 'below')];
	return {
		'shown.decimals': textOf(shown['decimals']),
		'shown.trimZeros': tick(shown['trimZeros'] === true),
		'shown.rounding': textOf(shown['rounding']),
		'shown.above.bound': percentOf(above['bound']),
		'shown.above.text': textOf(above['text']),
		'shown.below.bound': percentOf(below['bound']),
		'shown.below.text': textOf(below['text'])
	};
}

function shownOf(get: Get): Json {
	const limit = (side: string): Json => {
		const [bound, text] = [get(`shown.${side}.bound`), get(`shown.${side}.text`)];
		return bound === '' && text === '' ? {} : { [side]: { bound: shareOf(bound), text } };
	};
	return {
		decimals: numberOr(plainFigure(get('shown.decimals'))),
		trimZeros: get('shown.trimZeros') === 'on',
		rounding: get('shown.rounding'),
		...limit('above'),
		...limit('below')
	};
}

function toleranceOf(get: Get): Json | undefined {
	const value = plainFigure(get('tolerance.value'));
	if (value === '') return undefined;
	const units = listOf(get('tolerance.units'));
	return { value, ...(units.length > 0 ? { units } : {}) };
}

function aggregationFields(aggregation: Json): RuleFields {
	const clip = partOf(aggregation, 'clip');
	return {
		'aggregation.of': textOf(aggregation['of']),
		'aggregation.method': textOf(aggregation['method']),
		'aggregation.decimals': textOf(aggregation['decimals']),
		'aggregation.least': percentOf(clip['least']),
		'aggregation.most': percentOf(clip['most'])
	};
}

function aggregationOf(get: Get): Json | undefined {
	const of = get('aggregation.of');
	if (of === '') return undefined;
	const [least, most] = [get('aggregation.least'), get('aggregation.most')];
	const clip =
		least === '' && most === ''
			? undefined
			: { ...optional('least', shareOf(least)), ...optional('most', shareOf(most)) };
	return {
		of,
		method: get('aggregation.method') || 'mean',
		clip,
		decimals: numberOr(plainFigure(get('aggregation.decimals')) || '1')
	};
}
