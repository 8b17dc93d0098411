/** Stored judgements of open years after an upgrade of the program: which calculation made them, and their renewal. */
import { and, eq, isNull } from 'drizzle-orm';
import { command, type Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { judgement, kpi, meta, reportingCycle } from '../db/schema/index.ts';
import { insertInto } from '../db/prepared.ts';
import { judgeNow, JUDGEMENT_COLUMNS, rowOf } from './rejudge.ts';

/** The row of `meta` that says which version of the calculation made the stored judgements. */
const ENGINE = 'judging-engine';

/** What a renewal did. */
export interface Renewal {
	/** Judgements of open years that the calculation now says otherwise, written anew. */
	readonly renewed: number;
	/** The same of closed years, left as they are: those change only by a 訂正 or a 後日報告. */
	readonly left: number;
}

/**
 * Brings the open years' judgements up to date where another version of the calculation (`engine`) made them, with
 * an entry in the audit record where one changed. Null where the stored ones were made by this version already, and
 * in a database that has none yet, which is only marked.
 */
export async function renewAfterUpgrade(context: Context, engine: string): Promise<Renewal | null> {
	const before = madeBy(context.database);
	if (before === engine) return null;
	const isNew = before === null && context.database.select().from(judgement).limit(1).get() === undefined;
	if (isNew) {
		markEngine(context.database, engine);
		return null;
	}
	return command(context, ({ database, record }) => {
		const done = renewOpenYears(database);
		markEngine(database, engine);
		const after = { engine, ...done };
		if (done.renewed > 0)
			record({
				action: 'judgements-renewed',
				entity: 'judgement',
				entityId: 'all',
				before: { engine: before },
				after
			});
		return done;
	});
}

/** Judges all KPIs anew and writes what changed in years that are not closed, inside the caller's transaction. */
export function renewOpenYears(database: Database): Renewal {
	const open = openYears(database);
	const kpis = database.select({ id: kpi.id }).from(kpi).all();
	let [renewed, left] = [0, 0];
	for (const { id } of kpis) {
		const stored = database.select().from(judgement).where(eq(judgement.kpiId, id)).all();
		const judged = new Map([...judgeNow(database, [id])].map((each) => [each.year, rowOf(each)]));
		const years = new Set([...stored.map(({ fiscalYear }) => fiscalYear), ...judged.keys()]);
		for (const year of years) {
			const [before, now] = [stored.find(({ fiscalYear }) => fiscalYear === year), judged.get(year)];
			if (before && now && JUDGEMENT_COLUMNS.every((column) => before[column] === now[column])) continue;
			if (!open.has(year)) left++;
			else {
				renewed++;
				if (now) putJudgement(database, now);
				else removeJudgement(database, id, year);
			}
		}
	}
	return { renewed, left };
}

function removeJudgement(database: Database, kpiId: number, year: number): void {
	database
		.delete(judgement)
		.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, year)))
		.run();
}

const putJudgement = insertInto(judgement, JUDGEMENT_COLUMNS, 'insert or replace');

/** Fiscal years called for and not closed. */
export function openYears(database: Database): ReadonlySet<number> {
	return new Set(
		database
			.select({ year: reportingCycle.fiscalYear })
			.from(reportingCycle)
			.where(and(eq(reportingCycle.kind, 'final'), isNull(reportingCycle.closedAt)))
			.all()
			.map(({ year }) => year)
	);
}

/** The version of the calculation that made the stored judgements; null where an older program did not say. */
export function madeBy(database: Database): string | null {
	return database.select({ value: meta.value }).from(meta).where(eq(meta.key, ENGINE)).get()?.value ?? null;
}

/** Marks the stored judgements as made by this version. */
export function markEngine(database: Database, engine: string): void {
	database
		.insert(meta)
		.values({ key: ENGINE, value: engine })
		.onConflictDoUpdate({ target: meta.key, set: { value: engine } })
		.run();
}
