import { statfsSync } from 'node:fs';
import type { Actor } from '#lib/domain/permissions.ts';
import { createClock } from './clock.ts';
import type { Context, Services } from './command.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase } from './db/client.ts';
import { dataPaths } from './db/prepare.ts';
import { createChangeFeed, type ChangeFeed } from './live/changes.ts';
import { auditKey } from './secrets.ts';

/** The running application: opened once in the server's `init`, closed at shutdown. */
export interface App extends Services {
	readonly config: Config;
	readonly changes: ChangeFeed;
}

let running: App | undefined;

/** Opens the database that `prepareDatabase` made ready, and everything that stays open with it. */
export function openApp(environment: Record<string, string | undefined>): App {
	const config = readConfig(environment);
	const database = openDatabase(dataPaths(config.dataDir).database, { mustExist: true });
	const changes = createChangeFeed(database);
	running = {
		config,
		database,
		clock: createClock(config.clockStart),
		auditKey: auditKey(config.dataDir, environment, database),
		changes,
		committed: () => changes.check()
	};
	return running;
}

/** The running application. */
export function app(): App {
	if (running === undefined) throw new Error('the application is not open');
	return running;
}

/** Ends open streams at once, so that the server can finish; the database stays for requests under way. */
export function closeStreams(): void {
	running?.changes.close();
}

/** Writes the log back into the database file and closes it. */
export function closeApp(): void {
	if (running === undefined) return;
	running.database.$client.pragma('wal_checkpoint(TRUNCATE)');
	running.database.$client.close();
	running = undefined;
}

/** The services together with who asks. */
export function contextOf(actor: Actor, address: string): Context {
	return { ...app(), actor, address };
}

/** Free space of the data folder in bytes. */
export function freeSpace(config: Config): number {
	const { bavail, bsize } = statfsSync(config.dataDir);
	return bavail * bsize;
}
