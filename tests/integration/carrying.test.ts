/** Running totals that are computed from amounts, when the figure of an earlier year changes. */
import { describe, expect, it } from 'vitest';
import { seenOf } from '#lib/server/cycles/closing.ts';
import { closeCycle, openCycle } from '#lib/server/cycles/commands.ts';
import { cycleByCode } from '#lib/server/cycles/queries.ts';
import { listErrata } from '#lib/server/results/corrections/errata.ts';
import { cancelFollowUp } from '#lib/server/results/follow-up.ts';
import { confirmResults, returnResult, saveResult, submitResult } from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import * as R from '../support/results.ts';

R.useCity();

/** Cumulative, entered as amounts; the total of R6 is 112. */
const C = 'I018';

const close = (code: string) =>
	closeCycle(R.planner, code, {
		seen: seenOf(R.planner, cycleByCode(R.city.database, code)),
		confirmed: true
	});

async function callR8() {
	R.city.setNow('2027-06-20T10:00:00+09:00');
	await openCycle(R.planner, { year: 2026, kind: 'final', opensOn: '2027-06-15', deadline: '2027-07-31' });
}

async function report(entered: string, state: 'final' | 'preliminary' | 'unknown' = 'final', year = 2025) {
	await submitResult(R.planner, R.entry(C, { entered, state }, year));
	await confirmResults(R.planner, [R.review(C, year)]);
}

/** Puts R7 back to where nothing counts. */
const sendBackR7 = () => returnResult(R.planner, R.review(C), '確認');

const totals = () => [R.stored(C, 2025)?.total, R.stored(C, 2026)?.total];

/** The reasons of a year's revisions, the oldest first. */
const reasons = (year: number) =>
	R.city.column(
		`select v.correction_reason from result_revision v join result r on r.id = v.result_id
		join indicator i on i.id = r.indicator_id
		where i.code = ? and r.fiscal_year = ? and r.district_id is null order by v.revision`,
		C,
		year
	);

describe('a report of an earlier year', () => {
	it('carries the confirmed total of the next one, with a revision, a reason and a line of the 正誤表', async () => {
		await sendBackR7();
		await report('29', 'preliminary');
		await close('2025-final');
		await callR8();
		await report('20', 'final', 2026);
		expect(totals()).toEqual([141, 161]);
		await report('35');
		expect(totals()).toEqual([147, 167]);
		expect(reasons(2026)).toEqual([null, '令和7年度の実績の後日報告に伴う訂正']);
		expect(R.stored(C, 2026)).toMatchObject({ entered: '20', digits: 20, state: 'confirmed' });
		expect(listErrata(R.city.database, 2026)[0]).toMatchObject({
			indicatorCode: C,
			before: '161',
			after: '167',
			approvedBy: R.planner.actor.name
		});
	});

	it('adds a judgement beside the sealed one of a closed later year', async () => {
		await sendBackR7();
		await report('29', 'preliminary');
		await close('2025-final');
		await callR8();
		await report('20', 'final', 2026);
		await close('2026-forecast');
		await close('2026-final');
		expect(R.sealed(C, 2026)).toHaveLength(1);
		R.city.setNow('2027-11-05T10:00:00+09:00');
		await report('35');
		expect(totals()).toEqual([147, 167]);
		expect(R.sealed(C, 2026)).toHaveLength(2);
	});

	it('computes a total known again from the amounts, where R7 was 未把握', async () => {
		await sendBackR7();
		await report('', 'unknown');
		await close('2025-final');
		await callR8();
		await report('20', 'final', 2026);
		expect(totals()).toEqual([null, 132]);
		await report('35');
		expect(totals()).toEqual([147, 167]);
	});

	it('is followed by what was only submitted, and by what is confirmed after it', async () => {
		await sendBackR7();
		await report('', 'unknown');
		await close('2025-final');
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '20' }, 2026));
		await submitResult(R.planner, R.entry(C, { entered: '35' }));
		await confirmResults(R.planner, [R.review(C)]);
		expect(totals()).toEqual([147, 167]);
		await confirmResults(R.planner, [R.review(C, 2026)]);
		expect(totals()).toEqual([147, 167]);
	});
});

describe('the page of 確認', () => {
	const later = () => readReviewPage(R.planner, null);

	it('says which later figures follow, before anybody presses the button', async () => {
		await sendBackR7();
		await report('29', 'preliminary');
		await close('2025-final');
		await callR8();
		await report('20', 'final', 2026);
		await submitResult(R.planner, R.entry(C, { entered: '35' }));
		const row = later().lateRows.find(({ indicatorCode }) => indicatorCode === C);
		expect(row?.later).toMatchObject({ renewed: '', unknown: '', problem: null });
		expect(row?.later?.years).toMatchObject([
			{ year: 2026, before: { text: '161' }, after: { text: '167' }, isClosed: false }
		]);
		const status = row?.later?.years[0]?.after.status;
		await confirmResults(R.planner, [R.review(C)]);
		expect(R.judged(C, 2026)).toBe(status);
	});

	it('names a total that waits and is computed anew, and is silent where nothing follows', async () => {
		await sendBackR7();
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '20' }, 2026));
		await submitResult(R.planner, R.entry(C, { entered: '35' }));
		const rows = readReviewPage(R.planner, 2025).rows.filter(({ indicatorCode }) => indicatorCode === C);
		expect(rows[0]?.later).toMatchObject({ years: [], renewed: 'R8' });
		const next = readReviewPage(R.planner, 2026).rows.filter(({ indicatorCode }) => indicatorCode === C);
		expect(next[0]?.later).toBeNull();
		expect(next[0]?.warnings).toContainEqual(expect.stringContaining('累計にR7の分が入っていません'));
	});
});

