import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { confirmResults, withdrawResult } from '#lib/server/results/commands.ts';
import { cellRequestOf, saveCells, saveRows, type CellRequest } from '#lib/server/results/entry/cells.ts';
import { digestOf, type GridRow } from '#lib/server/results/entry/grid-row.ts';
import { readEntryGrid } from '#lib/server/results/entry/grid.ts';
import { readSubmission, submitRows, type Chosen } from '#lib/server/results/entry/submission.ts';
import type { EntryPatch } from '#lib/server/results/patch.ts';
import type { ConflictDetails } from '#lib/server/results/writing/stale.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { executions } from '#tests/support/executions.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

const YEAR = 2025;
/** 健康相談の延べ利用者数: a draft of 健康推進課 with 2418. */
const VISITS = 'I033';
/** 特定保健指導の実施率（％）: nothing entered yet. */
const RATE = 'I042';
/** 自殺死亡率: nothing entered yet; lower is better. */
const DEATHS = 'I034';
/** Sent back with 36.4. */
const RETURNED = 'I036';
/** Confirmed for good. */
const CONFIRMED = 'I043';

let city: City;
let editor: Context;
let keys = 0;

beforeEach(async () => {
	city = await demoCity();
	editor = city.as('editor_kenko');
});
afterEach(() => city.close());

const grid = (context: Context = editor, departmentCode: string | null = null) =>
	readEntryGrid(context, { year: YEAR, departmentCode });
const rowsOf = (context: Context = editor) => grid(context).groups.flatMap(({ rows }) => rows);
function row(code: string, context: Context = editor): GridRow {
	const found = rowsOf(context).find((each) => each.code === code);
	if (found === undefined) throw new RangeError(code);
	return found;
}
const cells = (code: string, patch: EntryPatch, more: Partial<CellRequest> = {}): CellRequest => ({
	indicatorCode: code,
	fiscalYear: YEAR,
	version: row(code).version,
	patch,
	key: `key-${(keys += 1)}`,
	...more
});
const written = () =>
	Object.fromEntries(
		['result', 'result_revision', 'result_event', 'audit_entry', 'idempotency_key'].map((table) => [
			table,
			city.count(table)
		])
	);

