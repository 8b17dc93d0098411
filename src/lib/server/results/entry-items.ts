import { and, asc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import { isAskedNow } from '#lib/domain/asked.ts';
import type { Decimal } from '#lib/domain/decimal.ts';
import { demandOf, type Demand } from '#lib/domain/due.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { EntryIndicator, EntryState } from '#lib/domain/entry.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { among } from '../db/rows.ts';
import { basicPlan, indicator, kpi, result, resultRevision } from '../db/schema/index.ts';
import { judgeResult, judgeYears, targetFor, valuedResult } from '../judgements/judge-kpi.ts';
import type { JudgingMaterial, KpiMaterial } from '../judgements/material.ts';
import { readMaterial } from '../judgements/read-material.ts';
import { lockOf, readYearLock } from './entry/lock.ts';
import { heldBy, readHolders, type Holder } from './holders.ts';
import { entryIndicator } from './item-reading.ts';
import { yearCallOf } from './locks.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** An indicator with everything that entering its figure of one year needs. */
export interface EntryItem {
	readonly year: number;
	readonly material: KpiMaterial;
	readonly all: JudgingMaterial;
	/** The departments that hold it today. */
	readonly holders: readonly Holder[];
	readonly head: typeof result.$inferSelect | null;
	/** What is stored now, confirmed or not. */
	readonly current: RevisionRow | null;
	/** What counts now: the last revision that was confirmed, while a newer one may be under way. */
	readonly confirmed: RevisionRow | null;
	/** What is asked for now. */
	readonly demand: Demand;
	/** Counts in the progress n/N; false without a survey, and before the figure's month has come. */
	readonly asked: boolean;
	/** Why the person who asks cannot report a figure now, whatever the workflow says; null where they can. */
	readonly lock: string | null;
	/** The day on which the year's 年度末実績 was closed; null while it is open. */
	readonly closedAt: string | null;
	/** The state that an empty form starts with: 見込 in a mid-year call. */
	readonly defaultState: EntryState;
	readonly reading: EntryIndicator;
}

/** Items of a year: all whose departments are among those given, or one indicator's. */
export function readEntryItems(
	context: Context,
	year: number,
	only: { departmentIds?: readonly number[]; indicatorCode?: string; indicatorIds?: readonly number[] }
): EntryItem[] {
	const { database } = context;
	const today = todayOf(context.clock);
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
				only.indicatorIds && among(indicator.id, only.indicatorIds),
				only.departmentIds && inArray(indicator.id, heldBy(database, only.departmentIds, today))
			)
		)
		.orderBy(asc(kpi.position))
		.all();
	if (rows.length === 0) return [];
	const holders = readHolders(
		database,
		rows.map(({ indicatorId }) => indicatorId),
		today
	);
	const all = readMaterial(
		database,
		rows.map(({ kpiId }) => kpiId)
	);
	const current = readCurrent(
		database,
		rows.map(({ indicatorId }) => indicatorId),
		year
	);
	const yearLock = readYearLock(context, year);
	const { call } = yearLock;
	return rows.flatMap(({ kpiId, indicatorId }) => {
		const material = all.kpis.get(kpiId);
		if (material === undefined) return [];
		const { head, revision } = current.get(indicatorId) ?? { head: null, revision: null };
		const confirmed = material.results.get(year)?.confirmed ?? null;
		const target = targetFor(all, material, year);
		const demand = demandOf({
			indicator: material.indicator,
			year,
			call: yearCallOf(call),
			today,
			confirmed,
			periodEnded: target.kind === 'none' && target.reasonCode === 'period-ended'
		});
		return [
			{
				year,
				material,
				all,
				holders: holders.get(indicatorId) ?? [],
				head,
				current: revision,
				confirmed,
				demand,
				asked: isAskedNow(demand),
				lock: lockOf(context.actor, yearLock, { year, demand, confirmed, current: revision }),
				closedAt: call?.kind === 'final' ? call.closedAt : null,
				defaultState: call?.kind === 'forecast' ? 'forecast' : 'final',
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
export function leadOf(item: Pick<EntryItem, 'holders'>): Holder | null {
	return item.holders.find(({ role }) => role === 'lead') ?? null;
}

/** The judgement that a figure would get, before anybody confirms it. `carriedFrom`: measured in that year. */
export function previewJudgement(
	{ all, material, year }: EntryItem,
	figure: Decimal | null,
	carriedFrom: number | null = null
): Judgement | null {
	if (figure === null) return null;
	const result = valuedResult(all, material, { value: figure, carriedFrom }, () => {
		const { firstYear } = material.basicPlan;
		const earlier = all.calledYears.filter((each) => each >= firstYear && each < year);
		return judgeYears(all, material, earlier).at(-1)?.judgement.status ?? null;
	});
	return judgeResult(all, material, year, result);
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
				and(eq(result.fiscalYear, year), among(result.indicatorId, indicatorIds), isNull(result.districtId))
			)
			.all()
			.map((row) => [row.head.indicatorId, row])
	);
}
