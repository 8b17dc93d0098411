/** How a rule by bands measures each kind of KPI. */
import { KPI_KINDS, type KpiKind } from '#lib/domain/judging/band-rule.ts';
import { NOT_JUDGED, tick, type Get, type RuleFields } from './form.ts';
import { isJson, partOf, textOf, type Json } from './json.ts';
import { stepFields, stepsOf } from './steps.ts';

const KINDS = Object.keys(KPI_KINDS) as KpiKind[];

/** `kinds.increase.formula` and so on, of the kinds that the rule speaks of. */
export function kindFields(rule: Json): RuleFields {
	const kinds = partOf(rule, 'kinds');
	const fields: RuleFields = {};
	for (const kind of KINDS) {
		const each = kinds[kind];
		if (!isJson(each)) continue;
		const at = `kinds.${kind}`;
		const undefinedAs = each['whenUndefined'];
		fields[`${at}.formula`] = textOf(each['formula']);
		fields[`${at}.paced`] = tick(each['paced'] === true);
		for (const side of ['met', 'unmet'])
			fields[`${at}.${side}`] = isJson(undefinedAs) ? textOf(undefinedAs[side]) || NOT_JUDGED : '';
		if (Array.isArray(each['steps'])) Object.assign(fields, stepFields(`${at}.steps`, each['steps']));
	}
	return fields;
}

/** The kinds that have a formula. Steps of a kind's own only where the rule `from` has them. */
export function kindsOf(from: Json, fields: RuleFields, get: Get): Json {
	const before = partOf(from, 'kinds');
	const kinds = KINDS.flatMap((kind): [string, Json][] => {
		const at = `kinds.${kind}`;
		const formula = get(`${at}.formula`);
		if (formula === '') return [];
		const [met, unmet] = [get(`${at}.met`), get(`${at}.unmet`)];
		const steps = partOf(before, kind)['steps'];
		return [
			[
				kind,
				{
					formula,
					paced: get(`${at}.paced`) === 'on',
					whenUndefined:
						met === '' && unmet === '' ? undefined : { met: gradeOr(met), unmet: gradeOr(unmet) },
					steps: Array.isArray(steps) ? stepsOf(`${at}.steps`, fields, get, steps) : undefined
				}
			]
		];
	});
	return Object.fromEntries(kinds);
}

/** A grade's id; null for 判定なし. */
function gradeOr(id: string): string | null {
	return id === '' || id === NOT_JUDGED ? null : id;
}
