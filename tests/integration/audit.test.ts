import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setAccountEnabled } from '#lib/server/accounts/commands.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { confirmResults, returnResult } from '#lib/server/results/commands.ts';
import { demoCity, DEMO_PASSWORD, type City } from '#tests/support/city.ts';

let city: City;
beforeEach(async () => {
	city = await demoCity();
	await workForADay();
});
afterEach(() => city.close());

async function workForADay(): Promise<void> {
	await signIn(city, {
		username: 'planner',
		password: DEMO_PASSWORD,
		address: '10.0.0.1',
		userAgent: 'test'
	});
	const version = (code: string) =>
		city.column(
			'select version from result r join indicator i on i.id = r.indicator_id where i.code = ? and fiscal_year = 2025',
			code
		)[0] as number;
	for (const indicatorCode of ['I041', 'I044', 'I071']) {
		await confirmResults(city.as('planner'), [
			{ indicatorCode, fiscalYear: 2025, version: version(indicatorCode) }
		]);
	}
	await returnResult(
		city.as('planner'),
		{ indicatorCode: 'I003', fiscalYear: 2025, version: version('I003') },
		'分母を確かめてください'
	);
	await setAccountEnabled(city.as('admin'), 'viewer', false);
}

const verdict = () => verifyAudit(city.database, city.auditKey);

/** Changes the record as somebody with the file and a database tool could. */
function tamper(sql: string): void {
	const sqlite = city.database.$client;
	sqlite.exec(`drop trigger audit_entry_no_update; drop trigger audit_entry_no_delete; ${sql}`);
}

describe('the audit record', () => {
	it('holds after a day’s work, with who, when, from where, what, before and after', () => {
		expect(verdict()).toEqual({
			ok: true,
			rows: city.count('audit_entry'),
			head: expect.any(String) as string
		});
		expect(city.count('audit_entry')).toBe(7);
		const row = city.database.$client
			.prepare("select * from audit_entry where action = 'result-returned'")
			.get();
		expect(row).toMatchObject({
			at: '2026-07-28T05:05:00.000Z',
			actor: '総合政策課 菊池',
			address: '10.0.0.1',
			entity: 'result',
			entity_id: 'I003/2025',
			before: expect.stringContaining('"submitted"') as string,
			after: expect.stringContaining('分母を確かめてください') as string
		});
	});

	it('does not hold under another key', () => {
		expect(verifyAudit(city.database, randomBytes(32))).toEqual({ ok: false, brokenAt: 1 });
	});

	it.each([
		['at', "'2020-01-01T00:00:00.000Z'"],
		['account_id', '99'],
		['actor', "'somebody else'"],
		['address', "'10.9.9.9'"],
		['action', "'result-saved'"],
		['entity', "'kpi'"],
		['entity_id', "'I099/2025'"],
		['before', "'{}'"],
		['after', 'null'],
		['hmac', "'00'"]
	])('shows a changed %s', (column, value) => {
		tamper(`update audit_entry set ${column} = ${value} where id = 4`);
		expect(verdict()).toEqual({ ok: false, brokenAt: 4 });
	});

	it.each([1, 4])('shows that row %i was removed', (id) => {
		tamper(`delete from audit_entry where id = ${id}`);
		expect(verdict()).toEqual({ ok: false, brokenAt: id + 1 });
	});

	it('shows that a row was removed and the rest moved up', () => {
		tamper('delete from audit_entry where id = 4; update audit_entry set id = id - 1 where id > 4');
		expect(verdict()).toEqual({ ok: false, brokenAt: 4 });
	});

	it('shows that the newest rows were removed', () => {
		tamper('delete from audit_entry where id > 5');
		expect(verdict()).toEqual({ ok: false, brokenAt: 6 });
	});

	it('shows that all rows were removed', () => {
		tamper('delete from audit_entry');
		expect(verdict()).toEqual({ ok: false, brokenAt: 1 });
	});

	it('shows that two rows changed places', () => {
		tamper(
			'update audit_entry set id = 99 where id = 3; update audit_entry set id = 3 where id = 4; update audit_entry set id = 4 where id = 99'
		);
		expect(verdict()).toEqual({ ok: false, brokenAt: 3 });
	});

	it('shows a row that was put in', () => {
		tamper(
			'insert into audit_entry (at, actor, address, action, entity, entity_id, hmac) select at, actor, address, action, entity, entity_id, hmac from audit_entry where id = 2'
		);
		expect(verdict()).toEqual({ ok: false, brokenAt: 8 });
	});
});
