/** The chart of one KPI as SVG shapes: what the server sends, and what stays where no script runs. */
import { tickDecimals, ticksOf, type Axis } from './axis.ts';
import {
	bandRuns,
	CHART_COLORS,
	HALF_PROJECTION,
	isFinalTarget,
	projectionRuns,
	type KpiChartData
} from './kpi-data.ts';
import { axisOf, labelsOf, shareOf } from './kpi-labels.ts';

export type SvgShape =
	| {
			readonly kind: 'path';
			readonly d: string;
			readonly fill: string;
			readonly stroke: string;
			readonly width: number;
			readonly dash: string | null;
	  }
	| {
			readonly kind: 'rect';
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly height: number;
			readonly fill: string;
	  }
	| {
			readonly kind: 'circle';
			readonly x: number;
			readonly y: number;
			readonly r: number;
			readonly fill: string;
			readonly stroke: string;
	  }
	| {
			readonly kind: 'text';
			readonly x: number;
			readonly y: number;
			readonly text: string;
			readonly anchor: 'start' | 'middle' | 'end';
			readonly color: string;
			readonly bold: boolean;
			readonly size: number;
	  };

export const SVG_WIDTH = 900;
export const SVG_HEIGHT = 400;
/** The margins are shared with the browser's chart, so that one replaces the other without a jump. */
export const MARGIN = { top: 18, right: 128, bottom: 40 };

/** Draws the chart in a canvas of 900 × 400. */
export function kpiSvg(data: KpiChartData): SvgShape[] {
	return new Drawing(data).shapes();
}

/** What a marked value is called. */
export function tickText(data: KpiChartData, axis: Axis, value: number): string {
	if (data.stages.length > 0) return data.stages[value] ?? '';
	return value.toLocaleString('ja-JP', { minimumFractionDigits: tickDecimals(axis) }).replace('-', '−');
}

class Drawing {
	readonly #data: KpiChartData;
	readonly #axis: Axis;
	readonly #left: number;

	constructor(data: KpiChartData) {
		this.#data = data;
		this.#axis = axisOf(data);
		const widest = Math.max(
			...ticksOf(this.#axis).map((value) => textWidth(tickText(data, this.#axis, value)))
		);
		this.#left = 18 + widest;
	}

	shapes(): SvgShape[] {
		return [
			...this.#grid(),
			...this.#bands(),
			...this.#baseline(),
			...this.#bars(),
			...this.#projectionBands(),
			...this.#superseded(),
			...this.#targets(),
			...this.#final(),
			...this.#projections(),
			...this.#actuals(),
			...this.#labels()
		];
	}

	get #plotWidth(): number {
		return SVG_WIDTH - this.#left - MARGIN.right;
	}

