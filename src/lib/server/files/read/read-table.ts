import { readCsvTable } from './csv-table.ts';
import { fileKind } from './file-kind.ts';
import { refuse } from './refusal.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Reads a file that somebody sent, by its content. Runs in a worker: a hostile file may cost time and memory.
 * @throws DomainError `invalid`, in words.
 */
export async function readTable(bytes: Uint8Array): Promise<FileTable> {
	const table = fileKind(bytes) === 'zip' ? await readWorkbook(bytes) : readCsvTable(bytes);
	refuseLongCells(table);
	return table;
}

/** As many characters as a cell of Excel holds: what is longer was never one cell, and would take long to look at. */
const LONGEST_CELL = 32_767;

function refuseLongCells({ sheets }: FileTable): void {
	for (const { rows } of sheets) {
		for (const { number, cells } of rows) {
			if (cells.some((cell) => cell?.kind === 'text' && cell.text.length > LONGEST_CELL))
				refuse(
					`${number}行目に、1つのセルに収まらない長さの文字があります。引用符や改行が欠けていないか確かめ、ダウンロードした入力用のファイルに書き写してから選んでください。`
				);
		}
	}
}
