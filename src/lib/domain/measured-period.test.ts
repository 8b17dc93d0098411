import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredText } from './measured-period.ts';

describe('the measured period', () => {
	it.each([
		[null, 0, ''],
		['各年度4月〜3月', 0, ''],
		['各年度4〜3月', 0, ''],
		['年度末（3月31日）現在', 0, ''],
		['暦年（1〜12月）', 0, '2025年1〜12月の値'],
		['前年1〜12月', 0, '2024年1〜12月の値'],
		['前年の暦年', 0, '2024年1〜12月の値'],
		['前々年の暦年', 0, '2023年1〜12月の値'],
		['前年１～１２月', 0, '2024年1〜12月の値'],
		['10月〜翌年9月', 0, '2025年10月〜2026年9月の値'],
		['4月1日現在', 0, '4月1日現在の値'],
		['暦年（1〜12月）', 1, '2024年1〜12月の値'],
		['各年度4月〜3月', 1, '1年度前の期間の値']
	])('「%s」 with a lag of %i is 「%s」 for R7', (text, lag, words) => {
		expect(measuredText(text, 2025, lag)).toBe(words);
	});

	it('loses no text that it cannot read', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const words = measuredText(text, 2025, 0);
				expect(words === '' || words.endsWith('の値')).toBe(true);
			})
		);
	});
});
