/** The department's sheet with its districts: out, filled in, read back, written, and taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { readTable } from '#lib/server/files/read/read-table.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { previewPaste } from '#lib/server/results/batch/paste.ts';
import { undoBatch } from '#lib/server/results/batch/undo.ts';
import { saveResult } from '#lib/server/results/commands.ts';
import { pasteSchema } from '#lib/schemas/batch.ts';
import { entrySheet } from '#lib/server/results/sheet/file.ts';
import { previewUpload, type UploadPreview } from '#lib/server/results/sheet/upload.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { fillCells, type Typed } from '#tests/support/fill-sheet.ts';

/** 高齢介護福祉課: 地域の通いの場の数 has eight districts; R6 was 55. */
const PLACES = 'I049';
const ASKED = { year: 2025, departmentCode: 'korei' };
const DISTRICTS = ['kamaishi', 'heita', 'nakazuma', 'kasshi', 'kosano', 'unosumai', 'kurihashi', 'toni'];

let city: City;
let korei: Context;
beforeEach(async () => {
	city = await demoCity();
	korei = city.as('editor_korei');
});
afterEach(() => city.close());

const xlsx = async () => (await entrySheet(korei, ASKED, 'xlsx')).body as Uint8Array;
const csv = async () => (await entrySheet(korei, ASKED, 'csv')).body as string;
const upload = (bytes: Uint8Array | string) =>
	previewUpload(korei, ASKED, {
		name: '実績入力.xlsx',
		bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
	});

/** Rows of the sheet 「地区別」 by district, the first being 2. */
function districtRow(bytes: Uint8Array, code: string): number {
	const sheet = readTable(bytes).sheets[1];
	const row = sheet?.rows.find(({ cells }) =>
		cells.some((cell) => cell?.kind === 'text' && cell.text === code)
	);
	if (row === undefined) throw new RangeError(`no row ${code}`);
	return row.number;
}

async function filled(figures: Readonly<Record<string, Typed>>, total?: Typed): Promise<Uint8Array> {
	const bytes = await xlsx();
	const cells = Object.fromEntries(
		Object.entries(figures).map(([code, typed]) => [`I${districtRow(bytes, code)}`, typed])
	);
	const done = fillCells(bytes, cells, 2);
	if (total === undefined) return done;
	const row = readTable(bytes).sheets[0]?.rows.find(({ cells: own }) =>
		own.some((cell) => cell?.kind === 'text' && cell.text === PLACES)
	);
	return fillCells(done, { [`J${row?.number ?? 0}`]: total });
}
const eight = (...figures: Typed[]) =>
	Object.fromEntries(DISTRICTS.map((code, at) => [code, figures[at] ?? null]));

function apply({ preview }: UploadPreview, rest: Record<string, string> = {}) {
	const form = new FormData();
	form.set('batch', preview.handOver);
	form.set('key', `k${Math.random()}`);
	for (const [name, value] of Object.entries(rest)) form.set(name, value);
	return applyBatch(korei, readBatchForm(form));
}

const stored = () =>
	Object.fromEntries(
		city.database.$client
			.prepare(
				`select coalesce(d.code, 'city') code, coalesce(v.value_digits, v.missing_reason) figure from result r
				join indicator i on i.id = r.indicator_id left join district d on d.id = r.district_id
				join result_revision v on v.result_id = r.id and v.revision = r.current_revision
				where i.code = ? and r.fiscal_year = 2025`
			)
			.raw()
			.all(PLACES) as [string, number | string | null][]
	);
const cellOf = ({ preview }: UploadPreview) => preview.cells.find(({ code }) => code === PLACES);

