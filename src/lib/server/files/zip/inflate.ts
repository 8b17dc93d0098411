import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';
import type { Listed } from './listed.ts';
import { ZipError } from './problem.ts';

type Promised = Pick<Listed, 'method' | 'size' | 'crc'>;

/** All bytes of an entry. @throws ZipError `damaged` where they are not what the directory promised. */
export function inflated(packed: Uint8Array, { method, size, crc }: Promised): Uint8Array {
	const data = method === 0 ? packed : inflate(packed, size);
	if (data.byteLength !== size || crc32(data) !== crc) throw new ZipError('damaged');
	return data;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
	try {
		// The directory may lie: never more than it promised.
		const options = { maxOutputLength: Math.max(size, 1), info: true } as const;
		const { buffer, engine } = inflateRawSync(packed, options) as unknown as {
			buffer: Buffer;
			engine: { bytesWritten: number };
		};
		// What follows the end of the stream would be unseen.
		if (engine.bytesWritten !== packed.byteLength) throw new ZipError('damaged');
		return buffer;
	} catch {
		throw new ZipError('damaged');
	}
}

/** The bytes of an entry piece by piece, in little memory. @throws ZipError as `inflated`, at the latest at the end. */
export async function* inflatedPieces(
	packed: Uint8Array,
	{ method, size, crc }: Promised
): AsyncGenerator<Uint8Array> {
	let [sum, check] = [0, 0];
	const inflater = method === 0 ? null : createInflateRaw();
	const pieces: AsyncIterable<Uint8Array> | readonly Uint8Array[] =
		inflater === null ? [packed] : Readable.from([packed]).pipe(inflater);
	try {
		for await (const piece of pieces) {
			sum += piece.byteLength;
			if (sum > size) throw new ZipError('damaged');
			check = crc32(piece, check);
			yield piece;
		}
	} catch (error) {
		// What the caller throws on seeing a piece never comes here; this is the stream's own.
		throw error instanceof ZipError ? error : new ZipError('damaged');
	}
	const isWhole = inflater === null || inflater.bytesWritten === packed.byteLength;
	if (sum !== size || check !== crc || !isWhole) throw new ZipError('damaged');
}
