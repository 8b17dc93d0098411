import type { Decimal } from '#lib/domain/decimal.ts';
import type { EntryState } from '#lib/domain/entry.ts';
import { plainText, type EntryColumn } from './words.ts';

/** One indicator of the grid that a block is pasted into. */
export interface GridRow {
	readonly code: string;
	/** What people call it: the indicator's name, the KPI's in force. */
	readonly names: readonly string[];
	readonly unit: string;
	/** Names of the stages; empty for figures. */
	readonly stages: readonly string[];
	/** Its figures of past years as they are stored, a computed rate as it is shown. */
	readonly known?: ReadonlyMap<number, Decimal>;
}

export interface PasteGrid {
	/** In the order of the page. */
	readonly rows: readonly GridRow[];
	/** Known by name and code too, but not on the page: other departments' indicators. */
	readonly others: readonly GridRow[];
	/** The fiscal years that stand side by side, oldest first; `year` is among them. */
	readonly years: readonly number[];
	/** The year that is being entered. */
	readonly year: number;
	/** The cell pasted into; without a code the first row. */
	readonly start: { readonly code: string | null; readonly column: EntryColumn };
	/** What an empty cell of the block does to a value that is stored. */
	readonly blank: 'keep' | 'clear';
	/** The years of columns without a head, as the person confirmed them (`YearQuestion`). */
	readonly columnYears?: readonly number[];
}

/** What one indicator and year is to become; a field that is absent stays as it is. */
export interface BlockProposal {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly entered?: string;
	readonly state?: EntryState;
	readonly cause?: string;
	readonly issue?: string;
	readonly nextAction?: string;
	/** Where it stands in the block: 「3行目」. */
	readonly place: string;
}

/** The rows by code and by name. A name that two indicators share leads to both. */
export interface GridIndex {
	readonly byCode: ReadonlyMap<string, GridRow>;
	readonly byName: ReadonlyMap<string, readonly GridRow[]>;
}

/** A name on the page is the page's, even where another department has one like it. */
export function indexGrid({ rows, others }: Pick<PasteGrid, 'rows' | 'others'>): GridIndex {
	return {
		byCode: new Map([...others, ...rows].map((row) => [plainText(row.code), row])),
		byName: new Map([...named(others), ...named(rows)])
	};
}

function named(rows: readonly GridRow[]): [string, GridRow[]][] {
	const pairs = rows.flatMap((row) =>
		[...new Set(row.names.map(plainText))].filter((name) => name !== '').map((name) => ({ name, row }))
	);
	return [...Map.groupBy(pairs, ({ name }) => name)].map(([name, found]) => [
		name,
		// Two KPIs of one indicator are one row here.
		[...new Map(found.map(({ row }) => [row.code, row])).values()]
	]);
}
