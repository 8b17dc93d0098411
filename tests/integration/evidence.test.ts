/** Evidence files at a value. */
import { describe, expect, it } from 'vitest';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { saveResult, submitResult } from '#lib/server/results/commands.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { addEvidence, MOST_EVIDENCE, removeEvidence } from '#lib/server/results/evidence/evidence.ts';
import { readEvidence } from '#lib/server/results/evidence/queries.ts';
import { expectRefusal, refusalOf } from '#tests/support/refusal.ts';
import {
	city,
	countRows,
	DETAIL_TABLES,
	editor,
	entry,
	korei,
	planner,
	stored,
	useCity,
	YEAR
} from '#tests/support/results.ts';

/** 特定保健指導の実施率（％）of 健康推進課; nothing entered yet. */
const PLAIN = 'I042';
/** 地域の通いの場の数 of 高齢介護福祉課, whose head confirms; R6 was 55 over eight districts. */
const PLACES = 'I049';

useCity();

const counted = () => countRows(DETAIL_TABLES);

const lastAudit = () =>
	city.database.$client
		.prepare(
			'select action, entity_id as id, before, after, actor from audit_entry order by audit_entry.id desc limit 1'
		)
		.get() as { action: string; id: string; before: string | null; after: string | null; actor: string };

describe('evidence files', () => {
	const at = { indicatorCode: PLAIN, fiscalYear: YEAR };
	const csv = (name: string, text = '年度,人\r\n2025,12\r\n') => ({ name, bytes: Buffer.from(text) });
	const attached = (context = editor) => readEntryPage(context, YEAR, PLAIN).details.evidence;

	it('begin a draft, are listed with who and when, and come back byte by byte', async () => {
		expect(await addEvidence(editor, at, [csv('../集計.csv')])).toBe(1);
		expect(stored(PLAIN)).toMatchObject({ state: 'draft', entered: '' });
		expect(attached()).toMatchObject([{ name: '集計.csv', kind: 'CSV・テキスト', size: '21 B' }]);
		expect(attached()[0]?.by).toContain('健康推進課');
		const id = attached()[0]?.id ?? 0;
		await expectRefusal(() => readEvidence(city.as('editor_shoko'), id), 'forbidden', '受け持つ課');
		const file = readEvidence(city.as('head'), id);
		expect(file.mediaType).toBe('text/csv');
		expect(file.bytes.toString()).toBe('年度,人\r\n2025,12\r\n');
		expect(lastAudit()).toMatchObject({ action: 'evidence-added', id: `${PLAIN}/${YEAR}` });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});

	it('leave the figure and its version alone', async () => {
		await saveResult(editor, entry(PLAIN, { entered: '60.0' }));
		const before = stored(PLAIN);
		await addEvidence(editor, at, [csv('a.csv')]);
		expect(stored(PLAIN)).toEqual(before);
	});

	it('keep one content once, and refuse the same content twice at one value', async () => {
		await addEvidence(editor, at, [csv('a.csv')]);
		await addEvidence(planner, { ...at, indicatorCode: PLACES }, [csv('b.csv')]);
		expect(city.count('evidence_content')).toBe(1);
		expect(city.count('evidence_file')).toBe(2);
		const before = counted();
		await expectRefusal(() => addEvidence(editor, at, [csv('c.csv')]), 'invalid', 'すでに付いています');
		await expectRefusal(
			() => addEvidence(editor, at, [csv('d.csv', 'x'), csv('e.csv', 'x')]),
			'invalid',
			'「d.csv」がすでに'
		);
		expect(counted()).toEqual(before);
	});

	it('are refused as a whole with every cause named, by size, type, number and absence', async () => {
		const before = counted();
		const refusal = await refusalOf(() =>
			addEvidence(editor, at, [
				csv('ok.csv'),
				{ name: '大きい.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) },
				csv('写真.png'),
				{ name: '何か.exe', bytes: Buffer.from('MZ\0\0') }
			])
		);
		expect(refusal.message).toMatch(
			/大きい\.pdf.*10 MBまで.*写真\.png.*中身はPNG画像ではありません.*何か\.exe.*付けられません/
		);
		await expectRefusal(() => addEvidence(editor, at, []), 'invalid', '選んでください');
		const many = Array.from({ length: MOST_EVIDENCE + 1 }, (_, index) => csv(`${index}.csv`, `${index}`));
		await expectRefusal(() => addEvidence(editor, at, many), 'invalid', `${MOST_EVIDENCE}個まで`);
		await expectRefusal(() => addEvidence(editor, at, many), 'invalid', '1個多くなります');
		expect(counted()).toEqual(before);
	});

	it('are taken off by a mark, and stay for the planning division', async () => {
		await addEvidence(editor, at, [csv('a.csv')]);
		const id = attached()[0]?.id ?? 0;
		await removeEvidence(editor, id);
		expect(attached()).toEqual([]);
		expect(city.count('evidence_file')).toBe(1);
		expect(lastAudit()).toMatchObject({ action: 'evidence-removed' });
		await expectRefusal(() => readEvidence(editor, id), 'not-found', '外しました');
		expect(readEvidence(planner, id).name).toBe('a.csv');
		await expectRefusal(() => removeEvidence(editor, id), 'conflict', 'すでに外されて');
		await addEvidence(editor, at, [csv('a.csv')]);
		expect(attached()).toHaveLength(1);
	});

	it('stay beside a submitted figure, while more may come', async () => {
		await addEvidence(editor, at, [csv('a.csv')]);
		await submitResult(editor, entry(PLAIN, { entered: '60.0' }));
		await expectRefusal(
			() => removeEvidence(editor, attached()[0]?.id ?? 0),
			'locked',
			'取り下げると外せます'
		);
		await addEvidence(editor, at, [csv('b.csv', '追加')]);
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
			await addEvidence(editor, at, [csv('a.csv')]);
			const id = attached()[0]?.id ?? 0;
			const before = counted();
			await expectRefusal(() => addEvidence(city.as(who), at, [csv('b.csv', 'b')]), 'forbidden', '担当課');
			await expectRefusal(() => removeEvidence(city.as(who), id), 'forbidden', '担当課');
			expect(counted()).toEqual(before);
		}
	);
});
