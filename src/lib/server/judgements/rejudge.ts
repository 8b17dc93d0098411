import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { insertInto } from '../db/prepared.ts';
import { among, rowsOf } from '../db/rows.ts';
import { judgement, kpi } from '../db/schema/index.ts';
import { encodeJudgement } from './codec.ts';
import { judgeYears, type JudgedYear } from './judge-kpi.ts';
import { readCommon, readFigures, type CommonMaterial } from './read-material.ts';

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

/** KPIs in hand at a time: what is read of them is let go before the next, so that a large city takes no more memory. */
const AT_ONCE = 100;

/**
 * Judges KPIs anew for every called year of their basic plan and brings the current judgements up to date, inside
 * the caller's transaction; what stays as it was is not written again. Without ids: all of them.
 */
export function rejudge(database: Database, kpiIds?: readonly number[]): void {
	const common = readCommon(database);
	for (const some of inTurn(database, kpiIds)) {
		const stored = storedOf(database, some);
		for (const judged of judgeSome(database, common, some)) {
			const row = rowOf(judged);
			const key = keyOf(row.kpiId, row.fiscalYear);
			const before = stored.get(key);
			stored.delete(key);
			if (!saysTheSame(before, row)) putJudgement(database, row);
		}
		for (const { kpiId, fiscalYear } of stored.values())
			database
				.delete(judgement)
				.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, fiscalYear)))
				.run();
	}
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

/** Judges without writing, one judgement after the other: all of a large city's at once would fill the memory. */
export function* judgeNow(database: Database, kpiIds?: readonly number[]): Generator<JudgedYear> {
	const common = readCommon(database);
	for (const some of inTurn(database, kpiIds)) yield* judgeSome(database, common, some);
}

/** Stored judgements that differ from what judging says now, as `KPI id/year`; empty when both agree. */
export function findStaleJudgements(database: Database): string[] {
	const common = readCommon(database);
	return [...inTurn(database)].flatMap((some) => {
		const stored = storedOf(database, some);
		const differing = judgeSome(database, common, some)
			.map(rowOf)
			.filter((row) => {
				const key = keyOf(row.kpiId, row.fiscalYear);
				const same = saysTheSame(stored.get(key), row);
				stored.delete(key);
				return !same;
			});
		return [...differing, ...stored.values()].map((row) => keyOf(row.kpiId, row.fiscalYear));
	});
}

/** The KPIs, those asked for or all, a few at a time. */
function* inTurn(database: Database, kpiIds?: readonly number[]): Generator<readonly number[]> {
	const ids =
		kpiIds ??
		database
			.select({ id: kpi.id })
			.from(kpi)
			.all()
			.map(({ id }) => id);
	for (let at = 0; at < ids.length; at += AT_ONCE) yield ids.slice(at, at + AT_ONCE);
}

function judgeSome(database: Database, common: CommonMaterial, kpiIds: readonly number[]): JudgedYear[] {
	const all = readFigures(database, kpiIds, common);
	return [...all.kpis.values()].flatMap((material) =>
		judgeYears(all, material, yearsOf(all.calledYears, material.basicPlan))
	);
}

/** The current judgements of some KPIs, by KPI and year. */
function storedOf(database: Database, kpiIds: readonly number[]): Map<string, typeof judgement.$inferSelect> {
	const rows = judgementRows(database, sql`where ${among(judgement.kpiId, kpiIds)}`);
	return new Map(rows.map((row) => [keyOf(row.kpiId, row.fiscalYear), row]));
}

type StoredJudgement = typeof judgement.$inferSelect;

function saysTheSame(stored: StoredJudgement | undefined, row: StoredJudgement): boolean {
	return stored !== undefined && JUDGEMENT_COLUMNS.every((column) => stored[column] === row[column]);
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
