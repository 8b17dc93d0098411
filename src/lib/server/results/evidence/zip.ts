/**
 * The directory of a zip file, read without unpacking it: names, sizes, and the beginning of a part. Evidence
 * files are kept and handed out, never interpreted, so that this is all the program needs to know of them.
 */
import { constants, inflateRawSync } from 'node:zlib';

export interface ZipPart {
	readonly name: string;
	readonly size: number;
	readonly packed: number;
	readonly method: number;
	readonly offset: number;
	readonly isEncrypted: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_PARTS = 5000;
/** How much of a part is looked at: where a DOCTYPE stands, before the first element. */
const HEAD_PACKED = 4096;
const HEAD_UNPACKED = 1024 * 1024;

/** The parts in the order of the directory; null where the file is not a whole, plain zip. */
export function readZipDirectory(file: Buffer): ZipPart[] | null {
	const end = findEnd(file);
	if (end === null) return null;
	const count = file.readUInt16LE(end + 10);
	const directory = file.readUInt32LE(end + 16);
	if (count > MOST_PARTS || directory > end) return null;
	const parts: ZipPart[] = [];
	let at = directory;
	for (let index = 0; index < count; index++) {
		if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) return null;
		const nameLength = file.readUInt16LE(at + 28);
		const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
		if (next > end) return null;
		parts.push({
			name: file.toString('utf8', at + 46, at + 46 + nameLength),
			size: file.readUInt32LE(at + 24),
			packed: file.readUInt32LE(at + 20),
			method: file.readUInt16LE(at + 10),
			offset: file.readUInt32LE(at + 42),
			isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1
		});
		at = next;
	}
	return parts.every(({ offset }) => offset + 30 <= file.length && file.readUInt32LE(offset) === LOCAL)
		? parts
		: null;
}

/** The beginning of a part as text, at most about a megabyte; null where it cannot be unpacked. */
export function readPartHead(file: Buffer, part: ZipPart): string | null {
	const from = part.offset + 30 + file.readUInt16LE(part.offset + 26) + file.readUInt16LE(part.offset + 28);
	const packed = file.subarray(from, Math.min(from + part.packed, from + HEAD_PACKED));
	if (part.method === 0) return packed.toString('utf8');
	if (part.method !== 8) return null;
	try {
		const head = inflateRawSync(packed, {
			// The part is cut short: what came so far is enough.
			finishFlush: constants.Z_SYNC_FLUSH,
			maxOutputLength: HEAD_PACKED * 1032 + HEAD_UNPACKED
		});
		return head.toString('utf8', 0, HEAD_UNPACKED);
	} catch {
		return null;
	}
}

function findEnd(file: Buffer): number | null {
	const first = Math.max(0, file.length - END_SIZE - LONGEST_COMMENT);
	for (let at = file.length - END_SIZE; at >= first; at--) {
		if (file.readUInt32LE(at) === END && at + END_SIZE + file.readUInt16LE(at + 20) === file.length)
			return at;
	}
	return null;
}
