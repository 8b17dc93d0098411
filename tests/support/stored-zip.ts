import { crc32 } from 'node:zlib';

/** A zip of parts as they are, not compressed: what a checked workbook is handed to its parser as. */
export function storedZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
	const pieces: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const [name, data] of parts) {
		const label = Buffer.from(name, 'utf8');
		const local = header(0x04034b50, 30, label, data, null);
		directory.push(header(0x02014b50, 46, label, data, offset));
		pieces.push(local, data);
		offset += local.byteLength + data.byteLength;
	}
	const size = directory.reduce((sum, each) => sum + each.byteLength, 0);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(parts.size, 8);
	end.writeUInt16LE(parts.size, 10);
	end.writeUInt32LE(size, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...pieces, ...directory, end]);
}

/** The header before the data, or with its offset the one of the directory: the same fields, two bytes later. */
function header(
	signature: number,
	length: number,
	label: Buffer,
	data: Uint8Array,
	offset: number | null
): Uint8Array {
	const fields = Buffer.alloc(length);
	const shift = offset === null ? 0 : 2;
	fields.writeUInt32LE(signature, 0);
	fields.writeUInt16LE(20, 4);
	// Bit 11: the name is UTF-8.
	fields.writeUInt16LE(0x0800, 6 + shift);
	fields.writeUInt32LE(crc32(data), 14 + shift);
	fields.writeUInt32LE(data.byteLength, 18 + shift);
	fields.writeUInt32LE(data.byteLength, 22 + shift);
	fields.writeUInt16LE(label.byteLength, 26 + shift);
	if (offset !== null) fields.writeUInt32LE(offset, 42);
	return Buffer.concat([fields, label]);
}
