import { describe, expect, it } from 'vitest';
import { screenChart } from './screen-chart.ts';
import type { ChartYear, ScreenChartInput } from './screen-data.ts';

const year = (number: number, actual: number | null, target: ChartYear['target'], due = true): ChartYear => ({
	year: number,
	label: `R${number - 2018}`,
	actual,
	actualText: actual === null ? '' : String(actual),
	target,
	targetText: target === null ? '' : String(target),
	due
});
const chart = (years: readonly ChartYear[], more: Partial<ScreenChartInput> = {}) =>
	screenChart({ years, baseline: null, stages: [], width: 940, height: 480, ...more });
const texts = (drawn: ReturnType<typeof chart>) => drawn?.labels.map(({ text }) => text);

const series = [
	year(2021, 39, 39.5),
	year(2022, 38.9, 41),
	year(2023, 40.6, 42),
	year(2024, 42.1, 44),
	year(2025, 37.9, 46)
];

describe('screenChart', () => {
	it('draws actual, target and baseline with their words', () => {
		const drawn = chart(series, { baseline: 38.2 });
		expect(drawn?.dots).toHaveLength(5);
		expect(drawn?.diamonds).toHaveLength(5);
		expect(drawn?.actual.match(/M/g)).toHaveLength(1);
		expect(texts(drawn)).toEqual(
			expect.arrayContaining(['R3', 'R7', '目標', '実績', '基準', '39', '42.1', '46'])
		);
	});

	it('keeps words at least a line apart and inside the picture', () => {
		const drawn = chart([year(2024, 10, 10), year(2025, 10, 10.01)], { baseline: 10 });
		const words = (drawn?.labels ?? [])
			.filter(({ anchor }) => anchor === 'start')
			.map(({ y }) => y)
			.sort((a, b) => a - b);
		expect(words).toHaveLength(3);
		for (const [index, y] of words.entries()) {
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(480);
			if (index > 0) expect(y - (words[index - 1] ?? 0)).toBeGreaterThanOrEqual(45);
		}
	});

	it('leaves a gap and 「…」 for a missing year, never a joined line', () => {
		const drawn = chart([
			year(2021, 1, 1),
			year(2022, 2, 2),
			year(2023, null, 3),
			year(2024, 4, 4),
			year(2025, 5, 5)
		]);
		expect(drawn?.actual.match(/M/g)).toHaveLength(2);
		expect(drawn?.dots).toHaveLength(4);
		expect(texts(drawn)?.filter((text) => text === '…')).toHaveLength(1);
	});

	it('marks a lone year without a line, and expects nothing of years to come', () => {
		const drawn = chart([year(2025, 1, 1), year(2026, null, 2, false)]);
		expect(drawn?.actual).toBe('');
		expect(drawn?.dots).toHaveLength(1);
		expect(texts(drawn)).not.toContain('…');
		expect(texts(drawn)).toContain('実績');
	});

	it('puts larger values higher', () => {
		const [first, last] = chart(series)?.diamonds.filter((_, index) => index === 0 || index === 4) ?? [];
		expect(last?.y).toBeLessThan(first?.y ?? 0);
	});

	it('draws a range as a band between two lines', () => {
		const drawn = chart([year(2024, 95, [90, 110]), year(2025, 100, [90, 110])]);
		expect(drawn?.band).toMatch(/^M.*Z$/);
		expect(drawn?.target.match(/M/g)).toHaveLength(2);
		expect(drawn?.diamonds).toEqual([]);
		expect(texts(drawn)).toContain('目標範囲');
	});

	it('names the stages, all of them', () => {
		const drawn = chart([year(2024, 0, 1), year(2025, 1, 2)], { stages: ['未着手', '着手', '策定'] });
		expect(texts(drawn)).toEqual(expect.arrayContaining(['未着手', '着手', '策定']));
		expect(drawn?.grid.match(/M/g)).toHaveLength(3);
	});

	it('runs a flat series through the middle without dividing by zero', () => {
		const drawn = chart([year(2024, 0, null), year(2025, 0, null)]);
		expect(drawn?.dots.every(({ y }) => Number.isFinite(y) && y > 0 && y < 480)).toBe(true);
	});

	it('draws nothing from nothing', () => {
		expect(chart([year(2028, null, null)], { baseline: 3 })).toBeNull();
		expect(chart([])).toBeNull();
	});
});
