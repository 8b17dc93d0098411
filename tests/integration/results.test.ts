import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
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
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

/** The year whose figures are being called for on 2026-07-28. */
const YEAR = 2025;
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

let city: City;
let editor: Context;
let planner: Context;

beforeEach(async () => {
	city = await demoCity();
	editor = city.as('editor_kenko');
	planner = city.as('planner');
});
afterEach(() => city.close());

type Form = EntryRequest['form'];

function entry(indicatorCode: string, form: Partial<Form>, fiscalYear = YEAR): EntryRequest {
	return {
		indicatorCode,
		fiscalYear,
		form: {
			entered: '',
			state: 'final',
			cause: '会場が減ったため。',
			issue: '平日に受けられない人への機会。',
			nextAction: '休日の健診を追加する。',
			version: 0,
			confirmed: true,
			...form
		}
	};
}

interface Stored {
	readonly state: string;
	readonly version: number;
	readonly revision: number;
	readonly confirmed: number | null;
	readonly entered: string;
	readonly digits: number | null;
	readonly scale: number | null;
	readonly total: number | null;
	readonly missing: string | null;
	readonly by: string;
	readonly onBehalf: number;
	readonly department: string;
}

function stored(code: string, year = YEAR): Stored | undefined {
	return city.database.$client
		.prepare(
			`select r.state, r.version, r.current_revision revision, r.confirmed_revision confirmed, v.entered_text entered,
				v.value_digits digits, v.value_scale scale, v.running_total_digits total, v.missing_reason missing,
				v.entered_by_name "by", v.on_behalf onBehalf, v.department_name department
			from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.current_revision
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`
		)
		.get(code, year) as Stored | undefined;
}

/** Status and reason of the indicator's judgement of the year, and whether a figure stands behind it. */
function judged(code: string): { status: string; reason: string; hasFigure: number } {
	return city.database.$client
		.prepare(
			`select j.status, j.reason_code reason, j.result_revision_id is not null hasFigure
			from judgement j join kpi k on k.id = j.kpi_id join indicator i on i.id = k.indicator_id
			where i.code = ? and j.fiscal_year = ?`
		)
		.get(code, YEAR) as { status: string; reason: string; hasFigure: number };
}

/** Everything that a result command writes, counted. */
function rows() {
	return Object.fromEntries(
		['result', 'result_revision', 'result_event', 'audit_entry', 'idempotency_key'].map((table) => [
			table,
			city.count(table)
		])
	);
}

const version = (code: string) => stored(code)?.version ?? 0;
const review = (code: string) => ({ indicatorCode: code, fiscalYear: YEAR, version: version(code) });
const sendBack = (code: string) => returnResult(planner, review(code), '試験のため');

