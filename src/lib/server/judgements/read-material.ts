/** Reads what judging needs of some KPIs or of all of them, in a handful of statements however many they are. */
import { and, asc, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '../db/client.ts';
import { among, rowsOf } from '../db/rows.ts';
import {
	basicPlan,
	edition,
	editionKpi,
	indicator,
	indicatorLedger,
	kpi,
	kpiRevision,
	result,
	resultRevision,
	yearlyTarget
} from '../db/schema/index.ts';
import { listCalledYears } from '../plan/queries.ts';
import type { AdoptedEdition, FigureRow, JudgingMaterial, KpiMaterial, StoredResult } from './material.ts';
import { readAdoptions, ruleForYear } from './rules/adoptions.ts';

const kpis = rowsOf(kpi);
const indicators = rowsOf(indicator);
const basicPlans = rowsOf(basicPlan);
const indicatorLedgers = rowsOf(indicatorLedger);
const kpiRevisions = rowsOf(kpiRevision);
const yearlyTargets = rowsOf(yearlyTarget);
const editionKpis = rowsOf(editionKpi);
const resultHeads = rowsOf(result);
const wholeRevisions = rowsOf(resultRevision);
const figureRevisions = rowsOf(resultRevision, [
	'revision',
	'enteredText',
	'valueState',
	'measuredPeriod',
	'cause',
	'issue',
	'nextAction',
	'departmentId',
	'departmentName',
	'enteredBy',
	'enteredByName',
	'onBehalf',
	'correctionReason',
	'createdAt',
	'numeratorDigits',
	'numeratorScale',
	'denominatorDigits',
	'denominatorScale'
]);

/** What is common to all KPIs, whichever are read beside it. */
export interface CommonMaterial extends Omit<JudgingMaterial, 'kpis'> {
	readonly basicPlans: ReadonlyMap<number, typeof basicPlan.$inferSelect>;
	/** The day each series was retired or replaced, by indicator. */
	readonly retiredOn: ReadonlyMap<number, string>;
}

export function readCommon(database: Database): CommonMaterial {
	const ended = indicatorLedgers(
		database,
		sql`where ${inArray(indicatorLedger.kind, ['retired', 'replaced'])}`
	);
	return {
		editions: readAdoptedEditions(database),
		calledYears: listCalledYears(database),
		ruleFor: ruleForYear(readAdoptions(database)),
		basicPlans: new Map(basicPlans(database).map((row) => [row.id, row])),
		retiredOn: new Map(ended.map((row) => [row.indicatorId, row.onDay]))
	};
}

/** Reads the material of some KPIs, or of all. */
export function readMaterial(database: Database, kpiIds?: readonly number[]): JudgingMaterial {
	return readWith(wholeRevisions, database, kpiIds, readCommon(database));
}

/** The same for judging alone: of each revision only the figure, a small part of what there is to read. */
export function readFigures(
	database: Database,
	kpiIds?: readonly number[],
	common = readCommon(database)
): JudgingMaterial<FigureRow> {
	return readWith(figureRevisions, database, kpiIds, common);
}

function readWith<R extends FigureRow>(
	read: (database: Database, rest: SQL) => R[],
	database: Database,
	kpiIds: readonly number[] | undefined,
	{ basicPlans, retiredOn, ...common }: CommonMaterial
): JudgingMaterial<R> {
	const heads = kpis(database, kpiIds && sql`where ${among(kpi.id, kpiIds)}`);
	const ids = heads.map(({ id }) => id);
	const indicatorIds = kpiIds && [...new Set(heads.map((head) => head.indicatorId))];
	const own = (column: SQLiteColumn) => (kpiIds === undefined ? sql`true` : among(column, ids));
	// Keys begin with the edition: naming every one finds a KPI's rows without looking through all of them.
	const inEditions = (editionId: SQLiteColumn, kpiId: SQLiteColumn) =>
		kpiIds === undefined
			? sql`true`
			: sql`${editionId} in (select ${edition.id} from ${edition}) and ${among(kpiId, ids)}`;
	const ofIndicators = indicators(database, indicatorIds && sql`where ${among(indicator.id, indicatorIds)}`);
	const byIndicator = new Map(ofIndicators.map((row) => [row.id, row]));
	const revisions = Map.groupBy(
		kpiRevisions(database, sql`where ${own(kpiRevision.kpiId)} order by ${kpiRevision.revision}`),
		(row) => row.kpiId
	);
	const targets = Map.groupBy(
		yearlyTargets(database, sql`where ${inEditions(yearlyTarget.editionId, yearlyTarget.kpiId)}`),
		(row) => row.kpiId
	);
	const listed = Map.groupBy(
		editionKpis(database, sql`where ${inEditions(editionKpi.editionId, editionKpi.kpiId)}`),
		(row) => row.kpiId
	);
	const results = Map.groupBy(readResults(read, database, indicatorIds), ({ head }) => head.indicatorId);
	const materialOf = (head: typeof kpi.$inferSelect): KpiMaterial<R> => ({
		kpi: head,
		indicator: present(byIndicator.get(head.indicatorId)),
		basicPlan: present(basicPlans.get(head.basicPlanId)),
		revisions: revisions.get(head.id) ?? [],
		targets: Map.groupBy(targets.get(head.id) ?? [], (row) => row.editionId),
		listedIn: new Set((listed.get(head.id) ?? []).map((row) => row.editionId)),
		results: new Map((results.get(head.indicatorId) ?? []).map((stored) => [stored.head.fiscalYear, stored])),
		retiredOn: retiredOn.get(head.indicatorId) ?? null
	});
	return { ...common, kpis: new Map(heads.map((head) => [head.id, materialOf(head)])) };
}

/** A row that a foreign key promises. */
function present<T>(row: T | undefined): T {
	if (row === undefined) throw new Error('a KPI without its indicator or basic plan');
	return row;
}

/** The city's own figures; those by district stand aside. */
function readResults<R extends FigureRow>(
	read: (database: Database, rest: SQL) => R[],
	database: Database,
	indicatorIds: readonly number[] | undefined
): StoredResult<R>[] {
	const own = and(isNull(result.districtId), indicatorIds && among(result.indicatorId, indicatorIds));
	const confirmed = new Map(
		read(
			database,
			sql`join ${result} on ${result.id} = ${resultRevision.resultId}
				and ${result.confirmedRevision} = ${resultRevision.revision} where ${own}`
		).map((row) => [row.resultId, row])
	);
	return resultHeads(database, sql`where ${own} order by ${result.fiscalYear}`).map((head) => ({
		head,
		confirmed: confirmed.get(head.id) ?? null
	}));
}

function readAdoptedEditions(database: Database): AdoptedEdition[] {
	return database
		.select()
		.from(edition)
		.where(isNotNull(edition.adoptedOn))
		.orderBy(asc(edition.firstYear), asc(edition.revision))
		.all()
		.flatMap((row) => (row.adoptedOn === null ? [] : [{ ...row, adoptedOn: row.adoptedOn }]));
}
