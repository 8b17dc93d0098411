import { SHEET_OPEN, workbookOf, workbookParts, zipOf, type ZipPart } from './zip-files.ts';

/** As `LARGEST_FILE` of the reader. */
const LARGEST_FILE = 5 * 1024 * 1024;

/** Everything here is made when it is asked for; nothing hostile lies in the repository. */

export const CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>';
const sharedStrings = (data: string): ZipPart => ({ name: 'xl/sharedStrings.xml', data });

/** A row for each thousand cells: 120 MB of XML in a few hundred kilobytes. */
function bomb(): Uint8Array {
	const row = `<row>${'<c><v>1</v></c>'.repeat(250)}</row>`;
	return workbookOf(row.repeat(32_000));
}

/** Files made to hurt: what each is, its bytes, and what its refusal must say. */
export const HOSTILE: readonly (readonly [name: string, bytes: () => Uint8Array, says: RegExp])[] = [
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
		'a directory of 400 parts',
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
		'zip64 sizes at odds with the plain ones',
		() =>
			zipOf(
				workbookParts('', [
					{ name: 'xl/x.xml', data: 'x', lies: { extra: Uint8Array.of(1, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0) } }
				])
			),
		/壊れている/
	],
	[
		'a directory that says 「see the 64-bit one」, which is not there',
		() => zipOf(workbookParts(''), { count: 0xffff }),
		/部品が多すぎ/
	],
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
					{ length: 19_000 },
					(_, row) =>
						`<row r="${row + 1}">${Array.from({ length: 26 }, (_, column) => `<c r="${String.fromCharCode(65 + column)}${row + 1}"><v>${(row * 7919) % 1000}</v></c>`).join('')}</row>`
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
		/大きすぎ/
	],
	[
		'a zip of zips',
		() => zipOf([{ name: 'b.zip', data: zipOf([{ name: 'c.zip', data: bomb() }]) }]),
		/圧縮ファイル（zip）/
	],
	[
		'an entry that says it becomes a thousand times larger',
		() =>
			zipOf(
				workbookParts(CELL, [
					{ name: 'xl/styles.xml', data: `<styleSheet>${' '.repeat(900_000)}</styleSheet>` }
				])
			),
		/大量の内容/
	],
	[
		'a comment that holds another end',
		() => {
			const inner = zipOf(workbookParts(CELL)).slice(-22);
			return zipOf(workbookParts(CELL), { comment: inner });
		},
		/壊れている/
	],
	[
		'an entry in front that the directory does not list',
		() => zipOf(workbookParts(CELL), { before: zipOf([{ name: 'xl/hidden.xml', data: 'x' }]).slice(0, 46) }),
		/壊れている/
	],
	[
		'another size in the entry’s own header',
		() => zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'xyz', lies: { localSize: 2 } }])),
		/壊れている/
	],
	[
		'another checksum in the entry’s own header',
		() => zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'xyz', lies: { localCrc: 2 } }])),
		/壊れている/
	],
	[
		'sizes after the data that are wrong',
		() => zipOf(workbookParts(CELL, [{ name: 'xl/styles.xml', data: 'xyz', later: 'lie' }])),
		/壊れている/
	],
	[
		'bytes hidden behind the compressed ones',
		() =>
			zipOf(
				workbookParts(CELL, [
					{ name: 'docProps/app.xml', data: '<a/>', lies: { trailing: Buffer.from('PK hidden') } }
				])
			),
		/壊れている/
	],
	[
		'a 64-bit directory that counts otherwise',
		() => zipOf(workbookParts(CELL), { wide: { count: 2 } }),
		/壊れている/
	],
	[
		'an attribute flood: 300,000 of one cell',
		() =>
			workbookOf(
				`<row r="1"><c r="A1" ${Array.from({ length: 300_000 }, (_, at) => `a${at.toString(36)}="${at % 7919}"`).join(' ')}><v>1</v></c></row>`
			),
		/複雑すぎ/
	],
	[
		'an attribute flood: 90 of each of 20,000 cells',
		() =>
			workbookOf(
				`<row r="1">${`<c ${Array.from({ length: 90 }, (_, at) => `a${at}="${(at * 7919) % 997}"`).join(' ')}/>`.repeat(20_000)}</row>`
			),
		/複雑すぎ/
	],
	[
		'one attribute of two megabytes',
		() => workbookOf(`<row r="1"><c r="A1" x="${noise(2_000_000)}"><v>1</v></c></row>`),
		/複雑すぎ/
	],
	[
		'an entity that nobody declared',
		() => workbookOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>'),
		/読み取れません/
	],
	[
		'40,000 joined cells',
		() =>
			workbookOf(
				CELL,
				`<mergeCells>${Array.from({ length: 40_000 }, (_, at) => `<mergeCell ref="A${at * 2 + 2}:A${at * 2 + 3}"/>`).join('')}</mergeCells>`
			),
		/結合/
	],
	[
		'20,000 defined names',
		() =>
			workbookOf(CELL, '', [
				{
					name: 'xl/workbook.xml',
					data: `<workbook xmlns:r="r"><sheets><sheet name="実績入力" sheetId="1" r:id="rId1"/></sheets><definedNames>${Array.from({ length: 20_000 }, (_, at) => `<definedName name="n${at}">A${(at * 7919) % 9973}</definedName>`).join('')}</definedNames></workbook>`
				}
			]),
		/複雑すぎ/
	],
	[
		'190,000 cell styles',
		() =>
			workbookOf(CELL, '', [
				{
					name: 'xl/styles.xml',
					data: `<styleSheet><cellXfs>${Array.from({ length: 190_000 }, (_, at) => `<xf numFmtId="${(at * 7919) % 9973}"/>`).join('')}</cellXfs></styleSheet>`
				}
			]),
		/複雑すぎ/
	],
	[
		'60,000 links',
		() =>
			workbookOf(
				CELL,
				`<hyperlinks>${Array.from({ length: 60_000 }, (_, at) => `<hyperlink ref="A${(at * 7919) % 99_991}" location="a"/>`).join('')}</hyperlinks>`
			),
		/複雑すぎ/
	],
	[
		'200 drawings',
		() =>
			workbookOf(
				CELL,
				'',
				Array.from({ length: 200 }, (_, at) => ({ name: `xl/drawings/drawing${at}.xml`, data: '<x/>' }))
			),
		/部品が多すぎ/
	],
	[
		'a DOCTYPE in a part that nobody reads',
		() => workbookOf(CELL, '', [{ name: 'docProps/core.xml', data: '<!DOCTYPE a><a/>' }]),
		/DOCTYPE/
	],
	[
		'a cell of a million characters',
		() => workbookOf(`<row r="1"><c r="B1" t="inlineStr"><is><t>${noise(1_000_000)}</t></is></c></row>`),
		/セルB1の文字が長すぎ/
	],
	[
		'a million columns',
		() => workbookOf(`<row r="1">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`),
		/大量の内容|大きすぎ|広すぎ/
	],
	[
		'row 1048577',
		() => workbookOf('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
		/範囲が広すぎ.*1048577/
	],
	[
		'one cell twice',
		() => workbookOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
		/セルA1が、ファイルの中に2つ/
	],
	[
		'a cell of another row',
		() => workbookOf('<row r="1"><c r="A9"><v>1</v></c></row>'),
		/1行目に、別の行のセル（A9）/
	],
	['tags that cross', () => workbookOf('<row r="1"><c r="A1"><v>1</c></v></row>'), /読み取れません/],
	['a CSV with NUL', () => Buffer.from('指標コード,値\r\nI032,1\0\r\n'), /読み取れません/],
	['a UTF-16 CSV with NUL', () => Buffer.from('\ufeff指標コード\t値\r\nI032\t1\0\r\n', 'utf16le'), /NUL/],
	['5 MB of quotes', () => new Uint8Array(LARGEST_FILE).fill(34), /収まらない/],
	['quotes and line breaks without end', () => Buffer.from('"\n'.repeat(LARGEST_FILE / 2)), /大きすぎ/],
	['lone quotes on every line', () => Buffer.from(`"${'a""\n'.repeat(90_000)}`), /行が多すぎ|収まらない/],
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
