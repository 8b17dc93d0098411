/** What a key means on the committee screen. Presenters' remotes send PageUp, PageDown, B, Period, F5 and Escape. */

export interface KeyPress {
	/** The physical key; the input method of Japanese keyboards changes `key`. Empty from some remotes. */
	readonly code: string;
	readonly key: string;
	/** Digits typed so far for a jump. */
	readonly typed: string;
	/** The picture is black or white. */
	readonly blank: boolean;
	/** A link or control has the focus: Enter and Space are its own. */
	readonly onControl?: boolean;
	/** Control, Alt or Meta is held: the browser's own shortcuts. */
	readonly modified?: boolean;
	/** An input method is composing. */
	readonly composing?: boolean;
}

export type ScreenAction =
	| { readonly kind: 'next' | 'previous' | 'first' | 'last' }
	| { readonly kind: 'jump'; readonly page: number }
	| { readonly kind: 'typed'; readonly digits: string }
	| { readonly kind: 'black' | 'white' | 'unblank' }
	| { readonly kind: 'toggle-full-screen' | 'leave-full-screen' }
	| { readonly kind: 'toggle-auto' }
	/** The browser must not act (F5 would reload), and neither does the screen. */
	| { readonly kind: 'nothing' };

const MOST_DIGITS = 3;
const MODIFIERS = /^(Shift|Control|Alt|Meta|OS|CapsLock|Fn|AltGraph)/;

/** The action of a key; null leaves the key to the browser. */
export function actionOf(press: KeyPress): ScreenAction | null {
	const { typed, blank, onControl = false, modified = false, composing = false } = press;
	const code = press.code === '' ? codeOfKey(press.key) : press.code;
	if (modified || composing || MODIFIERS.test(code)) return null;
	if (blank) return { kind: 'unblank' };
	if (onControl && (code === 'Enter' || code === 'NumpadEnter' || code === 'Space')) return null;
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	if (digit !== undefined) return { kind: 'typed', digits: (typed + digit).slice(-MOST_DIGITS) };
	switch (code) {
		case 'Enter':
		case 'NumpadEnter':
			return typed === '' ? { kind: 'next' } : { kind: 'jump', page: Number(typed) };
		case 'PageDown':
		case 'ArrowRight':
		case 'Space':
			return { kind: 'next' };
		case 'Backspace':
			return typed === '' ? { kind: 'previous' } : { kind: 'typed', digits: typed.slice(0, -1) };
		case 'PageUp':
		case 'ArrowLeft':
			return { kind: 'previous' };
		case 'Home':
			return { kind: 'first' };
		case 'End':
			return { kind: 'last' };
		case 'KeyB':
		case 'Period':
		case 'NumpadDecimal':
			return { kind: 'black' };
		case 'KeyW':
		case 'Comma':
		case 'NumpadComma':
			return { kind: 'white' };
		case 'KeyF':
			return { kind: 'toggle-full-screen' };
		case 'Escape':
			return typed === '' ? { kind: 'leave-full-screen' } : { kind: 'typed', digits: '' };
		case 'KeyP':
			return { kind: 'toggle-auto' };
		case 'F5':
			return { kind: 'nothing' };
		default:
			return null;
	}
}

/** The screen to jump to: beyond either end it is the end. */
export function jumpTarget(page: number, total: number): number {
	return Math.min(Math.max(page, 1), total);
}

const CODES: Readonly<Record<string, string>> = { ' ': 'Space', '.': 'Period', ',': 'Comma' };

/** The code of a key that came without one. */
function codeOfKey(key: string): string {
	if (/^\d$/.test(key)) return `Digit${key}`;
	if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
	return CODES[key] ?? key;
}
