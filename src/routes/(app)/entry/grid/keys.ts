/** What a key does in a cell of the grid. */

export interface KeyPress {
	readonly key: string;
	readonly keyCode: number;
	readonly isComposing: boolean;
	readonly shiftKey: boolean;
	readonly altKey: boolean;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
}

export type CellKind = 'figure' | 'choice' | 'text' | 'check';
export type KeyAct = 'next' | 'previous' | 'restore' | null;

/** Browsers say 229 for every key that belongs to an input method; some end the composition just before Enter. */
const COMPOSING = 229;

/**
 * Enter and ↓ to the next row, Shift+Enter and ↑ back, Esc restores. Nothing while an input method composes; the
 * arrows of a list choose in it; in a text Enter begins a new line.
 */
export function keyAct(press: KeyPress, kind: CellKind): KeyAct {
	if (press.isComposing || press.keyCode === COMPOSING) return null;
	if (press.altKey || press.ctrlKey || press.metaKey) return null;
	switch (press.key) {
		case 'Enter':
			return kind === 'text' ? null : press.shiftKey ? 'previous' : 'next';
		case 'ArrowDown':
			return kind === 'figure' && !press.shiftKey ? 'next' : null;
		case 'ArrowUp':
			return kind === 'figure' && !press.shiftKey ? 'previous' : null;
		case 'Escape':
			return kind === 'check' ? null : 'restore';
		default:
			return null;
	}
}
