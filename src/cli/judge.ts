import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PRESETS, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { judgeTable } from '#lib/domain/judging/table.ts';
import { readRule } from '#lib/schemas/rule.ts';
import { decodeText } from '#lib/server/files/csv-read.ts';
import { needed, UsageError, type PlainCommand } from './command.ts';
import { readPlainTable, writePlainTable } from './judge-table.ts';

/** Judges a plain table by a preset or a rule file, without a database. Described in `docs/judging.md`. */
export const judgeCommand: PlainCommand = {
	needsDatabase: false,
	about:
		'表（CSV）の各行を、判定基準で判定します。データベースは使いません。詳しくは docs/judging.md にあります。',
	usage: ['judge --rule 判定基準のidかJSONファイル --input 表.csv [--output 結果.csv]'],
	run(words) {
		const { values } = parseArgs({
			args: words,
			options: { rule: { type: 'string' }, input: { type: 'string' }, output: { type: 'string' } }
		});
		const rule = ruleOf(needed(values.rule, '--rule'));
		const input = needed(values.input, '--input');
		const output = values.output === undefined ? '-' : needed(values.output, '--output');
		for (const read of [input, values.rule]) if (isSameFile(output, read)) throw overwriting(output);
		const table = readPlainTable(input, readBytes(input));
		const judged = judgeTable(rule, table.rows);
		write(output, writePlainTable(table, judged));
		for (const note of table.notes) console.error(note);
		const bad = judged.filter(({ problems }) => problems.length > 0);
		for (const { line, problems } of bad) console.error(`${line}行目：${problems.join(' ')}`);
		if (bad.length > 0)
			console.error(`${judged.length}行のうち${bad.length}行は読み取れず、判定していません。`);
		return bad.length > 0 ? 1 : 0;
	}
};

function ruleOf(name: string): JudgementRule {
	const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
	if (preset) return preset;
	if (!existsSync(name))
		throw new UsageError(
			`判定基準「${name}」はありません（${Object.keys(PRESETS).join('・')} のどれか、またはJSONファイル）。`
		);
	const reading = readRule(parseJson(name));
	if (reading.ok) return reading.rule;
	throw new UsageError(
		`判定基準「${name}」は使えません。\n${reading.problems.map((each) => `・${each}`).join('\n')}`
	);
}

function parseJson(path: string): unknown {
	const text = decodeText(readBytes(path));
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new UsageError(`判定基準「${path}」をJSONとして読み取れません（${placeOf(error)}）。`);
	}
}

/** Where the JSON is broken, from the engine's own (English) words, which name a place or a character. */
function placeOf({ message }: SyntaxError): string {
	if (message.includes('end of JSON')) return '途中で終わっています';
	const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
	if (line !== undefined) return `${line}行目の${column}文字目のあたり`;
	const [, token] = /token '(.+?)'/.exec(message) ?? [];
	return token === undefined ? 'JSONの形ではありません' : `「${token}」がここには書けない場所にあります`;
}

function readBytes(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (error) {
		throw new UsageError(`ファイル「${path}」を読めません（${causeOf(error)}）。`);
	}
}

/** Whether both names are one existing file, whatever links or dots lie between. */
function isSameFile(a: string, b: string | undefined): boolean {
	const [one, other] = [a, b ?? ''].map((path) => statSync(path, { throwIfNoEntry: false }));
	return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function overwriting(path: string): UsageError {
	return new UsageError(
		`--output の「${path}」は読み込むファイルと同じです。元のファイルに上書きしないよう、別の名前を指定してください。`
	);
}

/** `-` is standard output. */
function write(path: string, text: string): void {
	if (path === '-') {
		process.stdout.write(text);
		return;
	}
	try {
		writeFileSync(path, text);
	} catch (error) {
		throw new UsageError(`ファイル「${path}」に書き込めません（${causeOf(error)}）。`);
	}
}

/** Why the system refused a file, in words. */
function causeOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
	return CAUSES[code] ?? code;
}

const CAUSES: Readonly<Record<string, string>> = {
	ENOENT: 'その場所にファイルかフォルダーがありません',
	EISDIR: 'フォルダーです',
	ENOTDIR: '途中の名前がフォルダーではありません',
	EACCES: '権限がありません',
	EPERM: '権限がありません',
	EROFS: '書き込めない場所です',
	ENOSPC: '空き容量がありません'
};
