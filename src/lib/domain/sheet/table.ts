/**
 * What a file that somebody sent contains, whatever kind it is: rows of cells as they stand in it. Plain data,
 * so that it can be handed over by the worker that reads the file.
 */

/**
 * A cell. A number keeps what its format does to it: `percent` shows 0.379 as 37.9%. A `date` is a number with
 * a date's format; `formula` and `error` hold no value that could be trusted.
 */
export type FileCell =
	| null
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'number'; readonly number: string; readonly percent: boolean }
	| { readonly kind: 'date'; readonly shown: string }
	| { readonly kind: 'formula'; readonly formula: string }
	| { readonly kind: 'error'; readonly error: string };

export interface FileRow {
	/** The row's number in a spreadsheet, the line's in a CSV; the first is 1. */
	readonly number: number;
	/** Up to the last one with something in it. */
	readonly cells: readonly FileCell[];
	readonly hidden: boolean;
	/** What is wrong with the row as a whole, in Japanese; null where nothing is. */
	readonly problem: string | null;
}

/** Cells joined into one; rows and columns counted from 0, ends included. */
export interface MergedCells {
	readonly fromRow: number;
	readonly toRow: number;
	readonly fromColumn: number;
	readonly toColumn: number;
}

export interface FileSheet {
	readonly name: string;
	readonly hidden: boolean;
	/** Rows with something in them, in order. */
	readonly rows: readonly FileRow[];
	readonly merged: readonly MergedCells[];
	readonly hiddenColumns: readonly number[];
}

export interface FileTable {
	readonly kind: 'xlsx' | 'csv';
	/** The encoding of a CSV in words; null for a spreadsheet. */
	readonly encoding: string | null;
	/** Between the cells of a CSV; absent for a spreadsheet. */
	readonly separator?: ',' | '\t';
	readonly sheets: readonly FileSheet[];
}
