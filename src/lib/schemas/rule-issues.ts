/** What the schema refuses in a rule, in Japanese: for a file under its key, for the form under the field's label. */
import type { z } from 'zod';
import type { RuleFault } from '#lib/domain/judging/rule-problems.ts';
import type { RuleReader } from '#lib/domain/judging/rule-reader.ts';
import { fieldsOf } from './rule-fields/fields.ts';
import { isJson, objectsOf, textOf } from './rule-fields/json.ts';
import { fieldName, placeWords } from './rule-fields/places.ts';

/** One fault for each place and reason; what a file names by its key stands beside the words of the page. */
export function issueFaults(
	issues: readonly z.core.$ZodIssue[],
	json: unknown,
	reader: RuleReader
): RuleFault[] {
	const fields = reader === 'form' ? fieldsOf(json) : {};
	return issues.map((issue) => {
		const key = issue.path.map(String).join('.');
		const place = placeWords(key);
		if (reader === 'file') {
			const label = place === null ? '' : `（画面では：${place.label}）`;
			return { path: key, text: `${key === '' ? '判定基準' : key}：${said(issue, json)}${label}。` };
		}
		const path = fieldName(key);
		const value = valueAt(json, issue.path);
		const entered = fields[path] ?? textOf(value);
		const example = path.endsWith('.grade') ? gradeExample(json) : place?.example;
		const isEmpty = entered === '' && (value == null || value === '');
		const what = isEmpty
			? emptyText(path, example)
			: isChoice(path)
				? '一覧から選び直してください'
				: (place?.allowed ?? said(issue, json, false));
		const typed = entered === '' || isChoice(path) ? '' : `。入力値：「${entered}」`;
		return { path, text: `${place?.label ?? '判定基準'}：${what}${typed}。` };
	});
}

/** The words of an issue that has none of its own, instead of the library's English. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return `${SHAPES[issue.expected] ?? '決まった形'}で書いてください`;
		case 'too_small':
			return `${String(issue.minimum)}以上にしてください`;
		case 'too_big':
			return `${String(issue.maximum)}以下にしてください`;
		case 'invalid_value':
			return `${issue.values.map(String).join('・')} のどれかを書いてください`;
		case 'invalid_key':
			return 'この名前の項目は書けません';
		default:
			return '書き方が決まりと違います';
	}
}

const SHAPES: Readonly<Record<string, string>> = {
	array: '一覧（[ ]）',
	object: '項目の組（{ }）',
	record: '項目の組（{ }）',
	boolean: 'true か false',
	string: '文字',
	int: '整数',
	number: '数値'
};

/** What is wrong, with the value that was written where that is a text or number. */
function said(issue: z.core.$ZodIssue, json: unknown, withValue = true): string {
	if (issue.code === 'unrecognized_keys') return `「${issue.keys.join('」「')}」という項目はありません`;
	const value = valueAt(json, issue.path);
	if (value === undefined && issue.code === 'invalid_type') return '必要な項目がありません';
	const written = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return withValue && written.trim() !== ''
		? `${issue.message}。入力値：「${clipped(written)}」`
		: issue.message;
}

function emptyText(path: string, example: string | undefined): string {
	const asked = /\.(grade|status|measure|formula|kind)$/.test(path) ? '選んでください' : '入れてください';
	return `空です。${asked}${example === undefined ? '' : `（例：${example}）`}`;
}

/** What a choice holds is a code that nobody typed. */
function isChoice(path: string): boolean {
	return /\.(grade|status|measure|formula|kind|rounding|otherwise|origin|yearTarget|of|method)$|^firstYear$|judgedAs$/.test(
		path
	);
}

function gradeExample(json: unknown): string | undefined {
	const [first] = objectsOf(isJson(json) ? json['grades'] : null);
	return textOf(first?.['label']) || undefined;
}

function clipped(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(part, key) =>
			typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
		json
	);
}
