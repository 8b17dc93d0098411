/** What stands behind a value: computed rates, districts, evidence files, handover cards, the head's step. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/command.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import {
	confirmResults,
	decideAsHead,
	returnResult,
	saveResult,
	submitResult,
	type EntryRequest
} from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import {
	addEvidence,
	MOST_EVIDENCE,
	readEvidence,
	removeEvidence
} from '#lib/server/results/evidence/evidence.ts';
import { readHandoverBook } from '#lib/server/results/handover/book.ts';
import { readHandoverPage, saveHandover } from '#lib/server/results/handover/handover.ts';
import { decideAllAsHead, readHeadStep } from '#lib/server/results/head-step.ts';
import { fillRemarks } from '#lib/server/results/same-as-last.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';

const YEAR = 2025;
/** 特定保健指導の実施率（％）of 健康推進課; nothing entered yet. */
const PLAIN = 'I042';
/** 特定健康診査の受診率 of 健康推進課: 速報 is confirmed and to be followed; the rate has two figures. */
const CHECKUPS = 'I032';
/** 地域の通いの場の数 of 高齢介護福祉課, whose head confirms; R6 was 55 over eight districts. */
const PLACES = 'I049';
/** 要介護認定率 of the same department: the head has confirmed. */
const CARE = 'I050';
const DISTRICTS = ['kamaishi', 'heita', 'nakazuma', 'kasshi', 'kosano', 'unosumai', 'kurihashi', 'toni'];

let city: City;
let kenko: Context;
let korei: Context;
let head: Context;
let planner: Context;

beforeEach(async () => {
	city = await demoCity();
	kenko = city.as('editor_kenko');
	korei = city.as('editor_korei');
	head = city.as('head');
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
			issue: '平日の機会。',
			nextAction: '休日に開く。',
			version: version(indicatorCode, fiscalYear),
			confirmed: true,
			...form
		}
	};
}

interface Row {
	readonly state: string;
	readonly version: number;
	readonly revision: number;
	readonly confirmed: number | null;
	readonly entered: string;
	readonly digits: number | null;
	readonly scale: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly missing: string | null;
	readonly district: string | null;
}

function rows(code: string, year = YEAR): Row[] {
	return city.database.$client
		.prepare(
			`select r.state, r.version, r.current_revision revision, r.confirmed_revision confirmed, v.entered_text entered,
				v.value_digits digits, v.value_scale scale, v.numerator_digits numerator,
				v.denominator_digits denominator, v.missing_reason missing, d.code district
			from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.current_revision
			left join district d on d.id = r.district_id
			where i.code = ? and r.fiscal_year = ? order by d.position`
		)
		.all(code, year) as Row[];
}

const cityRow = (code: string) => rows(code).find(({ district }) => district === null);
const districtRows = (code: string) => rows(code).filter(({ district }) => district !== null);

function version(code: string, year = YEAR): number {
	return rows(code, year).find(({ district }) => district === null)?.version ?? 0;
}

const counted = () =>
	Object.fromEntries(
		[
			'result',
			'result_revision',
			'result_event',
			'audit_entry',
			'evidence_file',
			'evidence_content',
			'handover_card'
		].map((table) => [table, city.count(table)])
	);

const seen = (indicatorCode: string) => ({
	indicatorCode,
	fiscalYear: YEAR,
	version: version(indicatorCode)
});

/** Eight figures for the eight districts. */
const breakdown = (...figures: string[]) =>
	Object.fromEntries(DISTRICTS.map((code, index) => [code, figures[index] ?? '']));

const lastAudit = () =>
	city.database.$client
		.prepare(
			'select action, entity_id as id, before, after, actor from audit_entry order by audit_entry.id desc limit 1'
		)
		.get() as { action: string; id: string; before: string | null; after: string | null; actor: string };

