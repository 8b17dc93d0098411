import { columnName } from '#lib/domain/sheet/cell-name.ts';
import { CellReader, type Book } from './cell.ts';
import { refuse } from './refusal.ts';
import { DAMAGED_PART, TOO_COMPLEX, walkXml, type Attributes } from './xml.ts';
import type { FileCell, FileRow, FileSheet, MergedCells } from '#lib/domain/sheet/table.ts';

/** A city's table has at most some ten thousand rows; what stands farther out is refused, not left out. */
export const LAST_ROW = 20_000;
const LAST_COLUMN = 100;
const MOST_CELLS = 300_000;
const MOST_COLUMN_DEFINITIONS = 500;
const MOST_MERGED = 5000;
/** Of rules that lie over cells: addresses, lists of choices, colours. */
const MOST_RULES = 20_000;
const MOST_TAGS = 2_000_000;
const RULES = new Set([
	'hyperlink',
	'dataValidation',
	'cfRule',
	'protectedRange',
	'brk',
	'tablePart',
	'control'
]);

export type SheetContent = Pick<FileSheet, 'rows' | 'merged' | 'hiddenColumns'>;

/**
 * Reads one worksheet. Cells may stand in any order and may leave out where they are; a place that is there
 * twice, belongs to another row or lies outside is refused by name.
 * @param budget cells that the sheets before held; goes on counting
 * @throws DomainError `invalid`.
 */
export function readSheet(xml: string, sheet: string, book: Book, budget: { cells: number }): SheetContent {
	const rows = new Map<number, { cells: FileCell[]; hidden: boolean }>();
	const merged: MergedCells[] = [];
	const hiddenColumns = new Set<number>();
	const cell = new CellReader(book);
	const path: string[] = [];
	let [row, column, definitions, rules] = [0, -1, 0, 0];
	let hidden = false;
	const place = () => columnName(column) + String(row);
	const keep = (value: FileCell): void => {
		if (value === null) return;
		if (row > LAST_ROW || column >= LAST_COLUMN) refuse(tooWide(`セル「${place()}」に入力`, sheet));
		budget.cells += 1;
		if (budget.cells > MOST_CELLS)
			refuse(tooWide(`${MOST_CELLS.toLocaleString('ja-JP')}個より多くの入力`, sheet));
		const found = rows.get(row) ?? { cells: [], hidden };
		if (found.cells[column] != null)
			refuse(
				`シート「${sheet}」のセル${place()}が、ファイルの中に2つあります。どちらの値か決められないため読み取れません。Excelで開き直して保存し、もう一度選んでください。`
			);
		while (found.cells.length < column) found.cells.push(null);
		found.cells[column] = value;
		found.hidden ||= hidden;
		rows.set(row, found);
	};

	walkXml(xml, MOST_TAGS, {
		open(tag, attributes, depth) {
			path[depth] = tag;
			path.length = depth + 1;
			if (depth === 0 && tag !== 'worksheet') refuse(DAMAGED_PART);
			if (path[1] === 'sheetData') {
				if (depth === 2) {
					if (tag !== 'row') refuse(DAMAGED_PART);
					row = rowNumber(attributes.get('r'), row, sheet);
					column = -1;
					hidden = isOn(attributes.get('hidden')) || Number(attributes.get('ht') ?? 1) === 0;
				} else if (depth === 3) {
					if (tag !== 'c') refuse(DAMAGED_PART);
					column = columnOf(attributes.get('r'), row, column, sheet);
					cell.begin(attributes);
				} else if (depth > 3) cell.open(tag, depth);
				return;
			}
			if (tag === 'col' && path[1] === 'cols') {
				definitions += 1;
				if (definitions > MOST_COLUMN_DEFINITIONS) refuse(tooWide('列の定義が多すぎる部分', sheet));
				hideColumns(attributes, hiddenColumns);
			}
			if (tag === 'mergeCell' && path[1] === 'mergeCells') {
				merged.push(mergedCells(attributes.get('ref') ?? ''));
				if (merged.length > MOST_MERGED)
					refuse(
						`シート「${sheet}」に、結合されたセルが${MOST_MERGED.toLocaleString('ja-JP')}か所より多くあります。結合を解除し、1行に1つの指標を書いてから、もう一度選んでください。`
					);
			}
			if (RULES.has(tag)) rules += 1;
			if (rules > MOST_RULES) refuse(TOO_COMPLEX);
		},
		close(tag, depth) {
			if (path[1] !== 'sheetData') return;
			if (depth > 3) cell.close(tag, depth);
			else if (depth === 3) keep(cell.end(place, sheet));
		},
		text(text) {
			if (path[1] === 'sheetData') cell.text(text);
		}
	});
	return { rows: inOrder(rows), merged, hiddenColumns: [...hiddenColumns].sort((a, b) => a - b) };
}

