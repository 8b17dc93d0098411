/** The grades of a rule by bands, and the labels that any rule gives the common statuses. */
import { rowsUnder, type Get, type RuleFields } from './form.ts';
import { objectsOf, optional, partOf, textOf, type Json } from './json.ts';
import { plainFigure } from './percent.ts';

/** `grades.0.label` and so on, a row for each grade. */
export function gradeFields(rule: Json): RuleFields {
	const fields: RuleFields = {};
	objectsOf(rule['grades']).forEach((grade, index) => {
		for (const key of ['id', 'label', 'meaning', 'status', 'points'])
			fields[`grades.${index}.${key}`] = textOf(grade[key]);
	});
	return fields;
}

/** The grades of the filled rows. A new grade's id is its label; people never see ids. */
export function gradesOf(fields: RuleFields, get: Get): Json[] {
	return rowsUnder('grades', fields).flatMap((index) => {
		const at = (key: string) => get(`grades.${index}.${key}`);
		if (at('label') === '' && at('meaning') === '' && at('points') === '') return [];
		return [
			{
				id: at('id') || at('label'),
				label: at('label'),
				...optional('meaning', at('meaning')),
				status: at('status'),
				...optional('points', plainFigure(at('points')))
			}
		];
	});
}

/** `labels.achieved` and so on, for the statuses that the rule names. */
export function labelFields(rule: Json): RuleFields {
	return Object.fromEntries(
		Object.entries(partOf(rule, 'labels')).map(([status, label]) => [`labels.${status}`, textOf(label)])
	);
}

/** The labels as sent, of the statuses that the rule `from` names. */
export function labelsOf(from: Json, get: Get): Json {
	return Object.fromEntries(
		Object.keys(partOf(from, 'labels')).map((status) => [status, get(`labels.${status}`)])
	);
}
