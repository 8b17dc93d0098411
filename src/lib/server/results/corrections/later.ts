/** Figures of the years after one that is corrected. */
import { and, asc, eq, gt, isNotNull, ne, or, isNull } from 'drizzle-orm';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { Database } from '../../db/client.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';

type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;

/** Confirmed figures of later years, the city's and its districts', oldest first. */
export function readLaterResults(
	database: Database,
	indicatorId: number,
	year: number
): { readonly head: Head; readonly row: Row; readonly figure: Decimal }[] {
	return database
		.select({ head: result, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(and(eq(result.indicatorId, indicatorId), gt(result.fiscalYear, year)))
		.orderBy(asc(result.fiscalYear))
		.all()
		.flatMap(({ head, row }) => {
			const figure = figureOf(row);
			return figure === null ? [] : [{ head, row, figure }];
		});
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
