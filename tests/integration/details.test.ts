/** What stands behind a value: the two figures of a rate, and those of the districts. */
import { describe, expect, it } from 'vitest';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	decideAsHead,
	returnResult,
	saveResult,
	submitResult
} from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
import {
	breakdown,
	city,
	countRows,
	DETAIL_TABLES,
	DISTRICTS,
	editor,
	entry,
	head,
	korei,
	planner,
	review,
	stored,
	storedRows,
	useCity,
	YEAR
} from '#tests/support/results.ts';

/** 特定保健指導の実施率（％）of 健康推進課; nothing entered yet. */
const PLAIN = 'I042';
/** 特定健康診査の受診率 of 健康推進課: 速報 is confirmed and to be followed; the rate has two figures. */
const CHECKUPS = 'I032';
/** 地域の通いの場の数 of 高齢介護福祉課, whose head confirms; R6 was 55 over eight districts. */
const PLACES = 'I049';

useCity();

const districtRows = (code: string) => storedRows(code).filter(({ district }) => district !== null);
const counted = () => countRows(DETAIL_TABLES);

describe('a computed rate', () => {
	it('is stored with both figures and judged unrounded, while what was confirmed goes on counting', async () => {
		await submitResult(editor, entry(CHECKUPS, { numerator: '2,001', denominator: '5,087' }));
		expect(stored(CHECKUPS)).toMatchObject({
			entered: '2,001/5,087',
			numerator: 2001,
			denominator: 5087,
			digits: 39_335_561_234_519,
			scale: 12,
			state: 'submitted'
		});
		expect(stored(CHECKUPS)?.confirmed).not.toBeNull();
		await confirmResults(planner, [review(CHECKUPS)]);
		expect(findStaleJudgements(city.database)).toEqual([]);
		const page = readEntryPage(editor, YEAR, CHECKUPS);
		expect(page.details.rate).toBe('特定健康診査の受診者数 2,001 ÷ 特定健康診査の対象者数 5,087 × 100');
		expect(page.row.figure).toBe('39.3');
	});

	it('shows last year’s figures, and takes one cell, the rate itself, and back', async () => {
		expect(readEntryPage(editor, YEAR, CHECKUPS).rate?.last).toBe(
			'特定健康診査の受診者数 2,156 ÷ 特定健康診査の対象者数 5,120 × 100'
		);
		await saveResult(editor, entry(CHECKUPS, { entered: '２００１／５０８７' }));
		expect(stored(CHECKUPS)).toMatchObject({ numerator: 2001, denominator: 5087 });
		expect(readEntryPage(editor, YEAR, CHECKUPS).rate).toMatchObject({
			parts: { numerator: '２００１', denominator: '５０８７' },
			direct: ''
		});
		await saveResult(editor, entry(CHECKUPS, { entered: '39.3' }));
		expect(stored(CHECKUPS)).toMatchObject({ numerator: null, denominator: null, digits: 393, scale: 1 });
		expect(readEntryPage(editor, YEAR, CHECKUPS).rate).toMatchObject({ direct: '39.3' });
	});

	it('is refused at the part that is wrong, and nothing is written', async () => {
		const before = counted();
		const refusal = await expectRefusal(
			() => saveResult(editor, entry(CHECKUPS, { numerator: '12', denominator: '0' })),
			'invalid',
			'分母）が0のため'
		);
		expect(Object.keys(refusal.fields)).toEqual(['denominator']);
		const cell = await refusalOf(() => saveResult(editor, entry(CHECKUPS, { entered: '12/0' })));
		expect(Object.keys(cell.fields)).toEqual(['entered']);
		expect(counted()).toEqual(before);
	});
});

