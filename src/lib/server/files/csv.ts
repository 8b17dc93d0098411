/**
 * CSV for spreadsheets: UTF-8 with BOM, CRLF, header in row 1, numbers as plain numbers. Text that a
 * spreadsheet would take for a formula is neutralised with a leading apostrophe; numbers never are.
 */

/**
 * A cell: a plain ASCII decimal kept as it is, a printed figure (-1301%, ▲5人, －) kept unless a spreadsheet
 * would take it for a formula, text, or nothing.
 */
export type CsvCell = { readonly number: string } | { readonly printed: string } | string | null;

export const BOM = '\u{feff}';
/**
 * Full-width signs count too: spreadsheets read them like the ASCII ones. What already has an apostrophe before
 * such a sign gets another, so that reading takes exactly one away.
 */
const FORMULA_START = /^'*[=+\-@＝＋－＠\t]/;
/** A sign alone, or with a number and a unit: nothing in it can be calculated. */
const PRINTED_FIGURE = /^[+\-＋－]?([\d０-９][\d０-９,.，．]*[^\d()|!=+*/\-"\r\n]{0,20})?$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * The whole file as text, BOM included; every row ends with CRLF.
 * @throws RangeError for a row that is not as long as the header, and a number cell that is no plain number.
 */
export function csvFile(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
	const lines = rows.map((row) => {
		if (row.length !== header.length)
			throw new RangeError(`row of ${row.length} cells under ${header.length} headings`);
		return csvLine(row);
	});
	return [BOM, csvLine(header), ...lines].join('');
}

/** One row with its CRLF, for a file that is written row by row: after `BOM`, the heading first. */
export function csvLine(row: readonly CsvCell[]): string {
	return `${row.map(cellText).join(',')}\r\n`;
}

/** The text that `csvFile` wrote as this cell: without the apostrophe that keeps a spreadsheet from calculating. */
export function plainCell(cell: string): string {
	return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

function cellText(cell: CsvCell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return quoted(FORMULA_START.test(cell) ? `'${cell}` : cell);
	if ('printed' in cell)
		return PRINTED_FIGURE.test(cell.printed) ? quoted(cell.printed) : cellText(cell.printed);
	if (!NUMBER.test(cell.number)) throw new RangeError(`not a plain number: ${cell.number}`);
	return cell.number;
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
