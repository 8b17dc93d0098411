import { describe, expect, it } from 'vitest';
import { kpiChart } from './kpi-chart.ts';
import { bandRuns, hasDrawing, type ChartYear, type KpiChartData } from './kpi-data.ts';
import { axisOf, labelsOf } from './kpi-labels.ts';
import { kpiSvg, MARGIN, SVG_HEIGHT, SVG_WIDTH } from './kpi-svg.ts';
import type { SvgShape } from './svg.ts';
import { yearInWords } from './year-words.ts';

const figure = (value: number | null) => (value === null ? null : { value, text: value.toFixed(1) });

function year(
	label: string,
	actual: number | null,
	target: number | null,
	rest: Partial<ChartYear> = {}
): ChartYear {
	return {
		label,
		actual: figure(actual),
		target: figure(target),
		carried: false,
		gap: null,
		band: null,
		superseded: null,
		projection: null,
		...rest
	};
}

/** The mockup's KPI. */
const rate: KpiChartData = {
	years: [
		year('R1', 38.2, null),
		year('R2', null, null, { gap: '未把握' }),
		year('R5', 40.6, 42),
		year('R6', 42.1, 44, { superseded: { value: 46, text: '改定前 46.0' } }),
		year('R7', 37.9, 46),
		year('R10', null, null)
	],
	unit: '%',
	decimals: 1,
	shape: 'line',
	stages: [],
	isRank: false,
	baseline: { value: 38.2, text: '38.2', label: '基準 38.2' },
	final: { column: 5, value: 50, text: '50.0' },
	summary: '受診率の推移。',
	notes: []
};
const stages: KpiChartData = {
	...rate,
	years: [year('R6', 0, 1), year('R7', 2, 3)],
	stages: ['未着手', '着手', '策定中', '策定'],
	baseline: null,
	final: { column: 1, value: 3, text: '策定' }
};
const band = { low: 10, high: 20, text: '10.0〜20.0' };
const range: KpiChartData = {
	...rate,
	years: [
		year('R5', 21, null, { band }),
		year('R6', 9, null, { band }),
		year('R7', null, null),
		year('R8', null, null, { band })
	],
	final: null
};
const empty: KpiChartData = { ...rate, years: [year('R7', null, null)], baseline: null, final: null };

const texts = (shapes: SvgShape[]) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const paths = (shapes: SvgShape[], stroke: string, width: number) =>
	shapes.flatMap((shape) =>
		shape.kind === 'path' && shape.stroke === stroke && shape.width === width ? [shape.d] : []
	);

describe('chart configuration', () => {
	it('draws actual and target as UX.md says', () => {
		const [actual, target] = kpiChart(rate, 400).data.datasets;
		expect(actual).toMatchObject({
			type: 'line',
			borderColor: '#0017C1',
			borderWidth: 3,
			spanGaps: false,
			data: [38.2, null, 40.6, 42.1, 37.9, null]
		});
		expect(target).toMatchObject({
			stepped: 'middle',
			borderColor: '#1A1A1A',
			borderDash: [8, 4],
			pointStyle: 'rectRot',
			data: [null, null, 42, 44, 46, null]
		});
	});

	it('annotates baseline, superseded target, final target and words', () => {
		const { annotations } = kpiChart(rate, 400).options!.plugins!.annotation as {
			annotations: Record<string, object>;
		};
		expect(annotations['baseline']).toMatchObject({ yMin: 38.2, borderDash: [2, 3], borderColor: '#666666' });
		expect(annotations['superseded3']).toMatchObject({ yMin: 46, borderColor: '#949494', borderWidth: 1.5 });
		expect(annotations['final']).toMatchObject({ xValue: 5, yValue: 50 });
		expect(Object.values(annotations)).toContainEqual(
			expect.objectContaining({ type: 'label', content: '実績 37.9' })
		);
	});

	it('starts bars at 0 and turns ranks around', () => {
		const bars = kpiChart({ ...rate, shape: 'bar' }, 400);
		expect(bars.data.datasets.map(({ type }) => type)).toEqual(['line', 'bar']);
		expect(bars.options?.scales?.['y']).toMatchObject({ min: 0 });
		expect(kpiChart({ ...rate, isRank: true }, 400).options?.scales?.['y']).toMatchObject({
			reverse: true,
			min: 1
		});
	});

	it('fills the diamond of a final target that judges a year', () => {
		const config = kpiChart(stages, 400);
		expect(config.data.datasets[1]).toMatchObject({ pointBackgroundColor: ['#FFFFFF', '#1A1A1A'] });
		expect(JSON.stringify(config.options?.plugins)).not.toContain('"final"');
	});

	it('marks a carried value hollow', () => {
		const carried = { ...rate, years: [year('R7', 37.9, 46, { carried: true })] };
		expect(kpiChart(carried, 400).data.datasets[0]).toMatchObject({ pointBackgroundColor: ['#FFFFFF'] });
	});

	it('says every figure of a year', () => {
		expect(yearInWords(rate, 3)).toEqual(['実績 42.1%', '目標 44.0%', '改定前 46.0%']);
		expect(yearInWords(rate, 1)).toEqual(['実績 未把握']);
		expect(yearInWords(rate, 5)).toEqual(['実績 なし', '最終目標 50.0%']);
		expect(yearInWords(rate, 9)).toEqual([]);
	});
});

