import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import {
	DISTRICT_HEADINGS,
	DISTRICT_SHEET_COLUMNS,
	INPUTS,
	SHEET_COLUMNS,
	sheetHeadings,
	writeVersion,
	type DistrictColumn,
	type SheetColumn
} from '#lib/domain/sheet/layout.ts';
import type { Context } from '../../command.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import {
	writeWorkbook,
	XLSX_TYPE,
	type WorkbookCell,
	type WorkbookChoice,
	type WorkbookColumn,
	type WorkbookSheet
} from '../../files/xlsx/write.ts';
import { activeItems } from '../entry/grid.ts';
import { entryScope } from '../entry/scope.ts';
import { districtRowsOf, type DistrictRow } from './districts.ts';
import { codeTable, instructions, STATE_LIST } from './help.ts';
import { sheetRowOf, type SheetRow } from './rows.ts';

/** Which department's sheet of which year. */
export interface SheetRequest {
	readonly year: number | null;
	readonly departmentCode: string | null;
}

export interface DownloadFile {
	readonly name: string;
	readonly type: string;
	readonly body: Uint8Array<ArrayBuffer> | string;
}

const ENTRY_SHEET = '実績入力';
const DISTRICT_SHEET = '地区別';
const CODE_SHEET = 'コード表';

/**
 * A department's sheet to be filled in offline: what is asked for this year, and what was entered already.
 * @throws DomainError as `entryScope` for a department that this person cannot choose, `locked` where nothing can
 * be entered.
 */
export async function entrySheet(
	context: Context,
	asked: SheetRequest,
	kind: 'xlsx' | 'csv'
): Promise<DownloadFile> {
	const { year, department, departmentIds, locked } = entryScope(context, asked);
	if (year === null) throw new DomainError('locked', '今、入力できる実績照会はありません。');
	const items = activeItems(context, year, departmentIds).filter(
		({ demand, head }) => demand.kind !== 'not-asked' || head !== null
	);
	const rows = items.map((item) => sheetRowOf(context, item));
	const districts = items.flatMap((item, at) => {
		const row = rows[at];
		return row === undefined
			? []
			: districtRowsOf(context, item).map((district): DistrictLine => ({ row, district }));
	});
	if (locked !== null && !rows.some(({ editable }) => editable)) throw new DomainError('locked', locked);
	const name = `実績入力_${department}_${eraFiscalYear(year)}.${kind}`;
	if (kind === 'csv') {
		const columns = districts.length > 0 ? CSV_WITH_DISTRICTS : SHEET_COLUMNS;
		const body = csvFile(
			columns.map((column) => headingOf(column, year)),
			rows.flatMap((row) => [
				columns.map((column) => (isDistrictColumn(column) ? null : shownCell(row, column, year))),
				...districts
					.filter((each) => each.row === row)
					.map((each) => columns.map((column) => districtCell(each, column, year)))
			])
		);
		return { name, type: 'text/csv; charset=utf-8; header=present', body };
	}
	const table = codeTable(rows);
	const body = await writeWorkbook({
		title: `実績入力　${department}　${eraFiscalYear(year)}`,
		sheets: [
			{
				name: ENTRY_SHEET,
				columns: SHEET_COLUMNS.map((column) => workbookColumn(column, headingOf(column, year))),
				rows: rows.map((row) => SHEET_COLUMNS.map((column) => workbookCell(row, column, year))),
				frozenColumns: SHEET_COLUMNS.indexOf('unit'),
				protected: true,
				lockedRows: new Set(rows.flatMap(({ editable }, at) => (editable ? [] : [at]))),
				choices: choicesOf(rows, table.lists)
			},
			...(districts.length === 0 ? [] : [districtSheet(districts, year)]),
			instructions(department, year, districts.length > 0),
			{ name: CODE_SHEET, columns: table.columns, rows: table.rows }
		]
	});
	return { name, type: XLSX_TYPE, body: new Uint8Array(body) };
}

type Column = SheetColumn | DistrictColumn;

/** A district with the row of its indicator. */
interface DistrictLine {
	readonly row: SheetRow;
	readonly district: DistrictRow;
}

/** The districts of an indicator stand under it: one file, as a clerk would keep it. */
const CSV_WITH_DISTRICTS: readonly Column[] = SHEET_COLUMNS.flatMap((column): Column[] =>
	column === 'name' ? [column, 'districtCode', 'district'] : [column]
);

