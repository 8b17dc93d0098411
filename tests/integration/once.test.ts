/** A form that arrives twice is carried out once; another one with its key, or one whose work was undone, is not taken for it. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '#lib/domain/judging/rule.ts';
import { command } from '#lib/server/command.ts';
import { saveRule } from '#lib/server/judgements/rules/save-rule.ts';
import { saveResult, submitResult, withdrawResult } from '#lib/server/results/commands.ts';
import { requestCorrection, withdrawCorrection } from '#lib/server/results/corrections/corrections.ts';
import { submitRows } from '#lib/server/results/entry/submission.ts';
import * as R from '../support/results.ts';

R.useCity();

const chosen = (indicatorCode: string) => ({
	indicatorCode,
	version: R.versionOf(indicatorCode),
	patch: { cause: '受診率の向上', issue: '若年層', nextAction: '夜間の実施' },
	confirmed: true
});

describe('the same form again', () => {
	it('writes one revision and answers as the first time', async () => {
		const form = R.entry('I037', { entered: '57', key: 'k' });
		await submitResult(R.editor, form);
		const before = R.stored('I037');
		await submitResult(R.editor, form);
		expect(R.stored('I037')).toEqual(before);
		const rows = [chosen('I033')];
		expect(await submitRows(R.editor, 2025, rows, 'l')).toEqual(await submitRows(R.editor, 2025, rows, 'l'));
	});

	it('is forgotten after a month: no browser goes back so far', async () => {
		await saveResult(R.editor, R.entry('I037', { entered: '57', key: 'k' }));
		R.city.setNow('2026-09-01T09:00:00+09:00');
		await command(R.planner, ({ record }) => record({ action: 'x', entity: 'x', entityId: 'x' }), {
			once: { act: 'x', key: 'k', request: null }
		});
		expect(R.city.column('select count(*) from idempotency_key')).toEqual([1]);
	});
});

describe('another form under the same key, as after the browser’s Back', () => {
	it('submits the other rows', async () => {
		await submitRows(R.editor, 2025, [chosen('I033')], 'k');
		await submitRows(R.editor, 2025, [chosen('I037')], 'k');
		expect([R.stored('I033')?.state, R.stored('I037')?.state]).toEqual(['submitted', 'submitted']);
	});

	it('saves the other rule', async () => {
		const save = (id: string) =>
			saveRule(R.planner, {
				draft: { ...structuredClone(PRESETS['miyagi']), id, name: id },
				as: 'new',
				seenVersion: null,
				key: 'k'
			});
		expect([await save('rule-a'), await save('rule-b')]).toEqual(['rule-a@1', 'rule-b@1']);
	});

	it('tells districts apart', async () => {
		const form = R.entry('I049', { entered: '63', key: 'k', districts: R.breakdown('1') });
		await saveResult(R.korei, form);
		const other = { ...form, form: { ...form.form, districts: R.breakdown('2') } };
		await expect(saveResult(R.korei, other)).rejects.toMatchObject({ code: 'conflict' });
	});
});

describe('the same form after what it did was undone', () => {
	it('says that the submission was taken back', async () => {
		const form = R.entry('I037', { entered: '57', key: 'k' });
		await submitResult(R.editor, form);
		await withdrawResult(R.editor, 'I037', 2025, R.versionOf('I037'));
		await expect(submitResult(R.editor, form)).rejects.toMatchObject({ code: 'conflict' });
		expect(R.stored('I037')?.state).toBe('draft');
	});

	it('says so for rows submitted together', async () => {
		const rows = [chosen('I033')];
		await submitRows(R.editor, 2025, rows, 'k');
		await withdrawResult(R.editor, 'I033', 2025, R.versionOf('I033'));
		await expect(submitRows(R.editor, 2025, rows, 'k')).rejects.toMatchObject({ code: 'conflict' });
	});

	it('says so for a request for 訂正', async () => {
		const form = {
			entered: '45.1',
			reason: '集計の誤り',
			version: R.versionOf('I038'),
			confirmed: true,
			key: 'k'
		};
		const request = { indicatorCode: 'I038', fiscalYear: 2025, form } as never;
		await withdrawCorrection(R.editor, await requestCorrection(R.editor, request));
		await expect(requestCorrection(R.editor, request)).rejects.toThrow(/すでに取り下げられています/);
	});
});
