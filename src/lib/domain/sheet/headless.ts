/** What to say of a file in which the headings cannot be found. */
import { plainText, quoted } from './cell.ts';
import type { FileTable } from './table.ts';

const MEND = '入力用のファイルをダウンロードし、見出しを変えずに入力してください。';
const LONGEST_QUOTE = 60;
const SEPARATORS = { ',': '「,」（コンマ）', '\t': 'タブ' } as const;
/** Marks that other programs put between cells. */
const OTHER_SEPARATORS = { ';': '「;」（セミコロン）', '|': '「|」（縦線）', '\t': 'タブ' } as const;

/** Names the sheets that were read; for a text its first line, and what stands between its cells. */
export function headlessMessage(table: FileTable): string {
	const missing = '見出し「指標コード」の列が見つかりません';
	if (table.kind !== 'csv') {
		const read = table.sheets.map(({ name }) => `「${name}」`).join('');
		return `${missing}（読んだシート：${read || 'なし'}）。${MEND}`;
	}
	const first = table.sheets[0]?.rows[0];
	if (first === undefined) return `${missing}（中身がありません）。${MEND}`;
	const separator = table.separator ?? ',';
	const cells = first.cells.map(quoted);
	const line = [...cells.join(separator === ',' ? ',' : ' ')];
	const shown = line.slice(0, LONGEST_QUOTE).join('') + (line.length > LONGEST_QUOTE ? '…' : '');
	const where = `${first.number}行目は「${shown}」です`;
	const other = cells.length > 1 ? undefined : otherSeparator(plainText(first.cells[0] ?? null) ?? '');
	return other === undefined
		? `${missing}。${where}（区切りは${SEPARATORS[separator]}として読みました）。${MEND}`
		: `${missing}。${where}。区切りが${other}のようです。区切りを「,」（コンマ）にしてCSVで保存し直すか、${MEND}`;
}

function otherSeparator(line: string): string | undefined {
	const found = Object.entries(OTHER_SEPARATORS).find(([mark]) => line.includes(mark));
	return found?.[1];
}
