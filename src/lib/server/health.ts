import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freeSpace, type App } from './app.ts';
import { dataPaths } from './db/prepare.ts';
import { readChangeCounter } from './live/changes.ts';

const NEEDED_BYTES = 200 * 1024 * 1024;
const BACKUP_MAX_HOURS = 50;

export interface Readiness {
	readonly ready: boolean;
	readonly checks: {
		readonly database: 'ok' | 'failed';
		readonly disk: 'ok' | 'low';
		/** `none` on an installation that has made no backup yet, which is no failure. */
		readonly backup: 'ok' | 'old' | 'none';
	};
}

/** Whether the database answers, the disk has room, and the last backup, once there is one, is recent. */
export function checkReadiness(app: App): Readiness {
	const checks = { database: database(app), disk: disk(app), backup: backup(app) } as const;
	return { ready: checks.database === 'ok' && checks.disk === 'ok' && checks.backup !== 'old', checks };
}

function database({ database }: App): 'ok' | 'failed' {
	try {
		readChangeCounter(database);
		return 'ok';
	} catch {
		return 'failed';
	}
}

function disk({ config }: App): 'ok' | 'low' {
	return freeSpace(config) >= NEEDED_BYTES ? 'ok' : 'low';
}

function backup({ config, clock }: App): 'ok' | 'old' | 'none' {
	const { backups } = dataPaths(config.dataDir);
	const times = existsSync(backups)
		? readdirSync(backups)
				.filter((name) => name.startsWith('daily-') && name.endsWith('.db'))
				.map((name) => statSync(join(backups, name)).mtimeMs)
		: [];
	if (times.length === 0) return 'none';
	return clock.now().getTime() - Math.max(...times) <= BACKUP_MAX_HOURS * 3_600_000 ? 'ok' : 'old';
}
