import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { judgement, kpi } from '../db/schema/index.ts';
import { encodeJudgement } from './codec.ts';
import { judgeYears, type JudgedYear } from './judge-kpi.ts';
import { readMaterial, type JudgingMaterial } from './material.ts';

/**
 * Judges KPIs anew for every called year of their basic plan and writes the current judgements, inside the
 * caller's transaction. Without ids: all of them.
 */
export function rejudge(database: Database, kpiIds?: readonly number[]): void {
	const rows = judgeNow(database, kpiIds).map(rowOf);
	if (kpiIds === undefined) database.delete(judgement).run();
	else
		database
			.delete(judgement)
			.where(inArray(judgement.kpiId, [...kpiIds]))
			.run();
	for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
		database
			.insert(judgement)
			.values(rows.slice(at, at + ROWS_AT_ONCE))
			.run();
	}
}

/** Well below the parameters that one statement of SQLite takes. */
const ROWS_AT_ONCE = 500;

/** The KPIs that an indicator's result concerns. */
export function kpisOfIndicator(database: Database, indicatorId: number): number[] {
	return database
		.select({ id: kpi.id })
		.from(kpi)
		.where(eq(kpi.indicatorId, indicatorId))
		.all()
		.map(({ id }) => id);
}

/** Judges without writing. */
export function judgeNow(database: Database, kpiIds?: readonly number[]): JudgedYear[] {
	const all = readMaterial(database, kpiIds);
	return [...all.kpis.values()].flatMap((material) =>
		judgeYears(all, material, yearsOf(all, material.basicPlan))
	);
}

/** Stored judgements that differ from what judging says now, as `KPI id/year`; empty when both agree. */
export function findStaleJudgements(database: Database): string[] {
	const expected = new Map(
		judgeNow(database).map((judged) => [keyOf(judged.kpiId, judged.year), rowOf(judged)])
	);
	const stored = database.select().from(judgement).all();
	const stale = stored.filter((row) => expected.get(keyOf(row.kpiId, row.fiscalYear))?.body !== row.body);
	const known = new Set(stored.map((row) => keyOf(row.kpiId, row.fiscalYear)));
	return [
		...stale.map((row) => keyOf(row.kpiId, row.fiscalYear)),
		...[...expected.keys()].filter((key) => !known.has(key))
	];
}

/** The stored row of one judgement. */
export function rowOf(judged: JudgedYear): typeof judgement.$inferInsert {
	return {
		kpiId: judged.kpiId,
		fiscalYear: judged.year,
		ruleId: judged.ruleId,
		status: judged.judgement.status,
		reasonCode: judged.judgement.reasonCode,
		targetEditionId: judged.target.editionId,
		resultRevisionId: judged.resultRevisionId,
		body: encodeJudgement(judged.judgement)
	};
}

/** The current judgement row of a KPI and year. */
export function currentJudgement(
	database: Database,
	kpiId: number,
	year: number
): typeof judgement.$inferSelect | undefined {
	return database
		.select()
		.from(judgement)
		.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, year)))
		.get();
}

function yearsOf(all: JudgingMaterial, term: { firstYear: number; lastYear: number }): number[] {
	return all.calledYears.filter((year) => year >= term.firstYear && year <= term.lastYear);
}

function keyOf(kpiId: number, year: number): string {
	return `${kpiId}/${year}`;
}