describe('saving by cell', () => {
	it('stores what was named, keeps the rest, and says what follows', async () => {
		const before = written();
		const saved = await saveCells(editor, cells(RATE, { entered: '６０．０％' }));
		expect(saved).toMatchObject({
			version: 1,
			fields: { entered: '６０．０％', state: 'final', cause: '' },
			figure: '60.0',
			status: 'achieved',
			needsRemarks: false,
			savedAt: '14:05'
		});
		expect(written()).toEqual({
			result: Number(before['result']) + 1,
			result_revision: Number(before['result_revision']) + 1,
			result_event: Number(before['result_event']) + 1,
			audit_entry: Number(before['audit_entry']) + 1,
			idempotency_key: Number(before['idempotency_key']) + 1
		});
		await saveCells(editor, cells(RATE, { cause: '休日の枠を増やしたため。' }));
		expect(row(RATE)).toMatchObject({ entered: '６０．０％', cause: '休日の枠を増やしたため。', version: 2 });
		await saveCells(editor, cells(RATE, { state: 'preliminary' }));
		expect(row(RATE)).toMatchObject({ entered: '６０．０％', state: 'preliminary', version: 3 });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('demands remarks and doubts where the result is bad', async () => {
		const saved = await saveCells(editor, cells(VISITS, { entered: '500' }));
		expect(saved.needsRemarks).toBe(true);
		expect(saved.warnings.join()).toContain('これまでにない幅で減って');
	});

	it('reads a sign as the reason that it is', async () => {
		const saved = await saveCells(editor, cells(VISITS, { entered: '…' }));
		expect(saved.fields).toMatchObject({ entered: '…', state: 'unknown' });
		expect(saved.status).toBe('none');
	});

	it('carries a doubled or repeated save out once, and answers the same', async () => {
		const request = cells(RATE, { entered: '60.0' });
		const first = await saveCells(editor, request);
		const after = written();
		expect(await saveCells(editor, request)).toEqual(first);
		expect(written()).toEqual(after);
		// The same key with something else in it is something else.
		await expectRefusal(
			() => saveCells(editor, { ...request, patch: { entered: '61.0' } }),
			'conflict',
			'変更しました'
		);
	});

	it('tells a repeated save that a colleague came in between', async () => {
		const request = cells(RATE, { entered: '60.0' });
		await saveCells(editor, request);
		await saveCells(city.as('editor'), cells(RATE, { entered: '61.0' }));
		const refusal = await refusalOf(() => saveCells(editor, request));
		expect(refusal.code).toBe('conflict');
		expect(refusal.details).toMatchObject({ entered: '61.0', version: 2 } satisfies Partial<ConflictDetails>);
		expect(row(RATE).entered).toBe('61.0');
	});

	it('overwrites nobody’s newer value, and shows it', async () => {
		const mine = cells(RATE, { entered: '60.0' });
		await saveCells(city.as('editor'), cells(RATE, { entered: '61.0' }));
		const before = written();
		const refusal = await refusalOf(() => saveCells(editor, mine));
		expect(refusal.code).toBe('conflict');
		expect(refusal.details).toMatchObject({ entered: '61.0', by: city.as('editor').actor.name });
		expect(written()).toEqual(before);
	});

	it('refuses what cannot be read at its field, and writes nothing', async () => {
		const before = written();
		const refusal = await expectRefusal(
			() => saveCells(editor, cells(RATE, { entered: '約45' })),
			'invalid',
			'約45'
		);
		expect(Object.keys(refusal.fields)).toEqual(['entered']);
		expect(written()).toEqual(before);
	});

	it('refuses what is submitted, confirmed or closed, and says why', async () => {
		await expectRefusal(() => saveCells(editor, cells(CONFIRMED, { entered: '1' })), 'locked', '確認済');
		await expectRefusal(
			() => saveCells(editor, cells(RATE, { entered: '1' }, { fiscalYear: 2024 })),
			'locked',
			'締め切られました'
		);
	});

	it.each(['viewer', 'admin', 'head', 'editor_shoko'])('%s may not', async (username) => {
		const before = written();
		const refusal = await refusalOf(() => saveCells(city.as(username), cells(RATE, { entered: '60' })));
		expect(refusal.code).toBe('forbidden');
		expect(written()).toEqual(before);
	});

	it('refuses what another account typed', async () => {
		const form = { account: 999_999, year: YEAR, indicator: RATE, version: 0, key: 'abcdefgh', patch: {} };
		await expectRefusal(() => Promise.resolve(cellRequestOf(editor, form)), 'forbidden', '別の利用者');
	});

	it('records that a planner entered on behalf', async () => {
		const planner = city.as('planner');
		const saved = await saveCells(planner, cells(RATE, { entered: '60.0' }));
		expect(saved.onBehalf).toBe(true);
		expect(row(RATE).onBehalf).toBe(true);
	});
});

describe('saving the whole form', () => {
	it('keeps the good rows and says what is wrong with the others', async () => {
		const { saved, refused } = await saveRows(editor, [
			cells(RATE, { entered: '60.0' }),
			cells(DEATHS, { entered: '約18' }),
			cells(CONFIRMED, { entered: '1' })
		]);
		expect(saved).toEqual([{ code: RATE, version: 1 }]);
		expect([...refused].map(([code, refusal]) => [code, refusal.code])).toEqual([
			[DEATHS, 'invalid'],
			[CONFIRMED, 'locked']
		]);
	});

	it('knows an untouched row by its digest', () => {
		for (const each of rowsOf()) expect(digestOf(each)).toBe(each.was);
		expect(digestOf({ ...row(VISITS), entered: '2419' })).not.toBe(row(VISITS).was);
	});
});

describe('the grid', () => {
	it('lets each person type only where they may, and says why not', () => {
		const own = rowsOf();
		expect(own.length).toBe(15);
		expect(own.find(({ code }) => code === RATE)?.reading).not.toBeNull();
		for (const each of own.filter(({ reading }) => reading === null)) expect(each.why).not.toBe('');
		const seenByHead = readEntryGrid(city.as('head'), { year: YEAR, departmentCode: 'kenko' });
		const heads = seenByHead.groups.flatMap(({ rows }) => rows);
		expect(heads.every(({ reading }) => reading === null)).toBe(true);
		// Nobody is told to press a button that only somebody else has.
		expect(heads.map(({ why }) => why).filter((why) => why !== '')).toEqual([]);
	});

	it('asks the database a bounded number of times, whatever the number of rows', () => {
		const count = (departmentCode: string) => {
			const read = () => readEntryGrid(city.as('planner'), { year: YEAR, departmentCode });
			// Once before: what is compiled and remembered at the first reading does not count.
			const { groups } = read();
			return { rows: groups.flatMap((each) => each.rows).length, asked: executions(city, read) };
		};
		// Statements that are compiled once and kept are none of a page's own.
		count('kenko');
		// Both with rows to fill in, and so with a card for the first of them.
		const [many, few] = [count('kenko'), count('bosai')];
		expect(many.rows - few.rows).toBeGreaterThan(5);
		expect(few.asked).toBeGreaterThan(20);
		// For each row more: whether it has districts, and of those that came back the reason.
		expect(many.asked - few.asked).toBeLessThanOrEqual(2 * (many.rows - few.rows));
	});

	it('refuses a department that is not one’s own', () => {
		expect(() => grid(editor, 'shoko')).toThrow('選べません');
	});
});

describe('submitting many', () => {
	const chosen = (code: string, more: Partial<Chosen> = {}): Chosen => ({
		indicatorCode: code,
		version: row(code).version,
		patch: {},
		confirmed: false,
		...more
	});
	const submission = (ticked: [string, number][] = []) =>
		readSubmission(editor, { year: YEAR, departmentCode: null }, new Map(ticked));
	const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);

	it('tells the complete from what lacks something and from what is untouched', async () => {
		await saveCells(editor, cells(VISITS, { entered: '500' }));
		const page = submission();
		expect(codes(page.untouched)).toContain(RATE);
		const lacking = page.lacking.find(({ code }) => code === VISITS);
		expect(Object.keys(lacking?.lacks ?? {}).sort()).toEqual(['cause', 'confirmed', 'issue', 'nextAction']);
		expect(codes(page.ready)).not.toContain(VISITS);
		const again = submission([[VISITS, row(VISITS).version]]);
		expect(Object.keys(again.lacking.find(({ code }) => code === VISITS)?.lacks ?? {})).not.toContain(
			'confirmed'
		);
		// A confirmation belongs to the version that was confirmed.
		expect(
			submission([[VISITS, 999]]).lacking.find(({ code }) => code === VISITS)?.lacks['confirmed']
		).toBeDefined();
	});

	it('marks what was sent back and not mended, until something of it is', async () => {
		const returned = () => submission().ready.find(({ code }) => code === RETURNED);
		expect(returned()).toMatchObject({ unmended: true, returned: { reason: expect.any(String) as string } });
		await saveCells(editor, cells(RETURNED, { cause: '分母は40歳以上の対象者数です。' }));
		expect(returned()).toMatchObject({ unmended: false });
		expect(submission().ready.filter(({ unmended }) => unmended)).toEqual([]);
	});

	it('offers a confirmed 未把握 that is asked for anew, and takes the same once more', async () => {
		await saveCells(editor, cells(RATE, { entered: '', state: 'unknown' }));
		await submitRows(editor, YEAR, [chosen(RATE)]);
		const { version } = row(RATE);
		await confirmResults(city.as('planner'), [{ indicatorCode: RATE, fiscalYear: YEAR, version }]);
		expect(row(RATE)).toMatchObject({ again: true, stateWord: '確認済（未把握）' });
		const page = submission();
		expect(codes(page.again)).toEqual([RATE]);
		expect(codes([...page.ready, ...page.lacking, ...page.untouched])).not.toContain(RATE);
		await submitRows(editor, YEAR, [chosen(RATE)]);
		expect(row(RATE)).toMatchObject({ stateWord: '提出済（未把握が確認済）', again: false });
		expect(codes(submission().again)).toEqual([]);
	});

	it('submits what was chosen, in one transaction, with an audit row for each', async () => {
		await saveCells(editor, cells(RATE, { entered: '60.0' }));
		const audits = city.count('audit_entry');
		const done = await submitRows(editor, YEAR, [chosen(VISITS), chosen(RATE, { confirmed: true })]);
		expect(done).toEqual({
			count: 2,
			toHead: false,
			versions: [
				[VISITS, row(VISITS).version],
				[RATE, row(RATE).version]
			]
		});
		expect([row(VISITS).stateWord, row(RATE).stateWord]).toEqual(['提出済', '提出済']);
		expect(city.count('audit_entry')).toBe(audits + 2);
		expect(findStaleJudgements(city.database)).toEqual([]);
		await withdrawResult(editor, VISITS, YEAR, row(VISITS).version);
		expect(row(VISITS).stateWord).toBe('下書き');
	});

	it('submits nothing if one row lacks something, and says so for every such row', async () => {
		await saveCells(editor, cells(RATE, { entered: '10.0' }));
		const before = written();
		const refusal = await refusalOf(() =>
			submitRows(editor, YEAR, [chosen(VISITS), chosen(RATE), chosen(DEATHS), chosen(CONFIRMED)])
		);
		expect(refusal.code).toBe('invalid');
		expect(refusal.message).toContain('まだ1件も提出していません');
		const { rows } = refusal.details as { rows: Record<string, { code: string; fields: object }> };
		expect(Object.keys(rows)).toEqual([RATE, DEATHS, CONFIRMED]);
		expect(Object.keys(rows[RATE]?.fields ?? {})).toContain('cause');
		expect(rows[CONFIRMED]?.code).toBe('locked');
		expect(written()).toEqual(before);
		expect(row(VISITS).stateWord).toBe('下書き');
	});

	it('takes the remarks along that were written on the way out', async () => {
		await saveCells(editor, cells(VISITS, { entered: '500', cause: '会場の改修のため。' }));
		await submitRows(editor, YEAR, [
			chosen(VISITS, { confirmed: true, patch: { issue: '代わりの会場。', nextAction: '2会場を借りる。' } })
		]);
		expect(row(VISITS)).toMatchObject({
			stateWord: '提出済',
			cause: '会場の改修のため。',
			issue: '代わりの会場。',
			nextAction: '2会場を借りる。'
		});
	});

	it('is carried out once when sent twice', async () => {
		const request = [chosen(VISITS)];
		const first = await submitRows(editor, YEAR, request, 'twice');
		const after = written();
		expect(await submitRows(editor, YEAR, request, 'twice')).toEqual(first);
		expect(written()).toEqual(after);
	});

	it('refuses a version that nobody has seen, an empty choice and another department', async () => {
		const stale = await refusalOf(() => submitRows(editor, YEAR, [chosen(VISITS, { version: 99 })]));
		expect(stale.code).toBe('conflict');
		await expectRefusal(() => submitRows(editor, YEAR, []), 'invalid', '1つ以上');
		const foreign = await refusalOf(() => submitRows(city.as('editor_shoko'), YEAR, [chosen(VISITS)]));
		expect(foreign.code).toBe('forbidden');
	});

	it('goes to the head first where the department has that step', async () => {
		const korei = city.as('editor_korei');
		const places = readEntryGrid(korei, { year: YEAR, departmentCode: null })
			.groups.flatMap(({ rows }) => rows)
			.find(({ code }) => code === 'I049');
		const saved = await saveCells(korei, {
			...cells(VISITS, { entered: '62' }),
			indicatorCode: 'I049',
			version: places?.version ?? 0
		});
		const done = await submitRows(korei, YEAR, [
			{ indicatorCode: 'I049', version: saved.version, patch: {}, confirmed: true }
		]);
		expect(done.toHead).toBe(true);
		await expectRefusal(
			() =>
				confirmResults(city.as('planner'), [
					{ indicatorCode: 'I049', fiscalYear: YEAR, version: saved.version + 1 }
				]),
			'locked',
			'所属長'
		);
	});
});