describe('svg', () => {
	it('breaks the line at a missing year and writes 「…」', () => {
		const shapes = kpiSvg(rate);
		// R1 stands alone; R5 to R7 are joined.
		expect(paths(shapes, '#0017C1', 3).map((d) => d.match(/[ML]/g)?.join(''))).toEqual(['MLL']);
		expect(shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(4);
		expect(texts(shapes)).toContain('… 未把握');
		expect(texts(shapes)).toEqual(
			expect.arrayContaining([
				'38.2',
				'実績 37.9',
				'目標 46.0',
				'最終 50.0',
				'基準 38.2',
				'改定前 46.0',
				'R10'
			])
		);
	});

	it('names the stages on the axis', () => {
		expect(texts(kpiSvg(stages))).toEqual(
			expect.arrayContaining(['未着手', '着手', '策定中', '策定', '最終 策定'])
		);
	});

	it('joins equal bands without a seam', () => {
		expect(bandRuns(range).map(({ from, to }) => [from, to])).toEqual([
			[0, 1],
			[3, 3]
		]);
		expect(texts(kpiSvg(range))).toContain('目標 10.0〜20.0');
	});

	it('stays inside its canvas, for one point and for none', () => {
		for (const data of [
			rate,
			stages,
			range,
			{ ...rate, shape: 'bar' as const },
			{ ...rate, isRank: true },
			{ ...rate, years: rate.years.slice(4, 5), final: null }
		]) {
			for (const shape of kpiSvg(data)) {
				if (shape.kind !== 'circle' && shape.kind !== 'text') continue;
				expect(shape.x).toBeGreaterThanOrEqual(0);
				expect(shape.x).toBeLessThanOrEqual(SVG_WIDTH);
				expect(shape.y).toBeGreaterThanOrEqual(0);
				expect(shape.y).toBeLessThanOrEqual(SVG_HEIGHT);
			}
		}
		expect(hasDrawing(empty)).toBe(false);
		expect(kpiSvg(empty).length).toBeGreaterThan(0);
	});
});

describe('labels', () => {
	it('keep words in the margin apart', () => {
		const close = { ...rate, baseline: { value: 49.8, text: '49.8', label: '基準 49.8' } };
		const axis = axisOf(close);
		const height = 342;
		const places = labelsOf(close, axis, height)
			.filter(({ anchor }) => anchor === 'start')
			.map(({ value, dy }) => (1 - (value - axis.min) / (axis.max - axis.min)) * height + dy)
			.sort((a, b) => a - b);
		expect(
			Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? 0)))
		).toBeGreaterThanOrEqual(17.9);
	});

	it.each([100, 250, 1000, 999, 0.4])('stand inside the picture over a bar of %s', (highest) => {
		const bars: KpiChartData = {
			...rate,
			shape: 'bar',
			years: [year('R6', highest * 0.9, highest * 0.95), year('R7', highest * 0.92, highest)],
			baseline: null,
			final: { column: 1, value: highest, text: String(highest) }
		};
		const axis = axisOf(bars);
		const height = SVG_HEIGHT - MARGIN.top - MARGIN.bottom;
		const labels = labelsOf(bars, axis, height).filter(({ anchor }) => anchor === 'center');
		expect(labels.length).toBeGreaterThan(0);
		for (const { text, value, dy, size } of labels)
			expect(MARGIN.top + (1 - value / axis.max) * height + dy - size / 2, text).toBeGreaterThanOrEqual(0);
	});

	it('never run into the axis', () => {
		const low = { ...rate, years: [year('R1', 0.2, null), year('R2', 50, 46)], baseline: null, final: null };
		expect(labelsOf(low, axisOf(low), 342).find(({ text }) => text === '0.2')?.dy).toBeLessThan(0);
	});
});

