/** The one line in which rows wait to be saved: in order, one at a time, halted while nothing can be sent. */
import { due } from './row-saving.ts';
import type { RowState } from './row-state.ts';

/** `offline`: no answer comes; `session`: the person has to sign in again. */
export type Halt = 'offline' | 'session';

export interface Line {
	readonly waiting: readonly string[];
	readonly busy: string | null;
	readonly halt: Halt | null;
	/** Tries without an answer, one after the other. */
	readonly tries: number;
}

export const EMPTY_LINE: Line = { waiting: [], busy: null, halt: null, tries: 0 };

/** A row has something to save; it keeps its place if it waits already. */
export function join(line: Line, code: string): Line {
	return line.waiting.includes(code) ? line : { ...line, waiting: [...line.waiting, code] };
}

/** The row that may be sent now; null while one is on its way, the line is halted, or nothing is due. */
export function first(line: Line, rowOf: (code: string) => RowState | undefined): string | null {
	if (line.busy !== null || line.halt !== null) return null;
	return line.waiting.find((code) => isDue(rowOf(code))) ?? null;
}

/** A row is on its way. */
export function depart(line: Line, code: string): Line {
	return { ...line, busy: code };
}

/** An answer came, whatever it says. The row stays in line as long as something of it is still due. */
export function arrive(line: Line, rowOf: (code: string) => RowState | undefined): Line {
	const waiting = line.waiting.filter((code) => isDue(rowOf(code)));
	return { ...line, waiting, busy: null, tries: 0 };
}

/** No answer came, or one that stops all rows; counts towards the wait before the next try. */
export function halt(line: Line, why: Halt): Line {
	return { ...line, busy: null, halt: why, tries: line.tries + 1 };
}

/** Rows may be sent again. */
export function resume(line: Line): Line {
	return { ...line, halt: null };
}

/** How long to wait before the next try: 1, 2, 4 … at most 30 seconds. */
export function backoffMs(tries: number): number {
	return Math.min(30_000, 1000 * 2 ** Math.max(0, tries - 1));
}

function isDue(row: RowState | undefined): boolean {
	return row !== undefined && due(row) !== null;
}
