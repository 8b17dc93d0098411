import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUSES } from '#lib/domain/model.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { migrate, readMigrations } from '#lib/server/db/migrate.ts';
import { judgement, reportingCycle, sealedJudgement } from '#lib/server/db/schema/index.ts';
import { findStaleJudgements } from '#lib/server/judgements/rejudge.ts';
import { loadDemoCity } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-city-'));
let database: Database;

const options = (day: string) => ({
	now: `${day}T05:05:00.000Z`,
	password: 'demo',
	hashPassword: (password: string) => Promise.resolve(`hash of ${password}`)
});

/** Every row of every table, for comparing two states of the database. */
function everything(): Record<string, unknown[]> {
	const tables = database.$client
		.prepare("select name from sqlite_master where type = 'table' order by name")
		.pluck()
		.all() as string[];
	return Object.fromEntries(
		tables.map((name) => [name, database.$client.prepare(`select * from "${name}"`).all()])
	);
}

beforeAll(async () => {
	database = openDatabase(join(folder, 'demo.db'));
	migrate(
		database,
		readMigrations(join(import.meta.dirname, '..', 'migrations')),
		join(folder, 'backups'),
		new Date('2026-07-28T00:00:00Z')
	);
	await loadDemoCity(database, options('2026-07-28'));
}, 60_000);

afterAll(() => {
	database.$client.close();
	rmSync(folder, { recursive: true });
});

describe('loadDemoCity', () => {
	it('closes R3 to R6 with sealed judgements of all 97 KPIs, and leaves R7 open', () => {
		const cycles = database.select().from(reportingCycle).all();
		expect(cycles.filter(({ closedAt }) => closedAt !== null).map(({ fiscalYear }) => fiscalYear)).toEqual([
			2021, 2022, 2023, 2024
		]);
		const perYear = Map.groupBy(
			database.select().from(sealedJudgement).all(),
			({ fiscalYear }) => fiscalYear
		);
		// Two figures of R6 were reported late: each added a judgement.
		expect([...perYear.values()].map((rows) => rows.length)).toEqual([97, 97, 97, 99]);
	});

	it('shows every status, and judgements that agree with their figures', () => {
		const statuses = new Set(
			database
				.select()
				.from(judgement)
				.all()
				.map(({ status }) => status)
		);
		expect([...statuses].sort()).toEqual(Object.keys(STATUSES).sort());
		expect(findStaleJudgements(database)).toEqual([]);
	});

	it('says why wherever a confirmed figure is 遅れ or worse', () => {
		const silent = database.$client
			.prepare(
				`select k.code, j.fiscal_year from judgement j join kpi k on k.id = j.kpi_id
				join result_revision v on v.id = j.result_revision_id
				where j.status in ('behind', 'regressed') and (v.cause = '' or v.issue = '' or v.next_action = '')`
			)
			.all();
		expect(silent).toEqual([]);
	});

	it('keeps the sealed judgement of a figure that was corrected or completed later', () => {
		const bodies = database.$client
			.prepare(
				`select s.result_revision_id sealed, j.result_revision_id current from sealed_judgement s
				join judgement j on j.kpi_id = s.kpi_id and j.fiscal_year = s.fiscal_year
				where s.result_revision_id <> j.result_revision_id`
			)
			.all();
		// One correction (R5), two late reports (R6).
		expect(bodies).toHaveLength(3);
	});

	it('breaks no foreign key', () => {
		expect(database.$client.pragma('foreign_key_check')).toEqual([]);
	});

	it('changes nothing the second time', async () => {
		const before = everything();
		expect(await loadDemoCity(database, options('2026-07-31'))).toEqual({ loaded: false, movedCycles: 0 });
		expect(everything()).toEqual(before);
	});

	it('moves only the open calls when their dates have passed', async () => {
		const before = everything();
		expect(await loadDemoCity(database, options('2026-12-05'))).toEqual({ loaded: false, movedCycles: 2 });
		const after = everything();
		const changed = Object.keys(after).filter(
			(table) => JSON.stringify(after[table]) !== JSON.stringify(before[table])
		);
		expect(changed.sort()).toEqual(['meta', 'reporting_cycle']);
		const open = database
			.select()
			.from(reportingCycle)
			.all()
			.filter(({ closedAt }) => closedAt === null);
		expect(open.map(({ fiscalYear, opensOn, deadline }) => [fiscalYear, opensOn, deadline])).toEqual([
			[2025, '2026-11-05', '2026-12-19'],
			[2026, '2027-01-04', '2027-01-28']
		]);
	});
});
