/** Many figures at once: previewed, applied all or none, taken back once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { applyBatch } from '#lib/server/results/batch/batch.ts';
import { readBatchForm } from '#lib/server/results/batch/form.ts';
import { readBatchNotice } from '#lib/server/results/batch/notice.ts';
import { previewBatch } from '#lib/server/results/batch/preview.ts';
import type { BatchInput, BatchOutcome, BatchPreview, Proposal } from '#lib/server/results/batch/types.ts';
import { lastBatch, undoBatch } from '#lib/server/results/batch/undo.ts';
import { confirmResults, saveResult, submitResult } from '#lib/server/results/commands.ts';
import { previewPaste } from '#lib/server/results/batch/paste.ts';
import { pasteSchema } from '#lib/schemas/batch.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

const YEAR = 2025;
/** 健康推進課's: a draft of 2418, due, a draft 「…」, returned with 36.4, due, confirmed 44.3. */
const [DRAFT, DUE, UNKNOWN, RETURNED, RATE, CONFIRMED] = ['I033', 'I034', 'I035', 'I036', 'I042', 'I038'];
/** 高齢介護福祉課's. */
const OTHERS = 'I049';

let city: City;
let editor: Context;

beforeEach(async () => {
	city = await demoCity();
	editor = city.as('editor_kenko');
});
afterEach(() => city.close());

const line = (indicatorCode: string, entered: string, more: Partial<Proposal> = {}): Proposal => ({
	indicatorCode,
	fiscalYear: YEAR,
	entered,
	place: `${indicatorCode}の行`,
	...more
});

function preview(proposals: readonly Proposal[], more: Partial<BatchInput> = {}, as = editor): BatchPreview {
	return previewBatch(as, { source: 'paste', fileName: '', proposals, ...more });
}

/** The form of the preview's page, as the browser sends it. */
function formOf(shown: BatchPreview, fields: Record<string, string> = {}): FormData {
	const form = new FormData();
	form.set('batch', shown.handOver);
	for (const [name, value] of Object.entries({ key: 'form-1', ...fields })) form.set(name, value);
	return form;
}

function apply(shown: BatchPreview, fields: Record<string, string> = {}, as = editor): Promise<BatchOutcome> {
	return applyBatch(as, readBatchForm(formOf(shown, { confirmed: 'all', ...fields })));
}

async function applied(
	shown: BatchPreview,
	fields: Record<string, string> = {},
	as = editor
): Promise<{ batchId: number; count: number }> {
	const outcome = await apply(shown, fields, as);
	if (!outcome.applied) throw new Error(outcome.message);
	return outcome;
}

interface Stored {
	readonly state: string;
	readonly version: number;
	readonly entered: string;
	readonly missing: string | null;
	readonly cause: string;
	readonly revision: number;
}

function stored(code: string, year = YEAR): Stored | undefined {
	return city.database.$client
		.prepare(
			`select r.state, r.version, v.entered_text entered, v.missing_reason missing, v.cause, v.revision
			from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.current_revision
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`
		)
		.get(code, year) as Stored | undefined;
}

const outcomes = (shown: BatchPreview) =>
	Object.fromEntries(shown.cells.map(({ code, year, outcome }) => [`${code} ${year}`, outcome]));

/** Everything that a batch writes, counted. */
const rows = () =>
	Object.fromEntries(
		['result', 'result_revision', 'result_event', 'audit_entry', 'entry_batch', 'entry_batch_item'].map(
			(table) => [table, city.count(table)]
		)
	);

