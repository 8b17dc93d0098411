import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pasteSchema } from '#lib/schemas/batch.ts';
import type { Context } from '#lib/server/command.ts';
import { previewPaste } from '#lib/server/results/batch/paste.ts';
import { confirmResults, saveResult } from '#lib/server/results/commands.ts';
import { saveCells } from '#lib/server/results/entry/cells.ts';
import type { GridRow } from '#lib/server/results/entry/grid-row.ts';
import { readEntryGrid } from '#lib/server/results/entry/grid.ts';
import { readSubmission, submitRows } from '#lib/server/results/entry/submission.ts';
import type { EntryPatch } from '#lib/server/results/patch.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { refusalOf } from '#tests/support/refusal.ts';

const YEAR = 2025;
/** 高齢者の通いの場: asks for districts, and has none yet. */
const PLACES = 'I049';
/** 健康相談の延べ利用者数: a draft of 健康推進課. */
const VISITS = 'I033';
/** 自殺死亡率 and 特定保健指導の実施率: nothing entered yet. */
const DEATHS = 'I034';
const RATE = 'I042';
/** 特定健康診査の受診率: confirmed as 速報, final in November. */
const SCREENING = 'I032';

let city: City;
let kenko: Context;
let korei: Context;
let keys = 0;

beforeEach(async () => {
	city = await demoCity();
	kenko = city.as('editor_kenko');
	korei = city.as('editor_korei');
});
afterEach(() => city.close());

const grid = (context: Context, departmentCode: string | null = null, year: number | null = YEAR) =>
	readEntryGrid(context, { year, departmentCode });
function row(context: Context, code: string, departmentCode: string | null = null): GridRow {
	const rows = grid(context, departmentCode).groups.flatMap((group) => group.rows);
	const found = rows.find((each) => each.code === code);
	if (found === undefined) throw new RangeError(code);
	return found;
}
const save = (context: Context, code: string, patch: EntryPatch) =>
	saveCells(context, {
		indicatorCode: code,
		fiscalYear: YEAR,
		version: row(context, code).version,
		patch,
		key: `key-${(keys += 1)}`
	});
const submission = (context: Context) =>
	readSubmission(context, { year: YEAR, departmentCode: null }, new Map());

describe('the doubts about a figure', () => {
	it('are the same on the way out, in the cell and at the submission: an empty breakdown is one of them', async () => {
		const saved = await save(korei, PLACES, { entered: '63' });
		const { version } = saved;
		const refusal = await refusalOf(() =>
			submitRows(korei, YEAR, [{ indicatorCode: PLACES, version, patch: {}, confirmed: false }])
		);
		const { rows } = refusal.details as { rows: Record<string, { details: { warnings: string[] } }> };
		const asked = rows[PLACES]?.details.warnings ?? [];
		expect(asked.join()).toContain('地区別の内訳がまだ入っていません');
		expect(saved.warnings).toEqual(asked);
		expect(row(korei, PLACES).warnings).toEqual(asked);
		const page = submission(korei);
		expect(page.ready.map(({ code }) => code)).not.toContain(PLACES);
		const drawn = page.lacking.find(({ code }) => code === PLACES);
		expect(drawn?.warnings).toEqual(asked);
		expect(Object.keys(drawn?.lacks ?? {})).toEqual(['confirmed']);
	});

	it('leave nothing under 「このまま提出できる指標」 that a submission refuses', async () => {
		await save(korei, PLACES, { entered: '63' });
		await save(kenko, VISITS, { entered: '500' });
		await save(kenko, DEATHS, { entered: '18.5' });
		let count = 0;
		for (const context of [kenko, korei]) {
			const { ready } = submission(context);
			if (ready.length === 0) continue;
			count += ready.length;
			const chosen = ready.map(({ code, version }) => ({
				indicatorCode: code,
				version,
				patch: {},
				confirmed: false
			}));
			expect((await submitRows(context, YEAR, chosen)).count).toBe(ready.length);
		}
		expect(count).toBeGreaterThan(1);
	});

	it('are not asked again about a figure that was confirmed and is to be followed', async () => {
		await save(kenko, SCREENING, { entered: '1.1', state: 'preliminary' });
		expect(row(kenko, SCREENING).warnings).not.toEqual([]);
		const remarks = { cause: '受診の控え。', issue: '休日の枠。', nextAction: '休日健診を増やす。' };
		await submitRows(kenko, YEAR, [
			{
				indicatorCode: SCREENING,
				version: row(kenko, SCREENING).version,
				patch: remarks,
				confirmed: true
			}
		]);
		const { version } = row(kenko, SCREENING);
		await confirmResults(city.as('planner'), [{ indicatorCode: SCREENING, fiscalYear: YEAR, version }]);
		city.setNow('2026-11-04T09:00:00+09:00');
		expect(row(kenko, SCREENING)).toMatchObject({ group: 'due', again: true, warnings: [], complete: false });
		const again = submission(kenko).again.find(({ code }) => code === SCREENING);
		expect(again?.lacks).toEqual({});
		await submitRows(kenko, YEAR, [
			{
				indicatorCode: SCREENING,
				version: row(kenko, SCREENING).version,
				patch: {},
				confirmed: false
			}
		]);
	});
});

