import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseError, openDatabase, type Database } from '#lib/server/db/client.ts';
import { migrate, pendingMigrations, readMigrations } from '#lib/server/db/migrate.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { demoCity, NOW, ROOT, temporaryFolder } from '#tests/support/city.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let now: Date;
beforeEach(() => {
	now = new Date(NOW);
	folder = temporaryFolder();
	database = openDatabase(join(folder.path, 'michishirube.db'));
});
afterEach(() => {
	database.$client.close();
	folder.remove();
});

const FIRST = `CREATE TABLE parent (id integer PRIMARY KEY, name text NOT NULL);
--> statement-breakpoint
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent(id) ON DELETE CASCADE);
--> statement-breakpoint
INSERT INTO parent VALUES (1, 'a'), (2, 'b');
--> statement-breakpoint
INSERT INTO child VALUES (10, 1), (11, 1), (12, 2);`;

/** What drizzle-kit writes to change a column: the table is made anew, and the old one dropped. */
const REBUILD = `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parent (id integer PRIMARY KEY, name text NOT NULL, rank integer DEFAULT 0 NOT NULL);
--> statement-breakpoint
INSERT INTO __new_parent (id, name) SELECT id, name FROM parent;
--> statement-breakpoint
DROP TABLE parent;
--> statement-breakpoint
ALTER TABLE __new_parent RENAME TO parent;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

const backups = () => join(folder.path, 'backups');

/** Writes a folder of migrations as drizzle-kit keeps it, in the journal's order, and runs it, a minute after the one before. */
function run(migrations: Record<string, string>): void {
	const written = join(folder.path, 'migrations');
	mkdirSync(join(written, 'meta'), { recursive: true });
	const entries = Object.keys(migrations).map((tag, idx) => ({ idx, tag }));
	writeFileSync(join(written, 'meta', '_journal.json'), JSON.stringify({ entries }));
	for (const [tag, body] of Object.entries(migrations)) writeFileSync(join(written, `${tag}.sql`), body);
	const moment = now;
	now = new Date(now.getTime() + 60_000);
	migrate(database, readMigrations(written), backups(), moment);
}

const rows = (table: string) => database.$client.prepare(`select * from ${table}`).raw().all();
const applied = () => database.$client.prepare('select tag from migration order by tag').pluck().all();

describe('migrating', () => {
	it('keeps the children of a table that is made anew', () => {
		run({ '0000_first': FIRST });
		run({ '0000_first': FIRST, '0001_rank': REBUILD });
		expect(rows('parent')).toEqual([
			[1, 'a', 0],
			[2, 'b', 0]
		]);
		expect(rows('child')).toEqual([
			[10, 1],
			[11, 1],
			[12, 2]
		]);
		expect(database.$client.pragma('foreign_keys', { simple: true })).toBe(1);
		expect(() => database.$client.exec('insert into child values (13, 99)')).toThrow('FOREIGN KEY');
	});

	it('keeps every row of the real city when a table with many children is made anew', async () => {
		const city = await demoCity();
		try {
			const ddl = city.column("select sql from sqlite_schema where name = 'kpi'")[0] as string;
			const body = [
				ddl.replace(/CREATE TABLE [`"]?kpi[`"]?/i, 'CREATE TABLE `__new_kpi`'),
				'INSERT INTO __new_kpi SELECT * FROM kpi',
				'DROP TABLE kpi',
				'ALTER TABLE __new_kpi RENAME TO kpi'
			];
			const before = ['kpi', 'kpi_revision', 'yearly_target', 'judgement', 'sealed_judgement'].map((table) =>
				city.count(table)
			);
			migrate(
				city.database,
				[...readMigrations(join(ROOT, 'migrations')), { tag: '9999_rebuild', sha256: 'x', statements: body }],
				join(city.dataDir, 'backups'),
				new Date(NOW)
			);
			expect(
				['kpi', 'kpi_revision', 'yearly_target', 'judgement', 'sealed_judgement'].map((table) =>
					city.count(table)
				)
			).toEqual(before);
			expect(city.database.$client.pragma('foreign_key_check')).toEqual([]);
		} finally {
			city.close();
		}
	});

	it('applies one that was merged late, although a newer one ran before', () => {
		run({ '0000_first': FIRST, '0002_newer': 'CREATE TABLE newer (id integer);' });
		run({
			'0000_first': FIRST,
			'0001_late': 'CREATE TABLE late (id integer);',
			'0002_newer': 'CREATE TABLE newer (id integer);'
		});
		expect(applied()).toEqual(['0000_first', '0001_late', '0002_newer']);
		expect(rows('late')).toEqual([]);
	});

	it('refuses to lose rows unless the migration says that it means to', () => {
		run({ '0000_first': FIRST });
		const loss = 'DELETE FROM child WHERE id = 12;';
		expect(() => run({ '0000_first': FIRST, '0001_loss': loss })).toThrow('表 child の行が 3 から 2 に減る');
		expect(rows('child')).toHaveLength(3);
		expect(() => run({ '0000_first': FIRST, '0001_loss': `-- rows may go: parent\n${loss}` })).toThrow(
			DatabaseError
		);
		run({ '0000_first': FIRST, '0001_loss': `-- rows may go: child\n${loss}` });
		expect(rows('child')).toHaveLength(2);
	});

	it('does not take one table’s leave to shrink for another whose name begins alike', () => {
		const tables =
			'CREATE TABLE kpi (id integer); --> statement-breakpoint\nCREATE TABLE kpi_revision (id integer); --> statement-breakpoint\nINSERT INTO kpi VALUES (1);';
		run({ '0000_first': tables });
		expect(() =>
			run({ '0000_first': tables, '0001_loss': '-- rows may go: kpi_revision\nDELETE FROM kpi;' })
		).toThrow('表 kpi の行');
		expect(rows('kpi')).toHaveLength(1);
	});

	it('refuses a dropped table with rows in it', () => {
		run({ '0000_first': FIRST });
		expect(() => run({ '0000_first': FIRST, '0001_drop': 'DROP TABLE child;' })).toThrow(
			'表 child の行が 3 から 0 に減る'
		);
		expect(rows('child')).toHaveLength(3);
	});

	it('refuses a migration that breaks a reference', () => {
		run({ '0000_first': FIRST });
		expect(() =>
			run({ '0000_first': FIRST, '0001_orphan': 'UPDATE child SET parent_id = 99 WHERE id = 10;' })
		).toThrow('参照が 1 件壊れる');
		expect(rows('child')[0]).toEqual([10, 1]);
	});

	it('applies all of what is pending or nothing', () => {
		run({ '0000_first': FIRST });
		const good = 'CREATE TABLE good (id integer);';
		expect(() => run({ '0000_first': FIRST, '0001_good': good, '0002_bad': 'CREATE TABLE;' })).toThrow();
		expect(applied()).toEqual(['0000_first']);
		expect(() => rows('good')).toThrow('no such table');
		expect(database.$client.pragma('foreign_keys', { simple: true })).toBe(1);
		expect(database.$client.pragma('user_version', { simple: true })).toBe(1);
	});

	it('first copies the file as it was, and the copy opens', () => {
		run({ '0000_first': FIRST });
		expect(() => readdirSync(backups())).toThrow();
		run({ '0000_first': FIRST, '0001_rank': REBUILD });
		const [copy, ...more] = readdirSync(backups());
		expect([copy, more]).toEqual(['before-migration-2026-07-28T05-06-00-000Z.db', []]);
		const saved = new Sqlite(join(backups(), copy ?? ''), { readonly: true });
		expect(saved.pragma('integrity_check', { simple: true })).toBe('ok');
		expect(saved.prepare('select tag from migration').pluck().all()).toEqual(['0000_first']);
		expect(saved.prepare('select count(*) from child').pluck().get()).toBe(3);
		saved.close();
		// The copy can be put back: it is this product's file.
		openDatabase(join(backups(), copy ?? ''), { mustExist: true }).$client.close();
	});

	it('does nothing, not even a copy, when nothing is pending', () => {
		run({ '0000_first': FIRST });
		run({ '0000_first': FIRST });
		expect(() => readdirSync(backups())).toThrow();
	});

	it('refuses a newer file and a changed migration', () => {
		run({ '0000_first': FIRST, '0001_rank': REBUILD });
		expect(() => run({ '0000_first': FIRST })).toThrow('新しい版（0001_rank）');
		expect(() => run({ '0000_first': FIRST, '0001_rank': `${REBUILD}\n` })).toThrow(
			'0001_rank の内容が変わっています'
		);
	});
});

