import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endingProblem, evidenceName } from './name.ts';
import { readEvidenceType } from './type.ts';
import { readZipDirectory } from './zip.ts';

interface Part {
	readonly name: string;
	readonly content?: string;
	/** What the directory claims; left out: the truth. */
	readonly size?: number;
	readonly flags?: number;
}

const TYPES = { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' };
const WORKBOOK = { name: 'xl/workbook.xml', content: '<?xml version="1.0"?><workbook/>' };

/** A zip file as office programs write it. */
function zip(...parts: Part[]): Buffer {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const { name, content = '', size, flags = 0 } of parts) {
		const label = Buffer.from(name);
		const packed = deflateRawSync(Buffer.from(content));
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(flags, 6);
		head.writeUInt16LE(8, 8);
		head.writeUInt32LE(packed.length, 18);
		head.writeUInt32LE(size ?? content.length, 22);
		head.writeUInt16LE(label.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(flags, 8);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(size ?? content.length, 24);
		entry.writeUInt16LE(label.length, 28);
		entry.writeUInt32LE(offset, 42);
		locals.push(head, label, packed);
		entries.push(entry, label);
		offset += head.length + label.length + packed.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, directory, end]);
}

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]);
/** 「地区,人」 in windows-31j. */
const JAPANESE = Buffer.from([0x92, 0x6e, 0x8b, 0xe6, 0x2c, 0x90, 0x6c, 0x0d, 0x0a, 0x31, 0x2c, 0x32]);

function refusal(file: Buffer): string {
	const reading = readEvidenceType(file);
	if (reading.ok) throw new Error(`accepted as ${reading.type}`);
	return reading.message;
}

describe('the type by content', () => {
	it.each<[string, Buffer]>([
		['pdf', Buffer.from('%PDF-1.7\n1 0 obj')],
		['xlsx', zip(TYPES, WORKBOOK, { name: 'xl/worksheets/sheet1.xml', content: '<worksheet/>' })],
		['docx', zip(TYPES, { name: 'word/document.xml', content: '<document/>' })],
		['png', PNG],
		['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2])],
		['csv', Buffer.from('\ufeff地区,人\r\n釜石,1\r\n')],
		['csv', JAPANESE]
	])('%s', (type, file) => expect(readEvidenceType(file)).toEqual({ ok: true, type }));

	it.each<[string, Buffer, string]>([
		['nothing', Buffer.alloc(0), '空です'],
		['blanks', Buffer.from(' \r\n'), '空です'],
		['a page', Buffer.from('<html><script>alert(1)</script>'), '付けられません'],
		['a page behind a byte order mark', Buffer.from('\ufeff  <svg onload="x">'), '付けられません'],
		['a program', Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0]), '付けられません'],
		[
			'an old workbook or one with a password',
			Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
			'.xlsx'
		],
		['any zip', zip({ name: 'a.pdf', content: 'x' }), '取り出して'],
		['half a zip', zip(TYPES, WORKBOOK).subarray(0, 60), '壊れている'],
		['a PDF that acts', Buffer.from('%PDF-1.7 /OpenAction << /S /JavaScript /JS (x) >>'), 'スクリプト'],
		['macros', zip(TYPES, WORKBOOK, { name: 'xl/vbaProject.bin', content: 'x' }), 'マクロ'],
		[
			'macros under another name',
			zip({ ...TYPES, content: '<Types ContentType="…macroEnabled.main+xml"/>' }, WORKBOOK),
			'マクロ'
		],
		['embedded objects', zip(TYPES, WORKBOOK, { name: 'xl/embeddings/oleObject1.bin' }), '埋め込み'],
		['links to other files', zip(TYPES, WORKBOOK, { name: 'xl/externalLinks/externalLink1.xml' }), 'リンク'],
		[
			'a DOCTYPE',
			zip(TYPES, { ...WORKBOOK, content: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
			'DOCTYPE'
		],
		[
			'a bomb',
			zip(TYPES, WORKBOOK, { name: 'xl/worksheets/sheet1.xml', size: 0x7fffffff }),
			'大きくなりすぎ'
		],
		['a password', zip(TYPES, { ...WORKBOOK, flags: 1 }), 'パスワード'],
		['a way out of the folder', zip(TYPES, WORKBOOK, { name: '../../etc/passwd' }), '正しくない']
	])('refuses %s', (_what, file, words) => expect(refusal(file)).toContain(words));

	it('never throws, on noise, cut or changed files', () => {
		const real = zip(TYPES, WORKBOOK, {
			name: 'xl/worksheets/sheet1.xml',
			content: '<worksheet/>'.repeat(50)
		});
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 200 }),
				fc.nat(real.length - 1),
				fc.nat(255),
				(noise, at, byte) => {
					const changed = Buffer.from(real);
					changed[at] = byte;
					for (const file of [Buffer.from(noise), real.subarray(0, at), changed]) {
						const reading = readEvidenceType(file);
						if (!reading.ok) expect(reading.message).toMatch(/。$/);
						readZipDirectory(file);
					}
				}
			),
			{ numRuns: 400 }
		);
	});

	it('looks at a large bomb quickly and without unpacking it', () => {
		const bomb = zip(TYPES, { ...WORKBOOK, content: `<workbook>${'0'.repeat(60_000_000)}`, size: 60 });
		const before = process.memoryUsage().rss;
		const began = performance.now();
		readEvidenceType(bomb);
		expect(performance.now() - began).toBeLessThan(2000);
		expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
	});
});

/** Any code points, lone surrogates too, with many of those that are dangerous in a name. */
const anyName = fc
	.array(
		fc.oneof(
			fc.nat(0x10ffff).map((point) => String.fromCodePoint(point)),
			fc.constantFrom('/', '\\', '.', '..', ':', '\0', '\u202e', '\u200b', '\r\n', '"', ' ', '集計')
		),
		{ maxLength: 300 }
	)
	.map((parts) => parts.join(''));

describe('the name', () => {
	it.each([
		['受診者数の集計.xlsx', '受診者数の集計.xlsx'],
		['C:\\fakepath\\集計.xlsx', '集計.xlsx'],
		['../../etc/集計.xlsx', '集計.xlsx'],
		['..xlsx', '資料.xlsx'],
		['', '資料.xlsx'],
		['a<b>:"c".XLSX', 'a_b___c_.XLSX'],
		['集計\u202exslx.exe', '集計xslx.xlsx'],
		['改行\r\nX-Header: 1.xlsx', '改行X-Header_ 1.xlsx'],
		['か\u3099.xlsx', 'が.xlsx']
	])('%j is kept as %s', (name, kept) => expect(evidenceName(name, 'xlsx')).toBe(kept));

	it('is never a path, never hidden and never endless', () => {
		fc.assert(
			fc.property(anyName, (name) => {
				const kept = evidenceName(name, 'pdf');
				expect(kept).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]/u);
				expect(kept).not.toMatch(/^[.\s]/);
				expect([...kept].length).toBeLessThanOrEqual(120);
				expect(kept.isWellFormed()).toBe(true);
			})
		);
	});

	it('must end as the content says, or not at all', () => {
		expect(endingProblem('写真.JPEG', 'jpeg')).toBeNull();
		expect(endingProblem('一覧.txt', 'csv')).toBeNull();
		expect(endingProblem('一覧', 'csv')).toBeNull();
		expect(endingProblem('写真.pdf', 'png')).toContain('中身はPNG画像です');
		expect(endingProblem('集計.xlsm', 'xlsx')).toContain('.xlsx');
	});
});
