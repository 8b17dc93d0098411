/**
 * Loads the demo city (MODE=demo) into an empty, migrated database: all of it or nothing, in one transaction.
 * A second run finds the plan and changes nothing, except that calls for figures whose dates have passed follow
 * the given day.
 */
import { eq } from 'drizzle-orm';
import { STANDARD } from '#lib/domain/judging/rule.ts';
import type { Database } from '#lib/server/db/client.ts';
import { judgementRule, plan, ruleAdoption } from '#lib/server/db/schema/index.ts';
import { writeTransaction } from '#lib/server/db/transaction.ts';
import { rejudge } from '#lib/server/judgements/rejudge.ts';
import { sealYear } from '#lib/server/judgements/seal.ts';
import { bumpChangeCounter } from '#lib/server/live/changes.ts';
import { demoCity } from './city/index.ts';
import { emptyIds, momentOn, type Loading } from './load/context.ts';
import { closeCycles, followToday, loadCycles } from './load/cycles.ts';
import { adoptEditions, loadEditionHeads, loadTargets } from './load/editions.ts';
import { loadIndicators, loadKpis } from './load/indicators.ts';
import { loadPeople } from './load/people.ts';
import { loadPlan } from './load/plan.ts';
import { loadProjects } from './load/projects.ts';
import { sealLateReports } from './load/late-reports.ts';
import { loadResults } from './load/results.ts';

export interface DemoOptions {
	/** Today in Japan, ISO date. */
	readonly today: string;
	/** The password of every demo account; never used outside the demo. */
	readonly password: string;
	readonly hashPassword: (password: string) => Promise<string>;
	/** Stores the snapshot of an adopted edition, inside the transaction, when everything is written. */
	readonly freezeEdition?: (database: Database, editionId: number) => void;
}

export interface DemoOutcome {
	/** False when the city was there already. */
	readonly loaded: boolean;
	/** Calls for figures whose dates were moved to `today`. */
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
			const movedCycles = followToday(database, city.cycles, options.today);
			if (movedCycles > 0) bumpChangeCounter(database);
			return { loaded: false, movedCycles };
		}
		load({ database, city, ids: emptyIds(), today: options.today }, passwordHash, options.freezeEdition);
		bumpChangeCounter(database);
		return { loaded: true, movedCycles: 0 };
	});
}

function load(loading: Loading, passwordHash: string, freezeEdition: DemoOptions['freezeEdition']): void {
	const { database, city, ids } = loading;
	adoptRule(loading);
	const planId = loadPlan(loading);
	loadPeople(loading, passwordHash);
	loadIndicators(loading);
	loadEditionHeads(loading, planId);
	loadKpis(loading);
	loadTargets(loading);
	loadProjects(loading);
	adoptEditions(loading);
	loadCycles(loading);
	const later = loadResults(loading);
	rejudge(database);
	closeCycles(loading, (year, cycleId, at) => sealYear(database, year, cycleId, at));
	for (const { apply } of later) apply();
	rejudge(database);
	sealLateReports(loading, later);
	if (freezeEdition === undefined) return;
	for (const { firstYear, revision, state } of city.editions) {
		const id = ids.edition.get(`${firstYear}/${revision}`);
		if (state === 'adopted' && id !== undefined) freezeEdition(database, id);
	}
}

/** 標準 judges from the plan's first year, unless the database has a rule already. */
function adoptRule(loading: Loading): void {
	const { database, city, today } = loading;
	if (database.select({ id: ruleAdoption.id }).from(ruleAdoption).get() !== undefined) return;
	const rule = {
		code: STANDARD.id,
		version: STANDARD.version,
		name: STANDARD.name,
		body: JSON.stringify(STANDARD),
		createdAt: momentOn(loading, today)
	};
	const existing = database
		.select({ id: judgementRule.id })
		.from(judgementRule)
		.where(eq(judgementRule.code, rule.code))
		.get();
	const { id } =
		existing ?? database.insert(judgementRule).values(rule).returning({ id: judgementRule.id }).get();
	database
		.insert(ruleAdoption)
		.values({
			fromYear: city.plan.firstYear,
			ruleId: id,
			decidedOn: '2021-03-19',
			reason: '基本計画の策定に合わせて定めた。'
		})
		.run();
}
