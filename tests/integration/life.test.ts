/** The life of a figure: 見込 → 速報 → 確定, and 後日報告 once its year is closed. */
import { describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { readClosingPage } from '#lib/server/cycles/closing.ts';
import { closeCycle } from '#lib/server/cycles/commands.ts';
import { cycleByCode } from '#lib/server/cycles/queries.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	returnResult,
	saveResult,
	submitResult,
	withdrawResult,
	type EntryRequest
} from '#lib/server/results/commands.ts';
import { entryItem } from '#lib/server/results/entry-items.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { groupOf, rowOf } from '#lib/server/results/entry/row.ts';
import { listErrata } from '#lib/server/results/corrections/errata.ts';
import { cancelFollowUp } from '#lib/server/results/follow-up.ts';
import { listLateReports } from '#lib/server/results/late-reports.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import { expectRefusal } from '#tests/support/refusal.ts';
import {
	city,
	counting,
	editor,
	entry,
	judged,
	planner,
	review,
	sealed,
	stored,
	useCity,
	versionOf,
	YEAR
} from '#tests/support/results.ts';

/** 特定健康診査の受診率: R7 is confirmed as 速報 37.9 and becomes final in November. Held by 健康推進課. */
const RATE = 'I032';
/** 脳血管疾患の年齢調整死亡率: nothing for R7 yet, final in December. Held by 健康推進課. */
const DECEMBER = 'I045';
/** 特定保健指導の実施率: nothing for R7 yet, final with the year. Held by 健康推進課. R6 was 38.8. */
const DUE = 'I042';
/** 新規漁業就業者数 (period total): R6 was closed as 未把握, and R7 is 6. Held by 水産課. */
const FISHERS = 'I092';

useCity();

async function report(code: string, form: Partial<EntryRequest['form']>, year = YEAR, by = editor) {
	await submitResult(by, entry(code, form, year));
	await confirmResults(planner, [review(code, year)]);
}

async function close(year = YEAR, at = '2026-09-30T10:00:00+09:00'): Promise<number> {
	city.setNow(at);
	const { seen } = readClosingPage(planner, cycleByCode(city.database, `${year}-final`));
	return closeCycle(planner, `${year}-final`, { seen, confirmed: true });
}

const groupIn = (code: string, year = YEAR, by = editor) => groupOf(entryItem(by, year, code));

describe('what is asked for, by the clock', () => {
	it('asks in December for a figure that is final in December, in an open year', () => {
		expect(groupIn(DECEMBER)).toBe('later');
		expect(entryItem(editor, YEAR, DECEMBER).asked).toBe(false);
		expect(rowOf(editor, entryItem(editor, YEAR, DECEMBER)).asking).toContain(
			'12月に確定（令和8年12月1日から'
		);
		city.setNow('2026-11-30T23:59:00+09:00');
		expect(groupIn(DECEMBER)).toBe('later');
		city.setNow('2026-12-01T00:00:00+09:00');
		expect(groupIn(DECEMBER)).toBe('due');
		expect(entryItem(editor, YEAR, DECEMBER).asked).toBe(true);
	});

	it('lets it be entered before, as 未把握 or 速報', async () => {
		await report(DECEMBER, { entered: '', state: 'unknown' });
		expect(groupIn(DECEMBER)).toBe('confirmed');
		city.setNow('2026-12-01T09:00:00+09:00');
		expect(groupIn(DECEMBER)).toBe('due');
	});

	it('counts in the progress what is due now, and nothing else', () => {
		const july = readReviewPage(planner, YEAR);
		city.setNow('2026-12-01T00:00:00+09:00');
		const december = readReviewPage(planner, YEAR);
		expect(july.later).toBeGreaterThan(0);
		expect(december.later).toBe(0);
		expect(december.total).toBe(july.total + july.later);
	});

	it('asks for nothing in a year without a survey and names the next', () => {
		const [code] = city.column(
			"select code from indicator where survey_years is not null and survey_years not like '%2025%' limit 1"
		) as [string];
		const item = entryItem(planner, YEAR, code);
		expect(item.demand.kind).toBe('not-asked');
		expect(item.asked).toBe(false);
	});

	it('asks at mid-year for a 見込, which is the state that a form starts with', async () => {
		city.setNow('2026-12-05T09:00:00+09:00');
		const item = entryItem(editor, 2026, RATE);
		expect(item.demand).toEqual({ kind: 'due', expects: 'forecast', again: false });
		expect(readEntryPage(editor, 2026, RATE).state).toBe('forecast');
		await report(RATE, { entered: '38.5', state: 'forecast' }, 2026);
		expect(entryItem(editor, 2026, RATE).demand).toEqual({ kind: 'done' });
	});
});

