import { crc32, deflateRawSync } from 'node:zlib';

/** Zips as office programs write them, and as nobody should. */

export interface ZipPart {
	readonly name: string;
	readonly data: string | Uint8Array;
	/** What the directory says instead of the truth. */
	readonly lies?: {
		readonly size?: number;
		readonly flags?: number;
		readonly crc?: number;
		readonly offset?: number;
		readonly localName?: string;
		readonly extra?: Uint8Array;
		readonly method?: number;
		/** What only the entry's own header says. */
		readonly localSize?: number;
		readonly localCrc?: number;
		/** Bytes after the end of the compressed stream, counted as part of it. */
		readonly trailing?: Uint8Array;
	};
	/** Sizes after the data, as programs write them that do not know them before; `lie` where they are wrong. */
	readonly later?: 'true' | 'lie' | 'unmarked' | 'wide';
	/** Sizes in the 64-bit field of both headers. */
	readonly wide?: true;
}

export interface ZipEnd {
	readonly count?: number;
	readonly start?: number;
	readonly comment?: Uint8Array;
	/** The 64-bit end records as well, or with another number of entries. */
	readonly wide?: { readonly count?: number };
	/** Before the first entry of the directory. */
	readonly before?: Uint8Array;
}

/** A container of these parts, faulty where they say so. */
export function zipOf(parts: readonly ZipPart[], end: ZipEnd = {}): Uint8Array {
	const pieces: Buffer[] = [Buffer.from(end.before ?? [])];
	const directory: Buffer[] = [];
	let offset = end.before?.length ?? 0;
	for (const part of parts) {
		const { local, entry } = packed(part, offset);
		pieces.push(local);
		directory.push(entry);
		offset += local.length;
	}
	const size = directory.reduce((sum, each) => sum + each.length, 0);
	const comment = Buffer.from(end.comment ?? []);
	const last = Buffer.alloc(22);
	last.writeUInt32LE(0x06054b50, 0);
	last.writeUInt16LE(end.count ?? parts.length, 8);
	last.writeUInt16LE(end.count ?? parts.length, 10);
	last.writeUInt32LE(size, 12);
	last.writeUInt32LE(end.start ?? offset, 16);
	last.writeUInt16LE(comment.length, 20);
	const wide = end.wide ? [wideEnd(end.wide.count ?? parts.length, size, offset)] : [];
	return new Uint8Array(Buffer.concat([...pieces, ...directory, ...wide, last, comment]));
}

/** An entry's own header with its data, and its line of the directory. */
function packed({ name, data, lies = {}, later, wide }: ZipPart, offset: number) {
	const raw = Buffer.from(data as string);
	const content = Buffer.concat([deflateRawSync(raw, { level: 9 }), Buffer.from(lies.trailing ?? [])]);
	const crc = lies.crc ?? crc32(raw);
	const size = lies.size ?? raw.length;
	const flags = (lies.flags ?? 0) | (later ? 8 : 0);
	const localName = Buffer.from(lies.localName ?? name);
	const field = wide ? wideField(size, content.length) : Buffer.alloc(0);
	const local = Buffer.alloc(30);
	local.writeUInt32LE(0x04034b50, 0);
	local.writeUInt16LE(20, 4);
	local.writeUInt16LE(flags, 6);
	local.writeUInt16LE(lies.method ?? 8, 8);
	local.writeUInt32LE(later ? 0 : (lies.localCrc ?? crc), 14);
	local.writeUInt32LE(wide ? NO_32 : later ? 0 : content.length, 18);
	local.writeUInt32LE(wide ? NO_32 : later ? 0 : (lies.localSize ?? size), 22);
	local.writeUInt16LE(localName.length, 26);
	local.writeUInt16LE(field.length, 28);
	const extra = Buffer.concat([field, Buffer.from(lies.extra ?? [])]);
	const entry = Buffer.alloc(46);
	entry.writeUInt32LE(0x02014b50, 0);
	entry.writeUInt16LE(20, 4);
	entry.writeUInt16LE(20, 6);
	entry.writeUInt16LE(flags, 8);
	entry.writeUInt16LE(lies.method ?? 8, 10);
	entry.writeUInt32LE(crc, 16);
	entry.writeUInt32LE(wide ? NO_32 : content.length, 20);
	entry.writeUInt32LE(wide ? NO_32 : size, 24);
	entry.writeUInt16LE(Buffer.byteLength(name), 28);
	entry.writeUInt16LE(extra.length, 30);
	entry.writeUInt32LE(lies.offset ?? offset, 42);
	const after = later ? descriptor(later, crc, content.length, size) : Buffer.alloc(0);
	return {
		local: Buffer.concat([local, localName, field, content, after]),
		entry: Buffer.concat([entry, Buffer.from(name), extra])
	};
}

