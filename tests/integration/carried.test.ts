/** 据え置き: a figure that was measured in an earlier year, from the entry page to its 訂正. */
import { describe, expect, it } from 'vitest';
import { approveCorrection, requestCorrection } from '#lib/server/results/corrections/corrections.ts';
import { confirmResults, returnResult, saveResult, submitResult } from '#lib/server/results/commands.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { previewBatch } from '#lib/server/results/batch/preview.ts';
import { undoBatch } from '#lib/server/results/batch/undo.ts';
import { saveCells } from '#lib/server/results/entry/cells.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { entrySheet } from '#lib/server/results/sheet/file.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import * as R from '../support/results.ts';

R.useCity();

/** 健康推進課, a level; confirmed for R6, a draft or nothing for R7. */
const C = 'I033';

/** What counted in a year, as text. */
function confirmedIn(year: number): string {
	const [text] = R.city.column(
		`select v.entered_text from result r join indicator i on i.id = r.indicator_id
		join result_revision v on v.result_id = r.id and v.revision = r.confirmed_revision
		where i.code = ? and r.fiscal_year = ? and r.district_id is null`,
		C,
		year
	) as string[];
	return text ?? '';
}

/** The measured year of every revision, the oldest first. */
const carried = () =>
	R.city.column(
		`select v.carried_from_year from result_revision v join result r on r.id = v.result_id
		join indicator i on i.id = r.indicator_id
		where i.code = ? and r.fiscal_year = 2025 and r.district_id is null order by v.revision`,
		C
	);

const save = (form: Parameters<typeof R.entry>[1]) => saveResult(R.editor, R.entry(C, form));

/** The grid saves one cell of the row. */
const saveCell = (patch: Parameters<typeof saveCells>[1]['patch'], key: string) =>
	saveCells(R.editor, { indicatorCode: C, fiscalYear: 2025, version: R.versionOf(C), patch, key });

describe('a carried figure', () => {
	it('is entered with the year in which it was measured, and shows it on every page', async () => {
		const figure = confirmedIn(2024);
		await submitResult(R.editor, R.entry(C, { entered: figure, carriedFrom: 'R6' }));
		expect(carried().at(-1)).toBe(2024);
		expect(readEntryPage(R.editor, 2025, C).carriedFrom).toBe('R6');
		const row = readReviewPage(R.planner, 2025).rows.find(({ indicatorCode }) => indicatorCode === C);
		expect(row?.measured).toContain('R6の値（据え置き）');
		await confirmResults(R.planner, [R.review(C)]);
		// As the page said before: by the target of the measured year.
		expect(R.judged(C)).toBe(row?.status);
	});

	it('keeps its year while the figure and its state stay, and is this year’s own once one of them changes', async () => {
		const figure = confirmedIn(2024);
		await save({ entered: figure, carriedFrom: '令和6年度' });
		await saveCell({ cause: '文だけを直した。' }, 'cell-cause');
		expect(carried().at(-1)).toBe(2024);
		await saveCell({ state: 'preliminary' }, 'cell-state');
		expect(carried().at(-1)).toBeNull();
		await save({ entered: figure, carriedFrom: 'R6' });
		await saveCell({ entered: '1' }, 'cell-entered');
		expect(carried().at(-1)).toBeNull();
	});

	it('is this year’s own where the field is emptied', async () => {
		const figure = confirmedIn(2024);
		await save({ entered: figure, carriedFrom: 'R6' });
		await save({ entered: figure, carriedFrom: '' });
		expect(carried().slice(-2)).toEqual([2024, null]);
	});

	it.each([
		['R7', /R7より前の年度です/],
		['R8', /R7より前の年度です/],
		['去年', /入力値：「去年」/]
	])('is refused for %s', async (carriedFrom, message) => {
		await expect(save({ entered: '1', carriedFrom })).rejects.toMatchObject({
			code: 'invalid',
			fields: { carriedFrom: expect.stringMatching(message) }
		});
	});

	it('says what its year says: another figure is refused, and none at all', async () => {
		const refused = { fields: { carriedFrom: expect.stringContaining('R6の確認済の値は') } };
		await expect(save({ entered: '0.5', carriedFrom: 'R6' })).rejects.toMatchObject(refused);
		const none = { fields: { carriedFrom: expect.stringContaining('その年度に測った値も') } };
		await expect(save({ entered: '', carriedFrom: 'R6' })).rejects.toMatchObject(none);
	});

	it('cannot be an amount that a year added', async () => {
		await returnResult(R.planner, R.review('I018'), '確認');
		const form = R.entry('I018', { entered: '20', carriedFrom: 'R6' });
		await expect(saveResult(R.planner, form)).rejects.toMatchObject({
			fields: { carriedFrom: expect.stringContaining('据え置けません') }
		});
		expect(readEntryPage(R.planner, 2025, 'I018').carriedFrom).toBeNull();
	});
});

describe('in a file', () => {
	const upload = (carriedFrom: string, entered: string) =>
		previewBatch(R.editor, {
			source: 'upload',
			fileName: '実績入力.csv',
			proposals: [{ indicatorCode: C, fiscalYear: 2025, entered, carriedFrom, place: '3行目' }]
		});

	async function apply(carriedFrom: string, entered: string) {
		const form = new FormData();
		form.set('batch', upload(carriedFrom, entered).handOver);
		form.set('key', 'form-1');
		form.set('confirmed', 'all');
		const outcome = await applyBatch(R.editor, readBatchForm(form));
		if (!outcome.applied) throw new Error(outcome.message);
		return outcome.batchId;
	}

	it('is shown in the preview, written, and given back by 元に戻す', async () => {
		const figure = confirmedIn(2024);
		expect(upload('R6', figure).cells[0]?.changes).toContainEqual({
			label: '測った年度',
			before: '（この年度）',
			after: 'R6'
		});
		await apply('R6', figure);
		expect(carried().at(-1)).toBe(2024);
		await save({ entered: figure, carriedFrom: 'R6' });
		const batchId = await apply('', '9');
		expect(carried().at(-1)).toBeNull();
		await undoBatch(R.editor, batchId);
		expect(carried().at(-1)).toBe(2024);
	});

	it('is refused with the reason, and nothing is written', () => {
		expect(upload('R7', '9').cells[0]).toMatchObject({
			outcome: 'refused',
			refusal: expect.stringContaining('R7より前の年度です')
		});
	});

	it('has a column of its own', async () => {
		await save({ entered: confirmedIn(2024), carriedFrom: 'R6' });
		const { body } = await entrySheet(R.editor, { year: 2025, departmentCode: null }, 'csv');
		const [head = '', ...lines] = String(body).split('\r\n');
		const at = head.split(',').indexOf('測った年度');
		expect(at).toBeGreaterThan(0);
		expect(lines.find((line) => line.includes(`,${C},`))).toContain(',R6,');
	});
});

it('a 訂正 that changes a carried figure makes it this year’s own', async () => {
	await submitResult(R.editor, R.entry(C, { entered: confirmedIn(2024), carriedFrom: 'R6' }));
	await confirmResults(R.planner, [R.review(C)]);
	const form = {
		entered: '41.5',
		reason: '今年度の調査の値を載せていなかったため。',
		version: R.versionOf(C),
		confirmed: true
	} as Parameters<typeof requestCorrection>[1]['form'];
	const id = await requestCorrection(R.editor, { indicatorCode: C, fiscalYear: 2025, form });
	await approveCorrection(R.planner, { id, version: R.versionOf(C) });
	expect(carried().slice(-2)).toEqual([2024, null]);
	expect(R.stored(C)?.entered).toBe('41.5');
});
