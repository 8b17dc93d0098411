import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { columnName } from '#lib/domain/sheet/cell-name.ts';
import { workbookOf, workbookParts, zipOf, type ZipPart } from '#tests/support/zip-files.ts';
import { formatOf } from './formats.ts';
import { plainNumber } from './plain-number.ts';
import { readTable } from './read-table.ts';

const STYLES: ZipPart = {
	name: 'xl/styles.xml',
	data: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>'
};

/** The cells of a first row. */
function rowOf(cells: string, more: readonly ZipPart[] = []) {
	return readTable(workbookOf(`<row r="1">${cells}</row>`, '', [STYLES, ...more])).sheets[0]?.rows[0]?.cells;
}

function refusal(rows: string): string {
	try {
		readTable(workbookOf(rows, '', [STYLES]));
	} catch (error) {
		if (error instanceof DomainError) return error.message;
		throw error;
	}
	return '（読めた）';
}

const number = (text: string) => ({ kind: 'number', number: text, percent: false });
const text = (value: string) => ({ kind: 'text', text: value });

describe('an odd cell is read as what it is', () => {
	it('a text with the readings of its characters, in the cell itself', () => {
		expect(
			rowOf(
				'<c r="A1" t="inlineStr"><is><r><t>受診</t></r><r><rPr><b/></rPr><t xml:space="preserve">率 </t></r><rPh sb="0" eb="2"><t>ジュシン</t></rPh><phoneticPr fontId="1"/></is></c>'
			)
		).toEqual([text('受診率 ')]);
	});

	it('a shared text with them', () => {
		const strings = {
			name: 'xl/sharedStrings.xml',
			data: '<sst><si><t>釜石</t><rPh sb="0" eb="2"><t>カマイシ</t></rPh></si><si><rPh><t>ア</t></rPh><r><t>a</t></r><r><t>b_x000D_c_x005F_</t></r></si><si/></sst>'
		};
		expect(
			rowOf('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>', [strings])
		).toEqual([text('釜石'), text('ab\rc_')]);
	});

	it('errors, truth values, blanks and a shared formula', () => {
		expect(
			rowOf(
				'<c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="b"><v>0</v></c><c r="D1" t="s"/><c r="E1"><v></v></c><c r="F1"><f t="shared" si="0"/><v>3</v></c><c r="G1"><f>1/0</f><v>#DIV/0!</v></c>'
			)
		).toEqual([
			{ kind: 'error', error: '#DIV/0!' },
			{ kind: 'error', error: '#N/A' },
			text('FALSE'),
			null,
			null,
			{ kind: 'formula', formula: '' },
			{ kind: 'formula', formula: '1/0' }
		]);
	});

	it('a date, a time, both, and one that is written out', () => {
		expect(
			rowOf(
				'<c r="A1" s="1"><v>46024</v></c><c r="B1" s="2"><v>0.5</v></c><c r="C1" s="3"><v>46024.395833</v></c><c r="D1" t="d"><v>2026-03-31T00:00:00</v></c><c r="E1" s="1"><v>60</v></c><c r="F1" s="1"><v>59</v></c><c r="G1" s="1"><v>-1</v></c>'
			)?.map((cell) => (cell?.kind === 'date' ? cell.shown : cell))
		).toEqual([
			'2026年1月2日',
			'12:00',
			'2026年1月2日 9:30',
			'2026年3月31日',
			'1900年2月29日',
			'1900年2月28日',
			'日付'
		]);
	});

	it('a date of a workbook that counts from 1904', () => {
		const book = {
			name: 'xl/workbook.xml',
			data: '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="実績入力" sheetId="1" r:id="rId1"/></sheets></workbook>'
		};
		expect(rowOf('<c r="A1" s="1"><v>44562</v></c>', [book])).toEqual([
			{ kind: 'date', shown: '2026年1月2日' }
		]);
	});

	it('numbers in every notation', () => {
		expect(
			rowOf(
				[
					'1E-3',
					'-0',
					'0.1000',
					'1.5e+3',
					'12345678901234567890',
					'0.30000000000000004',
					'1e999',
					'+5',
					'007',
					'.5'
				]
					.map((value) => `<c><v>${value}</v></c>`)
					.join('')
			)
		).toEqual([
			number('0.001'),
			number('0'),
			number('0.1'),
			number('1500'),
			number('12345678901234600000'),
			number('0.3'),
			{ kind: 'error', error: '#NUM!' },
			number('5'),
			number('7'),
			number('0.5')
		]);
	});

	it('cells and rows in any order, and a row in two pieces', () => {
		const { sheets } = readTable(
			workbookOf(
				'<row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row><row r="3" hidden="1"><c r="B3"><v>2</v></c></row>'
			)
		);
		expect(sheets[0]?.rows).toEqual([
			{ number: 1, cells: [null, number('2')], hidden: false, problem: null },
			{ number: 3, cells: [number('1'), number('2'), number('3')], hidden: true, problem: null }
		]);
	});

	it('whatever prefix the tags have, and wherever the parts lie', () => {
		const parts = workbookParts(
			'<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v><![CDATA[a<b]]>&amp;&#12354;</x:v></x:c></x:row></x:sheetData></x:worksheet>'
		);
		expect(readTable(zipOf(parts)).sheets[0]?.rows[0]?.cells).toEqual([text('a<b&あ')]);
		const moved = parts.map((part) =>
			part.name === 'xl/worksheets/sheet1.xml'
				? { ...part, name: 'xl/tables/one.xml' }
				: part.name === 'xl/_rels/workbook.xml.rels'
					? { ...part, data: String(part.data).replace('worksheets/sheet1.xml', '/xl/tables/one.xml') }
					: part
		);
		expect(readTable(zipOf(moved)).sheets[0]?.rows[0]?.cells).toEqual([text('a<b&あ')]);
	});
});

