/** Reading JSON of which nothing is known yet: total, for drafts that are not yet rules. */

export type Json = Record<string, unknown>;

/** Whether a value is an object with keys (no list, no null). */
export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; empty where there is none. */
export function partOf(json: Json, key: string): Json {
	const part = json[key];
	return isJson(part) ? part : {};
}

/** The objects of a list; what is no object is left out, what is no list is empty. */
export function objectsOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A text or number as the text of a field; anything else is empty. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A key with its text, left out of the JSON where the text is empty. */
export function optional(key: string, text: string): Json {
	return { [key]: text === '' ? undefined : text };
}

/** A JSON number where the text is one; else the text, which the schema refuses. */
export function numberOr(text: string): number | string {
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
