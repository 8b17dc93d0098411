/** Shapes of a drawing that the server sends as SVG, and what every drawing needs to make them. */

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

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A line along a path, without a fill. */
export function line(d: string, stroke: string, width: number, dash: string | null = null): SvgShape {
	return { kind: 'path', d, fill: 'none', stroke, width, dash };
}

/** 「M1 2L3 4」: the path through points in their order; empty without any. */
export function pathThrough(points: readonly Point[]): string {
	return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
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

/** Pixels of a text of size 14: full-width characters count one em, others a little over half. */
export function textWidth(text: string): number {
	return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 14 : 8), 0);
}

/** To a tenth of a pixel: finer places only make the page heavier. */
export function round(value: number): number {
	return Math.round(value * 10) / 10;
}
