import {
	writeXlsx,
	type Cell,
	type CellStyle,
	type CellValue,
	type DataValidation,
	type WriteSheet
} from 'hucre/xlsx';
import type { CsvCell } from '../csv.ts';
import { cellName, columnName } from '#lib/domain/sheet/cell-name.ts';
import { HEADER_STYLE, OPEN_FILL, figureFormat } from './style.ts';

/**
 * Workbooks for people and machines alike: header in row 1, one table per sheet, nothing merged, numbers as
 * numbers, text always as text (never a formula). The only place that knows the spreadsheet library.
 */

/**
 * One column. `width` in characters of the standard font; `format` says how numbers are shown: `figure` with
 * thousands and △ for negatives (the default), `plain` for years and codes. `open` cells may be typed into
 * where the sheet is protected; `wrap` breaks long text.
 */
export interface WorkbookColumn {
	readonly header: string;
	readonly width?: number;
	readonly format?: 'figure' | 'plain';
	readonly wrap?: boolean;
	readonly open?: boolean;
}

/** A drop-down: the rows (the first under the header is 0, `to` included) of a column, and where its words come from. */
export interface WorkbookChoice {
	readonly column: number;
	readonly from: number;
	readonly to: number;
	readonly source: {
		readonly sheet: string;
		readonly column: number;
		readonly from: number;
		readonly to: number;
	};
	/** What is said about a word that is not in the list. */
	readonly message: string;
}

/** The cells of `csvFile`, and an empty one in which a figure with so many decimals is to be typed. */
export type WorkbookCell = CsvCell | { readonly awaitsDecimals: number };

export interface WorkbookSheet {
	readonly name: string;
	readonly columns: readonly WorkbookColumn[];
	readonly rows: readonly (readonly WorkbookCell[])[];
	/** Columns that stay in sight; the header row always does. */
	readonly frozenColumns?: number;
	/** Nothing but `open` columns can be changed. Without a password: it guards against slips, not people. */
	readonly protected?: boolean;
	/** Rows (the first under the header is 0) that stay locked in `open` columns too. */
	readonly lockedRows?: ReadonlySet<number>;
	readonly choices?: readonly WorkbookChoice[];
}

export interface WorkbookRequest {
	readonly title: string;
	readonly sheets: readonly WorkbookSheet[];
}

/** What a spreadsheet takes; see `XLSX_TYPE` for the content type of an answer. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const LONGEST_TEXT = 32_767;
/** Of a column that names none, and of what fits on A4 landscape, in characters. */
const [WIDTH, A4_WIDTH] = [12, 160];
/** Points of one line of text. */
const LINE = 18.75;
const NUMBER = /^-?\d+(?:\.(\d+))?$/;
/** XML knows no such characters; a spreadsheet would call the file damaged. */
const NOT_XML =
	// eslint-disable-next-line no-control-regex
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The file's bytes. Decimals of a number are those of its text (`38.20` is shown as 38.20).
 * @throws RangeError for a row that is not as long as the header, a number cell that is no plain number, and
 * text too long for a cell.
 */
export async function writeWorkbook({ title, sheets }: WorkbookRequest): Promise<Uint8Array> {
	return writeXlsx({
		sheets: sheets.map((sheet) => sheetOf(sheet)),
		defaultFont: { name: '游ゴシック', size: 11 },
		properties: { title, creator: 'みちしるべ' }
	});
}

/** A name that spreadsheets accept for a sheet: at most 31 characters, none of []:*?/\ and no quotes at the ends. */
export function sheetName(text: string): string {
	const allowed = text.replace(/[[\]:*?/\\]/g, '・').replace(/^'+|'+$/g, '');
	let name = '';
	for (const character of allowed) if (name.length + character.length <= 31) name += character;
	return name || 'シート';
}

