import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { japanDate } from '#lib/domain/fiscal-year.ts';
import type { Config } from '../config.ts';
import { DatabaseError, openDatabase, type Database } from './client.ts';
import { INSTALLED_FROM, adoptStandard, type Adoption } from '../judgements/adopt-standard.ts';
import { migrate, pendingMigrations, readMigrations } from './migrate.ts';
import { meta } from './schema/index.ts';

const MODE_WORDS = { demo: 'デモ（MODE=demo）', production: '実運用（MODE=production）' };

/** Where the data folder keeps what. */
export function dataPaths(dataDir: string): { database: string; backups: string } {
	return { database: join(dataDir, 'michishirube.db'), backups: join(dataDir, 'backups') };
}

/**
 * Opens the city's database ready for use: folder made, schema up to date, mode stamped.
 * Demo and real figures must never share a file, so a file of the other mode is refused in words.
 * @throws DatabaseError
 */
export function prepareDatabase(config: Config, projectRoot: string, now: Date): Database {
	const paths = dataPaths(config.dataDir);
	makeFolder(config.dataDir);
	const database = openDatabase(paths.database);
	try {
		refuseOtherMode(database, config, paths.database);
		migrate(database, readMigrations(join(projectRoot, 'migrations')), paths.backups, now);
		stampMode(database, config);
		if (config.mode === 'production') adoptStandard(database, defaultAdoption(now));
		return database;
	} catch (error) {
		database.$client.close();
		throw error;
	}
}

/**
 * Opens a database that is there and up to date, for the operator's commands: nothing is made, nothing migrated.
 * @throws DatabaseError
 */
export function openExisting(config: Config, projectRoot: string): Database {
	const file = dataPaths(config.dataDir).database;
	const database = openDatabase(file, { mustExist: true });
	try {
		refuseOtherMode(database, config, file);
		if (pendingMigrations(database.$client, readMigrations(join(projectRoot, 'migrations'))).length > 0)
			throw new DatabaseError(
				`データベースがこのプログラムより古い版です：${file}\n先に npm start（サービスの再起動）で新しい版にしてから、もう一度実行してください。データには触れていません。`
			);
		return database;
	} catch (error) {
		database.$client.close();
		throw error;
	}
}

function makeFolder(dataDir: string): void {
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new DatabaseError(
			`データの置き場所に書き込めません：${dataDir}\nDATA_DIR とその権限を確かめてください（${cause}）。`
		);
	}
}

/** Before anything is written: a file of the other mode is neither migrated nor copied. */
function refuseOtherMode({ $client }: Database, config: Config, file: string): void {
	const isNew = $client.prepare("select 1 from sqlite_schema where name = 'meta'").get() === undefined;
	const stamped = isNew
		? undefined
		: $client.prepare("select value from meta where key = 'mode'").pluck().get();
	if (stamped === undefined || stamped === config.mode) return;
	throw new DatabaseError(
		`このデータベースは${MODE_WORDS[stamped as Config['mode']]}で作られています：${file}\n` +
			`${MODE_WORDS[config.mode]}には別の DATA_DIR を指定してください。デモの数値と実際の数値を混ぜないためです。`
	);
}

function stampMode(database: Database, config: Config): void {
	database.insert(meta).values({ key: 'mode', value: config.mode }).onConflictDoNothing().run();
}

/** A real city begins with 標準 for every year it may bring with it, until it adopts a rule of its own. */
function defaultAdoption(now: Date): Adoption {
	return {
		fromYear: INSTALLED_FROM,
		decidedOn: japanDate(now),
		reason: '導入時の初期設定。',
		createdAt: now.toISOString()
	};
}