describe('districts', () => {
	const filled = breakdown('10', '7', '8', '10', '12', '7', '4', '4');

	it('are stored with the city’s figure, moved with it and confirmed with it', async () => {
		await submitResult(korei, entry(PLACES, { entered: '62', districts: filled }));
		expect(districtRows(PLACES).map(({ district, digits, state }) => [district, digits, state])).toEqual(
			DISTRICTS.map((code) => [code, Number(filled[code]), 'submitted'])
		);
		await decideAsHead(head, { ...review(PLACES), returnReason: null });
		expect(new Set(storedRows(PLACES).map(({ state }) => state))).toEqual(new Set(['head-confirmed']));
		await confirmResults(planner, [review(PLACES)]);
		for (const row of storedRows(PLACES))
			expect(row).toMatchObject({ state: 'confirmed', confirmed: row.revision });
		await returnResult(planner, review(PLACES), '試験のため');
		for (const row of storedRows(PLACES)) expect(row).toMatchObject({ state: 'returned', confirmed: null });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('stay as they are when only the city’s figure is saved, and follow its state', async () => {
		await saveResult(korei, entry(PLACES, { entered: '62', districts: filled }));
		await submitResult(korei, entry(PLACES, { entered: '63' }));
		expect(districtRows(PLACES).map(({ digits }) => digits)).toEqual(Object.values(filled).map(Number));
		expect(districtRows(PLACES).every(({ state, revision }) => state === 'submitted' && revision === 1)).toBe(
			true
		);
	});

	it('get a new revision only where something changed', async () => {
		await saveResult(korei, entry(PLACES, { entered: '62', districts: filled }));
		await saveResult(korei, entry(PLACES, { entered: '62', districts: { ...filled, toni: 'x', heita: '' } }));
		const revisions = Object.fromEntries(
			districtRows(PLACES).map(({ district, revision, missing, digits }) => [
				district,
				[revision, missing, digits]
			])
		);
		expect(revisions).toMatchObject({
			kamaishi: [1, null, 10],
			toni: [2, 'suppressed', null],
			heita: [2, null, null]
		});
	});

	it('that do not add up are pointed out with the difference, and go through once confirmed', async () => {
		const off = { ...filled, toni: '5' };
		const before = counted();
		const refusal = await refusalOf(() =>
			submitResult(korei, entry(PLACES, { entered: '62', districts: off, confirmed: false }))
		);
		expect(JSON.stringify(refusal.details)).toContain('地区別のほうが1箇所多く');
		expect(counted()).toEqual(before);
		await submitResult(korei, entry(PLACES, { entered: '62', districts: off }));
		expect(readEntryPage(korei, YEAR, PLACES).details.districts).toMatchObject({
			state: 'differs',
			lastYear: 'R6'
		});
	});

	it('warn before a submission without any, and not where none are asked for', async () => {
		const refusal = await refusalOf(() =>
			submitResult(korei, entry(PLACES, { entered: '62', confirmed: false }))
		);
		expect(JSON.stringify(refusal.details)).toContain('地区別の内訳がまだ入っていません');
		expect(readEntryPage(editor, YEAR, PLAIN).details.districts).toBeNull();
		await expectRefusal(
			() => saveResult(editor, entry(PLAIN, { entered: '60', districts: { toni: '3' } })),
			'invalid',
			'地区別の内訳を求めていない'
		);
	});

	it('are refused together, each at its own field, and take the city’s figure with them', async () => {
		const before = counted();
		const refusal = await refusalOf(() =>
			saveResult(korei, entry(PLACES, { entered: '62', districts: { ...filled, toni: '約4', heita: '－' } }))
		);
		expect(Object.keys(refusal.fields)).toEqual(['district-heita', 'district-toni']);
		expect(refusal.fields['district-toni']).toContain('唐丹地区：');
		await expectRefusal(
			() => saveResult(korei, entry(PLACES, { entered: '62', districts: { tono: '4' } })),
			'invalid',
			'地区「tono」はありません'
		);
		expect(counted()).toEqual(before);
	});

	it('are not written on a version that somebody else changed', async () => {
		await saveResult(korei, entry(PLACES, { entered: '60', districts: filled }));
		const before = counted();
		await expectRefusal(
			() =>
				saveResult(korei, entry(PLACES, { entered: '62', districts: { ...filled, toni: '9' }, version: 0 })),
			'conflict',
			'変更しました'
		);
		expect(counted()).toEqual(before);
		expect(districtRows(PLACES).at(-1)?.digits).toBe(4);
	});
});
