/** Running totals under way, after a change of what counts in an earlier year. */
import { eq } from 'drizzle-orm';
import { sum } from '#lib/domain/correction.ts';
import {
	compareDecimals,
	fits,
	fromScaled,
	MAX_DIGITS,
	rational,
	roundHalfUp,
	subtract,
	toText,
	type Decimal
} from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import type { EntryItem } from '../entry-items.ts';
import { addEvent } from '../writing/event.ts';
import { lastTotalBefore, readUnconfirmedTotals } from './later.ts';

type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;

/** What changed before the totals. */
export interface Renewal {
	/** 「令和6年度の訂正」 */
	readonly why: string;
	/** Places (null: the city) whose series now begins with the year: nothing counted up to then. */
	readonly begun: readonly (number | null)[];
}

/**
 * Totals after the item's year that nobody has confirmed are computed from what counts now, as saving them again
 * would. They are no published figures: their state and their author stay. Where the item's year is now the first
 * of the series, what was typed as the first total of a later one stays that total, and the rest becomes its amount.
 * A total before which nothing counts any more stays as it is, until something does.
 * @returns whether anything was written.
 * @throws DomainError `conflict` where a total would no longer fit.
 */
export function renewUnconfirmed(
	transaction: Transaction,
	{ material, year }: Pick<EntryItem, 'material' | 'year'>,
	{ why, begun }: Renewal
): boolean {
	let isWritten = false;
	for (const { head, row } of readUnconfirmedTotals(transaction.database, material.indicator.id, year)) {
		const base = lastTotalBefore(transaction.database, head);
		if (base === null) continue;
		const isFirst = base.year === year && begun.includes(head.districtId);
		const renewed = isFirst ? readAsAmount(row, base.figure) : addedTo(row, base.figure);
		if (renewed === null) continue;
		if (!renewed.fits) throw tooLong(material.indicator.name, head);
		writeRenewed(transaction, head, { ...row, ...renewed.columns });
		isWritten = true;
		if (head.districtId !== null) continue;
		const reason = `${why}により、${renewed.what}`;
		addEvent(transaction, { resultId: head.id, revision: head.currentRevision + 1 }, 'saved', reason);
	}
	return isWritten;
}

interface Renewed {
	readonly columns: Partial<Row>;
	readonly fits: boolean;
	/** For the record. */
	readonly what: string;
}

/** The total that an amount makes; null where it stands already. */
function addedTo(row: Row, base: Decimal): Renewed | null {
	const amount = fromScaled(row.valueDigits, row.valueScale);
	const total = fromScaled(row.runningTotalDigits, row.runningTotalScale);
	if (amount === null || total === null) return null;
	const renewed = sum(base, amount);
	if (compareDecimals(renewed, total) === 0) return null;
	return { columns: totalColumns(renewed), fits: fits(renewed), what: '累計を計算し直し' };
}

/** What was typed as a total, as the amount over `base`; null for what came without a text. */
function readAsAmount(row: Row, base: Decimal): Renewed | null {
	const total = fromScaled(row.runningTotalDigits, row.runningTotalScale);
	if (total === null || row.valueDigits === null) return null;
	const rest = subtract(rational(total), rational(base));
	const amount = roundHalfUp(rest, Math.max(total.scale, base.scale));
	return {
		columns: {
			valueDigits: Number(amount.digits),
			valueScale: amount.scale,
			enteredText: toText(amount)
		},
		fits: fits(amount),
		what: `入力した累計${toText(total)}を、この年度の分${toText(amount)}に読み替え`
	};
}

function writeRenewed({ database, now }: Transaction, head: Head, { id: _id, ...columns }: Row): void {
	const revision = head.currentRevision + 1;
	database
		.insert(resultRevision)
		.values({ ...columns, revision, createdAt: now })
		.run();
	database
		.update(result)
		.set({ currentRevision: revision, version: head.version + 1 })
		.where(eq(result.id, head.id))
		.run();
}

function tooLong(name: string, { fiscalYear }: Head): DomainError {
	const year = shortFiscalYear(fiscalYear);
	return new DomainError(
		'conflict',
		`この値にすると、まだ確認済でない${year}の「${name}」の累計が${MAX_DIGITS}桁に収まりません。先に${year}の値の桁を直してもらうか（例：1,234）、不承認か差戻しにしてください。`
	);
}

/** The columns of a running total. */
export function totalColumns({ digits, scale }: Decimal) {
	return { runningTotalDigits: Number(digits), runningTotalScale: scale };
}
