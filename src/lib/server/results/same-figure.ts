/** Whether what somebody entered says anything new. */
import { compareDecimals, type Decimal } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { resultRevision } from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import { ratePartsOf } from './figure-columns.ts';

type Row = typeof resultRevision.$inferSelect;

/** The figure that counts of an entry. */
export function countingOf({
	runningTotal,
	value
}: Pick<ReadEntry, 'runningTotal' | 'value'>): Decimal | null {
	return runningTotal ?? value;
}

/** Whether an entry says what a revision says: the same figure, made of the same two parts, or the same reason. */
export function saysTheSame(entry: ReadEntry, row: Row | null): boolean {
	const [figure, stored] = [countingOf(entry), row && figureOf(row)];
	if (figure === null || stored === null)
		return figure === stored && entry.missingReason === (row?.missingReason ?? null);
	const parts = ratePartsOf(row);
	// A rate that came with a file may be stored rounded: its two figures say more.
	if (entry.rate !== undefined && parts !== null)
		return (
			compareDecimals(entry.rate.numerator, parts.numerator) === 0 &&
			compareDecimals(entry.rate.denominator, parts.denominator) === 0
		);
	return compareDecimals(figure, stored) === 0 && entry.rate === undefined && parts === null;
}
