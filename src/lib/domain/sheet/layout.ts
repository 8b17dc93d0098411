/** 入力用のファイル: the columns of a department's sheet, in order, for whoever writes it and whoever reads it. */
import { formatFiscalYear } from '#lib/domain/fiscal-year.ts';
import { ENTRY_COLUMNS, type EntryColumn } from '#lib/domain/paste/words.ts';

/** Columns that only tell; what is changed in them is not taken over. */
export const FACTS = ['department', 'name', 'unit', 'past3', 'past2', 'past1', 'target', 'workflow'] as const;
export type Fact = (typeof FACTS)[number];

/** Columns that are typed into: those of an entry, and the year in which a carried figure was measured. */
export type SheetInput = EntryColumn | 'carriedFrom';

export type SheetColumn = 'year' | 'code' | 'version' | Fact | SheetInput;

/** In the order of the file. The version stands last, so that nobody types beside it by mistake. */
export const SHEET_COLUMNS: readonly SheetColumn[] = [
	'year',
	'department',
	'code',
	'name',
	'unit',
	'past3',
	'past2',
	'past1',
	'target',
	'entered',
	'state',
	'cause',
	'issue',
	'nextAction',
	'carriedFrom',
	'workflow',
	'version'
];

export const INPUTS: readonly SheetInput[] = [
	'entered',
	'state',
	'cause',
	'issue',
	'nextAction',
	'carriedFrom'
];

/** A figure can only be found again by these. */
export const REQUIRED: readonly SheetColumn[] = ['code', 'entered'];

/** The headings of a year's sheet. The figure is 「値」 and not 「実績」, so that it is no past year's. */
export function sheetHeadings(year: number): Readonly<Record<SheetColumn, string>> {
	return {
		...ENTRY_COLUMNS,
		year: '年度',
		department: '担当課',
		code: '指標コード',
		name: '指標名',
		unit: '単位',
		past3: `${formatFiscalYear(year - 3)}実績`,
		past2: `${formatFiscalYear(year - 2)}実績`,
		past1: `${formatFiscalYear(year - 1)}実績`,
		target: `${formatFiscalYear(year)}目標`,
		entered: '値',
		carriedFrom: '測った年度',
		workflow: '入力の状態',
		version: '版'
	};
}

/** Columns of a district's row: a sheet of their own in a workbook, further rows and columns in a CSV. */
export type DistrictColumn = 'districtCode' | 'district';

export const DISTRICT_HEADINGS: Readonly<Record<DistrictColumn, string>> = {
	districtCode: '地区コード',
	district: '地区'
};

/** The sheet 「地区別」: the columns of the other sheet that make sense for a district, and its own. */
export const DISTRICT_SHEET_COLUMNS: readonly (SheetColumn | DistrictColumn)[] = [
	'year',
	'department',
	'code',
	'name',
	'districtCode',
	'district',
	'unit',
	'past1',
	'entered',
	'version'
];

/** What a cell of the file shows: text, a number as plain text, or nothing. */
export type ShownCell = string | { readonly number: string } | null;

/** The cells that are typed into. */
export type InputCells = Readonly<Record<SheetInput, ShownCell>>;

/** `v3r2`: version 3 of the result, which showed its revision 2. No form that a spreadsheet takes for a date. */
export function writeVersion(seen: SeenVersion): string {
	return `v${seen.version}r${seen.revision}`;
}

export interface SeenVersion {
	/** The result's version when the file was made; 0 where nothing was entered. */
	readonly version: number;
	/** The revision whose content it showed; 0 for none. */
	readonly revision: number;
}

/** Null for anything that `writeVersion` did not write. */
export function readVersion(text: string): SeenVersion | null {
	const [, version, revision] = /^v(\d{1,9})r(\d{1,9})$/i.exec(text.normalize('NFKC').trim()) ?? [];
	return version === undefined ? null : { version: Number(version), revision: Number(revision) };
}