describe('a preview', () => {
	it('says for each cell what would happen, and writes nothing', () => {
		const before = rows();
		const shown = preview([
			line(DRAFT, '２，４２０'),
			line(DUE, '15.1'),
			line(RETURNED, '36.40'),
			line(RATE, '約40'),
			line(CONFIRMED, '44.3'),
			line(OTHERS, '12'),
			line('I999', '1'),
			line(CONFIRMED, '44.3', { fiscalYear: 2024 })
		]);
		expect(outcomes(shown)).toEqual({
			'I033 R7': 'change',
			'I034 R7': 'change',
			'I036 R7': 'same',
			'I042 R7': 'refused',
			'I038 R7': 'same',
			'I049 R7': 'refused',
			'I999 R7': 'refused',
			'I038 R6': 'closed-differs'
		});
		expect(shown.counts).toMatchObject({ change: 2, same: 2, refused: 3, closedDiffers: 1, closedSame: 0 });
		expect(rows()).toEqual(before);
	});

	it('shows what stands and what would stand', () => {
		const [cell] = preview([line(DRAFT, '2420', { cause: '相談日を増やした。' })]).cells;
		expect(cell).toMatchObject({
			name: '健康相談の延べ利用者数',
			before: { figure: '2,418', workflow: '下書き' },
			after: { figure: '2,420', entered: '2420' },
			changes: [
				{ label: '実績', before: '2,418', after: '2,420' },
				{ label: '要因分析', after: '相談日を増やした。' }
			]
		});
		expect(cell?.before?.by).not.toBe('');
	});

	it.each<[string, Proposal, string]>([
		['another department', line(OTHERS, '12'), '高齢介護福祉課が主管課の指標です'],
		['an unknown code', line('I04２', '12'), 'I042（特定保健指導の実施率）'],
		[
			'a year nobody called for',
			line(DUE, '15', { fiscalYear: 2019 }),
			'令和元年度には実績を求められていません'
		],
		['a confirmed figure', line(CONFIRMED, '40'), '確認済のため、変更できません'],
		['no number', line(RATE, '４０人'), 'この指標の単位は「%」です'],
		['a dash', line(RATE, '－'), '0件ですか、対象なしですか'],
		['a value with a reason', line(RATE, '40', { state: 'unknown' }), '同時に登録できません'],
		['a remark too long', line(RATE, '40', { cause: 'あ'.repeat(2001) }), '2,000文字まで'],
		['a figure too long', line(RATE, '4'.repeat(300)), '値は200文字までです。今は300文字で、100文字多く']
	])('refuses %s with cause and remedy', (_what, proposal, words) => {
		const [cell] = preview([proposal]).cells;
		expect(cell?.outcome).toBe('refused');
		expect(cell?.refusal).toContain(words);
		expect(cell?.place).toBe(proposal.place);
	});

	it('refuses doubled lines, both of them', () => {
		const shown = preview([line(DUE, '15.1', { place: '2行目' }), line(DUE, '15.1', { place: '9行目' })]);
		expect(shown.cells.map(({ refusal }) => refusal)).toEqual(
			Array(2).fill(expect.stringContaining('2行目と9行目が、同じ指標の同じ年度です'))
		);
	});

	it('compares closed years: the same in another writing, and what differs', () => {
		const [figure] = city.column(
			"select v.entered_text from result r join indicator i on i.id=r.indicator_id join result_revision v on v.result_id=r.id and v.revision=r.current_revision where i.code='I038' and r.fiscal_year=2024 and r.district_id is null"
		) as string[];
		const shown = preview([
			line(CONFIRMED, `${figure}０ ％`, { fiscalYear: 2024 }),
			line(RATE, '1', { fiscalYear: 2024 }),
			line(RATE, '読めない', { fiscalYear: 2023 })
		]);
		expect(outcomes(shown)).toEqual({
			'I038 R6': 'closed-same',
			'I042 R6': 'closed-differs',
			'I042 R5': 'closed-differs'
		});
	});

	it('takes a figure over a missing reason, and a sign over another', () => {
		const shown = preview([line(UNKNOWN, '520'), line(DRAFT, 'x')]);
		expect(shown.cells.map(({ outcome, changes }) => [outcome, changes.at(-1)])).toEqual([
			['change', { label: '値の状態', before: '未把握', after: '確定' }],
			['change', { label: '値の状態', before: expect.any(String) as string, after: '秘匿' }]
		]);
	});

	it('reads a lone dash of a file as 該当なし', () => {
		const [cell] = preview([line(RATE, '－')], { source: 'upload' }).cells;
		expect(cell).toMatchObject({ outcome: 'change', after: { figure: '－' } });
	});

	it('points out what a colleague stored after the file was made', async () => {
		const seenVersion = stored(DRAFT)?.version;
		await applied(preview([line(DRAFT, '2500')], {}, city.as('planner')), {}, city.as('planner'));
		const [late, fresh] = [seenVersion, (seenVersion ?? 0) + 1].map(
			(version) => preview([line(DRAFT, '2420', { seenVersion: version })], { source: 'upload' }).cells[0]
		);
		expect(late?.warnings.join('')).toContain('ファイルを作ったあと、総合政策課');
		expect(fresh?.warnings.join('')).not.toContain('ファイルを作ったあと');
	});
});

