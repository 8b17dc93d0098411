/** An installation in a folder of its own for one measurement, and the people who ask it. */
import { fiscalYearOf } from '#lib/domain/fiscal-year.ts';
import { startSession } from '#lib/server/accounts/sessions.ts';
import { loadCity } from '#lib/server/city/commands.ts';
import { createClock, todayOf } from '#lib/server/clock.ts';
import type { Services } from '#lib/server/command.ts';
import { account, accountDepartment } from '#lib/server/db/schema/index.ts';
import { listDepartments } from '#lib/server/plan/queries.ts';
import type { CityFile } from '#lib/schemas/city.ts';
import { configFor, ROOT, temporaryFolder } from '#tests/support/city.ts';
import { openServicesOrExit } from '../../src/cli/prepare.ts';
import { FIRST_DEPARTMENT } from './generated-city.ts';
import { elapsedAsync } from './median.ts';

export interface BenchCity {
	readonly services: Services;
	readonly dataDir: string;
	/** The fiscal year that is being reported today. */
	readonly reported: number;
	/** Loads a city file as the operator does; milliseconds. */
	load(city: CityFile): Promise<number>;
	close(): void;
}

export function openBenchCity(): BenchCity {
	const folder = temporaryFolder();
	const services = openServicesOrExit(configFor('production', folder.path), ROOT);
	return {
		services,
		dataDir: folder.path,
		reported: fiscalYearOf(todayOf(createClock(null))) - 1,
		load: (city) => {
			const bytes = new TextEncoder().encode(JSON.stringify(city));
			const actor = { accountId: null, name: 'ベンチ', role: 'operator', departmentIds: [] } as const;
			return elapsedAsync(() => loadCity({ ...services, actor, address: 'local' }, bytes));
		},
		close: () => {
			services.database.$client.close();
			folder.remove();
		}
	};
}

/** An account with an open session; returns the cookie. Editors belong to the first department. */
export function signIn(
	{ database, clock }: Services,
	role: 'planner' | 'editor',
	{ username = role as string, passwordHash = '' } = {}
): string {
	const createdAt = clock.now().toISOString();
	const { id } = database
		.insert(account)
		.values({ username, displayName: username, role, passwordHash, mustChangePassword: false, createdAt })
		.returning({ id: account.id })
		.get();
	const own = listDepartments(database, todayOf(clock)).find(({ code }) => code === FIRST_DEPARTMENT);
	if (role === 'editor' && own !== undefined)
		database.insert(accountDepartment).values({ accountId: id, departmentId: own.id }).run();
	return `michishirube_session=${startSession(database, id, '127.0.0.1', 'bench', clock.now())}`;
}
