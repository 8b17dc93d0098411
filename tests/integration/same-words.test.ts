/** One figure has one word, whatever page says it and whatever year the page is about. */
import { describe, expect, it } from 'vitest';
import { laterJudgement } from '#lib/server/kpis/later.ts';
import { readSheets, yearOf } from '#lib/server/kpis/sheets.ts';
import { listEditions } from '#lib/server/plan/queries.ts';
import { confirmResults, returnResult, submitResult } from '#lib/server/results/commands.ts';
import { readReviewPage } from '#lib/server/results/review-page.ts';
import * as R from '#tests/support/results.ts';

R.useCity();

const TODAY = '2026-07-28';
const kpiOf = (indicator: string) =>
	Number(
		R.city.column(
			`select k.id from kpi k join indicator i on i.id = k.indicator_id
			join basic_plan b on b.id = k.basic_plan_id where i.code = ? and b.first_year = 2021`,
			indicator
		)[0]
	);

describe('the judgement under a revised target', () => {
	it('is by the revision of the KPI that the judged year had, whatever year names the page', () => {
		const { database } = R.city;
		const [kpiId] = R.city.column(
			"select kpi_id from kpi_revision where name = '路線バスの年間利用者数' order by kpi_id"
		) as number[];
		const adopted = listEditions(database).find((row) => row.firstYear === 2025 && row.revision === 1);
		const row = database.$client
			.prepare('select * from kpi_revision where kpi_id = ? order by revision')
			.get(kpiId) as Record<string, unknown>;
		const { id: _, ...copied } = {
			...row,
			revision: 2,
			from_edition_id: adopted?.id,
			decided_on: '2025-03-18',
			reason: '許容幅を定める',
			allowance_digits: 1,
			allowance_scale: 3
		} as Record<string, unknown>;
		const columns = Object.keys(copied);
		database.$client
			.prepare(`insert into kpi_revision (${columns.join()}) values (${columns.map(() => '?').join()})`)
			.run(...Object.values(copied));
		const statuses = [2024, 2025].map((namedIn) => {
			const [sheet] = readSheets(database, {
				kpiIds: [Number(kpiId)],
				years: [2024, 2025],
				namedIn,
				today: TODAY
			});
			return sheet && laterJudgement(database, sheet, yearOf(sheet, 2024), listEditions(database))?.status;
		});
		expect(statuses).toEqual(['slightly-behind', 'slightly-behind']);
	});
});

describe('前回比', () => {
	/** The word where the figure waits to be confirmed, and the one on its KPI's page afterwards. */
	const words = async (entered: string) => {
		await returnResult(R.planner, R.review('I038'), '確認のため');
		await submitResult(R.planner, R.entry('I038', { entered }));
		const row = readReviewPage(R.planner, R.YEAR).rows.find(({ indicatorCode }) => indicatorCode === 'I038');
		await confirmResults(R.planner, [R.review('I038')]);
		const [sheet] = readSheets(R.city.database, {
			kpiIds: [kpiOf('I038')],
			years: [R.YEAR],
			namedIn: R.YEAR,
			today: TODAY
		});
		return [row?.change?.kind, sheet && yearOf(sheet, R.YEAR).change?.change];
	};

	it.each([
		['44.3', 'same'],
		['47.2', 'same'],
		['47.3', 'better'],
		['41.1', 'worse']
	])('of %s against 44.2 ± 3.0 is %s on both pages', async (entered, change) => {
		expect(await words(entered)).toEqual([change, change]);
	});
});
