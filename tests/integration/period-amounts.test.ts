/** A period total adds up what each year added: the amounts of a running total, never the totals themselves. */
import { describe, expect, it } from 'vitest';
import { demoCity as seedCity } from '#seed/city/index.ts';
import { sampleFile } from '#seed/city-file.ts';
import { decimal, toText, roundHalfUp } from '#lib/domain/decimal.ts';
import type { JudgedResult } from '#lib/domain/judging/judgement.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import { checkCity } from '#lib/server/city/commands.ts';
import { judgeResult } from '#lib/server/judgements/judge-kpi.ts';
import { readMaterial } from '#lib/server/judgements/read-material.ts';
import { finalEntryOf } from '#lib/server/kpis/final/row.ts';
import { readSheets } from '#lib/server/kpis/sheets.ts';
import * as R from '../support/results.ts';

R.useCity();

/** Cumulative, entered as amounts: 66, 112, 141 for R5 to R7; 28 + 46 + 29. */
const C = 'I018';

const target: TargetInForce = {
	kind: 'target',
	source: 'edition',
	editionId: 6,
	lowered: null,
	later: null,
	figure: { kind: 'period', from: 2023, to: 2025, total: { n: 150n, d: 1n }, shareToDate: { n: 150n, d: 1n } }
};
const measured = (text: string): JudgedResult => ({ kind: 'measured', value: decimal(text) });

function judged(result: JudgedResult, year = 2025) {
	const all = readMaterial(R.city.database);
	const material = [...all.kpis.values()].find(
		({ indicator, basicPlan }) => indicator.code === C && basicPlan.firstYear === 2021
	);
	if (material === undefined) throw new Error('no KPI');
	const { status, comparison, reason } = judgeResult(all, material, year, result, target);
	return { status, sum: comparison && toText(roundHalfUp(comparison.actual, 0)), reason };
}

const execute = (sql: string, ...values: (string | number | null)[]) =>
	R.city.database.$client.prepare(sql).run(...values);

/** Another present revision of a year's figure, as it would count. */
function addRevision(year: number, columns: Record<string, number | string | null>) {
	const head = R.city.database.$client
		.prepare(
			`select r.id, r.confirmed_revision revision from result r join indicator i on i.id = r.indicator_id
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`
		)
		.get(C, year) as { id: number; revision: number };
	const row = R.city.database.$client
		.prepare('select * from result_revision where result_id = ? and revision = ?')
		.get(head.id, head.revision) as Record<string, number | string | null>;
	const { id: _id, ...stored } = row;
	const copied = { ...stored, ...columns, revision: head.revision + 10 };
	const names = Object.keys(copied);
	execute(
		`insert into result_revision (${names.join()}) values (${names.map(() => '?').join()})`,
		...Object.values(copied)
	);
	const revision = head.revision + 10;
	execute(
		'update result set current_revision = ?, confirmed_revision = ? where id = ?',
		revision,
		revision,
		head.id
	);
}

/** The series as if its totals had been entered themselves. */
function enterTotals() {
	execute("update indicator set cumulative_entry = 'total' where code = ?", C);
	for (const year of [2022, 2023, 2024, 2025]) {
		const [total] = R.city.column(
			`select v.running_total_digits from result r join indicator i on i.id = r.indicator_id
			join result_revision v on v.result_id = r.id and v.revision = r.confirmed_revision
			where i.code = ? and r.fiscal_year = ? and r.district_id is null`,
			C,
			year
		) as number[];
		addRevision(year, {
			value_digits: total ?? null,
			value_scale: 0,
			running_total_digits: null,
			running_total_scale: null
		});
	}
}

describe('a period total over running totals', () => {
	it('adds up the amounts where amounts are entered', () => {
		expect(judged(measured('141'))).toMatchObject({ sum: '103', status: 'slightly-behind' });
	});

	it('takes what is being entered as it would be stored', () => {
		// 112 and 85 more.
		expect(judged(measured('197'))).toMatchObject({ sum: '159', status: 'achieved' });
	});

	it('takes the differences where totals are entered', () => {
		enterTotals();
		expect(judged(measured('141'))).toMatchObject({ sum: '103', status: 'slightly-behind' });
	});

	it('knows no difference without the total of the year before, and says so', () => {
		enterTotals();
		const gone = {
			value_digits: null,
			value_scale: null,
			running_total_digits: null,
			running_total_scale: null,
			value_state: null,
			missing_reason: 'unknown'
		};
		addRevision(2024, gone);
		const { status, reason } = judged(measured('141'));
		expect([status, reason]).toEqual([
			'none',
			expect.stringContaining('令和6年度、令和7年度（前年度の累計がなく、この年度の分が分かりません）')
		]);
	});

	it('counts no carried value as the amount of the year that shows it', () => {
		addRevision(2024, { carried_from_year: 2023 });
		const { status, reason } = judged(measured('141'));
		expect(status).toBe('none');
		expect(reason).toContain('令和6年度（R5の値の据え置き）の実績が分からない');
	});
});

it('最終評価 holds the sum of the amounts against the total of the period', () => {
	const [id] = R.city.column(
		`select k.id from kpi k join indicator i on i.id = k.indicator_id
		join basic_plan b on b.id = k.basic_plan_id where i.code = ? and b.first_year = 2021`,
		C
	) as number[];
	const [sheet] = readSheets(R.city.database, {
		kpiIds: [id ?? 0],
		years: [2021, 2022, 2023, 2024, 2025],
		namedIn: 2025,
		today: '2026-07-28'
	});
	if (sheet === undefined) throw new Error('no sheet');
	const { evaluation } = finalEntryOf(
		{
			...sheet,
			final: { ...sheet.final, year: 2025, target: { kind: 'value', value: decimal('150') } },
			outlook: { ...sheet.outlook, final: { year: 2025, figure: target.figure } }
		},
		true,
		[]
	);
	expect(evaluation).toMatchObject({ actual: { n: 103n, d: 1n }, verdict: 'not-met' });
});

it('a city file cannot set the total of a period for a level', () => {
	const file = structuredClone(sampleFile(seedCity()));
	const at = file.targets.findIndex(({ kind }) => kind === 'period');
	const kpi = file.kpis.find(({ code }) => code === file.targets[at]?.kpi);
	const of = file.indicators.findIndex(({ code }) => code === kpi?.indicator);
	const check = (accumulation: string) => {
		Object.assign(file.indicators[of] ?? {}, { accumulation });
		return checkCity(Buffer.from(JSON.stringify(file)), '2026-07-28');
	};
	expect(check('annual').name).not.toBe('');
	expect(() => check('level')).toThrow(/水準（level）の指標は/);
});
