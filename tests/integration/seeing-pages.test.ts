/** The pages of the plan, read from the demo city as it stands on July 28, 令和8年. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity, type City } from '#tests/support/city.ts';
import { listEditions } from '#lib/server/plan/queries.ts';
import { readEditionPage } from '#lib/server/kpis/window/edition-page.ts';
import { readOverview } from '#lib/server/kpis/overview.ts';
import { readNodePage, readPlanPage } from '#lib/server/kpis/plan-page.ts';
import type { WindowFilter } from '#lib/server/kpis/window/queries.ts';

const TODAY = '2026-07-28';
const PLANNER = { today: TODAY, seesDraftChecks: true };
const EVERYTHING: WindowFilter = { chapter: null, department: null, policy: null };
let city: City;

beforeAll(async () => {
	city = await demoCity();
}, 60_000);

afterAll(() => city.close());

const page = (asked: string | null, filter: Partial<WindowFilter> = {}) =>
	readEditionPage(city.database, asked, { ...EVERYTHING, ...filter }, PLANNER);
const idOf = (firstYear: number, revision = 1) =>
	String(
		listEditions(city.database).find((row) => row.firstYear === firstYear && row.revision === revision)?.id
	);
const rowsOf = (asked: string) =>
	(page(asked).content?.window.sections ?? []).flatMap(({ chapters }) =>
		chapters.flatMap(({ measures }) => measures.flatMap(({ rows }) => rows))
	);

describe('home', () => {
	it('counts the latest called year, and every part adds up to the whole', () => {
		const overview = readOverview(city.database, 2025, TODAY);
		const { counts, parts, moves, kpis } = overview;
		expect(overview.finding).toBe(
			`令和7年度は、判定できた${counts?.judged}指標のうち${counts?.good}指標が達成・順調です`
		);
		const rows = parts.flatMap((part) => part.rows);
		expect(rows.reduce((sum, row) => sum + (row.counts?.good ?? 0), 0)).toBe(counts?.good);
		expect(rows.reduce((sum, row) => sum + row.kpis, 0)).toBe(kpis);
		expect(moves?.rows.reduce((sum, { count }) => sum + count, 0)).toBe(kpis);
		expect(rows.every(({ attention }) => attention.length <= 3)).toBe(true);
	});

	it('shows the trend in counts, and names the year shown', () => {
		const { trend } = readOverview(city.database, 2025, TODAY);
		expect(trend).toMatchObject({ change: '', spans: [{ heading: '' }] });
		const years = trend.spans.flatMap((span) => span.years);
		expect(years.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025]);
		expect(years.filter(({ isShown }) => isShown).map(({ name }) => name)).toEqual(['令和7年度']);
	});

	it('has no counts for a year that was not called for, only its KPIs', () => {
		const overview = readOverview(city.database, 2026, TODAY);
		expect(overview).toMatchObject({ counts: null, completeness: null, moves: null });
		expect(overview.finding).toBe('令和8年度の実績は、まだ照会していません');
		expect(overview.kpis).toBeGreaterThan(0);
	});

	it('refuses a year of no basic plan in words', () => {
		expect(() => readOverview(city.database, 2031, TODAY)).toThrow('計画の期間にありません');
	});
});

describe('the window of an edition', () => {
	it('opens with the edition that begins in the latest called year', () => {
		expect(page(null).content?.edition.title).toBe('令和7〜9年度');
	});

	it('keeps KPIs to their own basic plan and offers a straddling chapter once', () => {
		const { content } = page(null);
		expect(content?.window.sections.map(({ termName }) => termName)).toEqual(['前期基本計画']);
		expect(
			rowsOf(idOf(2025)).every(({ cells }) => cells.map(({ inPlan }) => inPlan).join() === 'true,false,false')
		).toBe(true);
		expect(content?.chapters.map(({ value }) => value)).toEqual([
			'p1-1',
			'p1-2',
			'p1-3',
			'c1',
			'c2',
			'c3',
			'c4',
			'c5'
		]);
	});

	it('compares a second revision with the first', () => {
		const moved = rowsOf(idOf(2024, 2)).filter(({ cells }) =>
			cells.some(({ previous }) => previous !== null)
		);
		expect(moved.map(({ name }) => name).sort()).toEqual(['森林の間伐面積', '路線バスの年間利用者数']);
		expect(page(idOf(2024, 2)).content?.window.changedCount).toBe(2);
	});

	it('shows a draft with what the roll proposed, and judges nothing by it', () => {
		const { content } = page(idOf(2027));
		expect(content?.edition).toMatchObject({ isDraft: true, state: '作成中' });
		const cells = rowsOf(idOf(2027)).flatMap((row) => row.cells);
		expect(cells.some(({ proposed }) => proposed)).toBe(true);
		expect(cells.every(({ status, judgedTarget }) => status === null && judgedTarget === null)).toBe(true);
	});

	it('shows projects that match the filter under their measures', () => {
		const { content } = page(null, { chapter: 'c5', department: 'kenko' });
		const measures = content?.window.sections.flatMap(({ chapters }) =>
			chapters.flatMap((chapter) => chapter.measures)
		);
		expect(content?.window.kpiCount).toBe(0);
		expect(measures?.flatMap(({ projects }) => projects.map(({ department }) => department))).toEqual([
			'健康推進課'
		]);
	});

	it('refuses choices that are none', () => {
		expect(() => page('999')).toThrow('実施計画の版「999」はありません');
		expect(() => page(null, { chapter: 'x' })).toThrow('章「x」はありません');
		expect(() => page(null, { department: 'x' })).toThrow('担当課「x」はありません');
		expect(() => page(null, { policy: '99' })).toThrow('重点施策「99」はありません');
	});
});

describe('the plan and its nodes', () => {
	it('has the whole tree with counts, policies, districts and the course of its making', () => {
		const plan = readPlanPage(city.database, null, TODAY);
		expect(plan.tree.map(({ kpis }) => kpis).reduce((a, b) => a + b, 0)).toBe(plan.kpis);
		expect([plan.policies.length, plan.districts.length, plan.terms.length]).toEqual([10, 8, 2]);
		expect(plan.making.years.map(({ name }) => name)).toEqual(['令和6年度', '令和7年度']);
		expect(() => readPlanPage(city.database, 'chuki', TODAY)).toThrow('基本計画「chuki」はありません');
	});

	it('shows a measure with its window, predecessors and projects; 再掲 counts nothing', () => {
		const node = readNodePage(city.database, 'kouki', '4-3', null, PLANNER);
		expect(node.predecessors.map(({ code }) => code)).toEqual(['4-3', '4-7']);
		expect(node.edition?.name).toBe('令和8〜10年度');
		const lines = node.projects?.groups.flatMap(({ projects }) => projects) ?? [];
		const own = lines.filter(({ isRepeat }) => !isRepeat);
		expect(node.projects?.totals[0]).toBe(own.reduce((sum, { money }) => sum + (money[0] ?? 0), 0));
	});

	it('shows projects at measures and chapters only', () => {
		expect(readNodePage(city.database, 'zenki', 'c1', null, PLANNER).projects).not.toBeNull();
		expect(readNodePage(city.database, 'zenki', 'p2', null, PLANNER).projects).toBeNull();
		expect(() => readNodePage(city.database, 'zenki', 'zz', null, PLANNER)).toThrow(
			'「zz」という章・施策はありません'
		);
	});
});
