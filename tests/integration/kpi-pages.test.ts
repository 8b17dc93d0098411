import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRequestOf } from '#lib/server/kpis/list/request.ts';
import { readKpiList } from '#lib/server/kpis/list/list.ts';
import { readKpiPage, type KpiPage } from '#lib/server/kpis/page/page.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

const TODAY = '2026-07-28';
let city: City;

beforeAll(async () => {
	city = await demoCity();
});
afterAll(() => city.close());

const list = (query: string) => readKpiList(city.database, listRequestOf(new URLSearchParams(query), TODAY));
const page = (code: string, year: string | null = null, seesHandover = false): KpiPage =>
	readKpiPage(city.database, { code, year, today: TODAY, seesHandover });
const codeOf = (name: string) =>
	String(
		city.column(
			"select k.code from kpi k join kpi_revision r on r.kpi_id = k.id and r.revision = 1 where r.name = ? and k.code like 'Z%'",
			name
		)[0]
	);

describe('指標一覧', () => {
	it('shows every KPI of the basic plan, grouped by chapter', () => {
		const all = list('');
		expect([all.year, all.total, all.count, all.isFiltered]).toEqual([2025, 97, 97, false]);
		expect(all.groups.flatMap(({ rows }) => rows)).toHaveLength(97);
		expect(all.groups.map(({ name }) => name)).toContain(
			'第1章 〈保健福祉〉 あらゆる人の幸せをみんなで考えつくるまち'
		);
	});

	it('combines search and filters', () => {
		const found = list('q=ＳＮＳ');
		expect(found.groups.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(['市公式SNSの登録者数']);
		const health = list('department=kenko');
		expect(health.count).toBe(15);
		const sum = [
			'achieved',
			'on-track',
			'slightly-behind',
			'behind',
			'regressed',
			'none',
			'missing',
			'outside',
			'unconfirmed'
		]
			.map((status) => list(`department=kenko&status=${status}`).count)
			.reduce((a, b) => a + b, 0);
		expect(sum).toBe(15);
		expect(list('q=ありえない名前').count).toBe(0);
	});

	it('refuses codes that do not exist, naming those that do', async () => {
		await expectRefusal(() => list('status=great'), 'not-found', '達成（achieved）');
		await expectRefusal(() => list('department=nowhere'), 'not-found', '健康推進課（kenko）');
		await expectRefusal(() => list('policy=99'), 'not-found', '重点施策「99」はありません');
		await expectRefusal(() => list('chapter=c99'), 'not-found', '章「c99」はありません');
		await expectRefusal(() => list('district=x'), 'not-found', '地区「x」はありません');
		await expectRefusal(() => list('year=1999'), 'not-found', '計画の期間にありません');
		await expectRefusal(() => list('status=behind&status=none'), 'invalid', '1つだけ');
	});
});

describe('指標のページ', () => {
	it('can be shown for every KPI and year, as plain JSON', () => {
		for (const code of city.column('select code from kpi') as string[]) {
			for (const year of page(code).planYears) {
				const shown = page(code, String(year));
				expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
				expect(shown.finding).toMatch(/^\S.*[^。]$/);
				expect(shown.rows).toHaveLength(5);
				expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity|undefined/);
			}
		}
	}, 180_000);

	it('tells the story of the mockup', () => {
		const shown = page(codeOf('特定健康診査の受診率'));
		expect(shown.finding).toBe('特定健康診査の受診率が基準値を下回りました');
		expect(shown.figure).toMatchObject({
			text: '37.9',
			unit: '%',
			state: '速報',
			targetText: '46.0%',
			status: 'regressed'
		});
		expect(shown.figure.change).toMatchObject({ word: '悪化', previous: '42.1', previousYear: 'R6' });
		expect(shown.rows.map(({ superseded }) => superseded)).toEqual([null, null, null, '改定前 46.0', null]);
		expect(shown.matrix?.headline).toBe('特定健康診査の受診率の目標は、1回のローリングで引き下げられました');
	});

	it('shows both judgements where the target was revised during the year', () => {
		const shown = page(codeOf('路線バスの年間利用者数'), '2024');
		expect(shown.figure.status).toBe('behind');
		expect(shown.panel.later).toMatchObject({ targetText: '440,000', status: 'slightly-behind' });
	});

	it('keeps the sealed judgement beside a later one', () => {
		const shown = page(codeOf('65歳健康寿命（男性）'), '2024');
		expect(shown.panel.sealed.map(({ status, figure }) => [status, figure])).toEqual([['none', null]]);
		expect(shown.rows[3]?.sealed).toMatchObject({ figure: null, word: '判定なし' });
	});

	it('judges a period total by its sum, and shows it', () => {
		const shown = page(codeOf('地域づくり団体の活動助成件数'));
		expect(shown.figure).toMatchObject({ text: '122', isSum: true, state: '単年度 25件' });
		expect(shown.chart?.years.map(({ actual }) => actual?.value)).toEqual([20, 44, 70, 97, 122]);
	});

	it('names the target that judged a carried value', () => {
		const shown = page(codeOf('市の情報が伝わっていると思う市民の割合'), '2024');
		expect(shown.finding).toMatch(/（R5の値）$/);
		expect(shown.panel.source).toBe('令和5〜7年度 実施計画');
	});

	it('keeps the handover card for those who make figures', () => {
		const code = codeOf('特定健康診査の受診率');
		expect(page(code, null, true).handover?.howMade).toContain('法定報告');
		expect(page(code).handover).toBeNull();
	});

	it('finds codes however they are typed, and helps where there is none', async () => {
		expect(page('ｚ０２２').code).toBe('Z022');
		await expectRefusal(() => page('Z999'), 'not-found', '指標一覧');
		await expectRefusal(() => page('Z022', '2027'), 'not-found', 'K025');
	});
});
