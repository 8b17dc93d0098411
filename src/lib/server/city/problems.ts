import type { z } from 'zod';
import type { CitySection } from '#lib/schemas/city.ts';

/** One thing that is wrong with a city file. `at` is the place in the file, `item` the code of what stands there. */
export interface Problem {
	readonly at: string;
	readonly item: string | null;
	/** What is wrong and how to mend it. */
	readonly message: string;
}

/** Problems that are spelled out; a file of another kind would have thousands. */
const MAX_SHOWN = 50;

/** What names an entry of a section, and must not stand there twice. */
export const IDENTITY: Readonly<Record<CitySection, readonly string[]>> = {
	basicPlans: ['code'],
	nodes: ['basicPlan', 'code'],
	policies: ['basicPlan', 'number'],
	districts: ['code'],
	bodies: ['side', 'name'],
	meetings: ['fiscalYear', 'month', 'side', 'name', 'printed'],
	divisions: ['code'],
	departments: ['code'],
	indicators: ['code'],
	kpis: ['code'],
	editions: ['firstYear', 'revision'],
	targets: ['kpi', 'edition', 'revision', 'year'],
	cycles: ['year', 'kind'],
	results: ['indicator', 'year'],
	projects: ['code'],
	projectEditions: ['project', 'edition'],
	projectActuals: ['project', 'year', 'stage', 'source']
};

/** 「kpis[12].revisions[0].direction」. */
export function placeOf(path: readonly PropertyKey[]): string {
	return path.reduce<string>((place, part) => {
		if (typeof part === 'number') return `${place}[${part}]`;
		return place === '' ? String(part) : `${place}.${String(part)}`;
	}, '');
}

/** The parts that name an entry, as far as they are there: 「Z013 2024 1 2025」. */
export function labelOf(section: string, entry: unknown): string | null {
	const identity = Object.hasOwn(IDENTITY, section) ? IDENTITY[section as CitySection] : [];
	const parts = identity.map((name) => at(entry, [name])).filter((part) => isWord(part));
	return parts.length === 0 ? null : parts.join(' ');
}

/** One line per problem, and how many more there are. */
export function problemsInWords(problems: readonly Problem[]): string {
	const lines = problems
		.slice(0, MAX_SHOWN)
		.map(({ at, item, message }) => `・${at}${item === null ? '' : `（${item}）`}：${message}`);
	const more = problems.length - lines.length;
	return [
		`計画ファイルに誤りが ${problems.length} 件あります。何も登録していません。`,
		...lines,
		...(more > 0 ? [`ほかに ${more} 件あります。上から直して、もう一度確かめてください。`] : [])
	].join('\n');
}

/** What the schema refuses, in Japanese. */
export function problemOf(issue: z.core.$ZodIssue, document: unknown): Problem {
	const [section, index] = issue.path;
	const entry = typeof index === 'number' ? at(document, [String(section), index]) : null;
	return {
		at: placeOf(issue.path) || 'ファイル全体',
		item: labelOf(String(section), entry),
		message: messageOf(issue, at(document, issue.path))
	};
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
	switch (issue.code) {
		case 'unrecognized_keys':
			return `${issue.keys.map(quoted).join('')}という項目はありません。綴りを確かめるか、取り除いてください。`;
		case 'invalid_type':
			return typeMessage(issue.expected, value);
		case 'invalid_value':
			return `${value === undefined ? '項目がありません' : `${quoted(value)}は使えません`}。${issue.values.map((each) => `"${String(each)}"`).join('、')} のどれかにしてください。`;
		case 'too_small':
			return `${quoted(value)}は小さすぎます。${String(issue.minimum)} 以上にしてください。`;
		case 'too_big':
			return `${quoted(value)}は大きすぎます。${String(issue.maximum)} 以下にしてください。`;
		default:
			return `${quoted(value)}は${issue.message}`;
	}
}

const TYPES: Readonly<Record<string, string>> = {
	string: '文字列（"…"）',
	number: '数（引用符なし）',
	int: '整数（引用符なし）',
	boolean: 'true か false',
	array: '配列（[…]）',
	object: 'オブジェクト（{…}）',
	record: 'オブジェクト（{…}）'
};

function typeMessage(expected: string, value: unknown): string {
	const wanted = TYPES[expected] ?? expected;
	if (value === undefined) return `項目がありません。${wanted}で書いてください。`;
	if (expected === 'string' && typeof value === 'number')
		return `${quoted(value)}は引用符で囲み、"${value}" のように文字列で書いてください。`;
	return `${quoted(value)}は使えません。${wanted}で書いてください。`;
}

/** A value of the file as a message shows it. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	const characters = [...text];
	return `「${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text}」`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(inner, part) =>
			typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
				? (inner as Record<PropertyKey, unknown>)[part]
				: undefined,
		value
	);
}

function isWord(part: unknown): boolean {
	return typeof part === 'number' || (typeof part === 'string' && part.length <= 60);
}
