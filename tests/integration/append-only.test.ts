import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity, type City } from '#tests/support/city.ts';

let city: City;
beforeAll(async () => void (city = await demoCity()));
afterAll(() => city.close());

const run = (sql: string) => city.database.$client.exec(sql);

/** Tables whose rows say what was. A new one belongs here and needs its two triggers. */
const APPEND_ONLY = [
	'audit_entry',
	'result_revision',
	'result_event',
	'sealed_judgement',
	'edition_snapshot',
	'judgement_rule',
	'rule_adoption',
	'evidence_content',
	'entry_batch_item'
];

/** Tables whose rows are marked as over, but never removed. */
const KEPT = ['correction', 'correction_figure', 'entry_batch', 'evidence_file'];

/** A row for a table that the demo city leaves empty. */
const ROWS: Readonly<Record<string, string>> = {
	audit_entry:
		"insert into audit_entry (at, actor, address, action, entity, entity_id, hmac) values ('', '', '', '', '', '', '')",
	evidence_content: "insert into evidence_content values ('a', x'25')",
	evidence_file:
		"insert into evidence_content values ('b', x'25'); insert into evidence_file (result_id, name, media_type, size, sha256, added_by_name, added_at) values (1, 'a.pdf', 'application/pdf', 1, 'b', '', '')",
	correction:
		"insert into correction (result_id, from_revision, entered_text, reason, state, requested_by_name, requested_at) values (1, 1, '2', '集計の誤り', 'requested', '', '')",
	correction_figure:
		'insert into correction_figure (correction_id, fiscal_year, from_revision, figure_digits, figure_scale) values (1, 2025, 1, 12, 0)',
	entry_batch: "insert into entry_batch (source, account_name, at) values ('paste', '', '')",
	entry_batch_item:
		"insert into entry_batch (source, account_name, at) values ('paste', '', ''); insert into entry_batch_item (batch_id, result_id, revision_before, revision_after) values (1, 1, 0, 1)"
};

const haveRow = (table: string) => {
	if (city.count(table) === 0) run(ROWS[table] ?? '');
};

function refuseRemoval(table: string): void {
	const before = city.count(table);
	expect(before).toBeGreaterThan(0);
	expect(() => run(`delete from "${table}"`)).toThrow(`${table} only grows`);
	expect(() => run(`insert or replace into "${table}" select * from "${table}" limit 1`)).toThrow(
		`${table} only grows`
	);
	expect(city.count(table)).toBe(before);
}

describe.each(APPEND_ONLY)('%s only grows', (table) => {
	const columns = () => city.column('select name from pragma_table_info(?)', table) as string[];

	beforeAll(() => haveRow(table));

	it('refuses changes of any column, with the refusal naming the table', () => {
		for (const column of columns()) {
			expect(() => run(`update "${table}" set "${column}" = "${column}"`), column).toThrow(
				`${table} only grows`
			);
		}
	});

	it('refuses removal, and replacement, which is a removal in disguise', () => refuseRemoval(table));
});

describe.each(KEPT)('%s keeps its rows', (table) => {
	beforeAll(() => haveRow(table));

	it('refuses removal and replacement', () => refuseRemoval(table));
});

it('names every table that is kept from changing', () => {
	const guarded = city.column(
		"select tbl_name from sqlite_schema where type = 'trigger' and name like '%_no_delete' order by 1"
	);
	expect(guarded).toEqual([...APPEND_ONLY, ...KEPT].sort());
});

describe('an adopted edition', () => {
	const ADOPTED = "(select id from edition where state = 'adopted' order by id limit 1)";
	const DRAFT = "(select id from edition where state = 'draft' limit 1)";
	const FROZEN = 'an adopted edition is frozen';

	it.each([
		['a target changed', `update yearly_target set reason = 'x' where edition_id = ${ADOPTED}`],
		[
			'a target moved into it',
			`update yearly_target set edition_id = ${ADOPTED} where edition_id = ${DRAFT}`
		],
		[
			'a target moved out of it',
			`update yearly_target set edition_id = ${DRAFT} where edition_id = ${ADOPTED}`
		],
		['a target removed', `delete from yearly_target where edition_id = ${ADOPTED}`],
		[
			'a target added',
			`insert into yearly_target (edition_id, kpi_id, fiscal_year, kind, is_proposed) values (${ADOPTED}, 1, 2099, 'none', 0)`
		],
		[
			'a target replaced',
			`insert or replace into yearly_target select * from yearly_target where edition_id = ${ADOPTED} limit 1`
		],
		['a KPI removed', `delete from edition_kpi where edition_id = ${ADOPTED}`],
		['a KPI moved', `update edition_kpi set edition_id = ${DRAFT} where edition_id = ${ADOPTED}`],
		['a KPI added', `insert into edition_kpi select ${ADOPTED}, id from kpi`],
		['its day of adoption changed', `update edition set adopted_on = '2020-01-01' where id = ${ADOPTED}`],
		['it made a draft again', `update edition set state = 'draft', adopted_on = null where id = ${ADOPTED}`],
		['it removed', `delete from edition where id = ${ADOPTED}`],
		['it replaced', `insert or replace into edition select * from edition where id = ${ADOPTED}`]
	])('refuses %s', (_what, sql) => {
		const before = ['edition', 'edition_kpi', 'yearly_target'].map((table) => city.count(table));
		expect(() => run(sql)).toThrow(FROZEN);
		expect(['edition', 'edition_kpi', 'yearly_target'].map((table) => city.count(table))).toEqual(before);
	});

	it('leaves a draft open to every change', () => {
		run('savepoint draft');
		expect(
			city.database.$client.prepare(`update yearly_target set reason = 'x' where edition_id = ${DRAFT}`).run()
				.changes
		).toBeGreaterThan(0);
		run(`delete from yearly_target where edition_id = ${DRAFT}`);
		run(`delete from edition_kpi where edition_id = ${DRAFT}`);
		run(`insert into edition_kpi select ${DRAFT}, id from kpi limit 1`);
		run(`update edition set state = 'adopted', adopted_on = '2027-03-19' where id = ${DRAFT}`);
		run('rollback to draft');
		run('release draft');
	});
});
