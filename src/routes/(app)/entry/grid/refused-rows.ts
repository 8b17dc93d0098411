import type { EntryFields } from '#lib/server/results/entry/grid-row.ts';
import type { JsonRefusal } from '#lib/server/web/json.ts';
import { conflict, refuse } from './row-saving.ts';
import type { RowState } from './row-state.ts';
import { refusalOf } from './send.ts';

/** Rows of a refused form, by code. */
export type RowRefusals = Readonly<Record<string, RowRefused>>;

interface RowRefused {
	readonly refusal: JsonRefusal;
	readonly version: number;
	readonly fields: EntryFields;
	readonly confirmed: boolean;
}

/** A row that came back from a form without script: its input kept, with the reason. */
export function cameBack(row: RowState, { refusal, version, fields }: RowRefused): RowState {
	const typed = { ...row, version, typed: fields };
	const answer = refusalOf(refusal);
	if (answer.kind === 'conflict') return conflict(typed, answer.message, answer.theirs);
	return refuse(typed, answer.kind === 'invalid' ? answer : { kind: 'refused', message: refusal.message });
}