describe('見込 → 速報 → 確定 within an open year', () => {
	it('lets each report follow the one before, which counts until the next is confirmed', async () => {
		await report(DUE, { entered: '40.0', state: 'forecast' });
		expect(judged(DUE)).not.toBe('none');
		await saveResult(editor, entry(DUE, { entered: '41.0', state: 'preliminary' }));
		expect(stored(DUE)).toMatchObject({ state: 'draft', confirmed: 1 });
		expect(counting(DUE)).toBe('40.0');
		await submitResult(editor, entry(DUE, { entered: '41.0', state: 'preliminary' }));
		expect(counting(DUE)).toBe('40.0');
		expect(findStaleJudgements(city.database)).toEqual([]);
		await confirmResults(planner, [review(DUE)]);
		expect(counting(DUE)).toBe('41.0');
		await report(DUE, { entered: '42.0', state: 'final' });
		expect(counting(DUE)).toBe('42.0');
		expect(findStaleJudgements(city.database)).toEqual([]);
		await expectRefusal(() => saveResult(editor, entry(DUE, { entered: '43.0' })), 'locked', '訂正');
	});

	it('keeps what counts when a follow-up is taken back or sent back', async () => {
		await submitResult(editor, entry(RATE, { entered: '38.4' }));
		await withdrawResult(editor, RATE, YEAR, versionOf(RATE));
		expect(stored(RATE)).toMatchObject({ state: 'draft' });
		expect(counting(RATE)).toBe('37.9');
		await submitResult(editor, entry(RATE, { entered: '38.4' }));
		await returnResult(planner, review(RATE), '分母を確かめてください');
		expect(stored(RATE)?.state).toBe('returned');
		expect(counting(RATE)).toBe('37.9');
		expect(findStaleJudgements(city.database)).toEqual([]);
		await report(RATE, { entered: '38.5' });
		expect(counting(RATE)).toBe('38.5');
	});

	it('takes a confirmed 速報 out of the figures when that itself is sent back', async () => {
		await returnResult(planner, review(RATE), '根拠を確かめてください');
		expect(counting(RATE)).toBeNull();
	});

	it('gives a follow-up up again, in an open year and a closed one, and seals nothing by it', async () => {
		await saveResult(editor, entry(RATE, { entered: '50.0' }));
		expect(readEntryPage(editor, YEAR, RATE).mayCancel).toBe(true);
		await cancelFollowUp(editor, RATE, YEAR, versionOf(RATE));
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', revision: 3, confirmed: 3 });
		expect(counting(RATE)).toBe('37.9');
		expect(findStaleJudgements(city.database)).toEqual([]);
		await expectRefusal(
			() => cancelFollowUp(editor, RATE, YEAR, versionOf(RATE)),
			'locked',
			'続報がありません'
		);

		const fisheries = city.as('editor_suisan');
		const before = sealed(FISHERS, 2024);
		await saveResult(fisheries, entry(FISHERS, { entered: '5' }, 2024));
		await expectRefusal(() => cancelFollowUp(editor, FISHERS, 2024, 2), 'forbidden', '主管課');
		await cancelFollowUp(fisheries, FISHERS, 2024, versionOf(FISHERS, 2024));
		expect(counting(FISHERS, 2024)).toBe('…');
		expect(sealed(FISHERS, 2024)).toEqual(before);
	});

	it('gives up nothing that was never confirmed', async () => {
		await saveResult(editor, entry(DUE, { entered: '40.0' }));
		await expectRefusal(
			() => cancelFollowUp(editor, DUE, YEAR, versionOf(DUE)),
			'locked',
			'続報がありません'
		);
	});

	it('shows the reviewer what it follows', async () => {
		await submitResult(editor, entry(RATE, { entered: '38.4' }));
		const row = readReviewPage(planner, YEAR).rows.find(({ indicatorCode }) => indicatorCode === RATE);
		expect(row?.follows).toBe('速報 37.9');
	});

	it('keeps the measured period with each revision', async () => {
		await report(DECEMBER, { entered: '80.0', state: 'preliminary' });
		expect(
			city.column(
				'select measured_period from result_revision where result_id = ? order by revision desc limit 1',
				stored(DECEMBER)?.id
			)
		).toEqual(['暦年（1〜12月）']);
		expect(rowOf(editor, entryItem(editor, YEAR, DECEMBER)).measured).toBe('2025年1〜12月の値');
	});
});

