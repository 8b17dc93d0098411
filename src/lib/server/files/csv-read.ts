import { DomainError } from '#lib/domain/errors.ts';

/**
 * CSV as cities send it: UTF-8 with or without BOM, Excel's Unicode text, or windows-31j (the Shift_JIS of
 * Windows); CRLF or LF; quoted cells with commas, quotes and line breaks.
 */

/** One record; `line` is the line of the file on which it begins, the first being 1. */
export interface CsvRecord {
	readonly line: number;
	readonly cells: readonly string[];
	/** What is wrong with the record's quotes, in Japanese; null where nothing is. */
	readonly problem: string | null;
}

const ENCODINGS = {
	'utf-8': 'UTF-8',
	'windows-31j': 'Shift_JIS（Windows-31J）',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16'
} as const;

/**
 * The text of a file. A BOM says what it is; else UTF-8 where it is valid, else windows-31j.
 * @throws DomainError `invalid` for bytes that are none of these.
 */
export function decodeText(bytes: Uint8Array): string {
	return decodeFile(bytes).text;
}

/**
 * The text of a file and the encoding it had, in words for the person who sent it.
 * @throws DomainError as `decodeText`.
 */
export function decodeFile(bytes: Uint8Array): { text: string; encoding: string } {
	const [first, second] = bytes;
	const marked =
		first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
	const candidates: readonly (keyof typeof ENCODINGS)[] = marked ? [marked] : ['utf-8', 'windows-31j'];
	for (const encoding of candidates) {
		try {
			// The decoder takes a BOM of its own encoding away.
			const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
			return { text, encoding: ENCODINGS[encoding] };
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	}
	throw new DomainError(
		'invalid',
		'文字コードを読み取れません。CSVを「UTF-8」か「Shift_JIS（CSV（コンマ区切り））」で保存し直してください。'
	);
}

/**
 * The records of a text; lines with nothing in them are left out. Never throws.
 * @param most reading stops after so many records: one more than allowed tells that there are too many
 */
export function parseCsv(text: string, separator: ',' | '\t' = ',', most = Infinity): CsvRecord[] {
	const records: CsvRecord[] = [];
	let [at, line] = [0, 1];
	while (at < text.length && records.length < most) {
		const record = readRecord(text, at, line, separator);
		if (record.cells.some((cell) => cell !== ''))
			records.push({ line, cells: record.cells, problem: record.problem });
		at = record.next;
		line += record.lines;
	}
	return records;
}

interface Read {
	readonly cells: string[];
	readonly problem: string | null;
	readonly next: number;
	readonly lines: number;
}

function readRecord(text: string, start: number, line: number, separator: ',' | '\t'): Read {
	const cells: string[] = [];
	let problem: string | null = null;
	let [at, lines] = [start, 0];
	for (;;) {
		if (text[at] === '"') {
			const end = closingQuote(text, at + 1);
			if (end === null) {
				// The rest of the file would be one cell: take this line alone, so that the others are read.
				const stop = lineEnd(text, at);
				cells.push(text.slice(at + 1, stop));
				return {
					cells,
					problem: `${line + lines}行目の引用符（"）が閉じていません`,
					next: afterBreak(text, stop),
					lines: lines + 1
				};
			}
			const value = text.slice(at + 1, end).replaceAll('""', '"');
			lines += breaks(text.slice(at + 1, end));
			const stop = cellEnd(text, end + 1, separator);
			if (stop > end + 1) problem ??= '引用符（"）の後に文字があります';
			cells.push(value + text.slice(end + 1, stop));
			at = stop;
		} else {
			const stop = cellEnd(text, at, separator);
			cells.push(text.slice(at, stop));
			at = stop;
		}
		if (text[at] === separator) {
			at += 1;
			continue;
		}
		return { cells, problem, next: afterBreak(text, at), lines: lines + 1 };
	}
}

/** The quote that ends a cell; a doubled one stands for itself. */
function closingQuote(text: string, from: number): number | null {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
		if (text[at + 1] !== '"') return at;
	}
	return null;
}

function cellEnd(text: string, from: number, separator: ',' | '\t'): number {
	return scan(text, from, separator === ',' ? /[,\r\n]/g : /[\t\r\n]/g);
}

function lineEnd(text: string, from: number): number {
	return scan(text, from, /[\r\n]/g);
}

function scan(text: string, from: number, mark: RegExp): number {
	mark.lastIndex = from;
	return mark.exec(text)?.index ?? text.length;
}

function afterBreak(text: string, at: number): number {
	return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

function breaks(text: string): number {
	return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
