import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity as cityData } from '#seed/city/index.ts';
import { loadDemoCity } from '#seed/load.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { readEntryItems } from '#lib/server/results/entry-items.ts';
import { listOpenCycles, lockReason } from '#lib/server/results/locks.ts';
import { demoCity, emptyCity, type City } from '#tests/support/city.ts';

let city: City;
beforeAll(async () => void (city = await demoCity()));
afterAll(() => city.close());

describe('the demo city', () => {
	it('keeps every adopted edition whole, with a hash that fits', () => {
		const editions = city.database.$client
			.prepare(
				`select e.first_year firstYear, e.revision, s.body, s.sha256,
					(select count(*) from edition_kpi where edition_id = e.id) kpis
				from edition e left join edition_snapshot s on s.edition_id = e.id where e.state = 'adopted'`
			)
			.all() as { firstYear: number; revision: number; body: string | null; sha256: string; kpis: number }[];
		expect(editions.length).toBe(cityData().editions.filter(({ state }) => state === 'adopted').length);
		for (const { body, sha256, kpis, firstYear } of editions) {
			expect(body, String(firstYear)).not.toBeNull();
			expect(
				createHash('sha256')
					.update(body ?? '')
					.digest('hex')
			).toBe(sha256);
			const snapshot = JSON.parse(body ?? '{}') as Record<string, unknown>;
			for (const part of ['basicPlans', 'tree', 'kpis', 'revisions', 'targets', 'projects']) {
				expect(Array.isArray(snapshot[part]) && snapshot[part].length > 0, `${firstYear}: ${part}`).toBe(
					true
				);
			}
			expect((snapshot['kpis'] as unknown[]).length).toBe(kpis);
		}
	});

	it('has sealed the closed years with what the rule says, where no figure came later', () => {
		const differing = city.column(
			`select s.id from sealed_judgement s join judgement j on j.kpi_id = s.kpi_id and j.fiscal_year = s.fiscal_year
			where s.result_revision_id is j.result_revision_id and s.body <> j.body`
		);
		expect(differing).toEqual([]);
		expect(city.column('select distinct fiscal_year from sealed_judgement order by 1')).toEqual([
			2021, 2022, 2023, 2024
		]);
	});

	it('lets figures of the year that is open be entered, and of no other', () => {
		expect(listOpenCycles(city.database, '2026-07-28').map(({ fiscalYear }) => fiscalYear)).toEqual([2025]);
		expect(lockReason(city.database, 2025, '2026-07-28')).toBeNull();
		expect(
			readEntryItems(city.as('planner'), 2025, {}).every(({ holders }) =>
				holders.some(({ role }) => role === 'lead')
			)
		).toBe(true);
	});

	it('is open on whatever day it is started again', async () => {
		const later = await demoCity();
		try {
			later.setNow('2027-02-03T09:00:00+09:00');
			const options = {
				now: '2027-02-03T00:00:00.000Z',
				password: 'unused',
				hashPassword: () => Promise.reject(new Error('hashed again'))
			};
			expect((await loadDemoCity(later.database, options)).loaded).toBe(false);
			expect(lockReason(later.database, 2025, '2027-02-03')).toBeNull();
			expect(await loadDemoCity(later.database, options)).toEqual({ loaded: false, movedCycles: 0 });
		} finally {
			later.close();
		}
	});

	it('gives its accounts to the demo only, and marks them', async () => {
		expect(city.column('select distinct is_sample from account')).toEqual([1]);
		const empty = await emptyCity();
		expect(['account', 'plan', 'kpi', 'result', 'edition'].map((table) => empty.count(table))).toEqual([
			0, 0, 0, 0, 0
		]);
		expect(verifyAudit(empty.database, empty.auditKey)).toMatchObject({ ok: true, rows: 0 });
		empty.close();
	});
});
