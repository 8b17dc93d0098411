/** A figure from its entry to its confirmation: whose turn it is, who may, and what a submission needs. */
import { describe, expect, it } from 'vitest';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	decideAsHead,
	returnResult,
	saveResult,
	submitResult,
	withdrawResult,
	type EntryRequest
} from '#lib/server/results/commands.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
import {
	city,
	countRows,
	editor,
	entry,
	judgement,
	planner,
	review,
	stored,
	useCity,
	versionOf,
	YEAR
} from '#tests/support/results.ts';

/** 特定保健指導の実施率（％）, held by 健康推進課; nothing entered yet. R6 was 38.8. */
const RATE = 'I042';
/** 地域の通いの場の数, held by 高齢介護福祉課, whose head confirms; nothing entered yet. */
const PLACES = 'I049';
/** 3歳児健康診査の受診率, led by 健康推進課 with こども家庭課 contributing; confirmed. */
const SHARED = 'I043';
/** 健康チャレンジポイントの登録者数（累計）, entered as this year's amount; R6's total was 2034; confirmed. */
const POINTS = 'I046';
/** 業務継続の計画: stages 未着手, 着手, 策定中, 策定; nothing entered yet. */
const STAGES = 'I143';

useCity();

/** A form that was opened before anything was entered, unless it names its version. */
const blank = (code: string, form: Partial<EntryRequest['form']>, year = YEAR) =>
	entry(code, { version: 0, ...form }, year);

const sendBack = (code: string) => returnResult(planner, review(code), '試験のため');

describe('from an entry to a figure that counts', () => {
	it('counts only when the planning division has confirmed, and keeps the judgements right at every step', async () => {
		expect(judgement(RATE)).toEqual({ status: 'missing', reason: 'not-entered', hasFigure: 0 });

		await saveResult(editor, blank(RATE, { entered: '６０．０％' }));
		expect(stored(RATE)).toMatchObject({
			state: 'draft',
			entered: '６０．０％',
			digits: 600,
			scale: 1,
			by: editor.actor.name,
			onBehalf: 0
		});
		expect(judgement(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		await submitResult(editor, blank(RATE, { entered: '60.0', version: 1 }));
		expect(stored(RATE)).toMatchObject({ state: 'submitted', revision: 2, version: 2, confirmed: null });
		expect(judgement(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		expect(await confirmResults(planner, [review(RATE)])).toBe(1);
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', revision: 2, confirmed: 2 });
		expect(judgement(RATE)).toEqual({ status: 'achieved', reason: 'target-met', hasFigure: 1 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		await sendBack(RATE);
		expect(stored(RATE)).toMatchObject({ state: 'returned', confirmed: null });
		expect(judgement(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);
		const events = city.column(
			'select e.kind from result_event e join result r on r.id = e.result_id join indicator i on i.id = r.indicator_id where i.code = ? and r.fiscal_year = ? order by e.id',
			RATE,
			YEAR
		);
		expect(events).toEqual(['saved', 'submitted', 'confirmed', 'returned']);
	});

	it('takes a submission back, and stays 差戻し while a returned one is mended', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		await withdrawResult(editor, RATE, YEAR, 1);
		expect(stored(RATE)?.state).toBe('draft');
		await submitResult(editor, blank(RATE, { entered: '60.0', version: 2 }));
		await sendBack(RATE);
		await saveResult(editor, blank(RATE, { entered: '59.9', version: versionOf(RATE) }));
		expect(stored(RATE)?.state).toBe('returned');
		await submitResult(editor, blank(RATE, { entered: '59.9', version: versionOf(RATE) }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('refuses changes while somebody else has to decide, and says whose turn it is', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '1', version: 1 })),
			'locked',
			'提出済'
		);
		await confirmResults(planner, [review(RATE)]);
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '1', version: 2 })),
			'locked',
			'確認済'
		);
		await expectRefusal(() => withdrawResult(editor, RATE, YEAR, 2), 'locked', '差戻し');
		await expectRefusal(() => confirmResults(planner, [review(RATE)]), 'locked', 'すでに確認済');
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', entered: '60.0' });
	});

	it('returns only with a reason', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		const refusal = await expectRefusal(() => returnResult(planner, review(RATE), ' 　'), 'invalid', '理由');
		expect(Object.keys(refusal.fields)).toEqual(['reason']);
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('confirms all of a selection or none of it', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		const before = countRows();
		const refusal = await refusalOf(() => confirmResults(planner, [review(RATE), review('I033')]));
		expect(refusal.code).toBe('locked');
		expect(stored(RATE)?.state).toBe('submitted');
		expect(countRows()).toEqual(before);
		await expectRefusal(() => confirmResults(planner, []), 'invalid', '1つ以上');
	});
});

describe('the step of the department’s head', () => {
	it('stands between submission and confirmation where the department uses it', async () => {
		await submitResult(city.as('editor_korei'), blank(PLACES, { entered: '57' }));
		await expectRefusal(() => confirmResults(planner, [review(PLACES)]), 'locked', '所属長の確認がまだ');
		const head = city.as('head');
		await decideAsHead(head, { ...review(PLACES), returnReason: null });
		expect(stored(PLACES)?.state).toBe('head-confirmed');
		await expectRefusal(
			() => withdrawResult(city.as('editor_korei'), PLACES, YEAR, versionOf(PLACES)),
			'locked',
			'所属長'
		);
		await confirmResults(planner, [review(PLACES)]);
		expect(stored(PLACES)?.state).toBe('confirmed');
	});

	it('can send back with a reason only', async () => {
		await submitResult(city.as('editor_korei'), blank(PLACES, { entered: '57' }));
		const head = city.as('head');
		await expectRefusal(() => decideAsHead(head, { ...review(PLACES), returnReason: '' }), 'invalid', '理由');
		await decideAsHead(head, { ...review(PLACES), returnReason: '休止中の場を除いてください' });
		expect(stored(PLACES)?.state).toBe('returned');
		expect(city.column('select reason from result_event order by id desc limit 1')).toEqual([
			'休止中の場を除いてください'
		]);
	});

	it('is refused where the department does not use it, and to the head of another', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		await expectRefusal(
			() => decideAsHead(city.as('head'), { ...review(RATE), returnReason: null }),
			'locked',
			'使っていません'
		);
		const shimin = { ...city.as('head'), actor: { ...city.as('head').actor, departmentIds: [1] } };
		await expectRefusal(
			() => decideAsHead(shimin, { ...review(RATE), returnReason: null }),
			'forbidden',
			'所属長'
		);
	});
});