describe('two open years', () => {
	it('are confirmed in one act, the earlier first, whatever order they come in', async () => {
		await sendBackR7();
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '20' }, 2026));
		await submitResult(R.planner, R.entry(C, { entered: '35' }));
		const both = [R.review(C, 2026), R.review(C)];
		await confirmResults(R.planner, both);
		expect(totals()).toEqual([147, 167]);
		expect([R.stored(C)?.state, R.stored(C, 2026)?.state]).toEqual(['confirmed', 'confirmed']);
		// Confirmed as it then was: nothing that was published had to be corrected.
		expect(reasons(2026).every((reason) => reason === null)).toBe(true);
	});

	it('refuse the whole act where one of them is not what was seen', async () => {
		await sendBackR7();
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '20' }, 2026));
		await submitResult(R.planner, R.entry(C, { entered: '35' }));
		const stale = { ...R.review(C, 2026), version: 99 };
		await expect(confirmResults(R.planner, [R.review(C), stale])).rejects.toMatchObject({ code: 'conflict' });
		expect(R.stored(C)?.state).toBe('submitted');
	});

	it('keep the later total while the earlier is sent back, name it, and carry it once the earlier stands again', async () => {
		await callR8();
		await report('20', 'final', 2026);
		const [r7] = totals();
		expect(totals()).toEqual([r7, Number(r7) + 20]);
		expect(readEntryPage(R.planner, 2025, C).returnLeaves).toBe('R8');
		await sendBackR7();
		expect(totals()[1]).toBe(Number(r7) + 20);
		await report('35');
		expect(totals()).toEqual([147, 167]);
	});

	it('never confirm a total that was made from what counts no more', async () => {
		await sendBackR7();
		await report('35');
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '20' }, 2026));
		// As an older version of the program may have left it.
		R.city.database.$client.prepare('drop trigger if exists result_revision_no_update').run();
		const stale = R.stored(C, 2026);
		expect(stale?.total).toBe(167);
		const insert = R.city.database.$client.prepare(
			`insert into result_revision (result_id, revision, entered_text, value_digits, value_scale, running_total_digits,
				running_total_scale, value_state, department_name, entered_by_name, created_at)
			select result_id, revision + 1, entered_text, value_digits, value_scale, 132, 0, value_state, department_name,
				entered_by_name, created_at from result_revision where result_id = ? and revision = ?`
		);
		insert.run(stale?.id, stale?.revision);
		R.city.database.$client
			.prepare('update result set current_revision = current_revision + 1 where id = ?')
			.run(stale?.id);
		expect(R.stored(C, 2026)?.total).toBe(132);
		await confirmResults(R.planner, [R.review(C, 2026)]);
		expect(R.stored(C, 2026)).toMatchObject({ total: 167, state: 'confirmed' });
	});
});

it('a follow-up that is given up changes no later total', async () => {
	await sendBackR7();
	await report('29', 'preliminary');
	await close('2025-final');
	await callR8();
	await report('20', 'final', 2026);
	await saveResult(R.planner, R.entry(C, { entered: '35' }));
	await cancelFollowUp(R.planner, C, 2025, R.versionOf(C));
	expect(totals()).toEqual([141, 161]);
	expect(reasons(2026)).toEqual([null]);
});

describe('districts', () => {
	const each = (text: string) => Object.fromEntries(R.DISTRICTS.map((code) => [code, text]));
	const districtTotals = () =>
		R.storedRows(C, 2026).flatMap(({ district, total }) => (district === 'kamaishi' ? [total] : []));

	async function withDistricts(confirmR8: boolean) {
		R.city.database.$client.prepare('update indicator set by_district = 1 where code = ?').run(C);
		await sendBackR7();
		await submitResult(R.planner, R.entry(C, { entered: '8', state: 'preliminary', districts: each('1') }));
		await confirmResults(R.planner, [R.review(C)]);
		await close('2025-final');
		await callR8();
		await submitResult(R.planner, R.entry(C, { entered: '16', districts: each('2') }, 2026));
		if (confirmR8) await confirmResults(R.planner, [R.review(C, 2026)]);
		expect([totals(), districtTotals()]).toEqual([[120, 136], [3]]);
		await submitResult(R.planner, R.entry(C, { entered: '40', districts: each('5') }));
		await confirmResults(R.planner, [R.review(C)]);
	}

	it.each([true, false])('follow with the city (confirmed: %s)', async (confirmed) => {
		await withDistricts(confirmed);
		expect([totals(), districtTotals()]).toEqual([[152, 168], [7]]);
	});

	it('get a new revision when the row is saved again and only their total has moved', async () => {
		await withDistricts(false);
		const { id } = R.storedRows(C, 2026).find(({ district }) => district === 'kamaishi') ?? { id: 0 };
		R.city.database.$client
			.prepare(
				`insert into result_revision (result_id, revision, entered_text, value_digits, value_scale, running_total_digits,
					running_total_scale, value_state, department_name, entered_by_name, created_at)
				select result_id, revision + 1, entered_text, value_digits, value_scale, 3, 0, value_state, department_name,
					entered_by_name, created_at from result_revision v where result_id = ?
					and revision = (select current_revision from result where id = v.result_id)`
			)
			.run(id);
		R.city.database.$client
			.prepare('update result set current_revision = current_revision + 1 where id = ?')
			.run(id);
		expect(districtTotals()).toEqual([3]);
		await returnResult(R.planner, R.review(C, 2026), '確認');
		await saveResult(R.planner, R.entry(C, { entered: '16', districts: each('2') }, 2026));
		expect(districtTotals()).toEqual([7]);
	});
});
