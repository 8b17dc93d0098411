import { readCsvTable } from './csv-table.ts';
import { fileKind } from './file-kind.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Reads a file that somebody sent, by its content. Runs in a worker: a hostile file may cost time and memory.
 * @throws DomainError `invalid`, in words.
 */
export async function readTable(bytes: Uint8Array): Promise<FileTable> {
	return fileKind(bytes) === 'zip' ? readWorkbook(bytes) : readCsvTable(bytes);
}
