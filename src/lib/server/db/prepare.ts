import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { DatabaseError, openDatabase, type Database } from './client.ts';
import { migrate, readMigrations } from './migrate.ts';
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
		migrate(database, readMigrations(join(projectRoot, 'migrations')), paths.backups, now);
		stampMode(database, config, paths.database);
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
		throw new DatabaseError(`データの置き場所に書き込めません：${dataDir}\nDATA_DIR とその権限を確かめてください（${cause}）。`);
	}
}

function stampMode(database: Database, config: Config, file: string): void {
	const stamped = database.select({ value: meta.value }).from(meta).where(eq(meta.key, 'mode')).get()?.value;
	if (stamped === undefined) {
		database.insert(meta).values({ key: 'mode', value: config.mode }).run();
	} else if (stamped !== config.mode) {
		throw new DatabaseError(
			`このデータベースは${MODE_WORDS[stamped as Config['mode']]}で作られています：${file}\n` +
				`${MODE_WORDS[config.mode]}には別の DATA_DIR を指定してください。デモの数値と実際の数値を混ぜないためです。`
		);
	}
}
