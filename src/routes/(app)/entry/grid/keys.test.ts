import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyAct, type CellKind, type KeyPress } from './keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	key,
	keyCode: 0,
	isComposing: false,
	shiftKey: false,
	altKey: false,
	ctrlKey: false,
	metaKey: false,
	...more
});

describe('the keys of a cell', () => {
	it.each([
		['Enter', {}, 'figure', 'next'],
		['Enter', { shiftKey: true }, 'figure', 'previous'],
		['ArrowDown', {}, 'figure', 'next'],
		['ArrowUp', {}, 'figure', 'previous'],
		['Escape', {}, 'figure', 'restore'],
		['Tab', {}, 'figure', null],
		['ArrowLeft', {}, 'figure', null],
		['5', {}, 'figure', null],
		['ArrowDown', {}, 'choice', null],
		['ArrowUp', {}, 'choice', null],
		['Enter', {}, 'choice', 'next'],
		['Enter', {}, 'text', null],
		['ArrowDown', {}, 'text', null],
		['Escape', {}, 'text', 'restore'],
		['Enter', {}, 'check', 'next'],
		['Escape', {}, 'check', null],
		['Enter', { ctrlKey: true }, 'figure', null],
		['ArrowDown', { altKey: true }, 'figure', null]
	] as const)('%s %o in a %s: %s', (key, more, kind, act) => {
		expect(keyAct(press(key, more), kind)).toBe(act);
	});

	it('does nothing at all while an input method composes', () => {
		const kinds = fc.constantFrom<CellKind>('figure', 'choice', 'text', 'check');
		const keys = fc.constantFrom('Enter', 'ArrowDown', 'ArrowUp', 'Escape', 'Process', 'a');
		fc.assert(
			fc.property(kinds, keys, fc.boolean(), fc.boolean(), (kind, key, shiftKey, by229) => {
				const composing = by229 ? { keyCode: 229 } : { isComposing: true };
				expect(keyAct(press(key, { shiftKey, ...composing }), kind)).toBeNull();
			})
		);
	});
});
