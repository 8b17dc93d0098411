/** Rows that add up or average the others: somebody put them under the indicators. */
import { isSumWord, SUM_ROW } from '#lib/domain/paste/sum-row.ts';
import { plainText } from './cell.ts';
import type { SheetNote } from './known.ts';
import { INPUTS } from './layout.ts';
import type { RowTask } from './row.ts';

/**
 * A note for a row that says so where its indicator should stand, or, without a code, beside its inputs; null
 * for any other row. An indicator's own code goes before.
 */
export function sumNote({ row, code, line, head, known }: RowTask): SheetNote | null {
	if (known.rows.has(code) || known.elsewhere.has(code)) return null;
	const inputs = new Set(INPUTS.map((column) => head.columns.get(column)));
	const isSum = row.cells.some(
		(cell, at) =>
			(at === head.columns.get('code') || (code === '' && !inputs.has(at))) &&
			isSumWord(plainText(cell) ?? '')
	);
	return isSum ? { place: line, message: `${SUM_ROW}。` } : null;
}

/** The same for a row of the districts: 合計 where the district should stand, unless one is called so. */
export function districtSumNote({ row, code, line, head, known }: RowTask): SheetNote | null {
	const texts = [...head.districts.values()].map((at) => plainText(row.cells[at] ?? null) ?? '');
	const own = known.districts?.get(code) ?? [];
	const isDistrict = own.some(({ code: ownCode, name }) => texts.includes(ownCode) || texts.includes(name));
	return !isDistrict && texts.some(isSumWord) ? { place: line, message: `${SUM_ROW}。` } : null;
}
