import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DomainError } from '#lib/domain/errors.ts';
import { PRESETS, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { ANSWER_COLUMNS, judgeTable, type JudgedRow, type TableRow } from '#lib/domain/judging/table.ts';
import { OPTIONAL_COLUMNS, ROW_COLUMNS } from '#lib/domain/judging/table-row.ts';
import { readRule } from '#lib/schemas/rule.ts';
import { csvFile, type CsvCell } from '#lib/server/files/csv.ts';
import { decodeText, parseCsv, type CsvRecord } from '#lib/server/files/csv-read.ts';
import { needed, UsageError, type PlainCommand } from './command.ts';

/** Judges a plain table by a preset or a rule file, without a database. Described in `docs/judging.md`. */
export const judgeCommand: PlainCommand = {
	needsDatabase: false,
	usage: ['judge --rule 判定基準のidかJSONファイル --input 表.csv [--output 結果.csv]'],
	run(words) {
		const { values } = parseArgs({
			args: words,
			options: { rule: { type: 'string' }, input: { type: 'string' }, output: { type: 'string' } }
		});
		const rule = ruleOf(needed(values.rule, '--rule'));
		const table = readTable(needed(values.input, '--input'));
		const output = values.output === undefined ? null : needed(values.output, '--output');
		const judged = judgeTable(rule, table.rows);
		write(output, resultFile(table, judged));
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
		throw new UsageError(`判定基準「${path}」をJSONとして読み取れません（${error.message}）。`);
	}
}

function readBytes(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (error) {
		throw new UsageError(`ファイル「${path}」を読めません（${codeOf(error)}）。`);
	}
}

interface Table {
	/** The columns as the file names them, without those that judging adds. */
	readonly header: readonly string[];
	readonly rows: readonly (TableRow & { readonly kept: readonly string[] })[];
}

function readTable(path: string): Table {
	const [head, ...records] = parseCsv(decodeText(readBytes(path)));
	if (!head) throw new DomainError('invalid', `「${path}」に行がありません。`);
	const columns = head.cells.map((cell) => cell.normalize('NFKC').trim());
	const known: readonly string[] = [...ROW_COLUMNS, ...OPTIONAL_COLUMNS];
	const twice = known.filter((each) => columns.indexOf(each) !== columns.lastIndexOf(each));
	if (twice.length > 0)
		throw new DomainError('invalid', `「${path}」の列「${twice.join('・')}」が2つあります。`);
	if (!columns.includes('actual'))
		throw new DomainError(
			'invalid',
			`「${path}」の1行目に列名がありません。列名：${ROW_COLUMNS.join(',')}（必要に応じて ${OPTIONAL_COLUMNS.join(',')}）`
		);
	const added: readonly string[] = ANSWER_COLUMNS;
	const keep = (cells: readonly string[]) =>
		head.cells
			.map((_, index) => cells[index] ?? '')
			.filter((_, index) => !added.includes(columns[index] ?? ''));
	return {
		header: keep(head.cells),
		rows: records.map((record) => ({
			line: record.line,
			cells: Object.fromEntries(columns.map((column, index) => [column, record.cells[index] ?? ''])),
			problem: record.problem ?? lengthProblem(record, columns),
			kept: keep(record.cells)
		}))
	};
}

/** A row may end early where only optional columns are missing; else its cells may stand under wrong headings. */
function lengthProblem({ cells }: CsvRecord, columns: readonly string[]): string | null {
	if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
		return `列が${cells.length}個あり、見出しの${columns.length}個より多くなっています。桁区切りの「,」を含む数値は "1,234" のように引用符で囲んでください。`;
	const absent = columns
		.slice(cells.length)
		.filter((each) => (ROW_COLUMNS as readonly string[]).includes(each));
	return absent.length > 0 ? `列が${cells.length}個しかなく、「${absent.join('・')}」がありません。` : null;
}

function resultFile({ header, rows }: Table, judged: readonly JudgedRow[]): string {
	return csvFile(
		[...header, ...ANSWER_COLUMNS],
		rows.map(({ kept }, index) => {
			const answer = judged[index]?.answer;
			const cells = kept.map((cell): CsvCell => ({ printed: cell }));
			return [...cells, ...ANSWER_COLUMNS.map((column): CsvCell => ({ printed: answer?.[column] ?? '' }))];
		})
	);
}

function write(path: string | null, text: string): void {
	if (path === null) {
		process.stdout.write(text);
		return;
	}
	try {
		writeFileSync(path, text);
	} catch (error) {
		throw new UsageError(`ファイル「${path}」に書き込めません（${codeOf(error)}）。`);
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
