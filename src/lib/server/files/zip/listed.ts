import { crc32 } from 'node:zlib';
import { ZipError } from './problem.ts';

/** An entry as the directory lists it. */
export interface Listed {
	readonly name: string;
	readonly label: Uint8Array;
	readonly flags: number;
	readonly method: number;
	readonly crc: number;
	/** Bytes in the file, and once inflated. */
	readonly packed: number;
	readonly size: number;
	/** Where its own header begins. */
	readonly offset: number;
	/** Where the next one of the directory begins. */
	readonly next: number;
}

const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
/** Encrypted, strongly encrypted, its own header hidden. */
const ENCRYPTED = 0x2041;
/** A patch of something else. */
const PATCH = 0x0020;
const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;
const NO_32 = 0xffff_ffff;
const LONGEST_NAME = 200;
/**
 * A path from the root or a drive, upwards or around, with the other system's separator, or with control characters;
 * or with a letter, a digit or a separator by number (%76), which office programs read as the sign itself.
 */
const BAD_NAME =
	/^[/\\]|^[a-z]:|\\|\/\/|(^|\/)\.\.?(\/|$)|\p{Cc}|%(?:2[def]|5[cf]|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])/iu;

/** @throws ZipError for an entry that is damaged, encrypted, packed in an unknown way or badly named. */
export function readListed(view: DataView, bytes: Uint8Array, at: number, end: number): Listed {
	if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) throw new ZipError('damaged');
	const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
	const extraEnd = nameEnd + view.getUint16(at + 30, true);
	const next = extraEnd + view.getUint16(at + 32, true);
	if (next > end) throw new ZipError('damaged');
	const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
	if ((flags & ENCRYPTED) !== 0) throw new ZipError('encrypted');
	if ((flags & PATCH) !== 0 || (method !== 0 && method !== 8) || view.getUint16(at + 34, true) !== 0)
		throw new ZipError('damaged');
	const label = bytes.subarray(at + ENTRY_BYTES, nameEnd);
	const extra = bytes.subarray(nameEnd, extraEnd);
	const [size, packed, offset] = sizes64(extra, [
		view.getUint32(at + 24, true),
		view.getUint32(at + 20, true),
		view.getUint32(at + 42, true)
	]);
	refuseOtherName(extra, label);
	const crc = view.getUint32(at + 16, true);
	return { name: nameOf(label), label, flags, method, crc, packed, size, offset, next };
}

/**
 * The numbers of an entry, those that say 「see the 64-bit field」 taken from there.
 * @throws ZipError `damaged` where the field is missing, or says something else than a number that is there.
 */
export function sizes64<const N extends readonly number[]>(
	extra: Uint8Array,
	plain: N
): { -readonly [K in keyof N]: number } {
	const field = extraField(extra, ZIP64);
	const isWide = plain.includes(NO_32);
	if (field === null) {
		if (isWide) throw new ZipError('damaged');
		return [...plain] as { -readonly [K in keyof N]: number };
	}
	const wide = new DataView(field.buffer, field.byteOffset, field.byteLength);
	let at = 0;
	return plain.map((value) => {
		// A careful writer lists them all, also those that fit.
		if (isWide ? value !== NO_32 : at + 8 > field.byteLength) return value;
		if (at + 8 > field.byteLength) throw new ZipError('damaged');
		const number = wide.getBigUint64(at, true);
		at += 8;
		if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipError('too-large');
		if (value !== NO_32 && Number(number) !== value) throw new ZipError('damaged');
		return Number(number);
	}) as { -readonly [K in keyof N]: number };
}

/** The content of an extra field; null where there is none. @throws ZipError `damaged` where it is there twice. */
function extraField(extra: Uint8Array, wanted: number): Uint8Array | null {
	let found: Uint8Array | null = null;
	for (let at = 0; at + 4 <= extra.byteLength;) {
		const [kind, length] = [u16(extra, at), u16(extra, at + 2)];
		if (at + 4 + length > extra.byteLength) break;
		if (kind === wanted) {
			if (found !== null) throw new ZipError('damaged');
			found = extra.subarray(at + 4, at + 4 + length);
		}
		at += 4 + length;
	}
	return found;
}

/** Another name in a field of its own, which some programs prefer: they would see another file. */
function refuseOtherName(extra: Uint8Array, label: Uint8Array): void {
	const field = extraField(extra, UNICODE_PATH);
	if (field === null || field.byteLength < 5) return;
	const isStale = new DataView(field.buffer, field.byteOffset).getUint32(1, true) !== crc32(label);
	if (!isStale && Buffer.compare(field.subarray(5), label) !== 0) throw new ZipError('damaged');
}

function nameOf(label: Uint8Array): string {
	const name = decoded(label);
	if (name === '' || name.length > LONGEST_NAME || BAD_NAME.test(name)) throw new ZipError('bad-name');
	return name;
}

function decoded(label: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(label);
	} catch {
		throw new ZipError('bad-name');
	}
}

function u16(bytes: Uint8Array, at: number): number {
	return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
