import type { EntryForm } from '#lib/schemas/entry.ts';
import type { EntryItem } from './entry-items.ts';
import { stateOf } from './entry-state.ts';

/** What a cell of the grid, a paste or a file changes; what it does not name stays as stored. */
export type EntryPatch = Partial<
	Pick<EntryForm, 'entered' | 'state' | 'carriedFrom' | 'cause' | 'issue' | 'nextAction' | 'districts'>
>;

/** The stored entry with a patch applied, on the version that the person saw. */
export function patched(
	item: Pick<EntryItem, 'current' | 'defaultState'>,
	version: number,
	patch: EntryPatch,
	confirmed = false
): EntryForm {
	const { current } = item;
	return {
		entered: current?.enteredText ?? '',
		state: stateOf(item),
		cause: current?.cause ?? '',
		issue: current?.issue ?? '',
		nextAction: current?.nextAction ?? '',
		...patch,
		version,
		confirmed,
		key: undefined
	};
}