describe('後日報告', () => {
	it('takes 未把握 of a closed year, and adds a judgement beside the sealed one when it is confirmed', async () => {
		const fisheries = city.as('editor_suisan');
		expect(
			listLateReports(fisheries, fisheries.actor.departmentIds).map(({ code, year }) => [code, year])
		).toEqual([[FISHERS, 2024]]);
		const before = sealed(FISHERS, 2024);
		await submitResult(fisheries, entry(FISHERS, { entered: '5' }, 2024));
		expect(sealed(FISHERS, 2024)).toEqual(before);
		expect(counting(FISHERS, 2024)).toBe('…');
		expect(readReviewPage(planner, null).lateRows.map(({ indicatorCode }) => indicatorCode)).toEqual([
			FISHERS
		]);

		await confirmResults(planner, [review(FISHERS, 2024)]);
		expect(counting(FISHERS, 2024)).toBe('5');
		expect(sealed(FISHERS, 2024)).toEqual([...before, judged(FISHERS, 2024)]);
		expect(judged(FISHERS, 2024)).not.toBe('none');
		expect(listLateReports(planner, null).map(({ code }) => code)).not.toContain(FISHERS);
		expect(findStaleJudgements(city.database)).toEqual([]);
		// It is no correction.
		expect(listErrata(city.database, 2024).map(({ indicatorCode }) => indicatorCode)).not.toContain(FISHERS);
		await expectRefusal(
			() => saveResult(fisheries, entry(FISHERS, { entered: '6' }, 2024)),
			'locked',
			'締め切られました'
		);
	});

	it('sends a late report back without touching what was sealed', async () => {
		const fisheries = city.as('editor_suisan');
		await submitResult(fisheries, entry(FISHERS, { entered: '5' }, 2024));
		await returnResult(planner, review(FISHERS, 2024), '転入者を除いてください');
		expect(stored(FISHERS, 2024)?.state).toBe('returned');
		expect(counting(FISHERS, 2024)).toBe('…');
		expect(listLateReports(fisheries, fisheries.actor.departmentIds)[0]?.group).toBe('returned');
	});

	it('does not send back what was confirmed for a closed year', async () => {
		await expectRefusal(() => returnResult(planner, review(FISHERS, 2024), '理由'), 'locked', '訂正として');
	});

	it('asks in November, after closing, for what closed as 速報', async () => {
		await close();
		const provisional = sealed(RATE, YEAR);
		expect(provisional).toHaveLength(1);
		expect(groupIn(RATE)).toBe('confirmed');
		expect(listLateReports(editor, editor.actor.departmentIds).map(({ code }) => code)).not.toContain(RATE);
		city.setNow('2026-11-04T09:00:00+09:00');
		expect(groupIn(RATE)).toBe('late');
		expect(listLateReports(editor, editor.actor.departmentIds).map(({ code }) => code)).toContain(RATE);
		await report(RATE, { entered: '46.5' });
		expect(sealed(RATE, YEAR)).toEqual([...provisional, 'achieved']);
		expect(readEntryPage(editor, YEAR, RATE).isLate).toBe(false);
	});

	it('takes from the department what was not due at closing, from the planning division what was', async () => {
		await close();
		city.setNow('2026-12-02T09:00:00+09:00');
		await saveResult(editor, entry(DECEMBER, { entered: '80.0' }));
		const refusal = await expectRefusal(
			() => saveResult(editor, entry(DUE, { entered: '40.0' })),
			'locked',
			'未報告のまま令和8年9月30日に締め切られました'
		);
		expect(refusal.message).toContain('代理入力');
		const codes = (by: Context) => listLateReports(by, by.actor.departmentIds).map(({ code }) => code);
		expect(codes(editor)).toContain(DECEMBER);
		expect(codes(editor)).not.toContain(DUE);
		expect(listLateReports(planner, null).map(({ code }) => code)).toContain(DUE);

		await submitResult(planner, entry(DUE, { entered: '40.0' }));
		await returnResult(planner, review(DUE), '課で確かめてください');
		// Under way again: the department mends it.
		await report(DUE, { entered: '40.5' });
		expect(sealed(DUE, YEAR)).toHaveLength(2);
	});
});
