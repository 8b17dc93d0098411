/** One row of the body, and where its cells stand. */
import { cellName } from './cell-name.ts';
import type { SheetHead } from './head.ts';
import type { KnownSheet, SheetNote, SheetProposal } from './known.ts';
import type { SheetColumn } from './layout.ts';
import type { FileCell, FileRow, FileTable } from './table.ts';

/** A row of the body with everything that reading it needs. */
export interface RowTask {
	readonly row: FileRow;
	readonly code: string;
	/** 「12行目」 */
	readonly line: string;
	readonly head: SheetHead;
	readonly kind: FileTable['kind'];
	readonly known: KnownSheet;
}

/** What one row comes to. */
export interface RowOutcome {
	readonly proposal?: SheetProposal;
	readonly refused?: readonly SheetNote[];
	readonly ignored?: readonly SheetNote[];
}

/** The cell of a row under a heading; null where there is none. */
export function cellAt(row: FileRow, head: SheetHead, column: SheetColumn): FileCell {
	const at = head.columns.get(column);
	return at === undefined ? null : (row.cells[at] ?? null);
}

/** 「E12」 in a spreadsheet, 「12行目「値」」 in a CSV. */
export function placeOf({ kind, row, line }: RowTask, at: number, heading: string): string {
	return kind === 'csv' ? `${line}「${heading}」` : cellName(row.number - 1, at);
}
