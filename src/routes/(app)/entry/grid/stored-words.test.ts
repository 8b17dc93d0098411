import { describe, expect, it } from 'vitest';
import { rowState } from './row-state.ts';
import { edit } from './row-typing.ts';
import { isStale, storedWords } from './stored-words.ts';

const stored = (entered: string, state: 'final' | 'unknown' = 'final') =>
	rowState({ entered, state, cause: '', issue: '', nextAction: '' }, 1);

describe('what is stored beside what is typed', () => {
	it('is the figure, the reason, or nothing', () => {
		expect(storedWords(stored('18'))).toBe('18');
		expect(storedWords(stored('…', 'unknown'))).toBe('未把握');
		expect(storedWords(stored(''))).toBe('');
	});

	it('says nothing where a colleague stored another value since: that one stands below', () => {
		const theirs = {
			entered: '20',
			state: 'final',
			by: '佐々木',
			at: '2026-07-28T05:00:00.000Z',
			version: 2
		};
		const row = { ...stored('18'), trouble: { kind: 'conflict', message: '', theirs } as never };
		expect(storedWords(row)).toBe('');
	});

	it('differs as soon as the figure or its state is typed over, not for a remark', () => {
		expect(isStale(stored('18'))).toBe(false);
		expect(isStale(edit(stored('18'), 'entered', '約18'))).toBe(true);
		expect(isStale(edit(stored('18'), 'state', 'unknown'))).toBe(true);
		expect(isStale(edit(stored('18'), 'cause', '会場の改修'))).toBe(false);
	});
});
