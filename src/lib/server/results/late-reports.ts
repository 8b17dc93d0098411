import { and, eq, gte, inArray, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm';
import { mayFollow } from '#lib/domain/due.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { basicPlan, kpi, reportingCycle, result, resultRevision } from '../db/schema/index.ts';
import { standingIn } from '../judgements/material.ts';
import { leadOf, readEntryItems, type EntryItem } from './entry-items.ts';
import { heldBy } from './holders.ts';
import { rowOf, type EntryRow } from './entry/row.ts';

/** A figure of a closed year that is still wanted (後日報告), as the lists show it. */
export type LateReport = EntryRow & { readonly year: number; readonly yearText: string };

/**
 * 後日報告 of closed years that somebody has to act on, oldest year first: what was closed as 見込, 速報 or
 * 未把握 and whose month has come, and whatever of it is under way. For the departments given (主管課), or all.
 * What nobody reported in time is listed for the planning division only, who alone can still enter it.
 */
export function listLateReports(context: Context, departmentIds: readonly number[] | null): LateReport[] {
	return lateReports(
		context,
		listLateItems(context, departmentIds).filter((item) => departmentIds === null || item.lock === null)
	);
}

/** Of the items without a settled figure, those that somebody has to act on. */
export function lateReports(context: Context, items: readonly EntryItem[]): LateReport[] {
	return items
		.filter(isWaiting)
		.map((item) => ({ ...rowOf(context, item), year: item.year, yearText: eraFiscalYear(item.year) }));
}

/** Items of closed years without a settled figure, also those whose month has not come. */
export function listLateItems(context: Context, departmentIds: readonly number[] | null): EntryItem[] {
	return closedYears(context.database).flatMap((year) => {
		const indicatorIds = unsettledIn(context, year, departmentIds);
		if (indicatorIds.length === 0) return [];
		return readEntryItems(context, year, { indicatorIds }).filter(
			(item) =>
				standingIn(item.material, year) === 'active' &&
				(departmentIds === null || departmentIds.includes(leadOf(item)?.id ?? 0))
		);
	});
}

/** Asked for now, or already being reported. */
function isWaiting({ demand, head }: EntryItem): boolean {
	return (
		demand.kind === 'late-report' || (demand.kind === 'later' && head !== null && head.state !== 'confirmed')
	);
}

function closedYears(database: Database): number[] {
	return database
		.select({ year: reportingCycle.fiscalYear })
		.from(reportingCycle)
		.where(and(eq(reportingCycle.kind, 'final'), isNotNull(reportingCycle.closedAt)))
		.orderBy(reportingCycle.fiscalYear)
		.all()
		.map(({ year }) => year);
}

/** Indicators of a year's KPIs, of some departments or all, for which nothing has been confirmed for good. */
function unsettledIn(
	{ database, clock }: Context,
	year: number,
	departmentIds: readonly number[] | null
): number[] {
	return database
		.select({
			indicatorId: kpi.indicatorId,
			revisionId: resultRevision.id,
			valueState: resultRevision.valueState,
			missingReason: resultRevision.missingReason
		})
		.from(kpi)
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.leftJoin(
			result,
			and(eq(result.indicatorId, kpi.indicatorId), eq(result.fiscalYear, year), isNull(result.districtId))
		)
		.leftJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(
			and(
				lte(basicPlan.firstYear, year),
				gte(basicPlan.lastYear, year),
				// Most figures of a closed year are final: they need not be looked at one by one.
				or(isNull(resultRevision.valueState), notInArray(resultRevision.valueState, ['final', 'corrected'])),
				departmentIds === null
					? undefined
					: inArray(kpi.indicatorId, heldBy(database, departmentIds, todayOf(clock)))
			)
		)
		.all()
		.filter(({ revisionId, valueState, missingReason }) =>
			mayFollow(revisionId === null ? null : { valueState, missingReason })
		)
		.map(({ indicatorId }) => indicatorId);
}
