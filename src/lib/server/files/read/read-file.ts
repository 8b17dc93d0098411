import { DomainError } from '#lib/domain/errors.ts';
import { checkCsvBytes } from './csv-table.ts';
import { fileKind } from './file-kind.ts';
import { checkDirectory } from './package-parts.ts';
import { askReader } from './reader.ts';
import type { FileTable } from '#lib/domain/sheet/table.ts';

/** The largest file that is read. */
const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * Reads a file that somebody sent into rows and cells, in a worker with a limit of time and memory. What the
 * first bytes, the zip's directory and the number of separators tell is refused before any worker is asked.
 * @throws DomainError `too-large` above 5 MB; `invalid`, in words, for everything that is no readable table;
 * `unavailable` when too many others have files read.
 */
export async function readFile(bytes: Uint8Array): Promise<FileTable> {
	if (bytes.byteLength > LARGEST_FILE) {
		const message = `ファイルが大きすぎます（${(bytes.byteLength / 1024 / 1024).toFixed(1)}MB。5MBまで）。ダウンロードした入力用のファイルだけを選んでください。`;
		throw new DomainError('too-large', message, { fields: { file: message } });
	}
	if (fileKind(bytes) === 'zip') checkDirectory(bytes);
	else checkCsvBytes(bytes);
	return askReader<FileTable>('table', bytes);
}
