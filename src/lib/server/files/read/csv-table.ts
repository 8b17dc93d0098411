import { decodeFile, parseCsv } from '../csv-read.ts';
import { plainCell } from '../csv.ts';
import { refuse } from './refusal.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';

/** Separators and line breaks, those inside quotes included: counted before anything is made of them. */
const MOST_MARKS = 200_000;

/**
 * A CSV as the one sheet of a table, its cells all text. Excel's Unicode text has tabs instead of commas.
 * @throws DomainError `invalid` for an unknown encoding and for far too many cells.
 */
export function readCsvTable(bytes: Uint8Array): FileTable {
	const { text, encoding } = decodeFile(bytes);
	const separator = separatorOf(text);
	if (countMarks(text, separator) > MOST_MARKS)
		refuse(
			'表が大きすぎます。ダウンロードした入力用のファイルに、この課の指標だけを書き写してから選んでください。'
		);
	const rows = parseCsv(text, separator).map(({ line, cells, problem }) => ({
		number: line,
		cells: cells.map((cell) => (cell === '' ? null : { kind: 'text' as const, text: plainCell(cell) })),
		hidden: false,
		problem
	}));
	return {
		kind: 'csv',
		encoding,
		sheets: [{ name: 'CSV', hidden: false, rows, merged: [], hiddenColumns: [] }]
	};
}

function separatorOf(text: string): ',' | '\t' {
	const head = text.slice(0, text.search(/[\r\n]|$/));
	return head.includes('\t') && !head.includes(',') ? '\t' : ',';
}

function countMarks(text: string, separator: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (character === separator || character === '\n' || character === '\r') count += 1;
	}
	return count;
}
