/** Running totals under way, after a correction of an earlier year. */
import { and, desc, eq, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { sum } from '#lib/domain/correction.ts';
import { compareDecimals, fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import type { EntryItem } from '../entry-items.ts';
import { addEvent } from '../writing/event.ts';
import { readUnconfirmedTotals } from './later.ts';

type Head = typeof result.$inferSelect;

/**
 * Totals of later years that nobody has confirmed are computed from what counts now, as saving them again would.
 * They are no published figures: their state and their author stay.
 */
export function renewUnconfirmed(transaction: Transaction, item: EntryItem): void {
	const { database, now } = transaction;
	for (const { head, row } of readUnconfirmedTotals(database, item.material.indicator.id, item.year)) {
		const { id: _id, ...columns } = row;
		const [amount, total] = [
			fromScaled(row.valueDigits, row.valueScale),
			fromScaled(row.runningTotalDigits, row.runningTotalScale)
		];
		if (amount === null || total === null) continue;
		const base = lastTotalBefore(transaction, head);
		const renewed = base === null ? amount : sum(base, amount);
		if (compareDecimals(renewed, total) === 0) continue;
		const revision = head.currentRevision + 1;
		database
			.insert(resultRevision)
			.values({ ...columns, ...totalColumns(renewed), revision, createdAt: now })
			.run();
		database
			.update(result)
			.set({ currentRevision: revision, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
		if (head.districtId !== null) continue;
		const reason = `${eraFiscalYear(item.year)}の訂正により、累計を計算し直し`;
		addEvent(transaction, { resultId: head.id, revision }, 'saved', reason);
	}
}

/** The last measured total that counts before a result's year; null where there is none. */
function lastTotalBefore({ database }: Transaction, head: Head): Decimal | null {
	const row = database
		.select({ row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(
			and(
				eq(result.indicatorId, head.indicatorId),
				lt(result.fiscalYear, head.fiscalYear),
				head.districtId === null ? isNull(result.districtId) : eq(result.districtId, head.districtId),
				isNull(resultRevision.carriedFromYear),
				// The first total of a series may have come without its amount.
				or(isNotNull(resultRevision.runningTotalDigits), isNotNull(resultRevision.valueDigits))
			)
		)
		.orderBy(desc(result.fiscalYear))
		.limit(1)
		.get()?.row;
	return row === undefined ? null : figureOf(row);
}

/** The columns of a running total. */
export function totalColumns({ digits, scale }: Decimal) {
	return { runningTotalDigits: Number(digits), runningTotalScale: scale };
}
