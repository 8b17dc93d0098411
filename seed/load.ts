/**
 * Loads the demo city (MODE=demo) into an empty, migrated database: all of it or nothing, in one transaction.
 * A second run finds the plan and changes nothing, except that calls for figures whose dates have passed follow
 * the given day.
 */
import { eq } from 'drizzle-orm';
import { japanDate } from '#lib/domain/fiscal-year.ts';
import type { Database } from '#lib/server/db/client.ts';
import { plan } from '#lib/server/db/schema/index.ts';
import { writeTransaction } from '#lib/server/db/transaction.ts';
import { adoptStandard } from '#lib/server/judgements/adopt-standard.ts';
import { writeCity } from '#lib/server/city/write/city.ts';
import { idOf, momentOn } from '#lib/server/city/write/context.ts';
import { bumpChangeCounter } from '#lib/server/live/changes.ts';
import { fileOf } from './city-file.ts';
import { demoCity, type DemoCity } from './city/index.ts';
import { loadAccounts } from './load/accounts.ts';
import { loadCorrections } from './load/corrections.ts';
import { datesOn, followToday } from './load/cycles.ts';
import { recordsOf } from './load/records.ts';

export interface DemoOptions {
	/** The moment of loading, ISO. */
	readonly now: string;
	/** The password of every demo account; never used outside the demo. */
	readonly password: string;
	readonly hashPassword: (password: string) => Promise<string>;
	/** Stores the snapshot of an adopted edition, inside the transaction, when everything is written. */
	readonly freezeEdition?: (database: Database, editionId: number) => void;
}

export interface DemoOutcome {
	/** False when the city was there already. */
	readonly loaded: boolean;
	/** Calls for figures whose dates were moved to the day of loading. */
	readonly movedCycles: number;
}

/** @throws RangeError when the data contradict themselves; nothing is written then */
export async function loadDemoCity(database: Database, options: DemoOptions): Promise<DemoOutcome> {
	const city = demoCity();
	const isLoaded = () =>
		database.select({ id: plan.id }).from(plan).where(eq(plan.code, city.plan.code)).get() !== undefined;
	const passwordHash = isLoaded() ? '' : await options.hashPassword(options.password);
	return writeTransaction(database, () => {
		if (isLoaded()) {
			const movedCycles = followToday(database, city.cycles, japanDate(options.now));
			if (movedCycles > 0) bumpChangeCounter(database);
			return { loaded: false, movedCycles };
		}
		load(database, city, passwordHash, options);
		bumpChangeCounter(database);
		return { loaded: true, movedCycles: 0 };
	});
}

function load(database: Database, city: DemoCity, passwordHash: string, options: DemoOptions): void {
	const { now, freezeEdition = () => undefined } = options;
	const createdAt = momentOn({ now }, null);
	adoptStandard(database, {
		fromYear: city.plan.firstYear,
		decidedOn: '2021-03-19',
		reason: '基本計画の策定に合わせて定めた。',
		createdAt
	});
	let accountIds: ReadonlyMap<string, number> = new Map();
	const file = fileOf(city);
	const cycles = file.cycles.map((cycle) =>
		cycle.closedOn === null ? { ...cycle, ...datesOn(cycle, japanDate(now)) } : cycle
	);
	writeCity(
		database,
		{ ...file, cycles },
		{
			now,
			records: ({ department }) => {
				accountIds = loadAccounts(database, city.accounts, department, { passwordHash, createdAt });
				return recordsOf(city, accountIds);
			},
			closedBy: () => idOf(accountIds, 'planner'),
			freezeEdition
		}
	);
	loadCorrections(database, city.corrections, now);
}
