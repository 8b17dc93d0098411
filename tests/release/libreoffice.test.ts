/**
 * `npm run test:release:libreoffice`: the department's sheet opened and saved by LibreOffice. Needs `soffice` with Calc
 * (Debian: libreoffice-calc); without it the test fails, because nobody would know.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entrySheet } from '#lib/server/results/sheet/file.ts';
import { previewUpload } from '#lib/server/results/sheet/upload.ts';
import { writeWorkbook } from '#lib/server/files/xlsx/write.ts';
import { demoCity, temporaryFolder, type City } from '#tests/support/city.ts';
import { fillCells } from '#tests/support/fill-sheet.ts';

const OFFICE = process.env['SOFFICE'] ?? 'soffice';
const ASKED = { year: 2025, departmentCode: 'kenko' };

let city: City;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
	city = await demoCity();
	folder = temporaryFolder();
});
afterEach(() => {
	city.close();
	folder.remove();
});

/** The file as LibreOffice saves it after opening it. */
async function savedBy(
	bytes: Uint8Array | string,
	from: string,
	to: string,
	...words: string[]
): Promise<Uint8Array> {
	const file = join(folder.path, `in.${from}`);
	writeFileSync(file, bytes);
	const out = join(folder.path, 'out');
	const profile = `-env:UserInstallation=file://${join(folder.path, 'profile')}`;
	await promisify(execFile)(
		OFFICE,
		[profile, '--headless', ...words, '--convert-to', to, '--outdir', out, file],
		{
			timeout: 120_000
		}
	);
	return new Uint8Array(readFileSync(join(out, `in.${to.split(':')[0]}`)));
}

async function sheet(kind: 'xlsx' | 'csv') {
	return (await entrySheet(city.as('editor'), ASKED, kind)).body;
}

function upload(bytes: Uint8Array) {
	return previewUpload(city.as('editor'), ASKED, { name: '実績入力.xlsx', bytes });
}

describe('the sheet opened and saved by LibreOffice', () => {
	it('comes back without a difference, still locked, with its drop-downs and formats', async () => {
		const bytes = await savedBy((await sheet('xlsx')) as Uint8Array, 'xlsx', 'xlsx');
		const { preview, rows } = await upload(bytes);
		expect(rows).toBe(15);
		expect(preview.counts).toMatchObject({ change: 0, same: 15, refused: 0 });
		expect([preview.refused, preview.ignored]).toEqual([[], []]);
		const { sheets } = await readXlsx(bytes, { readStyles: true });
		expect(sheets.map(({ name }) => name)).toEqual(['実績入力', '記入のしかた', 'コード表']);
		expect(sheets[0]?.protection).toMatchObject({ sheet: true });
		expect(sheets[0]?.dataValidations?.[0]).toMatchObject({ type: 'list', range: 'K2:K16' });
		expect(sheets[0]?.cells?.get('11,9')?.style?.protection?.locked).toBe(false);
		// It puts a backslash before △, which says the same.
		expect(sheets[0]?.cells?.get('2,9')?.style?.numFmt?.replace('\\', '')).toBe('#,##0;△#,##0;0');
	});

	it('keeps what was typed, and proposes exactly that', async () => {
		const filled = fillCells((await sheet('xlsx')) as Uint8Array, {
			J12: 41.2,
			L12: '会場が減った\nため & <ほか>',
			J4: '２０．５人',
			K5: '確定',
			J5: 710,
			J15: { formula: '100+5', result: 105 }
		});
		const { preview } = await upload(await savedBy(filled, 'xlsx', 'xlsx'));
		const changes = preview.cells
			.filter(({ outcome }) => outcome === 'change')
			.map(({ code, place, changes }) => [
				code,
				place,
				...changes.map(({ label, after }) => `${label}：${after}`)
			]);
		expect(changes).toEqual([
			['I034', 'J4', '実績：20.5', '値の状態：確定'],
			['I035', 'J5、K5', '実績：710', '値の状態：確定'],
			['I042', 'J12、L12', '実績：41.2', '値の状態：確定', '要因分析：会場が減った\nため & <ほか>']
		]);
		expect(preview.refused).toMatchObject([{ place: 'J15', message: expect.stringContaining('数式です') }]);
	});

	it('brings the districts back too: .xlsx without a difference and filled in, and CSV', async () => {
		const asked = { year: 2025, departmentCode: 'korei' };
		const korei = city.as('editor_korei');
		const read = (bytes: Uint8Array) => previewUpload(korei, asked, { name: '実績入力.xlsx', bytes });
		const made = (await entrySheet(korei, asked, 'xlsx')).body as Uint8Array;
		const same = await read(await savedBy(made, 'xlsx', 'xlsx'));
		expect(same.preview.counts).toMatchObject({ change: 0, refused: 0 });
		expect([same.preview.refused, same.preview.ignored]).toEqual([[], []]);
		// The last of the eight rows of 「地区別」.
		const filled = fillCells(made, { I9: '７', I8: '秘匿' }, 2);
		const { preview } = await read(await savedBy(filled, 'xlsx', 'xlsx'));
		expect(preview.cells.find(({ outcome }) => outcome === 'change')?.changes).toMatchObject([
			{ label: '地区別：栗橋地区', after: '秘匿' },
			{ label: '地区別：唐丹地区', after: '7' }
		]);
		const csv = (await entrySheet(korei, asked, 'csv')).body as string;
		const saved = await savedBy(
			csv,
			'csv',
			'csv:Text - txt - csv (StarCalc):44,34,76,1',
			'--infilter=CSV:44,34,76,1'
		);
		expect((await read(saved)).preview.counts).toMatchObject({ change: 0, refused: 0 });
		// What a clerk gets who opens the CSV and saves it as a workbook: one sheet with both kinds of rows.
		const workbook = await savedBy(csv, 'csv', 'xlsx', '--infilter=CSV:44,34,76,1');
		expect((await read(workbook)).preview.counts).toMatchObject({ change: 0, refused: 0 });
	});

	it('is refused in words as .ods and as an old .xls', async () => {
		const bytes = (await sheet('xlsx')) as Uint8Array;
		await expect(upload(await savedBy(bytes, 'xlsx', 'ods'))).rejects.toThrow(/\.ods/);
		await expect(upload(await savedBy(bytes, 'xlsx', 'xls'))).rejects.toThrow(/古い形式/);
	});

	it('comes back as a CSV too: comma separated, UTF-8 and Shift_JIS', async () => {
		const csv = (await sheet('csv')) as string;
		for (const code of ['76', '64']) {
			// Separator, quote, character set (76 is UTF-8, 64 Shift_JIS), first line.
			const bytes = await savedBy(
				csv,
				'csv',
				`csv:Text - txt - csv (StarCalc):44,34,${code},1`,
				'--infilter=CSV:44,34,76,1'
			);
			const { preview } = await upload(bytes);
			expect([code, preview.counts.change, preview.counts.refused]).toEqual([code, 0, 0]);
		}
	});

	it('shows an export’s negative numbers with △ and its text as text', async () => {
		const bytes = await writeWorkbook({
			title: '一覧',
			sheets: [
				{
					name: '一覧',
					columns: [{ header: '値' }, { header: '文' }],
					rows: [[{ number: '-1234.5' }, '=1+1']]
				}
			]
		});
		const csv = new TextDecoder().decode(
			await savedBy(bytes, 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76')
		);
		expect(csv.split('\n')[1]).toBe('"△1,234.5",=1+1');
	});
});