describe('the landed migrations', () => {
	const tables = Object.values(schema as Record<string, unknown>).filter((each) => is(each, SQLiteTable));

	beforeEach(() => migrate(database, readMigrations(join(ROOT, 'migrations')), backups(), new Date(NOW)));

	it('are all in the journal', () => {
		const files = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.sql'));
		expect(readMigrations(join(ROOT, 'migrations')).map(({ tag }) => `${tag}.sql`)).toEqual(files.sort());
		expect(pendingMigrations(database.$client, readMigrations(join(ROOT, 'migrations')))).toEqual([]);
	});

	it('make the tables of the schema and no others', () => {
		const made = database.$client
			.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
			.pluck()
			.all();
		expect((made as string[]).sort()).toEqual(
			[...tables.map((table) => getTableName(table)), 'migration'].sort()
		);
	});

	it.each(tables.map((table) => [getTableName(table), table] as const))(
		'make %s as the schema describes it',
		(name, table) => {
			const { columns, indexes, foreignKeys, checks, uniqueConstraints, primaryKeys } = getTableConfig(table);
			interface Column {
				name: string;
				type: string;
				notnull: number;
				pk: number;
			}
			const made = database.$client.prepare('select * from pragma_table_info(?)').all(name) as Column[];
			expect(
				made.map(({ name: column, type, notnull }) => [column, type.toLowerCase(), notnull === 1])
			).toEqual(columns.map((column) => [column.name, column.getSQLType(), column.notNull]));
			expect(
				made
					.filter(({ pk }) => pk > 0)
					.map((column) => column.name)
					.sort()
			).toEqual(
				[...columns.filter((column) => column.primary), ...primaryKeys.flatMap((key) => key.columns)]
					.map((column) => column.name)
					.sort()
			);
			const references = database.$client
				.prepare('select count(distinct id) from pragma_foreign_key_list(?)')
				.pluck()
				.get(name);
			expect(references).toBe(foreignKeys.length);
			const ddl = String(
				database.$client.prepare('select sql from sqlite_schema where name = ?').pluck().get(name)
			);
			expect([...ddl.matchAll(/CONSTRAINT "(\w+)" CHECK/g)].map((match) => match[1]).sort()).toEqual(
				checks.map((check) => check.name).sort()
			);
			const listed = database.$client
				.prepare("select name from pragma_index_list(?) where origin = 'c' order by 1")
				.pluck()
				.all(name);
			const uniqueColumns = columns.filter((column) => column.isUnique).map((column) => column.uniqueName);
			expect(listed).toEqual(
				[
					...indexes.map((index) => index.config.name),
					...uniqueConstraints.map((unique) => unique.getName()),
					...uniqueColumns
				].sort()
			);
		}
	);
});
