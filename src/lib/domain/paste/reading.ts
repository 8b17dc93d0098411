import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { startRow, type ColumnUse } from './columns.ts';
import type { PasteGrid } from './grid.ts';
import type { Head } from './head.ts';
import { ENTRY_COLUMNS } from './words.ts';

/** How a block was read, in sentences: what was taken for a head, for names and for which column. */
export function readingOf(
	columns: readonly ColumnUse[],
	isNamed: boolean,
	head: Head | null,
	grid: PasteGrid
): string[] {
	const list = (kind: ColumnUse['kind']) =>
		columns.flatMap((column, at) => (column.kind === kind ? [`${at + 1}列目`] : [])).join('と');
	const sentences: string[] = [];
	if (head !== null)
		sentences.push(
			`${head.from + 1}${head.to > head.from ? `〜${head.to + 1}` : ''}行目を見出しとして読みました。`
		);
	if (isNamed) {
		const keys = [
			[list('code'), '指標のコード'],
			[list('name'), '指標の名前']
		].filter(([where]) => where !== '');
		const [only, ...more] = keys;
		sentences.push(
			// One column may hold both.
			only !== undefined && more.length === 0
				? `${only[0]}の名前かコードで、行の指標を見分けました。`
				: `${keys.map(([where, what]) => `${where}を${what}`).join('、')}として、行を見分けました。`
		);
	} else {
		const row = grid.rows[startRow(grid)];
		if (row !== undefined)
			sentences.push(`「${row.names[0] ?? row.code}」の行から下へ、一覧の順に当てはめました。`);
	}
	const fields = columns.flatMap((column, at) =>
		column.kind === 'field'
			? [
					`${at + 1}列目は${column.year === null ? '' : shortFiscalYear(column.year) + 'の'}${ENTRY_COLUMNS[column.field]}`
				]
			: []
	);
	if (fields.length > 0) sentences.push(`${fields.join('、')}です。`);
	return sentences;
}
