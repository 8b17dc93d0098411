/** What happens to a figure when people, repeated forms or the disk get in the way of its saving. */
import { describe, expect, it } from 'vitest';
import {
	confirmResults,
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
useCity();

/** A form that was opened before anything was entered, unless it names its version. */
const blank = (code: string, form: Partial<EntryRequest['form']>, year = YEAR) =>
	entry(code, { version: 0, ...form }, year);

describe('two people and one figure', () => {
	it('shows the second what the first stored, and overwrites nothing', async () => {
		await saveResult(city.as('editor'), blank(RATE, { entered: '51.0', cause: '一人目' }));
		const before = countRows();
		const refusal = await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '52.0' })),
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
		expect(countRows()).toEqual(before);
		// Having seen both, the second may decide for their own.
		await saveResult(editor, blank(RATE, { entered: '52.0', version: 1 }));
		expect(stored(RATE)).toMatchObject({ entered: '52.0', revision: 2 });
	});

	it('lets one of two saves at the same moment through', async () => {
		const outcomes = await Promise.allSettled(
			['51.0', '52.0'].map((entered) => saveResult(editor, blank(RATE, { entered })))
		);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(stored(RATE)?.revision).toBe(1);
	});

	it('does not confirm what was changed after the review page was opened', async () => {
		await submitResult(editor, blank(RATE, { entered: '60.0' }));
		const seen = review(RATE);
		await withdrawResult(editor, RATE, YEAR, seen.version);
		await submitResult(editor, blank(RATE, { entered: '6.0', version: versionOf(RATE) }));
		await expectRefusal(() => confirmResults(planner, [seen]), 'conflict', '変更しました');
		expect(stored(RATE)?.state).toBe('submitted');
	});
});

describe('the same form sent twice', () => {
	it('is carried out once: one revision, one event, one audit row', async () => {
		const before = countRows();
		const request = blank(RATE, { entered: '60.0', key: 'one-form' });
		await Promise.all([submitResult(editor, request), submitResult(editor, request)]);
		await submitResult(editor, request);
		const after = countRows();
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
		await saveResult(editor, blank(RATE, { entered: '60.0', key: 'one-form' }));
		// Back in the browser, another figure, or the other button: the key is the same, the wish is not.
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '61.0', key: 'one-form' })),
			'conflict',
			'変更しました'
		);
		await expectRefusal(
			() => submitResult(editor, blank(RATE, { entered: '60.0', key: 'one-form' })),
			'conflict',
			'変更しました'
		);
		expect(stored(RATE)).toMatchObject({ state: 'draft', entered: '60.0', revision: 1 });
	});

	it('keeps apart the keys of different people', async () => {
		await saveResult(editor, blank(RATE, { entered: '60.0', key: 'same' }));
		await saveResult(planner, blank(RATE, { entered: '60.0', key: 'same', version: 1 }));
		expect(stored(RATE)?.revision).toBe(2);
	});

	it('may be sent again after a refusal', async () => {
		const request = blank(RATE, { entered: '20.0', cause: '', key: 'refused' });
		expect((await refusalOf(() => submitResult(editor, request))).code).toBe('invalid');
		await submitResult(editor, { ...request, form: { ...request.form, cause: '会場が減ったため。' } });
		expect(stored(RATE)?.state).toBe('submitted');
	});
});

describe('when the disk or the file fails', () => {
	it('stores all of a command or nothing of it', async () => {
		city.database.$client.exec(
			"create temp trigger no_audit before insert on main.audit_entry begin select raise(abort, 'no'); end"
		);
		const before = countRows();
		await expect(submitResult(editor, blank(RATE, { entered: '60.0' }))).rejects.toThrow('no');
		expect(countRows()).toEqual(before);
		expect(stored(RATE)).toBeUndefined();
		expect(judgement(RATE).status).toBe('missing');
		expect(city.commits()).toBe(0);
	});

	it('says that a full disk kept it from saving, and goes on reading', async () => {
		const sqlite = city.database.$client;
		sqlite.exec('vacuum');
		sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true }) as number}`);
		const before = countRows();
		const long = blank(RATE, { entered: '60.0', cause: '理由'.repeat(1000), issue: '課題'.repeat(1000) });
		await expectRefusal(() => saveResult(editor, long), 'unavailable', '保存できませんでした');
		expect(countRows()).toEqual(before);
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
		await saveResult(editor, blank(RATE, { entered: '60.0' }));
		expect(released).toBe(true);
		expect(stored(RATE)?.entered).toBe('60.0');
	});

	it('gives up in words when the lock does not come free', async () => {
		const other = city.connectAgain().$client;
		other.exec('begin immediate');
		await expectRefusal(
			() => saveResult(editor, blank(RATE, { entered: '60.0' })),
			'unavailable',
			'ほかの処理が続いている'
		);
		other.exec('rollback');
		await saveResult(editor, blank(RATE, { entered: '60.0' }));
	});
});
