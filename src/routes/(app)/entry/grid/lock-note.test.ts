import { describe, expect, it } from 'vitest';
import type { GridRow } from '#lib/server/results/entry/grid-row.ts';
import { sharedNote } from './lock-note.ts';

const row = (why: string, mayWithdraw = false, reading: object | null = null) =>
	({ why, mayWithdraw, reading }) as GridRow;

describe('why rows are locked', () => {
	it('is said once where it is the same for all of them', () => {
		expect(sharedNote([row('確認済です。'), row('', false, {}), row('確認済です。')])).toBe('確認済です。');
		expect(sharedNote([row('', true), row('', true)])).toContain('取り下げてから');
	});

	it('is left to the rows where they differ', () => {
		expect(sharedNote([row('確認済です。'), row('締め切られました。')])).toBeNull();
		expect(sharedNote([row('', false, {}), row('')])).toBeNull();
	});
});