describe('from an entry to a figure that counts', () => {
	it('counts only when the planning division has confirmed, and keeps the judgements right at every step', async () => {
		expect(judged(RATE)).toEqual({ status: 'missing', reason: 'not-entered', hasFigure: 0 });

		await saveResult(editor, entry(RATE, { entered: '６０．０％' }));
		expect(stored(RATE)).toMatchObject({
			state: 'draft',
			entered: '６０．０％',
			digits: 600,
			scale: 1,
			by: editor.actor.name,
			onBehalf: 0
		});
		expect(judged(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		await submitResult(editor, entry(RATE, { entered: '60.0', version: 1 }));
		expect(stored(RATE)).toMatchObject({ state: 'submitted', revision: 2, version: 2, confirmed: null });
		expect(judged(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		expect(await confirmResults(planner, [review(RATE)])).toBe(1);
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', revision: 2, confirmed: 2 });
		expect(judged(RATE)).toEqual({ status: 'achieved', reason: 'target-met', hasFigure: 1 });
		expect(findStaleJudgements(city.database)).toEqual([]);

		await sendBack(RATE);
		expect(stored(RATE)).toMatchObject({ state: 'returned', confirmed: null });
		expect(judged(RATE)).toEqual({ status: 'none', reason: 'unconfirmed', hasFigure: 0 });
		expect(findStaleJudgements(city.database)).toEqual([]);
		const events = city.column(
			'select e.kind from result_event e join result r on r.id = e.result_id join indicator i on i.id = r.indicator_id where i.code = ? and r.fiscal_year = ? order by e.id',
			RATE,
			YEAR
		);
		expect(events).toEqual(['saved', 'submitted', 'confirmed', 'returned']);
	});

	it('takes a submission back, and stays 差戻し while a returned one is mended', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		await withdrawResult(editor, RATE, YEAR, 1);
		expect(stored(RATE)?.state).toBe('draft');
		await submitResult(editor, entry(RATE, { entered: '60.0', version: 2 }));
		await sendBack(RATE);
		await saveResult(editor, entry(RATE, { entered: '59.9', version: version(RATE) }));
		expect(stored(RATE)?.state).toBe('returned');
		await submitResult(editor, entry(RATE, { entered: '59.9', version: version(RATE) }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('refuses changes while somebody else has to decide, and says whose turn it is', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '1', version: 1 })),
			'locked',
			'提出済'
		);
		await confirmResults(planner, [review(RATE)]);
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '1', version: 2 })),
			'locked',
			'確認済'
		);
		await expectRefusal(() => withdrawResult(editor, RATE, YEAR, 2), 'locked', '差戻し');
		await expectRefusal(() => confirmResults(planner, [review(RATE)]), 'locked', 'すでに確認済');
		expect(stored(RATE)).toMatchObject({ state: 'confirmed', entered: '60.0' });
	});

	it('returns only with a reason', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		const refusal = await expectRefusal(() => returnResult(planner, review(RATE), ' 　'), 'invalid', '理由');
		expect(Object.keys(refusal.fields)).toEqual(['reason']);
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('confirms all of a selection or none of it', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		const before = rows();
		const refusal = await refusalOf(() => confirmResults(planner, [review(RATE), review('I033')]));
		expect(refusal.code).toBe('locked');
		expect(stored(RATE)?.state).toBe('submitted');
		expect(rows()).toEqual(before);
		await expectRefusal(() => confirmResults(planner, []), 'invalid', '1つ以上');
	});
});

describe('the step of the department’s head', () => {
	it('stands between submission and confirmation where the department uses it', async () => {
		await submitResult(city.as('editor_korei'), entry(PLACES, { entered: '57' }));
		await expectRefusal(() => confirmResults(planner, [review(PLACES)]), 'locked', '所属長の確認がまだ');
		const head = city.as('head');
		await decideAsHead(head, { ...review(PLACES), returnReason: null });
		expect(stored(PLACES)?.state).toBe('head-confirmed');
		await expectRefusal(
			() => withdrawResult(city.as('editor_korei'), PLACES, YEAR, version(PLACES)),
			'locked',
			'所属長'
		);
		await confirmResults(planner, [review(PLACES)]);
		expect(stored(PLACES)?.state).toBe('confirmed');
	});

	it('can send back with a reason only', async () => {
		await submitResult(city.as('editor_korei'), entry(PLACES, { entered: '57' }));
		const head = city.as('head');
		await expectRefusal(() => decideAsHead(head, { ...review(PLACES), returnReason: '' }), 'invalid', '理由');
		await decideAsHead(head, { ...review(PLACES), returnReason: '休止中の場を除いてください' });
		expect(stored(PLACES)?.state).toBe('returned');
		expect(city.column('select reason from result_event order by id desc limit 1')).toEqual([
			'休止中の場を除いてください'
		]);
	});

	it('is refused where the department does not use it, and to the head of another', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
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
			const before = rows();
			expect((await refusalOf(() => saveResult(other, entry(RATE, { entered: '60.0' })))).code).toBe(
				'forbidden'
			);
			expect((await refusalOf(() => submitResult(other, entry(RATE, { entered: '60.0' })))).code).toBe(
				'forbidden'
			);
			expect((await refusalOf(() => withdrawResult(other, 'I041', YEAR, version('I041')))).code).toBe(
				'forbidden'
			);
			expect(rows()).toEqual(before);
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
		await saveResult(contributor, entry(SHARED, { entered: '98.4', version: version(SHARED) }));
		expect(stored(SHARED)).toMatchObject({
			entered: '98.4',
			by: contributor.actor.name,
			department: '健康推進課'
		});
		await expectRefusal(
			() => submitResult(contributor, entry(SHARED, { entered: '98.4', version: version(SHARED) })),
			'forbidden',
			'主管課'
		);
		await submitResult(editor, entry(SHARED, { entered: '98.4', version: version(SHARED) }));
		expect(stored(SHARED)?.state).toBe('submitted');
	});

	it('records what the planning division enters on a department’s behalf', async () => {
		await submitResult(planner, entry(RATE, { entered: '60.0' }));
		expect(stored(RATE)).toMatchObject({ by: planner.actor.name, onBehalf: 1, department: '健康推進課' });
	});
});

