import type { GridIndex } from './grid.ts';
import { rowsNamed } from './key-cell.ts';
import { isSumWord } from './sum-row.ts';
import { plainText, readStateWord } from './words.ts';

/**
 * Columns that name the indicators, by exact matches; a code column may hold names as well. Codes that are bare
 * numbers could be figures: with them every cell must name an indicator, each another.
 */
export function keyColumns(column: (at: number) => string[], width: number, index: GridIndex) {
	let code: number | null = null;
	let name: number | null = null;
	for (let at = 0; at < width; at++) {
		const cells = column(at)
			.map(plainText)
			.filter((cell) => cell !== '' && !(isSumWord(cell) && rowsNamed(cell, index).length === 0));
		const codes = cells.filter((cell) => index.byCode.has(cell));
		const isNumeric = codes.every((cell) => /^\d+$/.test(cell));
		const isCode =
			codes.length > 0 &&
			(!isNumeric ||
				(width > 1 &&
					cells.every((cell) => rowsNamed(cell, index).length > 0) &&
					new Set(cells).size === cells.length));
		if (code === null && isCode) code = at;
		else if (name === null && cells.some((cell) => index.byName.has(cell))) name = at;
	}
	// Names of which none matches are refused one by one, not taken for figures.
	if (code === null && name === null && width > 1 && looksLikeNames(column(0))) name = 0;
	return { code, name };
}

function looksLikeNames(cells: readonly string[]): boolean {
	const texts = cells.filter((cell) => plainText(cell) !== '' && !isSumWord(cell));
	return (
		texts.length > 0 &&
		texts.every(
			(cell) =>
				plainText(cell).length >= 4 &&
				readStateWord(cell).kind === 'unknown' &&
				!/^[\d.,▲△\-−－+]/u.test(cell.normalize('NFKC').trim())
		)
	);
}
