/**
 * The plain text that Excel, LibreOffice and Google Sheets put on the clipboard: cells between tabs, rows
 * between line breaks. A cell with a tab or a line break inside stands in quotes, quotes inside doubled.
 */

/** Far beyond a department's sheet; what is larger is an import by file. */
export const CLIPBOARD_LIMITS = { characters: 100_000, rows: 2_000, columns: 60 } as const;

export type ClipboardTable = readonly (readonly string[])[];

export type ClipboardReading =
	{ readonly ok: true; readonly table: ClipboardTable } | { readonly ok: false; readonly message: string };

/**
 * Rows × cells of a copied block, ragged rows as they are. CRLF, LF and CR end a row; one at the very end ends
 * the last row and starts no other. Empty cells and empty rows are kept. Quotes count only around a whole
 * cell: any other quote is text. Text beyond `CLIPBOARD_LIMITS` is refused in words. Never throws; takes time
 * in proportion to the text, whatever the text.
 */
export function readClipboardTable(text: string): ClipboardReading {
	const { characters, rows, columns } = CLIPBOARD_LIMITS;
	if (text.length > characters) return tooLarge(`${count(text.length)}文字`, `${count(characters)}文字`);
	const table = splitTable(text);
	if (table.length > rows) return tooLarge(`${count(table.length)}行`, `${count(rows)}行`);
	const widest = table.reduce((most, row) => Math.max(most, row.length), 0);
	if (widest > columns) return tooLarge(`${count(widest)}列`, `${count(columns)}列`);
	return { ok: true, table };
}

/** Whether a paste is for the input alone: one cell, with or without its line break. */
export function isSingleCell(text: string): boolean {
	const reading = readClipboardTable(text);
	return reading.ok && reading.table.length <= 1 && (reading.table[0]?.length ?? 0) <= 1;
}

function splitTable(text: string): string[][] {
	const table: string[][] = [];
	const closing = closingQuotes(text);
	let row: string[] = [];
	let at = 0;
	while (at < text.length || row.length > 0) {
		const { cell, end } = readCell(text, at, closing);
		row.push(cell);
		const mark = text[end];
		at = mark === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
		if (mark === '\t') continue;
		table.push(row);
		row = [];
	}
	return table;
}

function readCell(text: string, at: number, closing: (from: number) => number) {
	if (text[at] === '"') {
		const close = closing(at);
		if (close > at && isEnd(text[close + 1]))
			return { cell: text.slice(at + 1, close).replaceAll('""', '"'), end: close + 1 };
	}
	const marks = /[\t\r\n]/g;
	marks.lastIndex = at;
	const end = marks.exec(text)?.index ?? text.length;
	return { cell: text.slice(at, end), end };
}

/**
 * Finds the quote that closes a cell whose opening quote is at `from`, −1 without one. A run of quotes closes
 * where it is odd; which run that is does not depend on where a later cell begins, so each is looked for once.
 */
function closingQuotes(text: string): (from: number) => number {
	let [searchedFrom, found] = [-1, -1];
	return (from) => {
		const opening = runLength(text, from);
		if (opening % 2 === 0) return from + opening - 1;
		const start = from + opening;
		if (searchedFrom >= 0 && start >= searchedFrom && (found < 0 || start <= found)) return found;
		searchedFrom = start;
		found = -1;
		for (let at = text.indexOf('"', start); at >= 0;) {
			const length = runLength(text, at);
			if (length % 2 === 1) {
				found = at + length - 1;
				break;
			}
			at = text.indexOf('"', at + length);
		}
		return found;
	};
}

function runLength(text: string, at: number): number {
	let end = at;
	while (text[end] === '"') end += 1;
	return end - at;
}

function isEnd(character: string | undefined): boolean {
	return character === undefined || character === '\t' || character === '\r' || character === '\n';
}

function tooLarge(size: string, limit: string): ClipboardReading {
	return {
		ok: false,
		message: `貼り付けられるのは${limit}までです（今は${size}）。指標と年度の範囲だけを選んでコピーし直すか、ファイルで取り込んでください。`
	};
}

function count(number: number): string {
	return number.toLocaleString('en-US');
}
