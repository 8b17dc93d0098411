/** The life of a figure: 見込 → 速報 → 確定 → 訂正, before and after its year is closed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import type { Context } from '#lib/server/command.ts';
import { readClosingPage } from '#lib/server/cycles/closing.ts';
import { changeDeadline, closeCycle, openCycle } from '#lib/server/cycles/commands.ts';
import { cycleByCode } from '#lib/server/cycles/queries.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	returnResult,
	saveResult,
	submitResult,
	withdrawResult,
	type EntryRequest
} from '#lib/server/results/commands.ts';
import {
	approveCorrection,
	rejectCorrection,
	requestCorrection,
	withdrawCorrection
} from '#lib/server/results/corrections/corrections.ts';
import { readCorrectionPage, readCorrectionReview } from '#lib/server/results/corrections/pages.ts';
import { readConfirmedPage } from '#lib/server/results/confirmed-page.ts';
import { entryItem } from '#lib/server/results/entry-items.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { groupOf, rowOf } from '#lib/server/results/entry/row.ts';
import { errataFile, listErrata } from '#lib/server/results/corrections/errata.ts';
import { cancelFollowUp } from '#lib/server/results/follow-up.ts';
import { listLateReports } from '#lib/server/results/late-reports.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

/** 特定健康診査の受診率: R7 is confirmed as 速報 37.9 and becomes final in November. Held by 健康推進課. */
const RATE = 'I032';
/** 脳血管疾患の年齢調整死亡率: nothing for R7 yet, final in December. Held by 健康推進課. */
const DECEMBER = 'I045';
/** 特定保健指導の実施率: nothing for R7 yet, final with the year. Held by 健康推進課. R6 was 38.8. */
const DUE = 'I042';
/** 新規漁業就業者数 (period total): R6 was closed as 未把握, and R7 is 6. Held by 水産課. */
const FISHERS = 'I092';
const YEAR = 2025;

let city: City;
let editor: Context;
let planner: Context;

beforeEach(async () => {
	city = await demoCity();
	editor = city.as('editor_kenko');
	planner = city.as('planner');
});
afterEach(() => city.close());

function entry(indicatorCode: string, form: Partial<EntryRequest['form']>, fiscalYear = YEAR): EntryRequest {
	return {
		indicatorCode,
		fiscalYear,
		form: {
			entered: '',
			state: 'final',
			cause: '会場が減ったため。',
			issue: '平日に受けられない人への機会。',
			nextAction: '休日の健診を追加する。',
			version: versionOf(indicatorCode, fiscalYear),
			confirmed: true,
			...form
		}
	};
}

function stored(code: string, year = YEAR) {
	return city.database.$client
		.prepare(
			`select r.id, r.state, r.version, r.current_revision current, r.confirmed_revision confirmed
			from result r join indicator i on i.id = r.indicator_id
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`
		)
		.get(code, year) as
		{ id: number; state: string; version: number; current: number; confirmed: number | null } | undefined;
}

const versionOf = (code: string, year = YEAR) => stored(code, year)?.version ?? 0;
const review = (code: string, fiscalYear = YEAR) => ({
	indicatorCode: code,
	fiscalYear,
	version: versionOf(code, fiscalYear)
});

/** The figure that counts, as it was entered. */
function counting(code: string, year = YEAR): string | null {
	return (
		(city.column(
			`select v.entered_text from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.confirmed_revision
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`,
			code,
			year
		)[0] as string | undefined) ?? null
	);
}

function sealed(code: string, year: number): string[] {
	return city.column(
		`select s.status from sealed_judgement s join kpi k on k.id = s.kpi_id join indicator i on i.id = k.indicator_id
		where i.code = ? and s.fiscal_year = ? order by s.sealed_at, s.id`,
		code,
		year
	) as string[];
}

function judged(code: string, year = YEAR): string {
	return city.column(
		`select j.status from judgement j join kpi k on k.id = j.kpi_id join indicator i on i.id = k.indicator_id
		where i.code = ? and j.fiscal_year = ?`,
		code,
		year
	)[0] as string;
}

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
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', current: 3, confirmed: 3 });
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

