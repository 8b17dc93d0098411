import type { EntryState } from '#lib/domain/entry.ts';
import type { Status } from '#lib/domain/model.ts';
import type { BATCH_SOURCES } from '../../db/schema/index.ts';

/** Many figures at once, from a paste or a file: what is proposed, what it would do, what was done. */

export type BatchSource = keyof typeof BATCH_SOURCES;

/** What one indicator and year is to become. A field that is absent stays as stored; an empty one is emptied. */
export interface Proposal {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly entered?: string | undefined;
	readonly state?: EntryState | undefined;
	readonly cause?: string | undefined;
	readonly issue?: string | undefined;
	readonly nextAction?: string | undefined;
	/** 測った年度 as typed; empty: this year's own. */
	readonly carriedFrom?: string | undefined;
	/** District code → figure as typed; a district that is not named stays as stored. */
	readonly districts?: Readonly<Record<string, string>> | undefined;
	/** The version that stood in the file; a newer one is pointed out. */
	readonly seenVersion?: number | undefined;
	/** What the reader of a file asks a person to confirm. */
	readonly doubt?: string | undefined;
	/** Where it stands: 「3行目」, 「B12」. */
	readonly place: string;
}

/** What the reader of a block or a file refused or left out by itself. */
export interface Note {
	readonly place: string;
	readonly message: string;
	/** How many lines it speaks of; 1 where it does not say. */
	readonly lines?: number | undefined;
	/** The indicator that it is about, and what stands in the cell. */
	readonly subject?: string | undefined;
	readonly typed?: string | undefined;
}

export interface BatchInput {
	readonly source: BatchSource;
	/** As its owner named it; empty for a paste. */
	readonly fileName: string;
	readonly proposals: readonly Proposal[];
	readonly refused?: readonly Note[];
	readonly ignored?: readonly Note[];
}

/**
 * change: would be written. same: nothing to do. refused: cannot be written. closed-same, closed-differs: the
 * year is closed and is only compared.
 */
export type BatchOutcomeKind = 'change' | 'same' | 'refused' | 'closed-same' | 'closed-differs';

/** One proposal with what stands now and what would stand. */
export interface BatchCell {
	/** `I042/2025` */
	readonly key: string;
	readonly place: string;
	readonly code: string;
	/** The code again where nobody knows the indicator. */
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly year: string;
	readonly outcome: BatchOutcomeKind;
	/** What was written there. */
	readonly typed: string;
	/** Null: nothing is stored. */
	readonly before: {
		readonly figure: string;
		readonly by: string;
		readonly at: string;
		readonly workflow: string;
	} | null;
	/** Null where it could not be read. */
	readonly after: {
		readonly figure: string;
		readonly entered: string;
		readonly status: Status;
		/** The label of a city's own rule; null under 「標準」. */
		readonly own: string | null;
	} | null;
	/** Fields that would change or differ, as screens name them. */
	readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
	/** To be confirmed. */
	readonly warnings: readonly string[];
	readonly refusal: string | null;
	readonly version: number;
}

export interface BatchPreview {
	readonly source: BatchSource;
	readonly fileName: string;
	readonly counts: {
		readonly change: number;
		readonly same: number;
		/** Proposals, and lines that notes speak of. */
		readonly refused: number;
		readonly closedSame: number;
		readonly closedDiffers: number;
		readonly warned: number;
	};
	readonly cells: readonly BatchCell[];
	readonly refused: readonly Note[];
	readonly ignored: readonly Note[];
	/** What the page sends back to apply it, as JSON. Nothing in it is trusted: all is computed anew. */
	readonly handOver: string;
}

/** What a page sends to apply a preview. */
export interface BatchRequest extends BatchInput {
	/** What the person saw of each proposal, by `BatchCell.key`. */
	readonly shown: ReadonlyMap<string, { readonly outcome: BatchOutcomeKind; readonly version: number }>;
	/** Keys of cells whose warnings were confirmed. */
	readonly confirmed: ReadonlySet<string>;
	/** All warnings were confirmed with one tick. */
	readonly allConfirmed: boolean;
	/** Leave the refused ones out: the person chose so, seeing them. */
	readonly withoutRefused: boolean;
	/** Of the rendered form: sent twice, it is carried out once. */
	readonly key: string;
}

export type BatchOutcome =
	| { readonly applied: true; readonly batchId: number; readonly count: number }
	/** Nothing was written: the preview as it is now, and why. */
	| { readonly applied: false; readonly preview: BatchPreview; readonly message: string };