function inOrder(rows: ReadonlyMap<number, { cells: FileCell[]; hidden: boolean }>): FileRow[] {
	return [...rows]
		.sort(([a], [b]) => a - b)
		.map(([number, { cells, hidden }]) => ({ number, cells, hidden, problem: null }));
}

/** A row may leave out its number: it is the one after the last. */
function rowNumber(text: string | undefined, before: number, sheet: string): number {
	if (text === undefined) return before + 1;
	if (!/^[1-9]\d*$/.test(text)) refuse(DAMAGED_PART);
	const row = Number(text);
	// An empty row far out is only a format; one that no sheet can have is not.
	if (row > 1_048_576) refuse(tooWide(`${text.slice(0, 12)}行目`, sheet));
	return row;
}

/** The column of `B7`, from 0. A cell may leave out its place: it is the one after the last. */
function columnOf(place: string | undefined, row: number, before: number, sheet: string): number {
	if (place === undefined) return before + 1;
	let letters = 0;
	while (isLetter(place.charCodeAt(letters))) letters += 1;
	const digits = place.length - letters;
	const number = rowOf(place, letters);
	if (letters === 0 || digits === 0 || number === null) refuse(DAMAGED_PART);
	if (letters > 3 || digits > 7) refuse(tooWide(`セル「${place.slice(0, 12)}」`, sheet));
	if (number !== row)
		refuse(
			`シート「${sheet}」の${row}行目に、別の行のセル（${place}）が入っています。ファイルが壊れているおそれがあります。Excelで開き直して保存し、もう一度選んでください。`
		);
	return columnIndex(place, letters);
}

/** The number at the end of a place; null where something else is in it. */
function rowOf(place: string, from: number): number | null {
	let row = 0;
	for (let at = from; at < place.length; at++) {
		const digit = place.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) return null;
		row = row * 10 + digit;
	}
	return row;
}

function isLetter(code: number): boolean {
	return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function columnIndex(text: string, letters = text.length): number {
	let index = 0;
	for (let at = 0; at < letters; at++) index = index * 26 + (text.charCodeAt(at) & 31);
	return index - 1;
}

function hideColumns(attributes: Attributes, into: Set<number>): void {
	const [min, max] = [attributes.get('min'), attributes.get('max')];
	const [from, to] = [Number(min ?? 1), Math.min(Number(max ?? min ?? 1), LAST_COLUMN)];
	if (!isOn(attributes.get('hidden')) && Number(attributes.get('width') ?? 1) !== 0) return;
	for (let column = Math.max(from, 1); column <= to; column++) into.add(column - 1);
}

function mergedCells(ref: string): MergedCells {
	const [, a, b, c, d] = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(ref) ?? [];
	if (a === undefined || b === undefined || c === undefined || d === undefined) refuse(DAMAGED_PART);
	const [rows, columns] = [
		[Number(b) - 1, Number(d) - 1],
		[columnIndex(a), columnIndex(c)]
	];
	return {
		fromRow: Math.min(...rows),
		toRow: Math.max(...rows),
		fromColumn: Math.min(...columns),
		toColumn: Math.max(...columns)
	};
}

function isOn(value: string | undefined): boolean {
	return value === '1' || value === 'true' || value === 'on';
}

function tooWide(what: string, sheet: string): string {
	return `表の範囲が広すぎます（シート「${sheet.slice(0, 31)}」に${what}があります）。${LAST_ROW.toLocaleString('ja-JP')}行、${LAST_COLUMN}列までの表を読み取れます。使っていない行と列を削除するか、ダウンロードした入力用のファイルに書き写してください。`;
}
