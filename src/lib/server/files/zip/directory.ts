import { ZipError } from './problem.ts';

/** Where the directory of a zip stands, in both the plain and the 64-bit form. */
export interface Directory {
	readonly count: number;
	readonly start: number;
	/** Where its last entry must end. */
	readonly end: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const [NO_16, NO_32] = [0xffff, 0xffff_ffff];

/** @throws ZipError `damaged` where the end is missing, there twice, on another disk or at odds with itself. */
export function findDirectory(view: DataView): Directory {
	const end = findEnd(view);
	const plain = {
		disk: view.getUint16(end + 4, true),
		startDisk: view.getUint16(end + 6, true),
		here: view.getUint16(end + 8, true),
		count: view.getUint16(end + 10, true),
		size: view.getUint32(end + 12, true),
		start: view.getUint32(end + 16, true)
	};
	const locator = end - LOCATOR64_BYTES;
	const is64 = locator >= 0 && view.getUint32(locator, true) === LOCATOR64;
	if (is64) return directory64(view, locator, plain);
	if (plain.disk !== 0 || plain.startDisk !== 0 || plain.here !== plain.count) throw new ZipError('damaged');
	if (plain.start + plain.size !== end) throw new ZipError('damaged');
	return { count: plain.count, start: plain.start, end };
}

/** The one end record whose comment ends with the file; a comment that holds another one is a trick. */
function findEnd(view: DataView): number {
	const last = view.byteLength - END_BYTES;
	const found: number[] = [];
	for (let at = last; at >= 0 && at >= last - NO_16; at--) {
		const isEnd = view.getUint32(at, true) === END;
		if (isEnd && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) found.push(at);
	}
	const [end] = found;
	if (end === undefined || found.length > 1) throw new ZipError('damaged');
	return end;
}

/** The 64-bit end record; what the plain one says as well must agree with it. */
function directory64(
	view: DataView,
	locator: number,
	plain: { readonly count: number; readonly size: number; readonly start: number }
): Directory {
	const at = safe(view, locator + 8);
	if (view.getUint32(locator + 4, true) !== 0 || view.getUint32(locator + 16, true) > 1)
		throw new ZipError('damaged');
	if (at + END64_BYTES > locator || view.getUint32(at, true) !== END64) throw new ZipError('damaged');
	if (at + 12 + safe(view, at + 4) !== locator) throw new ZipError('damaged');
	const count = safe(view, at + 32);
	const [size, start] = [safe(view, at + 40), safe(view, at + 48)];
	const isOneDisk =
		view.getUint32(at + 16, true) === 0 &&
		view.getUint32(at + 20, true) === 0 &&
		safe(view, at + 24) === count;
	const agrees =
		(plain.count === NO_16 || plain.count === count) &&
		(plain.size === NO_32 || plain.size === size) &&
		(plain.start === NO_32 || plain.start === start);
	if (!isOneDisk || !agrees || start + size !== at) throw new ZipError('damaged');
	return { count, start, end: at };
}

/** A 64-bit number that a file of this size can mean. */
function safe(view: DataView, at: number): number {
	const value = view.getBigUint64(at, true);
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipError('damaged');
	return Number(value);
}
