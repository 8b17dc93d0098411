/**
 * One row of the entry grid between the keyboard and the server: what is stored, what is typed, what is on its
 * way. Pure, so that it can be tried with every order of answers, failures and edits. What was typed leaves
 * this state in three ways only: the server acknowledged it, the person took somebody else's value
 * (`row-saving.ts`), or the person typed something else (`row-typing.ts`).
 */
import type { EntryState } from '#lib/domain/entry.ts';
import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';

export const FIELDS = ['entered', 'state', 'cause', 'issue', 'nextAction'] as const;
export type Field = (typeof FIELDS)[number];
export type Patch = { -readonly [F in Field]?: EntryFields[F] };

/** A save on its way; after a lost answer it is sent again unchanged, so that the server carries it out once. */
export interface Sending {
	readonly key: string;
	readonly version: number;
	readonly patch: Patch;
}

/** What a colleague stored meanwhile. */
export interface Theirs {
	readonly fields: EntryFields;
	readonly version: number;
	readonly by: string;
	readonly at: string;
}

export type Trouble =
	/** Some fields cannot be read; the others are saved. */
	| { readonly kind: 'invalid'; readonly fields: Partial<Record<Field, string>> }
	| { readonly kind: 'conflict'; readonly message: string; readonly theirs: Theirs }
	/** The year was closed, the row submitted, or it is another department's now. */
	| { readonly kind: 'refused'; readonly message: string };

export interface RowState {
	/** The state of a figure that says nothing else: 確定, 見込 in a mid-year call. */
	readonly usual: EntryState;
	readonly stored: EntryFields;
	readonly version: number;
	/** Typed and not yet acknowledged; what is on its way is in here too. */
	readonly typed: Patch;
	readonly sending: Sending | null;
	/** The answer to `sending` never came. */
	readonly lost: boolean;
	readonly trouble: Trouble | null;
	/** The figure that gave way to a reason such as 未把握, to be put back in one click. */
	readonly aside: Pick<EntryFields, 'entered' | 'state'> | null;
}

/** A row as it was read, with nothing typed. */
export function rowState(stored: EntryFields, version: number, usual: EntryState = 'final'): RowState {
	return { usual, stored, version, typed: {}, sending: null, lost: false, trouble: null, aside: null };
}

/** What the cell shows: what was typed, else what is stored. */
export function shown<F extends Field>(row: RowState, field: F): EntryFields[F] {
	return (row.typed as Partial<EntryFields>)[field] ?? row.stored[field];
}

/** All fields as the cells show them. */
export function shownFields(row: RowState): EntryFields {
	return { ...row.stored, ...row.typed };
}

/** Something typed is not yet acknowledged. */
export function isPending(row: RowState): boolean {
	return row.sending !== null || Object.keys(row.typed).length > 0;
}

/** Typed fields that only repeat what is stored need no saving, unless something else is on its way. */
export function settled(row: RowState): RowState {
	// Beside somebody else's value, what was stored before is a choice like any other.
	if (row.trouble?.kind === 'conflict') return row;
	const typed = Object.fromEntries(
		Object.entries(row.typed).filter(
			([field, value]) =>
				value !== row.stored[field as Field] || row.sending?.patch[field as Field] !== undefined
		)
	) as Patch;
	return { ...row, typed };
}
