/** `A1` of the cell in a row and a column, both counted from 0. */
export function cellName(row: number, column: number): string {
	return columnName(column) + String(row + 1);
}

/** `A`, `Z`, `AA` …, counted from 0. */
export function columnName(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}
