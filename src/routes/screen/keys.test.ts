import { describe, expect, it } from 'vitest';
import { actionOf, jumpTarget, type KeyPress } from './keys.ts';

const press = (code: string, more: Partial<KeyPress> = {}) =>
	actionOf({ code, key: '', typed: '', blank: false, ...more });

describe('actionOf', () => {
	it.each(['PageDown', 'ArrowRight', 'Space', 'Enter', 'NumpadEnter'])('%s goes on', (code) => {
		expect(press(code)).toEqual({ kind: 'next' });
	});

	it.each(['PageUp', 'ArrowLeft', 'Backspace'])('%s goes back', (code) => {
		expect(press(code)).toEqual({ kind: 'previous' });
	});

	it.each([
		['KeyB', 'black'],
		['Period', 'black'],
		['KeyW', 'white'],
		['Comma', 'white'],
		['Home', 'first'],
		['End', 'last'],
		['KeyF', 'toggle-full-screen'],
		['Escape', 'leave-full-screen'],
		['KeyP', 'toggle-auto'],
		['F5', 'nothing']
	])('%s: %s', (code, kind) => {
		expect(press(code)).toEqual({ kind });
	});

	it('collects digits and jumps on Enter', () => {
		expect(press('Digit1')).toEqual({ kind: 'typed', digits: '1' });
		expect(press('Numpad2', { typed: '1' })).toEqual({ kind: 'typed', digits: '12' });
		expect(press('Enter', { typed: '12' })).toEqual({ kind: 'jump', page: 12 });
		expect(press('NumpadEnter', { typed: '7' })).toEqual({ kind: 'jump', page: 7 });
	});

	it('takes digits back before it leaves the screen', () => {
		expect(press('Backspace', { typed: '12' })).toEqual({ kind: 'typed', digits: '1' });
		expect(press('Escape', { typed: '12' })).toEqual({ kind: 'typed', digits: '' });
	});

	it('reads the physical key, whatever the input method makes of it', () => {
		expect(press('KeyB', { key: 'こ' })).toEqual({ kind: 'black' });
		expect(press('Period', { key: '。' })).toEqual({ kind: 'black' });
		expect(press('PageDown', { key: 'Process' })).toEqual({ kind: 'next' });
		expect(press('KeyB', { key: 'Process', composing: true })).toBeNull();
	});

	it('reads the key of remotes that send no code', () => {
		expect(press('', { key: 'PageDown' })).toEqual({ kind: 'next' });
		expect(press('', { key: ' ' })).toEqual({ kind: 'next' });
		expect(press('', { key: 'b' })).toEqual({ kind: 'black' });
		expect(press('', { key: '.' })).toEqual({ kind: 'black' });
		expect(press('', { key: '3' })).toEqual({ kind: 'typed', digits: '3' });
	});

	it.each(['KeyB', 'KeyW', 'PageDown', 'Space', 'Escape', 'F5', 'KeyZ', 'Digit1'])(
		'%s first ends black and white',
		(code) => {
			expect(press(code, { blank: true })).toEqual({ kind: 'unblank' });
		}
	);

	it('leaves shortcuts, modifiers and other keys to the browser', () => {
		expect(press('KeyF', { modified: true })).toBeNull();
		expect(press('F5', { modified: true })).toBeNull();
		expect(press('ShiftLeft', { blank: true })).toBeNull();
		expect(press('Tab')).toBeNull();
		expect(press('KeyZ')).toBeNull();
	});

	it('leaves Enter and Space to a focused control, but not the remote', () => {
		expect(press('Enter', { onControl: true })).toBeNull();
		expect(press('Space', { onControl: true })).toBeNull();
		expect(press('PageDown', { onControl: true })).toEqual({ kind: 'next' });
	});
});

describe('jumpTarget', () => {
	it('stays within the sequence', () => {
		expect([jumpTarget(0, 18), jumpTarget(7, 18), jumpTarget(99, 18)]).toEqual([1, 7, 18]);
	});
});
