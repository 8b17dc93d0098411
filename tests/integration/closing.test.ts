/** The calls for figures: opened, moved, and closed for good. */
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { readClosingPage } from '#lib/server/cycles/closing.ts';
import { changeDeadline, closeCycle, openCycle } from '#lib/server/cycles/commands.ts';
import { cycleByCode } from '#lib/server/cycles/queries.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { saveResult } from '#lib/server/results/commands.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
import { city, editor, entry, planner, useCity } from '#tests/support/results.ts';

/** 特定健康診査の受診率: R7 is confirmed as 速報 37.9 and becomes final in November. Held by 健康推進課. */
const RATE = 'I032';
/** 脳血管疾患の年齢調整死亡率: nothing for R7 yet, final in December. Held by 健康推進課. */
const DECEMBER = 'I045';
/** 特定保健指導の実施率: nothing for R7 yet, final with the year. Held by 健康推進課. R6 was 38.8. */
const DUE = 'I042';

useCity();

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
