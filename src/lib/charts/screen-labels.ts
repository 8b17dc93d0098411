/** Where figures beside the marks of the committee screen's chart stand so that no line runs through them. */
import type { Point } from './svg.ts';

export type Anchor = 'start' | 'middle' | 'end';

/** What a figure should not cover. */
export interface Obstacles {
	/** Joined points. */
	readonly lines: readonly (readonly Point[])[];
	readonly marks: readonly Point[];
	/** The room of the figures. */
	readonly left: number;
	readonly right: number;
	readonly bottom: number;
}

/** East Asian wide characters take a full em; figures and Latin letters about 0.58 of one in the fonts we name. */
const NARROW = /[\u0020-\u007e\u00a0-\u024f\uff61-\uff9f−]/;
const NARROW_EM = 0.58;
const SAMPLES = 24;
/** How much further off the second row of places lies. */
const FURTHER = 38;
/** Half the size of a mark. */
const MARK = 16;

/** The width of a text in em. */
export function emWidth(text: string): number {
	let width = 0;
	for (const character of text) width += NARROW.test(character) ? NARROW_EM : 1;
	return width;
}

/** The place of a figure at a mark: above or below as preferred, else wherever the least is in its way. */
export function placeFigure(
	mark: Point,
	text: string,
	size: number,
	prefer: 'above' | 'below',
	obstacles: Obstacles
): { readonly x: number; readonly y: number; readonly anchor: Anchor } {
	const side = (up: number, down: number) => {
		const [above, below] = [candidates(mark, up), candidates(mark, down)];
		return prefer === 'above' ? interleave(above, below) : interleave(below, above);
	};
	// A second row, beyond a line that runs right along the first one, where nothing nearer is free.
	const ordered = [...side(-28, 56), ...side(-28 - FURTHER, 56 + FURTHER)];
	let best = { place: ordered[0] ?? { ...mark, anchor: 'middle' as const }, hits: Infinity };
	for (const place of ordered) {
		const hits = hitsOf(place, emWidth(text) * size, size, mark, obstacles);
		if (hits < best.hits) best = { place, hits };
	}
	return best.place;
}

function candidates({ x, y }: Point, offset: number): { x: number; y: number; anchor: Anchor }[] {
	const aside = offset < 0 ? -14 : 42;
	return [
		{ x, y: y + offset, anchor: 'middle' },
		{ x: x - 20, y: y + aside, anchor: 'end' },
		{ x: x + 20, y: y + aside, anchor: 'start' }
	];
}

function interleave<T>(first: readonly T[], second: readonly T[]): T[] {
	return first.flatMap((each, index) => [each, ...second.slice(index, index + 1)]);
}

function hitsOf(
	place: { x: number; y: number; anchor: Anchor },
	width: number,
	size: number,
	own: Point,
	{ lines, marks, left, right, bottom }: Obstacles
): number {
	const from = place.x - (place.anchor === 'middle' ? width / 2 : place.anchor === 'end' ? width : 0);
	const box = {
		left: from - 3,
		right: from + width + 3,
		top: place.y - size * 0.8,
		bottom: place.y + size * 0.1
	};
	const isIn = ({ x, y }: Point, pad = 0) =>
		x > box.left - pad && x < box.right + pad && y > box.top - pad && y < box.bottom + pad;
	const crossed = lines.filter((line) =>
		line.some((end, index) => crosses(line[index - 1] ?? end, end, isIn))
	);
	const covered = marks.filter((mark) => !(mark.x === own.x && mark.y === own.y) && isIn(mark, MARK));
	const outside = box.left < left || box.right > right || box.bottom > bottom || box.top < 0;
	return crossed.length + covered.length + (outside ? 3 : 0);
}

function crosses(a: Point, b: Point, isIn: (point: Point) => boolean): boolean {
	for (let sample = 0; sample <= SAMPLES; sample++) {
		const share = sample / SAMPLES;
		if (isIn({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share })) return true;
	}
	return false;
}
