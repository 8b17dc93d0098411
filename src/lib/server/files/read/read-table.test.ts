import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { workbookOf, workbookParts, zipOf, type ZipPart } from '#tests/support/zip-files.ts';
import { csvFile } from '../csv.ts';
import { writeWorkbook } from '../xlsx/write.ts';
import { readTable } from './read-table.ts';

const cell = (place: string, inside: string, attributes = '') => `<c r="${place}"${attributes}>${inside}</c>`;
const STYLES: ZipPart = {
	name: 'xl/styles.xml',
	data: `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0&quot;%&quot;"/><numFmt numFmtId="165" formatCode="#,##0;△#,##0;0"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="56"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>`
};
const STRINGS: ZipPart = {
	name: 'xl/sharedStrings.xml',
	data: '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>受診率</t><rPh sb="0" eb="3"><t>ジュシンリツ</t></rPh></si><si><r><t>会場が</t></r><r><rPr><b/></rPr><t>減った</t></r></si></sst>'
};

function sheetOf(rows: string, after = '') {
	const { sheets } = readTable(workbookOf(rows, after, [STYLES, STRINGS]));
	return sheets[0];
}

function refusal(bytes: Uint8Array): string {
	try {
		readTable(bytes);
		return '（読めた）';
	} catch (error) {
		expect(error).toBeInstanceOf(DomainError);
		return (error as DomainError).message;
	}
}

describe('a workbook', () => {
	it('tells text, numbers, percentages, dates, formulas and errors apart', async () => {
		const sheet = sheetOf(
			`<row r="1">${[
				cell('A1', '<v>0</v>', ' t="s"'),
				cell('B1', '<v>0.30000000000000004</v>'),
				cell('C1', '<v>0.379</v>', ' s="1"'),
				cell('D1', '<v>46024</v>', ' s="2"'),
				cell('E1', '<f>B1*2</f><v>0.6</v>'),
				cell('F1', '<v>#REF!</v>', ' t="e"'),
				cell('G1', '<v>37.9</v>', ' s="3"'),
				cell('H1', '<v>-1234</v>', ' s="4"'),
				cell('I1', '<v>1</v>', ' t="b"'),
				cell('J1', '<v>1</v>', ' t="s"'),
				cell('K1', '<v>46024</v>', ' s="5"')
			].join('')}</row>`
		);
		expect(sheet?.rows[0]?.cells).toEqual([
			{ kind: 'text', text: '受診率' },
			{ kind: 'number', number: '0.3', percent: false },
			{ kind: 'number', number: '0.379', percent: true },
			{ kind: 'date', shown: '2026年1月2日' },
			{ kind: 'formula', formula: 'B1*2' },
			{ kind: 'error', error: '#REF!' },
			{ kind: 'number', number: '37.9', percent: false },
			{ kind: 'number', number: '-1234', percent: false },
			{ kind: 'text', text: 'TRUE' },
			{ kind: 'text', text: '会場が減った' },
			{ kind: 'date', shown: '2026年1月2日' }
		]);
	});

	it('knows a formula by whatever kind it is, and one that gives an error', async () => {
		const sheet = sheetOf(
			`<row r="1">${cell('A1', '<f t="shared" ref="A1:B1" si="0">C1</f><v>1</v>')}${cell('B1', '<f t="shared" si="0"/><v>2</v>')}${cell('C1', '<f t="array" ref="C1">SUM(D1:E1)</f><v>3</v>')}${cell('D1', '<f>1/0</f><v>#DIV/0!</v>', ' t="e"')}${cell('E1', '<f>"a"</f><v>a</v>', ' t="str"')}</row>`
		);
		expect(sheet?.rows[0]?.cells.map((each) => each?.kind)).toEqual(Array(5).fill('formula'));
	});

	it('knows hidden rows, hidden columns and joined cells, and where each row stands', async () => {
		const sheet = sheetOf(
			`<row r="2" hidden="1">${cell('A2', '<v>1</v>')}</row><row r="7">${cell('B7', '<v>2</v>')}</row>`,
			'<mergeCells count="1"><mergeCell ref="B7:C9"/></mergeCells>'
		);
		expect(sheet?.rows).toEqual([
			{ number: 2, cells: [expect.anything()], hidden: true, problem: null },
			{ number: 7, cells: [null, expect.anything()], hidden: false, problem: null }
		]);
		expect(sheet?.merged).toEqual([{ fromRow: 6, toRow: 8, fromColumn: 1, toColumn: 2 }]);
	});

	it('is read whole as it was written, on every sheet', async () => {
		const rows = [
			['=1+1', { number: '-0.5' }, null, 'a\nb　c '],
			[' ', { number: '123456789012345' }, '①', "'x"]
		];
		const columns = ['a', 'b', 'c', 'd'].map((header) => ({ header }));
		const bytes = await writeWorkbook({
			title: 't',
			sheets: [
				{ name: 'い', columns, rows },
				{ name: 'ろ', columns, rows: [] }
			]
		});
		const { sheets, kind, encoding } = readTable(bytes);
		expect([kind, encoding, sheets.map(({ name }) => name)]).toEqual(['xlsx', null, ['い', 'ろ']]);
		expect(sheets[0]?.rows.slice(1).map(({ cells }) => cells)).toEqual([
			[
				{ kind: 'text', text: '=1+1' },
				{ kind: 'number', number: '-0.5', percent: false },
				null,
				{ kind: 'text', text: 'a\nb　c ' }
			],
			[
				{ kind: 'text', text: ' ' },
				{ kind: 'number', number: '123456789012345', percent: false },
				{ kind: 'text', text: '①' },
				{ kind: 'text', text: "'x" }
			]
		]);
	});

	it('may have a picture, a comment, a chart and an address in a cell: they are left alone', async () => {
		const parts = workbookParts('', [
			{
				name: 'xl/worksheets/sheet1.xml',
				data: `<worksheet xmlns:r="r"><sheetData><row r="1">${cell('A1', '<v>5</v>')}</row></sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks><drawing r:id="rId2"/></worksheet>`
			},
			{
				name: 'xl/worksheets/_rels/sheet1.xml.rels',
				data: '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:a@example.jp" TargetMode="External"/></Relationships>'
			},
			{ name: 'xl/media/image1.png', data: 'x' },
			{ name: 'xl/drawings/drawing1.xml', data: '<x/>' },
			{ name: 'xl/printerSettings/printerSettings1.bin', data: 'x' }
		]);
		const { sheets } = readTable(zipOf(parts));
		expect(sheets[0]?.rows[0]?.cells).toEqual([{ kind: 'number', number: '5', percent: false }]);
	});
});

