import { crc32, inflateRawSync } from 'node:zlib';
import { refuse } from './refusal.ts';

/**
 * The directory of a zip, checked before anything is inflated: a few hundred kilobytes can hold gigabytes. Only
 * what office programs write is let through; everything else is refused in words.
 */

export interface ZipLimits {
	readonly entries: number;
	/** Bytes of one entry, and of all, once inflated. */
	readonly entryBytes: number;
	readonly totalBytes: number;
	/** How many times larger an entry of some size may become. */
	readonly ratio: number;
}

/** For the spreadsheets of one department: its sheet has a few hundred kilobytes of XML. */
export const SPREADSHEET_LIMITS: ZipLimits = {
	entries: 300,
	entryBytes: 10_000_000,
	totalBytes: 24_000_000,
	ratio: 250
};

export interface ZipEntry {
	readonly name: string;
	readonly size: number;
	/** The inflated bytes. @throws DomainError `invalid` where they are not what the directory says. */
	read(): Uint8Array;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 0x2041;
/** An entry smaller than this may be as empty as it likes. */
const SMALL = 200_000;
/** The extra field with sizes beyond 4 GB. */
const ZIP64 = 0x0001;

const DAMAGED =
	'ファイルが壊れているか、途中で切れています。Excelで開き直して保存し、もう一度選んでください。';

/**
 * The entries by name.
 * @throws DomainError `invalid`, in words, for a directory that is damaged or hostile.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): Map<string, ZipEntry> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = findEnd(view);
	const count = view.getUint16(end + 10, true);
	const size = view.getUint32(end + 12, true);
	const start = view.getUint32(end + 16, true);
	if (count === 0xffff || size === 0xffff_ffff || start === 0xffff_ffff) refuse(tooLarge());
	if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) refuse(DAMAGED);
	if (start + size !== end) refuse(DAMAGED);
	if (count > limits.entries) {
		refuse(
			`ファイルの中の部品が多すぎます（${count}個。${limits.entries}個まで）。ダウンロードした入力用のファイルに書き写してください。`
		);
	}
	const found: Found[] = [];
	let at = start;
	for (let index = 0; index < count; index++) {
		const entry = readEntry(view, bytes, at, end);
		checkEntry(entry, limits);
		found.push(entry);
		at = entry.next;
	}
	if (at !== end) refuse(DAMAGED);
	if (found.reduce((sum, entry) => sum + entry.size, 0) > limits.totalBytes) refuse(tooLarge());
	return byName(view, bytes, found, start);
}

interface Found {
	readonly name: string;
	readonly flags: number;
	readonly method: number;
	readonly crc: number;
	readonly packed: number;
	readonly size: number;
	readonly offset: number;
	readonly next: number;
}

/** The end record whose comment ends with the file. */
function findEnd(view: DataView): number {
	const last = view.byteLength - 22;
	for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
		if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
			return at;
	}
	refuse(DAMAGED);
}

function readEntry(view: DataView, bytes: Uint8Array, at: number, end: number): Found {
	if (at + 46 > end || view.getUint32(at, true) !== ENTRY) refuse(DAMAGED);
	const nameEnd = at + 46 + view.getUint16(at + 28, true);
	const extraEnd = nameEnd + view.getUint16(at + 30, true);
	const next = extraEnd + view.getUint16(at + 32, true);
	if (next > end) refuse(DAMAGED);
	for (let extra = nameEnd; extra + 4 <= extraEnd; extra += 4 + view.getUint16(extra + 2, true)) {
		if (view.getUint16(extra, true) === ZIP64) refuse(tooLarge());
	}
	return {
		name: nameOf(bytes.subarray(at + 46, nameEnd)),
		flags: view.getUint16(at + 8, true),
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		packed: view.getUint32(at + 20, true),
		size: view.getUint32(at + 24, true),
		offset: view.getUint32(at + 42, true),
		next
	};
}

function nameOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		refuse(DAMAGED);
	}
}

function checkEntry(entry: Found, limits: ZipLimits): void {
	const { name, size, packed } = entry;
	if ((entry.flags & ENCRYPTED) !== 0)
		refuse('ファイルに暗号がかかっています。パスワードを外して保存し直してから、もう一度選んでください。');
	if (name === '' || name.length > 200 || /^[/\\]|^[a-z]:|\\|(^|\/)\.\.(\/|$)|\p{Cc}/iu.test(name)) {
		refuse(
			'ファイルの中に、Excelが作らない名前の部品があります。Excelで開き直して保存し、もう一度選んでください。'
		);
	}
	if (entry.method !== 0 && entry.method !== 8) refuse(DAMAGED);
	if (entry.method === 0 && size !== packed) refuse(DAMAGED);
	if (size > limits.entryBytes || (size > SMALL && size > packed * limits.ratio)) refuse(tooLarge());
}

function byName(
	view: DataView,
	bytes: Uint8Array,
	found: readonly Found[],
	start: number
): Map<string, ZipEntry> {
	const entries = new Map<string, ZipEntry>();
	const seen = new Set<string>();
	let free = 0;
	for (const entry of found.toSorted((a, b) => a.offset - b.offset)) {
		const from = dataStart(view, bytes, entry, start);
		// Entries that lie over one another unpack to far more than the file holds.
		if (entry.offset < free || from + entry.packed > start || seen.has(entry.name.toLowerCase()))
			refuse(DAMAGED);
		free = from + entry.packed;
		seen.add(entry.name.toLowerCase());
		entries.set(entry.name, {
			name: entry.name,
			size: entry.size,
			read: () => inflated(bytes.subarray(from, from + entry.packed), entry)
		});
	}
	return entries;
}

/** Where the entry's data begins; its own header must tell the same name as the directory. */
function dataStart(view: DataView, bytes: Uint8Array, entry: Found, start: number): number {
	const { offset } = entry;
	if (offset + 30 > start || view.getUint32(offset, true) !== LOCAL) refuse(DAMAGED);
	const nameEnd = offset + 30 + view.getUint16(offset + 26, true);
	if (nameEnd > start || view.getUint16(offset + 8, true) !== entry.method) refuse(DAMAGED);
	if ((view.getUint16(offset + 6, true) & ENCRYPTED) !== (entry.flags & ENCRYPTED)) refuse(DAMAGED);
	if (nameOf(bytes.subarray(offset + 30, nameEnd)) !== entry.name) refuse(DAMAGED);
	return nameEnd + view.getUint16(offset + 28, true);
}

function inflated(packed: Uint8Array, { method, size, crc }: Found): Uint8Array {
	const data = method === 0 ? packed : inflate(packed, size);
	if (data.byteLength !== size || crc32(data) !== crc) refuse(DAMAGED);
	return data;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
	try {
		// The directory may lie: never more than it promised.
		return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
	} catch {
		refuse(DAMAGED);
	}
}

function tooLarge(): string {
	return '中身が大きすぎるため、開きませんでした（小さなファイルに大量の内容が詰め込まれています）。ダウンロードした入力用のファイルに書き写してください。';
}