describe('projection', () => {
	const ahead = (value: number, low: number, high: number) => ({
		projection: { value, text: value.toFixed(1), band: { low, high, text: `${low}〜${high}` } }
	});
	const projected: KpiChartData = {
		...rate,
		years: [
			year('R6', 42.1, 44),
			year('R7', 37.9, 46),
			year('R8', null, null, ahead(41, 36, 45)),
			year('R9', null, null, ahead(41.4, 35, 56)),
			year('R10', null, null, { gap: '未把握', ...ahead(41.8, 37, 46) })
		]
	};
	const shapes = kpiSvg(projected);

	it('is dotted between hollow dots and never joined to the actuals', () => {
		const { datasets } = kpiChart(projected, 400).data;
		expect(datasets.find(({ label }) => label === '推計')).toMatchObject({
			borderColor: '#4979F5',
			borderDash: [2, 5],
			pointBackgroundColor: '#FFFFFF',
			spanGaps: false,
			data: [null, null, 41, 41.4, 41.8]
		});
		expect(datasets.find(({ label }) => label === '実績')?.data).toEqual([42.1, 37.9, null, null, null]);
		const [line, ...others] = paths(shapes, '#4979F5', 2.5);
		expect(others).toEqual([]);
		expect(line?.match(/[ML]/g)).toEqual(['M', 'L', 'L']);
		expect(paths(shapes, '#0017C1', 3).map((d) => d.match(/[ML]/g))).toEqual([['M', 'L']]);
		const dots = shapes.filter((shape) => shape.kind === 'circle' && shape.stroke === '#4979F5');
		expect(dots.map((shape) => shape.kind === 'circle' && shape.fill)).toEqual([
			'#FFFFFF',
			'#FFFFFF',
			'#FFFFFF'
		]);
	});

	it('has a band in both drawings, inside the axis', () => {
		const ribbons = shapes.filter((shape) => shape.kind === 'path' && shape.fill === '#C5D7FB');
		expect(ribbons.map((shape) => shape.kind === 'path' && shape.d.match(/[MLz]/g)?.join(''))).toEqual([
			'MLLLLLz'
		]);
		const { data, options } = kpiChart(projected, 400);
		const high = data.datasets.find(({ label }) => label === '推計の幅の上');
		expect([high?.data, high && 'fill' in high && high.fill]).toEqual([[null, null, 45, 56, 46], '+1']);
		expect(Object.keys(options?.plugins?.annotation?.annotations ?? {}).join()).not.toContain('projection');
		expect(axisOf(projected).max).toBeGreaterThanOrEqual(56);
		const lineOnly: KpiChartData = {
			...projected,
			years: [year('R7', 1, 2), year('R8', null, null, { projection: { value: 3, text: '3.0', band: null } })]
		};
		expect(kpiSvg(lineOnly).some((shape) => shape.kind === 'path' && shape.fill === '#C5D7FB')).toBe(false);
		expect(kpiSvg(lineOnly).some((shape) => shape.kind === 'circle' && shape.stroke === '#4979F5')).toBe(
			true
		);
	});

	it('stands as a bar for a single projected year', () => {
		const single: KpiChartData = { ...projected, years: projected.years.slice(0, 3) };
		const bar = kpiSvg(single).find((shape) => shape.kind === 'path' && shape.fill === '#C5D7FB');
		expect(bar?.kind === 'path' && new Set(bar.d.match(/[\d.]+(?= )/g)).size).toBe(2);
		expect(Object.keys(kpiChart(single, 400).options?.plugins?.annotation?.annotations ?? {})).toContain(
			'projection2'
		);
	});

	it('is called 推計 in both, apart from the word for a missing actual', () => {
		expect(texts(shapes)).toContain('推計 41.8');
		expect(yearInWords(projected, 4)).toEqual(['実績 未把握', '推計 41.8%', '推計の80%の幅 37〜46%']);
		const axis = axisOf(projected);
		expect(labelsOf(projected, axis, 300).find(({ text }) => text === '… 未把握')?.value).toBe(axis.min);
	});
});