describe('closing a year', () => {
	it('shows what it seals, seals it exactly once, and locks', async () => {
		city.setNow('2026-09-30T10:00:00+09:00');
		const page = readClosingPage(planner, cycleByCode(city.database, '2025-final'));
		const total = page.counts.reduce((sum, { count }) => sum + count, 0);
		expect(page.unreported.map(({ indicatorCode }) => indicatorCode)).toContain(DUE);
		expect(page.unreported.find(({ indicatorCode }) => indicatorCode === DUE)?.word).toBe('未入力');
		expect(page.later.map(({ indicatorCode }) => indicatorCode)).toEqual(
			expect.arrayContaining([RATE, DECEMBER])
		);
		expect(page.later.find(({ indicatorCode }) => indicatorCode === RATE)).toMatchObject({
			word: '速報',
			from: '令和8年11月1日から'
		});

		const attempts = await Promise.allSettled([
			closeCycle(planner, '2025-final', { seen: page.seen, confirmed: true }),
			closeCycle(planner, '2025-final', { seen: page.seen, confirmed: true })
		]);
		expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(city.column('select count(*) from sealed_judgement where fiscal_year = 2025')).toEqual([total]);
		expect(
			city.column(
				`select count(*) from sealed_judgement s join judgement j on j.kpi_id = s.kpi_id and j.fiscal_year = s.fiscal_year
				where s.fiscal_year = 2025 and s.body <> j.body`
			)
		).toEqual([0]);
		await expectRefusal(
			() => saveResult(editor, entry('I046', { entered: '1' })),
			'locked',
			'締め切られました'
		);
		await expectRefusal(
			() => closeCycle(planner, '2025-final', { seen: page.seen, confirmed: true }),
			'locked',
			'締め切られました'
		);
		expect(city.column("select action from audit_entry where action = 'cycle-closed'")).toHaveLength(1);
		expect(verifyAudit(city.database, city.auditKey).ok).toBe(true);
	});

	it('wants the tick, and refuses when something has changed since the preview', async () => {
		const { seen } = readClosingPage(planner, cycleByCode(city.database, '2025-final'));
		const refusal = await expectRefusal(
			() => closeCycle(planner, '2025-final', { seen, confirmed: false }),
			'invalid',
			'取り消せません'
		);
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		await saveResult(editor, entry(DUE, { entered: '40.0' }));
		await expectRefusal(
			() => closeCycle(planner, '2025-final', { seen, confirmed: true }),
			'conflict',
			'変わりました'
		);
		expect(city.column('select count(*) from sealed_judgement where fiscal_year = 2025')).toEqual([0]);
	});

	it('only ends a mid-year call, and seals nothing', async () => {
		city.setNow('2026-12-28T09:00:00+09:00');
		const { seen, seals } = readClosingPage(planner, cycleByCode(city.database, '2026-forecast'));
		expect(seals).toBe(false);
		expect(await closeCycle(planner, '2026-forecast', { seen, confirmed: true })).toBe(0);
		expect(city.column('select count(*) from sealed_judgement where fiscal_year = 2026')).toEqual([0]);
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '38.0', state: 'forecast' }, 2026)),
			'locked',
			'年度途中見込は令和8年12月28日に締め切られました'
		);
	});

	it('does not close before the call begins, nor a year whose mid-year call is open', async () => {
		await expectRefusal(
			() => closeCycle(planner, '2026-forecast', { seen: '', confirmed: true }),
			'locked',
			'始まる前'
		);
		city.setNow('2027-04-02T09:00:00+09:00');
		await openCycle(planner, { year: 2026, kind: 'final', opensOn: '2027-04-02', deadline: '2027-07-31' });
		await expectRefusal(
			() => closeCycle(planner, '2026-final', { seen: '', confirmed: true }),
			'locked',
			'先にそちらを'
		);
	});
});

