import { DomainError } from '#lib/domain/errors.ts';
import type { z } from 'zod';

/** The text fields of a form; files are left out. A repeated field keeps its first value: read those with `getAll`. */
export function textFields(form: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string' && !(name in fields)) fields[name] = value;
	return fields;
}

/** @throws DomainError `invalid` with the first problem of each field. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	const fields: Record<string, string> = {};
	for (const { path, message } of parsed.error.issues) fields[fieldAt(path)] ??= message;
	throw new DomainError('invalid', Object.values(fields)[0] ?? '入力を読み取れませんでした。', { fields });
}

/** The name of a field as the pages know it: `district-CODE` and `leave-YEAR` within their groups. */
function fieldAt([group, name]: readonly PropertyKey[]): string {
	if (name === undefined) return String(group ?? '');
	if (group === 'patch') return String(name);
	return `${group === 'districts' ? 'district' : String(group)}-${String(name)}`;
}

/** What was typed for the districts: `district-CODE`; undefined on a page without a breakdown. */
export function districtFields(fields: Record<string, string>): Record<string, string> | undefined {
	const own = Object.entries(fields).filter(([name]) => name.startsWith('district-'));
	return own.length === 0
		? undefined
		: Object.fromEntries(own.map(([name, text]) => [name.slice('district-'.length), text]));
}
