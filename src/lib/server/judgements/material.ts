import { and, asc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { fromScaled } from '#lib/domain/decimal.ts';
import type { JudgedKpi, Standing } from '#lib/domain/judging/judgement.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import type { YearFigure } from '#lib/domain/judging/period-total.ts';
import type { EditionTarget, TargetedKpi } from '#lib/domain/target-in-force.ts';
import type { YearlyTarget } from '#lib/domain/targets.ts';
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
	reportingCycle,
	result,
	resultRevision,
	yearlyTarget
} from '../db/schema/index.ts';
import { figureOf, finalTargetOf, yearlyTargetOf } from '../indicators/figures.ts';
import { readAdoptions, ruleForYear } from './rules/adoptions.ts';

type Row<T extends { $inferSelect: unknown }> = T['$inferSelect'];
type EditionRow = Row<typeof edition>;
type KpiRevisionRow = Row<typeof kpiRevision>;

type RevisionRow = Row<typeof resultRevision>;

const kpiRevisions = rowsOf(kpiRevision);
const yearlyTargets = rowsOf(yearlyTarget);
const editionKpis = rowsOf(editionKpi);
const resultHeads = rowsOf(result);
const wholeRevisions = rowsOf(resultRevision);
const revisionsWithoutRemarks = rowsOf(resultRevision, ['cause', 'issue', 'nextAction']);

/** A revision without its remarks, on which no judgement depends. */
export type FigureRow = ReturnType<typeof revisionsWithoutRemarks>[number];

/** The result of one year as the database holds it. */
export interface StoredResult<R extends FigureRow = RevisionRow> {
	readonly head: Row<typeof result>;
	/** The confirmed revision; null until there is one. */
	readonly confirmed: R | null;
}

/** Everything that judging one KPI needs, read once; with the remarks unless it is for judging alone. */
export interface KpiMaterial<R extends FigureRow = RevisionRow> {
	readonly kpi: Row<typeof kpi>;
	readonly indicator: Row<typeof indicator>;
	readonly basicPlan: Row<typeof basicPlan>;
	/** Oldest first. */
	readonly revisions: readonly KpiRevisionRow[];
	readonly targets: ReadonlyMap<number, readonly Row<typeof yearlyTarget>[]>;
	/** Editions in which the KPI is listed. */
	readonly listedIn: ReadonlySet<number>;
	readonly results: ReadonlyMap<number, StoredResult<R>>;
	/** The day the series was retired or replaced; null while it goes on. */
	readonly retiredOn: string | null;
}

/** What is common to all KPIs. */
export interface JudgingMaterial<R extends FigureRow = RevisionRow> {
	readonly kpis: ReadonlyMap<number, KpiMaterial<R>>;
	/** Adopted editions by first year and revision. */
	readonly editions: readonly (EditionRow & { adoptedOn: string })[];
	/** Fiscal years for which results have been called. */
	readonly calledYears: readonly number[];
	readonly ruleFor: (year: number) => { readonly rowId: number; readonly rule: JudgementRule };
}

/** Reads the material of some KPIs, or of all. */
export function readMaterial(database: Database, kpiIds?: readonly number[]): JudgingMaterial {
	return readWith(wholeRevisions, database, kpiIds);
}

/** The same for judging alone: without the remarks, which are most of what there is to read. */
export function readFigures(database: Database, kpiIds?: readonly number[]): JudgingMaterial<FigureRow> {
	return readWith(revisionsWithoutRemarks, database, kpiIds);
}

function readWith<R extends FigureRow>(
	read: (database: Database, rest: SQL) => R[],
	database: Database,
	kpiIds?: readonly number[]
): JudgingMaterial<R> {
	const some = kpiIds && among(kpi.id, kpiIds);
	const heads = database
		.select({ kpi, indicator, basicPlan })
		.from(kpi)
		.innerJoin(indicator, eq(indicator.id, kpi.indicatorId))
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.where(some)
		.all();
	const ids = heads.map((head) => head.kpi.id);
	const indicatorIds = [...new Set(heads.map((head) => head.indicator.id))];
	const own = (column: SQLiteColumn) => (kpiIds === undefined ? sql`true` : among(column, ids));
	const revisions = Map.groupBy(
		kpiRevisions(database, sql`where ${own(kpiRevision.kpiId)} order by ${kpiRevision.revision}`),
		(row) => row.kpiId
	);
	const targets = Map.groupBy(
		yearlyTargets(database, sql`where ${own(yearlyTarget.kpiId)}`),
		(row) => row.kpiId
	);
	const listed = Map.groupBy(editionKpis(database, sql`where ${own(editionKpi.kpiId)}`), (row) => row.kpiId);
	const results = Map.groupBy(
		readResults(read, database, kpiIds === undefined ? undefined : indicatorIds),
		({ head }) => head.indicatorId
	);
	const retired = new Map(
		database
			.select()
			.from(indicatorLedger)
			.where(inArray(indicatorLedger.kind, ['retired', 'replaced']))
			.all()
			.map((row) => [row.indicatorId, row.onDay])
	);
	return {
		editions: readAdoptedEditions(database),
		calledYears: readCalledYears(database),
		ruleFor: ruleForYear(readAdoptions(database)),
		kpis: new Map(
			heads.map((head) => [
				head.kpi.id,
				{
					...head,
					revisions: revisions.get(head.kpi.id) ?? [],
					targets: Map.groupBy(targets.get(head.kpi.id) ?? [], (row) => row.editionId),
					listedIn: new Set((listed.get(head.kpi.id) ?? []).map((row) => row.editionId)),
					results: new Map(
						(results.get(head.indicator.id) ?? []).map((stored) => [stored.head.fiscalYear, stored])
					),
					retiredOn: retired.get(head.indicator.id) ?? null
				}
			])
		)
	};
}

