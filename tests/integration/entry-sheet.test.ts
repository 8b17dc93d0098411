import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryState } from '#lib/domain/entry.ts';
import type { Context } from '#lib/server/command.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { saveResult } from '#lib/server/results/commands.ts';
import { readTable } from '#lib/server/files/read/read-table.ts';
import { entrySheet } from '#lib/server/results/sheet/file.ts';
import { previewUpload, type UploadPreview } from '#lib/server/results/sheet/upload.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { fillCells } from '#tests/support/fill-sheet.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

/** 健康推進課 as the seed left it: I033 and I035 are drafts, I034, I042 and I045 empty, I043 confirmed, I044 submitted. */
const ASKED = { year: 2025, departmentCode: 'kenko' };

let city: City;
let editor: Context;
beforeEach(async () => {
	city = await demoCity();
	editor = city.as('editor');
});
afterEach(() => city.close());

async function xlsx(context = editor, asked: Parameters<typeof entrySheet>[1] = ASKED): Promise<Uint8Array> {
	return (await entrySheet(context, asked, 'xlsx')).body as Uint8Array;
}

async function csv(context = editor): Promise<string> {
	return (await entrySheet(context, ASKED, 'csv')).body as string;
}

/** Where an indicator stands in the sheet: its row's number. */
async function rowNumber(code: string): Promise<number> {
	const { sheets } = readTable(await xlsx());
	const row = sheets[0]?.rows.find(({ cells }) =>
		cells.some((cell) => cell?.kind === 'text' && cell.text === code)
	);
	if (row === undefined) throw new RangeError(`no row ${code}`);
	return row.number;
}

function upload(
	bytes: Uint8Array | string,
	context = editor,
	asked: typeof ASKED = ASKED
): Promise<UploadPreview> {
	return previewUpload(context, asked, {
		name: '実績入力.xlsx',
		bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
	});
}

function changesOf({ preview }: UploadPreview) {
	return preview.cells
		.filter(({ outcome }) => outcome === 'change')
		.map(({ code, place, changes }) => [
			code,
			place,
			...changes.map(({ label, after }) => `${label}：${after}`)
		]);
}

/** Presses the button of the preview. */
function apply({ preview }: UploadPreview, context = editor) {
	const form = new FormData();
	form.set('batch', preview.handOver);
	form.set('key', 'k');
	form.set('confirmed', 'all');
	form.set('without-refused', 'on');
	return applyBatch(context, readBatchForm(form));
}

function stored(code: string) {
	return city.column(
		`select v.entered_text || '|' || coalesce(v.missing_reason, v.value_state, '') || '|' || v.cause from result r
		 join indicator i on i.id = r.indicator_id join result_revision v on v.result_id = r.id and v.revision = r.current_revision
		 where i.code = ? and r.fiscal_year = 2025 and r.district_id is null`,
		code
	)[0];
}

function entry(entered: string, version: number, state: EntryState = 'final') {
	return { entered, state, cause: '', issue: '', nextAction: '', version, confirmed: true };
}

