import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { SHEET_OPEN, workbookOf, workbookParts, zipOf, type ZipPart } from '#tests/support/zip-files.ts';
import { LARGEST_FILE, readFile } from './read-file.ts';

/** What the issue demands of every hostile file. */
const [WITHIN_MS, WITHIN_BYTES] = [2000, 200_000_000];

const CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>';
const sharedStrings = (data: string): ZipPart => ({ name: 'xl/sharedStrings.xml', data });

/** Sends the file as the page would, and tells what came of it and what it cost beyond what was there before. */
async function send(bytes: Uint8Array) {
	const before = process.memoryUsage().rss;
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
	const started = performance.now();
	try {
		await readFile(bytes);
		return { message: '', code: 'read', ms: performance.now() - started, grown: peak - before };
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		return {
			message: error.message,
			code: error.code,
			ms: performance.now() - started,
			grown: peak - before
		};
	} finally {
		clearInterval(watch);
	}
}

/** A row for each thousand cells: 120 MB of XML in a few hundred kilobytes. */
function bomb(): Uint8Array {
	const row = `<row>${'<c><v>1</v></c>'.repeat(250)}</row>`;
	return workbookOf(row.repeat(32_000));
}

const HOSTILE: readonly (readonly [name: string, bytes: () => Uint8Array, says: RegExp])[] = [
	['a zip bomb: 120 MB of cells', bomb, /大量の内容/],
	[
		'a zip bomb: 150 MB of one text',
		() => workbookOf(CELL, '', [sharedStrings(`<sst><si><t>${'あ'.repeat(50_000_000)}</t></si></sst>`)]),
		/大量の内容/
	],
	[
		'a zip bomb that lies about its size',
		() =>
			zipOf(
				workbookParts('', [
					{
						name: 'xl/worksheets/sheet1.xml',
						data: `${SHEET_OPEN}${' '.repeat(60_000_000)}`,
						lies: { size: 90_000 }
					}
				])
			),
		/壊れている/
	],
	[
		'many parts just below the limit',
		() =>
			zipOf(
				workbookParts(
					'',
					Array.from({ length: 4 }, (_, at) => ({ name: `xl/worksheets/s${at}.xml`, data: noise(9_000_000) }))
				)
			),
		/大きすぎ/
	],
	[
		'a directory of 65,000 parts',
		() =>
			zipOf(
				workbookParts(
					'',
					Array.from({ length: 400 }, (_, at) => ({ name: `xl/media/${at}.png`, data: '' }))
				)
			),
		/部品が多すぎ/
	],
	[
		'zip64 sizes',
		() =>
			zipOf(
				workbookParts('', [
					{ name: 'xl/x.xml', data: 'x', lies: { extra: Uint8Array.of(1, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0) } }
				])
			),
		/大きすぎ/
	],
	['a zip64 directory', () => zipOf(workbookParts(''), { count: 0xffff }), /大きすぎ/],
	[
		'entries that lie over one another',
		() =>
			zipOf(
				workbookParts(CELL, [
					{ name: 'xl/styles.xml', data: 'x', lies: { offset: 0, localName: 'xl/styles.xml' } }
				])
			),
		/壊れている/
	],
	[
		'a directory that names another file than the entry',
		() =>
			zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'x', lies: { localName: 'xl/other.xml' } }])),
		/壊れている/
	],
	[
		'a path out of the folder',
		() => zipOf(workbookParts(CELL, [{ name: '../../etc/cron.d/x', data: 'x' }])),
		/Excelが作らない名前/
	],
	[
		'an absolute path',
		() => zipOf(workbookParts(CELL, [{ name: '/etc/passwd', data: 'x' }])),
		/Excelが作らない名前/
	],
	[
		'a Windows path',
		() => zipOf(workbookParts(CELL, [{ name: 'xl\\worksheets\\a.xml', data: 'x' }])),
		/Excelが作らない名前/
	],
	[
		'one name twice',
		() => zipOf([...workbookParts(CELL), { name: 'XL/workbook.xml', data: 'x' }]),
		/壊れている/
	],
	[
		'an encrypted entry',
		() => zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'x', lies: { flags: 1 } }])),
		/パスワードを外して/
	],
	[
		'an unknown compression',
		() => zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'x', lies: { method: 99 } }])),
		/壊れている/
	],
	[
		'a wrong checksum',
		() =>
			zipOf(
				workbookParts('', [
					{
						name: 'xl/worksheets/sheet1.xml',
						data: `${SHEET_OPEN}<sheetData>${CELL}</sheetData></worksheet>`,
						lies: { crc: 1 }
					}
				])
			),
		/壊れている/
	],
	[
		'a DOCTYPE that asks for a file',
		() =>
			zipOf(
				workbookParts(
					`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>`
				)
			),
		/DOCTYPE/
	],
	[
		'a billion laughs',
		() =>
			workbookOf(CELL, '', [
				sharedStrings(
					`<!DOCTYPE l [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}">]><sst><si><t>&b;</t></si></sst>`
				)
			]),
		/DOCTYPE/
	],
	[
		'a DOCTYPE in a link file',
		() =>
			workbookOf(CELL, '', [
				{ name: 'xl/worksheets/_rels/sheet1.xml.rels', data: '<!DOCTYPE a><Relationships/>' }
			]),
		/DOCTYPE/
	],
	[
		'UTF-16 that would hide a DOCTYPE',
		() =>
			zipOf(
				workbookParts('', [
					{
						name: 'xl/worksheets/sheet1.xml',
						data: Buffer.from('\u{feff}<!DOCTYPE a><worksheet/>', 'utf16le')
					}
				])
			),
		/読み取れません/
	],
	[
		'nesting without end',
		() => zipOf(workbookParts(`${SHEET_OPEN}${'<a>'.repeat(30_000)}`)),
		/読み取れません/
	],
	['a macro', () => workbookOf(CELL, '', [{ name: 'xl/vbaProject.bin', data: 'x' }]), /マクロ/],
	[
		'a macro by its type alone',
		() => {
			const parts = workbookParts(CELL);
			return zipOf(
				parts.map((part) =>
					part.name === '[Content_Types].xml'
						? {
								...part,
								data: String(part.data)
									.replace('sheet.main+xml', 'sheet.macroEnabled.main+xml')
									.replace(
										'vnd.openxmlformats-officedocument.spreadsheetml.sheet.macroEnabled',
										'vnd.ms-excel.sheet.macroEnabled'
									)
							}
						: part
				)
			);
		},
		/マクロ/
	],
	[
		'an Excel 4 macro sheet',
		() => workbookOf(CELL, '', [{ name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }]),
		/マクロ/
	],
	[
		'a link to another workbook',
		() => workbookOf(CELL, '', [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }]),
		/リンク/
	],
	[
		'a database connection',
		() => workbookOf(CELL, '', [{ name: 'xl/connections.xml', data: '<x/>' }]),
		/リンク/
	],
	[
		'a picture from the network',
		() =>
			workbookOf(CELL, '', [
				{
					name: 'xl/drawings/_rels/drawing1.xml.rels',
					data: '<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://10.0.0.9/x.png" TargetMode="External"/></Relationships>'
				}
			]),
		/リンク/
	],
	[
		'an embedded document',
		() => workbookOf(CELL, '', [{ name: 'xl/embeddings/oleObject1.bin', data: 'x' }]),
		/埋め込み/
	],
	[
		'an ActiveX control',
		() => workbookOf(CELL, '', [{ name: 'xl/activeX/activeX1.xml', data: '<x/>' }]),
		/埋め込み/
	],
	[
		'a cell in the farthest corner',
		() => workbookOf(`${CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
		/範囲が広すぎ/
	],
	[
		'a cell beyond any sheet',
		() => workbookOf('<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>'),
		/範囲が広すぎ/
	],
	[
		'a row beyond any sheet',
		() => workbookOf('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
		/範囲が広すぎ/
	],
	[
		'cells without places, too many in a row',
		() => workbookOf(`<row>${'<c><v>1</v></c>'.repeat(5000)}</row>`),
		/範囲が広すぎ/
	],
	[
		'half a million cells',
		() =>
			workbookOf(
				Array.from(
					{ length: 4800 },
					(_, row) =>
						`<row r="${row + 1}">${Array.from({ length: 30 }, (_, column) => `<c r="${String.fromCharCode(65 + (column % 26))}${row + 1}"><v>${(row * 7919) % 1000}.${column}</v></c>`).join('')}</row>`
				).join('')
			),
		/広すぎ|大きすぎ|大量/
	],
	[
		'column definitions without end',
		() =>
			zipOf(
				workbookParts(
					`${SHEET_OPEN}<cols>${Array.from({ length: 40_000 }, (_, at) => `<col min="1" max="16384" width="${at}.${at % 97}"/>`).join('')}</cols><sheetData>${CELL}</sheetData></worksheet>`
				)
			),
		/広すぎ/
	],
	[
		'shared strings that fill the memory',
		() =>
			workbookOf(CELL, '', [
				sharedStrings(
					`<sst>${Array.from({ length: 450_000 }, (_, at) => `<si><t>${(at * 7919) % 9973}</t></si>`).join('')}</sst>`
				)
			]),
		/表が大きすぎ/
	],
	['a file of more than 5 MB', () => new Uint8Array(LARGEST_FILE + 1).fill(44), /5MBまで/],
	['a CSV of one endless cell', () => new Uint8Array(LARGEST_FILE).fill(97), /1行目.*収まらない/],
	['a CSV of commas only', () => new Uint8Array(LARGEST_FILE).fill(44), /大きすぎ/]
];

/** Text that compresses to about a fifth. */
function noise(length: number): string {
	let [state, out] = [7, ''];
	while (out.length < length) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		out += state.toString(36).repeat(4);
	}
	return out.slice(0, length);
}

describe('a hostile file', { timeout: 60_000 }, () => {
	it.each(HOSTILE)('%s is refused in words, in time and in little memory', async (name, make, says) => {
		const bytes = make();
		const { message, code, ms, grown } = await send(bytes);
		console.log(
			`${name}: ${Math.round(bytes.length / 1000)} KB, ${Math.round(ms)} ms, +${Math.round(grown / 1_000_000)} MB`
		);
		expect(code).not.toBe('read');
		expect(message).toMatch(says);
		expect(ms).toBeLessThan(WITHIN_MS);
		expect(grown).toBeLessThan(WITHIN_BYTES);
	});

	it('keeps nobody waiting for long when many come at once, and the next honest file is read', async () => {
		const bad = workbookOf(`<row r="1"><c r="XFD1048576"><v>1</v></c></row>`);
		const answers = await Promise.all(Array.from({ length: 6 }, () => send(bad)));
		expect(answers.every(({ code }) => code === 'invalid')).toBe(true);
		expect((await readFile(workbookOf(CELL))).sheets[0]?.rows).toHaveLength(1);
	});
});
