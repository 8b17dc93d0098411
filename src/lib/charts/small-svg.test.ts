import { describe, expect, it } from 'vitest';
import { commonAxis } from './common-axis.ts';
import type { ChartYear, KpiChartData } from './kpi-data.ts';
import type { SvgShape } from './svg.ts';
import { SMALL_HEIGHT, SMALL_WIDTH, smallSvg } from './small-svg.ts';

function year(
	label: string,
	actual: number | null,
	target: number | null,
	rest: Partial<ChartYear> = {}
): ChartYear {
	const figure = (value: number | null) => (value === null ? null : { value, text: String(value) });
	return {
		label,
		actual: figure(actual),
		carried: false,
		gap: null,
		target: figure(target),
		band: null,
		superseded: null,
		projection: null,
		...rest
	};
}

const rate: KpiChartData = {
	years: [
		year('R3', 39, 39.5),
		year('R4', 38.9, 41),
		year('R5', null, 42, { gap: '未把握' }),
		year('R6', 42.1, 44),
		year('R7', 37.9, 50)
	],
	unit: '%',
	decimals: 1,
	shape: 'line',
	stages: [],
	isRank: false,
	baseline: { value: 38.2, text: '38.2', label: '基準 38.2' },
	final: { column: 4, value: 50, text: '50.0' },
	summary: '',
	notes: []
};

const texts = (shapes: readonly SvgShape[]) =>
	shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const paths = (shapes: readonly SvgShape[], stroke: string) =>
	shapes.flatMap((shape) =>
		shape.kind === 'path' && shape.stroke === stroke && shape.fill === 'none' ? [shape.d] : []
	);

describe('a small chart', () => {
	it('breaks the line at a missing year, which says so, and steps the target', () => {
		const shapes = smallSvg(rate);
		expect(paths(shapes, '#0017C1').map((d) => d.match(/[ML]/g)?.join(''))).toEqual(['ML', 'ML']);
		expect(texts(shapes).filter((text) => text === '…')).toHaveLength(1);
		expect(paths(shapes, '#1A1A1A')[0]?.match(/V/g)).toHaveLength(4);
	});

	it('fills the diamond of the final target alone', () => {
		const diamonds = smallSvg(rate).flatMap((shape) =>
			shape.kind === 'path' && shape.fill !== 'none' ? [shape.fill] : []
		);
		expect(diamonds).toEqual(['#FFFFFF', '#FFFFFF', '#FFFFFF', '#FFFFFF', '#1A1A1A']);
	});

	it('starts bars at 0 and hollows a carried one', () => {
		const bars = smallSvg({
			...rate,
			shape: 'bar',
			decimals: 0,
			baseline: null,
			final: null,
			years: [year('R3', 100, 120), year('R4', 110, 130, { carried: true })]
		});
		const filled = bars.filter((shape) => shape.kind === 'rect');
		expect(filled).toHaveLength(1);
		const bar = filled[0];
		expect(bar?.kind === 'rect' && bar.y + bar.height).toBe(SMALL_HEIGHT - 26);
		expect(paths(bars, '#0017C1')).toHaveLength(1);
	});

	it('stays inside its frame, also with a band and with stages', () => {
		const band = { low: 10, high: 20, text: '10〜20' };
		const charts: KpiChartData[] = [
			rate,
			{
				...rate,
				baseline: null,
				final: null,
				years: [year('R3', 25, null, { band }), year('R4', 12, null, { band })]
			},
			{
				...rate,
				stages: ['なし', '未着手', '策定中', '策定'],
				decimals: 0,
				baseline: null,
				final: null,
				years: [year('R3', 0, 1), year('R4', 3, 3)]
			}
		];
		for (const chart of charts) {
			for (const shape of smallSvg(chart)) {
				if (shape.kind === 'path') {
					expect(shape.d).not.toMatch(/NaN|Infinity/);
					continue;
				}
				expect(shape.x).toBeGreaterThanOrEqual(0);
				expect(shape.x).toBeLessThanOrEqual(SMALL_WIDTH);
				expect(shape.y).toBeLessThanOrEqual(SMALL_HEIGHT);
			}
		}
	});

	it('stands on the axis that all share, with an arrow at a figure beyond its edges', () => {
		const common = commonAxis([-340, 120]);
		const placed: KpiChartData = {
			...rate,
			years: [year('R3', -340, 10), year('R4', 50, 40), year('R5', 120, 100)],
			baseline: { value: 0, text: '0', label: '基準値 0' },
			final: { column: 2, value: 100, text: '100' },
			common
		};
		const arrows = (data: KpiChartData) =>
			smallSvg(data).filter((shape) => shape.kind === 'path' && shape.fill === '#0017C1');
		expect([arrows(placed).length, arrows(rate).length]).toEqual([1, 0]);
		expect(texts(smallSvg(placed))).toEqual(expect.arrayContaining(['−100', '0', '100']));
		for (const shape of smallSvg(placed))
			if (shape.kind === 'circle') expect(shape.y).toBeLessThanOrEqual(SMALL_HEIGHT - 26);
	});
});
