/** 訂正 of a confirmed figure, from the request to the approval, and finding one. */
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { adoptRule } from '#lib/server/judgements/rules/adopt-rule.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	returnResult,
	submitResult,
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
import { errataFile, listErrata } from '#lib/server/results/corrections/errata.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
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
/** 特定保健指導の実施率: nothing for R7 yet, final with the year. Held by 健康推進課. R6 was 38.8. */
const DUE = 'I042';
/** 新規漁業就業者数 (period total): R6 was closed as 未把握, and R7 is 6. Held by 水産課. */
const FISHERS = 'I092';

useCity();

async function report(code: string, form: Partial<EntryRequest['form']>, year = YEAR, by = editor) {
	await submitResult(by, entry(code, form, year));
	await confirmResults(planner, [review(code, year)]);
}

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
			statusBefore: { status: before },
			statusAfter: { status: 'achieved', word: '達成' },
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

	it('tells the status in the words of the rule that judged, and the common one in columns of its own', async () => {
		await adoptRule(planner, {
			ref: 'fukuoka@1',
			fromYear: YEAR,
			decidedOn: '2026-07-28',
			reason: '審議会の答申による。',
			seenAdoption: null
		});
		const form = {
			entered: '140',
			reason: '誤記',
			version: versionOf(FOREST),
			confirmed: true,
			key: undefined
		};
		const id = await requestCorrection(forestry(), { indicatorCode: FOREST, fiscalYear: YEAR, form });
		await approveCorrection(planner, { id, version: versionOf(FOREST) });
		expect(listErrata(city.database, YEAR)[0]?.statusAfter).toEqual({
			status: 'slightly-behind',
			word: 'B（やや遅れ）'
		});
		const [head, line] = parseCsv(errataFile(city.database, YEAR).body.slice(1)).map(({ cells }) => cells);
		const of = (name: string) => line?.[head?.indexOf(name) ?? -1];
		expect(['訂正前の進捗', '訂正後の進捗', '訂正後の進捗（共通の区分）'].map(of)).toEqual([
			'',
			'B（やや遅れ）',
			'やや遅れ'
		]);
	});

	it('corrects a confirmed final figure of an open year without sealing', async () => {
		const id = await requestCorrection(forestry(), {
			indicatorCode: FOREST,
			fiscalYear: YEAR,
			form: {
				entered: '140',
				reason: '誤記',
				version: versionOf(FOREST),
				confirmed: true,
				key: undefined
			}
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