describe('the sheet', () => {
	it('comes back without a difference: .xlsx, CSV, and CSV as Excel in Japan saves it', async () => {
		const sjis = await shiftJis(await csv());
		for (const bytes of [await xlsx(), await csv(), sjis]) {
			const { preview, rows } = await upload(bytes);
			expect(rows).toBe(15);
			expect(preview.counts).toMatchObject({ change: 0, same: 15, refused: 0, warned: 0 });
			expect([preview.refused, preview.ignored]).toEqual([[], []]);
		}
		expect((await upload(sjis)).encoding).toBe('Shift_JIS（Windows-31J）');
	});

	it('does so for departments with every kind of figure and target', async () => {
		const planner = city.as('planner');
		const codes = city.column(
			`select distinct d.code from kpi_revision v join kpi k on k.id = v.kpi_id join indicator i on i.id = k.indicator_id
			 join basic_plan p on p.id = k.basic_plan_id and p.first_year <= 2025 and p.last_year >= 2025
			 join indicator_responsibility h on h.indicator_id = i.id and h.valid_to is null join department d on d.id = h.department_id
			 where v.direction in ('stage', 'range') or v.is_rank or i.cumulative_entry = 'increment' or i.numerator_name is not null
			 or exists (select 1 from yearly_target t where t.kpi_id = k.id and t.kind <> 'value')`
		) as string[];
		expect(codes.length).toBeGreaterThan(3);
		for (const departmentCode of codes) {
			const asked = { year: 2025, departmentCode };
			const { preview } = await upload(await xlsx(planner, asked), planner, asked);
			const { change, refused, warned } = preview.counts;
			expect([departmentCode, change, refused, warned, preview.ignored]).toEqual([
				departmentCode,
				0,
				0,
				0,
				[]
			]);
		}
	});

	it('opens only the cells to fill in, of rows that can be filled in, and offers what can be chosen', async () => {
		const { readXlsx } = await import('hucre/xlsx');
		const { sheets } = await readXlsx(await xlsx(), { readStyles: true });
		expect(sheets.map(({ name }) => name)).toEqual(['実績入力', '記入のしかた', 'コード表']);
		const [sheet] = sheets;
		expect(sheet?.protection).toMatchObject({ sheet: true });
		expect(sheet?.protection?.password).toBeUndefined();
		const isOpen = (row: number, column: number) =>
			sheet?.cells?.get(`${row - 1},${column}`)?.style?.protection?.locked === false;
		const [draft, confirmed] = [await rowNumber('I033'), await rowNumber('I043')];
		const columns = Array.from({ length: 17 }, (_, column) => column);
		expect(columns.filter((column) => isOpen(draft, column))).toEqual([9, 10, 11, 12, 13, 14]);
		expect(columns.filter((column) => isOpen(confirmed, column))).toEqual([]);
		expect(sheet?.cells?.get(`${(await rowNumber('I042')) - 1},9`)?.style?.numFmt).toBe(
			'#,##0.0;△#,##0.0;0.0'
		);
		expect(sheet?.dataValidations?.[0]).toMatchObject({
			type: 'list',
			range: 'K2:K16',
			formula1: "'コード表'!$B$2:$B$8"
		});
		expect(sheet?.merges ?? []).toEqual([]);
		const words = sheets[2]?.rows.slice(1, 8).map((row) => row[1]);
		expect(words).toEqual(['確定', '速報', '見込', '未把握', '調査なし', '秘匿', '該当なし']);
	});

	it('offers the stages of an indicator that has them', async () => {
		const { readXlsx } = await import('hucre/xlsx');
		const [code, department] = city
			.column(
				`select i.code || '/' || d.code from kpi_revision v join kpi k on k.id = v.kpi_id join indicator i on i.id = k.indicator_id
			 join indicator_responsibility h on h.indicator_id = i.id and h.role = 'lead' and h.valid_to is null join department d on d.id = h.department_id
			 join basic_plan p on p.id = k.basic_plan_id where v.direction = 'stage' and p.first_year <= 2025 and p.last_year >= 2025 limit 1`
			)
			.flatMap((pair) => String(pair).split('/'));
		const { sheets } = await readXlsx(
			await xlsx(city.as('planner'), { year: 2025, departmentCode: department ?? '' }),
			{ readStyles: true }
		);
		const at = sheets[0]?.rows.findIndex((row) => row.includes(code ?? '')) ?? -1;
		expect(sheets[0]?.dataValidations?.map(({ range }) => range)).toContain(`J${at + 1}:J${at + 1}`);
	});

	it('has a name in Japanese, and a department that may be asked for', async () => {
		expect((await entrySheet(editor, ASKED, 'csv')).name).toBe('実績入力_健康推進課_令和7年度.csv');
		await expectRefusal(
			() => entrySheet(editor, { ...ASKED, departmentCode: 'korei' }, 'xlsx'),
			'forbidden',
			'自分の課のもの'
		);
		await expectRefusal(
			() => entrySheet(editor, { ...ASKED, departmentCode: 'nowhere' }, 'xlsx'),
			'not-found',
			'nowhere'
		);
		await expectRefusal(() => entrySheet(editor, { ...ASKED, year: 2022 }, 'xlsx'), 'locked', '令和4年度');
	});
});

