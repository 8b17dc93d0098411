/** Figures of the years after one that changes, and the total before it. */
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { Database } from '../../db/client.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';

type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;

/** What is confirmed for later years, a figure or why there is none, of the city and its districts, oldest first. */
export function readLaterResults(
	database: Database,
	indicatorId: number,
	year: number
): { readonly head: Head; readonly row: Row }[] {
	return database
		.select({ head: result, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(and(eq(result.indicatorId, indicatorId), gt(result.fiscalYear, year)))
		.orderBy(asc(result.fiscalYear))
		.all();
}

/** The last measured total that counts before a result's year; null where there is none. */
export function lastTotalBefore(
	database: Database,
	{ indicatorId, fiscalYear, districtId }: Pick<Head, 'indicatorId' | 'fiscalYear' | 'districtId'>
): { readonly year: number; readonly figure: Decimal } | null {
	const found = database
		.select({ year: result.fiscalYear, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(
			and(
				eq(result.indicatorId, indicatorId),
				lt(result.fiscalYear, fiscalYear),
				districtId === null ? isNull(result.districtId) : eq(result.districtId, districtId),
				isNull(resultRevision.carriedFromYear),
				// The first total of a series may have come without its amount.
				or(isNotNull(resultRevision.runningTotalDigits), isNotNull(resultRevision.valueDigits))
			)
		)
		.orderBy(desc(result.fiscalYear))
		.limit(1)
		.get();
	const figure = found === undefined ? null : figureOf(found.row);
	return found === undefined || figure === null ? null : { year: found.year, figure };
}

/**
 * Running totals of later years that were computed and that nobody has confirmed yet, oldest first: they were
 * made from what was confirmed when they were saved.
 */
export function readUnconfirmedTotals(
	database: Database,
	indicatorId: number,
	year: number
): { readonly head: Head; readonly row: Row }[] {
	return database
		.select({ head: result, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.currentRevision))
		)
		.where(
			and(
				eq(result.indicatorId, indicatorId),
				gt(result.fiscalYear, year),
				isNotNull(resultRevision.runningTotalDigits),
				or(isNull(result.confirmedRevision), ne(result.confirmedRevision, result.currentRevision))
			)
		)
		.orderBy(asc(result.fiscalYear))
		.all();
}
