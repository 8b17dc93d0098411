/** Rules as plain JSON, and whether two of them are the same. */
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import { draftOf, fieldsOf } from './fields.ts';
import { isJson, type Json } from './json.ts';

/** Rules as plain JSON without what is left out, so that two can be compared and stored. */
export function plainRule(rule: unknown): Json {
	return JSON.parse(JSON.stringify(rule)) as Json;
}

/** Whether two rules judge and read the same, whatever their version and the way figures are written (0.60, 0.6). */
export function sameRule(a: JudgementRule, b: JudgementRule): boolean {
	return canonical(a) === canonical(b);
}

function canonical(rule: JudgementRule): string {
	const { version: _, ...rest } = plainRule(draftOf(plainRule(rule), fieldsOf(rule)));
	return JSON.stringify(sorted(rest));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isJson(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, each]) => [key, sorted(each)])
	);
}