describe('what a submission needs', () => {
	it('demands the remarks at 遅れ or worse, each beside its field, and stores nothing until they are there', async () => {
		const before = rows();
		const silent = { entered: '20.0', cause: '', issue: '', nextAction: '' };
		const refusal = await expectRefusal(
			() => submitResult(editor, entry(RATE, silent)),
			'invalid',
			'あと3か所'
		);
		expect(Object.keys(refusal.fields).sort()).toEqual(['cause', 'issue', 'nextAction']);
		expect(rows()).toEqual(before);
		await submitResult(editor, entry(RATE, { entered: '20.0' }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('asks for no remarks where the target is met, and for none on a draft', async () => {
		await saveResult(editor, entry(RATE, { entered: '20.0', cause: '', issue: '', nextAction: '' }));
		await submitResult(
			editor,
			entry(RATE, { entered: '60.0', cause: '', issue: '', nextAction: '', version: 1 })
		);
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('wants doubtful figures confirmed, and never blocks them', async () => {
		const refusal = await expectRefusal(
			() => submitResult(editor, entry(RATE, { entered: '95.55', confirmed: false })),
			'invalid',
			'あと1か所'
		);
		expect(Object.keys(refusal.fields)).toEqual(['confirmed']);
		expect((refusal.details as { warnings: string[] }).warnings.join()).toMatch(/小数第2位/);
		await saveResult(editor, entry(RATE, { entered: '95.55', confirmed: false }));
		await submitResult(editor, entry(RATE, { entered: '95.55', confirmed: true, version: 1 }));
		expect(stored(RATE)).toMatchObject({ state: 'submitted', digits: 9555, scale: 2 });
	});

	it('keeps a draft without figure, and submits only a figure or a reason', async () => {
		await saveResult(editor, entry(RATE, { entered: '' }));
		expect(stored(RATE)).toMatchObject({ state: 'draft', digits: null, missing: null });
		const refusal = await expectRefusal(
			() => submitResult(editor, entry(RATE, { entered: '', version: 1 })),
			'invalid',
			'あと1か所'
		);
		expect(refusal.fields['entered']).toMatch(/未把握・調査なし/);
		await submitResult(editor, entry(RATE, { entered: '', state: 'unknown', version: 1 }));
		await confirmResults(planner, [review(RATE)]);
		expect(judged(RATE)).toMatchObject({ status: 'none', reason: 'unknown' });
	});

	it.each([
		['－', '0件ですか、対象なしですか', '－'],
		['44人', '単位', '44人'],
		['1,23', '1,23', '1,23'],
		['約100', '約100', '約100']
	])('answers %s with a question beside the field and stores nothing', async (entered, words, named) => {
		const before = rows();
		const refusal = await expectRefusal(() => saveResult(editor, entry(RATE, { entered })), 'invalid', words);
		expect(refusal.fields['entered']).toContain(named);
		expect(rows()).toEqual(before);
	});

	it.each([
		['…', 'final', 'unknown'],
		['Ｘ', 'final', 'suppressed'],
		['', 'no-survey', 'no-survey'],
		['', 'not-applicable', 'not-applicable']
	] as const)('stores %s with state %s as %s, never as zero', async (entered, state, missing) => {
		await saveResult(editor, entry(RATE, { entered, state }));
		expect(stored(RATE)).toMatchObject({ digits: null, missing });
	});

	it('refuses a figure together with a reason for its absence', async () => {
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '1', state: 'unknown' })),
			'invalid',
			'未把握'
		);
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: 'x', state: 'unknown' })),
			'invalid',
			'秘匿'
		);
	});

	it('adds this year’s amount to the total before', async () => {
		await sendBack(POINTS);
		await saveResult(editor, entry(POINTS, { entered: '500', version: version(POINTS) }));
		expect(stored(POINTS)).toMatchObject({ entered: '500', digits: 500, total: 2534 });
		await submitResult(editor, entry(POINTS, { entered: '400', version: version(POINTS) }));
		await confirmResults(planner, [review(POINTS)]);
		// 2034 + 400 against a target of 2500: the total is judged, not the amount.
		expect(stored(POINTS)?.total).toBe(2434);
		expect(judged(POINTS).status).toBe('on-track');
	});

	it('reads a stage by its name and refuses another', async () => {
		await expectRefusal(
			() => saveResult(planner, entry(STAGES, { entered: '検討' })),
			'invalid',
			'「未着手」「着手」「策定中」「策定」'
		);
		await submitResult(planner, entry(STAGES, { entered: '策定中' }));
		expect(stored(STAGES)).toMatchObject({ digits: 2, scale: 0 });
	});
});

