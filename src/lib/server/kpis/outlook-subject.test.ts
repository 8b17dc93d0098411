/** What the outlook is fed with, from the demo city's confirmed results. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity, type City } from '#tests/support/city.ts';
import type { KpiMaterial, StoredResult } from '../judgements/material.ts';
import { readMaterial } from '../judgements/read-material.ts';
import { findKpi } from './find.ts';
import { outlookSubjectOf, readBreaks } from './outlook-subject.ts';

let city: City;

beforeAll(async () => {
	city = await demoCity();
}, 60_000);

afterAll(() => city.close());

type Confirmed = NonNullable<StoredResult['confirmed']>;

/** The subject of a KPI, with the confirmed revision of one year changed. */
function subjectOf(code: string, year: number, change: Partial<Confirmed> | null = {}) {
	const all = readMaterial(city.database, [findKpi(city.database, code).id]);
	const material = [...all.kpis.values()][0];
	const stored = material?.results.get(year);
	const revision = material?.revisions.at(-1);
	if (!material || !stored?.confirmed || !revision) throw new RangeError(`${code} ${year}`);
	const confirmed = change && { ...stored.confirmed, ...change };
	const changed: KpiMaterial = {
		...material,
		results: new Map([...material.results, [year, { ...stored, confirmed }]])
	};
	return outlookSubjectOf(all, changed, revision, []);
}
const years = (subject: ReturnType<typeof subjectOf>) => subject.values.map(({ year }) => year);

describe('outlookSubjectOf', () => {
	it('takes confirmed values only, also of years before the plan, and no forecast', () => {
		expect(years(subjectOf('Z022', 2025))).toEqual([2019, 2021, 2022, 2023, 2024, 2025]);
		expect(years(subjectOf('Z022', 2025, null))).not.toContain(2025);
		expect(years(subjectOf('Z022', 2025, { valueState: 'forecast' }))).not.toContain(2025);
		expect(years(subjectOf('Z022', 2025, { valueState: 'preliminary' }))).toContain(2025);
	});

	it('says of a carried value where it comes from', () => {
		expect(subjectOf('Z007', 2024).values.find(({ year }) => year === 2024)?.carriedFrom).toBe(2023);
		expect(subjectOf('Z007', 2023).values.find(({ year }) => year === 2023)?.carriedFrom).toBeNull();
	});

	it('knows the total of a period, the bounds of a range, and the limits', () => {
		expect(subjectOf('Z071', 2024).final?.figure.kind).toBe('period');
		expect(subjectOf('Z015', 2024).final?.figure.kind).toBe('range');
		expect(subjectOf('Z022', 2024)).toMatchObject({
			limits: { low: { digits: 0n }, high: { digits: 100n } },
			final: { year: 2028, figure: { kind: 'value', value: { n: 50n, d: 1n } } }
		});
	});
});

describe('readBreaks', () => {
	it('finds no break where no definition changed, and the first year under the edition that changed it', () => {
		const { id, indicatorId } = findKpi(city.database, 'Z042');
		expect(readBreaks(city.database, undefined).has(indicatorId)).toBe(false);
		const from = city.column(
			`select e.first_year from kpi_revision r join edition e on e.id = r.from_edition_id where r.kpi_id = ?`,
			id
		);
		city.database.$client.exec(
			`update kpi_revision set breaks_series = 1 where kpi_id = ${id} and revision = 2`
		);
		expect(readBreaks(city.database, undefined).get(indicatorId)).toEqual(from);
		expect(readBreaks(city.database, [id]).get(indicatorId)).toEqual(from);
		expect(readBreaks(city.database, [findKpi(city.database, 'Z022').id]).size).toBe(0);
	});
});
