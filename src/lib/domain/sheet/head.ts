/** The row of headings: which column of a file is which, wherever it stands. */
import { DomainError } from '#lib/domain/errors.ts';
import { plainText as folded, readHeading } from '#lib/domain/paste/words.ts';
import { columnName } from './cell-name.ts';
import { plainText } from './cell.ts';
import { headlessMessage } from './headless.ts';
import {
	DISTRICT_HEADINGS,
	INPUTS,
	REQUIRED,
	SHEET_COLUMNS,
	sheetHeadings,
	type DistrictColumn,
	type SheetColumn
} from './layout.ts';
import type { FileRow, FileSheet, FileTable } from './table.ts';

export interface SheetHead {
	readonly sheet: FileSheet;
	/** The heading row's number. */
	readonly row: number;
	readonly columns: ReadonlyMap<SheetColumn, number>;
	/** Where districts are named; empty on a sheet of the city's figures alone. */
	readonly districts: ReadonlyMap<DistrictColumn, number>;
	/** What a person should know about the headings; each in one sentence. */
	readonly notes: readonly string[];
}

/** A person may have put a title or a remark above. */
const HEAD_WITHIN = 10;

/**
 * Finds the sheet of the city's figures and its headings. A sheet that names districts holds them only where it
 * is the only one, as when a CSV was saved as a workbook.
 * @throws DomainError `invalid` where no sheet or several have the headings, one is missing, or one stands twice.
 */
export function findHead(table: FileTable, year: number): SheetHead {
	const all = headsOf(table, year);
	const plain = all.filter(({ districts }) => districts.size === 0);
	const found = plain.length > 0 ? plain : all;
	const shown = found.filter(({ sheet }) => !sheet.hidden);
	const [first, ...others] = shown.length > 0 ? shown : found;
	if (first === undefined) throw refusal(headlessMessage(table));
	if (others.length > 0) {
		const names = [first, ...others].map(({ sheet }) => `「${sheet.name}」`).join('');
		throw refusal(
			`指標コードの見出しのあるシートが複数あります（${names}）。入力したシート1つだけを残して保存し直してください。`
		);
	}
	const headings = sheetHeadings(year);
	const missing = REQUIRED.filter((column) => !first.columns.has(column));
	if (missing.length > 0) {
		throw refusal(
			`見出し「${missing.map((column) => headings[column]).join('」「')}」の列がありません。見出しは消したり変えたりせずに、ダウンロードしたときのまま残してください。`
		);
	}
	return { ...first, notes: notesOn(first, year, table.kind) };
}

/**
 * Finds the sheet that names districts; null where the file has none.
 * @throws DomainError `invalid` where several do, or the column of figures is missing.
 */
export function findDistrictHead(table: FileTable, year: number): SheetHead | null {
	const [first, ...others] = headsOf(table, year).filter(({ districts }) => districts.size > 0);
	if (first === undefined) return null;
	if (others.length > 0) {
		const names = [first, ...others].map(({ sheet }) => `「${sheet.name}」`).join('');
		throw refusal(
			`地区の見出しのあるシートが複数あります（${names}）。入力したシート1つだけを残して保存し直してください。`
		);
	}
	if (!first.columns.has('entered'))
		throw refusal(
			`シート「${first.sheet.name}」に、見出し「${sheetHeadings(year).entered}」の列がありません。見出しは消したり変えたりせずに、ダウンロードしたときのまま残してください。`
		);
	return first;
}

function headsOf(table: FileTable, year: number): SheetHead[] {
	return table.sheets.flatMap((sheet) => headOf(sheet, year) ?? []);
}

function headOf(sheet: FileSheet, year: number): SheetHead | null {
	for (const row of sheet.rows.slice(0, HEAD_WITHIN)) {
		const columns = columnsOf(row, year);
		if (columns.has('code'))
			return { sheet, row: row.number, columns, districts: districtColumnsOf(row), notes: [] };
	}
	return null;
}

function districtColumnsOf(row: FileRow): Map<DistrictColumn, number> {
	const places = row.cells.map((cell) => folded(plainText(cell) ?? ''));
	return new Map(
		(Object.keys(DISTRICT_HEADINGS) as DistrictColumn[]).flatMap((column) => {
			const at = places.indexOf(folded(DISTRICT_HEADINGS[column]));
			return at < 0 ? [] : [[column, at] as const];
		})
	);
}

/** Each column under the heading of the file; the figure, the states and the remarks also under other usual words. */
function columnsOf(row: FileRow, year: number): Map<SheetColumn, number> {
	const headings = sheetHeadings(year);
	const columns = new Map<SheetColumn, number>();
	const places = row.cells.map((cell) => folded(plainText(cell) ?? ''));
	for (const column of SHEET_COLUMNS) {
		const exact = allOf(places, (text) => text === folded(headings[column]));
		const usual = allOf(places, (text) => isUsual(text, column));
		const at = exact.length > 0 ? exact : usual;
		if (at.length > 1 && (column === 'code' || INPUTS.includes(column as 'entered')))
			throw refusal(
				`見出し「${headings[column]}」の列が複数あります（${at.map(columnName).join('列、')}列）。1つだけを残して保存し直してください。`
			);
		if (at[0] !== undefined) columns.set(column, at[0]);
	}
	return columns;
}

function isUsual(text: string, column: SheetColumn): boolean {
	const heading = text === '' ? null : readHeading(text);
	return heading !== null && heading.year === null && heading.role === column;
}

function notesOn(
	{ row, sheet, columns, districts }: SheetHead,
	year: number,
	kind: FileTable['kind']
): string[] {
	const headings = sheetHeadings(year);
	const notes: string[] = [];
	if (row !== 1) notes.push(`見出しは${row}行目にありました。`);
	if (sheet.hidden) notes.push(`シート「${sheet.name}」は非表示ですが、見出しがあるため読みました。`);
	const order = [...columns].sort(([, a], [, b]) => a - b).map(([column]) => column);
	const expected = SHEET_COLUMNS.filter((column) => columns.has(column));
	if (order.join() !== expected.join()) {
		const entered = columns.get('entered') ?? 0;
		const where = kind === 'csv' ? `${entered + 1}列目` : `${columnName(entered)}列`;
		notes.push(
			`列の並びがダウンロードしたときと違うため、見出しで読みました（「${headings.entered}」は${where}）。`
		);
	}
	for (const column of INPUTS) {
		// A file without it says nothing of carried figures, as most do.
		if (column !== 'carriedFrom' && !columns.has(column))
			notes.push(`見出し「${headings[column]}」の列がないため、${headings[column]}は変わりません。`);
	}
	if (!columns.has('version'))
		notes.push(
			`見出し「${headings.version}」の列がないため、ダウンロードした後にほかの人が変えたかどうかは確かめられません。`
		);
	const heads = sheet.rows.find(({ number }) => number === row)?.cells ?? [];
	const known = new Set([...columns.values(), ...districts.values()]);
	heads.forEach((cell, at) => {
		const text = plainText(cell) ?? '数式';
		if (text !== '' && !known.has(at)) notes.push(`見出し「${text.slice(0, 20)}」の列は読みません。`);
	});
	return notes;
}

function allOf(texts: readonly string[], matches: (text: string) => boolean): number[] {
	return texts.flatMap((text, at) => (matches(text) ? [at] : []));
}

function refusal(message: string): DomainError {
	return new DomainError('invalid', message, { fields: { file: message } });
}