describe('what is no table', () => {
	const text = (value: string) => new TextEncoder().encode(value);
	const ole = (inside: string) =>
		Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(inside, 'utf16le')]);

	it.each<[string, Uint8Array, RegExp]>([
		['an empty file', new Uint8Array(), /空です/],
		['a photograph named .xlsx', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), /写真（JPEG）/],
		['a PDF', text('%PDF-1.7'), /PDF/],
		['an old workbook', ole('Workbook'), /古い形式（\.xls など）.*Excel ブック/],
		['a workbook under a password', ole('EncryptedPackage'), /パスワードを外して/],
		['an OpenDocument', zipOf([{ name: 'mimetype', data: 'x' }]), /\.ods/],
		[
			'a Word document',
			zipOf([
				{ name: '[Content_Types].xml', data: '<x/>' },
				{ name: 'word/document.xml', data: '<x/>' }
			]),
			/Word/
		],
		['a binary workbook', zipOf([{ name: 'xl/workbook.bin', data: 'x' }]), /xlsb/],
		['a zip of something', zipOf([{ name: '写真.jpg', data: 'x' }]), /圧縮ファイル（zip）/],
		['half a workbook', workbookOf('').slice(0, 900), /途中で切れて/],
		['a web page named .xls', text('\u{feff} <html><table></table>'), /Webページ/],
		['a program', Uint8Array.of(0x4d, 0x5a, 0, 0), /プログラム/],
		['bytes', Uint8Array.of(1, 2, 0, 3), /読み取れません/],
		['no encoding at all', Uint8Array.of(0x81, 0x20, 0xff), /文字コード/]
	])('%s is answered in words', async (_, bytes, says) => {
		expect(refusal(bytes)).toMatch(says);
	});
});