describe('the progress', () => {
	const completeFor = (context: Context, department: string) =>
		grid(context, department)
			.groups.flatMap(({ rows }) => rows)
			.filter(({ complete }) => complete)
			.map(({ code }) => code)
			.toSorted();

	it('is the same for the clerk, the head and the planning division', async () => {
		await save(kenko, VISITS, { entered: '500' });
		await save(kenko, DEATHS, { entered: '', state: 'unknown' });
		const own = completeFor(kenko, 'kenko');
		// Behind, and no remarks yet; sent back, and not mended.
		expect(own).not.toContain(VISITS);
		expect(own).not.toContain('I036');
		expect(own).toContain(DEATHS);
		expect(completeFor(city.as('head'), 'kenko')).toEqual(own);
		expect(completeFor(city.as('planner'), 'kenko')).toEqual(own);
	});
});

describe('an entry out of which everything was taken', () => {
	it('is to be entered again, for everybody who looks', async () => {
		await save(kenko, RATE, { entered: '60.0' });
		expect(row(kenko, RATE)).toMatchObject({ group: 'draft', stateWord: '下書き' });
		await save(kenko, RATE, { entered: '' });
		expect(row(kenko, RATE)).toMatchObject({ group: 'due', stateWord: '未入力', complete: false });
		expect(row(city.as('head'), RATE, 'kenko').stateWord).toBe('未入力');
		await save(kenko, RATE, { cause: '集計の途中です。' });
		expect(row(kenko, RATE).group).toBe('draft');
		await save(kenko, RATE, { cause: '', state: 'unknown' });
		expect(row(kenko, RATE).group).toBe('draft');
	});
});

describe('a sign in the cell', () => {
	it('takes its state along to the next sign and to a figure, also in a form without script', async () => {
		await save(kenko, RATE, { entered: 'x' });
		expect(row(kenko, RATE).state).toBe('suppressed');
		await save(kenko, RATE, { entered: '…', state: 'suppressed' });
		expect(row(kenko, RATE).state).toBe('unknown');
		const form = { state: 'unknown', cause: '', issue: '', nextAction: '' } as const;
		await saveResult(kenko, {
			indicatorCode: RATE,
			fiscalYear: YEAR,
			form: {
				...form,
				entered: '60.0',
				version: row(kenko, RATE).version,
				confirmed: false,
				key: undefined
			}
		});
		expect(row(kenko, RATE)).toMatchObject({ entered: '60.0', state: 'final' });
	});

	it('does not overrule a state that somebody chose', async () => {
		await save(kenko, RATE, { entered: '', state: 'no-survey' });
		const refusal = await refusalOf(() => save(kenko, RATE, { entered: '…', state: 'no-survey' }));
		expect(refusal.message).toContain('調査なし');
	});
});

describe('the date of a row', () => {
	it('is its own where the figure became final after the call had opened', () => {
		expect(row(kenko, SCREENING).due).toEqual({ words: '', late: false, own: false });
		expect(grid(kenko)).toMatchObject({ ownDates: 0, isAtDeadline: true });
		// The call itself stays where it was: a city's deadline does not move.
		city.setNow('2026-11-04T09:00:00+09:00');
		expect(row(kenko, SCREENING).due).toEqual({
			words: '11月に確定した分（令和8年11月1日から求めています）',
			late: false,
			own: true
		});
		for (const code of [DEATHS, 'I036'])
			expect(row(kenko, code).due).toMatchObject({ words: '期限の7月31日を過ぎています', late: true });
		expect(grid(kenko)).toMatchObject({ isAtDeadline: true });
		expect(grid(kenko).ownDates).toBeGreaterThan(0);
		expect(row(kenko, 'I043').due.words).toBe('');
	});
});

describe('a closed year', () => {
	it('lists its figures with the way to 訂正', () => {
		const page = grid(kenko, null, 2024);
		expect(page.cycle).toBeNull();
		expect(page.closed?.length).toBe(15);
		const screening = page.closed?.find(({ code }) => code === SCREENING);
		expect(screening).toMatchObject({ figure: '42.1', stateWord: '確認済', correction: 'possible' });
		expect(page.cycles.map(({ year }) => year)).toContain(YEAR);
		// Nobody is offered what another does.
		expect(grid(city.as('head'), 'kenko', 2024).closed?.some(({ correction }) => correction)).toBe(false);
	});

	it('is none where nobody was ever asked', () => {
		expect(grid(kenko, null, YEAR).closed).toBeNull();
		expect(grid(kenko, null, 2029).closed).toBeNull();
	});
});

describe('a pasted column', () => {
	it('is laid against the rows as they were seen, though a save has grouped them anew', async () => {
		const seen = grid(kenko).groups.flatMap(({ rows }) => rows.map(({ code }) => code));
		const at = seen.indexOf(DEATHS);
		await save(kenko, DEATHS, { entered: '18.5' });
		const form = pasteSchema.parse({ text: '18.4\n44.4', start: DEATHS, order: seen.join(',') });
		const asked = { year: YEAR, departmentCode: null };
		const codes = previewPaste(kenko, asked, form).cells.map(({ code }) => code);
		expect(codes).toEqual(seen.slice(at, at + 2));
		// Without the order it would land elsewhere: the page must send it.
		const blind = previewPaste(kenko, asked, { ...form, order: '' }).cells.map(({ code }) => code);
		expect(blind).not.toEqual(codes);
	});
});
