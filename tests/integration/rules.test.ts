import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESETS, STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { TAMA } from '#lib/domain/judging/presets/tama.ts';
import { adoptRule } from '#lib/server/judgements/rules/adopt-rule.ts';
import { readAdoptions } from '#lib/server/judgements/rules/adoptions.ts';
import { readBench } from '#lib/server/judgements/rules/bench.ts';
import { benchFile } from '#lib/server/judgements/rules/bench-file.ts';
import { readBenchPage } from '#lib/server/judgements/rules/bench-page.ts';
import { readPreview } from '#lib/server/judgements/rules/preview.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { draftFrom, draftFromForm, draftFromText } from '#lib/server/judgements/rules/rule-draft.ts';
import { findRule, listStoredRules } from '#lib/server/judgements/rules/rules.ts';
import {
	readAdoption,
	readRulePage,
	readRulesPage,
	ruleFile
} from '#lib/server/judgements/rules/rules-page.ts';
import { saveRule } from '#lib/server/judgements/rules/save-rule.ts';
import { readApiKpis } from '#lib/server/kpis/api/kpis.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { readOverview } from '#lib/server/kpis/overview.ts';
import { readResultsFile } from '#lib/server/kpis/results-file.ts';
import { readRule } from '#lib/schemas/rule.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

/** 令和7年度 is open on the demo, 令和3〜6年度 are closed. */
const OPEN = 2025;
const CLOSED = 2024;
const TODAY = '2026-07-28';
const STRICT: JudgementRule = { ...STANDARD, thresholds: { onTrack: '1', slightlyBehind: '0.9' } };

let city: City;
beforeEach(async () => {
	city = await demoCity();
});
afterEach(() => city.close());

const adoption = (ref: string, changes: Partial<Parameters<typeof adoptRule>[1]> = {}) => ({
	ref,
	fromYear: OPEN,
	decidedOn: TODAY,
	reason: '審議会の答申による。',
	seenAdoption: null,
	...changes
});
const save = (draft: unknown, as: 'version' | 'new' = 'version', seenVersion: number | null = 1) =>
	saveRule(city.as('planner'), { draft, as, seenVersion });
const bodies = (year: number) =>
	city.column('select body from judgement where fiscal_year = ? order by kpi_id', year);

describe('saving a rule', () => {
	it('makes a new version and never changes an old one', async () => {
		const before = city.column('select body from judgement_rule');
		const years = [bodies(CLOSED), bodies(OPEN)];
		expect(await save(STRICT)).toBe('standard@2');
		expect(city.column('select body from judgement_rule where version = 1')).toEqual(before);
		expect(findRule(city.database, 'standard').rule).toEqual({ ...STRICT, version: 2 });
		expect(findRule(city.database, 'standard@1').rule).toEqual(STANDARD);
		// Nothing is judged by it before it is adopted.
		expect([bodies(CLOSED), bodies(OPEN)]).toEqual(years);
		expect(
			city.column("select action || ' ' || entity_id from audit_entry order by id desc limit 1")
		).toEqual(['rule.save standard@2']);
	});

	it('refuses gaps, what is the same, a taken id, and who has not seen the newest version', async () => {
		const { kinds } = PRESETS['tama'] as Extract<JudgementRule, { method: 'bands' }>;
		const gap = {
			...PRESETS['tama'],
			id: 'gap',
			kinds,
			steps: [{ measure: 'pace', bands: [{ grade: 'steady', atLeast: '1' }] }]
		};
		const refusal = await expectRefusal(() => save(gap, 'new'), 'invalid', '100 %未満');
		expect(refusal.details).toMatchObject([{ path: 'steps.0' }]);
		await expectRefusal(() => save(STANDARD), 'invalid', '同じ内容');
		await expectRefusal(
			() => save({ ...STANDARD, thresholds: { onTrack: '0.950', slightlyBehind: '0.6' } }),
			'invalid',
			'同じ内容'
		);
		await expectRefusal(() => save(STRICT, 'new'), 'invalid', '「standard」は');
		await expectRefusal(() => save({ ...PRESETS['tama'], name: '別' }, 'new'), 'invalid', '備え付け');
		await expectRefusal(
			() => save({ ...PRESETS['tama'], id: 'ours' }, 'new'),
			'invalid',
			'「tama」の名前です'
		);
		await expectRefusal(() => save({ ...STRICT, name: '多摩市' }), 'invalid', '「tama」の名前です');
		await expectRefusal(() => save({ ...STRICT, id: 'nobody' }), 'not-found', '「nobody」はまだありません');
		await save(STRICT);
		await expectRefusal(() => save({ ...STRICT, name: '厳しい標準' }), 'conflict', '第2版');
		expect(listStoredRules(city.database)).toHaveLength(2);
	});

	it.each(['viewer', 'editor', 'head', 'admin'])('is not for %s', async (role) => {
		await expectRefusal(
			() => saveRule(city.as(role), { draft: STRICT, as: 'version', seenVersion: 1 }),
			'forbidden',
			'総合政策課の仕事'
		);
		await expectRefusal(
			() => adoptRule(city.as(role), adoption('miyagi@1')),
			'forbidden',
			'総合政策課の仕事'
		);
	});
});

