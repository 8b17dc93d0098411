/** Writing an approved 訂正: every revision of it in one transaction. History only grows. */
import { and, eq, isNull } from 'drizzle-orm';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { account, correctionFigure, result, resultRevision } from '../../db/schema/index.ts';
import { carriedAfterCorrection } from '../carried.ts';
import { insertDistrictHead } from '../districts/write.ts';
import type { EntryItem } from '../entry-items.ts';
import { figureColumns } from '../figure-columns.ts';
import { addEvent } from '../writing/event.ts';
import type { CorrectionRow } from './item.ts';
import { renewUnconfirmed } from './renew.ts';
import { addConfirmed, writeFollower } from './counting.ts';
import type { LaterChange } from './followers.ts';
import { carriedChanges, type CorrectionPlan, type DistrictChange } from './plan.ts';

type Row = typeof resultRevision.$inferSelect;

/** @returns the number of the revision that corrects the city's figure of the year. */
export function writeCorrection(
	transaction: Transaction,
	row: CorrectionRow,
	item: EntryItem,
	plan: CorrectionPlan
): number {
	const { head, confirmed } = item;
	if (head === null || confirmed === null) throw new Error(`correction ${row.id} has nothing to correct`);
	const author = authorOf(transaction, row);
	const { entry } = plan;
	const revision = addConfirmed(transaction, head, {
		...carriedOver(confirmed),
		...author,
		...figureColumns(entry),
		carriedFromYear: carriedAfterCorrection(item, entry),
		enteredText: entry.enteredText,
		valueState: entry.missingReason === null ? 'corrected' : null,
		missingReason: entry.missingReason,
		correctionReason: row.reason
	});
	noteRevision(transaction, row, { year: item.year, districtId: null }, revision);
	addEvent(transaction, { resultId: head.id, revision }, 'confirmed', `訂正：${row.reason}`);
	for (const each of plan.districts) writeDistrict(transaction, row, item, confirmed, each);
	for (const each of carriedChanges(plan)) writeLater(transaction, row, item.year, each);
	renewUnconfirmed(transaction, item, { why: `${eraFiscalYear(item.year)}の訂正`, begun: plan.begun });
	return revision;
}

/** A district of the corrected year; one that had no figure gets its first. */
function writeDistrict(
	transaction: Transaction,
	row: CorrectionRow,
	item: EntryItem,
	city: Row,
	{ district, entry }: DistrictChange
): void {
	const columns = {
		...carriedOver(district.current ?? { ...city, cause: '', issue: '', nextAction: '' }),
		...authorOf(transaction, row),
		...figureColumns(entry),
		enteredText: entry.enteredText,
		valueState: entry.value === null ? null : ('corrected' as const),
		missingReason: entry.missingReason,
		correctionReason: row.reason
	};
	const { database } = transaction;
	let revision = 1;
	if (district.head === null) {
		const resultId = insertDistrictHead(database, item, district.id, 'submitted');
		database
			.insert(resultRevision)
			.values({ ...columns, resultId, revision })
			.run();
		database
			.update(result)
			.set({ state: 'confirmed', confirmedRevision: revision })
			.where(eq(result.id, resultId))
			.run();
	} else revision = addConfirmed(transaction, district.head, columns);
	noteRevision(transaction, row, { year: item.year, districtId: district.id }, revision);
}

/** A later figure that follows; the reason names the year that it follows from. */
function writeLater(transaction: Transaction, row: CorrectionRow, year: number, change: LaterChange): void {
	const reason = followingReason(year, row.reason);
	const revision = writeFollower(transaction, change, {
		...authorOf(transaction, row),
		correctionReason: reason
	});
	noteRevision(transaction, row, { year: change.year, districtId: change.district?.id ?? null }, revision);
	if (change.district === null)
		addEvent(transaction, { resultId: change.head.id, revision }, 'confirmed', `訂正：${reason}`);
}

/** What the record of a later year says: 「令和5年度の訂正に伴う訂正（…）」. */
function followingReason(year: number, reason: string): string {
	return `${eraFiscalYear(year)}の訂正に伴う訂正（${reason}）`;
}

function noteRevision(
	{ database }: Transaction,
	{ id }: CorrectionRow,
	{ year, districtId }: { year: number; districtId: number | null },
	toRevision: number
): void {
	database
		.update(correctionFigure)
		.set({ toRevision })
		.where(
			and(
				eq(correctionFigure.correctionId, id),
				eq(correctionFigure.fiscalYear, year),
				districtId === null
					? isNull(correctionFigure.districtId)
					: eq(correctionFigure.districtId, districtId)
			)
		)
		.run();
}

/** What a correction of the figure leaves as it was: the report keeps its department's name and its remarks. */
function carriedOver(row: Row) {
	const { carriedFromYear, measuredPeriod, cause, issue, nextAction, departmentId, departmentName } = row;
	return { carriedFromYear, measuredPeriod, cause, issue, nextAction, departmentId, departmentName };
}

function authorOf({ database, now }: Transaction, { requestedBy, requestedByName }: CorrectionRow) {
	const role =
		requestedBy === null
			? undefined
			: database.select({ role: account.role }).from(account).where(eq(account.id, requestedBy)).get()?.role;
	return {
		enteredBy: requestedBy,
		enteredByName: requestedByName,
		onBehalf: role === 'planner',
		createdAt: now
	};
}
