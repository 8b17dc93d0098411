import type { Line } from './line.ts';
import { due } from './row-saving.ts';
import { isPending, type RowState } from './row-state.ts';

/** How a row's saving stands, for the words at its cells. */
export type Saving = 'clean' | 'typing' | 'saving' | 'unsent' | 'session' | 'trouble';

/** `halted`: why nothing is sent now. `isWaiting`: the row stands in line. */
export function savingOf(row: RowState, halted: Line['halt'], isWaiting: boolean): Saving {
	if (row.trouble !== null) return 'trouble';
	if (!isPending(row)) return 'clean';
	if (halted === 'session') return 'session';
	if (row.lost || halted === 'offline') return 'unsent';
	return row.sending !== null || isWaiting ? 'saving' : 'typing';
}

/** Whether leaving now would break off typing: what is only on its way is sent again after the next start. */
export function isUncommitted(row: RowState): boolean {
	return isPending(row) && (row.sending === null || row.lost || due({ ...row, sending: null }) === null);
}