function sheetOf(sheet: WorkbookSheet): WriteSheet {
	const cells = new Map<string, Partial<Cell>>();
	sheet.columns.forEach(({ header }, column) =>
		cells.set(`0,${column}`, { value: header, style: HEADER_STYLE })
	);
	sheet.rows.forEach((row, index) => {
		if (row.length !== sheet.columns.length)
			throw new RangeError(`row of ${row.length} cells under ${sheet.columns.length} headings`);
		row.forEach((cell, column) => {
			const of = sheet.columns[column];
			const isOpen = (of?.open ?? false) && !sheet.lockedRows?.has(index);
			if (of !== undefined) cells.set(`${index + 1},${column}`, cellOf(cell, of, isOpen));
		});
	});
	return {
		name: sheetName(sheet.name),
		columns: sheet.columns.map(({ width }) => ({ width: width ?? WIDTH })),
		rows: Array.from({ length: sheet.rows.length + 1 }, () => []),
		rowDefs: rowHeights(sheet),
		cells,
		freezePane: { rows: 1, ...(sheet.frozenColumns ? { columns: sheet.frozenColumns } : {}) },
		...(sheet.protected
			? { protection: { sheet: true, formatCells: true, formatColumns: true, formatRows: true } }
			: {}),
		...(sheet.choices ? { dataValidations: sheet.choices.map(validationOf) } : {}),
		pageSetup: {
			paperSize: widthOf(sheet) > A4_WIDTH ? 'a3' : 'a4',
			orientation: 'landscape',
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: '$1:$1'
		}
	};
}

/** Only rows of several lines: a height that is set does not grow any more with what is typed. */
function rowHeights({ columns, rows }: WorkbookSheet): Map<number, { height: number }> {
	const all = [columns.map(({ header }) => header), ...rows];
	return new Map(
		all.flatMap((row, index): [number, { height: number }][] => {
			const lines = row.map((cell, at) => {
				const { width = WIDTH, wrap = false } = columns[at] ?? {};
				return typeof cell === 'string' && (wrap || index === 0) ? linesOf(cell, width - 2) : 1;
			});
			const most = Math.max(1, ...lines);
			return most === 1 && index > 0 ? [] : [[index, { height: Math.min(most * LINE + 2, 400) }]];
		})
	);
}

/** Full-width characters take two places. */
function linesOf(value: string, width: number): number {
	return value
		.split('\n')
		.map((line) => [...line].reduce((sum, character) => sum + (character > '\u00ff' ? 2 : 1), 0))
		.reduce((lines, places) => lines + Math.max(1, Math.ceil(places / Math.max(width, 2))), 0);
}

function widthOf({ columns }: WorkbookSheet): number {
	return columns.reduce((sum, { width = WIDTH }) => sum + width, 0);
}

function cellOf(cell: WorkbookCell, column: WorkbookColumn, isOpen: boolean): Partial<Cell> {
	const [value, numFmt] = valueOf(cell, column);
	const style: CellStyle = {
		alignment: {
			vertical: 'top',
			// Between a number at the right of its cell and the text beside it.
			...(typeof value === 'string' ? { horizontal: 'left' as const, indent: 1 } : {}),
			...(column.wrap ? { wrapText: true } : {})
		},
		...(numFmt === null ? {} : { numFmt }),
		...(isOpen ? { protection: { locked: false }, fill: OPEN_FILL } : {})
	};
	return { value, style };
}

function valueOf(cell: WorkbookCell, column: WorkbookColumn): [CellValue, string | null] {
	// What will be typed into an empty cell stays text: no date, no formula.
	if (cell === null) return [null, column.open ? '@' : null];
	if (typeof cell === 'string') return [text(cell), '@'];
	if ('printed' in cell) return [text(cell.printed), '@'];
	if ('awaitsDecimals' in cell) return [null, figureFormat(cell.awaitsDecimals)];
	const found = NUMBER.exec(cell.number);
	if (found === null) throw new RangeError(`not a plain number: ${cell.number}`);
	// A spreadsheet keeps 15 digits: more stay as text rather than lose some.
	if (cell.number.replace(/^-?0*|\./g, '').length > 15) return [cell.number, '@'];
	return [Number(cell.number) + 0, column.format === 'plain' ? '0' : figureFormat(found[1]?.length ?? 0)];
}

function text(value: string): string {
	if (value.length > LONGEST_TEXT) throw new RangeError(`text of ${value.length} characters in one cell`);
	return value.replace(NOT_XML, '\u{fffd}');
}

function validationOf({ column, from, to, source, message }: WorkbookChoice): DataValidation {
	const list = columnName(source.column);
	return {
		type: 'list',
		range: `${cellName(from + 1, column)}:${cellName(to + 1, column)}`,
		formula1: `'${sheetName(source.sheet).replaceAll("'", "''")}'!$${list}$${source.from + 2}:$${list}$${source.to + 2}`,
		allowBlank: true,
		showErrorMessage: true,
		errorStyle: 'stop',
		errorTitle: '一覧にない言葉です',
		errorMessage: message
	};
}