describe('two people and one figure', () => {
	it('shows the second what the first stored, and overwrites nothing', async () => {
		await saveResult(city.as('editor'), entry(RATE, { entered: '51.0', cause: '一人目' }));
		const before = rows();
		const refusal = await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '52.0' })),
			'conflict',
			'佐々木'
		);
		expect(refusal.details).toMatchObject({
			entered: '51.0',
			state: 'final',
			by: '健康推進課 佐々木',
			version: 1,
			cause: '一人目'
		});
		expect(rows()).toEqual(before);
		// Having seen both, the second may decide for their own.
		await saveResult(editor, entry(RATE, { entered: '52.0', version: 1 }));
		expect(stored(RATE)).toMatchObject({ entered: '52.0', revision: 2 });
	});

	it('lets one of two saves at the same moment through', async () => {
		const outcomes = await Promise.allSettled(
			['51.0', '52.0'].map((entered) => saveResult(editor, entry(RATE, { entered })))
		);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(stored(RATE)?.revision).toBe(1);
	});

	it('does not confirm what was changed after the review page was opened', async () => {
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		const seen = review(RATE);
		await withdrawResult(editor, RATE, YEAR, seen.version);
		await submitResult(editor, entry(RATE, { entered: '6.0', version: version(RATE) }));
		await expectRefusal(() => confirmResults(planner, [seen]), 'conflict', '変更しました');
		expect(stored(RATE)?.state).toBe('submitted');
	});
});

describe('the same form sent twice', () => {
	it('is carried out once: one revision, one event, one audit row', async () => {
		const before = rows();
		const request = entry(RATE, { entered: '60.0', key: 'one-form' });
		await Promise.all([submitResult(editor, request), submitResult(editor, request)]);
		await submitResult(editor, request);
		const after = rows();
		const grown = Object.fromEntries(
			Object.entries(after).map(([table, n]) => [table, n - (before[table] ?? 0)])
		);
		expect(grown).toEqual({
			result: 1,
			result_revision: 1,
			result_event: 1,
			audit_entry: 1,
			idempotency_key: 1
		});
	});

	it('is not taken for done when it was changed or meant something else', async () => {
		await saveResult(editor, entry(RATE, { entered: '60.0', key: 'one-form' }));
		// Back in the browser, another figure, or the other button: the key is the same, the wish is not.
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '61.0', key: 'one-form' })),
			'conflict',
			'変更しました'
		);
		await expectRefusal(
			() => submitResult(editor, entry(RATE, { entered: '60.0', key: 'one-form' })),
			'conflict',
			'変更しました'
		);
		expect(stored(RATE)).toMatchObject({ state: 'draft', entered: '60.0', revision: 1 });
	});

	it('keeps apart the keys of different people', async () => {
		await saveResult(editor, entry(RATE, { entered: '60.0', key: 'same' }));
		await saveResult(planner, entry(RATE, { entered: '60.0', key: 'same', version: 1 }));
		expect(stored(RATE)?.revision).toBe(2);
	});

	it('may be sent again after a refusal', async () => {
		const request = entry(RATE, { entered: '20.0', cause: '', key: 'refused' });
		expect((await refusalOf(() => submitResult(editor, request))).code).toBe('invalid');
		await submitResult(editor, { ...request, form: { ...request.form, cause: '会場が減ったため。' } });
		expect(stored(RATE)?.state).toBe('submitted');
	});
});

