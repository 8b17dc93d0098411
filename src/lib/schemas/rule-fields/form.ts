/** What the parts of the rule form have in common: flat names, rows by number, spare rows. */

/** A rule as the form sends it: `steps.0.bands.1.from` → 「80」. A ticked box is 「on」. */
export type RuleFields = Record<string, string>;

/** A field of the form by its name, trimmed; empty where the form has none. */
export type Get = (name: string) => string;

/** Empty rows offered below the filled ones, for who works without a script. */
export const SPARE_GRADES = 2;
export const SPARE_BANDS = 2;

/** In a select of grades: 判定なし. */
export const NOT_JUDGED = '-';

/** What a box sends that is ticked, or not. */
export function tick(ticked: boolean): string {
	return ticked ? 'on' : '';
}

/** Indices of the rows that a form has under a prefix, in order. */
export function rowsUnder(prefix: string, fields: RuleFields): number[] {
	const found = new Set<number>();
	for (const name of Object.keys(fields)) {
		if (!name.startsWith(`${prefix}.`)) continue;
		const index = /^\d{1,3}(?=\.)/.exec(name.slice(prefix.length + 1))?.[0];
		if (index !== undefined) found.add(Number(index));
	}
	return [...found].sort((a, b) => a - b);
}

/** The items of a list in one field: 「人、件」, 「20 40 60」. */
export function listOf(text: string): string[] {
	return text
		.split(/[、,，\s]+/)
		.map((each) => each.trim())
		.filter((each) => each !== '');
}
