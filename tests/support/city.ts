import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Context, Services } from '#lib/server/command.ts';
import type { Config } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { dataPaths } from '#lib/server/db/prepare.ts';
import { account, accountDepartment } from '#lib/server/db/schema/index.ts';
import { auditKey } from '#lib/server/secrets.ts';
import { prepareOrExit } from '../../src/cli/prepare.ts';
import { once } from './once.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A Tuesday in the weeks when departments report the figures of 令和7年度. */
export const NOW = '2026-07-28T14:05:00+09:00';

export const DEMO_PASSWORD = 'michishirube-demo';

/** A city's data folder of its own with the rooms open on it, and a clock that tests set. */
export interface City extends Services {
	readonly dataDir: string;
	readonly file: string;
	/** Somebody signed in under this name, asking from `address`. */
	as(username: string, address?: string): Context;
	/** The operator at the server's command line. */
	operator(): Context;
	setNow(moment: string): void;
	/** Moves the clock on by so many minutes. */
	pass(minutes: number): void;
	/** Another connection to the same file, as another process would have. */
	connectAgain(): Database;
	/** How many commits the rooms announced. */
	commits(): number;
	/** Rows of one column; values are those of SQLite. */
	column(sql: string, ...values: unknown[]): unknown[];
	count(table: string): number;
	close(): void;
}

/** The demo city on a copy of its own: migrated and seeded once per version of the sources. */
export async function demoCity(): Promise<City> {
	return openCity(await demoFolder());
}

/** An installation in production mode on its first day: no plan, no account. */
export async function emptyCity(): Promise<City> {
	return openCity(await prepared('production'));
}

/** A data folder with the demo city, to be copied and never opened itself. */
export function demoFolder(): Promise<string> {
	return prepared('demo');
}

/** A new folder that is removed by `remove`. */
export function temporaryFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'michishirube-test-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The configuration of a server on its own data directory, without a port of its own. */
export function configFor(mode: Config['mode'], dataDir: string): Config {
	return {
		mode,
		port: 0,
		host: '127.0.0.1',
		dataDir,
		origin: null,
		clockStart: mode === 'demo' ? NOW : null
	};
}

function prepared(mode: Config['mode']): Promise<string> {
	return once(`${mode}-${sourcesHash()}`, (folder) => prepareOrExit(configFor(mode, folder), ROOT));
}

function openCity(folder: string): City {
	const { path, remove } = temporaryFolder();
	cpSync(folder, path, { recursive: true });
	const file = dataPaths(path).database;
	const database = openDatabase(file, { mustExist: true });
	const more: Database[] = [];
	let now = new Date(NOW);
	let commits = 0;
	const services: Services = {
		database,
		clock: { now: () => now },
		auditKey: auditKey(path, {}, database),
		committed: () => void (commits += 1)
	};
	return {
		...services,
		dataDir: path,
		file,
		as: (username, address = '10.0.0.1') => ({ ...services, actor: actorNamed(database, username), address }),
		operator: () => ({
			...services,
			actor: { accountId: null, name: 'コマンド（試験）', role: 'operator', departmentIds: [] },
			address: 'local'
		}),
		setNow: (moment) => void (now = new Date(moment)),
		pass: (minutes) => void (now = new Date(now.getTime() + minutes * 60_000)),
		connectAgain: () => {
			const other = openDatabase(file, { mustExist: true });
			more.push(other);
			return other;
		},
		commits: () => commits,
		column: (sql, ...values) =>
			database.$client
				.prepare(sql)
				.pluck()
				.all(...values),
		count: (table) => database.$client.prepare(`select count(*) from "${table}"`).pluck().get() as number,
		close: () => {
			for (const each of [...more, database]) each.$client.close();
			remove();
		}
	};
}

function actorNamed(database: Database, username: string): Actor {
	const row = database.select().from(account).where(eq(account.username, username)).get();
	if (row === undefined) throw new RangeError(`the city has no account ${username}`);
	const departments = database
		.select()
		.from(accountDepartment)
		.where(eq(accountDepartment.accountId, row.id))
		.all();
	return {
		accountId: row.id,
		name: row.displayName,
		role: row.role,
		departmentIds: departments.map(({ departmentId }) => departmentId)
	};
}

/** Changes whenever anything changes that decides what is in a new database. */
function sourcesHash(): string {
	const hash = createHash('sha256');
	for (const folder of [
		'migrations',
		'seed',
		join('src', 'lib', 'domain'),
		join('src', 'lib', 'server'),
		join('src', 'cli')
	]) {
		const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
		for (const name of names
			.filter((each) => /\.(ts|sql|json)$/.test(each) && !each.endsWith('.test.ts'))
			.sort()) {
			hash
				.update(name)
				.update('\0')
				.update(readFileSync(join(ROOT, folder, name)));
		}
	}
	return hash.digest('hex').slice(0, 16);
}
