import { readXlsx, type Cell, type CellValue, type Sheet } from 'hucre/xlsx';
import { columnName } from '#lib/domain/sheet/cell-name.ts';
import { workbookParts } from './package-parts.ts';
import { refuse } from './refusal.ts';
import { storedZip } from './stored-zip.ts';
import type { FileCell, FileRow, FileSheet, FileTable } from '#lib/domain/sheet/table.ts';

/** A department's sheet has at most a few hundred rows; what stands farther out is refused, not left out. */
const LAST_ROW = 5000;
const LAST_COLUMN = 100;
const MOST_CELLS = 100_000;
const MOST_COLUMN_DEFINITIONS = 500;

/**
 * Reads a workbook's sheets.
 * @throws DomainError `invalid`, in words, for everything that cannot be read as a whole.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FileTable> {
	const parts = workbookParts(bytes);
	let cells = 0;
	for (const [name, content] of parts)
		if (/worksheets\//i.test(name)) cells += countCells(Buffer.from(content).toString('latin1'));
	if (cells > MOST_CELLS) refuse(tooWide(`セルが${cells.toLocaleString('ja-JP')}個`));
	const sheets = await parsed(storedZip(parts));
	for (const { rows } of sheets) {
		// Cells that do not say where they are count on from the one before.
		const isTooFar = rows.length > LAST_ROW || rows.some((row) => row.length > LAST_COLUMN);
		if (isTooFar) refuse(tooWide('その外に入力'));
	}
	return { kind: 'xlsx', encoding: null, sheets: sheets.map(sheetOf) };
}

async function parsed(zip: Uint8Array): Promise<readonly Sheet[]> {
	try {
		// The range, one cell wider than allowed, keeps the parser from filling a rectangle as large as the farthest cell.
		const range = `A1:${columnName(LAST_COLUMN)}${LAST_ROW + 1}`;
		return (await readXlsx(zip, { readStyles: true, range })).sheets;
	} catch {
		refuse(
			'表を読み取れません。ファイルが壊れているおそれがあります。Excelで開き直して保存し、もう一度選んでください。'
		);
	}
}

/** How many cells with something in them; refuses those too far out, which would not be read. */
function countCells(xml: string): number {
	// The parser fills in every column that a definition spans.
	if ((xml.match(/<(?:\w+:)?col\b/g)?.length ?? 0) > MOST_COLUMN_DEFINITIONS)
		refuse(tooWide('列の定義が多すぎる部分'));
	let count = 0;
	for (const [tag, position] of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([^"']*)["'][^>]*>/g)) {
		count += 1;
		const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/i.exec(position ?? '') ?? [];
		const isNear = letters.length > 0 && letters.length <= 3 && columnIndex(letters) < LAST_COLUMN;
		if ((!isNear || Number(digits) > LAST_ROW) && !tag.endsWith('/>'))
			refuse(tooWide(`セル「${(position ?? '').slice(0, 12)}」に入力`));
	}
	return count;
}

function tooWide(what: string): string {
	return `表の範囲が広すぎます（${what}があります）。${LAST_ROW}行、${LAST_COLUMN}列までの表を読み取れます。使っていない行と列を削除するか、ダウンロードした入力用のファイルに書き写してください。`;
}

function columnIndex(letters: string): number {
	return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function sheetOf(sheet: Sheet): FileSheet {
	const rows = sheet.rows.map((values, index): FileRow => ({
		number: index + 1,
		cells: values.map((value, column) => cellOf(value, sheet.cells?.get(`${index},${column}`))),
		hidden: sheet.rowDefs?.get(index)?.hidden ?? false,
		problem: null
	}));
	return {
		name: sheet.name,
		hidden: (sheet.hidden ?? false) || (sheet.veryHidden ?? false),
		rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)),
		merged: (sheet.merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
			fromRow: startRow,
			toRow: endRow,
			fromColumn: startCol,
			toColumn: endCol
		})),
		hiddenColumns: (sheet.columns ?? []).flatMap(({ hidden }, column) => (hidden ? [column] : []))
	};
}

function cellOf(value: CellValue, cell: Cell | undefined): FileCell {
	if (cell?.formula !== undefined || cell?.type === 'formula')
		return { kind: 'formula', formula: (cell.formula ?? '').slice(0, 200) };
	if (cell?.type === 'error') return { kind: 'error', error: String(value).slice(0, 20) };
	if (value === null || value === '') return null;
	if (value instanceof Date) return { kind: 'date', shown: shownDate(value) };
	if (typeof value === 'number') {
		// Text in quotes and after a backslash is only shown; a % elsewhere multiplies by 100.
		const format = (cell?.style?.numFmt ?? '').replace(/"[^"]*"|\\./g, '');
		return Number.isFinite(value)
			? { kind: 'number', number: plainNumber(value), percent: format.includes('%') }
			: { kind: 'error', error: '#NUM!' };
	}
	return { kind: 'text', text: typeof value === 'boolean' ? String(value).toUpperCase() : value };
}

/** A spreadsheet keeps 15 digits: 0.1 + 0.2 is stored as 0.30000000000000004 and means 0.3. */
function plainNumber(value: number): string {
	return (value === 0 ? 0 : value).toLocaleString('en-US', {
		useGrouping: false,
		maximumSignificantDigits: 15
	});
}

function shownDate(date: Date): string {
	return Number.isNaN(date.getTime())
		? '日付'
		: `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}