	get #plotHeight(): number {
		return SVG_HEIGHT - MARGIN.top - MARGIN.bottom;
	}

	get #band(): number {
		return this.#plotWidth / this.#data.years.length;
	}

	#x(column: number): number {
		return round(this.#left + (column + 0.5) * this.#band);
	}

	#y(value: number): number {
		return round(MARGIN.top + (1 - shareOf(this.#axis, value, this.#data.isRank)) * this.#plotHeight);
	}

	#grid(): SvgShape[] {
		const right = SVG_WIDTH - MARGIN.right;
		const lines = ticksOf(this.#axis).flatMap((value): SvgShape[] => {
			const y = this.#y(value);
			const text = tickText(this.#data, this.#axis, value);
			return [
				line(`M${this.#left} ${y}H${right}`, CHART_COLORS.grid, 1),
				{
					kind: 'text',
					x: this.#left - 10,
					y: y + 5,
					text,
					anchor: 'end',
					color: CHART_COLORS.text,
					bold: false,
					size: 14
				}
			];
		});
		const years = this.#data.years.map(({ label }, column): SvgShape => ({
			kind: 'text',
			x: this.#x(column),
			y: SVG_HEIGHT - 12,
			text: label,
			anchor: 'middle',
			color: CHART_COLORS.text,
			bold: false,
			size: 14
		}));
		return [...lines, ...years];
	}

	#bands(): SvgShape[] {
		return bandRuns(this.#data).flatMap(({ from, to, low, high }): SvgShape[] => {
			const [top, bottom] = [this.#y(high), this.#y(low)];
			const [x, width] = [round(this.#x(from) - this.#band / 2), round(this.#band * (to - from + 1))];
			return [
				{ kind: 'rect', x, y: top, width, height: round(bottom - top), fill: CHART_COLORS.band },
				line(`M${x} ${top}h${width}M${x} ${bottom}h${width}`, CHART_COLORS.target, 2, '8 4')
			];
		});
	}

	#baseline(): SvgShape[] {
		const { baseline } = this.#data;
		if (!baseline) return [];
		return [
			line(
				`M${this.#left} ${this.#y(baseline.value)}H${SVG_WIDTH - MARGIN.right}`,
				CHART_COLORS.baseline,
				1.5,
				'2 3'
			)
		];
	}

	#bars(): SvgShape[] {
		if (this.#data.shape !== 'bar') return [];
		const width = round(this.#band * 0.42);
		return this.#data.years.flatMap(({ actual, carried }, column): SvgShape[] => {
			if (!actual) return [];
			const [from, to] = [this.#y(0), this.#y(actual.value)];
			const x = round(this.#x(column) - width / 2);
			const box = { x, y: Math.min(from, to), width, height: Math.abs(from - to) };
			if (!carried) return [{ kind: 'rect', ...box, fill: CHART_COLORS.actual }];
			return [line(`M${box.x} ${box.y}h${width}v${round(box.height)}h${-width}z`, CHART_COLORS.actual, 2)];
		});
	}

	#superseded(): SvgShape[] {
		const half = Math.min(24, this.#band * 0.35);
		return this.#data.years.flatMap(({ superseded }, column) =>
			superseded
				? [
						line(
							`M${this.#x(column) - half} ${this.#y(superseded.value)}h${2 * half}`,
							CHART_COLORS.superseded,
							1.5
						)
					]
				: []
		);
	}

	/** Dashed steps that change half-way between the years, with a hollow diamond at each. */
	#targets(): SvgShape[] {
		const points = this.#data.years.map(({ target }, column) =>
			target ? { column, value: target.value } : null
		);
		const half = this.#band / 2;
		const paths = runs(points).map((run) => {
			const steps = run.map(({ column, value }, index) => {
				const [from, to] = [round(this.#x(column) - half), round(this.#x(column) + half)];
				return `${index === 0 ? `M${from} ${this.#y(value)}` : `H${from}V${this.#y(value)}`}H${to}`;
			});
			return line(steps.join(''), CHART_COLORS.target, 2, '8 4');
		});
		const marks = points.flatMap((point) =>
			point
				? [
						this.#diamond(
							point.column,
							point.value,
							7,
							isFinalTarget(this.#data, point.column) ? CHART_COLORS.target : '#FFFFFF'
						)
					]
				: []
		);
		return [...paths, ...marks];
	}

	#actuals(): SvgShape[] {
		if (this.#data.shape === 'bar') return [];
		const points = this.#data.years.map(({ actual }, column) =>
			actual ? { column, value: actual.value } : null
		);
		const paths = runs(points).map((run) =>
			line(
				run
					.map(({ column, value }, index) => `${index === 0 ? 'M' : 'L'}${this.#x(column)} ${this.#y(value)}`)
					.join(''),
				CHART_COLORS.actual,
				3
			)
		);
		const marks = this.#data.years.flatMap(({ actual, carried }, column): SvgShape[] => {
			if (!actual) return [];
			const place = { kind: 'circle' as const, x: this.#x(column), y: this.#y(actual.value), r: 5.5 };
			return [
				carried
					? { ...place, fill: '#FFFFFF', stroke: CHART_COLORS.actual }
					: { ...place, fill: CHART_COLORS.actual, stroke: '#FFFFFF' }
			];
		});
		return [...paths, ...marks];
	}

	/** One ribbon from the first projected year to the last; a single year stands as a bar. */
	#projectionBands(): SvgShape[] {
		const half = round(this.#band * HALF_PROJECTION);
		return projectionRuns(this.#data).map((run): SvgShape => {
			const only = run.length === 1;
			const edge = (side: 'low' | 'high') =>
				run.flatMap((each) => {
					// A band without height is still a line.
					const thin = each.low !== each.high ? 0 : side === 'low' ? 1 : -1;
					const [x, y] = [this.#x(each.column), round(this.#y(each[side]) + thin)];
					return only ? [`${round(x - half)} ${y}`, `${round(x + half)} ${y}`] : [`${x} ${y}`];
				});
			const d = `M${edge('high').join('L')}L${edge('low').reverse().join('L')}z`;
			return { kind: 'path', d, fill: CHART_COLORS.projectionBand, stroke: 'none', width: 0, dash: null };
		});
	}

	/** Dotted between hollow dots, and never joined to the actuals. */
	#projections(): SvgShape[] {
		const points = this.#data.years.map(({ projection }, column) =>
			projection ? { x: this.#x(column), y: this.#y(projection.value) } : null
		);
		const paths = runs(points)
			.filter((run) => run.length > 1)
			.map((run) =>
				line(
					run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
					CHART_COLORS.projection,
					2.5,
					'2 5'
				)
			);
		const marks = points.flatMap((point): SvgShape[] =>
			point ? [{ kind: 'circle', ...point, r: 5.5, fill: '#FFFFFF', stroke: CHART_COLORS.projection }] : []
		);
		return [...paths, ...marks];
	}

	#final(): SvgShape[] {
		const { final } = this.#data;
		return final ? [this.#diamond(final.column, final.value, 8, CHART_COLORS.target)] : [];
	}

	#diamond(column: number, value: number, r: number, fill: string): SvgShape {
		const d = `M${this.#x(column)} ${round(this.#y(value) - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
		return { kind: 'path', d, fill, stroke: CHART_COLORS.target, width: 2, dash: null };
	}

	#labels(): SvgShape[] {
		return labelsOf(this.#data, this.#axis, this.#plotHeight).map((label) => ({
			kind: 'text',
			x: round(this.#x(label.column) + label.dx),
			y: round(this.#y(label.value) + label.dy + label.size * 0.35),
			text: label.text,
			anchor: label.anchor === 'center' ? 'middle' : 'start',
			color: label.color,
			bold: label.bold,
			size: label.size
		}));
	}
}

/** Unbroken stretches of points; a missing year ends one. */
export function runs<T>(points: readonly (T | null)[]): T[][] {
	const found: T[][] = [];
	let open: T[] | null = null;
	for (const point of points) {
		if (point === null) {
			open = null;
		} else if (open === null) {
			open = [point];
			found.push(open);
		} else {
			open.push(point);
		}
	}
	return found;
}

export function line(d: string, stroke: string, width: number, dash: string | null = null): SvgShape {
	return { kind: 'path', d, fill: 'none', stroke, width, dash };
}

/** Pixels of a text of size 14: full-width characters count one em, others a little over half. */
export function textWidth(text: string): number {
	return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 14 : 8), 0);
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
