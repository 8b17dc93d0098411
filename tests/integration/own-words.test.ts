/** A city's own categories: wherever KPIs are counted, filtered and put side by side, its published counts come out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMON_SCALE, scaleOf } from '#lib/domain/judging/scale.ts';
import { categoryWord } from '#lib/domain/judging/summary.ts';
import { PRESETS, STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { JUDGED_STATUSES } from '#lib/domain/model.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { adoptRule } from '#lib/server/judgements/rules/adopt-rule.ts';
import { saveRule } from '#lib/server/judgements/rules/save-rule.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { readApiCounts } from '#lib/server/kpis/api/counts.ts';
import type { GroupCounts } from '#lib/server/kpis/counts.ts';
import { readFinalFile } from '#lib/server/kpis/final/file.ts';
import { readFinal } from '#lib/server/kpis/final/page.ts';
import { readListCsv } from '#lib/server/kpis/list/export.ts';
import { readKpiList } from '#lib/server/kpis/list/list.ts';
import { listRequestOf } from '#lib/server/kpis/list/request.ts';
import { readOverview } from '#lib/server/kpis/overview.ts';
import { readNodePage, readPlanPage } from '#lib/server/kpis/plan-page.ts';
import { readResultsFile } from '#lib/server/kpis/results-file.ts';
import { readAttentionScreen, readGoalScreen, readOverallScreen } from '#lib/server/kpis/screen/screen.ts';
import { demoCity, type City } from '#tests/support/city.ts';
import { expectRefusal } from '#tests/support/refusal.ts';

/** 令和7年度 is open on the demo, 令和3〜6年度 are closed. */
const OPEN = 2025;
const CLOSED = 2024;
const TODAY = '2026-07-28';
const PLANNER = { today: TODAY, seesDraftChecks: true };
const NOTHING_ASKED = { year: null, auto: null };

const adopt = (city: City, ref: string) =>
	adoptRule(city.as('planner'), {
		ref,
		fromYear: OPEN,
		decidedOn: TODAY,
		reason: '審議会の答申による。',
		seenAdoption: null
	});
const list = (city: City, query: Record<string, string>) =>
	readKpiList(city.database, listRequestOf(new URLSearchParams(query), TODAY));
const countsOf = (counts: Pick<GroupCounts, 'graded' | 'apart'> | null | undefined) =>
	[...(counts?.graded ?? []), ...(counts?.apart ?? [])].map(({ filter, count }) => [filter, count]);
