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
	};
}

export function zipOf(
	parts: readonly ZipPart[],
	end: { readonly count?: number; readonly start?: number } = {}
): Uint8Array {
	const pieces: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, data, lies = {} } of parts) {
		const raw = Buffer.from(data as string);
		const packed = deflateRawSync(raw, { level: 9 });
		const local = Buffer.alloc(30);
		const localName = Buffer.from(lies.localName ?? name);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(20, 4);
		local.writeUInt16LE(lies.flags ?? 0, 6);
		local.writeUInt16LE(lies.method ?? 8, 8);
		local.writeUInt32LE(lies.crc ?? crc32(raw), 14);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt32LE(lies.size ?? raw.length, 22);
		local.writeUInt16LE(localName.length, 26);
		const extra = Buffer.from(lies.extra ?? []);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(20, 4);
		entry.writeUInt16LE(20, 6);
		entry.writeUInt16LE(lies.flags ?? 0, 8);
		entry.writeUInt16LE(lies.method ?? 8, 10);
		entry.writeUInt32LE(lies.crc ?? crc32(raw), 16);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(lies.size ?? raw.length, 24);
		entry.writeUInt16LE(Buffer.byteLength(name), 28);
		entry.writeUInt16LE(extra.length, 30);
		entry.writeUInt32LE(lies.offset ?? offset, 42);
		pieces.push(local, localName, packed);
		directory.push(entry, Buffer.from(name), extra);
		offset += 30 + localName.length + packed.length;
	}
	const size = directory.reduce((sum, each) => sum + each.length, 0);
	const last = Buffer.alloc(22);
	last.writeUInt32LE(0x06054b50, 0);
	last.writeUInt16LE(end.count ?? parts.length, 8);
	last.writeUInt16LE(end.count ?? parts.length, 10);
	last.writeUInt32LE(size, 12);
	last.writeUInt32LE(end.start ?? offset, 16);
	return new Uint8Array(Buffer.concat([...pieces, ...directory, last]));
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
