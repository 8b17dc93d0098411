import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DatabaseError, type Database } from './client.ts';

/** One migration as drizzle-kit wrote it. */
export interface Migration {
	readonly tag: string;
	readonly sha256: string;
	readonly statements: readonly string[];
}

/** Reads `migrations/` in the order of its journal. */
export function readMigrations(folder: string): Migration[] {
	const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
		entries: { tag: string }[];
	};
	return journal.entries.map(({ tag }) => {
		const body = readFileSync(join(folder, `${tag}.sql`), 'utf8');
		return {
			tag,
			sha256: createHash('sha256').update(body).digest('hex'),
			statements: body.split('--> statement-breakpoint').map((statement) => statement.trim())
		};
	});
}

/**
 * Brings the database to the newest schema, all or nothing. Not drizzle's migrator, for two reasons found by
 * running it: it compares only the newest timestamp, so a migration merged late is skipped silently; and it
 * switches foreign keys off inside the transaction, where that does nothing, so rebuilding a table deletes
 * its child rows. Here every hash is compared, foreign keys are off before the transaction begins, and
 * `foreign_key_check` and the row counts must hold before it commits. A migration that is meant to delete
 * rows names the table in a line `-- rows may go: table`.
 * @throws DatabaseError when the file is newer than this program, a landed migration was changed, or rows would be lost.
 */
export function migrate(
	database: Database,
	migrations: readonly Migration[],
	backupFolder: string,
	now: Date
): void {
	const sqlite = database.$client;
	const pending = pendingMigrations(sqlite, migrations).length;
	if (pending === 0) return;
	if (pending < migrations.length) backUpBeforeMigration(sqlite, backupFolder, now);
	sqlite.pragma('foreign_keys = OFF');
	try {
		sqlite
			.transaction(() => {
				// Asked again: another process may have come first.
				for (const migration of pendingMigrations(sqlite, migrations)) apply(sqlite, migration, now);
				sqlite.pragma(`user_version = ${migrations.length}`);
			})
			.immediate();
	} finally {
		sqlite.pragma('foreign_keys = ON');
	}
}

/**
 * The migrations that have not run yet, oldest first.
 * @throws DatabaseError when the database holds one that this program does not know, or a different text of one.
 */
export function pendingMigrations(sqlite: Sqlite.Database, migrations: readonly Migration[]): Migration[] {
	sqlite.exec(
		'create table if not exists migration (tag text primary key, sha256 text not null, applied_at text not null) strict'
	);
	const applied = sqlite.prepare('select tag, sha256 from migration').all() as {
		tag: string;
		sha256: string;
	}[];
	const known = new Map(migrations.map((migration) => [migration.tag, migration.sha256]));
	for (const { tag, sha256 } of applied) {
		const expected = known.get(tag);
		if (expected === undefined) {
			throw new DatabaseError(
				`データベースがこのプログラムより新しい版（${tag}）で作られています。新しい版のプログラムで起動してください。データには触れていません。`
			);
		}
		if (expected !== sha256) {
			throw new DatabaseError(
				`適用済みの移行 ${tag} の内容が変わっています。配布されたプログラムに戻してください。`
			);
		}
	}
	const done = new Set(applied.map(({ tag }) => tag));
	return migrations.filter(({ tag }) => !done.has(tag));
}

function apply(sqlite: Sqlite.Database, migration: Migration, now: Date): void {
	const before = countRows(sqlite);
	for (const statement of migration.statements) sqlite.exec(statement);
	const broken = sqlite.pragma('foreign_key_check') as unknown[];
	if (broken.length > 0)
		throw new DatabaseError(`移行 ${migration.tag} で参照が ${broken.length} 件壊れるため、取りやめました。`);
	const after = countRows(sqlite);
	for (const [table, count] of before) {
		if ((after.get(table) ?? 0) < count && !mayShrink(migration, table)) {
			throw new DatabaseError(
				`移行 ${migration.tag} で表 ${table} の行が ${count} から ${after.get(table) ?? 0} に減るため、取りやめました。`
			);
		}
	}
	sqlite
		.prepare('insert into migration values (?, ?, ?)')
		.run(migration.tag, migration.sha256, now.toISOString());
}

function mayShrink(migration: Migration, table: string): boolean {
	const leave = `-- rows may go: ${table}`;
	return migration.statements.some((statement) =>
		statement.split(/\r?\n/).some((line) => line.trim() === leave)
	);
}

/** Rows per table. */
function countRows(sqlite: Sqlite.Database): Map<string, number> {
	const tables = sqlite
		.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
		.pluck()
		.all() as string[];
	return new Map(
		tables.map((name) => [name, sqlite.prepare(`select count(*) from "${name}"`).pluck().get() as number])
	);
}

/** A verified copy of the file as it was before the migration. */
function backUpBeforeMigration(sqlite: Sqlite.Database, folder: string, now: Date): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = join(folder, `before-migration-${now.toISOString().replaceAll(/[:.]/g, '-')}.db`);
	sqlite.prepare('vacuum into ?').run(file);
	const copy = new Sqlite(file, { readonly: true });
	try {
		if (copy.pragma('integrity_check', { simple: true }) !== 'ok') {
			throw new DatabaseError(`移行前のバックアップを確かめられませんでした：${file}`);
		}
	} finally {
		copy.close();
	}
}
