/** The pace that a rule by bands holds a year against. */
import { listOf, type Get, type RuleFields } from './form.ts';
import { numberOr, partOf, textOf, type Json } from './json.ts';
import { percentOf, plainFigure, shareOf } from './percent.ts';

/** `pace.kind` and so on; the shares of fixed paces in one field, in percent. */
export function paceFields(rule: Json): RuleFields {
	const pace = partOf(rule, 'pace');
	const plan = partOf(pace, 'plan');
	return {
		'pace.kind': textOf(pace['kind']),
		'pace.otherwise': textOf(pace['otherwise']),
		'pace.origin': textOf(pace['origin']),
		'pace.yearTarget': textOf(pace['yearTarget']),
		'pace.firstYear': textOf(plan['firstYear']),
		'pace.lastYear': textOf(plan['lastYear']),
		'pace.shares': Array.isArray(pace['shares']) ? pace['shares'].map(percentOf).join(' ') : ''
	};
}

/** The pace of the chosen kind; fields of other kinds are left out. */
export function paceOf(get: Get): Json {
	const kind = get('pace.kind');
	if (kind === 'yearly-target') return { kind, otherwise: get('pace.otherwise') || 'none' };
	const yearTarget = get('pace.yearTarget') || 'unused';
	switch (kind) {
		case 'line':
			return { kind, origin: get('pace.origin') || 'baseline-year', yearTarget };
		case 'elapsed':
			return { kind, plan: planOf(get), yearTarget };
		case 'fixed':
			return { kind, shares: listOf(get('pace.shares')).map(shareOf), yearTarget };
		default:
			return { kind, yearTarget };
	}
}

/** The plan whose years are counted; none where both of its years are empty. */
function planOf(get: Get): Json | undefined {
	const [firstYear, lastYear] = [plainFigure(get('pace.firstYear')), plainFigure(get('pace.lastYear'))];
	if (firstYear === '' && lastYear === '') return undefined;
	return { firstYear: numberOr(firstYear), lastYear: numberOr(lastYear) };
}
