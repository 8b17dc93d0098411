import { readCsvTable } from './csv-table.ts';
import { fileKind } from './file-kind.ts';
import { readWorkbook } from './workbook.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';

/**
 * Reads a file that somebody sent, by its content. Runs in a worker: a hostile file may cost time and memory.
 * @throws DomainError `invalid`, in words.
 */
export function readTable(bytes: Uint8Array): FileTable {
	return fileKind(bytes) === 'zip' ? readWorkbook(bytes) : readCsvTable(bytes);
}
