/** What typing, choosing and Esc do to a row of the entry grid. */
import { isStateOfSign, signOf } from '#lib/domain/entry-sign.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';
import {
	settled,
	shown,
	shownFields,
	type Field,
	type Patch,
	type RowState,
	type Trouble
} from './row-state.ts';

/**
 * Somebody typed or chose. A figure and a reason for its absence exclude each other: typing a figure makes
 * 未把握 確定 again, and choosing a reason sets the figure aside. A sign brings its own reason along, whatever
 * stood there; the state that it set goes with it.
 */
export function edit<F extends Field>(row: RowState, field: F, value: EntryFields[F]): RowState {
	const typed: Patch = { ...row.typed, [field]: value };
	let { aside } = row;
	if (field === 'entered') {
		aside = null;
		const text = value.trim();
		const sign = signOf(text);
		if (sign !== null) typed.state = sign;
		else if (text === '' ? isStateOfSign(shownFields(row)) : isReason(shown(row, 'state')))
			typed.state = row.usual;
	} else if (field === 'state') {
		const entered = shown(row, 'entered');
		aside = null;
		if (isReason(value) && entered.trim() !== '' && signOf(entered) === null) {
			aside = { entered, state: shown(row, 'state') };
			typed.entered = '';
		} else if (signOf(entered) !== null) {
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

function isReason(state: string): boolean {
	return state in MISSING_REASONS;
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