describe('a cell that cannot be read is named', () => {
	it.each([
		['<row r="1"><c r="A1"><v>abc</v></c></row>', 'シート「実績入力」のセルA1の値を読み取れません'],
		['<row r="1"><c r="A1" t="s"><v>9</v></c></row>', 'セルA1の値を読み取れません'],
		['<row r="1"><c r="A1" t="b"><v>2</v></c></row>', 'セルA1の値を読み取れません'],
		['<row r="1"><c r="A1" t="zz"><v>2</v></c></row>', 'セルA1の値を読み取れません'],
		['<row r="1"><c r="B1"><v>1</v><is><t>x</t></is></c></row>', 'セルB1の値を読み取れません'],
		['<row r="1"><c r="B1"><v>1</v><v>2</v></c></row>', '読み取れません'],
		['<row r="1"><c r="B1">1</c></row>', '読み取れません'],
		['<row r="1">1<c r="B1"/></row>', '読み取れません'],
		['<c r="B1"><v>1</v></c>', '読み取れません'],
		['<row r="0"><c><v>1</v></c></row>', '読み取れません'],
		['<row r="2"><c r="C2"><v>1</v></c><c r="C2"><v>1</v></c></row>', 'セルC2が、ファイルの中に2つ'],
		['<row r="2"><c r="C3"><v>1</v></c></row>', '2行目に、別の行のセル（C3）'],
		['<row r="20001"><c r="A20001"><v>1</v></c></row>', 'セル「A20001」に入力'],
		['<row r="1"><c r="CW1"><v>1</v></c></row>', 'セル「CW1」に入力']
	])('%s', (rows, says) => expect(refusal(rows)).toContain(says));
});

describe('formats', () => {
	it.each([
		['General', 'number'],
		['G/標準', 'number'],
		['#,##0;△#,##0;0', 'number'],
		['0.00E+00', 'number'],
		['0.0"%"', 'number'],
		['0.0\\%', 'number'],
		['0.0%', 'percent'],
		['[Red]0%', 'percent'],
		['_-* #,##0_-;-* #,##0_-', 'number'],
		['0"人"', 'number'],
		['0"days"', 'number'],
		['ggge"年"m"月"d"日"', 'date'],
		['[$-411]ge.m.d', 'date'],
		['yyyy/m/d', 'date'],
		['[h]:mm', 'date'],
		['mm:ss.0', 'date']
	])('%s is a %s', (code, kind) => expect(formatOf(code)).toBe(kind));
});

it('a number is plain and means the same, whatever it is', () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
			const plain = plainNumber(String(value));
			expect(plain).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
			expect(Number(plain)).toBe(Number(value.toPrecision(15)) + 0);
		}),
		{ numRuns: 3000 }
	);
});

