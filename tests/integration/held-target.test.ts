/** The target beside a status is the one that the status was judged against, on every page and in every file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, type Rational } from '#lib/domain/decimal.ts';
import { parseCsv } from '#lib/server/files/csv-read.ts';
import { adoptRule } from '#lib/server/judgements/rules/adopt-rule.ts';
import { readApiKpis } from '#lib/server/kpis/api/kpis.ts';
import { readListCsv } from '#lib/server/kpis/list/export.ts';
import { readKpiList } from '#lib/server/kpis/list/list.ts';
import { listRequestOf } from '#lib/server/kpis/list/request.ts';
import { readKpiPage } from '#lib/server/kpis/page/page.ts';
import { readNodePage } from '#lib/server/kpis/plan-page.ts';
import { readResultsFile } from '#lib/server/kpis/results-file.ts';
import { readAttentionScreen, readGoalScreen, readKpiScreen } from '#lib/server/kpis/screen/screen.ts';
import { readSheets, yearOf } from '#lib/server/kpis/sheets.ts';
import { readSmallMultiples } from '#lib/server/kpis/small-multiples.ts';
import { readEntryGrid } from '#lib/server/results/entry/grid.ts';
import { readEntryPage } from '#lib/server/results/entry/page.ts';
import { demoCity, type City } from '#tests/support/city.ts';

const OPEN = 2025;
const TODAY = '2026-07-28';
const ASKED = { year: 'R7', auto: null };
const FINAL = '最終目標 令和10年度';

const adopt = (city: City, ref: string) =>
	adoptRule(city.as('planner'), {
		ref,
		fromYear: OPEN,
		decidedOn: TODAY,
		reason: '審議会の答申による。',
		seenAdoption: null
	});

function records(body: string): Record<string, string>[] {
	const [head, ...rows] = parseCsv(body.replace(/^\u{feff}/u, '')).map(({ cells }) => [...cells]);
	return rows.map((cells) =>
		Object.fromEntries((head ?? []).map((name, index) => [name, cells[index] ?? '']))
	);
}

describe('under a rule that judges by the final target', () => {
	let city: City;
	beforeAll(async () => {
		city = await demoCity();
		await adopt(city, 'kurayoshi@1');
	}, 60_000);
	afterAll(() => city.close());

	const page = () =>
		readKpiPage(city.database, { code: 'Z022', year: 'R7', today: TODAY, seesHandover: false });

	it('the page of a KPI names it beside the large figure, in the bullet and its words, and in the tables', () => {
		const { figure, bullet, rows, chart, panel, windows, matrix } = page();
		expect(figure).toMatchObject({ targetText: `${FINAL} 50.0%`, targetLabel: '', status: 'regressed' });
		expect(bullet?.marks.map(({ kind, text }) => [kind, text])).toEqual([
			['baseline', '基準 38.2'],
			['final', '最終目標 50.0（R10）'],
			['actual', '実績 37.9']
		]);
		expect(bullet?.summary).not.toContain('46.0');
		expect(chart?.summary).toContain(`${FINAL} 50.0%、判定は−1（後退）`);
		expect(rows.find(({ year }) => year === OPEN)).toMatchObject({
			targetText: '46.0',
			judgedBy: { name: '最終目標 R10', text: '50.0' }
		});
		expect(rows.find(({ year }) => year === 2024)?.judgedBy).toBeNull();
		expect(panel.source).toBe(FINAL);
		expect(panel.why?.heading).toBe('目標との差は −7.9 から −12.1 へ');
		const cell = windows[0]?.cells.find(({ year }) => year === OPEN);
		expect(cell).toMatchObject({ target: '46.0', judgedTarget: '最終目標 R10 50.0' });
		const judged = matrix?.rows.flatMap(({ name, cells }) =>
			cells.flatMap((each, index) => (each?.judged && matrix.years[index]?.year === OPEN ? [name] : []))
		);
		expect(judged).toEqual(['最終目標']);
	});

	it('the move of the gap adds up against the final target in both years', () => {
		// 42.1 and 37.9 against 50.0: the whole move is the actual's.
		expect(page().panel.why?.rows.map(({ value }) => value)).toEqual(['−4.2', 'なし', 'なし', 'なし']);
	});

	it('lists, their files and the window of a chapter show it', () => {
		const request = listRequestOf(new URLSearchParams({ q: '特定健康診査の受診率' }), TODAY);
		const rows = readKpiList(city.database, request).groups.flatMap((group) => group.rows);
		const cell = rows.find(({ code }) => code === 'Z022')?.cells.find(({ year }) => year === OPEN);
		expect(cell).toMatchObject({ target: '50.0', targetNotes: ['最終目標 R10'], word: '−1（後退）' });
		const line = records(String(readListCsv(city.database, request).body)).find(
			(row) => row['KPIコード'] === 'Z022'
		);
		expect(line).toMatchObject({
			'令和7年度（2025） 目標': '50.0',
			'令和7年度（2025） 目標の注記': '最終目標 R10',
			'令和7年度（2025） 使った目標': FINAL
		});
		const node = readNodePage(city.database, 'zenki', '1-1', null, { today: TODAY, seesDraftChecks: false });
		const window = JSON.stringify(node.window);
		expect(window).toContain('最終目標 R10 50.0');
	});

	it('screens say it with the figure, in the table and on a goal’s screen', () => {
		const viewer = city.as('viewer');
		const kpi = readKpiScreen(viewer, ASKED, 'Z022').screen;
		expect(kpi.facts[0]).toEqual({ label: '最終目標 R10', text: '50.0%' });
		const { rows, targetHead } = readAttentionScreen(viewer, ASKED, null).screen;
		expect(targetHead).toBe('最終目標');
		for (const row of rows) expect(row.target, row.name).toMatch(/^R\d+ /);
		const goal = readGoalScreen(viewer, ASKED, 'g1').screen;
		for (const row of goal.worst) expect(row.target, row.name).toMatch(/^最終目標 R\d+ /);
	});

	it('the entry pages hold a figure against it', () => {
		const editor = city.as('editor');
		const row = readEntryGrid(editor, { year: OPEN, departmentCode: null })
			.groups.flatMap(({ rows }) => rows)
			.find(({ code }) => code === 'I032');
		expect(row).toMatchObject({ target: '50.0', targetName: '最終目標 R10' });
		expect(readEntryPage(editor, OPEN, 'I032')).toMatchObject({ yearTarget: '46.0', targetUsed: FINAL });
	});

	it('the API and the file of results carry figure and year', () => {
		const [kpi] = readApiKpis(city.database, {
			year: 'R7',
			edition: null,
			from: 'R7',
			to: 'R7',
			today: TODAY
		}).filter(({ code }) => code === 'Z022');
		expect(kpi?.years[0]).toMatchObject({
			target: 46,
			judgingTarget: 50,
			judgingTargetOf: 'final',
			judgingTargetYear: 2028,
			sum: { targetUsed: FINAL }
		});
		const line = records(readResultsFile(city.database, { from: 'R7', to: 'R7', today: TODAY }).body).find(
			(row) => row['KPIコード'] === 'Z022'
		);
		expect(line).toMatchObject({
			目標: '46.0',
			進捗: '−1（後退）',
			'進捗（共通の区分）': '後退',
			使った目標: FINAL,
			使った目標の値: '50.0',
			使った目標の上限: '',
			'使った目標の年度（西暦）': '2028'
		});
	});

	it('small charts name it in their tables', () => {
		const { charts } = readSmallMultiples(city.database, {
			plan: null,
			node: null,
			department: 'kenko',
			year: 'R7',
			scale: 'unit',
			today: TODAY
		});
		const years = charts.find(({ code }) => code === 'Z022')?.years;
		expect(years?.at(-1)).toMatchObject({ label: 'R7', target: '最終目標 R10 50.0' });
		expect(years?.at(-2)?.target).not.toContain('最終目標');
	});
});

describe.each(['standard', 'miyagi', 'kurayoshi', 'tama', 'fukuoka', 'nagayo', 'ratio'])('%s', (id) => {
	let city: City;
	beforeAll(async () => {
		city = await demoCity();
		if (id !== 'standard') await adopt(city, `${id}@1`);
	}, 60_000);
	afterAll(() => city.close());

	it('shows beside every status the figure that its judgement compared with', () => {
		const term = city.column('select id from basic_plan where code = ?', 'zenki')[0] as number;
		const years = [2021, 2022, 2023, 2024, 2025];
		const sheets = readSheets(city.database, { basicPlanId: term, years, namedIn: OPEN, today: TODAY });
		let compared = 0;
		for (const sheet of sheets) {
			for (const { year, judgement, held, heldText } of years.map((each) => yearOf(sheet, each))) {
				const comparison = judgement?.comparison;
				if (!comparison) continue;
				compared++;
				const at = `${sheet.code}/${year}`;
				expect(heldText, at).not.toBe('－');
				const { figure } = held;
				if (figure?.kind === 'value') same(figure.value, comparison.target, at);
				if (figure?.kind === 'period') same(figure.shareToDate, comparison.target, at);
				if (figure?.kind === 'stage') expect(BigInt(figure.stage), at).toBe(comparison.target.n);
				if (figure?.kind === 'range') expect(figure, at).toEqual(comparison.figure);
				const isFinal = judgement.own?.targetUse === 'final';
				expect(held.of, at).toBe(isFinal ? 'final' : comparison.year === year ? 'year' : 'measured');
			}
		}
		expect(compared).toBeGreaterThan(200);
	});
});

describe('使った目標', () => {
	let city: City;
	beforeAll(async () => {
		city = await demoCity();
	}, 60_000);
	afterAll(() => city.close());

	it('is the same whichever years are asked for, in every file and answer', () => {
		const between = (from: string, to: string) =>
			records(readResultsFile(city.database, { from, to, today: TODAY }).body);
		const whole = between('2021', '2025');
		const carried = whole.find((row) => row['指標コード'] === 'I007' && row['年度（西暦）'] === '2024');
		// Measured in R5, whose target the edition of R5 set.
		expect(carried?.['使った目標']).toBe('令和5〜7年度 実施計画');
		const used = (row: Record<string, string>) =>
			['KPIコード', '年度（西暦）', '進捗', '使った目標', '使った目標の値', '計算（数値入り）'].map(
				(name) => row[name]
			);
		for (const year of ['2022', '2023', '2024', '2025'])
			expect(between(year, year).map(used), year).toEqual(
				whole.filter((row) => row['年度（西暦）'] === year).map(used)
			);
		const sums = (from: string) =>
			readApiKpis(city.database, { year: 'R6', edition: null, from, to: 'R6', today: TODAY }).map(
				({ code, years }) => [code, years.at(-1)?.sum?.targetUsed]
			);
		expect(sums('R6')).toEqual(sums('R3'));
	});

	it('has no deciding sum beside what was not judged', async () => {
		await adopt(city, 'fukuoka@1');
		const rows = records(readResultsFile(city.database, { from: 'R7', to: 'R7', today: TODAY }).body);
		const judged = (row: Record<string, string>) =>
			!['判定なし', '未入力', '対象外', ''].includes(row['進捗（共通の区分）'] ?? '');
		const apart = rows.filter((row) => !judged(row));
		expect(apart.length).toBeGreaterThan(3);
		for (const row of apart)
			expect([row['KPIコード'], row['計算の式'], row['計算（数値入り）'], row['計算の結果']]).toEqual([
				row['KPIコード'],
				'',
				'',
				''
			]);
		for (const row of rows.filter(judged)) expect(row['計算の式']).not.toBe('');
	});
});

function same(a: Rational, b: Rational, at: string): void {
	expect(compare(a, b), at).toBe(0);
}