const total = (counts: readonly { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);

/** A CSV's records by heading. */
function records(body: string): Record<string, string>[] {
	const [head, ...rows] = parseCsv(body.replace(/^\u{feff}/u, '')).map(({ cells }) => [...cells]);
	return rows.map((cells) =>
		Object.fromEntries((head ?? []).map((name, index) => [name, cells[index] ?? '']))
	);
}

const RULES: [string, JudgementRule][] = Object.values(PRESETS)
	.filter(({ id }) => id !== STANDARD.id)
	.map((rule) => [rule.id, rule]);

describe.each(RULES)('the categories of %s', (_, rule) => {
	const scale = scaleOf(rule);
	const names = [...scale.graded, ...scale.apart].map(({ code }) => code);
	let city: City;

	beforeAll(async () => {
		city = await demoCity();
		await adopt(city, `${rule.id}@${rule.version}`);
	}, 60_000);
	afterAll(() => city.close());

	it('count every KPI once on the overview, in the rule’s own order and words', () => {
		const { counts, kpis, finding, parts } = readOverview(city.database, OPEN, TODAY);
		expect(countsOf(counts).map(([name]) => name)).toEqual(names);
		expect(counts?.graded.map(({ label }) => label)).toEqual(scale.graded.map(({ label }) => label));
		expect(total([...(counts?.graded ?? []), ...(counts?.apart ?? [])])).toBe(kpis);
		expect(finding).not.toMatch(/が達成・順調です$/);
		const rows = parts.flatMap((part) => part.rows);
		for (const [name, count] of countsOf(counts)) {
			const inRows = rows.flatMap((row) => countsOf(row.counts).filter(([each]) => each === name));
			expect(
				inRows.reduce((sum, [, each]) => sum + Number(each), 0),
				String(name)
			).toBe(count);
		}
	});

	it('are the same in the list’s filter, its file, the committee’s screens, the final evaluation and the API', () => {
		const { counts } = readOverview(city.database, OPEN, TODAY);
		const expected = countsOf(counts);
		const all = list(city, {});
		expect(countsOf(all.counts)).toEqual(expected);
		const rows = records(
			readListCsv(city.database, listRequestOf(new URLSearchParams(), TODAY)).body as string
		);
		for (const category of [...(counts?.graded ?? []), ...(counts?.apart ?? [])]) {
			const found = list(city, { status: category.filter });
			expect(found.count, category.filter).toBe(category.count);
			if (category.count > 0) expect(found.counts).toMatchObject({ total: category.count });
			// 「−1（後退）」 with the minus of all screens is no formula: nothing is put before it in a file.
			const words = rows.map((row) => row['令和7年度（2025） 進捗']);
			const written = words.filter((word) => word === categoryWord(category));
			expect(written.length, category.filter).toBe(category.count);
		}
		for (const { label, count } of counts?.graded ?? [])
			expect(rows.filter((row) => row['基準の評語'] === label).length, label).toBe(count);

		const { screen, frame } = readOverallScreen(city.as('viewer'), NOTHING_ASKED);
		const { confirmed, asked, laterConfirmed, later } = frame;
		expect(readOverview(city.database, OPEN, TODAY).completeness).toMatchObject({
			confirmed,
			asked,
			laterConfirmed,
			later
		});
		expect(later).toBeGreaterThan(0);
		expect(countsOf(screen.counts)).toEqual(expected);
		expect(screen.rule?.title).toContain(rule.name);
		const { term, categories } = readFinal(city.database, 'zenki', TODAY);
		expect(term.lastYear).toBe(OPEN);
		expect(countsOf(categories?.all)).toEqual(expected);
		const api = readApiCounts(city.database, String(OPEN), TODAY);
		expect(
			[...(api.counts?.categories ?? []), ...(api.counts?.apart ?? [])].map(({ code, count }) => [
				code,
				count
			])
		).toEqual(expected);
		expect(api.rule).toMatchObject({ id: rule.id, isOwn: true });

		const results = records(readResultsFile(city.database, { from: '2025', to: '2025', today: TODAY }).body);
		const final = records(readFinalFile(city.database, 'zenki', TODAY).body);
		for (const { label, count } of counts?.graded ?? []) {
			expect(results.filter((row) => row['判定基準の区分'] === label).length, label).toBe(count);
			const inFinal = final.filter(
				(row) => row['判定基準の区分'] === label && row['進捗の年度'] === String(OPEN)
			);
			expect(inFinal.length, label).toBe(count);
		}
	});

	it('stand on the plan’s pages and goals’ screens too, and add up there', () => {
		const plan = readPlanPage(city.database, null, TODAY);
		const { nodes } = readApiCounts(city.database, String(OPEN), TODAY);
		const apiOf = (code: string) => {
			const counts = nodes.find((node) => node.code === code)?.counts;
			return counts && [...counts.categories, ...counts.apart].map(({ code: name, count }) => [name, count]);
		};
		for (const part of plan.tree) {
			expect(countsOf(part.counts)).toEqual(apiOf(part.code));
			for (const node of part.children) {
				const page = readNodePage(city.database, plan.term.code, node.code, null, PLANNER);
				expect(countsOf(page.node.counts)).toEqual(countsOf(node.counts));
				const { screen } = readGoalScreen(city.as('viewer'), NOTHING_ASKED, node.code);
				expect(countsOf(screen.counts)).toEqual(countsOf(node.counts));
			}
		}
		const whole = countsOf(readOverview(city.database, OPEN, TODAY).counts);
		for (const [index, [name, count]] of whole.entries())
			expect(
				plan.tree.reduce((sum, part) => sum + Number(countsOf(part.counts)[index]?.[1] ?? 0), 0),
				String(name)
			).toBe(count);
	});

	it('leave the common names working, each over all that count as it', () => {
		const { counts } = readOverview(city.database, OPEN, TODAY);
		for (const status of JUDGED_STATUSES) {
			const meant = total((counts?.graded ?? []).filter((each) => each.status === status));
			expect(list(city, { status }).count, status).toBe(meant);
		}
	});

	it('sort the list and the committee’s table by the rule’s own order, worst first', () => {
		const order = scale.graded.map(({ label }) => label);
		const ranks = list(city, { sort: 'own', c: 'own' })
			.groups.flatMap(({ rows }) => rows)
			.map(({ own }) => order.indexOf(own?.label ?? ''))
			.filter((rank) => rank >= 0);
		expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
		const { screen } = readAttentionScreen(city.as('viewer'), NOTHING_ASKED, null);
		const words = scale.graded.map(categoryWord);
		const shown = screen.rows.map(({ word }) => words.indexOf(word));
		expect(shown).toEqual([...shown].sort((a, b) => b - a));
		expect(screen.words === '').toBe(screen.rows.length === 0);
	});

	it('never mix with those of the years that another rule judged', () => {
		const { trend, rule: shown, moves } = readOverview(city.database, OPEN, TODAY);
		expect(trend.spans.map(({ heading }) => heading)).toEqual([
			'令和6年度まで：標準（第1版）',
			`令和7年度から：${rule.name}（第${rule.version}版）`
		]);
		expect(trend.spans[0]?.columns.map(({ filter }) => filter)).toEqual(
			[...COMMON_SCALE.graded, ...COMMON_SCALE.apart].map(({ code }) => code)
		);
		expect(trend.spans[1]?.columns.map(({ filter }) => filter)).toEqual(names);
		expect(trend.change).toContain('表を分けています');
		expect(shown?.before).toBe('標準（第1版）');
		expect(moves?.about).toContain('R6もR7の基準で判定し直して');
		// Both years are told by this year's rule, so nothing moves because the rule did.
		const known = new Set([...scale.graded, ...scale.apart].map(categoryWord).concat('計画になし'));
		for (const { from, to } of moves?.why.transitions ?? []) {
			expect(known).toContain(from.word);
			expect(known).toContain(to.word);
		}
		expect(total(moves?.rows ?? [])).toBe(readOverview(city.database, OPEN, TODAY).kpis);
	});

	it('leave a closed year its own: its words, its counts and its filters', () => {
		const closed = readOverview(city.database, CLOSED, TODAY);
		expect(countsOf(closed.counts).map(([name]) => name)).toEqual(
			[...COMMON_SCALE.graded, ...COMMON_SCALE.apart].map(({ code }) => code)
		);
		expect(closed.finding).toMatch(/が達成・順調です$/);
		for (const [name, count] of countsOf(closed.counts))
			expect(list(city, { year: String(CLOSED), status: String(name) }).count).toBe(count);
		const own = scale.graded.find(({ code }) => code.startsWith('own-'));
		if (own === undefined) return;
		const strange = list(city, { year: String(CLOSED), status: own.code });
		expect(strange.count).toBe(0);
		expect(strange.strangeStatus).toContain('令和6年度は標準（第1版）で判定していて');
	});

	it('write nothing', () => {
		expect(findStaleJudgements(city.database)).toEqual([]);
	});
});

describe('a rule that follows another', () => {
	let city: City;
	beforeAll(async () => {
		city = await demoCity();
	}, 60_000);
	afterAll(() => city.close());

	it('changes nothing under 標準: the common words, one table, no sentence', () => {
		const { counts, trend, moves, finding } = readOverview(city.database, OPEN, TODAY);
		expect(counts?.graded.map(({ label, gloss, filter }) => [label, gloss, filter])).toEqual(
			COMMON_SCALE.graded.map(({ label, code }) => [label, '', code])
		);
		expect(trend.spans).toHaveLength(1);
		expect(moves?.about).toBe('達成から後退までの区分の動きです。');
		expect(finding).toMatch(/指標が達成・順調です$/);
		expect(readFinal(city.database, 'zenki', TODAY).categories).toBeNull();
		expect(readOverallScreen(city.as('viewer'), NOTHING_ASKED).screen.rule).toBeNull();
	});

	it('refuses a category that no rule has, naming those there are', async () => {
		const refusal = await expectRefusal(() => list(city, { status: 'own-Z' }), 'not-found', '状況「own-Z」');
		expect(refusal.message).toContain('達成（achieved）');
	});

	it('keeps one table where only the thresholds changed, and says from when', async () => {
		const stricter = { ...STANDARD, thresholds: { onTrack: '1', slightlyBehind: '0.9' } };
		const ref = await saveRule(city.as('planner'), { draft: stricter, as: 'version', seenVersion: 1 });
		await adopt(city, ref);
		const { trend } = readOverview(city.database, OPEN, TODAY);
		expect(trend.spans).toHaveLength(1);
		expect(trend.spans[0]?.years.map(({ note }) => note)).toEqual([
			'',
			'',
			'',
			'',
			'この年度から標準（第2版）'
		]);
		expect(trend.change).toContain('R6まで標準（第1版）、R7から標準（第2版）');
	});

	it('compares with the year before as the new rule sees it', async () => {
		// Everything met is 達成 under one rule and A under the other: no KPI moves because of that.
		await adopt(city, 'fukuoka@1');
		const { moves } = readOverview(city.database, OPEN, TODAY);
		const from = moves?.why.transitions.map(({ from: each }) => each.word) ?? [];
		expect(from).not.toContain('達成');
		expect(from).toContain('A（順調）');
	});
});