/** Content, and whether it is none: what a person would call an empty cell. */
const content = fc.oneof(
	fc.constant({ xml: '', empty: true }),
	fc.constant({ xml: '<v></v>', empty: true }),
	fc
		.double({ noNaN: true, noDefaultInfinity: true })
		.map((value) => ({ xml: `<v>${value}</v>`, empty: false })),
	fc.constant({ xml: '<f>A1</f><v>1</v>', empty: false }),
	fc
		.string({ unit: fc.constantFrom('値', 'a', ' ', '&amp;', '&lt;', '_x0041_'), minLength: 1, maxLength: 6 })
		.map((value) => ({ xml: `<is><t>${value}</t><rPh><t>ヨミ</t></rPh></is>`, empty: false, inline: true }))
);

describe('no cell is lost', { timeout: 120_000 }, () => {
	it('of a workbook, in whatever order and place its cells stand: read and refused are all there are', () => {
		let [read, refused] = [0, 0];
		const cells = fc.uniqueArray(fc.record({ row: fc.nat(12), column: fc.nat(103), content }), {
			maxLength: 40,
			selector: ({ row, column }) => `${row},${column}`
		});
		fc.assert(
			fc.property(cells, (all) => {
				const rows = Map.groupBy(all, ({ row }) => row);
				const xml = [...rows]
					.map(
						([row, own]) =>
							`<row r="${row + 1}">${own.map(({ column, content: { xml, ...rest } }) => `<c r="${columnName(column)}${row + 1}"${'inline' in rest ? ' t="inlineStr"' : ''}>${xml}</c>`).join('')}</row>`
					)
					.join('');
				const filled = all.filter(({ content: { empty } }) => !empty);
				const isFar = filled.some(({ column }) => column >= 100);
				const said = refusal(xml);
				if (said !== '（読めた）') {
					expect([isFar, said]).toEqual([true, expect.stringMatching(/範囲が広すぎ.*セル「C[V-Z]\d+」/)]);
					refused += filled.length;
					return;
				}
				const { sheets } = readTable(workbookOf(xml, '', [STYLES]));
				const kept = sheets[0]?.rows.flatMap(({ number: row, cells: own }) =>
					own.flatMap((cell, column) => (cell === null ? [] : `${row - 1},${column}`))
				);
				expect(kept?.toSorted()).toEqual(filled.map(({ row, column }) => `${row},${column}`).toSorted());
				read += filled.length;
			}),
			{ numRuns: 800 }
		);
		console.log(`800 workbooks: ${read} cells read, ${refused} refused by name, none lost`);
	});

	it('of a CSV, quoted or not', () => {
		const cell = fc.string({
			unit: fc.constantFrom('a', '値', ',', '"', '\n', '\r\n', ' ', '\t', '１'),
			maxLength: 5
		});
		let count = 0;
		fc.assert(
			fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), (rows) => {
				const file = rows
					.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
					.join('\r\n');
				// A first line with tabs alone would be read as Excel's Unicode text.
				const { sheets } = readTable(Buffer.from(`x,y\r\n${file}`));
				const read = sheets[0]?.rows.slice(1).map(({ cells, problem }) => {
					expect(problem).toBeNull();
					return cells.map((each) => (each?.kind === 'text' ? each.text : ''));
				});
				const expected = rows.filter((row) => row.some((value) => value !== ''));
				expect(read).toEqual(expected);
				count += expected.flat().length;
			}),
			{ numRuns: 1500 }
		);
		console.log(`1,500 CSV files: ${count} cells, none lost`);
	});

	it('of a CSV with broken quotes: every character is in a cell or its row has a problem', () => {
		const noise = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n'), maxLength: 60 });
		let problems = 0;
		fc.assert(
			fc.property(noise, (file) => {
				const { sheets } = readTable(Buffer.from(`x,y\n${file}`));
				const rows = sheets[0]?.rows.slice(1) ?? [];
				problems += rows.filter(({ problem }) => problem !== null).length;
				const kept = rows.flatMap(({ cells }) =>
					cells.map((each) => (each?.kind === 'text' ? each.text : ''))
				);
				expect(kept.join('').replace(/[^a1]/g, '')).toBe(file.replace(/[^a1]/g, ''));
			}),
			{ numRuns: 2000 }
		);
		console.log(`2,000 broken CSV files: ${problems} rows with a problem named, no character lost`);
	});
});
