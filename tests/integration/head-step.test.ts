/** The page of a department's head: what waits, and deciding on all of it at once. */
import { describe, expect, it } from 'vitest';
import { returnResult, submitResult } from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { addEvidence } from '#lib/server/results/evidence/evidence.ts';
import { decideAllAsHead, readHeadStep } from '#lib/server/results/head-step.ts';
import { expectRefusal } from '#tests/support/refusal.ts';
import {
	breakdown,
	city,
	countRows,
	DETAIL_TABLES,
	editor,
	entry,
	head,
	korei,
	planner,
	review,
	stored,
	useCity,
	YEAR
} from '#tests/support/results.ts';

/** 地域の通いの場の数 of 高齢介護福祉課, whose head confirms; R6 was 55 over eight districts. */
const PLACES = 'I049';
/** 要介護認定率 of the same department: the head has confirmed. */
const CARE = 'I050';

useCity();

const counted = () => countRows(DETAIL_TABLES);

describe('the head’s step', () => {
	const submitPlaces = () => submitResult(korei, entry(PLACES, { entered: '62' }));

	it('shows what waits, and confirms all chosen at once', async () => {
		expect(readHeadStep(head)).toMatchObject({ idle: 'nothing-submitted', total: 0 });
		await submitPlaces();
		await returnResult(planner, review(CARE), '分母を確かめてください');
		const care = readEntryPage(korei, YEAR, CARE);
		await submitResult(korei, entry(CARE, { entered: care.row.entered, cause: '書き直した。' }));
		const page = readHeadStep(head);
		expect(page).toMatchObject({ idle: null, total: 2, using: ['高齢介護福祉課'] });
		const row = page.years[0]?.rows.find(({ review }) => review.indicatorCode === CARE);
		expect(row?.since).toMatchObject({ reason: '分母を確かめてください' });
		expect(row?.since?.changes).toContainEqual(
			expect.objectContaining({ name: '要因分析', after: '書き直した。' })
		);
		const decisions = [PLACES, CARE].map((code) => ({ ...review(code), returnReason: null }));
		expect(await decideAllAsHead(head, decisions)).toBe(2);
		expect([stored(PLACES)?.state, stored(CARE)?.state]).toEqual(['head-confirmed', 'head-confirmed']);
		expect(readHeadStep(head).idle).toBe('nothing-submitted');
	});

	it('names the districts and files that changed since it went back', async () => {
		const filled = breakdown('10', '7', '8', '10', '12', '7', '4', '4');
		await submitResult(korei, entry(PLACES, { entered: '62', districts: filled }));
		await decideAllAsHead(head, [{ ...review(PLACES), returnReason: '唐丹を確かめてください' }]);
		city.pass(5);
		await addEvidence(korei, { indicatorCode: PLACES, fiscalYear: YEAR }, [
			{ name: '唐丹.csv', bytes: Buffer.from('a,b') }
		]);
		await submitResult(korei, entry(PLACES, { entered: '61', districts: { ...filled, toni: '3' } }));
		const [row] = readHeadStep(head).years[0]?.rows ?? [];
		expect(row?.since?.changes).toEqual([
			{ name: '値', before: '62', after: '61' },
			{ name: '地区別：唐丹地区', before: '4', after: '3' },
			{ name: '根拠資料', before: '', after: '唐丹.csv' }
		]);
	});

	it('is all or nothing: one stale decision or one missing reason stops them all', async () => {
		await submitPlaces();
		const before = counted();
		const good = { ...review(PLACES), returnReason: null };
		await expectRefusal(
			() => decideAllAsHead(head, [good, { ...review(CARE), version: 999, returnReason: null }]),
			'conflict',
			'変更しました'
		);
		await expectRefusal(() => decideAllAsHead(head, [{ ...good, returnReason: ' ' }]), 'invalid', '理由');
		await expectRefusal(() => decideAllAsHead(head, []), 'invalid', '1つ以上');
		expect(counted()).toEqual(before);
	});

	it.each(['editor_korei', 'planner', 'viewer'])('is not for %s', async (who) => {
		await submitPlaces();
		await expectRefusal(() => readHeadStep(city.as(who)), 'forbidden', '所属長');
		await expectRefusal(
			() => decideAllAsHead(city.as(who), [{ ...review(PLACES), returnReason: null }]),
			'forbidden',
			'所属長'
		);
	});

	it('tells a head without the step why there is nothing to do', () => {
		const actor = { ...head.actor, departmentIds: editor.actor.departmentIds };
		expect(readHeadStep({ ...head, actor })).toMatchObject({ idle: 'no-step', without: ['健康推進課'] });
	});
});