describe('applying', () => {
	it('stores drafts with their course, audit and judgements', async () => {
		const before = rows();
		const { batchId, count } = await applied(
			preview([line(DRAFT, '2420'), line(DUE, '15.1', { state: 'preliminary' }), line(CONFIRMED, '44.3')])
		);
		expect(count).toBe(2);
		expect(stored(DRAFT)).toMatchObject({ entered: '2420', state: 'draft' });
		expect(stored(DUE)).toMatchObject({ entered: '15.1', state: 'draft', version: 1 });
		expect(city.column('select reason from result_event order by id desc limit 2')).toEqual([
			'Excelから貼り付け',
			'Excelから貼り付け'
		]);
		expect(city.column('select action from audit_entry order by id desc limit 3')).toEqual([
			'batch-applied',
			'result-saved',
			'result-saved'
		]);
		expect(rows()).toEqual({
			...before,
			result: before['result']! + 1,
			result_revision: before['result_revision']! + 2,
			result_event: before['result_event']! + 2,
			audit_entry: before['audit_entry']! + 3,
			entry_batch: 1,
			entry_batch_item: 2
		});
		expect(
			city.column('select revision_before from entry_batch_item where batch_id = ? order by id', batchId)[1]
		).toBe(0);
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('keeps a returned figure returned, and what a patch does not name', async () => {
		const before = stored(RETURNED);
		await applied(preview([line(RETURNED, '37.1')]));
		expect(stored(RETURNED)).toMatchObject({ state: 'returned', entered: '37.1', cause: before?.cause });
	});

	it('writes nothing at all when the middle cell cannot be written any more', async () => {
		const shown = preview([line(DRAFT, '2420'), line(RETURNED, '37.1'), line(DUE, '15.1')]);
		await submitResult(city.as('planner'), {
			indicatorCode: RETURNED ?? '',
			fiscalYear: YEAR,
			form: {
				entered: '37.0',
				state: 'final',
				cause: 'a',
				issue: 'b',
				nextAction: 'c',
				version: stored(RETURNED ?? '')?.version ?? 0,
				confirmed: true
			}
		});
		const before = rows();
		const commits = city.commits();
		const outcome = await apply(shown);
		expect(outcome).toMatchObject({
			applied: false,
			message: expect.stringContaining('I036の行「乳がん検診の受診率」') as string
		});
		expect(outcome.applied ? null : outcomes(outcome.preview)).toMatchObject({ 'I036 R7': 'refused' });
		expect(rows()).toEqual(before);
		expect(city.commits()).toBe(commits);
	});

	it('stops at a colleague’s newer value, shows it, and goes on only from what is shown then', async () => {
		const shown = preview([line(DRAFT, '2420'), line(DUE, '15.1')]);
		await applied(preview([line(DRAFT, '2500')], {}, city.as('planner')), {}, city.as('planner'));
		const outcome = await apply(shown);
		if (outcome.applied) throw new Error('overwritten');
		expect(outcome.message).toContain('状況が変わりました');
		expect(outcome.preview.cells[0]?.before?.figure).toBe('2,500');
		expect(stored(DUE)).toBeUndefined();
		await applied(outcome.preview, { key: 'form-2' });
		expect(stored(DRAFT)?.entered).toBe('2420');
	});

	it('stops when the year was closed meanwhile', async () => {
		const shown = preview([line(DRAFT, '2420')]);
		city.database.$client
			.prepare("update reporting_cycle set closed_at = '2026-07-28T05:00:00.000Z' where fiscal_year = 2025")
			.run();
		expect(await apply(shown)).toMatchObject({ applied: false });
		expect(stored(DRAFT)?.entered).toBe('2418');
	});

	it('leaves refused cells out only where the person chose so', async () => {
		const shown = preview([line(DRAFT, '2420'), line(RATE, '約40')], {
			refused: [{ place: '7行目', message: '読めない行' }]
		});
		const outcome = await apply(shown);
		expect(outcome).toMatchObject({
			applied: false,
			message: expect.stringContaining('反映できないものが2件') as string,
			preview: { refused: [{ place: '7行目' }] }
		});
		expect(await applied(shown, { 'without-refused': 'on', key: 'form-2' })).toMatchObject({ count: 1 });
	});

	it('asks for a word on doubtful figures', async () => {
		const shown = preview([line(DRAFT, '24200')]);
		expect(shown.counts.warned).toBe(1);
		expect(await apply(shown, { confirmed: 'I999/2025' })).toMatchObject({
			applied: false,
			message: expect.stringContaining('確かめてほしい値が1件') as string
		});
		expect(await applied(shown, { confirmed: `${DRAFT}/${YEAR}`, key: 'form-2' })).toMatchObject({
			count: 1
		});
	});

	it('carries out the same form once', async () => {
		const shown = preview([line(DRAFT, '2420')]);
		const first = await applied(shown);
		const before = rows();
		expect(await applied(shown)).toEqual(first);
		expect(rows()).toEqual(before);
	});

	it('refuses when there is nothing to write', async () => {
		await expectRefusal(() => apply(preview([line(CONFIRMED, '44.3')])), 'invalid', '反映する値がありません');
	});

	it.each([
		['nothing', { batch: '' }],
		['no JSON', { batch: '{' }],
		['another shape', { batch: '{"source":"paste"}' }],
		['no key', { key: '' }]
	])('refuses a form with %s', async (_what, fields) => {
		await expectRefusal(
			() => apply(preview([line(DRAFT, '1')]), fields),
			'invalid',
			'確認の画面を読み取れません'
		);
	});

	it('believes nothing of the hidden form: rights and rules hold', async () => {
		const forged = JSON.parse(preview([line(DRAFT, '2420')]).handOver) as {
			items: Record<string, unknown>[];
		};
		forged.items = [{ ...forged.items[0], indicatorCode: OTHERS, shown: { outcome: 'change', version: 0 } }];
		const shown = { ...preview([]), handOver: JSON.stringify(forged) };
		expect(await apply(shown, { 'without-refused': 'on' })).toMatchObject({ applied: false });
		expect(stored(OTHERS)).toBeUndefined();
	});

	it('is not for those who enter no figures', async () => {
		await expectRefusal(
			() => apply(preview([line(DRAFT, '2420')]), {}, city.as('viewer')),
			'forbidden',
			'実績の入力は'
		);
		const head = preview([line(DRAFT, '2420')], {}, city.as('head'));
		expect(head.cells[0]).toMatchObject({
			outcome: 'refused',
			refusal: expect.stringContaining('担当課の担当者と総合政策課です') as string
		});
	});
});

describe('taking back', () => {
	const everything = () => [DRAFT, DUE, UNKNOWN, RETURNED].map((code) => stored(code ?? ''));

	it('restores what stood before, as one, once', async () => {
		const before = everything();
		const { batchId } = await applied(
			preview([
				line(DRAFT, '2420', { cause: '新しい' }),
				line(DUE, '15.1'),
				line(UNKNOWN, '520'),
				line(RETURNED, '37.1')
			])
		);
		expect(lastBatch(editor)).toMatchObject({ count: 4, problems: [], batch: { id: batchId } });
		city.pass(5);
		expect(await undoBatch(editor, batchId)).toEqual({ count: 4 });
		const kept = ({ entered, missing, cause, state }: Stored) => ({ entered, missing, cause, state });
		expect(everything().map((row) => row && kept(row))).toEqual([
			before[0] && kept(before[0]),
			{ entered: '', missing: null, cause: '', state: 'draft' },
			before[2] && kept(before[2]),
			before[3] && kept(before[3])
		]);
		expect(city.column('select reason from result_event order by id desc limit 1')).toEqual([
			'取り込みを元に戻した'
		]);
		expect(city.column('select action from audit_entry order by id desc limit 1')).toEqual(['batch-undone']);
		expect(findStaleJudgements(city.database)).toEqual([]);
		const rowsAfter = rows();
		// The button pressed twice.
		expect(await undoBatch(editor, batchId)).toEqual({ count: 4 });
		expect(rows()).toEqual(rowsAfter);
		await expectRefusal(() => undoBatch(city.as('planner'), batchId), 'locked', 'すでに元に戻して');
		expect(lastBatch(editor)).toBeNull();
	});

	it('lets a confirmed 速報 and 未把握 count again, and leaves no draft on top of them', async () => {
		const stand = () =>
			['I032', 'I039'].map((code) => {
				const { state, entered, missing } = stored(code) ?? {};
				return { state, entered, missing };
			});
		const before = stand();
		expect(before.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
		const { batchId } = await applied(
			preview([line('I032', '39.4', { state: 'final' }), line('I039', '12', { state: 'final' })])
		);
		expect(stand().map(({ state }) => state)).toEqual(['draft', 'draft']);
		expect(await undoBatch(editor, batchId)).toEqual({ count: 2 });
		expect(stand()).toEqual(before);
		expect(city.column('select reason from result_event order by id desc limit 2')).toEqual([
			'取り込みを元に戻した',
			'取り込みを元に戻した'
		]);
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('refuses as a whole where one was changed since, and names it', async () => {
		const { batchId } = await applied(preview([line(DRAFT, '2420'), line(DUE, '15.1')]));
		await saveResult(city.as('planner'), {
			indicatorCode: DUE ?? '',
			fiscalYear: YEAR,
			form: {
				entered: '15.2',
				state: 'final',
				cause: '',
				issue: '',
				nextAction: '',
				version: 1,
				confirmed: false
			}
		});
		const before = rows();
		await expectRefusal(
			() => undoBatch(editor, batchId),
			'conflict',
			'「自殺死亡率（10万人当たり）」（R7）は、そのあと総合政策課'
		);
		expect(rows()).toEqual(before);
		expect(stored(DRAFT)?.entered).toBe('2420');
	});

	it('refuses what was submitted since, with the word what to do', async () => {
		const { batchId } = await applied(preview([line(DRAFT, '2420')]));
		await submitResult(editor, {
			indicatorCode: DRAFT ?? '',
			fiscalYear: YEAR,
			form: {
				entered: '2420',
				state: 'final',
				cause: 'a',
				issue: 'b',
				nextAction: 'c',
				version: stored(DRAFT ?? '')?.version ?? 0,
				confirmed: true
			}
		});
		await expectRefusal(() => undoBatch(editor, batchId), 'conflict', 'そのあと');
		await confirmResults(city.as('planner'), [
			{ indicatorCode: DRAFT ?? '', fiscalYear: YEAR, version: stored(DRAFT ?? '')?.version ?? 0 }
		]);
		await expectRefusal(() => undoBatch(editor, batchId), 'conflict', 'そのあと');
	});

	it('is for who did it and for the planning division', async () => {
		const { batchId } = await applied(preview([line(DRAFT, '2420')]));
		await expectRefusal(() => undoBatch(city.as('editor'), batchId), 'forbidden', '取り込んだ本人');
		await expectRefusal(() => undoBatch(editor, 999), 'not-found', '見つかりません');
		expect(await undoBatch(city.as('planner'), batchId)).toEqual({ count: 1 });
	});

	it('is offered on the same day, while it is possible', async () => {
		const { batchId } = await applied(preview([line(DRAFT, '2420'), line(DUE, '15.1')]));
		const notice = (query = '') => readBatchNotice(editor, new URLSearchParams(query));
		expect(notice(`batch=${batchId}`)).toMatchObject({
			kind: 'applied',
			text: '貼り付けた2件を下書きに保存しました。提出はまだです。',
			undo: { batchId, label: '貼り付けた2件を元に戻す' }
		});
		expect(notice()).toMatchObject({ kind: 'earlier', undo: { batchId } });
		expect(notice('undone=2')).toMatchObject({ kind: 'undone', text: '2件を、取り込む前の値に戻しました。' });
		expect(readBatchNotice(city.as('editor'), new URLSearchParams(`batch=${batchId}`))).toBeNull();
		city.pass(24 * 60);
		expect(notice()).toBeNull();
	});
});

describe('a paste', () => {
	const paste = (text: string, more: Record<string, string> = {}, as = editor) =>
		previewPaste(as, { year: YEAR, departmentCode: null }, pasteSchema.parse({ text, ...more }));

	it('goes down from the cell it was pasted into, in the order the person saw', () => {
		const shown = paste('2420\r\n15.1\r\n\r\n', { start: 'I033', order: 'I036,I033,I034,I042' });
		expect(shown.cells.map(({ code, outcome }) => [code, outcome])).toEqual([
			['I033', 'change'],
			['I034', 'change']
		]);
		expect(shown.leftOut).toEqual([{ why: '空の行です', cells: 1, places: '3行目' }]);
	});

	it('shows every decimal that will be stored', async () => {
		const shown = paste('コード\tR7\r\nI033\t17.2\r\n');
		expect(shown.cells[0]).toMatchObject({ outcome: 'change', after: { figure: '17.2' } });
		await applied(shown);
		expect(stored(DRAFT)?.entered).toBe('17.2');
		expect(paste('コード\tR7\r\nI033\t17.25\r\n').cells[0]).toMatchObject({
			before: { figure: '17.2' },
			changes: [{ label: '実績', before: '17.2', after: '17.25' }]
		});
	});

	it('suggests only what this person may enter', () => {
		const own = preview([line('I0336', '1')]).cells[0]?.refusal;
		expect(own).toMatch(/I033（.*ではありませんか/);
		for (const code of ['I0499', 'I999'])
			expect(preview([line(code, '1')]).cells[0]?.refusal).not.toMatch(/I049（|I099（/);
	});

	it('asks which years columns without a head are, and reads them as the person says', () => {
		const block = '特定保健指導の実施率\t38.8\t39.5\r\n';
		const asked = paste(block);
		expect(asked.cells).toEqual([]);
		expect(asked.question).toEqual({
			years: [2024, 2025],
			sentence: '2列目は令和6年度の値と同じです。3列目を令和7年度として読みますか。'
		});
		const read = paste(block, { columnYears: '2024,2025' });
		expect(outcomes(read)).toEqual({ 'I042 R6': 'closed-same', 'I042 R7': 'change' });
		expect(read.question).toBeNull();
		// What the page did not ask is not taken.
		for (const columnYears of ['2025,2025', '2030,2031', 'x'])
			expect(paste(block, { columnYears }).cells).toEqual([]);
	});

	it('leaves sums out without a tick', () => {
		const shown = paste('指標\tR7\r\n特定保健指導の実施率\t39.5\r\n合計\t39.5\r\n');
		expect(shown.counts).toMatchObject({ change: 1, refused: 0 });
		expect(shown.leftOut.map(({ why, places }) => `${places} ${why}`)).toContainEqual(
			expect.stringMatching(/^3行目 集計の行です/)
		);
	});

	it('reads a table with names, several years and states', () => {
		const shown = paste(
			'指標\t単位\tR6\tR7\t値の状態\r\n特定保健指導の実施率\t％\t38.8\t39.5\t速報\r\n自殺死亡率（10万人当たり）\t人\t\t15.1\t\r\n地域の通いの場の数\t箇所\t\t12\t\r\n自殺死亡率\t人\t\t15\t\r\n'
		);
		expect(outcomes(shown)).toEqual({
			'I042 R6': 'closed-same',
			'I042 R7': 'change',
			'I034 R7': 'change',
			'I049 R7': 'refused'
		});
		expect(shown.refused[0]).toMatchObject({
			place: '5行目',
			message: expect.stringContaining('「自殺死亡率（10万人当たり）」ではありませんか') as string
		});
		expect(shown.cells.find(({ code }) => code === 'I049')?.refusal).toContain('高齢介護福祉課');
	});

	it('empties what is stored only where the person chose so', () => {
		const block = 'コード\tR7\r\nI033\t\r\nI034\t15.1\r\n';
		expect(outcomes(paste(block))).toEqual({ 'I034 R7': 'change' });
		expect(paste(block, { blank: 'clear' }).cells[0]).toMatchObject({
			code: 'I033',
			outcome: 'change',
			after: { figure: '（空欄）', status: 'missing' }
		});
	});

	it.each([
		['nothing', '', '貼り付ける表がありません'],
		['blanks', '\t\r\n\t\r\n', '貼り付ける表がありません'],
		['too much', '1\n'.repeat(3000), '2,000行まで']
	])('refuses %s in words', async (_what, text, words) => {
		await expectRefusal(() => paste(text), 'invalid', words);
	});
});

it('writes 500 cells in one go', async () => {
	const planner = city.as('planner');
	// A city of this size in one department: copies of one indicator with its KPI.
	city.database.$client.exec(`
		with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)
		insert into indicator (code, name, unit, decimals, accumulation, definition, is_sample)
		select 'B' || i, '試験の指標' || i, '%', 1, 'level', '', 1 from n;
	`);
	city.database.$client.exec(`
		insert into kpi (code, basic_plan_id, node_id, indicator_id, position)
		select 'K' || i.code, k.basic_plan_id, k.node_id, i.id, 1000 + i.id from indicator i, kpi k
		where i.code like 'B%' and k.code = 'Z022';
		insert into kpi_revision (kpi_id, revision, name, direction, goal, final_year, final_target_digits, final_target_scale, baseline_use)
		select k.id, 1, i.name, 'increase', 'reach', 2025, 500, 1, 'comparable' from kpi k join indicator i on i.id = k.indicator_id
		where i.code like 'B%';
	`);
	const proposals = Array.from({ length: 500 }, (_, at) => line(`B${at + 1}`, `${40 + (at % 10)}.5`));
	const began = performance.now();
	const shown = preview(proposals, { source: 'upload', fileName: '大きな表.xlsx' }, planner);
	const seen = performance.now();
	const { count, batchId } = await applied(shown, {}, planner);
	const written = performance.now();
	await undoBatch(planner, batchId);
	console.log(
		`500 cells: preview ${Math.round(seen - began)} ms, apply ${Math.round(written - seen)} ms, undo ${Math.round(performance.now() - written)} ms`
	);
	expect(count).toBe(500);
	expect(findStaleJudgements(city.database)).toEqual([]);
});