describe('adopting a rule', () => {
	it('judges the open year anew, keeps the closed ones, and is dated and recorded', async () => {
		const closed = [2021, 2022, 2023, 2024].map(bodies);
		const sealed = city.count('sealed_judgement');
		const before = bodies(OPEN);
		await adoptRule(city.as('planner'), adoption('miyagi@1'));
		expect([2021, 2022, 2023, 2024].map(bodies)).toEqual(closed);
		expect(city.count('sealed_judgement')).toBe(sealed);
		expect(bodies(OPEN)).not.toEqual(before);
		expect(
			city.column(
				'select distinct r.code || r.version from judgement j join judgement_rule r on r.id = j.rule_id where j.fiscal_year = ?',
				OPEN
			)
		).toEqual(['miyagi1']);
		expect(findStaleJudgements(city.database)).toEqual([]);
		const [anyKpi] = city.column('select kpi_id from judgement where fiscal_year = ?', OPEN);
		city.database.$client
			.prepare('update judgement set result_revision_id = null where kpi_id = ? and fiscal_year = ?')
			.run(anyKpi, OPEN);
		expect(findStaleJudgements(city.database)).toEqual([`${anyKpi}/${OPEN}`]);
		expect(readAdoptions(city.database).at(-1)).toMatchObject({
			fromYear: OPEN,
			decidedOn: TODAY,
			reason: '審議会の答申による。',
			rule: { id: 'miyagi' }
		});
		expect(
			city
				.column('select "after" from audit_entry order by id desc limit 1')
				.map((row) => JSON.parse(row as string) as unknown)
		).toEqual([{ rule: 'miyagi@1', fromYear: OPEN, decidedOn: TODAY, reason: '審議会の答申による。' }]);
		const page = readRulesPage(city.database);
		expect(page.years.find(({ year }) => year === CLOSED)).toMatchObject({
			rule: { ref: 'standard@1' },
			closedOn: expect.any(String) as string
		});
		expect(page.years.find(({ year }) => year === 2027)).toMatchObject({
			rule: { ref: 'miyagi@1' },
			since: 'R7'
		});
	});

	it('can be followed by another, back to 標準, without losing the history', async () => {
		const before = bodies(OPEN);
		const planner = city.as('planner');
		await adoptRule(planner, adoption('tama@1'));
		await adoptRule(planner, adoption('standard@1', { reason: '試行を終えるため。' }));
		expect(bodies(OPEN)).toEqual(before);
		expect(findStaleJudgements(city.database)).toEqual([]);
		expect(readRulesPage(city.database).history.map(({ ref }) => ref)).toEqual([
			'standard@1',
			'tama@1',
			'standard@1'
		]);
	});

	it('from a later year leaves the years before it, and an earlier one ends where the later begins', async () => {
		const planner = city.as('planner');
		const before = bodies(OPEN);
		await adoptRule(planner, adoption('tama@1', { fromYear: 2026 }));
		expect(bodies(OPEN)).toEqual(before);
		expect(readAdoption(city.database, OPEN)).toMatchObject({ until: '令和7年度（2025）', rejudged: [OPEN] });
		await adoptRule(planner, adoption('ratio@1'));
		const rules = readRulesPage(city.database).years.map(({ year, rule }) => `${year} ${rule?.ref}`);
		expect(rules.slice(3, 7)).toEqual(['2024 standard@1', '2025 ratio@1', '2026 tama@1', '2027 tama@1']);
	});

	it('refuses closed years, years of no plan, the rule that holds, a day or reason that is none', async () => {
		const adopt =
			(changes: Parameters<typeof adoption>[1], ref = 'miyagi@1') =>
			() =>
				adoptRule(city.as('planner'), adoption(ref, changes));
		await expectRefusal(adopt({ fromYear: CLOSED }), 'locked', '締め切られています');
		await expectRefusal(adopt({ fromYear: 2021 }), 'locked', '締め切られています');
		await expectRefusal(adopt({ fromYear: 1999 }), 'not-found', '計画の期間にありません');
		await expectRefusal(adopt({}, 'standard@1'), 'invalid', 'すでに標準（第1版）');
		await expectRefusal(adopt({}, 'nobody@1'), 'not-found', '「nobody@1」はありません');
		await expectRefusal(adopt({ reason: ' 　' }), 'invalid', '理由');
		for (const decidedOn of ['', '2026-02-30', '令和8年', '2026-7-1'])
			await expectRefusal(adopt({ decidedOn }), 'invalid', '決定日');
		await expectRefusal(adopt({ decidedOn: '2026-07-29' }), 'invalid', '今日より後');
		// The rule in force was decided on 令和3年3月19日: what replaces it cannot have been decided before.
		await expectRefusal(adopt({ decidedOn: '2020-01-01' }), 'invalid', '令和3年3月19日）より前');
		await expectRefusal(adopt({ seenAdoption: 999 }), 'conflict', 'ほかの人が');
		expect(readAdoptions(city.database)).toHaveLength(1);
		// A refused act takes no preset over either.
		expect(listStoredRules(city.database)).toHaveLength(1);
	});

	it('sent twice is carried out once', async () => {
		const request = adoption('miyagi@1', { key: 'one-form' });
		await adoptRule(city.as('planner'), request);
		await adoptRule(city.as('planner'), request);
		expect(readAdoptions(city.database)).toHaveLength(2);
	});
});

