/** Joined cells: only the first holds anything, so that no row among them can be trusted. */
import { cellName } from './cell-name.ts';
import type { SheetHead } from './head.ts';
import { INPUTS } from './layout.ts';
import type { FileRow } from './table.ts';

/** `E12:E14` where a row's code or inputs are joined with other cells; null where they are not. */
export function mergedIn(row: FileRow, head: SheetHead): string | null {
	const columns = (['code', ...INPUTS] as const).flatMap((column) => head.columns.get(column) ?? []);
	const at = row.number - 1;
	const found = head.sheet.merged.find(
		({ fromRow, toRow, fromColumn, toColumn }) =>
			fromRow <= at && at <= toRow && columns.some((column) => fromColumn <= column && column <= toColumn)
	);
	return found === undefined
		? null
		: `${cellName(found.fromRow, found.fromColumn)}:${cellName(found.toRow, found.toColumn)}`;
}
