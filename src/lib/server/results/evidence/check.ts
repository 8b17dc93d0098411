/** Files before they are attached: sizes, types and contents. */
import { createHash } from 'node:crypto';
import { DomainError } from '#lib/domain/errors.ts';
import { visibleName } from '../../files/file-name.ts';
import { answerDeadline, askReader } from '../../files/read/reader.ts';
import { endingProblem, evidenceName } from './name.ts';
import { sizeText } from './size.ts';
import { readEvidenceType, type EvidenceType, type TypeReading } from './type.ts';

/** Bytes of one file. */
const LARGEST_EVIDENCE = 10 * 1024 * 1024;

export interface UploadedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** A file that may be kept, under the name that it gets. */
export interface CheckedFile {
	readonly name: string;
	readonly type: EvidenceType;
	readonly bytes: Buffer;
	readonly sha256: string;
}

/**
 * Before any lock is taken: sizes, types and contents of all files, every problem named.
 * @throws DomainError `invalid` naming each file, `unavailable`.
 */
export async function checkFiles(files: readonly UploadedFile[]): Promise<CheckedFile[]> {
	if (files.length === 0) refuseFile('付けるファイルを選んでください（例：受診者数の集計表.xlsx）。');
	const deadline = answerDeadline();
	const problems: string[] = [];
	const checked: CheckedFile[] = [];
	for (const { name, bytes } of files) {
		const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const reading = await readContent(name, file, deadline);
		if (!reading.ok) {
			problems.push(`「${visibleName(name).slice(0, 60)}」：${reading.message}`);
			continue;
		}
		const sha256 = createHash('sha256').update(file).digest('hex');
		checked.push({ name: evidenceName(name, reading.type), type: reading.type, bytes: file, sha256 });
	}
	if (problems.length > 0) refuseFile(`${problems.join('')}まだ何も付けていません。`);
	return checked;
}

async function readContent(name: string, file: Buffer, deadline: number): Promise<TypeReading> {
	if (file.length > LARGEST_EVIDENCE)
		return {
			ok: false,
			message: `${sizeText(file.length)}です。1つ10 MBまでにしてください（必要なページだけのPDFにするなど）。`
		};
	const reading = readEvidenceType(file);
	if (!reading.ok) return reading;
	const problem = endingProblem(name, reading.type) ?? (await problemInside(file, reading.type, deadline));
	return problem === null ? reading : { ok: false, message: problem };
}

/** Office files are looked through by the reader. @throws DomainError `unavailable` when others keep it busy. */
async function problemInside(file: Buffer, type: EvidenceType, deadline: number): Promise<string | null> {
	if (type !== 'xlsx' && type !== 'docx') return null;
	try {
		return await askReader<string | null>('evidence', file, deadline);
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		if (error.code === 'invalid') return error.message;
		throw new DomainError(error.code, error.message, { fields: { files: error.message } });
	}
}

/** @throws DomainError `invalid` at the field of the files. */
export function refuseFile(message: string): never {
	throw new DomainError('invalid', message, { fields: { files: message } });
}
