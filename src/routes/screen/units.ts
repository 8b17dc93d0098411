/** A unit of the picture and the gap after it, on the canvas. */
export const UNIT = { width: 44, height: 60, gap: 8 } as const;

/**
 * How many rows of units fill a box best: the fewest rows from `least` on in which they have their full size,
 * else the number that leaves them largest.
 */
export function unitGrid(
	total: number,
	box: { readonly width: number; readonly height: number; readonly least: number }
): { readonly rows: number; readonly width: number } {
	const [cellWidth, cellHeight] = [UNIT.width + UNIT.gap, UNIT.height + UNIT.gap];
	let best = { rows: 1, scale: 0 };
	for (let rows = Math.min(box.least, Math.max(1, total)); rows <= Math.max(1, total); rows++) {
		const columns = Math.ceil(total / rows);
		const scale = Math.min(1, box.width / (columns * cellWidth), box.height / (rows * cellHeight));
		if (scale > best.scale) best = { rows, scale };
		if (scale === 1 || rows * cellHeight * best.scale > box.height) break;
	}
	return { rows: best.rows, width: Math.floor(Math.ceil(total / best.rows) * cellWidth * best.scale) };
}
