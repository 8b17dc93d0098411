/** The state that a form starts with. */
import type { EntryState } from '#lib/domain/entry.ts';
import type { resultRevision } from '../db/schema/index.ts';
import type { EntryItem } from './entry-items.ts';

/** The state that the entry form shows for a stored revision. */
export function entryStateOf(row: typeof resultRevision.$inferSelect | null): EntryState {
	if (row === null) return 'final';
	if (row.missingReason !== null) return row.missingReason;
	return row.valueState === null || row.valueState === 'corrected' ? 'final' : row.valueState;
}

/** The state that an item's form starts with. */
export function stateOf({ current, defaultState }: Pick<EntryItem, 'current' | 'defaultState'>): EntryState {
	return current === null ? defaultState : entryStateOf(current);
}
