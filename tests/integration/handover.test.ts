/** How last year's figure was made: the handover card, the book of a department, last year's words. */
import { describe, expect, it } from 'vitest';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { readHandoverBook } from '#lib/server/results/handover/book.ts';
import { readHandoverPage, saveHandover } from '#lib/server/results/handover/handover.ts';
import { fillRemarks } from '#lib/server/results/same-as-last.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
import { city, editor, head, planner, useCity, YEAR } from '#tests/support/results.ts';

/** 特定保健指導の実施率（％）of 健康推進課; nothing entered yet. */
const PLAIN = 'I042';

useCity();

const lastAudit = () =>
	city.database.$client
		.prepare(
			'select action, entity_id as id, before, after, actor from audit_entry order by audit_entry.id desc limit 1'
		)
		.get() as { action: string; id: string; before: string | null; after: string | null; actor: string };

describe('the handover card', () => {
	const texts = { howMade: '台帳を数える。', pitfalls: '年度をまたぐ人。', contact: '保健係（内線 214）' };
	const card = (context = editor) => readHandoverPage(context, PLAIN);

	it('is written on the version seen, with what stood there before in the record', async () => {
		const before = card().card;
		await saveHandover(editor, PLAIN, { ...texts, version: before?.version ?? 0 });
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
		await saveHandover(editor, PLAIN, { ...texts, version });
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
		await saveHandover(editor, PLAIN, { ...texts, pitfalls: '', version });
		const book = readHandoverBook(editor, null);
		expect(book.department.name).toBe('健康推進課');
		expect(book.pages.length).toBeGreaterThanOrEqual(15);
		const page = book.pages.find(({ code }) => code === PLAIN);
		expect(page).toMatchObject({ unwritten: ['間違えやすいところ'], card: { howMade: texts.howMade } });
		expect(page?.years.map(({ year }) => year)).toEqual(['R7', 'R6', 'R5']);
		expect(book.calendar[0]).toMatchObject({ year: '令和7年度', closed: '受付中' });
		expect(readHandoverBook(planner, 'korei').department.name).toBe('高齢介護福祉課');
		await expectRefusal(() => readHandoverBook(editor, 'korei'), 'forbidden', '自分の課');
		await expectRefusal(() => readHandoverBook(editor, 'nowhere'), 'not-found', '選べません');
	});

	it('gives last year’s words again: one remark with what it replaced, or all that are empty', async () => {
		const last = readEntryPage(editor, YEAR, 'I034').lastRemarks;
		const source = ['I032', 'I033', 'I034', 'I035', 'I036'].find(
			(code) => (readEntryPage(editor, YEAR, code).lastRemarks?.cause ?? '') !== ''
		);
		expect(last).not.toBeUndefined();
		const words = readEntryPage(editor, YEAR, source ?? '').lastRemarks;
		const typed = { entered: '3', cause: '書きかけ', issue: '', nextAction: '', version: '0' };
		const one = fillRemarks(editor, source ?? '', YEAR, { ...typed, fill: 'cause' });
		expect(one.values).toMatchObject({ cause: words?.cause, issue: '', entered: '3' });
		expect(one.message).toContain('「書きかけ」');
		const all = fillRemarks(editor, source ?? '', YEAR, { ...typed, fill: 'all' });
		expect(all.values).toMatchObject({
			cause: '書きかけ',
			issue: words?.issue,
			nextAction: words?.nextAction
		});
		const empty = refusalOf(() => fillRemarks(editor, source ?? '', YEAR, { ...typed, fill: '' }));
		expect((await empty).code).toBe('invalid');
	});
});
