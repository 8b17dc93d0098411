/**
 * A rule as the flat fields of a form, and back. The schema (`rule.ts`) stays the one source of truth: what comes
 * back here is plain JSON, to be read by `readRule`. One file for each part of the form, both ways.
 */
import type { Get, RuleFields } from './form.ts';
import { gradeFields, gradesOf, labelFields, labelsOf } from './grades.ts';
import { isJson, optional, textOf, type Json } from './json.ts';
import { kindFields, kindsOf } from './kinds.ts';
import { otherFields, othersOf } from './other.ts';
import { paceFields, paceOf } from './pace.ts';
import { standardDraft, standardFields } from './standard.ts';
import { stepFields, stepsOf } from './steps.ts';

/** The fields of a rule, or of a draft that is not yet one: total for any JSON. */
export function fieldsOf(draft: unknown): RuleFields {
	const rule = isJson(draft) ? draft : {};
	const own = rule['method'] === 'standard' ? standardFields(rule) : bandFields(rule);
	return { name: textOf(rule['name']), ...own };
}

/**
 * The JSON of a form's fields, laid over `base`: what the form has no fields for (formulas in words, exceptions)
 * stays as it was. Empty rows are left out. Total; what cannot be right is left for `readRule` to name.
 */
export function draftOf(base: unknown, fields: RuleFields): Json {
	const from = isJson(base) ? base : {};
	const get: Get = (name) => (fields[name] ?? '').trim();
	const own = from['method'] === 'standard' ? standardDraft(from, get) : bandDraft(from, fields, get);
	return { ...from, ...own, name: get('name') };
}

function bandFields(rule: Json): RuleFields {
	return {
		source: textOf(rule['source']),
		...gradeFields(rule),
		...labelFields(rule),
		...kindFields(rule),
		...paceFields(rule),
		...stepFields('steps', rule['steps']),
		...otherFields(rule)
	};
}

function bandDraft(from: Json, fields: RuleFields, get: Get): Json {
	return {
		...optional('source', get('source')),
		grades: gradesOf(fields, get),
		labels: labelsOf(from, get),
		kinds: kindsOf(from, fields, get),
		pace: paceOf(get),
		steps: stepsOf('steps', fields, get, from['steps']),
		...othersOf(get)
	};
}
