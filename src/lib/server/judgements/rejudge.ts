import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { insertInto } from '../db/prepared.ts';
import { among, rowsOf } from '../db/rows.ts';
import { judgement, kpi } from '../db/schema/index.ts';
import { encodeJudgement } from './codec.ts';
import { judgeYears, type JudgedYear } from './judge-kpi.ts';
import { readFigures } from './material.ts';

/** What a judgement is stored as; a sealed one adds when and by which closing. */
export const JUDGEMENT_COLUMNS = [
	'kpiId',
	'fiscalYear',
	'ruleId',
	'status',
	'reasonCode',
	'targetEditionId',
	'resultRevisionId',
	'body'
] as const satisfies (keyof typeof judgement.$inferSelect)[];

const putJudgement = insertInto(judgement, JUDGEMENT_COLUMNS, 'insert or replace');
const judgementRows = rowsOf(judgement);

/**
 * Judges KPIs anew for every called year of their basic plan and brings the current judgements up to date, inside
 * the caller's transaction; what stays as it was is not written again. Without ids: all of them.
 */
export function rejudge(database: Database, kpiIds?: readonly number[]): void {
	const own = kpiIds === undefined ? sql.empty() : sql`where ${among(judgement.kpiId, kpiIds)}`;
	const stored = new Map(judgementRows(database, own).map((row) => [keyOf(row.kpiId, row.fiscalYear), row]));
	for (const judged of judgeNow(database, kpiIds)) {
		const row = rowOf(judged);
		const key = keyOf(row.kpiId, row.fiscalYear);
		const before = stored.get(key);
		stored.delete(key);
		if (before === undefined || JUDGEMENT_COLUMNS.some((column) => before[column] !== row[column]))
			putJudgement(database, row);
	}
	for (const { kpiId, fiscalYear } of stored.values())
		database
			.delete(judgement)
			.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, fiscalYear)))
			.run();
}

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
	const all = readFigures(database, kpiIds);
	return [...all.kpis.values()].flatMap((material) =>
		judgeYears(all, material, yearsOf(all.calledYears, material.basicPlan))
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
export function rowOf(judged: JudgedYear): typeof judgement.$inferSelect {
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

function yearsOf(called: readonly number[], term: { firstYear: number; lastYear: number }): number[] {
	return called.filter((year) => year >= term.firstYear && year <= term.lastYear);
}

function keyOf(kpiId: number, year: number): string {
	return `${kpiId}/${year}`;
}
