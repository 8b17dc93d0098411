/** Where the units of a picture stand (one unit = one KPI). Pure. */
import type { Status } from '#lib/domain/model.ts';
import { shapeOf, type Shape } from './status.ts';

interface Counted {
	/** Shape and colour. */
	readonly status: Status;
	readonly label: string;
	readonly gloss: string;
	readonly count: number;
}

/** A group's counts, as far as a picture draws them. */
export interface UnitCounts {
	readonly graded: readonly Counted[];
	readonly apart: readonly Counted[];
}

export interface PlacedUnits {
	/** The categories drawn, in their order; 対象外 is none. */
	readonly groups: readonly Counted[];
	/** `column` counts in widths of a unit with its gap, and may be a fraction. */
	readonly units: readonly { readonly shape: Shape; readonly column: number; readonly row: number }[];
	/** The width of it all, at least 1. */
	readonly columns: number;
}

/** Between two categories of one colour, in units. */
const BREAK = 0.6;

/**
 * Fills columns of `rows` units from the top. In a single row, two neighbouring categories of one colour (評価点 2 and 1)
 * stand apart by a gap; in a stack it would only leave holes.
 */
export function placeUnits({ graded, apart }: UnitCounts, rows: number): PlacedUnits {
	const groups = [...graded, ...apart].filter(({ status, count }) => count > 0 && status !== 'outside');
	const units: { shape: Shape; column: number; row: number }[] = [];
	let slot = 0;
	let shift = 0;
	groups.forEach(({ status, label, count }, index) => {
		const isAlike = graded.some((each) => each === groups[index - 1]) && groups[index - 1]?.status === status;
		if (isAlike && rows === 1) shift += BREAK;
		for (let each = 0; each < count; each++, slot++)
			units.push({
				shape: shapeOf(status, label),
				column: Math.floor(slot / rows) + shift,
				row: slot % rows
			});
	});
	return { groups, units, columns: Math.max(1, Math.ceil(slot / rows) + shift) };
}