describe('a CSV', () => {
	it('tells its encoding, and undoes what was done against formulas', async () => {
		const utf8 = readTable(
			new TextEncoder().encode(csvFile(['指標コード', '値'], [['=A', { number: '-5' }]]))
		);
		expect(utf8.encoding).toBe('UTF-8');
		expect(utf8.sheets[0]?.rows[1]).toEqual({
			number: 2,
			cells: [
				{ kind: 'text', text: '=A' },
				{ kind: 'text', text: '-5' }
			],
			hidden: false,
			problem: null
		});
		const sjis = readTable(Uint8Array.of(0x8e, 0x77, 0x95, 0x57, 0x2c, 0x92, 0x6c, 0x0d, 0x0a));
		expect([sjis.encoding, sjis.sheets[0]?.rows[0]?.cells]).toEqual([
			'Shift_JIS（Windows-31J）',
			[
				{ kind: 'text', text: '指標' },
				{ kind: 'text', text: '値' }
			]
		]);
	});

	it('may have tabs: Excel’s Unicode text', async () => {
		const bytes = Uint8Array.from([0xff, 0xfe, ...Buffer.from('コード\t値\r\nI1\t1,234\r\n', 'utf16le')]);
		const { sheets, encoding } = readTable(bytes);
		expect(encoding).toBe('UTF-16');
		expect(sheets[0]?.rows[1]?.cells).toEqual([
			{ kind: 'text', text: 'I1' },
			{ kind: 'text', text: '1,234' }
		]);
	});
});

describe('whatever is sent', { timeout: 60_000 }, () => {
	/** Read, or refused in words; nothing else may come of it. */
	async function answers(bytes: Uint8Array): Promise<void> {
		const said = refusal(bytes);
		expect(said).toMatch(/[。）]$/);
	}

	it('random bytes are answered', async () => {
		await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), answers), { numRuns: 300 });
	});

	it('random text is answered', async () => {
		const text = fc.string({
			unit: fc.constantFrom(',', '"', '\n', '\r', '\t', '指', '値', '=', '0', "'", '\u{feff}', '\0')
		});
		await fc.assert(
			fc.asyncProperty(text, (value) => answers(new TextEncoder().encode(value))),
			{ numRuns: 300 }
		);
	});

	it('a real workbook with bytes changed, left out or put in is answered', async () => {
		const real = await writeWorkbook({
			title: '実績',
			sheets: [
				{
					name: '実績入力',
					columns: [{ header: '指標コード' }, { header: '値', open: true }],
					rows: [['I001', { number: '5' }]],
					protected: true
				}
			]
		});
		const change = fc.record({
			at: fc.nat(real.length - 1),
			byte: fc.nat(255),
			cut: fc.nat(3),
			add: fc.nat(3)
		});
		await fc.assert(
			fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
				const bytes = [...real];
				for (const { at, byte, cut, add } of changes)
					bytes.splice(at, cut, ...Array<number>(add + 1).fill(byte));
				await answers(Uint8Array.from(bytes));
			}),
			{ numRuns: 200 }
		);
	});

	it('a sheet with its XML changed is answered', async () => {
		const xml = `<row r="1">${cell('A1', '<v>0</v>', ' t="s"')}${cell('B1', '<f>A1</f><v>2</v>', ' s="2"')}</row><row r="2" hidden="1">${cell('A2', '<is><t>x</t></is>', ' t="inlineStr"')}</row>`;
		const piece = fc.constantFrom(
			'<',
			'>',
			'"',
			'&#x10FFFF;',
			'&#0;',
			'&amp',
			'r="A1"',
			's="99"',
			't="s"',
			'<c>',
			'</row>',
			'<row r="-1">',
			'ZZ9',
			'1e999',
			'<v>',
			'<mergeCell ref="B:"/>',
			'<![CDATA[',
			'<!--'
		);
		await fc.assert(
			fc.asyncProperty(fc.nat(xml.length), fc.nat(12), piece, async (at, cut, put) => {
				await answers(workbookOf(xml.slice(0, at) + put + xml.slice(at + cut), '', [STYLES, STRINGS]));
			}),
			{ numRuns: 300 }
		);
	});
});