async function open(): Promise<void> {
	await saveResult(korei, {
		indicatorCode: PLACES,
		fiscalYear: 2025,
		form: {
			entered: '62',
			state: 'final',
			cause: '',
			issue: '',
			nextAction: '',
			version: cellVersion(),
			confirmed: true,
			districts: { kamaishi: '10', toni: 'x' }
		}
	});
}
const cellVersion = () =>
	(city.column(
		`select r.version from result r join indicator i on i.id = r.indicator_id
		where i.code = ? and r.fiscal_year = 2025 and r.district_id is null`,
		PLACES
	)[0] as number | undefined) ?? 0;

describe('the sheet 「地区別」', () => {
	it('has a row for each district, with last year’s figure and an open cell', async () => {
		const bytes = await xlsx();
		const { sheets } = readTable(bytes);
		expect(sheets.map(({ name }) => name)).toEqual(['実績入力', '地区別', '記入のしかた', 'コード表']);
		const rows = sheets[1]?.rows.map(({ cells }) =>
			cells.map((cell) => (cell?.kind === 'text' ? cell.text : cell?.kind === 'number' ? cell.number : null))
		);
		expect(rows?.[0]).toEqual([
			'年度',
			'担当課',
			'指標コード',
			'指標名',
			'地区コード',
			'地区',
			'単位',
			'令和6年度（2024）実績',
			'値',
			'版'
		]);
		expect(rows).toHaveLength(9);
		expect(rows?.[8]?.slice(2, 6)).toEqual([PLACES, '地域の通いの場の数', 'toni', '唐丹地区']);
		expect(Number(rows?.[8]?.[7])).toBeGreaterThan(0);
	});

	it('comes back without a difference, empty or filled, as .xlsx and as CSV', async () => {
		for (const step of [() => Promise.resolve(), open]) {
			await step();
			for (const bytes of [await xlsx(), await csv()]) {
				const { preview } = await upload(bytes);
				expect(preview.counts).toMatchObject({ change: 0, refused: 0, warned: 0 });
				expect([preview.refused, preview.ignored]).toEqual([[], []]);
			}
		}
	});

	it('is not there for a department without a breakdown, nor are its columns in the CSV', async () => {
		const kenko = city.as('editor_kenko');
		const asked = { year: 2025, departmentCode: 'kenko' };
		const { body } = await entrySheet(kenko, asked, 'xlsx');
		expect(readTable(body as Uint8Array).sheets.map(({ name }) => name)).not.toContain('地区別');
		expect((await entrySheet(kenko, asked, 'csv')).body).not.toContain('地区コード');
	});

	it('is previewed district by district, written as one, and taken back as one', async () => {
		await open();
		const before = stored();
		const read = await upload(await filled(eight(10, 7, '８', 10, 12, 7, 4, 4), 62));
		expect(cellOf(read)).toMatchObject({ outcome: 'change', place: '「地区別」I3ほか6', warnings: [] });
		expect(cellOf(read)?.changes.map(({ label, before: old, after }) => [label, old, after])).toEqual([
			['地区別：平田地区', '（空欄）', '7'],
			['地区別：中妻地区', '（空欄）', '8'],
			['地区別：甲子地区', '（空欄）', '10'],
			['地区別：小佐野地区', '（空欄）', '12'],
			['地区別：鵜住居地区', '（空欄）', '7'],
			['地区別：栗橋地区', '（空欄）', '4'],
			['地区別：唐丹地区', '秘匿', '4']
		]);
		const outcome = await apply(read);
		expect(outcome).toMatchObject({ applied: true, count: 1 });
		expect(stored()).toEqual({
			city: 62,
			kamaishi: 10,
			heita: 7,
			nakazuma: 8,
			kasshi: 10,
			kosano: 12,
			unosumai: 7,
			kurihashi: 4,
			toni: 4
		});
		if (outcome.applied) expect(await undoBatch(korei, outcome.batchId)).toEqual({ count: 1 });
		expect(stored()).toEqual({ ...Object.fromEntries(DISTRICTS.map((code) => [code, null])), ...before });
	});

	it('asks to confirm a sum that differs from the total, and writes nothing before', async () => {
		await open();
		const before = stored();
		const read = await upload(await filled(eight(10, 7, 8, 10, 12, 7, 4, 9), 62));
		expect(cellOf(read)?.warnings.join()).toContain('地区別のほうが5箇所多く');
		expect(await apply(read)).toMatchObject({ applied: false });
		expect(stored()).toEqual(before);
		expect(await apply(read, { confirmed: 'all' })).toMatchObject({ applied: true });
	});

	it('takes words and signs for what is missing', async () => {
		await open();
		const read = await upload(await filled({ heita: '秘匿', kasshi: '－', kosano: '…', toni: null }, 62));
		expect(cellOf(read)?.changes.map(({ after }) => after)).toEqual(['秘匿', '－', '…', '（空欄）']);
		await apply(read, { confirmed: 'all' });
		expect(stored()).toMatchObject({
			heita: 'suppressed',
			kasshi: 'not-applicable',
			kosano: 'unknown',
			toni: null,
			kamaishi: 10
		});
	});

	it('refuses at its row what cannot be read, an unknown district, a doubled one and a shifted name', async () => {
		await open();
		const bytes = await filled({ heita: '約7' });
		const toni = districtRow(bytes, 'toni');
		const refusals = async (file: Uint8Array) =>
			(await upload(file)).preview.refused.map(({ place, message }) => `${place} ${message}`);
		expect((await upload(bytes)).preview.cells.find(({ code }) => code === PLACES)).toMatchObject({
			outcome: 'refused',
			refusal: expect.stringContaining('平田地区：')
		});
		expect(await refusals(fillCells(await xlsx(), { [`E${toni}`]: 'tono' }, 2))).toEqual([
			expect.stringMatching(/^「地区別」9行目 地区コード「tono」はありません。.*唐丹地区（toni）/)
		]);
		expect(
			await refusals(fillCells(await xlsx(), { [`E${toni}`]: 'heita', [`F${toni}`]: '平田地区' }, 2))
		).toEqual([expect.stringContaining('行が2つあります'), expect.stringContaining('行が2つあります')]);
		expect(await refusals(fillCells(await xlsx(), { [`F${toni}`]: '平田地区' }, 2))).toEqual([
			expect.stringContaining('並べ替えで列がずれていないか')
		]);
		expect(await refusals(fillCells(await xlsx(), { [`C${toni}`]: 'I050' }, 2))).toEqual([
			expect.stringContaining('地区別の内訳を求めていない')
		]);
		expect(await refusals(fillCells(await xlsx(), { [`C${toni}`]: 'I032' }, 2))).toEqual([
			expect.stringContaining('高齢介護福祉課の指標ではありません（健康推進課の指標です）')
		]);
		expect(
			await refusals(fillCells(await xlsx(), { [`I${toni}`]: { formula: '1+1', result: 2 } }, 2))
		).toEqual([expect.stringMatching(/^「地区別」I9 数式です/)]);
	});

	it('refuses a figure whose row names no district any more, and leaves an empty one alone', async () => {
		await open();
		const bytes = await xlsx();
		const toni = districtRow(bytes, 'toni');
		const nameless = { [`E${toni}`]: null, [`F${toni}`]: null };
		const { preview } = await upload(fillCells(bytes, { ...nameless, [`I${toni}`]: 3 }, 2));
		expect(preview.refused.map(({ place, message }) => `${place} ${message}`)).toEqual([
			expect.stringMatching(/^「地区別」9行目 地区がないため/)
		]);
		expect((await upload(fillCells(bytes, { ...nameless, [`I${toni}`]: null }, 2))).preview.refused).toEqual(
			[]
		);
	});

	it('never puts back what a colleague changed meanwhile, and points out where both did', async () => {
		await open();
		const old = await xlsx();
		await saveResult(korei, {
			indicatorCode: PLACES,
			fiscalYear: 2025,
			form: {
				entered: '62',
				state: 'final',
				cause: '',
				issue: '',
				nextAction: '',
				version: cellVersion(),
				confirmed: true,
				districts: { kamaishi: '11', heita: '6' }
			}
		});
		const kept = await upload(old);
		expect(kept.preview.counts.change).toBe(0);
		expect(kept.preview.ignored.map(({ message }) => message).join()).toContain('新しいほうを残します');
		const both = await upload(fillCells(old, { [`I${districtRow(old, 'heita')}`]: 7 }, 2));
		expect(cellOf(both)?.warnings.join()).toContain('平田地区は、ファイルを作ったあとに');
	});

	it('is read from a CSV under each indicator, and from a workbook made of that CSV', async () => {
		await open();
		const lines = (await csv()).split('\r\n');
		const at = lines.findIndex((line) => line.includes(',heita,'));
		const cells = (lines[at] ?? '').split(',');
		const heads = (lines[0] ?? '').split(',');
		cells[heads.indexOf('値')] = '7';
		const read = await upload(lines.with(at, cells.join(',')).join('\r\n'));
		expect(cellOf(read)?.changes).toMatchObject([{ label: '地区別：平田地区', after: '7' }]);
		expect(cellOf(read)?.place).toBe(`${at + 1}行目「値」`);
		expect(read.preview.ignored).toEqual([]);
	});

	it('stands alone: without the other sheet the districts are still taken over', async () => {
		await open();
		const lines = (await csv()).split('\r\n');
		const heads = (lines[0] ?? '').split(',');
		const own = lines
			.filter((line) => line.includes(',heita,'))
			.map((line) => {
				const cells = line.split(',');
				cells[heads.indexOf('値')] = '7';
				return cells.join(',');
			});
		const read = await upload([lines[0], ...own].join('\r\n'));
		expect(cellOf(read)).toMatchObject({ outcome: 'change', before: { figure: '62' } });
	});
});