describe('who may do what', () => {
	it.each(['viewer', 'admin', 'head', 'editor_shoko'])(
		'%s may not enter, submit or take back 健康推進課’s figure',
		async (username) => {
			const other = city.as(username);
			const before = countRows();
			expect((await refusalOf(() => saveResult(other, blank(RATE, { entered: '60.0' })))).code).toBe(
				'forbidden'
			);
			expect((await refusalOf(() => submitResult(other, blank(RATE, { entered: '60.0' })))).code).toBe(
				'forbidden'
			);
			expect((await refusalOf(() => withdrawResult(other, 'I041', YEAR, versionOf('I041')))).code).toBe(
				'forbidden'
			);
			expect(countRows()).toEqual(before);
		}
	);

	it.each(['viewer', 'admin', 'head', 'editor_kenko'])(
		'%s may neither confirm nor return',
		async (username) => {
			const other = city.as(username);
			expect((await refusalOf(() => confirmResults(other, [review('I041')]))).code).toBe('forbidden');
			expect((await refusalOf(() => returnResult(other, review('I041'), '理由'))).code).toBe('forbidden');
			expect(stored('I041')?.state).toBe('submitted');
		}
	);

	it('lets a contributing department save and leaves the submission to the leading one', async () => {
		await sendBack(SHARED);
		const contributor = city.as('editor_kodomo');
		await saveResult(contributor, blank(SHARED, { entered: '98.4', version: versionOf(SHARED) }));
		expect(stored(SHARED)).toMatchObject({
			entered: '98.4',
			by: contributor.actor.name,
			department: '健康推進課'
		});
		await expectRefusal(
			() => submitResult(contributor, blank(SHARED, { entered: '98.4', version: versionOf(SHARED) })),
			'forbidden',
			'主管課'
		);
		await submitResult(editor, blank(SHARED, { entered: '98.4', version: versionOf(SHARED) }));
		expect(stored(SHARED)?.state).toBe('submitted');
	});

	it('records what the planning division enters on a department’s behalf', async () => {
		await submitResult(planner, blank(RATE, { entered: '60.0' }));
		expect(stored(RATE)).toMatchObject({ by: planner.actor.name, onBehalf: 1, department: '健康推進課' });
	});
});

