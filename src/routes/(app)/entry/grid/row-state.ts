/**
 * One row of the entry grid between the keyboard and the server: what is stored, what is typed, what is on its
 * way. Pure, so that it can be tried with every order of answers, failures and edits. What was typed leaves
 * this state in three ways only: the server acknowledged it, the person took somebody else's value, or the
 * person typed something else.
 */
import type { EntryState } from '#lib/domain/entry.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
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

export function rowState(stored: EntryFields, version: number, usual: EntryState = 'final'): RowState {
	return { usual, stored, version, typed: {}, sending: null, lost: false, trouble: null, aside: null };
}

/** What the cell shows: what was typed, else what is stored. */
export function shown<F extends Field>(row: RowState, field: F): EntryFields[F] {
	return (row.typed as Partial<EntryFields>)[field] ?? row.stored[field];
}

export function shownFields(row: RowState): EntryFields {
	return { ...row.stored, ...row.typed };
}

/**
 * Somebody typed or chose. A figure and a reason for its absence exclude each other: typing a figure makes
 * 未把握 確定 again, and choosing a reason sets the figure aside.
 */
export function edit<F extends Field>(row: RowState, field: F, value: EntryFields[F]): RowState {
	const typed: Patch = { ...row.typed, [field]: value };
	let { aside } = row;
	if (field === 'entered') {
		aside = null;
		const text = value.trim();
		if (text !== '' && isReason(shown(row, 'state')) && !isSign(text)) typed.state = row.usual;
	} else if (field === 'state') {
		const entered = shown(row, 'entered');
		aside = null;
		if (isReason(value) && entered.trim() !== '' && !isSign(entered)) {
			aside = { entered, state: shown(row, 'state') };
			typed.entered = '';
		} else if (isSign(entered)) {
			// 「…」 says 未把握 by itself and would contradict what is chosen now.
			typed.entered = '';
		}
	}
	return settled({ ...row, typed, aside, trouble: troubleAfter(row.trouble, field) });
}

/** The figure that a reason replaced comes back. */
export function putBack(row: RowState): RowState {
	const { aside } = row;
	if (aside === null) return row;
	return { ...edit(edit(row, 'state', aside.state), 'entered', aside.entered), aside: null };
}

/** Esc: the cell shows what is stored again. */
export function restore(row: RowState, field: Field): RowState {
	const fields: Field[] = field === 'entered' || field === 'state' ? ['entered', 'state'] : [field];
	const typed: Patch = { ...row.typed };
	for (const each of fields) Object.assign(typed, { [each]: row.stored[each] });
	const trouble = fields.reduce((left: Trouble | null, each) => troubleAfter(left, each), row.trouble);
	return settled({ ...row, typed, aside: null, trouble });
}

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

export function unsent(row: RowState): Unsent | null {
	return isPending(row)
		? { stored: row.stored, version: row.version, typed: row.typed, sending: row.sending }
		: null;
}

/** After a reload: what had no answer is sent again under its own key, on the version that the person saw. */
export function revived(row: RowState, kept: Unsent): RowState {
	return { ...row, ...kept, lost: kept.sending !== null };
}

/** Something typed is not yet acknowledged. */
export function isPending(row: RowState): boolean {
	return row.sending !== null || Object.keys(row.typed).length > 0;
}

function isReason(state: string): boolean {
	return state in MISSING_REASONS;
}

/** A sign for a missing value, which says its reason by itself. */
function isSign(entered: string): boolean {
	return /^(?:…|……|‥|⋯|\.\.\.|．．．|・・・|[xXｘＸ×])$/.test(entered.trim());
}

/** Typed fields that only repeat what is stored need no saving, unless something else is on its way. */
function settled(row: RowState): RowState {
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

function heldBack(trouble: Trouble | null): Field[] {
	if (trouble?.kind !== 'invalid') return [];
	const fields = Object.keys(trouble.fields) as Field[];
	// A figure and its state are one statement.
	return fields.includes('entered') || fields.includes('state') ? [...fields, 'entered', 'state'] : fields;
}

/** Typing answers a refusal of its own field; after 「refused」 a new try may succeed. */
function troubleAfter(trouble: Trouble | null, field: Field): Trouble | null {
	if (trouble === null || trouble.kind === 'conflict') return trouble;
	if (trouble.kind === 'refused') return null;
	const fields = { ...trouble.fields };
	delete fields[field];
	if (field === 'entered' || field === 'state') {
		delete fields.entered;
		delete fields.state;
	}
	return Object.keys(fields).length === 0 ? null : { kind: 'invalid', fields };
}
