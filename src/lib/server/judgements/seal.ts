import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { insertInto } from '../db/prepared.ts';
import { judgement, reportingCycle, sealedJudgement } from '../db/schema/index.ts';
import { JUDGEMENT_COLUMNS, kpisOfIndicator, rejudge } from './rejudge.ts';

/** Seals the judgements of a year as they stand, inside the transaction that closes its cycle. */
export function sealYear(database: Database, fiscalYear: number, cycleId: number, now: string): number {
	const rows = database.select().from(judgement).where(eq(judgement.fiscalYear, fiscalYear)).all();
	for (const row of rows) seal(database, row, cycleId, now);
	return rows.length;
}

/**
 * Judges an indicator's KPIs anew after a 後日報告 or a 訂正 of `year`, and adds a judgement beside the sealed one:
 * for that year, if it is closed, and for every other closed year whose judgement it changed (a period total).
 */
export function rejudgeAndSeal(database: Database, indicatorId: number, year: number, now: string): void {
	const kpiIds = kpisOfIndicator(database, indicatorId);
	const before = new Map(judgementsOf(database, kpiIds).map((row) => [keyOf(row), row.body]));
	rejudge(database, kpiIds);
	const closed = closedCycles(database);
	for (const row of judgementsOf(database, kpiIds)) {
		const cycleId = closed.get(row.fiscalYear);
		if (cycleId === undefined) continue;
		if (row.fiscalYear === year || before.get(keyOf(row)) !== row.body) seal(database, row, cycleId, now);
	}
}

type JudgementRow = typeof judgement.$inferSelect;

function seal(database: Database, row: JudgementRow, cycleId: number, now: string): void {
	addSealed(database, { ...row, cycleId, sealedAt: now });
}

const addSealed = insertInto(sealedJudgement, [...JUDGEMENT_COLUMNS, 'cycleId', 'sealedAt']);

function judgementsOf(database: Database, kpiIds: readonly number[]): JudgementRow[] {
	return database
		.select()
		.from(judgement)
		.where(inArray(judgement.kpiId, [...kpiIds]))
		.all();
}

/** Closed 年度末実績 by fiscal year. */
function closedCycles(database: Database): Map<number, number> {
	return new Map(
		database
			.select({ year: reportingCycle.fiscalYear, id: reportingCycle.id })
			.from(reportingCycle)
			.where(and(eq(reportingCycle.kind, 'final'), isNotNull(reportingCycle.closedAt)))
			.all()
			.map(({ year, id }) => [year, id])
	);
}

function keyOf({ kpiId, fiscalYear }: JudgementRow): string {
	return `${kpiId}/${fiscalYear}`;
}
