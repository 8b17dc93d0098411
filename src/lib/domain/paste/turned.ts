/** Tables with the years downwards and the indicators across: read with rows and columns exchanged. */
import { parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import type { ClipboardTable } from './clipboard.ts';
import type { GridIndex } from './grid.ts';
import { rowsNamed } from './key-cell.ts';
import { plainText, readHeading } from './words.ts';

/** A title of a few lines may stand above the indicators. */
const DEEPEST = 10;

/**
 * The table with rows and columns exchanged, its corner called 指標; null for any other table. It is one where a
 * row of indicators stands above rows that each begin with a fiscal year, and with nothing else.
 */
export function turnedTable(table: ClipboardTable, index: GridIndex): ClipboardTable | null {
	const left = table.reduce((least, row) => {
		const at = row.findIndex((cell) => plainText(cell) !== '');
		return at < 0 ? least : Math.min(least, at);
	}, Infinity);
	const head = table
		.slice(0, DEEPEST)
		.findIndex((row, at) => isIndicatorRow(row, left, index) && yearsBelow(table, at, left));
	if (head < 0) return null;
	const width = table.reduce((most, row) => Math.max(most, row.length), 0);
	return Array.from({ length: width }, (_, column) =>
		table.map((row, line) => (line === head && column === left ? '指標' : (row[column] ?? '')))
	);
}

/** Names or codes after a corner that is blank or a heading. Unknown names count where the corner says 年度. */
function isIndicatorRow(row: readonly string[], left: number, index: GridIndex): boolean {
	const corner = row[left] ?? '';
	const heading = readHeading(corner);
	if (plainText(corner) !== '' && (heading === null || heading.year !== null)) return false;
	const names = row.slice(left + 1).filter((cell) => plainText(cell) !== '');
	if (names.some((cell) => readNumber(cell, '').kind === 'value' && rowsNamed(cell, index).length === 0))
		return false;
	const isKnown = (cell: string) => rowsNamed(cell, index).length > 0;
	if (names.some(isKnown)) return names.every((cell) => isKnown(cell) || readHeading(cell)?.year == null);
	return heading?.role === 'year' && names.length > 1 && names.every((cell) => readHeading(cell) === null);
}

/** What stands first in the rows below: years, at least one; blank above units, no other text before a figure. */
function yearsBelow(table: ClipboardTable, head: number, left: number): boolean {
	const firsts = table.slice(head + 1).map((row) => row[left] ?? '');
	const years = firsts.filter((cell) => parseFiscalYear(plainText(cell)).ok);
	const others = firsts.filter((cell) => plainText(cell) !== '' && !parseFiscalYear(plainText(cell)).ok);
	return years.length > 0 && others.length < years.length;
}
