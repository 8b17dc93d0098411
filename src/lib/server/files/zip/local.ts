import { sizes64, type Listed } from './listed.ts';
import { ZipError } from './problem.ts';

/** Where an entry lies in the file: its header, its data, and what follows them. */
export interface Place {
	readonly start: number;
	readonly from: number;
	readonly end: number;
}

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR = 0x08074b50;
/** The sizes follow the data, because they were not known before. */
const LATER = 0x0008;
const NO_32 = 0xffff_ffff;
/** The flags that both headers must share: encryption and sizes that follow. */
const SHARED_FLAGS = 0x2049;

/**
 * The place of an entry's data. Its own header must say what the directory says: a program that reads from the
 * front would else see another file.
 * @throws ZipError `damaged`.
 */
export function dataPlace(view: DataView, bytes: Uint8Array, listed: Listed, limit: number): Place {
	const at = listed.offset;
	if (at + LOCAL_BYTES > limit || view.getUint32(at, true) !== LOCAL) throw new ZipError('damaged');
	const nameEnd = at + LOCAL_BYTES + view.getUint16(at + 26, true);
	const from = nameEnd + view.getUint16(at + 28, true);
	if (from + listed.packed > limit) throw new ZipError('damaged');
	const flags = view.getUint16(at + 6, true);
	const isSame =
		view.getUint16(at + 8, true) === listed.method &&
		((flags ^ listed.flags) & SHARED_FLAGS) === 0 &&
		Buffer.compare(bytes.subarray(at + LOCAL_BYTES, nameEnd), listed.label) === 0;
	if (!isSame) throw new ZipError('damaged');
	const isLater = (flags & LATER) !== 0;
	checkSizes(view, at, bytes.subarray(nameEnd, from), listed, isLater);
	const dataEnd = from + listed.packed;
	return { start: at, from, end: isLater ? descriptorEnd(view, dataEnd, listed, limit) : dataEnd };
}

function checkSizes(view: DataView, at: number, extra: Uint8Array, listed: Listed, isLater: boolean): void {
	const crc = view.getUint32(at + 14, true);
	const plain = [view.getUint32(at + 22, true), view.getUint32(at + 18, true)] as const;
	// Sizes that follow leave these empty, in either form; or, when they were known after all, true.
	const isEmpty = (value: number) => isLater && (value === 0 || value === NO_32);
	const [size, packed] = isLater && plain.every(isEmpty) ? plain : sizes64(extra, plain);
	const agrees =
		(crc === listed.crc || isEmpty(crc)) &&
		(size === listed.size || isEmpty(size)) &&
		(packed === listed.packed || isEmpty(packed));
	if (!agrees) throw new ZipError('damaged');
}

/** The end of the sizes after the data: with or without a signature, in 32 or 64 bits. */
function descriptorEnd(view: DataView, at: number, { crc, packed, size }: Listed, limit: number): number {
	for (const hasMark of [true, false]) {
		const from = at + (hasMark ? 4 : 0);
		for (const width of [4, 8] as const) {
			const end = from + 4 + 2 * width;
			if (end > limit || (hasMark && view.getUint32(at, true) !== DESCRIPTOR)) continue;
			const number = (place: number) =>
				width === 4 ? view.getUint32(place, true) : Number(view.getBigUint64(place, true));
			const agrees =
				view.getUint32(from, true) === crc &&
				number(from + 4) === packed &&
				number(from + 4 + width) === size;
			if (agrees && isBorder(view, end, limit)) return end;
		}
	}
	throw new ZipError('damaged');
}

/** An empty entry's 32-bit sizes look like half of its 64-bit ones: what follows must be a header. */
function isBorder(view: DataView, at: number, limit: number): boolean {
	return at === limit || (at + 4 <= limit && view.getUint32(at, true) === LOCAL);
}

/**
 * Entries that lie over one another unpack to far more than the file holds; one between them that the directory
 * does not list would be seen only by programs that read from the front.
 * @throws ZipError `damaged`.
 */
export function checkOverlaps(view: DataView, places: readonly Place[], limit: number): void {
	let free = 0;
	for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
		if (start < free) throw new ZipError('damaged');
		refuseUnlisted(view, free, start);
		free = end;
	}
	refuseUnlisted(view, free, limit);
}

function refuseUnlisted(view: DataView, from: number, to: number): void {
	if (from + 4 <= to && view.getUint32(from, true) === LOCAL) throw new ZipError('damaged');
}
