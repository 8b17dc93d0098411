import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf, type ZipPart } from '#tests/support/zip-files.ts';
import { officeProblem } from './office.ts';
import { endingProblem, evidenceName } from './name.ts';
import { readEvidenceType } from './type.ts';

const TYPES = { name: '[Content_Types].xml', data: '<?xml version="1.0"?><Types/>' };
const WORKBOOK = { name: 'xl/workbook.xml', data: '<?xml version="1.0"?><workbook/>' };

const zip = (...parts: ZipPart[]): Buffer => Buffer.from(zipOf(parts));

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]);
/** 「地区,人」 in windows-31j. */
const JAPANESE = Buffer.from([0x92, 0x6e, 0x8b, 0xe6, 0x2c, 0x90, 0x6c, 0x0d, 0x0a, 0x31, 0x2c, 0x32]);

/** As a file that is attached: by its beginning and its directory first, then by what it holds. */
async function refusal(file: Buffer): Promise<string> {
	const reading = readEvidenceType(file);
	if (!reading.ok) return reading.message;
	const problem = file.subarray(0, 2).toString() === 'PK' ? await officeProblem(file) : null;
	if (problem === null) throw new Error(`accepted as ${reading.type}`);
	return problem;
}

describe('the type by content', () => {
	it.each<[string, Buffer]>([
		['pdf', Buffer.from('%PDF-1.7\n1 0 obj')],
		['xlsx', zip(TYPES, WORKBOOK, { name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>' })],
		['docx', zip(TYPES, { name: 'word/document.xml', data: '<document/>' })],
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
		['any zip', zip({ name: 'a.pdf', data: 'x' }), '取り出して'],
		['half a zip', zip(TYPES, WORKBOOK).subarray(0, 60), '壊れている'],
		['a PDF that acts', Buffer.from('%PDF-1.7 /OpenAction << /S /JavaScript /JS (x) >>'), 'スクリプト'],
		['macros', zip(TYPES, WORKBOOK, { name: 'xl/vbaProject.bin', data: 'x' }), 'マクロ'],
		[
			'macros under another name',
			zip({ ...TYPES, data: '<Types ContentType="…macroEnabled.main+xml"/>' }, WORKBOOK),
			'マクロ'
		],
		[
			'embedded objects',
			zip(TYPES, WORKBOOK, { name: 'xl/embeddings/oleObject1.bin', data: '' }),
			'埋め込み'
		],
		[
			'links to other files',
			zip(TYPES, WORKBOOK, { name: 'xl/externalLinks/externalLink1.xml', data: '' }),
			'リンク'
		],
		[
			'a DOCTYPE',
			zip(TYPES, { ...WORKBOOK, data: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
			'DOCTYPE'
		],
		[
			'a bomb',
			zip(TYPES, WORKBOOK, { name: 'xl/worksheets/sheet1.xml', data: 'x', lies: { size: 0x7fffffff } }),
			'大きくなりすぎ'
		],
		['a password', zip(TYPES, { ...WORKBOOK, lies: { flags: 1 } }), 'パスワード'],
		['a way out of the folder', zip(TYPES, WORKBOOK, { name: '../../etc/passwd', data: '' }), '正しくない']
	])('refuses %s', async (_what, file, words) => expect(await refusal(file)).toContain(words));

	it('reads text of every encoding that Excel writes', () => {
		const unicode = Buffer.from('\ufeff地区\t人\r\n釜石\t1\r\n', 'utf16le');
		expect(readEvidenceType(unicode)).toEqual({ ok: true, type: 'csv' });
	});

	it.each<[string, string]>([
		['as it is', '%PDF-1.7 /JavaScript'],
		['with letters by number', '%PDF-1.7 /J#61vaScri#70t (x)'],
		['to start a program', '%PDF-1.7 /Launch'],
		['by number too', '%PDF-1.7 /#4caunch']
	])('knows what a PDF does by itself, %s', async (_how, content) =>
		expect(await refusal(Buffer.from(content))).toContain('スクリプト')
	);

	it('finds a DOCTYPE wherever it stands, and wherever a piece ends', async () => {
		const noise = Array.from({ length: 40_000 }, (_, at) => (at * 7919) % 9973).join('');
		for (let shift = 0; shift < 20; shift++) {
			const comment = `<!-- ${noise}${'x'.repeat(shift * 13_107)} -->`;
			const part = { ...WORKBOOK, data: `<?xml version="1.0"?>${comment}<!DOCTYPE a><workbook/>` };
			expect(await refusal(zip(TYPES, part))).toContain('DOCTYPE');
		}
	});

	const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const links = (...relations: string[]) => ({
		name: 'xl/_rels/workbook.xml.rels',
		data: `<Relationships>${relations.map((each) => `<Relationship ${each}/>`).join('')}</Relationships>`
	});
	const outside = (mode: string, type = 'attachedTemplate') =>
		`Id="a" Type="${RELATION}/${type}" Target="http://10.0.0.9/x" ${mode}`;

	it.each<[string, ZipPart]>([
		['as it is', links(outside('TargetMode="External"'))],
		['with a letter by number', links(outside('TargetMode="&#69;xternal"'))],
		['behind a bracket', links(`Note="a>b" ${outside('TargetMode="External"')}`)],
		['beside a mode of another name', links(outside('x:TargetMode="Internal" TargetMode="External"'))],
		[
			'beside a hyperlink in words',
			links(`Note='relationships/hyperlink"' ${outside('TargetMode="External"')}`)
		]
	])('finds a link to another file, %s', async (_how, part) =>
		expect(await refusal(zip(TYPES, WORKBOOK, part))).toContain('リンク')
	);

	it('does not take links in another encoding for none', async () => {
		const { name, data } = links(outside('TargetMode="External"'));
		const unicode = Buffer.from(`\ufeff${data}`, 'utf16le');
		expect(await refusal(zip(TYPES, WORKBOOK, { name, data: unicode }))).toContain('読み取れない');
	});

	it('leaves addresses in cells and texts alone', async () => {
		const file = zip(TYPES, WORKBOOK, links(outside('TargetMode="External"', 'hyperlink')));
		expect(await officeProblem(file)).toBeNull();
	});

	it('finds macros whose kind is written by number', async () => {
		const types = { ...TYPES, data: '<Types><Default ContentType="x.&#109;acroEnabled.main+xml"/></Types>' };
		expect(await refusal(zip(types, WORKBOOK))).toContain('マクロ');
	});

	it('answers noise, cut and changed files, each in words', { timeout: 60_000 }, async () => {
		const real = zip(TYPES, WORKBOOK, { name: 'xl/worksheets/sheet1.xml', data: '<worksheet/>'.repeat(50) });
		let [accepted, refused] = [0, 0];
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ maxLength: 200 }),
				fc.nat(real.length - 1),
				fc.nat(255),
				async (noise, at, byte) => {
					const changed = Buffer.from(real);
					changed[at] = byte;
					for (const file of [Buffer.from(noise), real.subarray(0, at), changed]) {
						const reading = readEvidenceType(file);
						const problem = reading.ok ? await officeProblem(file) : reading.message;
						if (problem === null) accepted += 1;
						else {
							refused += 1;
							expect(problem).toMatch(/。$/);
						}
					}
				}
			),
			{ numRuns: 400 }
		);
		console.log(`evidence: 1200 files, ${accepted} accepted, ${refused} refused`);
		expect(refused).toBeGreaterThan(accepted);
	});

	it('looks at a large bomb quickly and without unpacking it', async () => {
		const lie = { ...WORKBOOK, data: `<workbook>${'0'.repeat(60_000_000)}`, lies: { size: 60 } };
		const bomb = zip(TYPES, lie);
		const before = process.memoryUsage().rss;
		const began = performance.now();
		expect(await refusal(bomb)).toMatch(/読み取れない/);
		expect(performance.now() - began).toBeLessThan(2000);
		expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
	});
});

/** Any code points, lone surrogates too, with many of those that are dangerous in a name. */
const anyName = fc
	.array(
		fc.oneof(
			fc.nat(0x10ffff).map((point) => String.fromCodePoint(point)),
			fc.constantFrom(
				'/',
				'\\',
				'.',
				'..',
				'CON',
				'nul',
				'COM1',
				'.pdf',
				':',
				'\0',
				'\u202e',
				'\u200b',
				'\r\n',
				'"',
				' ',
				'集計'
			)
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
		['か\u3099.xlsx', 'が.xlsx'],
		['CON.xlsx', 'CON_.xlsx'],
		['con', 'con_.xlsx'],
		['nul.tar.xlsx', 'nul_.tar.xlsx'],
		['Lpt9 .xlsx', 'Lpt9_.xlsx'],
		['COM¹.xlsx', 'COM¹_.xlsx'],
		['control.xlsx', 'control.xlsx'],
		['集計. .xlsx. . ', '集計.xlsx'],
		['集計', '集計.xlsx'],
		[`${'あ'.repeat(300)}.xlsx`, `${'あ'.repeat(78)}.xlsx`],
		[`${'a'.repeat(300)}.xlsx`, `${'a'.repeat(115)}.xlsx`]
	])('%j is kept as %s', (name, kept) => expect(evidenceName(name, 'xlsx')).toBe(kept));

	it('is never a path, never hidden and never endless', () => {
		fc.assert(
			fc.property(anyName, (name) => {
				const kept = evidenceName(name, 'pdf');
				expect(kept).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]/u);
				expect(kept).not.toMatch(/^[.\s]/);
				expect(kept).not.toMatch(/[.\s]$/);
				expect(kept).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i);
				expect(kept.toLowerCase().endsWith('.pdf')).toBe(true);
				expect([...kept].length).toBeLessThanOrEqual(120);
				expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(240);
				expect(evidenceName(kept, 'pdf')).toBe(kept);
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

	it.each([
		['a.exe', 'csv'],
		['資料.EXE', 'pdf'],
		['一覧.html', 'csv'],
		['集計.xlsm', 'xlsx']
	] as const)('%s is told what may be attached, and not to be called otherwise', (name, type) => {
		const problem = endingProblem(name, type);
		expect(problem).toContain('付けられるのは.pdf、.xlsx、.docx、.csv、.txt、.png、.jpg、.jpegです');
		expect(problem).not.toContain('に直す');
	});

	it('a text under another name is to be made anew, not renamed', () => {
		const problem = endingProblem('偽.pdf', 'csv');
		expect(problem).toContain('中身はPDFではありません');
		expect(problem).toContain('PDFで保存し直す');
		expect(problem).not.toContain('に直す');
	});
});