const NO_32 = 0xffff_ffff;

function descriptor(kind: NonNullable<ZipPart['later']>, crc: number, packed: number, size: number): Buffer {
	const [mark, width] = [kind === 'unmarked' ? 0 : 4, kind === 'wide' ? 8 : 4];
	const bytes = Buffer.alloc(mark + 4 + 2 * width);
	if (mark > 0) bytes.writeUInt32LE(0x08074b50, 0);
	bytes.writeUInt32LE(crc, mark);
	bytes.writeUInt32LE(packed, mark + 4);
	bytes.writeUInt32LE(kind === 'lie' ? size + 1 : size, mark + 4 + width);
	return bytes;
}

function wideField(size: number, packed: number): Buffer {
	const field = Buffer.alloc(20);
	field.writeUInt16LE(1, 0);
	field.writeUInt16LE(16, 2);
	field.writeBigUInt64LE(BigInt(size), 4);
	field.writeBigUInt64LE(BigInt(packed), 12);
	return field;
}

/** The 64-bit end of the directory and the record that tells where it is. */
function wideEnd(count: number, size: number, start: number): Buffer {
	const bytes = Buffer.alloc(56 + 20);
	bytes.writeUInt32LE(0x06064b50, 0);
	bytes.writeBigUInt64LE(44n, 4);
	bytes.writeBigUInt64LE(BigInt(count), 24);
	bytes.writeBigUInt64LE(BigInt(count), 32);
	bytes.writeBigUInt64LE(BigInt(size), 40);
	bytes.writeBigUInt64LE(BigInt(start), 48);
	bytes.writeUInt32LE(0x07064b50, 56);
	bytes.writeBigUInt64LE(BigInt(start + size), 64);
	bytes.writeUInt32LE(1, 72);
	return bytes;
}

const NS = 'http://schemas.openxmlformats.org';
export const SHEET_OPEN = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships">`;

/** The parts of a workbook with one sheet; `more` adds parts or replaces those of the same name. */
export function workbookParts(sheet: string, more: readonly ZipPart[] = []): ZipPart[] {
	const parts: ZipPart[] = [
		{
			name: '[Content_Types].xml',
			data: `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
		},
		{
			name: '_rels/.rels',
			data: `<?xml version="1.0"?><Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
		},
		{
			name: 'xl/workbook.xml',
			data: `<?xml version="1.0"?><workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="実績入力" sheetId="1" r:id="rId1"/></sheets></workbook>`
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			data: `<?xml version="1.0"?><Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${NS}/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${NS}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
		},
		{ name: 'xl/worksheets/sheet1.xml', data: sheet }
	];
	const names = new Set(more.map(({ name }) => name));
	return [...parts.filter(({ name }) => !names.has(name)), ...more];
}

/** A workbook whose sheet has this `<sheetData>` content and what follows it. */
export function workbookOf(rows: string, after = '', more: readonly ZipPart[] = []): Uint8Array {
	return zipOf(workbookParts(`${SHEET_OPEN}<sheetData>${rows}</sheetData>${after}</worksheet>`, more));
}
