import { describe, expect, it } from 'vitest';
import { statusWord } from './own-word.ts';

describe('the word of a status', () => {
	it('is the common one under 標準', () => {
		expect(statusWord('achieved', null)).toBe('達成');
		expect(statusWord('achieved', '達成')).toBe('達成');
		expect(statusWord('behind', ' ')).toBe('遅れ');
	});

	it('is the rule’s own where that can be read by itself', () => {
		expect(statusWord('on-track', '着実')).toBe('着実');
		expect(statusWord('behind', '改善必要')).toBe('改善必要');
	});

	it.each([
		['achieved', 'A', 'A（達成）'],
		['slightly-behind', '△', '△（やや遅れ）'],
		['regressed', '×', '×（後退）'],
		['regressed', '-5', '-5（後退）']
	] as const)('never leaves %s as the bare sign %s', (status, own, word) => {
		expect(statusWord(status, own)).toBe(word);
	});

	it('never hides behind a dash which of 判定なし, 未入力 and 対象外 it is', () => {
		expect((['none', 'missing', 'outside'] as const).map((status) => statusWord(status, '－'))).toEqual([
			'判定なし',
			'未入力',
			'対象外'
		]);
		expect(statusWord('none', '評価不能')).toBe('評価不能');
	});
});
