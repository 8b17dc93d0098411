import { decodeFile, parseCsv } from '../csv-read.ts';
import { plainCell } from '../csv.ts';
import { LONGEST_CELL } from './cell.ts';
import { refuse } from './refusal.ts';
import { LAST_ROW } from './sheet.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';

/** Separators and line breaks, those inside quotes included: counted before anything is made of them. */
const MOST_MARKS = 400_000;
/** Bytes of the longest cell, in the widest encoding. */
const LONGEST_STRETCH = LONGEST_CELL * 4;
const TOO_MANY_ROWS = `表の行が多すぎます（${LAST_ROW.toLocaleString('ja-JP')}行より多く入力されています）。使っていない行を削除してから、もう一度選んでください。`;
const [LF, CR, COMMA, TAB] = [0x0a, 0x0d, 0x2c, 0x09];

/**
 * A CSV as the one sheet of a table, its cells all text. Excel's Unicode text has tabs instead of commas.
 * @throws DomainError `invalid` for an unknown encoding, for far too many cells and for one far too long.
 */
export function readCsvTable(bytes: Uint8Array): FileTable {
	checkCsvBytes(bytes);
	const { text, encoding } = decodeFile(bytes);
	if (text.includes('\0'))
		refuse(
			'ファイルの中に、文字ではないもの（NUL）が入っています。Excelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してから、もう一度選んでください。'
		);
	const separator = separatorOf(text);
	const records = parseCsv(text, separator, LAST_ROW + 1);
	if (records.length > LAST_ROW) refuse(TOO_MANY_ROWS);
	const rows = records.map(({ line, cells, problem }) => {
		if (cells.some((cell) => cell.length > LONGEST_CELL)) refuse(tooLong(line));
		return {
			number: line,
			cells: cells.map((cell) => (cell === '' ? null : { kind: 'text' as const, text: plainCell(cell) })),
			hidden: false,
			problem
		};
	});
	return {
		kind: 'csv',
		encoding,
		separator,
		sheets: [{ name: 'CSV', hidden: false, rows, merged: [], hiddenColumns: [] }]
	};
}

/**
 * One pass over the bytes, before they are decoded: far too many cells, or one that never ends. In windows-31j
 * and UTF-8 no second byte looks like these marks; in UTF-16 every mark has its byte too.
 * @throws DomainError `invalid`.
 */
export function checkCsvBytes(bytes: Uint8Array): void {
	let [marks, lines, since] = [0, 1, 0];
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte !== LF && byte !== CR && byte !== COMMA && byte !== TAB) {
			if (at - since > LONGEST_STRETCH) refuse(tooLong(lines));
			continue;
		}
		if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lines += 1;
		marks += 1;
		since = at;
		if (marks > MOST_MARKS)
			refuse(
				'表が大きすぎます（セルが多すぎます）。ダウンロードした入力用のファイルに、この課の指標だけを書き写してから選んでください。'
			);
	}
}

function tooLong(line: number): string {
	return `${line}行目に、1つのセルに収まらない長さの文字があります。引用符や改行が欠けていないか確かめ、ダウンロードした入力用のファイルに書き写してから選んでください。`;
}

function separatorOf(text: string): ',' | '\t' {
	const head = text.slice(0, text.search(/[\r\n]|$/));
	return head.includes('\t') && !head.includes(',') ? '\t' : ',';
}
