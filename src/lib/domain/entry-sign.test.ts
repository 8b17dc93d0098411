import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followedState, isStateOfSign, signOf } from './entry-sign.ts';

const SIGNS = { unknown: ['…', '‥', '...', ' … '], suppressed: ['x', 'Ｘ', '×'] } as const;
const signs = fc.constantFrom(...SIGNS.unknown, ...SIGNS.suppressed);

describe('a sign', () => {
	it('is read as the reason that it stands for', () => {
		for (const text of SIGNS.unknown) expect(signOf(text)).toBe('unknown');
		for (const text of SIGNS.suppressed) expect(signOf(text)).toBe('suppressed');
		for (const text of ['', '12', '約18', 'xx', '－']) expect(signOf(text)).toBeNull();
	});

	it('sets its own state and no other', () => {
		expect(isStateOfSign({ entered: 'x', state: 'suppressed' })).toBe(true);
		expect(isStateOfSign({ entered: 'x', state: 'unknown' })).toBe(false);
		expect(isStateOfSign({ entered: '', state: 'suppressed' })).toBe(false);
	});
});

describe('the state of a form that came back', () => {
	it('follows the cell wherever a sign had set it', () => {
		fc.assert(
			fc.property(signs, signs, (before, now) => {
				const state = signOf(before) ?? 'final';
				const after = followedState({ entered: before, state }, { entered: now, state }, 'forecast');
				expect(after).toBe(signOf(now));
			})
		);
		const x = { entered: 'x', state: 'suppressed' } as const;
		expect(followedState(x, { ...x, entered: '45' }, 'forecast')).toBe('forecast');
		expect(followedState(x, { ...x, entered: '' }, 'final')).toBe('suppressed');
		expect(followedState(x, x, 'final')).toBe('suppressed');
	});

	it('stays where somebody chose it', () => {
		const chosen = { entered: '', state: 'no-survey' } as const;
		expect(followedState(chosen, { ...chosen, entered: '…' }, 'final')).toBe('no-survey');
		expect(
			followedState({ entered: 'x', state: 'suppressed' }, { entered: '…', state: 'not-applicable' }, 'final')
		).toBe('not-applicable');
	});
});
