/** Small charts on sheets of A3: four in a row, three rows. What stands apart begins a row of its own. */
export const IN_A_ROW = 4;
export const ROWS = 3;

export interface ChartSheet<T> {
	readonly together: readonly T[];
	readonly apart: readonly T[];
	/** The heading of what stands apart belongs here. */
	readonly beginsApart: boolean;
}

/** Nothing is left out, and the order stays; rows of the first list are filled before the second begins. */
export function chartSheets<T>(together: readonly T[], apart: readonly T[]): ChartSheet<T>[] {
	const rows = [
		...rowsOf(together).map((cards) => ({ cards, isApart: false, isFirst: false })),
		...rowsOf(apart).map((cards, index) => ({ cards, isApart: true, isFirst: index === 0 }))
	];
	return chunk(rows, ROWS).map((list) => ({
		together: list.filter(({ isApart }) => !isApart).flatMap(({ cards }) => cards),
		apart: list.filter(({ isApart }) => isApart).flatMap(({ cards }) => cards),
		beginsApart: list.some(({ isFirst }) => isFirst)
	}));
}

function rowsOf<T>(list: readonly T[]): T[][] {
	return chunk(list, IN_A_ROW);
}

function chunk<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size)
	);
}
