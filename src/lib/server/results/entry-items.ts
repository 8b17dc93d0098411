import { and, asc, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { EntryIndicator, EntryState } from '#lib/domain/entry.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import type { Responsibility, WorkflowState } from '#lib/domain/model.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlan,
	department,
	handoverCard,
	indicator,
	indicatorResponsibility,
	kpi,
	result,
	resultEvent,
	resultRevision
} from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import { judgeResult } from '../judgements/judge-kpi.ts';
import {
	readMaterial,
	revisionInForce,
	type JudgingMaterial,
	type KpiMaterial
} from '../judgements/material.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** An indicator with everything that entering its figure of one year needs. */
export interface EntryItem {
	readonly year: number;
	readonly material: KpiMaterial;
	readonly all: JudgingMaterial;
	/** The departments that hold it today. */
	readonly holders: readonly {
		readonly id: number;
		readonly name: string;
		readonly role: Responsibility;
		readonly headStep: boolean;
	}[];
	readonly head: typeof result.$inferSelect | null;
	/** What is stored now, confirmed or not. */
	readonly current: RevisionRow | null;
	/** Asked for this year; false in a year without a survey. */
	readonly asked: boolean;
	readonly reading: EntryIndicator;
}

/** Items of a year: all whose departments are among those given, or one indicator's. */
export function readEntryItems(
	context: Context,
	year: number,
	only: { departmentIds?: readonly number[]; indicatorCode?: string; indicatorIds?: readonly number[] }
): EntryItem[] {
	const { database } = context;
	const holders = readHolders(database, todayOf(context.clock));
	const rows = database
		.select({ kpiId: kpi.id, indicatorId: indicator.id })
		.from(kpi)
		.innerJoin(indicator, eq(indicator.id, kpi.indicatorId))
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.where(
			and(
				lte(basicPlan.firstYear, year),
				gte(basicPlan.lastYear, year),
				only.indicatorCode === undefined ? undefined : eq(indicator.code, only.indicatorCode),
				only.indicatorIds === undefined ? undefined : inArray(indicator.id, [...only.indicatorIds])
			)
		)
		.orderBy(asc(kpi.position))
		.all()
		.filter(
			({ indicatorId }) =>
				only.departmentIds === undefined ||
				(holders.get(indicatorId) ?? []).some((holder) => only.departmentIds?.includes(holder.id))
		);
	if (rows.length === 0) return [];
	const all = readMaterial(
		database,
		rows.map(({ kpiId }) => kpiId)
	);
	const current = readCurrent(
		database,
		rows.map(({ indicatorId }) => indicatorId),
		year
	);
	return rows.flatMap(({ kpiId, indicatorId }) => {
		const material = all.kpis.get(kpiId);
		if (material === undefined) return [];
		const { head, revision } = current.get(indicatorId) ?? { head: null, revision: null };
		const surveyYears = material.indicator.surveyYears;
		return [
			{
				year,
				material,
				all,
				holders: holders.get(indicatorId) ?? [],
				head,
				current: revision,
				asked: surveyYears === null || surveyYears.includes(year),
				reading: entryIndicator(all, material, year)
			}
		];
	});
}

/** @throws DomainError `not-found` naming what to do. */
export function entryItem(context: Context, year: number, indicatorCode: string): EntryItem {
	const found = readEntryItems(context, year, { indicatorCode })[0];
	if (found !== undefined) return found;
	throw new DomainError(
		'not-found',
		`${eraFiscalYear(year)}に指標「${indicatorCode}」はありません。「実績入力」の一覧から選んでください。`
	);
}

/** 主管課; null where nobody holds the indicator today. */
export function leadOf(item: Pick<EntryItem, 'holders'>): EntryItem['holders'][number] | null {
	return item.holders.find(({ role }) => role === 'lead') ?? null;
}

/** The judgement that a figure would get, before anybody confirms it. */
export function previewJudgement(item: EntryItem, figure: Decimal | null): Judgement | null {
	if (figure === null) return null;
	return judgeResult(item.all, item.material, item.year, { kind: 'measured', value: figure });
}

/** The state that the entry form shows for a stored revision. */
export function entryStateOf(row: RevisionRow | null): EntryState {
	if (row === null) return 'final';
	if (row.missingReason !== null) return row.missingReason;
	return row.valueState === null || row.valueState === 'corrected' ? 'final' : row.valueState;
}

/** The course of a result, newest first. */
export function listEvents(database: Database, resultId: number): (typeof resultEvent.$inferSelect)[] {
	return database
		.select()
		.from(resultEvent)
		.where(eq(resultEvent.resultId, resultId))
		.orderBy(desc(resultEvent.id))
		.all();
}

/** Why a returned result came back; null in every other state. */
export function returnedBecause(
	database: Database,
	resultId: number,
	state: WorkflowState
): typeof resultEvent.$inferSelect | null {
	if (state !== 'returned') return null;
	return listEvents(database, resultId).find(({ kind }) => kind === 'returned') ?? null;
}

export function findHandoverCard(
	database: Database,
	indicatorId: number
): typeof handoverCard.$inferSelect | null {
	return database.select().from(handoverCard).where(eq(handoverCard.indicatorId, indicatorId)).get() ?? null;
}

function entryIndicator(all: JudgingMaterial, material: KpiMaterial, year: number): EntryIndicator {
	const { indicator } = material;
	const previous = [...material.results]
		.filter(
			([each, { confirmed }]) => each < year && confirmed !== null && confirmed.carriedFromYear === null
		)
		.flatMap(([each, { confirmed }]) => {
			const value = confirmed === null ? null : figureOf(confirmed);
			return value === null ? [] : [{ year: each, value }];
		})
		.sort((a, b) => a.year - b.year);
	return {
		unit: indicator.unit,
		decimals: indicator.decimals,
		accumulation: indicator.accumulation,
		cumulativeEntry: indicator.cumulativeEntry,
		limits: {
			low: fromScaled(indicator.limitLowDigits, indicator.limitLowScale),
			high: fromScaled(indicator.limitHighDigits, indicator.limitHighScale)
		},
		stages: revisionInForce(material, all.editions, year).stages ?? [],
		previous
	};
}

function readHolders(database: Database, day: string): Map<number, EntryItem['holders']> {
	const rows = database
		.select({
			indicatorId: indicatorResponsibility.indicatorId,
			id: department.id,
			name: department.name,
			role: indicatorResponsibility.role,
			headStep: department.headStep
		})
		.from(indicatorResponsibility)
		.innerJoin(department, eq(department.id, indicatorResponsibility.departmentId))
		.where(
			and(
				lte(indicatorResponsibility.validFrom, day),
				or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, day))
			)
		)
		.all();
	return Map.groupBy(rows, ({ indicatorId }) => indicatorId);
}

function readCurrent(database: Database, indicatorIds: readonly number[], year: number) {
	return new Map(
		database
			.select({ head: result, revision: resultRevision })
			.from(result)
			.innerJoin(
				resultRevision,
				and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.currentRevision))
			)
			.where(
				and(
					eq(result.fiscalYear, year),
					inArray(result.indicatorId, [...indicatorIds]),
					isNull(result.districtId)
				)
			)
			.all()
			.map((row) => [row.head.indicatorId, row])
	);
}
