import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '#lib/server/accounts/commands.ts';
import { APPLICATION_ID, CONNECTION_SETTINGS, DatabaseError, openDatabase } from '#lib/server/db/client.ts';
import { readMigrations } from '#lib/server/db/migrate.ts';
import { dataPaths, prepareDatabase } from '#lib/server/db/prepare.ts';
import { auditKey } from '#lib/server/secrets.ts';
import { configFor, demoCity, demoFolder, NOW, ROOT, temporaryFolder } from '#tests/support/city.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
	folder = temporaryFolder();
	file = dataPaths(folder.path).database;
});
afterEach(() => folder.remove());

const prepare = (mode: 'demo' | 'production' = 'demo', dataDir = folder.path) =>
	prepareDatabase(configFor(mode, dataDir), ROOT, new Date(NOW));

const putDemoCity = async () => copyFileSync(dataPaths(await demoFolder()).database, file);

/** Asserts that opening ends in words for the operator, and leaves the file byte for byte as it was. */
function expectUntouched(words: string, open: () => unknown = () => prepare()): void {
	const before = readFileSync(file);
	let refusal: unknown;
	try {
		open();
	} catch (error) {
		refusal = error;
	}
	expect(refusal).toBeInstanceOf(DatabaseError);
	expect((refusal as Error).message).toContain(words);
	expect(readFileSync(file).equals(before)).toBe(true);
}

