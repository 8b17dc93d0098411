import { chmodSync, closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import Sqlite from 'better-sqlite3';

export type Database = BetterSQLite3Database & { $client: Sqlite.Database };

/** The file cannot be opened as this product's database; the message tells the operator what to do. */
export class DatabaseError extends Error {}

/** Marks the file as Michishirube's ("MICH"). */
export const APPLICATION_ID = 0x4d494348;

/** Longest wait of the serving connection for another writer; retries beyond it are asynchronous. */
const BUSY_TIMEOUT_MS = 250;

const MAGIC = 'SQLite format 3\0';

/**
 * Opens or creates the database and makes sure that every connection setting took effect.
 * A WAL database reopens with `synchronous=NORMAL`, so each is set and read back at every open (R1).
 * @throws DatabaseError for a zero-byte, foreign or unreadable file, or when a setting does not hold.
 */
export function openDatabase(file: string, options: { mustExist?: boolean } = {}): Database {
	const exists = existsSync(file);
	if (!exists && options.mustExist) {
		throw new DatabaseError(
			`データベースがありません：${file}\nDATA_DIR を確かめるか、npm start で作ってください。`
		);
	}
	if (exists) refuseForeignFile(file);
	const sqlite = new Sqlite(file);
	try {
		// Password hashes and figures held back are in it; its log files take the same mode.
		if (!exists) chmodSync(file, 0o600);
		if (!exists) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
		configure(sqlite, file);
		return drizzle({ client: sqlite });
	} catch (error) {
		sqlite.close();
		throw error;
	}
}

/** Settings that a connection must have, as `PRAGMA name` reads them back. */
export const CONNECTION_SETTINGS: readonly [name: string, set: string, expected: string | number][] = [
	['busy_timeout', String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS],
	['journal_mode', 'WAL', 'wal'],
	['synchronous', 'FULL', 2],
	['foreign_keys', 'ON', 1],
	['recursive_triggers', 'ON', 1]
];

function configure(sqlite: Sqlite.Database, file: string): void {
	for (const [name, set, expected] of CONNECTION_SETTINGS) {
		sqlite.pragma(`${name} = ${set}`);
		const actual = sqlite.pragma(name, { simple: true });
		if (actual !== expected) {
			throw new DatabaseError(
				`データベースの設定 ${name} を ${set} にできません（現在 ${String(actual)}）：${file}`
			);
		}
	}
	const applicationId = sqlite.pragma('application_id', { simple: true });
	if (applicationId !== APPLICATION_ID) {
		throw new DatabaseError(
			`みちしるべのデータベースではありません：${file}\nDATA_DIR が別のシステムの場所を指していないか確かめてください。ファイルには触れていません。`
		);
	}
}

function refuseForeignFile(file: string): void {
	if (statSync(file).size === 0) {
		throw new DatabaseError(
			`データベースファイルが空（0バイト）です：${file}\nバックアップから戻してください。新しく始める場合は、このファイルを別の場所へ移してから起動してください。`
		);
	}
	const header = Buffer.alloc(72);
	const handle = openSync(file, 'r');
	try {
		readSync(handle, header, 0, header.length, 0);
	} finally {
		closeSync(handle);
	}
	if (header.toString('latin1', 0, MAGIC.length) !== MAGIC || header.readUInt32BE(68) !== APPLICATION_ID) {
		throw new DatabaseError(
			`みちしるべのデータベースではありません：${file}\nDATA_DIR が別のシステムの場所を指していないか確かめてください。ファイルには触れていません。`
		);
	}
}
