/** What stands in the file where nobody reads: beside the headings, or on sheets of its own. */
import { columnName } from './cell-name.ts';
import { isEmpty } from './cell.ts';
import type { SheetHead } from './head.ts';
import type { SheetNote } from './known.ts';
import type { FileSheet, FileTable } from './table.ts';

/** Sheets of the file that explain it; nothing is typed there. */
const EXPLAINING: ReadonlySet<string> = new Set(['記入のしかた', 'コード表']);

/** One note for the columns without a heading that hold something, and one for the sheets that are not read. */
export function strayNotes(table: FileTable, head: SheetHead, alsoRead: FileSheet | null): SheetNote[] {
	const notes: SheetNote[] = [];
	const columns = strayColumns(head);
	if (columns.length > 0) {
		const [first] = columns;
		const where = columns.map(({ column }) => nameOf(table, column)).join('、');
		notes.push({
			place:
				table.kind === 'csv'
					? `${first?.row ?? 0}行目`
					: `${columnName(first?.column ?? 0)}${first?.row ?? 0}`,
			message: `見出しのない列（${where}）に入力があります。どの項目か分からないため、読みません。`
		});
	}
	const others = table.sheets.filter(
		(sheet) =>
			sheet !== head.sheet && sheet !== alsoRead && sheet.rows.length > 0 && !EXPLAINING.has(sheet.name)
	);
	if (others.length > 0) {
		const names = others.map(({ name, hidden }) => `「${name}」${hidden ? '（非表示）' : ''}`).join('');
		notes.push({
			place: 'ファイル全体',
			message: `シート${names}は読みません。シート「${head.sheet.name}」だけを読みました。`
		});
	}
	return notes;
}

/** Columns of the body that have no heading, each with the first row that holds something. */
function strayColumns({ sheet, row: headRow }: SheetHead): { column: number; row: number }[] {
	const heads = sheet.rows.find(({ number }) => number === headRow)?.cells ?? [];
	const found = new Map<number, number>();
	for (const { number, cells } of sheet.rows) {
		if (number <= headRow) continue;
		cells.forEach((cell, column) => {
			if (isEmpty(heads[column] ?? null) && !isEmpty(cell) && !found.has(column)) found.set(column, number);
		});
	}
	return [...found].map(([column, row]) => ({ column, row })).sort((a, b) => a.column - b.column);
}

function nameOf({ kind }: FileTable, column: number): string {
	return kind === 'csv' ? `${column + 1}列目` : `${columnName(column)}列`;
}
