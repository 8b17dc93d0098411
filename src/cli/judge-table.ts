/** The plain table of `judge`: read from a file as cities send it, and written with the columns that judging adds. */
import { DomainError } from '#lib/domain/errors.ts';
import { ANSWER_COLUMNS, type JudgedRow, type TableRow } from '#lib/domain/judging/table.ts';
import { OPTIONAL_COLUMNS, ROW_COLUMNS } from '#lib/domain/judging/table-row.ts';
import { csvFile, type CsvCell } from '#lib/server/files/csv.ts';
import { decodeText, parseCsv, type CsvRecord } from '#lib/server/files/csv-read.ts';

export interface PlainTable {
	/** The columns as the file names them, without those that judging adds. */
	readonly header: readonly string[];
	readonly rows: readonly (TableRow & { readonly kept: readonly string[] })[];
	/** What a reader should know although nothing is wrong, in Japanese. */
	readonly notes: readonly string[];
}

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
		})),
		notes: notesOn(columns, records.length)
	};
}

/** The result: the table's own columns as they came, then what judging adds. */
export function writePlainTable({ header, rows }: PlainTable, judged: readonly JudgedRow[]): string {
	return csvFile(
		[...header, ...ANSWER_COLUMNS],
		rows.map(({ kept }, index) => {
			const answer = judged[index]?.answer;
			const cells = kept.map((cell): CsvCell => ({ printed: cell }));
			return [...cells, ...ANSWER_COLUMNS.map((column): CsvCell => ({ printed: answer?.[column] ?? '' }))];
		})
	);
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
	const known: readonly string[] = [...KNOWN, ...ANSWER_COLUMNS];
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
