import { describe, expect, it } from 'vitest';
import type { CellReading, EntryFields } from '#lib/server/results/entry/grid-row.ts';
import { indicatorOf, previewOf, readCell } from './reading.ts';

const COUNT: CellReading = {
	unit: '人',
	decimals: 0,
	accumulation: 'annual',
	cumulativeEntry: 'total',
	stages: [],
	low: '0',
	high: null,
	previous: ['1902', '2115', '2340']
};
const typed = (entered: string, state: EntryFields['state'] = 'final'): EntryFields => ({
	entered,
	state,
	cause: '',
	issue: '',
	nextAction: ''
});

describe('the preview while typing', () => {
	it.each([
		['２，４１８', '2,418 人として保存します'],
		['▲3', '−3 人として保存します'],
		['109人', '109 人として保存します'],
		['…', '「未把握」として保存します'],
		['', null],
		['約18', null],
		['－', null]
	])('%s: %s', (entered, told) => {
		expect(previewOf(typed(entered), indicatorOf(COUNT))).toBe(told);
	});

	it('adds this year’s amount to the total, and computes a rate', () => {
		const increment = indicatorOf({ ...COUNT, accumulation: 'cumulative', cumulativeEntry: 'increment' });
		expect(previewOf(typed('60'), increment)).toBe('60 人（累計 2,400 人）として保存します');
		const rate = indicatorOf({
			...COUNT,
			unit: '%',
			decimals: 1,
			rate: { numerator: '受診者数', denominator: '対象者数', factor: 100 }
		});
		expect(previewOf(typed('1/3'), rate)).toBe('33.3 %として保存します');
	});

	it('doubts as the server does', () => {
		const reading = readCell(typed('24180'), indicatorOf(COUNT));
		expect(reading.ok && reading.warnings.map(({ code }) => code)).toEqual(['jump']);
		expect(readCell(typed('-1'), indicatorOf(COUNT))).toMatchObject({
			warnings: [{ code: 'outside-limits' }, { code: 'jump' }]
		});
	});
});
