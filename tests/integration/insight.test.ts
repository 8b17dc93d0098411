/** Target checks, why groups moved, final evaluation, small charts and district figures of the demo city. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readApiKpis } from '#lib/server/kpis/api/kpis.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { readApiFinal } from '#lib/server/kpis/final/api.ts';
import { readFinalFile } from '#lib/server/kpis/final/file.ts';
import { readFinalPage } from '#lib/server/kpis/final/page.ts';
import { readHonesty } from '#lib/server/kpis/honesty.ts';
import { readEditionPage } from '#lib/server/kpis/window/edition-page.ts';
import { readOverview } from '#lib/server/kpis/overview.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { readNodePage } from '#lib/server/kpis/plan-page.ts';
import { readKpiScreen } from '#lib/server/kpis/screen/kpi.ts';
import { readAttentionScreen } from '#lib/server/kpis/screen/screen.ts';
import { readSheets } from '#lib/server/kpis/sheets.ts';
import { chartsRequestOf } from '#lib/server/kpis/charts-request.ts';
import { readSmallMultiples } from '#lib/server/kpis/small-multiples.ts';
import { basicPlanByCode, listEditions, type EditionRow } from '#lib/server/plan/queries.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

const TODAY = '2026-07-28';
let city: City;

beforeAll(async () => {
	city = await demoCity();
}, 60_000);
afterAll(() => city.close());

const edition = (firstYear: number, revision = 1): EditionRow => {
	const found = listEditions(city.database).find(
		(row) => row.firstYear === firstYear && row.revision === revision
	);
	if (found === undefined) throw new RangeError(String(firstYear));
	return found;
};
const codeOf = (name: string, prefix = 'Z') =>
	String(
		city.column(
			'select k.code from kpi k join kpi_revision r on r.kpi_id = k.id and r.revision = 1 where r.name = ? and k.code like ?',
			name,
			`${prefix}%`
		)[0]
	);
const page = (code: string, year: string | null = null, role: 'planner' | 'viewer' = 'viewer') =>
	readKpiPage(city.database, {
		code,
		year,
		today: TODAY,
		seesHandover: role === 'planner',
		seesDrafts: role === 'planner'
	});

describe('目標の点検', () => {
	const checks = (row: EditionRow, term: string) => {
		const { id } = basicPlanByCode(city.database, term);
		const sheets = readSheets(city.database, {
			basicPlanId: id,
			years: [],
			namedIn: row.firstYear,
			today: TODAY
		});
		const found = readHonesty(city.database, row, sheets);
		return new Map(sheets.map((sheet) => [sheet.name, found.get(sheet.id)]));
	};
	const textsOf = (row: EditionRow, term: string, name: string) =>
		checks(row, term)
			.get(name)
			?.findings.map(({ text }) => text);

	it('finds what the demo city has lowered, passed and left below its final target', () => {
		expect(textsOf(edition(2023), 'zenki', 'ファミリーサポート会員数（累計）')).toEqual(
			expect.arrayContaining([
				'R5の目標195は、前の実施計画（R4〜6）の210から15人引き下げられています',
				'R6の目標210は、前の実施計画（R4〜6）の230から20人引き下げられています'
			])
		);
		expect(textsOf(edition(2023), 'zenki', '週1回以上運動する市民の割合')).toContain(
			'R7の目標44.5は、最終年度ですが最終目標45.0に0.5ポイント届きません'
		);
		expect(textsOf(edition(2023), 'zenki', '男性職員の育児休業の取得率')).toContain(
			'R7の目標50.0は、R6の実績66.7をすでに下回っています'
		);
	});

	it('compares a second revision with the first', () => {
		expect(textsOf(edition(2024, 2), 'zenki', '路線バスの年間利用者数')?.join()).toContain(
			'前の実施計画（R6〜8）の'
		);
		expect(textsOf(edition(2024), 'zenki', '路線バスの年間利用者数')?.join()).not.toContain(
			'前の実施計画（R6〜8）'
		);
	});

	it('checks a draft against the adopted edition before it, for planners alone', () => {
		const draft = edition(2027);
		expect(textsOf(draft, 'kouki', '特定健康診査の受診率')?.join()).toContain(
			'R9の目標44.0は、前の実施計画（R8〜10）の47.1から3.1ポイント引き下げられています'
		);
		const honestyFor = (seesDraftChecks: boolean, id = draft.id) =>
			readEditionPage(
				city.database,
				String(id),
				{ chapter: null, department: null, policy: null },
				{ today: TODAY, seesDraftChecks }
			).content?.window.honesty;
		expect(honestyFor(true)?.flagged).toBeGreaterThan(0);
		expect(honestyFor(false)).toBeNull();
		expect(honestyFor(false, edition(2026).id)?.checked).toBeGreaterThan(0);
		const code = codeOf('特定健康診査の受診率', 'K');
		expect(page(code, '2027', 'planner').windows.map(({ isDraft }) => isDraft)).toEqual([false, true]);
		expect(page(code, '2027').windows.map(({ isDraft }) => isDraft)).toEqual([false]);
	});

	it('looks at every target that stands, and counts the KPIs of the window alike', () => {
		const { content } = readEditionPage(
			city.database,
			String(edition(2026).id),
			{ chapter: null, department: null, policy: null },
			{ today: TODAY, seesDraftChecks: true }
		);
		const rows =
			content?.window.sections.flatMap(({ chapters }) =>
				chapters.flatMap(({ measures }) => measures.flatMap((measure) => measure.rows))
			) ?? [];
		const cells = rows.flatMap((row) => [...row.cells.map(({ findings }) => findings), row.final.findings]);
		expect(cells.filter((findings) => findings.length > 0)).toHaveLength(
			content?.window.honesty?.flagged ?? -1
		);
	});

	it('is in the API, for the edition asked for', () => {
		const asked = (id: string | null) =>
			readApiKpis(city.database, { year: 'R7', edition: id, from: null, to: null, today: TODAY }).find(
				({ code }) => code === codeOf('ファミリーサポート会員数（累計）')
			)?.targetChecks;
		expect(asked(null)).toMatchObject({ edition: edition(2025).id });
		expect(asked(String(edition(2023).id))?.findings.map(({ code, year }) => [code, year])).toEqual(
			expect.arrayContaining([
				['lowered', 2023],
				['lowered', 2024]
			])
		);
	});
});

describe('なぜ動いたか of a group', () => {
	it('accounts for every KPI by its status, and for every gap', () => {
		for (const code of ['c1', 'g1', 'p2', '1-1']) {
			const node = readNodePage(city.database, 'zenki', code, null, { today: TODAY, seesDraftChecks: false });
			const why = node.why;
			const moved = why?.transitions.reduce((sum, { list }) => sum + list.length, 0) ?? 0;
			expect((why?.stayed ?? 0) + moved).toBe(node.node.kpis);
			const sides = why?.sides.reduce((sum, { count }) => sum + count, 0) ?? 0;
			expect(sides + (why?.same ?? 0) + (why?.apart ?? 0)).toBe(node.node.kpis);
		}
	});

	it('names every change of N that the overview counts', () => {
		const { moves } = readOverview(city.database, 2025, TODAY);
		const named = (judged: 'enters' | 'leaves') =>
			moves?.why.transitions.filter((each) => each.judged === judged).flatMap(({ list }) => list) ?? [];
		expect(
			named('enters')
				.map(({ code }) => code)
				.sort()
		).toEqual(moves?.entered.map(({ code }) => code).sort());
		expect(
			named('leaves')
				.map(({ code }) => code)
				.sort()
		).toEqual(moves?.left.map(({ code }) => code).sort());
	});

	it('has four parts that say the same as the page of the KPI', () => {
		const { why } = readNodePage(city.database, 'zenki', 'c1', null, {
			today: TODAY,
			seesDraftChecks: false
		});
		for (const row of why?.sides.flatMap(({ rows }) => rows) ?? []) {
			const own = page(row.code, '2025').panel.why;
			expect(own?.rows.map(({ value }) => value)).toEqual(row.parts.map(({ value }) => value));
			expect(own?.heading).toContain(row.gapTo);
		}
		const [first] = why?.sides ?? [];
		expect(first?.side).toBe('farther');
		expect(first?.rows[0]).toMatchObject({ name: '特定健康診査の受診率', gapFrom: '−1.9', gapTo: '−8.1' });
	});

	it('never says of a KPI at its target that it went away from it', () => {
		const parts = ['p1', 'p2'].map(
			(code) => readNodePage(city.database, 'zenki', code, null, { today: TODAY, seesDraftChecks: false }).why
		);
		const homes = [2022, 2023, 2024, 2025].map(
			(year) => readOverview(city.database, year, TODAY).moves?.why ?? null
		);
		for (const { side, rows } of [...parts, ...homes].flatMap((why) => why?.sides ?? [])) {
			const met = side === 'less-margin' || side === 'more-margin';
			for (const { name, after } of rows) expect([name, after.code === 'achieved']).toEqual([name, met]);
		}
		const { moves } = readOverview(city.database, 2025, TODAY);
		const sides = new Map(moves?.why.sides.map((each) => [each.side, each]));
		expect(sides.get('less-margin')?.count).toBe(19);
	});

	it('names carried values and revised targets', () => {
		const list = (year: number) =>
			readOverview(city.database, year, TODAY).moves?.why.transitions.flatMap((each) => each.list) ?? [];
		const notes = [2022, 2023, 2024, 2025].flatMap((year) => list(year).map(({ note }) => note));
		expect(notes.filter((note) => note === '目標の改定あり').length).toBeGreaterThan(0);
		const { moves } = readOverview(city.database, 2024, TODAY);
		expect(moves?.why.carried).toContainEqual({
			code: codeOf('市の情報が伝わっていると思う市民の割合'),
			name: '市の情報が伝わっていると思う市民の割合',
			note: 'R5の値'
		});
		expect(JSON.stringify(readOverview(city.database, 2025, TODAY).moves?.why)).not.toMatch(
			/NaN|Infinity|undefined/
		);
	});
});

describe('最終評価', () => {
	it('has a verdict for every KPI of the plan, and all counts add up', () => {
		for (const term of ['zenki', 'kouki']) {
			const final = readFinalPage(city.database, term, TODAY);
			const rows = final.chapters.flatMap(({ measures }) => measures.flatMap((measure) => measure.rows));
			const kpis = city.column(
				'select k.code from kpi k join basic_plan b on b.id = k.basic_plan_id where b.code = ?',
				term
			);
			expect(rows.map(({ code }) => code).sort()).toEqual([...kpis].sort());
			expect(final.counts).toEqual({
				met: rows.filter(({ verdict }) => verdict === 'met').length,
				notMet: rows.filter(({ verdict }) => verdict === 'not-met').length,
				notJudged: rows.filter(({ verdict }) => verdict === 'not-judged').length,
				total: kpis.length
			});
			const chapters = final.chapters.map(({ counts }) => counts);
			expect(chapters.reduce((sum, { total }) => sum + total, 0)).toBe(kpis.length);
			expect(chapters.reduce((sum, { met }) => sum + met, 0)).toBe(final.counts.met);
			// Right under the parts, every KPI once.
			const tops = final.groups.filter(({ depth }) => depth === 0).map(({ counts }) => counts);
			expect(tops.reduce((sum, { notJudged }) => sum + notJudged, 0)).toBe(final.counts.notJudged);
			for (const { verdict, reason } of rows) if (verdict === 'not-judged') expect(reason).not.toBe('');
			expect(JSON.parse(JSON.stringify(final))).toEqual(final);
		}
	});

	it('is interim until the last year is closed, and misses nothing before', () => {
		const before = readFinalPage(city.database, 'zenki', TODAY);
		expect([before.state, readFinalPage(city.database, 'zenki', '2026-03-31').state]).toEqual([
			'collecting',
			'running'
		]);
		const waiting = (final: typeof before) =>
			final.chapters
				.flatMap(({ measures }) => measures.flatMap((measure) => measure.rows))
				.filter(({ reason }) => reason === 'R7の実績がまだ出そろっていません');
		expect(waiting(before).length).toBeGreaterThan(0);
		city.database.$client
			.prepare(
				"update reporting_cycle set closed_at = '2026-09-30T05:00:00.000Z' where fiscal_year = 2025 and kind = 'final'"
			)
			.run();
		const after = readFinalPage(city.database, 'zenki', '2026-10-01');
		expect([after.state, waiting(after).length]).toEqual(['final', 0]);
		expect(after.counts.met).toBe(before.counts.met);
		expect(after.counts.notMet).toBe(
			before.counts.notMet + waiting(before).filter(({ actual }) => actual.text !== '－').length
		);
		city.database.$client
			.prepare("update reporting_cycle set closed_at = null where fiscal_year = 2025 and kind = 'final'")
			.run();
	});

	it('names the year of an earlier value, and says why a later final year has no verdict', () => {
		const rows = readFinalPage(city.database, 'zenki', TODAY).chapters.flatMap(({ measures }) =>
			measures.flatMap((measure) => measure.rows)
		);
		const of = (name: string) => rows.find((row) => row.name === name);
		expect(of('大学等と連携した事業数')).toMatchObject({
			verdict: 'met',
			actual: { text: '26', note: 'R6の値' }
		});
		expect(of('特定健康診査の受診率')).toMatchObject({
			verdict: 'not-judged',
			reason: '最終目標の年度（R10）がまだ来ていません'
		});
		expect(of('地域づくり団体の活動助成件数')).toMatchObject({
			verdict: 'met',
			actual: { text: '122', note: 'R3からの計' }
		});
		expect(of('障害者雇用率')?.actual.note).toBe('R6の値・R7は見込2.41のみ');
	});

	it('opens the sum of every verdict, and of every status, on the page, in the file and in the API', () => {
		const rows = readFinalPage(city.database, 'zenki', TODAY).chapters.flatMap(({ measures }) =>
			measures.flatMap((measure) => measure.rows)
		);
		for (const { sum, actual, verdict, verdictWord } of rows) {
			expect(sum.conclusion).toContain(verdictWord);
			expect(sum.rule).toBe('最終評価の決まり（第1版）');
			expect(sum.target).not.toMatch(/undefined|NaN/);
			if (verdict !== 'not-judged') expect(sum.conclusion).toContain(actual.text.replace(/\.0$/, ''));
		}
		const [head = [], ...lines] = parseCsv(
			readFinalFile(city.database, 'zenki', TODAY).body.replace(/^\u{feff}/u, '')
		).map(({ cells }) => [...cells]);
		const cell = (line: readonly string[] | undefined, name: string) => line?.[head.indexOf(name)];
		const api = readApiFinal(city.database, 'zenki', TODAY);
		for (const row of rows) {
			const line = lines.find((each) => cell(each, 'KPIコード') === row.code);
			const entry = api.kpis.find(({ code }) => code === row.code);
			expect(cell(line, '最終評価の結論')).toBe(row.sum.conclusion);
			expect(entry?.sum).toMatchObject({
				formula: row.sum.formula,
				conclusion: row.sum.conclusion,
				targetUsed: row.sum.target,
				rule: { id: 'final', version: 1 }
			});
			expect([row.code, entry?.statusSum === null]).toEqual([row.code, row.status === null]);
			expect(cell(line, '進捗の判定基準の版')).toBe(row.status === null ? '' : '1');
			expect(cell(line, '進捗に使った目標')).toBe(entry?.statusSum?.targetUsed ?? '');
		}
		const period = rows.find(({ name }) => name === '地域づくり団体の活動助成件数');
		expect(period?.sum).toMatchObject({
			formula: '期間の実績の計 ≧ 最終目標（期間の計）',
			conclusion: '122 ＞ 120 のため達成'
		});
		expect(period?.sum.filled).toMatch(/^\d+(＋\d+)+＝122 ＞ 120$/);
		// Its final target was raised by a later revision.
		expect(rows.find(({ name }) => name === '障害者雇用率')?.sum.target).toMatch(
			/^最終目標 令和7年度 2\.50%（第2版：令和\d〜\d+年度 実施計画から/
		);
	});

	it('says beside a verdict that has to wait whether the mid-term target of the plan was met', () => {
		const rows = readFinalPage(city.database, 'zenki', TODAY).chapters.flatMap(({ measures }) =>
			measures.flatMap((measure) => measure.rows)
		);
		const screening = rows.find(({ name }) => name === '特定健康診査の受診率');
		expect(screening).toMatchObject({
			verdict: 'not-judged',
			mid: {
				verdict: 'not-met',
				targetText: '46.0',
				yearText: 'R7',
				sum: { conclusion: '37.9 ＜ 46.0 のため未達成' }
			}
		});
		expect(rows.filter(({ mid }) => mid !== null)).toHaveLength(1);
		const entry = readApiFinal(city.database, 'zenki', TODAY).kpis.find(
			({ code }) => code === screening?.code
		);
		expect(entry?.mid).toMatchObject({ target: 46, year: 2025, verdictCode: 'not-met' });
		expect(readFinalFile(city.database, 'zenki', TODAY).body).toContain(
			',46.0,2025,未達成,37.9 ＜ 46.0 のため未達成,'
		);
	});

	it('is the same in its file and in the API', async () => {
		const { body } = readFinalFile(city.database, 'zenki', TODAY);
		const lines = body.trimEnd().split('\r\n');
		expect(lines).toHaveLength(98);
		const [head = [], ...records] = parseCsv(body.replace(/^\u{feff}/u, '')).map(({ cells }) => [...cells]);
		expect(records.filter((cells) => cells[head.indexOf('最終評価')] === '未達成')).toHaveLength(
			readFinalPage(city.database, 'zenki', TODAY).counts.notMet
		);
		const api = readApiFinal(city.database, null, TODAY);
		expect([api.plan, api.isInterim, api.kpis.length]).toEqual(['zenki', true, 97]);
		expect(api.kpis.find(({ code }) => code === codeOf('地域づくり団体の活動助成件数'))).toMatchObject({
			finalTarget: 120,
			actual: 122,
			verdictCode: 'met'
		});
		await expectRefusal(() => readApiFinal(city.database, 'chuki', TODAY), 'not-found', '基本計画「chuki」');
	});
});

describe('小さな図', () => {
	const charts = (request: Partial<Parameters<typeof readSmallMultiples>[1]>) =>
		readSmallMultiples(city.database, {
			plan: null,
			node: null,
			department: null,
			year: null,
			scale: 'unit',
			today: TODAY,
			...request
		});

	it('have one time axis, whatever the KPIs are', () => {
		for (const node of ['c1', 'c3', 'p1-3', 'p2']) {
			for (const { chart, name } of charts({ node }).charts) {
				expect(
					chart?.years.map(({ label }) => label),
					name
				).toEqual(['R3', 'R4', 'R5', 'R6', 'R7']);
			}
		}
	});

	it('show a department’s KPIs, a chapter’s, or both; the first chapter without a choice', () => {
		expect(charts({ department: 'kenko' }).charts).toHaveLength(15);
		expect(charts({}).chosen.node).toBe('p1-1');
		const both = charts({ department: 'kenko', node: 'c1' });
		expect(both.charts.length).toBeLessThanOrEqual(15);
		expect(both.subject).toBe('第1章〈保健福祉〉あらゆる人の幸せをみんなで考えつくるまち・健康推進課');
		expect(charts({ plan: 'kouki', node: '1-1' }).charts.every(({ code }) => code.startsWith('K'))).toBe(
			true
		);
	});

	it('name the year of a figure that is not the year’s own', () => {
		const found = charts({ node: 'c1' }).charts.find(({ name }) => name === '健康相談の延べ利用者数');
		expect(found).toMatchObject({ last: { text: '2,340', year: 'R6', isEarlier: true }, statusYear: 'R7' });
	});

	it('share one axis from baseline to final target, better up; the rest keep their unit and say why', () => {
		for (const node of ['c1', 'c3', 'p1-3', 'p2']) {
			const page = charts({ node, scale: 'common' });
			expect(page.charts.map(({ code }) => code)).toEqual(charts({ node }).charts.map(({ code }) => code));
			const placed = page.charts.filter(({ refusal }) => refusal === null);
			const axes = new Set(placed.map(({ chart }) => JSON.stringify(chart?.common)));
			expect([axes.size, axes.has('undefined')]).toEqual([1, false]);
			for (const { chart, name } of placed)
				expect([name, chart?.baseline?.value, chart?.final?.value ?? 100]).toEqual([name, 0, 100]);
			for (const { refusal, chart, place } of page.charts.filter((each) => each.refusal !== null))
				expect([refusal?.endsWith('ため'), chart?.common, place]).toEqual([true, undefined, null]);
			expect(JSON.stringify(page)).not.toMatch(/NaN|Infinity|null%/);
		}
		const all = new Map(charts({ node: 'c1', scale: 'common' }).charts.map((each) => [each.name, each]));
		// (37.9 − 38.2) ÷ (50.0 − 38.2), as the page of the KPI says it.
		expect(all.get('特定健康診査の受診率')?.place).toBe('R7の進捗率 −2.5 %');
		expect(all.get('特定健康診査の受診率')?.chart?.years.at(-1)?.actual?.value).toBeCloseTo(-2.54, 2);
		expect(all.get('自殺死亡率（10万人当たり）')?.place).toBe('R6の進捗率 61.8 %');
		expect(all.get('要介護認定率')?.refusal).toBe('維持する指標のため');
		expect(
			charts({ node: 'c1' }).charts.every(({ chart, refusal }) => !chart?.common && refusal === null)
		).toBe(true);
	});

	it('reads the address: the list’s word for a chapter, and nothing that is none', async () => {
		const asked = (text: string) => chartsRequestOf(new URLSearchParams(text), TODAY);
		expect(asked('chapter=c1')).toMatchObject({ node: 'c1', scale: 'common' });
		expect(asked('node=&department=kenko&scale=unit')).toMatchObject({
			node: null,
			department: 'kenko',
			scale: 'unit'
		});
		await expectRefusal(() => asked('chaptr=c1'), 'not-found', '指定「chaptr」はありません');
		await expectRefusal(() => asked('scale=log'), 'not-found', '縦軸「log」はありません');
		await expectRefusal(() => asked('node=c1&node=c2'), 'invalid', '1つだけ指定してください');
		await expectRefusal(() => asked('node=c1&chapter=c2'), 'invalid', 'どちらか1つだけ');
	});

	it('refuse what is none', async () => {
		await expectRefusal(() => charts({ node: 'x' }), 'not-found', '「x」という章・施策はありません');
		await expectRefusal(() => charts({ department: 'x' }), 'not-found', '担当課「x」はありません');
		await expectRefusal(() => charts({ plan: 'x' }), 'not-found', '基本計画「x」はありません');
		await expectRefusal(
			() => charts({ plan: 'kouki', year: '2023' }),
			'not-found',
			'後期基本計画の期間にありません'
		);
	});
});

describe('なぜ動いたか on the page of a KPI', () => {
	it('is never left out: every KPI and year has the move, named years, or a reason', () => {
		const codes = city.column("select code from kpi where code like 'Z%'") as string[];
		const silent = codes.flatMap((code) => {
			const { why } = page(code, '2025').panel;
			const isNamed = why.rows.length === 4 || /ため|段階は/.test(why.heading);
			return isNamed ? [] : [`${code} ${why.heading}`];
		});
		expect(silent).toEqual([]);
	});

	it('names the last two measured years where the year has no figure to compare', () => {
		const { heading, rows, notes } = page('Z003', '2025').panel.why;
		expect(heading).toBe('R5からR6へ、目標との差は −3.6 から −4.7 へ');
		expect(rows.map(({ value }) => value)).toEqual(['＋0.9', '−2.0', 'なし', 'なし']);
		expect(notes[0]).toBe('R7は未確定のため、その前に測定したR5とR6を比べています');
		expect(page('Z063', '2025').panel.why.notes[0]).toBe(
			'R7は累計が不明のため、その前に測定したR4とR5を比べています'
		);
	});

	it('tells stages by their names, which have no distance', () => {
		const code = codeOf('地域福祉計画に基づく重層的支援体制の整備');
		const { heading, rows, notes } = page(code, '2025').panel.why;
		expect(heading).toMatch(/^段階はR6「.+」から/);
		expect([rows, notes.at(-1)]).toEqual([[], '段階の間には幅がないため、目標との差の内訳はありません']);
	});
});

describe('the committee screens', () => {
	const asked = { year: '2025', auto: null };

	it('say which way is better beside every KPI that needs attention, and on its own screen', () => {
		const { rows } = readAttentionScreen(city.as('planner'), asked, null).screen;
		expect(rows.find(({ name }) => name === '経常収支比率')?.direction).toBe('減らす');
		for (const { direction } of rows)
			expect(['増やす', '減らす', '維持', '範囲内', '段階']).toContain(direction);
		const { screen } = readKpiScreen(city.as('planner'), asked, codeOf('経常収支比率'));
		expect([screen.direction, screen.message]).toEqual(['減らす指標', '基準値を上回りました']);
	});

	it('say that the large figure is one year’s where a sum is asked for', () => {
		const { screen } = readKpiScreen(city.as('planner'), asked, 'Z063');
		expect([screen.figure, screen.figureNote]).toEqual(['6', '単年度']);
		expect(screen.facts[0]).toEqual({ label: '実績', text: '累計は不明' });
	});
});

describe('a period total with an unknown year', () => {
	it('has no sum: not in the figure, not in the chart, and the known years are named', () => {
		const kpi = page('Z063', '2025');
		expect(kpi.figure).toMatchObject({
			text: '不明',
			isWord: true,
			isSum: true,
			unit: '',
			state: '単年度 6人'
		});
		const last = kpi.chart?.years.find(({ label }) => label === 'R7');
		expect([last?.actual, last?.gap]).toEqual([null, '累計は不明']);
		expect(kpi.chart?.summary).toContain('R7の実績は単年度 6人（累計は不明）');
		expect(kpi.panel.sum?.lines[0]?.filled).toBe('R3 3 ＋ R4 5 ＋ R5 4 ＋ R6 ？ ＋ R7 6');
		expect(kpi.rows.at(-1)).toMatchObject({ actualText: '6', sumText: '不明' });
	});
});

describe('the page of a KPI', () => {
	it('keeps the handover card out of what a viewer gets', () => {
		const code = codeOf('地域の通いの場の数');
		const contact = page(code, null, 'planner').handover?.contact ?? '';
		expect(contact).not.toBe('');
		expect(page(code).handover).toBeNull();
		expect(JSON.stringify(page(code))).not.toContain(contact);
	});

	it('shows confirmed district figures against the city’s, and no others', () => {
		const code = codeOf('地域の通いの場の数');
		const shown = page(code, '2024').districtFigures;
		expect(shown?.years.map(({ label }) => label)).toEqual(['R6']);
		expect([shown?.rows.length, shown?.sums, shown?.city]).toEqual([8, ['55'], ['55']]);
		expect(shown?.notes).toEqual(['R6の地区別の合計は、市の値と一致しています。']);
		expect(
			Math.max(...(shown?.rows.flatMap(({ cells }) => cells.map(({ share }) => share ?? 0)) ?? []))
		).toBe(1);
		expect(page(code, '2023').districtFigures).toBeNull();
		expect(page(codeOf('特定健康診査の受診率')).districtFigures).toBeNull();
	});

	it('does not add up what cannot be added', () => {
		const indicator = "(select indicator_id from kpi where code = 'Z039')";
		const run = (sql: string) => city.database.$client.prepare(sql).run();
		expect(codeOf('地域の通いの場の数')).toBe('Z039');
		run(`update indicator set districts_add_up = 0 where id = ${indicator}`);
		const shown = page('Z039', '2024').districtFigures;
		expect([shown?.addsUp, shown?.sums, shown?.notes]).toEqual([
			false,
			[],
			['足し上げできない指標のため、地区別の値の合計は市の値と比べません。']
		]);
		run(`update indicator set districts_add_up = 1 where id = ${indicator}`);
	});

	it('has a bullet wherever there is something to place, in words too', () => {
		const every = city.column('select code from kpi where id % 6 = 0') as string[];
		for (const code of every) {
			const { bullet } = page(code);
			expect(bullet === null || bullet.marks.length + (bullet.band ? 1 : 0) > 0, code).toBe(true);
			expect(JSON.stringify(bullet)).not.toMatch(/NaN|undefined|null〜/);
		}
		expect(page('Z022').bullet?.summary).toBe(
			'基準 38.2、R7の目標 46.0、最終目標 50.0（R10）、実績 37.9。後退'
		);
	});
});
