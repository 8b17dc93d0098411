import type { GridRow } from '#lib/server/results/entry/grid-row.ts';

/** Why a row cannot be typed into, and what to do; empty where the state says enough. */
export function lockNote({ reading, mayWithdraw, why }: GridRow): string {
	if (reading !== null) return '';
	return mayWithdraw ? '提出済です。直すときは、取り下げてから入力します。' : why;
}

/** The note that all locked rows of a part share: said once, above them. Null where they differ. */
export function sharedNote(rows: readonly GridRow[]): string | null {
	const notes = new Set(rows.map(lockNote).filter((note) => note !== ''));
	const [only = null] = notes;
	return notes.size === 1 ? only : null;
}