describe('a pasted breakdown', () => {
	const paste = (text: string, more: Record<string, string> = {}) =>
		previewPaste(korei, ASKED, pasteSchema.parse({ text, ...more }));

	it('goes to the indicator with districts, through the same preview, written and taken back as one', async () => {
		await open();
		const before = stored();
		const text =
			'地区\tR7\n釜石\t10\n平田地区\t7\nnakazuma\t8\n甲子地区\t10\n小佐野地区\t12\n鵜住居地区\t7\n栗橋地区\t4\n唐丹地区\t4\n合計\t62';
		const preview = paste(text);
		expect(preview.reading).toEqual([
			'「地域の通いの場の数」の地区別の値として読みました（8地区）。市の値は変わりません。'
		]);
		expect(preview.cells).toMatchObject([
			{ code: PLACES, outcome: 'change', place: '2〜9行目', warnings: [] }
		]);
		expect(preview.leftOut.map(({ places }) => places)).toEqual(['1行目', '10行目']);
		const outcome = await apply({ preview, rows: 0, encoding: null });
		expect(stored()).toMatchObject({ city: 62, nakazuma: 8, toni: 4 });
		if (outcome.applied) await undoBatch(korei, outcome.batchId);
		expect(stored()).toMatchObject(before);
	});

	it('asks about a sum that differs, refuses what it cannot read, and keeps what is left blank', async () => {
		await open();
		expect(paste('平田地区\t70').cells[0]?.warnings.join()).toContain('地区別のほうが');
		expect(paste('平田地区\t約7').cells[0]).toMatchObject({ outcome: 'refused' });
		expect(paste('平田地区\t－').cells[0]?.refusal).toContain('0ですか、対象なしですか');
		expect(paste('平田地区\t7\n唐丹地区\t').cells[0]?.changes.map(({ label }) => label)).toEqual([
			'地区別：平田地区'
		]);
		expect(paste('平田地区\t7\n唐丹地区\t', { blank: 'clear' }).cells[0]?.changes).toHaveLength(2);
		expect(paste('平田地区\t7\n平田地区\t8').refused).toMatchObject([{ place: '1〜2行目', lines: 2 }]);
	});
});
