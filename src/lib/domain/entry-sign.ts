/** A whole-cell sign for a missing value (…, x) and the state that it sets. */
import type { EntryState } from './entry.ts';
import type { MissingReason } from './model.ts';
import { readNumber } from './number-input.ts';

/** What a cell says, with the state beside it. */
export interface CellWords {
	readonly entered: string;
	readonly state: EntryState;
}

/** The reason that a sign stands for; null for every other text. */
export function signOf(text: string): MissingReason | null {
	const reading = readNumber(text, '');
	return reading.kind === 'missing' ? reading.reason : null;
}

/** Nobody chose the state: it came with the sign in the cell. */
export function isStateOfSign({ entered, state }: CellWords): boolean {
	return signOf(entered) === state;
}

/**
 * The state of a whole form that came back: one that a sign had set follows the other sign or the figure that now
 * stands in its cell. A state that somebody chose stays, and is refused where it contradicts; so does the one
 * that is left beside an emptied cell, for it is all that the form then says.
 * `usual`: the state of a figure that says nothing else.
 */
export function followedState(before: CellWords, now: CellWords, usual: EntryState): EntryState {
	const wasChosen = now.state !== before.state || !isStateOfSign(before);
	const text = now.entered.trim();
	if (wasChosen || text === '' || text === before.entered.trim()) return now.state;
	return signOf(now.entered) ?? usual;
}