describe('calls for figures', () => {
	const call = { year: 2026, kind: 'final', opensOn: '2027-06-15', deadline: '2027-07-31' } as const;

	it('opens one for a year that has ended, which is judged from then on', async () => {
		city.setNow('2027-06-01T09:00:00+09:00');
		expect(await openCycle(planner, call)).toBe('2026-final');
		expect(city.column('select count(*) > 0 from judgement where fiscal_year = 2026')).toEqual([1]);
		expect(findStaleJudgements(city.database)).toEqual([]);
		await expectRefusal(() => openCycle(planner, call), 'invalid', 'もうあります');
	});

	it.each([
		[
			'a deadline before the opening',
			{ ...call, deadline: '2027-06-14' },
			'deadline',
			'開始日（令和9年6月15日）以後'
		],
		['a year outside the plan', { ...call, year: 2031 }, 'year', '計画の期間にありません'],
		['a year that goes on', { ...call, opensOn: '2027-03-31' }, 'opensOn', '年度が終わってから'],
		[
			'a mid-year call outside its year',
			{ ...call, kind: 'forecast' as const, year: 2027, opensOn: '2028-04-01', deadline: '2028-05-01' },
			'opensOn',
			'その年度の中で'
		]
	])('refuses %s beside its field', async (_, asked, field, words) => {
		city.setNow('2027-06-01T09:00:00+09:00');
		const refusal = await refusalOf(() => openCycle(planner, asked));
		expect(refusal.code).toBe('invalid');
		expect(refusal.fields[field]).toContain(words);
		expect(city.column('select count(*) from reporting_cycle')).toEqual([6]);
	});

	it('refuses 年度末実績 of a year that has not ended', async () => {
		const refusal = await refusalOf(() => openCycle(planner, call));
		expect(refusal.fields['year']).toContain('令和9年4月1日');
	});

	it('moves a deadline with a reason, in the record', async () => {
		const refusal = await refusalOf(() =>
			changeDeadline(planner, '2025-final', { deadline: '2026-06-01', reason: '' })
		);
		expect(Object.keys(refusal.fields).sort()).toEqual(['deadline', 'reason']);
		await changeDeadline(planner, '2025-final', { deadline: '2026-08-07', reason: '台風のため' });
		const page = readClosingPage(planner, cycleByCode(city.database, '2025-final'));
		expect(page.cycle.deadline).toBe('令和8年8月7日');
		expect(page.changes).toMatchObject([
			{ from: '令和8年7月31日', to: '令和8年8月7日', reason: '台風のため', by: '総合政策課 菊池' }
		]);
		await expectRefusal(
			() => changeDeadline(planner, '2024-final', { deadline: '2026-08-07', reason: '理由' }),
			'locked',
			'締め切った'
		);
	});

	it.each(['editor_kenko', 'head', 'viewer', 'admin'])('is not for %s', async (username) => {
		const other = city.as(username);
		for (const act of [
			() => openCycle(other, call),
			() => changeDeadline(other, '2025-final', { deadline: '2026-08-07', reason: '理由' }),
			() => closeCycle(other, '2025-final', { seen: '', confirmed: true })
		])
			expect((await refusalOf(act)).code).toBe('forbidden');
	});
});