describe('a computed rate', () => {
	it('is stored with both figures and judged unrounded, while what was confirmed goes on counting', async () => {
		await submitResult(kenko, entry(CHECKUPS, { numerator: '2,001', denominator: '5,087' }));
		expect(cityRow(CHECKUPS)).toMatchObject({
			entered: '2,001/5,087',
			numerator: 2001,
			denominator: 5087,
			digits: 39_335_561_234_519,
			scale: 12,
			state: 'submitted'
		});
		expect(cityRow(CHECKUPS)?.confirmed).not.toBeNull();
		await confirmResults(planner, [seen(CHECKUPS)]);
		expect(findStaleJudgements(city.database)).toEqual([]);
		const page = readEntryPage(kenko, YEAR, CHECKUPS);
		expect(page.details.rate).toBe('特定健康診査の受診者数 2,001 ÷ 特定健康診査の対象者数 5,087 × 100');
		expect(page.row.figure).toBe('39.3');
	});

	it('shows last year’s figures, and takes one cell, the rate itself, and back', async () => {
		expect(readEntryPage(kenko, YEAR, CHECKUPS).rate?.last).toBe(
			'特定健康診査の受診者数 2,156 ÷ 特定健康診査の対象者数 5,120 × 100'
		);
		await saveResult(kenko, entry(CHECKUPS, { entered: '２００１／５０８７' }));
		expect(cityRow(CHECKUPS)).toMatchObject({ numerator: 2001, denominator: 5087 });
		expect(readEntryPage(kenko, YEAR, CHECKUPS).rate).toMatchObject({
			parts: { numerator: '２００１', denominator: '５０８７' },
			direct: ''
		});
		await saveResult(kenko, entry(CHECKUPS, { entered: '39.3' }));
		expect(cityRow(CHECKUPS)).toMatchObject({ numerator: null, denominator: null, digits: 393, scale: 1 });
		expect(readEntryPage(kenko, YEAR, CHECKUPS).rate).toMatchObject({ direct: '39.3' });
	});

	it('is refused at the part that is wrong, and nothing is written', async () => {
		const before = counted();
		const refusal = await expectRefusal(
			() => saveResult(kenko, entry(CHECKUPS, { numerator: '12', denominator: '0' })),
			'invalid',
			'分母）が0のため'
		);
		expect(Object.keys(refusal.fields)).toEqual(['denominator']);
		const cell = await refusalOf(() => saveResult(kenko, entry(CHECKUPS, { entered: '12/0' })));
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
		await decideAsHead(head, { ...seen(PLACES), returnReason: null });
		expect(new Set(rows(PLACES).map(({ state }) => state))).toEqual(new Set(['head-confirmed']));
		await confirmResults(planner, [seen(PLACES)]);
		for (const row of rows(PLACES))
			expect(row).toMatchObject({ state: 'confirmed', confirmed: row.revision });
		await returnResult(planner, seen(PLACES), '試験のため');
		for (const row of rows(PLACES)) expect(row).toMatchObject({ state: 'returned', confirmed: null });
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
		expect(readEntryPage(kenko, YEAR, PLAIN).details.districts).toBeNull();
		await expectRefusal(
			() => saveResult(kenko, entry(PLAIN, { entered: '60', districts: { toni: '3' } })),
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

describe('evidence files', () => {
	const at = { indicatorCode: PLAIN, fiscalYear: YEAR };
	const csv = (name: string, text = '年度,人\r\n2025,12\r\n') => ({ name, bytes: Buffer.from(text) });
	const attached = (context = kenko) => readEntryPage(context, YEAR, PLAIN).details.evidence;

	it('begin a draft, are listed with who and when, and come back byte by byte', async () => {
		expect(await addEvidence(kenko, at, [csv('../集計.csv')])).toBe(1);
		expect(cityRow(PLAIN)).toMatchObject({ state: 'draft', entered: '' });
		expect(attached()).toMatchObject([{ name: '集計.csv', kind: 'CSV・テキスト', size: '21 B' }]);
		expect(attached()[0]?.by).toContain('健康推進課');
		const file = readEvidence(city.as('head'), attached()[0]?.id ?? 0);
		expect(file.mediaType).toBe('text/csv');
		expect(file.bytes.toString()).toBe('年度,人\r\n2025,12\r\n');
		expect(lastAudit()).toMatchObject({ action: 'evidence-added', id: `${PLAIN}/${YEAR}` });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('leave the figure and its version alone', async () => {
		await saveResult(kenko, entry(PLAIN, { entered: '60.0' }));
		const before = cityRow(PLAIN);
		await addEvidence(kenko, at, [csv('a.csv')]);
		expect(cityRow(PLAIN)).toEqual(before);
	});

	it('keep one content once, and refuse the same content twice at one value', async () => {
		await addEvidence(kenko, at, [csv('a.csv')]);
		await addEvidence(planner, { ...at, indicatorCode: PLACES }, [csv('b.csv')]);
		expect(city.count('evidence_content')).toBe(1);
		expect(city.count('evidence_file')).toBe(2);
		const before = counted();
		await expectRefusal(() => addEvidence(kenko, at, [csv('c.csv')]), 'invalid', 'すでに付いています');
		await expectRefusal(
			() => addEvidence(kenko, at, [csv('d.csv', 'x'), csv('e.csv', 'x')]),
			'invalid',
			'「d.csv」がすでに'
		);
		expect(counted()).toEqual(before);
	});

	it('are refused as a whole with every cause named, by size, type, number and absence', async () => {
		const before = counted();
		const refusal = await refusalOf(() =>
			addEvidence(kenko, at, [
				csv('ok.csv'),
				{ name: '大きい.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) },
				csv('写真.png'),
				{ name: '何か.exe', bytes: Buffer.from('MZ\0\0') }
			])
		);
		expect(refusal.message).toMatch(
			/大きい\.pdf.*10 MBまで.*写真\.png.*中身はCSV.*何か\.exe.*付けられません/
		);
		await expectRefusal(() => addEvidence(kenko, at, []), 'invalid', '選んでください');
		const many = Array.from({ length: MOST_EVIDENCE + 1 }, (_, index) => csv(`${index}.csv`, `${index}`));
		await expectRefusal(() => addEvidence(kenko, at, many), 'invalid', `${MOST_EVIDENCE}個まで`);
		expect(counted()).toEqual(before);
	});

	it('are taken off by a mark, and stay for the planning division', async () => {
		await addEvidence(kenko, at, [csv('a.csv')]);
		const id = attached()[0]?.id ?? 0;
		await removeEvidence(kenko, id);
		expect(attached()).toEqual([]);
		expect(city.count('evidence_file')).toBe(1);
		expect(lastAudit()).toMatchObject({ action: 'evidence-removed' });
		await expectRefusal(() => readEvidence(kenko, id), 'not-found', '外しました');
		expect(readEvidence(planner, id).name).toBe('a.csv');
		await expectRefusal(() => removeEvidence(kenko, id), 'conflict', 'すでに外されて');
		await addEvidence(kenko, at, [csv('a.csv')]);
		expect(attached()).toHaveLength(1);
	});

	it('stay beside a submitted figure, while more may come', async () => {
		await addEvidence(kenko, at, [csv('a.csv')]);
		await submitResult(kenko, entry(PLAIN, { entered: '60.0' }));
		await expectRefusal(
			() => removeEvidence(kenko, attached()[0]?.id ?? 0),
			'locked',
			'取り下げると外せます'
		);
		await addEvidence(kenko, at, [csv('b.csv', '追加')]);
		expect(attached()).toHaveLength(2);
	});

	it('of a closed year come from the planning division alone, and stay', async () => {
		const closed = { indicatorCode: PLACES, fiscalYear: 2024 };
		await expectRefusal(() => addEvidence(korei, closed, [csv('a.csv')]), 'locked', '総合政策課だけが');
		await addEvidence(planner, closed, [csv('a.csv')]);
		const id = readEntryPage(planner, 2024, PLACES).details.evidence[0]?.id ?? 0;
		await expectRefusal(() => removeEvidence(planner, id), 'locked', '外せません');
	});

	it.each(['editor_korei', 'head', 'viewer', 'admin'])(
		'are not for %s to attach or take off',
		async (who) => {
			await addEvidence(kenko, at, [csv('a.csv')]);
			const id = attached()[0]?.id ?? 0;
			const before = counted();
			await expectRefusal(() => addEvidence(city.as(who), at, [csv('b.csv', 'b')]), 'forbidden', '担当課');
			await expectRefusal(() => removeEvidence(city.as(who), id), 'forbidden', '担当課');
			expect(counted()).toEqual(before);
		}
	);
});

describe('the handover card', () => {
	const texts = { howMade: '台帳を数える。', pitfalls: '年度をまたぐ人。', contact: '保健係（内線 214）' };
	const card = (context = kenko) => readHandoverPage(context, PLAIN);

	it('is written on the version seen, with what stood there before in the record', async () => {
		const before = card().card;
		await saveHandover(kenko, PLAIN, { ...texts, version: before?.version ?? 0 });
		expect(card()).toMatchObject({ card: { ...texts, version: (before?.version ?? 0) + 1 }, mayWrite: true });
		expect(card().card?.updated).toContain('令和8年7月28日');
		expect(card().changes[0]?.fields.find(({ name }) => name === 'どう出したか')).toEqual({
			name: 'どう出したか',
			before: before?.howMade,
			after: texts.howMade
		});
		expect(lastAudit()).toMatchObject({ action: 'handover-saved', id: PLAIN });
	});

	it('shows both to whoever comes second', async () => {
		const version = card().card?.version ?? 0;
		await saveHandover(kenko, PLAIN, { ...texts, version });
		const refusal = await expectRefusal(
			() => saveHandover(head, PLAIN, { ...texts, howMade: '別の文', version }),
			'conflict',
			'ほかの人が変更しました'
		);
		expect(refusal.details).toMatchObject({ ...texts, version: version + 1 });
		expect(card().card?.howMade).toBe(texts.howMade);
	});

	it.each([
		['editor_kenko', true],
		['head', true],
		['planner', true],
		['editor_korei', false],
		['viewer', false],
		['admin', false]
	])('%s may write it: %s', async (who, may) => {
		const save = () => saveHandover(city.as(who), PLAIN, { ...texts, version: card().card?.version ?? 0 });
		if (may) await save();
		else await expectRefusal(save, 'forbidden', '引継ぎカードを書くことができるのは');
	});

	it('is written by a contributing department as well, where there was none, and not for an unknown indicator', async () => {
		const shared = city.column(
			"select i.code from indicator i join indicator_responsibility r on r.indicator_id = i.id join department d on d.id = r.department_id where r.role = 'contributor' and d.code = 'kodomo' and r.valid_to is null limit 1"
		)[0] as string;
		const before = readHandoverPage(planner, shared).card?.version ?? 0;
		await saveHandover(city.as('editor_kodomo'), shared, { ...texts, version: before });
		expect(readHandoverPage(planner, shared).card?.version).toBe(before + 1);
		await expectRefusal(() => saveHandover(planner, 'I999', { ...texts, version: 0 }), 'not-found', 'I999');
	});

	it('makes the book of a department, naming what is still unwritten', async () => {
		const version = card().card?.version ?? 0;
		await saveHandover(kenko, PLAIN, { ...texts, pitfalls: '', version });
		const book = readHandoverBook(kenko, null);
		expect(book.department.name).toBe('健康推進課');
		expect(book.pages.length).toBeGreaterThanOrEqual(15);
		const page = book.pages.find(({ code }) => code === PLAIN);
		expect(page).toMatchObject({ unwritten: ['間違えやすいところ'], card: { howMade: texts.howMade } });
		expect(page?.years.map(({ year }) => year)).toEqual(['R7', 'R6', 'R5']);
		expect(book.calendar[0]).toMatchObject({ year: '令和7年度', closed: '受付中' });
		expect(readHandoverBook(planner, 'korei').department.name).toBe('高齢介護福祉課');
		await expectRefusal(() => readHandoverBook(kenko, 'korei'), 'not-found', '自分の課');
	});

	it('gives last year’s words again: one remark with what it replaced, or all that are empty', async () => {
		const last = readEntryPage(kenko, YEAR, 'I034').lastRemarks;
		const source = ['I032', 'I033', 'I034', 'I035', 'I036'].find(
			(code) => (readEntryPage(kenko, YEAR, code).lastRemarks?.cause ?? '') !== ''
		);
		expect(last).not.toBeUndefined();
		const words = readEntryPage(kenko, YEAR, source ?? '').lastRemarks;
		const typed = { entered: '3', cause: '書きかけ', issue: '', nextAction: '', version: '0' };
		const one = fillRemarks(kenko, source ?? '', YEAR, { ...typed, fill: 'cause' });
		expect(one.values).toMatchObject({ cause: words?.cause, issue: '', entered: '3' });
		expect(one.message).toContain('「書きかけ」');
		const all = fillRemarks(kenko, source ?? '', YEAR, { ...typed, fill: 'all' });
		expect(all.values).toMatchObject({
			cause: '書きかけ',
			issue: words?.issue,
			nextAction: words?.nextAction
		});
		const empty = refusalOf(() => fillRemarks(kenko, source ?? '', YEAR, { ...typed, fill: '' }));
		expect((await empty).code).toBe('invalid');
	});
});

describe('the head’s step', () => {
	const submitPlaces = () => submitResult(korei, entry(PLACES, { entered: '62' }));

	it('shows what waits, and confirms all chosen at once', async () => {
		expect(readHeadStep(head)).toMatchObject({ idle: 'nothing-submitted', total: 0 });
		await submitPlaces();
		await returnResult(planner, seen(CARE), '分母を確かめてください');
		const care = readEntryPage(korei, YEAR, CARE);
		await submitResult(korei, entry(CARE, { entered: care.row.entered, cause: '書き直した。' }));
		const page = readHeadStep(head);
		expect(page).toMatchObject({ idle: null, total: 2, using: ['高齢介護福祉課'] });
		const row = page.years[0]?.rows.find(({ review }) => review.indicatorCode === CARE);
		expect(row?.since).toMatchObject({ reason: '分母を確かめてください' });
		expect(row?.since?.changes).toContainEqual(
			expect.objectContaining({ name: '要因分析', after: '書き直した。' })
		);
		const decisions = [PLACES, CARE].map((code) => ({ ...seen(code), returnReason: null }));
		expect(await decideAllAsHead(head, decisions)).toBe(2);
		expect([cityRow(PLACES)?.state, cityRow(CARE)?.state]).toEqual(['head-confirmed', 'head-confirmed']);
		expect(readHeadStep(head).idle).toBe('nothing-submitted');
	});

	it('names the districts and files that changed since it went back', async () => {
		const filled = breakdown('10', '7', '8', '10', '12', '7', '4', '4');
		await submitResult(korei, entry(PLACES, { entered: '62', districts: filled }));
		await decideAllAsHead(head, [{ ...seen(PLACES), returnReason: '唐丹を確かめてください' }]);
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
		const good = { ...seen(PLACES), returnReason: null };
		await expectRefusal(
			() => decideAllAsHead(head, [good, { ...seen(CARE), version: 999, returnReason: null }]),
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
			() => decideAllAsHead(city.as(who), [{ ...seen(PLACES), returnReason: null }]),
			'forbidden',
			'所属長'
		);
	});

	it('tells a head without the step why there is nothing to do', () => {
		const actor = { ...head.actor, departmentIds: kenko.actor.departmentIds };
		expect(readHeadStep({ ...head, actor })).toMatchObject({ idle: 'no-step', without: ['健康推進課'] });
	});
});
