/** What reading a sheet needs to know, and what comes of it. */
import type { EntryState } from '#lib/domain/entry.ts';
import type { Fact, InputCells, ShownCell } from './layout.ts';

/** An indicator of the department as its sheet shows it now. */
export interface KnownRow {
	readonly code: string;
	readonly unit: string;
	readonly facts: Readonly<Record<Fact, ShownCell>>;
	readonly current: InputCells;
	/** The state of a figure that says nothing else: 確定, 見込 in a mid-year call. */
	readonly usual: EntryState;
	/** Who changed it last; null where nobody did. */
	readonly by: string | null;
	/** What a sheet with this revision showed; null for one that never was. */
	readonly at: (revision: number) => InputCells | null;
}

/** A district of an indicator as the sheet shows it now. */
export interface KnownDistrict {
	readonly code: string;
	readonly name: string;
	/** Last year's figure. */
	readonly last: ShownCell;
	readonly current: ShownCell;
	/** Who changed it last; null where nobody did. */
	readonly by: string | null;
	/** What a sheet with this revision showed; undefined for one that never was. */
	readonly at: (revision: number) => ShownCell | undefined;
}

export interface KnownSheet {
	readonly year: number;
	readonly department: string;
	readonly rows: ReadonlyMap<string, KnownRow>;
	/** Indicators of the year that other departments hold, by code: the department's name. */
	readonly elsewhere: ReadonlyMap<string, string>;
	/** The districts of an indicator by its code, in the city's order; none for an indicator without a breakdown. */
	readonly districts?: ReadonlyMap<string, readonly KnownDistrict[]>;
}

/** What one row changes; an absent field stays as stored, an empty one is emptied. */
export interface SheetProposal {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly entered?: string;
	readonly state?: EntryState;
	readonly cause?: string;
	readonly issue?: string;
	readonly nextAction?: string;
	/** As typed; empty: this year's own. */
	readonly carriedFrom?: string;
	/** District code → figure as typed. */
	readonly districts?: Readonly<Record<string, string>>;
	/** The version that the file was made from. */
	readonly seenVersion?: number;
	/** To be confirmed by a person before it is taken over. */
	readonly doubt?: string;
	readonly place: string;
}

export interface SheetNote {
	readonly place: string;
	readonly message: string;
	/** The indicator that it is about, and what stands in the cell; absent where it is about neither. */
	readonly subject?: string;
	readonly typed?: string;
}

export interface SheetReading {
	readonly proposals: readonly SheetProposal[];
	/** What must be mended, or left out knowingly, before anything is taken over. */
	readonly refused: readonly SheetNote[];
	/** What is not taken over, and what a person should know. */
	readonly ignored: readonly SheetNote[];
	/** Rows with an indicator of this department. */
	readonly rows: number;
}