describe('a sheet filled in', () => {
	it('proposes exactly what was typed, and applies it as drafts', async () => {
		const [a, b, c] = [await rowNumber('I042'), await rowNumber('I034'), await rowNumber('I033')];
		const filled = fillCells(await xlsx(), {
			[`J${a}`]: 41.2,
			[`L${a}`]: '会場が減った\nため & <ほか>',
			[`K${b}`]: '未把握',
			[`J${c}`]: '２，４２０人'
		});
		const preview = await upload(filled);
		expect(changesOf(preview)).toEqual([
			['I033', `J${c}`, '実績：2,420'],
			['I034', `K${b}`, '実績：…', '値の状態：未把握'],
			['I042', `J${a}、L${a}`, '実績：41.2', '値の状態：確定', '要因分析：会場が減った\nため & <ほか>']
		]);
		expect(preview.preview.counts).toMatchObject({ change: 3, same: 12, refused: 0 });
		const outcome = await apply(preview);
		expect(outcome).toMatchObject({ applied: true, count: 3 });
		expect([stored('I042'), stored('I034'), stored('I033')]).toEqual([
			'41.2|final|会場が減った\nため & <ほか>',
			'|unknown|',
			'２，４２０人|final|'
		]);
		expect((await upload(await xlsx())).preview.counts).toMatchObject({ change: 0, refused: 0 });
	});

	it('says the same in a CSV', async () => {
		const text = (await csv()).replace(
			/^(2025,健康推進課,I042,.*),45\.0,,,,,,/m,
			'$1,45.0,41.2,速報,"改行の\r\nある、文",,,'
		);
		expect(changesOf(await upload(await shiftJis(text)))).toEqual([
			[
				'I042',
				expect.stringMatching(/行目「値」「値の状態」「要因分析」$/),
				'実績：41.2',
				'値の状態：速報',
				'要因分析：改行の\nある、文'
			]
		]);
	});

	it('leaves alone what a colleague changed meanwhile, and asks where both did', async () => {
		const file = await xlsx();
		const [a, b] = [await rowNumber('I033'), await rowNumber('I035')];
		await saveResult(editor, {
			indicatorCode: 'I033',
			fiscalYear: 2025,
			form: { ...entry('2500', 1), cause: '増えた' }
		});
		await saveResult(editor, { indicatorCode: 'I035', fiscalYear: 2025, form: entry('700', 1) });
		const { preview } = await upload(
			fillCells(file, { [`M${a}`]: '広報', [`J${b}`]: 710, [`K${b}`]: '確定' })
		);
		expect(preview.ignored.map(({ message }) => message)).toEqual([
			expect.stringMatching(/「I033」の値・要因分析は、.*新しいほうを残します/)
		]);
		expect(preview.cells.find(({ code }) => code === 'I033')?.changes.map(({ label }) => label)).toEqual([
			'課題'
		]);
		const both = preview.cells.find(({ code }) => code === 'I035');
		expect(both?.changes).toEqual([{ label: '実績', before: '700', after: '710' }]);
		expect(both?.warnings.join()).toContain('ファイルを作ったあと');
		await apply({ preview, rows: 0, encoding: null });
		expect([stored('I033'), stored('I035')]).toEqual(['2500|final|増えた', '710|final|']);
	});

	it('is answered at each cell that is wrong, and the rest can be applied knowingly', async () => {
		const at = Object.fromEntries(
			await Promise.all(
				['I033', 'I034', 'I035', 'I042', 'I043', 'I045'].map(
					async (code) => [code, await rowNumber(code)] as const
				)
			)
		);
		const filled = fillCells(await xlsx(), {
			[`J${at['I033']}`]: { formula: 'SUM(F3:H3)', result: 9 },
			[`J${at['I034']}`]: '約100',
			[`K${at['I035']}`]: '不明',
			[`J${at['I042']}`]: 41.2,
			[`J${at['I043']}`]: 99,
			[`C${at['I045']}`]: 'I04S'
		});
		const preview = await upload(filled);
		const said = [
			...preview.preview.refused,
			...preview.preview.cells
				.filter(({ outcome }) => outcome === 'refused')
				.map(({ place, refusal }) => ({ place, message: refusal }))
		];
		expect(Object.fromEntries(said.map(({ place, message }) => [place, message]))).toEqual({
			[`J${at['I033']}`]: expect.stringContaining('数式です'),
			[`J${at['I034']}`]: expect.stringContaining('約'),
			[`K${at['I035']}`]: expect.stringContaining('値の状態「不明」'),
			[`J${at['I043']}`]: expect.stringContaining('確認済'),
			[`${at['I045']}行目`]: expect.stringMatching(/「I04S」はありません.*I04/)
		});
		expect(await apply(preview)).toMatchObject({ applied: true, count: 1 });
		expect(stored('I042')).toBe('41.2|final|');
	});

	it('of another department or year is refused before anything is proposed', async () => {
		const planner = city.as('planner');
		const theirs = await xlsx(planner, { year: 2025, departmentCode: 'korei' });
		const { preview } = await upload(theirs);
		expect(preview.cells).toEqual([]);
		expect(preview.refused.length).toBeGreaterThan(1);
		expect(preview.refused[0]?.message).toMatch(/健康推進課の指標ではありません（.*課/);
		const older = (await csv()).replaceAll(/^2025,/gm, '2024,');
		await expectRefusal(() => upload(older), 'invalid', '令和6年度の入力用のファイルです');
	});
});

/** The text as Windows' Shift_JIS. Node only decodes it, so that every double byte is tried once. */
async function shiftJis(text: string): Promise<Uint8Array> {
	const table = new Map<string, number[]>();
	const decoder = new TextDecoder('windows-31j');
	for (let first = 0; first < 256; first++) {
		for (let second = 0; second < 256; second++) {
			const one = decoder.decode(Uint8Array.of(first));
			if (one.length === 1 && one !== '\u{fffd}') table.set(one, [first]);
			const two = decoder.decode(Uint8Array.of(first, second));
			if ([...two].length === 1 && two !== '\u{fffd}') table.set(two, [first, second]);
		}
	}
	return Promise.resolve(
		Uint8Array.from(
			[...text.replace('\u{feff}', '')].flatMap((character) => {
				const bytes = table.get(character);
				if (bytes === undefined) throw new RangeError(`not in Shift_JIS: ${character}`);
				return bytes;
			})
		)
	);
}
