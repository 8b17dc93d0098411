import { findDirectory } from './directory.ts';
import { inflated, inflatedPieces } from './inflate.ts';
import { readListed, type Listed } from './listed.ts';
import { checkOverlaps, dataPlace } from './local.ts';
import { ZipError } from './problem.ts';

/**
 * The one reader of zips. The directory, every entry's own header and what lies between are checked before
 * anything is inflated: a few hundred kilobytes can hold gigabytes, and two programs must never see two
 * different files in one zip. What to tell the person who sent it is the caller's: see `ZipProblem`.
 */

export interface ZipLimits {
	readonly entries: number;
	/** Bytes of one entry, and of all, once inflated. */
	readonly entryBytes: number;
	readonly totalBytes: number;
	/** How many times larger an entry of some size may become. */
	readonly ratio: number;
}

export interface ZipEntry {
	readonly name: string;
	/** Bytes once inflated. */
	readonly size: number;
	/** The inflated bytes. @throws ZipError `damaged` where they are not what the directory says. */
	read(): Uint8Array;
	/** The same piece by piece, for entries that are only looked through. @throws ZipError likewise. */
	pieces(): AsyncIterable<Uint8Array>;
}

/** An entry smaller than this may be as empty as it likes. */
const SMALL = 200_000;

/**
 * The entries by name, folders left out. Nothing is inflated.
 * @throws ZipError for a zip that is damaged, encrypted, ambiguous or beyond the limits.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): Map<string, ZipEntry> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const directory = findDirectory(view);
	if (directory.count > limits.entries) throw new ZipError('too-many', directory.count);
	const listed: Listed[] = [];
	let at = directory.start;
	for (let index = 0; index < directory.count; index++) {
		const entry = readListed(view, bytes, at, directory.end);
		checkSize(entry, limits);
		listed.push(entry);
		at = entry.next;
	}
	if (at !== directory.end) throw new ZipError('damaged');
	if (listed.reduce((sum, { size }) => sum + size, 0) > limits.totalBytes) throw new ZipError('too-large');
	refuseDoubles(listed);
	const places = listed.map((entry) => dataPlace(view, bytes, entry, directory.start));
	checkOverlaps(view, places, directory.start);
	return new Map(
		listed.flatMap((entry, index): [string, ZipEntry][] => {
			const from = places[index]?.from ?? 0;
			const packed = bytes.subarray(from, from + entry.packed);
			if (entry.name.endsWith('/')) return [];
			return [
				[
					entry.name,
					{
						name: entry.name,
						size: entry.size,
						read: () => inflated(packed, entry),
						pieces: () => inflatedPieces(packed, entry)
					}
				]
			];
		})
	);
}

function checkSize({ method, size, packed, name }: Listed, limits: ZipLimits): void {
	if (method === 0 && size !== packed) throw new ZipError('damaged');
	if (name.endsWith('/') && size !== 0) throw new ZipError('damaged');
	if (size > limits.entryBytes || (size > SMALL && size > packed * limits.ratio))
		throw new ZipError('too-large');
}

/** Names that a file system takes for one are one: which of the two is meant, nobody can say. */
function refuseDoubles(listed: readonly Listed[]): void {
	const seen = new Set<string>();
	for (const { name } of listed) {
		const folded = name.normalize('NFC').toLowerCase().replace(/\/$/, '');
		if (seen.has(folded)) throw new ZipError('damaged');
		seen.add(folded);
	}
}