describe('what a submission needs', () => {
	it('demands the remarks at 遅れ or worse, each beside its field, and stores nothing until they are there', async () => {
		const before = countRows();
		const silent = { entered: '20.0', cause: '', issue: '', nextAction: '' };
		const refusal = await expectRefusal(
			() => submitResult(editor, blank(RATE, silent)),
			'invalid',
			'あと3か所'
		);
		expect(Object.keys(refusal.fields).sort()).toEqual(['cause', 'issue', 'nextAction']);
		expect(countRows()).toEqual(before);
		await submitResult(editor, blank(RATE, { entered: '20.0' }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('asks for no remarks where the target is met, and for none on a draft', async () => {
		await saveResult(editor, blank(RATE, { entered: '20.0', cause: '', issue: '', nextAction: '' }));
		await submitResult(
			editor,
			blank(RATE, { entered: '60.0', cause: '', issue: '', nextAction: '', version: 1 })
		);
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('wants doubtful figures confirmed, and never blocks them', async () => {
		const refusal = await expectRefusal(
			() => submitResult(editor, blank(RATE, { entered: '95.55', confirmed: false })),
			'invalid',
			'あと1か所'
		);
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		expect((refusal.details as { warnings: string[] }).warnings.join()).toMatch(/小数第2位/);
		await saveResult(editor, blank(RATE, { entered: '95.55', confirmed: false }));
		await submitResult(editor, blank(RATE, { entered: '95.55', confirmed: true, version: 1 }));
		expect(stored(RATE)).toMatchObject({ state: 'submitted', digits: 9555, scale: 2 });
	});

	it('keeps a draft without figure, and submits only a figure or a reason', async () => {
		await saveResult(editor, blank(RATE, { entered: '' }));
		expect(stored(RATE)).toMatchObject({ state: 'draft', digits: null, missing: null });
		const refusal = await expectRefusal(
			() => submitResult(editor, blank(RATE, { entered: '', version: 1 })),
			'invalid',
			'あと1か所'
		);
		expect(refusal.fields['entered']).toMatch(/未把握・調査なし/);
		await submitResult(editor, blank(RATE, { entered: '', state: 'unknown', version: 1 }));
		await confirmResults(planner, [review(RATE)]);
		expect(judgement(RATE)).toMatchObject({ status: 'none', reason: 'unknown' });
	});

	it.each([
		['－', '0件ですか、対象なしですか', '－'],
		['44人', '単位', '44人'],
		['1,23', '1,23', '1,23'],
		['約100', '約100', '約100']
	])('answers %s with a question beside the field and stores nothing', async (entered, words, named) => {
		const before = countRows();
		const refusal = await expectRefusal(() => saveResult(editor, blank(RATE, { entered })), 'invalid', words);
		expect(refusal.fields['entered']).toContain(named);
		expect(countRows()).toEqual(before);
	});

	it.each([
		['…', 'final', 'unknown'],
		['Ｘ', 'final', 'suppressed'],
		['', 'no-survey', 'no-survey'],
		['', 'not-applicable', 'not-applicable']
	] as const)('stores %s with state %s as %s, never as zero', async (entered, state, missing) => {
		await saveResult(editor, blank(RATE, { entered, state }));
		expect(stored(RATE)).toMatchObject({ digits: null, missing });
	});

	it('refuses a figure together with a reason for its absence', async () => {
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '1', state: 'unknown' })),
			'invalid',
			'未把握'
		);
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: 'x', state: 'unknown' })),
			'invalid',
			'秘匿'
		);
	});

	it('adds this year’s amount to the total before', async () => {
		await sendBack(POINTS);
		await saveResult(editor, blank(POINTS, { entered: '500', version: versionOf(POINTS) }));
		expect(stored(POINTS)).toMatchObject({ entered: '500', digits: 500, total: 2534 });
		await submitResult(editor, blank(POINTS, { entered: '400', version: versionOf(POINTS) }));
		await confirmResults(planner, [review(POINTS)]);
		// 2034 + 400 against a target of 2500: the total is judged, not the amount.
		expect(stored(POINTS)?.total).toBe(2434);
		expect(judgement(POINTS).status).toBe('on-track');
	});

	it('reads a stage by its name and refuses another', async () => {
		await expectRefusal(
			() => saveResult(planner, blank(STAGES, { entered: '検討' })),
			'invalid',
			'「未着手」「着手」「策定中」「策定」'
		);
		await submitResult(planner, blank(STAGES, { entered: '策定中' }));
		expect(stored(STAGES)).toMatchObject({ digits: 2, scale: 0 });
	});
});

describe('years that are not open', () => {
	it.each([
		[2024, '締め切られました'],
		[2026, '令和8年12月1日'],
		[2027, '行われていません']
	])('says why %i cannot be entered, and when it can', async (year, words) => {
		const before = countRows();
		await expectRefusal(
			() => saveResult(editor, blank('I032', { entered: '40.0', version: 1 }, year)),
			'locked',
			words
		);
		await expectRefusal(
			() => submitResult(planner, blank('I032', { entered: '40.0', version: 1 }, year)),
			'locked',
			words
		);
		await expectRefusal(
			() => confirmResults(planner, [{ indicatorCode: 'I032', fiscalYear: year, version: 1 }]),
			'locked',
			words
		);
		await expectRefusal(
			() => returnResult(planner, { indicatorCode: 'I032', fiscalYear: year, version: 1 }, '理由'),
			'locked',
			words
		);
		expect(countRows()).toEqual(before);
	});

	it('still takes figures after the deadline until the planning division closes', async () => {
		city.setNow('2026-08-03T09:00:00+09:00');
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('names an indicator that does not exist', async () => {
		await expectRefusal(() => saveResult(editor, blank('I999', { entered: '1' })), 'not-found', 'I999');
	});
});