describe('訂正', () => {
	/** 森林の間伐面積: R6 was sealed with 133. Held by 農林課. */
	const FOREST = 'I095';
	const forestry = () => city.as('editor_norin');
	const ask = (changes: Partial<Parameters<typeof requestCorrection>[1]['form']> = {}, by = forestry()) =>
		requestCorrection(by, {
			indicatorCode: FOREST,
			fiscalYear: 2024,
			form: {
				entered: '190',
				reason: '2団地の面積が入っていなかったため。',
				version: versionOf(FOREST, 2024),
				confirmed: true,
				key: undefined,
				...changes
			}
		});
	const state = (id: number) => city.column('select state from correction where id = ?', id)[0];

	it('counts only from the approval on, and leaves the sealed judgement beside the new one', async () => {
		const [before] = sealed(FOREST, 2024);
		const figure = counting(FOREST, 2024);
		const id = await ask();
		expect(counting(FOREST, 2024)).toBe(figure);
		expect(sealed(FOREST, 2024)).toEqual([before]);
		const view = readCorrectionReview(planner).pending.find((each) => each.id === id);
		expect(view).toMatchObject({
			before: { text: '133' },
			after: { text: '190', status: 'achieved' },
			notMine: null
		});

		await approveCorrection(planner, { id, version: versionOf(FOREST, 2024) });
		expect(counting(FOREST, 2024)).toBe('190');
		expect(sealed(FOREST, 2024)).toEqual([before, 'achieved']);
		expect(judged(FOREST, 2024)).toBe('achieved');
		expect(findStaleJudgements(city.database)).toEqual([]);
		const revision = city.database.$client
			.prepare(
				'select value_state state, correction_reason reason, entered_by_name who, department_name department from result_revision where result_id = ? order by revision desc limit 1'
			)
			.get(stored(FOREST, 2024)?.id);
		expect(revision).toMatchObject({
			state: 'corrected',
			reason: '2団地の面積が入っていなかったため。',
			who: forestry().actor.name
		});
		expect(listErrata(city.database, 2024)[0]).toMatchObject({
			indicatorCode: FOREST,
			before: '133',
			after: '190',
			statusBefore: before,
			statusAfter: 'achieved',
			requestedBy: forestry().actor.name,
			approvedBy: planner.actor.name
		});
		expect(errataFile(city.database, 2024).body).toContain(',133,190,');
		expect(city.column("select action from audit_entry where entity = 'correction' order by id")).toEqual([
			'correction-requested',
			'correction-approved'
		]);
		expect(verifyAudit(city.database, city.auditKey).ok).toBe(true);
	});

	it('shows the sealed figure beside the corrected one where the status is the same', async () => {
		const [before] = sealed(FOREST, 2024);
		await approveCorrection(planner, {
			id: await ask({ entered: '132' }),
			version: versionOf(FOREST, 2024)
		});
		expect(sealed(FOREST, 2024)).toEqual([before, before]);
		const kpi = city.column(
			"select k.code from kpi k join indicator i on i.id = k.indicator_id where i.code = 'I095' order by k.id"
		)[0];
		const page = readKpiPage(city.database, {
			code: String(kpi),
			year: '2024',
			today: '2026-07-28',
			seesHandover: true
		});
		expect(page.panel.sealed).toMatchObject([{ figure: '133', status: before }]);
		const row = page.rows.find(({ year }) => year === 2024);
		expect(row).toMatchObject({ actualText: '132', sealed: { figure: '133' } });
		expect(page.rows.filter(({ sealed: each }) => each !== null)).toHaveLength(1);
	});

	it('corrects a confirmed final figure of an open year without sealing', async () => {
		const id = await requestCorrection(forestry(), {
			indicatorCode: FOREST,
			fiscalYear: YEAR,
			form: { entered: '140', reason: '誤記', version: versionOf(FOREST), confirmed: true, key: undefined }
		});
		await approveCorrection(planner, { id, version: versionOf(FOREST) });
		expect(counting(FOREST)).toBe('140');
		expect(sealed(FOREST, YEAR)).toEqual([]);
		expect(listErrata(city.database, YEAR)[0]).toMatchObject({ statusBefore: null, after: '140' });
	});

	it('is decided once: the second of two approvals, and whatever comes after, is refused', async () => {
		const id = await ask();
		const version = versionOf(FOREST, 2024);
		const outcomes = await Promise.allSettled([
			approveCorrection(planner, { id, version }),
			approveCorrection(planner, { id, version })
		]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(sealed(FOREST, 2024)).toHaveLength(2);
		await expectRefusal(() => rejectCorrection(planner, { id, reason: '理由' }), 'locked', 'すでに承認');
		await expectRefusal(() => withdrawCorrection(forestry(), id), 'locked', 'すでに承認');
		expect(state(id)).toBe('approved');
	});

	it('is refused with a reason, and leaves the figure alone', async () => {
		const id = await ask();
		const refusal = await expectRefusal(
			() => rejectCorrection(planner, { id, reason: ' 　' }),
			'invalid',
			'理由'
		);
		expect(Object.keys(refusal.fields)).toEqual(['reason']);
		await rejectCorrection(planner, { id, reason: '公表値と一致している' });
		expect(state(id)).toBe('rejected');
		expect(counting(FOREST, 2024)).toBe('133');
		expect(sealed(FOREST, 2024)).toHaveLength(1);
		expect(readCorrectionPage(forestry(), 2024, FOREST).earlier).toMatchObject([
			{ state: '不承認', decisionReason: '公表値と一致している' }
		]);
	});

	it('is taken back by the department before it is decided', async () => {
		const id = await ask();
		await expectRefusal(() => ask(), 'conflict', '承認を待っている');
		await withdrawCorrection(forestry(), id);
		expect(state(id)).toBe('withdrawn');
		expect(await ask()).not.toBe(id);
	});

	it('is not approved by whoever asked for it', async () => {
		const id = await ask({}, planner);
		expect(readCorrectionReview(planner).pending.find((each) => each.id === id)?.notMine).toContain('自分が');
		await expectRefusal(
			() => approveCorrection(planner, { id, version: versionOf(FOREST, 2024) }),
			'forbidden',
			'自分では承認できません'
		);
		expect(state(id)).toBe('requested');
	});

	it('says everything that is wrong at once, each beside its field', async () => {
		const fields = async (form: Parameters<typeof ask>[0]) =>
			Object.keys((await refusalOf(() => ask(form))).fields).sort();
		expect(await fields({ entered: '', reason: '' })).toEqual(['entered', 'reason']);
		expect(await fields({ entered: '133' })).toEqual(['entered']);
		expect(await fields({ entered: '約150' })).toEqual(['entered']);
		expect(await fields({ entered: '190.55', confirmed: false })).toEqual(['confirmed']);
		expect(city.column("select count(*) from correction where state = 'requested'")).toEqual([1]);
	});

	it('is only for what was confirmed for good', async () => {
		const form = { entered: '38', reason: '理由', confirmed: true, key: undefined };
		const on = (indicatorCode: string, fiscalYear: number) =>
			requestCorrection(planner, {
				indicatorCode,
				fiscalYear,
				form: { ...form, version: versionOf(indicatorCode, fiscalYear) }
			});
		await expectRefusal(() => on(RATE, YEAR), 'locked', '見込・速報・未把握');
		await expectRefusal(() => on(DUE, YEAR), 'locked', '確認済の値がありません');
		await expectRefusal(() => on('I999', YEAR), 'not-found', 'I999');
	});

	it('does not overwrite what has changed since the page was opened', async () => {
		const version = versionOf(FOREST, YEAR);
		await returnResult(planner, review(FOREST), '根拠を確かめてください');
		await submitResult(forestry(), entry(FOREST, { entered: '129' }));
		await confirmResults(planner, [review(FOREST)]);
		const stale = {
			indicatorCode: FOREST,
			fiscalYear: YEAR,
			form: { entered: '140', reason: '誤記', version, confirmed: true, key: undefined }
		};
		await expectRefusal(() => requestCorrection(forestry(), stale), 'conflict', '変更しました');

		const id = await requestCorrection(forestry(), {
			...stale,
			form: { ...stale.form, version: versionOf(FOREST) }
		});
		const seen = versionOf(FOREST);
		await returnResult(planner, review(FOREST), 'もう一度');
		await expectRefusal(() => approveCorrection(planner, { id, version: seen }), 'conflict', '変更しました');
		await expectRefusal(
			() => approveCorrection(planner, { id, version: versionOf(FOREST) }),
			'conflict',
			'申出のあとに変わりました'
		);
	});

	it('adds a judgement for every other closed year that it changes', async () => {
		const fisheries = city.as('editor_suisan');
		await report(FISHERS, { entered: '5' }, 2024, fisheries);
		const before = sealed(FISHERS, 2024);
		const earlier = sealed(FISHERS, 2022);
		const id = await requestCorrection(fisheries, {
			indicatorCode: FISHERS,
			fiscalYear: 2023,
			form: {
				entered: '9',
				reason: '転入者5人が抜けていたため。',
				version: versionOf(FISHERS, 2023),
				confirmed: true,
				key: undefined
			}
		});
		await approveCorrection(planner, { id, version: versionOf(FISHERS, 2023) });
		// The period total of R6 runs over R5.
		expect(sealed(FISHERS, 2024)).toEqual([...before, judged(FISHERS, 2024)]);
		expect(sealed(FISHERS, 2022)).toEqual(earlier);
	});

	it('is asked for once by a form that is sent twice', async () => {
		const request = { key: 'one-form' };
		expect(await ask(request)).toBe(await ask(request));
	});

	it.each(['editor_kenko', 'head', 'viewer', 'admin'])('is not for %s', async (username) => {
		const other = city.as(username);
		const id = await ask();
		for (const act of [
			() => ask({}, other),
			() => withdrawCorrection(other, id),
			() => approveCorrection(other, { id, version: versionOf(FOREST, 2024) }),
			() => rejectCorrection(other, { id, reason: '理由' })
		])
			expect((await refusalOf(act)).code).toBe('forbidden');
		expect(state(id)).toBe('requested');
	});

	it('is decided by planners only', async () => {
		const id = await ask();
		expect(
			(await refusalOf(() => approveCorrection(forestry(), { id, version: versionOf(FOREST, 2024) }))).code
		).toBe('forbidden');
		expect((await refusalOf(() => rejectCorrection(forestry(), { id, reason: '理由' }))).code).toBe(
			'forbidden'
		);
		await expectRefusal(() => approveCorrection(planner, { id: 9999, version: 1 }), 'not-found', '一覧から');
	});
});

describe('finding a confirmed figure again', () => {
	it('lists it by year, department and name, with what may be done', () => {
		const page = readConfirmedPage(planner, { year: null, departmentCode: 'norin', text: '間伐' });
		expect(page.rows).toMatchObject([{ name: '森林の間伐面積', mayReturn: true, mayCorrect: true }]);
		const closed = readConfirmedPage(planner, { year: 2024, departmentCode: 'norin', text: '間伐' });
		expect(closed.rows).toMatchObject([{ mayReturn: false, mayCorrect: true }]);
	});
});
