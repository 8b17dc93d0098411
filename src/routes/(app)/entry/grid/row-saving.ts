/** The way of a row to the server and back: what is sent, and what each answer does. */
import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';
import {
	FIELDS,
	isPending,
	rowState,
	settled,
	type Field,
	type Patch,
	type RowState,
	type Theirs,
	type Trouble
} from './row-state.ts';

/** What can be sent now; null where nothing is to be sent or something stands in the way. */
export function due(row: RowState): Patch | null {
	if (row.trouble?.kind === 'conflict' || row.trouble?.kind === 'refused') return null;
	if (row.sending !== null) return row.lost ? row.sending.patch : null;
	const held = heldBack(row.trouble);
	const patch = Object.fromEntries(
		Object.entries(row.typed).filter(([field]) => !held.includes(field as Field))
	) as Patch;
	return Object.keys(patch).length === 0 ? null : patch;
}

/** Puts what is due on its way. What was lost goes first, unchanged and under its own key. */
export function begin(row: RowState, key: string): RowState {
	if (row.sending !== null) return { ...row, lost: false };
	const patch = due(row);
	if (patch === null) return row;
	return { ...row, sending: { key, version: row.version, patch }, lost: false };
}

/** The server stored what was on its way. `fields` is how it reads the whole row now. */
export function acknowledge(row: RowState, version: number, fields: EntryFields): RowState {
	const { sending } = row;
	if (sending === null) return row;
	const typed: Patch = {};
	for (const field of FIELDS) {
		const now = row.typed[field];
		if (now !== undefined && now !== sending.patch[field]) Object.assign(typed, { [field]: now });
	}
	return settled({ ...row, stored: fields, version, typed, sending: null, lost: false });
}

/** No answer came: the same is sent again. */
export function lose(row: RowState): RowState {
	return row.sending === null ? row : { ...row, lost: true };
}

/** The server refused fields, or everything. What was typed stays. */
export function refuse(row: RowState, trouble: Exclude<Trouble, { kind: 'conflict' }>): RowState {
	return settled({ ...row, sending: null, lost: false, trouble });
}

/** Found unreadable before it was sent; what is on its way goes on. */
export function flag(row: RowState, fields: Partial<Record<Field, string>>): RowState {
	return { ...row, trouble: { kind: 'invalid', fields } };
}

/** A colleague was quicker. Where both wrote the same, there is nothing to choose. */
export function conflict(row: RowState, message: string, theirs: Theirs): RowState {
	const free: RowState = { ...row, sending: null, lost: false, trouble: null };
	const typed = Object.keys(free.typed) as Field[];
	if (typed.every((field) => free.typed[field] === theirs.fields[field])) {
		return rowState(theirs.fields, theirs.version, row.usual);
	}
	return { ...free, trouble: { kind: 'conflict', message, theirs } };
}

/** 「相手の値を使う」. */
export function useTheirs(row: RowState): RowState {
	if (row.trouble?.kind !== 'conflict') return row;
	return rowState(row.trouble.theirs.fields, row.trouble.theirs.version, row.usual);
}

/** 「自分の値で保存する」: what was typed goes onto the version that the person has now seen. */
export function keepMine(row: RowState): RowState {
	if (row.trouble?.kind !== 'conflict') return row;
	const { fields, version } = row.trouble.theirs;
	return settled({ ...row, stored: fields, version, trouble: null });
}

/** The page brought the row anew: taken over where nothing typed is pending, unless a save was quicker. */
export function refreshed(row: RowState, stored: EntryFields, version: number): RowState {
	return isPending(row) || version < row.version ? row : rowState(stored, version, row.usual);
}

/** What is kept in the browser while it is not acknowledged. */
export type Unsent = Pick<RowState, 'stored' | 'version' | 'typed' | 'sending'>;

/** What must survive a reload; null where all is saved. */
export function unsent(row: RowState): Unsent | null {
	return isPending(row)
		? { stored: row.stored, version: row.version, typed: row.typed, sending: row.sending }
		: null;
}

/** After a reload: what had no answer is sent again under its own key, on the version that the person saw. */
export function revived(row: RowState, kept: Unsent): RowState {
	return { ...row, ...kept, lost: kept.sending !== null };
}

function heldBack(trouble: Trouble | null): Field[] {
	if (trouble?.kind !== 'invalid') return [];
	const fields = Object.keys(trouble.fields) as Field[];
	// A figure and its state are one statement.
	return fields.includes('entered') || fields.includes('state') ? [...fields, 'entered', 'state'] : fields;
}