describe.each(Object.keys(PRESETS))('the whole demo under %s', (id) => {
	it('is judged without a hole, shown and exported', async () => {
		if (id !== 'standard') await adoptRule(city.as('planner'), adoption(`${id}@1`));
		expect(findStaleJudgements(city.database)).toEqual([]);
		const stored = bodies(OPEN).join('\n');
		expect(/.{0,40}(NaN|Infinity|[^-]undefined|"-0n|−0(?![.\d])).{0,40}/.exec(stored)?.[0]).toBeUndefined();
		const list = readApiKpis(city.database, {
			year: String(OPEN),
			edition: null,
			from: null,
			to: null,
			today: TODAY
		});
		const judged = list.flatMap(({ years }) => years.filter(({ year }) => year === OPEN));
		expect(judged.length).toBeGreaterThan(50);
		for (const each of judged) {
			expect(each.rule?.id).toBe(id);
			expect(each.ownLabel === null).toBe(id === 'standard');
			expect(each.statusReason).not.toBe('');
			expect(each.sum?.conclusion).toBe(each.statusReason);
		}
		expect(/.{0,40}(NaN|Infinity|−0(?![.\d])).{0,40}/.exec(JSON.stringify(list))?.[0]).toBeUndefined();
		const overview = readOverview(city.database, OPEN, TODAY);
		expect(overview.counts?.judged).toBeGreaterThan(0);
		const { body } = readResultsFile(city.database, { from: null, to: null, today: TODAY });
		expect(/.{0,40}(NaN|Infinity|[^-]undefined).{0,40}/.exec(body)?.[0]).toBeUndefined();
		expect(body).toContain(`,${id},1,`);
	});

	it('is compared with 標準', async () => {
		const bench = readBench(city.database, { year: OPEN, left: null, right: PRESETS[id]!, today: TODAY });
		expect(bench.left.title).toBe('標準（第1版）');
		for (const side of [bench.left, bench.right])
			expect(side.labels.reduce((sum, { count }) => sum + count, 0)).toBe(bench.kpis);
		expect(bench.changes.length === 0).toBe(id === 'standard');
		const { worse, better, judged, renamed } = bench.totals;
		expect(worse + better + judged + renamed).toBe(bench.changes.length);
		expect(worse + better + judged).toBe(bench.changed);
		const { body } = await benchFile(bench, null, 'csv');
		expect(String(body).trim().split('\r\n')).toHaveLength(bench.changes.length + 1);
		expect(readRulePage(city.database, id, null).sections.length).toBeGreaterThan(3);
	});
});

describe('the bench', () => {
	it('changes nothing that is stored, and says what adopting then does', async () => {
		const before = city.column('select count(*) || max(rowid) from judgement');
		const bench = readBench(city.database, {
			year: OPEN,
			left: null,
			right: PRESETS['miyagi']!,
			today: TODAY
		});
		expect(city.column('select count(*) || max(rowid) from judgement')).toEqual(before);
		expect(city.count('judgement_rule')).toBe(1);
		await adoptRule(city.as('planner'), adoption('miyagi@1'));
		const counts = readOverview(city.database, OPEN, TODAY).counts;
		expect(counts?.graded.map(({ label, count }) => [label, count])).toEqual(
			bench.right.labels
				.filter(({ label }) => ['A', 'B', 'C', 'D'].includes(label))
				.map(({ label, count }) => [label, count])
		);
	});

	it('puts what only gets another name last, and tells it from what gets worse', () => {
		const bench = readBench(city.database, { year: OPEN, left: null, right: TAMA, today: TODAY });
		expect(bench.totals.renamed).toBeGreaterThan(0);
		expect(bench.changes.slice(0, bench.changed).some(({ change }) => change === 'renamed')).toBe(false);
		for (const each of bench.changes.slice(bench.changed))
			expect([each.change, each.left.status, each.right.word]).toEqual(['renamed', 'achieved', '着実']);
	});

	it('is taken away with numbers as numbers, the counts side by side, also as a workbook', async () => {
		const bench = readBench(city.database, { year: OPEN, left: null, right: TAMA, today: TODAY });
		const rowsOf = async (format: 'csv' | 'counts') =>
			parseCsv(String((await benchFile(bench, null, format)).body).slice(1)).map(({ cells }) => cells);
		const [head = [], ...rows] = await rowsOf('csv');
		const column = (name: string) => rows.map((cells) => cells[head.indexOf(name)] ?? '');
		const valued = bench.changes.filter(({ actualUnit }) => actualUnit !== '');
		expect(column('実績').filter((cell) => /^-?\d+(\.\d+)?$/.test(cell)).length).toBeGreaterThanOrEqual(
			valued.length
		);
		expect(column('実績').filter((cell) => /\d,\d/.test(cell))).toEqual([]);
		for (const [index, { right }] of bench.changes.entries())
			if (right.total !== null) expect(column('右：判定に使った値')[index]).toBe(right.used);
		expect(bench.changes.some(({ right }) => right.total !== null)).toBe(true);
		const counts = await rowsOf('counts');
		const achieved = bench.left.counts.graded.find(({ label }) => label === '達成')?.count;
		expect(counts.find(([, label]) => label === '達成')?.[3]).toBe(String(achieved));
		const book = await benchFile(bench, 'renamed', 'xlsx');
		expect(book.name).toMatch(/\.xlsx$/);
		expect(
			Buffer.from(book.body as Uint8Array)
				.subarray(0, 2)
				.toString()
		).toBe('PK');
	});

	it('judges a year that is not yet called not at all', () => {
		const bench = readBench(city.database, {
			year: 2028,
			left: null,
			right: PRESETS['miyagi']!,
			today: TODAY
		});
		expect(bench).toMatchObject({ isCalled: false, changes: [] });
	});
});

describe('a rule of the city’s own', () => {
	it('stands beside the common word on pages, in the API and in the file', async () => {
		await adoptRule(city.as('planner'), adoption('kurayoshi@1'));
		const page = readKpiPage(city.database, {
			code: 'Z022',
			year: String(OPEN),
			today: TODAY,
			seesHandover: false
		});
		expect(page.figure).toMatchObject({ status: 'regressed', word: '−1（後退）' });
		expect(page.panel).toMatchObject({ source: '最終目標 令和10年度', sum: { rule: { id: 'kurayoshi' } } });
		const [kpi] = readApiKpis(city.database, {
			year: String(OPEN),
			edition: null,
			from: String(OPEN),
			to: String(OPEN),
			today: TODAY
		}).filter(({ code }) => code === 'Z022');
		expect(kpi?.years).toMatchObject([
			{
				status: '後退',
				statusCode: 'regressed',
				ownLabel: '−1',
				points: -1,
				reachRateShown: '-2.5%',
				judgingTarget: 50,
				rule: { id: 'kurayoshi', version: 1, name: '倉吉市' },
				sum: {
					targetUsed: '最終目標 令和10年度',
					conclusion: '達成率が−2.5 %で、−25 %超0 %未満のため−1',
					lines: [{ result: '−2.5%' }]
				}
			}
		]);
		const rows = parseCsv(
			readResultsFile(city.database, { from: String(OPEN), to: String(OPEN), today: TODAY }).body.slice(1)
		).map(({ cells }) => cells);
		const column = (name: string) => rows[0]?.indexOf(name) ?? -1;
		const row = rows.find((cells) => cells[column('KPIコード')] === 'Z022') ?? [];
		expect(
			['進捗', '判定基準', '判定基準の区分', '評価点', '達成率（判定基準の表示）', '使った目標'].map(
				(name) => row[column(name)]
			)
		).toEqual(['−1（後退）', 'kurayoshi', '−1', '-1', '-2.5%', '最終目標 令和10年度']);
		expect(readOverview(city.database, OPEN, TODAY).rule).toMatchObject({
			title: '倉吉市（第1版）',
			before: '標準（第1版）'
		});
		expect(readOverview(city.database, CLOSED, TODAY).rule).toBeNull();
	});

	it('is 標準 with other words too', async () => {
		const words = { ...STANDARD, labels: { ...STANDARD.labels, regressed: '要改善' } };
		const ref = await save(words);
		await adoptRule(city.as('planner'), adoption(ref));
		const page = readKpiPage(city.database, {
			code: 'Z022',
			year: String(OPEN),
			today: TODAY,
			seesHandover: false
		});
		expect(page.figure).toMatchObject({ status: 'regressed', word: '要改善' });
		expect(findStaleJudgements(city.database)).toEqual([]);
	});
});

describe('the draft of a form', () => {
	const send = (fields: Record<string, string>) => draftFromForm(city.database, fields);

	it('lays its fields over the rule that it began with', () => {
		const tama = draftFrom(PRESETS['tama']!, 'new');
		const draft = send({
			...tama.fields,
			mode: 'fields',
			base: tama.json,
			as: 'new',
			id: ' ｏｕｒｓ ',
			name: '本市'
		});
		expect(draft.faults).toEqual([]);
		expect(draft.rule).toMatchObject({
			id: 'ours',
			name: '本市',
			steps: TAMA.steps
		});
		const preview = readPreview(city.database, { year: OPEN, rule: draft.rule!, today: TODAY });
		expect(preview.totals).toEqual(
			readBench(city.database, { year: OPEN, left: null, right: PRESETS['tama']!, today: TODAY }).totals
		);
	});

	it('names what is wrong at its place and keeps what was typed', () => {
		const { fields, json } = draftFrom(STANDARD, 'version');
		const draft = send({
			...fields,
			mode: 'fields',
			base: json,
			as: 'version',
			'thresholds.onTrack': '八割'
		});
		expect(draft).toMatchObject({
			rule: null,
			fields: { 'thresholds.onTrack': '八割' },
			faults: [
				{
					path: 'thresholds.onTrack',
					text: '順調の下限：数字だけで書いてください（例：80、12.5）。入力値：「八割」。'
				}
			]
		});
	});

	it('reads a whole rule as JSON, and says so in words where it is none', () => {
		const file = ruleFile(PRESETS['miyagi']!).body;
		expect(send({ mode: 'json', json: `\u{feff}${file}` })).toMatchObject({
			mode: 'json',
			as: 'new',
			faults: []
		});
		expect(send({ mode: 'json', json: ruleFile(STANDARD).body }).as).toBe('version');
		for (const json of ['', '{', '[]', 'null', '"rule"', 'x'.repeat(200_000)]) {
			const draft = send({ mode: 'json', json });
			expect(draft.rule, json.slice(0, 9)).toBeNull();
			expect(draft.faults[0]?.text).toMatch(/。$/);
		}
		for (const base of ['', '{', 'x'.repeat(200_000)])
			expect(send({ mode: 'fields', base }).faults[0]?.text).toContain('画面を読み取れませんでした');
		expect(draftFromText(city.database, file.replace('"0.8"', '"0.9"')).faults[0]).toMatchObject({
			path: 'steps.0'
		});
	});
});

describe('a rule file on the bench', () => {
	const ask = (file: string) =>
		readBenchPage(
			city.database,
			{ year: String(OPEN), left: null, right: null, change: 'worse', file },
			TODAY
		);

	it('is compared without being stored', () => {
		const page = ask(ruleFile(PRESETS['miyagi']!).body);
		expect(page.bench?.right.title).toBe('宮城県（第1版）');
		expect(page.shown.length).toBe(page.bench?.totals.worse);
		expect(city.count('judgement_rule')).toBe(1);
	});

	it('is refused in words where it is no usable rule', async () => {
		await expectRefusal(() => ask('no rule'), 'invalid', 'JSONとして読み取れません');
		await expectRefusal(() => ask('{"method":"bands"}'), 'invalid', '判定基準は使えません');
	});
});

it('writes a rule as a file that reads back as the same rule', () => {
	for (const rule of Object.values(PRESETS))
		expect(readRule(JSON.parse(ruleFile(rule).body))).toEqual({ ok: true, rule });
});