describe('years that are not open', () => {
	it.each([
		[2024, '締め切られました'],
		[2026, '令和8年12月1日'],
		[2027, '行われていません']
	])('says why %i cannot be entered, and when it can', async (year, words) => {
		const before = rows();
		await expectRefusal(
			() => saveResult(editor, entry('I032', { entered: '40.0', version: 1 }, year)),
			'locked',
			words
		);
		await expectRefusal(
			() => submitResult(planner, entry('I032', { entered: '40.0', version: 1 }, year)),
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
		expect(rows()).toEqual(before);
	});

	it('still takes figures after the deadline until the planning division closes', async () => {
		city.setNow('2026-08-03T09:00:00+09:00');
		await submitResult(editor, entry(RATE, { entered: '60.0' }));
		expect(stored(RATE)?.state).toBe('submitted');
	});

	it('names an indicator that does not exist', async () => {
		await expectRefusal(() => saveResult(editor, entry('I999', { entered: '1' })), 'not-found', 'I999');
	});
});

describe('when the disk or the file fails', () => {
	it('stores all of a command or nothing of it', async () => {
		city.database.$client.exec(
			"create temp trigger no_audit before insert on main.audit_entry begin select raise(abort, 'no'); end"
		);
		const before = rows();
		await expect(submitResult(editor, entry(RATE, { entered: '60.0' }))).rejects.toThrow('no');
		expect(rows()).toEqual(before);
		expect(stored(RATE)).toBeUndefined();
		expect(judged(RATE).status).toBe('missing');
		expect(city.commits()).toBe(0);
	});

	it('says that a full disk kept it from saving, and goes on reading', async () => {
		const sqlite = city.database.$client;
		sqlite.exec('vacuum');
		sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true }) as number}`);
		const before = rows();
		const long = entry(RATE, { entered: '60.0', cause: '理由'.repeat(1000), issue: '課題'.repeat(1000) });
		await expectRefusal(() => saveResult(editor, long), 'unavailable', '保存できませんでした');
		expect(rows()).toEqual(before);
		expect(stored('I032')?.entered).toBe('37.9');
		sqlite.pragma('max_page_count = 1073741823');
		await saveResult(editor, long);
		expect(stored(RATE)?.state).toBe('draft');
	});

	it('waits for another writer without holding up everybody else', async () => {
		const other = city.connectAgain().$client;
		other.exec('begin immediate');
		// Only the event loop can end the other transaction: were it held up, the save would give up.
		let released = false;
		setTimeout(() => {
			other.exec('commit');
			released = true;
		}, 400);
		await saveResult(editor, entry(RATE, { entered: '60.0' }));
		expect(released).toBe(true);
		expect(stored(RATE)?.entered).toBe('60.0');
	});

	it('gives up in words when the lock does not come free', async () => {
		const other = city.connectAgain().$client;
		other.exec('begin immediate');
		await expectRefusal(
			() => saveResult(editor, entry(RATE, { entered: '60.0' })),
			'unavailable',
			'ほかの処理が続いている'
		);
		other.exec('rollback');
		await saveResult(editor, entry(RATE, { entered: '60.0' }));
	});
});
