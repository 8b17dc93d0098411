/** The pace that a rule by bands holds a year against. */
import { eraFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { listOf, type Get, type RuleFields } from './form.ts';
import { partOf, textOf, type Json } from './json.ts';
import { percentOf, shareOf } from './percent.ts';

/** `pace.kind` and so on; the shares of fixed paces in one field, in percent. */
export function paceFields(rule: Json): RuleFields {
	const pace = partOf(rule, 'pace');
	const plan = partOf(pace, 'plan');
	return {
		'pace.kind': textOf(pace['kind']),
		'pace.otherwise': textOf(pace['otherwise']),
		'pace.origin': textOf(pace['origin']),
		'pace.yearTarget': textOf(pace['yearTarget']),
		'pace.firstYear': yearText(plan['firstYear']),
		'pace.lastYear': yearText(plan['lastYear']),
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
	const [first, last] = [get('pace.firstYear'), get('pace.lastYear')];
	if (first === '' && last === '') return undefined;
	return { firstYear: yearOr(first), lastYear: yearOr(last) };
}

/** 令和3年度 of 2021; what is no year of an era as it is. */
function yearText(value: unknown): string {
	const reading = parseFiscalYear(textOf(value));
	return typeof value === 'number' && reading.ok ? eraFiscalYear(reading.year) : textOf(value);
}

/** The fiscal year that people write (R3, 令和3年度, 2021); else the text, which the schema refuses. */
function yearOr(text: string): number | string {
	const reading = parseFiscalYear(text);
	return reading.ok ? reading.year : text;
}
