/** The plain table of `judge`: read from a file as cities send it, and written with the columns that judging adds. */
import { DomainError } from '#lib/domain/errors.ts';
import { ANSWER_COLUMNS, type RowAnswer, type TableRow } from '#lib/domain/judging/table.ts';
import { OPTIONAL_COLUMNS, ROW_COLUMNS, type RowCells } from '#lib/domain/judging/table-row.ts';
import { csvLine } from '#lib/server/files/csv.ts';
import { decodeText, parseCsv, type CsvRecord } from '#lib/server/files/csv-read.ts';

export interface PlainTable {
	/** The columns as the file names them, without those that judging adds. */
	readonly header: readonly string[];
	readonly rows: readonly PlainRow[];
	/** What a reader should know although nothing is wrong, in Japanese. */
	readonly notes: readonly string[];
}

const ADDED: readonly string[] = ANSWER_COLUMNS;
const KNOWN: readonly string[] = [...ROW_COLUMNS, ...OPTIONAL_COLUMNS];
const COLUMN_LIST = `列名：${ROW_COLUMNS.join(',')}（必要に応じて ${OPTIONAL_COLUMNS.join(',')}）`;

/**
 * Reads commas or, as Excel's 「Unicode テキスト」 has them, tabs. Headings may be full-width, in capitals, or
 * written apart (target year, target_year).
 * @param path only for messages.
 * @throws DomainError `invalid` for a file that is no table of this kind.
 */
export function readPlainTable(path: string, bytes: Uint8Array): PlainTable {
	const invalid = (message: string) => new DomainError('invalid', message);
	if (WORKBOOKS.some((signature) => signature.every((byte, index) => bytes[index] === byte)))
		throw invalid(
			`「${path}」は表計算のブックです。「CSV UTF-8（コンマ区切り）」で保存し直してから指定してください。`
		);
	const text = decodeText(bytes);
	const [head, ...records] = parseCsv(text, separatorOf(text));
	if (!head) throw invalid(`「${path}」に行がありません。`);
	const columns = head.cells.map(columnOf);
	const twice = KNOWN.filter((each) => columns.indexOf(each) !== columns.lastIndexOf(each));
	if (twice.length > 0) throw invalid(`「${path}」の列「${twice.join('・')}」が2つあります。`);
	if (!columns.includes('actual')) throw invalid(withoutActual(path, head, columns));
	return {
		header: keptCells(head.cells, columns),
		rows: records.map((record) => new PlainRow(record, columns)),
		notes: notesOn(columns, records.length)
	};
}

/** A row of the file. Its cells by column are put together when they are asked for: for all rows they would be large. */
export class PlainRow implements TableRow {
	readonly line: number;
	readonly problem: string | null;
	readonly #cells: readonly string[];
	readonly #columns: readonly string[];

	constructor(record: CsvRecord, columns: readonly string[]) {
		this.line = record.line;
		this.problem = record.problem ?? lengthProblem(record, columns);
		this.#cells = record.cells;
		this.#columns = columns;
	}

	get cells(): RowCells {
		const cells: Record<string, string> = {};
		for (const [index, column] of this.#columns.entries()) cells[column] = this.#cells[index] ?? '';
		return cells;
	}

	/** As they came, without those under the columns that judging adds. */
	get kept(): readonly string[] {
		return keptCells(this.#cells, this.#columns);
	}
}

function keptCells(cells: readonly string[], columns: readonly string[]): string[] {
	return columns.flatMap((column, index) => (ADDED.includes(column) ? [] : [cells[index] ?? '']));
}

/** The heading of the result: the table's own columns, then those that judging adds. */
export function headingLine({ header }: PlainTable): string {
	return csvLine([...header, ...ANSWER_COLUMNS]);
}

/** A row of the result: its own cells as they came, then what judging adds. */
export function answerLine({ kept }: PlainRow, answer: RowAnswer): string {
	const printed = [...kept, ...ANSWER_COLUMNS.map((column) => answer[column])];
	return csvLine(printed.map((cell) => ({ printed: cell })));
}

/** A zip (.xlsx) and a compound file (.xls). */
const WORKBOOKS = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0]
];

/** The tab where the first line has more of them than commas. */
function separatorOf(text: string): ',' | '\t' {
	const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
	return first.split('\t').length > first.split(',').length ? '\t' : ',';
}

const BY_PLAIN_NAME = new Map([...KNOWN, ...ANSWER_COLUMNS].map((column) => [column.toLowerCase(), column]));

/** The column that a heading means; a heading that is none of ours stays as it is. */
function columnOf(heading: string): string {
	const plain = heading.normalize('NFKC').trim();
	return BY_PLAIN_NAME.get(plain.replace(/[\s_-]/g, '').toLowerCase()) ?? plain;
}

function withoutActual(path: string, head: CsvRecord, columns: readonly string[]): string {
	const what = columns.some((each) => KNOWN.includes(each))
		? `列「actual」（実績）がありません`
		: `${head.line}行目に列名がありません`;
	return `「${path}」の${what}。${COLUMN_LIST}`;
}

/** A column left out is allowed, but one that was misnamed would be missed in silence. */
function notesOn(columns: readonly string[], count: number): string[] {
	const absent = ROW_COLUMNS.filter((each) => !columns.includes(each));
	const known = [...KNOWN, ...ADDED];
	const unknown = columns.filter((each) => each !== '' && !known.includes(each));
	return [
		...(absent.length > 0 && unknown.length > 0
			? [
					`注意：列「${absent.join('・')}」がないため、空として判定しました。知らない列「${unknown.join('・')}」は判定に使っていません。`
				]
			: []),
		...(count === 0 ? ['注意：判定する行がありません。'] : [])
	];
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
