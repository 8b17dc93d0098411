/** Columns of figures without a head: which years they are, as far as stored values tell. */
import { compareDecimals } from '#lib/domain/decimal.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import type { GridRow, PasteGrid } from './grid.ts';
import { plainText } from './words.ts';

/** Asked of the person, never taken for granted. */
export interface YearQuestion {
	/** A fiscal year for each column of figures, from the left. */
	readonly years: readonly number[];
	readonly sentence: string;
}

/** A column of figures: where it stands in the block, counted from 0, and its cells line by line. */
export interface FigureColumn {
	readonly at: number;
	readonly cells: readonly string[];
}

/**
 * Columns whose every figure is the stored one of exactly one past year, and the one that is left as the year
 * being entered. `question` is null where that is not clear; `equal` then says what is, or is empty.
 */
export function askYears(
	columns: readonly FigureColumn[],
	{ years, year }: Pick<PasteGrid, 'years' | 'year'>,
	rowOf: (line: number) => GridRow | undefined
): { readonly question: YearQuestion | null; readonly equal: string } {
	const past = years.filter((each) => each < year);
	const found = columns.map(({ cells }) => {
		const [only, ...others] = past.filter((each) => isYear(cells, each, rowOf));
		return others.length > 0 ? undefined : only;
	});
	const named = columns.flatMap(({ at }, place) => {
		const match = found[place];
		return match === undefined ? [] : [`${at + 1}列目は${eraFiscalYear(match)}`];
	});
	if (named.length === 0) return { question: null, equal: '' };
	const equal = `${named.join('、')}の値と同じです。`;
	const left = columns.filter((_, place) => found[place] === undefined);
	const [entered] = left;
	const isClear = left.length === 1 && new Set(found).size === found.length;
	if (entered === undefined || !isClear) return { question: null, equal };
	return {
		question: {
			years: found.map((each) => each ?? year),
			sentence: `${equal}${entered.at + 1}列目を${eraFiscalYear(year)}として読みますか。`
		},
		equal
	};
}

function isYear(
	cells: readonly string[],
	year: number,
	rowOf: (line: number) => GridRow | undefined
): boolean {
	const filled = cells.flatMap((cell, line) => (plainText(cell) === '' ? [] : [{ cell, row: rowOf(line) }]));
	return (
		filled.length > 0 &&
		filled.every(({ cell, row }) => {
			const stored = row?.known?.get(year);
			const reading = readNumber(cell, row?.unit ?? '');
			return stored !== undefined && reading.kind === 'value' && compareDecimals(reading.value, stored) === 0;
		})
	);
}