describe('opening the database', () => {
	it('sets every setting and reads it back, also on a file opened again', () => {
		prepare().$client.close();
		for (const open of [() => openDatabase(file, { mustExist: true }), () => prepare()]) {
			const sqlite = open().$client;
			const values = Object.fromEntries(
				CONNECTION_SETTINGS.map(([name]) => [name, sqlite.pragma(name, { simple: true })])
			);
			expect(values).toEqual({
				busy_timeout: 250,
				journal_mode: 'wal',
				synchronous: 2,
				foreign_keys: 1,
				recursive_triggers: 1
			});
			expect(sqlite.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
			expect(sqlite.pragma('user_version', { simple: true })).toBe(
				readMigrations(join(ROOT, 'migrations')).length
			);
			sqlite.close();
		}
	});

	it('would lose them without being told each time', () => {
		prepare().$client.close();
		const bare = new Sqlite(file);
		expect(bare.pragma('recursive_triggers', { simple: true })).toBe(0);
		bare.close();
	});

	it('does not make a file where one must be', () => {
		expect(() => openDatabase(file, { mustExist: true })).toThrow('データベースがありません');
		expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
	});

	it('refuses an empty file, which a failed copy leaves behind', () => {
		writeFileSync(file, '');
		expectUntouched('空（0バイト）');
	});

	it('refuses the database of another program', () => {
		const other = new Sqlite(file);
		other.exec('create table notes (text)');
		other.close();
		expectUntouched('みちしるべのデータベースではありません');
	});

	it('refuses what is no database at all', () => {
		writeFileSync(file, 'これはテキストファイルです。'.repeat(200));
		expectUntouched('みちしるべのデータベースではありません');
	});

	it('refuses a file that was cut off in its header', async () => {
		await putDemoCity();
		writeFileSync(file, readFileSync(file).subarray(0, 50));
		expectUntouched('みちしるべのデータベースではありません');
	});

	it('refuses the file of a newer program', async () => {
		await putDemoCity();
		const newer = new Sqlite(file);
		newer.exec("insert into migration values ('0099_later', 'x', '2027-01-01T00:00:00.000Z')");
		newer.close();
		expectUntouched('新しい版（0099_later）');
	});

	it('refuses a landed migration whose text was changed', async () => {
		await putDemoCity();
		const changed = new Sqlite(file);
		changed.exec("update migration set sha256 = 'x' where tag = '0000_foundation'");
		changed.close();
		expectUntouched('0000_foundation の内容が変わっています');
	});

	it('keeps demo and production apart', async () => {
		await putDemoCity();
		expectUntouched('デモ（MODE=demo）で作られています', () => prepare('production'));
		const other = temporaryFolder();
		prepare('production', other.path).$client.close();
		expect(() => prepare('demo', other.path)).toThrow('実運用（MODE=production）で作られています');
		prepare('production', other.path).$client.close();
		other.remove();
	});

	it('refuses the other mode before it migrates, and without a backup of it', async () => {
		await putDemoCity();
		const older = new Sqlite(file);
		older.exec("delete from migration where tag = '0001_append-only'");
		older.close();
		expectUntouched('デモ（MODE=demo）で作られています', () => prepare('production'));
		expect(statSync(dataPaths(folder.path).backups, { throwIfNoEntry: false })).toBeUndefined();
	});

	it('says which folder cannot be written', () => {
		const blocked = join(folder.path, 'blocked');
		writeFileSync(blocked, 'a file where the folder should be');
		for (const dataDir of [blocked, join(blocked, 'below')]) {
			expect(() => prepare('demo', dataDir)).toThrow(`データの置き場所に書き込めません：${dataDir}`);
		}
	});

	it('closes the file again when it refuses', () => {
		prepare('production').$client.close();
		expect(() => prepare('demo')).toThrow(DatabaseError);
		// A connection left open would keep its log beside the file.
		expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
	});

	it('reads on while the key, the folder and the database are for their owner only', () => {
		const path = join(folder.path, 'new', 'data');
		const database = prepare('production', path);
		const key = auditKey(path, {}, database);
		expect(key).toHaveLength(32);
		expect(auditKey(path, {}, database).equals(key)).toBe(true);
		for (const name of readdirSync(path).filter((each) => each !== 'backups'))
			expect([name, statSync(join(path, name)).mode & 0o777]).toEqual([name, 0o600]);
		database.$client.close();
		expect(statSync(join(folder.path, 'new', 'data')).mode & 0o077).toBe(0);
	});

	it('takes the audit key from the file that is named', () => {
		mkdirSync(join(folder.path, 'secrets'));
		const named = join(folder.path, 'secrets', 'key');
		writeFileSync(named, `${'ab'.repeat(32)}\n`);
		const database = prepare('production');
		expect(auditKey(folder.path, { AUDIT_KEY_FILE: named }, database).toString('hex')).toBe('ab'.repeat(32));
		database.$client.close();
	});

	it.each([
		['', 'an empty file'],
		['zz-a-good-secret', 'a word'],
		['ab'.repeat(31), 'too few bytes'],
		[`${'ab'.repeat(32)}c`, 'half a byte'],
		[Buffer.from('ab'.repeat(32)).toString('base64'), 'base64']
	])('refuses %j as audit key: %s would be a weak one, or none', (text) => {
		const named = join(folder.path, 'weak');
		writeFileSync(named, text);
		const database = prepare('production');
		expect(() => auditKey(folder.path, { AUDIT_KEY_FILE: named }, database)).toThrow(/16進数で64桁以上/);
		database.$client.close();
	});

	const newcomer = {
		username: 'kikuchi',
		displayName: '総合政策課 菊池',
		role: 'planner',
		departmentCodes: [],
		password: null
	} as const;

	it('makes no new audit key for a record that was begun with another', async () => {
		const city = await demoCity();
		await addAccount(city.operator(), newcomer);
		rmSync(join(city.dataDir, 'audit.key'));
		expect(() => auditKey(city.dataDir, {}, city.database)).toThrow(/保管してある鍵/);
		city.close();
	});
});

describe('several connections', () => {
	it('read while one writes', async () => {
		const city = await demoCity();
		const other = city.connectAgain().$client;
		other.exec("begin immediate; update meta set number = number + 1 where key = 'change-counter'");
		expect(city.count('kpi')).toBeGreaterThan(90);
		other.exec('rollback');
		city.close();
	});
});
