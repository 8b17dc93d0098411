import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PRESETS, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { judgeByKpi, repeatNotes, type JudgedRow } from '#lib/domain/judging/table.ts';
import { readRule } from '#lib/schemas/rule.ts';
import { BOM } from '#lib/server/files/csv.ts';
import { decodeText } from '#lib/server/files/csv-read.ts';
import { jsonPlace } from '#lib/server/files/json-place.ts';
import { needed, UsageError, type PlainCommand } from './command.ts';
import { answerLine, headingLine, readPlainTable, type PlainRow } from './judge-table.ts';

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
		const lines: string[] = [];
		const judged: Pick<JudgedRow, 'line' | 'problems' | 'repeats'>[] = [];
		for (const [at, { line, problems, repeats, answer }] of judgeByKpi(rule, table.rows)) {
			lines[at] = answerLine(table.rows[at] as PlainRow, answer);
			judged[at] = { line, problems, repeats };
		}
		write(output, [BOM + headingLine(table), ...lines]);
		for (const note of [...table.notes, ...repeatNotes(judged)]) console.error(note);
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
		throw new UsageError(`判定基準「${path}」をJSONとして読み取れません（${jsonPlace(error)}）。`);
	}
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

const LINES_AT_ONCE = 1000;

/** A thousand lines at a time; `-` is standard output. */
function write(path: string, lines: readonly string[]): void {
	const inTurn = (put: (text: string) => unknown) => {
		for (let at = 0; at < lines.length; at += LINES_AT_ONCE)
			put(lines.slice(at, at + LINES_AT_ONCE).join(''));
	};
	if (path === '-') {
		inTurn((text) => process.stdout.write(text));
		return;
	}
	try {
		const file = openSync(path, 'w');
		try {
			inTurn((text) => writeFileSync(file, text));
		} finally {
			closeSync(file);
		}
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
