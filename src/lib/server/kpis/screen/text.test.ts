import { describe, expect, it } from 'vitest';
import { clipSentences, fitText, lineCount } from './text.ts';

describe('lineCount', () => {
	it('counts lines, and none for nothing', () => {
		expect(lineCount('あ'.repeat(36), 36)).toBe(1);
		expect(lineCount('あ'.repeat(37), 36)).toBe(2);
		expect(lineCount('', 36)).toBe(0);
	});
});

describe('fitText', () => {
	const box = { width: 1752, size: 56, least: 44, lines: 2 };

	it('keeps the preferred size for short names', () => {
		expect(fitText('特定健康診査の受診率', box)).toEqual({ size: 56, lines: 1 });
		expect(fitText('あ'.repeat(40), box)).toEqual({ size: 56, lines: 2 });
	});

	it('shrinks long ones, never below the least', () => {
		const { size, lines } = fitText('あ'.repeat(66), box);
		expect(size).toBeLessThan(56);
		expect(size).toBeGreaterThanOrEqual(44);
		expect(lines).toBe(2);
		expect(fitText('あ'.repeat(500), box)).toEqual({ size: 44, lines: 2 });
	});

	it('leaves room for what stands before', () => {
		expect(fitText('あ'.repeat(30), box).lines).toBe(1);
		expect(fitText('あ'.repeat(30), { ...box, before: 300 }).lines).toBe(2);
	});
});

describe('clipSentences', () => {
	it('leaves a short remark alone', () => {
		expect(clipSentences('会場が減った。', 2, 30)).toBe('会場が減った。');
	});

	it('drops the sentences that do not fit', () => {
		const first = 'あ'.repeat(20) + '。';
		const second = 'い'.repeat(20) + '。';
		expect(clipSentences(first + second + 'う'.repeat(40) + '。', 2, 30)).toBe(first + second);
	});

	it('keeps a closing bracket with its sentence', () => {
		expect(clipSentences(`「${'あ'.repeat(20)}。」${'い'.repeat(60)}`, 1, 30)).toBe(
			`「${'あ'.repeat(20)}。」`
		);
	});

	it('cuts a single long sentence at a comma and says so', () => {
		expect(clipSentences(`${'あ'.repeat(40)}、${'い'.repeat(60)}。`, 2, 30)).toBe(`${'あ'.repeat(40)}…`);
	});

	it('cuts anywhere where there is no comma', () => {
		const clipped = clipSentences('あ'.repeat(100), 2, 30);
		expect(clipped).toBe('あ'.repeat(59) + '…');
		expect(lineCount(clipped, 30)).toBe(2);
	});

	it('reads line breaks as spaces, and empty as empty', () => {
		expect(clipSentences('一。\n二。', 2, 30)).toBe('一。 二。');
		expect(clipSentences('', 2, 30)).toBe('');
	});
});