/** 「地区別」: a row for each district of each indicator with a breakdown. */
function districtSheet(lines: readonly DistrictLine[], year: number): WorkbookSheet {
	return {
		name: DISTRICT_SHEET,
		columns: DISTRICT_SHEET_COLUMNS.map((column) => workbookColumn(column, headingOf(column, year))),
		rows: lines.map((each) =>
			DISTRICT_SHEET_COLUMNS.map((column): WorkbookCell => {
				const cell = districtCell(each, column, year);
				const awaits = column === 'entered' && cell === null && !each.row.isRate;
				return awaits ? { awaitsDecimals: each.row.decimals } : cell;
			})
		),
		frozenColumns: DISTRICT_SHEET_COLUMNS.indexOf('unit'),
		protected: true,
		lockedRows: new Set(lines.flatMap(({ row }, at) => (row.editable ? [] : [at])))
	};
}

function districtCell({ row, district }: DistrictLine, column: Column, year: number): CsvCell {
	switch (column) {
		case 'districtCode':
			return district.code;
		case 'district':
			return district.name;
		case 'past1':
			return district.last;
		case 'entered':
			return district.current;
		case 'version':
			return writeVersion(district);
		case 'year':
		case 'department':
		case 'code':
		case 'name':
		case 'unit':
			return shownCell(row, column, year);
		default:
			return null;
	}
}

function isDistrictColumn(column: Column): column is DistrictColumn {
	return column in DISTRICT_HEADINGS;
}

function headingOf(column: Column, year: number): string {
	return isDistrictColumn(column) ? DISTRICT_HEADINGS[column] : sheetHeadings(year)[column];
}

const WIDTHS: Readonly<Record<Column, number>> = {
	year: 8,
	department: 14,
	code: 12,
	name: 40,
	unit: 8,
	past3: 14,
	past2: 14,
	past1: 14,
	target: 14,
	entered: 14,
	state: 12,
	cause: 36,
	issue: 36,
	nextAction: 36,
	carriedFrom: 12,
	workflow: 16,
	version: 8,
	districtCode: 12,
	district: 16
};

function workbookColumn(column: Column, header: string): WorkbookColumn {
	return {
		header,
		width: WIDTHS[column],
		format: column === 'year' ? 'plain' : 'figure',
		wrap: ['name', 'department', 'workflow', 'cause', 'issue', 'nextAction'].includes(column),
		open: INPUTS.includes(column as 'entered')
	};
}

/** As in the CSV; an empty figure's cell already has the indicator's decimals. */
function workbookCell(row: SheetRow, column: SheetColumn, year: number): WorkbookCell {
	const cell = shownCell(row, column, year);
	const awaits = column === 'entered' && cell === null && row.stages.length === 0 && !row.isRate;
	return awaits ? { awaitsDecimals: row.decimals } : cell;
}

function shownCell(row: SheetRow, column: SheetColumn, year: number): CsvCell {
	switch (column) {
		case 'year':
			return { number: String(year) };
		case 'code':
			return row.code;
		case 'version':
			return writeVersion(row);
		case 'entered':
		case 'state':
		case 'cause':
		case 'issue':
		case 'nextAction':
		case 'carriedFrom':
			return row.current[column];
		default:
			return row.facts[column];
	}
}

/** Drop-downs: the states everywhere, the stages where a figure is one. */
function choicesOf(
	rows: readonly SheetRow[],
	lists: ReadonlyMap<string, { from: number; to: number }>
): WorkbookChoice[] {
	const choice = (column: SheetColumn, from: number, to: number, list: string, message: string) => {
		const found = lists.get(list);
		const source = found && { sheet: CODE_SHEET, column: 1, ...found };
		return source ? [{ column: SHEET_COLUMNS.indexOf(column), from, to, source, message }] : [];
	};
	if (rows.length === 0) return [];
	const pick = `一覧から選んでください。言葉の意味は「${CODE_SHEET}」のシートにあります。`;
	return [
		...choice('state', 0, rows.length - 1, STATE_LIST, pick),
		...rows.flatMap(({ code, stages }, at) =>
			stages.length === 0 ? [] : choice('entered', at, at, code, pick)
		)
	];
}