/** The KPI revision in force when `year` began: the newest whose edition had taken effect by then. */
export function revisionInForce(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	year: number
): KpiRevisionRow {
	const began = `${year}-04-01`;
	const inForce = material.revisions.filter((revision) => {
		if (revision.fromEditionId === null) return true;
		const from = editions.find(({ id }) => id === revision.fromEditionId);
		return from !== undefined && from.firstYear <= year && (from.adoptedOn < began || from.revision === 1);
	});
	const found = inForce.at(-1) ?? material.revisions[0];
	if (found === undefined) throw new Error(`KPI ${material.kpi.code} has no revision`);
	return found;
}

/** Whether and how the KPI is asked for in a year. */
export function standingIn(material: KpiMaterial<FigureRow>, year: number): Standing {
	const { kpi, basicPlan, retiredOn } = material;
	if (year < (kpi.activeFrom ?? basicPlan.firstYear)) return 'not-begun';
	if (retiredOn !== null && retiredOn <= `${year}-04-01`) return 'retired';
	if (year > (kpi.activeTo ?? basicPlan.lastYear)) return 'ended';
	return 'active';
}

/** The side of a KPI revision that judging needs. */
export function judgedKpiOf(material: KpiMaterial<FigureRow>, revision: KpiRevisionRow): JudgedKpi {
	return {
		name: revision.name,
		unit: material.indicator.unit,
		planFirstYear: material.basicPlan.firstYear,
		finalYear: revision.finalYear,
		direction: revision.direction,
		goal: revision.goal,
		baseline: fromScaled(revision.baselineDigits, revision.baselineScale),
		baselineYear: revision.baselineYear,
		baselineUse: revision.baselineUse,
		finalTarget: finalTargetOf(revision),
		decimals: material.indicator.decimals,
		tolerance: fromScaled(material.indicator.toleranceDigits, material.indicator.toleranceScale),
		allowance: fromScaled(revision.allowanceDigits, revision.allowanceScale),
		stages: revision.stages ?? []
	};
}

/** What the target in force depends on. */
export function targetedKpiOf(material: KpiMaterial<FigureRow>, revision: KpiRevisionRow): TargetedKpi {
	return {
		basicPlanFirstYear: material.basicPlan.firstYear,
		basicPlanLastYear: material.basicPlan.lastYear,
		direction: revision.direction,
		accumulation: material.indicator.accumulation,
		baselineYear: revision.baselineYear,
		baseline: fromScaled(revision.baselineDigits, revision.baselineScale),
		baselineUse: revision.baselineUse,
		finalYear: revision.finalYear,
		finalTarget: finalTargetOf(revision)
	};
}

/** Every adopted edition's word on one KPI and year, or that of those `asked`. */
export function editionTargets(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	year: number,
	asked = editions
): EditionTarget[] {
	return asked.map((row) => ({
		id: row.id,
		firstYear: row.firstYear,
		lastYear: row.lastYear,
		revision: row.revision,
		adoptedOn: row.adoptedOn,
		listed: material.listedIn.has(row.id),
		target: targetIn(material, editions, row, year)
	}));
}

/** Confirmed figures of the years before. */
export function earlierFigures(material: KpiMaterial<FigureRow>, year: number): YearFigure[] {
	return [...material.results]
		.filter(([each]) => each < year)
		.map(([each, { confirmed }]) => ({ year: each, value: confirmed === null ? null : figureOf(confirmed) }));
}

/** A period's total is set once; its yearly shares are gathered from the editions up to this one. */
function targetIn(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	own: JudgingMaterial['editions'][number],
	year: number
): YearlyTarget | null {
	const row = material.targets.get(own.id)?.find((each) => each.fiscalYear === year);
	if (row === undefined) return null;
	const target = yearlyTargetOf(row);
	if (target.kind !== 'period') return target;
	const shares = new Map<number, YearFigure>();
	for (const each of editions) {
		if (each.firstYear > own.firstYear || (each.firstYear === own.firstYear && each.revision > own.revision))
			continue;
		for (const share of material.targets.get(each.id) ?? []) {
			if (share.kind !== 'period' || (each.id !== own.id && share.fiscalYear > year)) continue;
			shares.set(share.fiscalYear, {
				year: share.fiscalYear,
				value: fromScaled(share.valueDigits, share.valueScale)
			});
		}
	}
	return { ...target, shares: [...shares.values()] };
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

function readAdoptedEditions(database: Database): (EditionRow & { adoptedOn: string })[] {
	return database
		.select()
		.from(edition)
		.where(isNotNull(edition.adoptedOn))
		.orderBy(asc(edition.firstYear), asc(edition.revision))
		.all()
		.flatMap((row) => (row.adoptedOn === null ? [] : [{ ...row, adoptedOn: row.adoptedOn }]));
}

function readCalledYears(database: Database): number[] {
	return database
		.select({ year: reportingCycle.fiscalYear })
		.from(reportingCycle)
		.where(eq(reportingCycle.kind, 'final'))
		.orderBy(asc(reportingCycle.fiscalYear))
		.all()
		.map(({ year }) => year);
}
