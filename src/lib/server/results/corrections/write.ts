/** Writing an approved 訂正: every revision of it in one transaction. History only grows. */
import { and, eq, isNull } from 'drizzle-orm';
import { toText, type Decimal } from '#lib/domain/decimal.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { account, correctionFigure, result, resultRevision } from '../../db/schema/index.ts';
import { insertDistrictHead } from '../districts/write.ts';
import type { EntryItem } from '../entry-items.ts';
import { figureColumns } from '../figure-columns.ts';
import { addEvent } from '../writing/event.ts';
import type { CorrectionRow } from './item.ts';
import { renewUnconfirmed, totalColumns } from './renew.ts';
import { carriedChanges, type CorrectionPlan, type DistrictChange, type LaterChange } from './plan.ts';

type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;
type NewRow = Omit<typeof resultRevision.$inferInsert, 'resultId' | 'revision'>;

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
		enteredText: entry.enteredText,
		valueState: entry.missingReason === null ? 'corrected' : null,
		missingReason: entry.missingReason,
		correctionReason: row.reason
	});
	noteRevision(transaction, row, { year: item.year, districtId: null }, revision);
	addEvent(transaction, { resultId: head.id, revision }, 'confirmed', `訂正：${row.reason}`);
	for (const each of plan.districts) writeDistrict(transaction, row, item, confirmed, each);
	for (const each of carriedChanges(plan)) writeLater(transaction, row, item.year, each);
	renewUnconfirmed(transaction, item);
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

/** A later figure: its amount, its state and its remarks stay, and the reason names the year that it follows from. */
function writeLater(transaction: Transaction, row: CorrectionRow, year: number, change: LaterChange): void {
	const { head, row: before, after } = change;
	const reason = followingReason(year, row.reason);
	const isComputed = before.runningTotalDigits !== null;
	const revision = addConfirmed(transaction, head, {
		...copyOf(before),
		...authorOf(transaction, row),
		...(isComputed ? totalColumns(after) : valueColumns(after)),
		enteredText: isComputed ? before.enteredText : toText(after),
		valueState: before.valueState === 'final' ? 'corrected' : before.valueState,
		correctionReason: reason
	});
	noteRevision(transaction, row, { year: change.year, districtId: change.district?.id ?? null }, revision);
	if (change.district === null)
		addEvent(transaction, { resultId: head.id, revision }, 'confirmed', `訂正：${reason}`);
}

/** What the record of a later year says: 「令和5年度の訂正に伴う訂正（…）」. */
function followingReason(year: number, reason: string): string {
	return `${eraFiscalYear(year)}の訂正に伴う訂正（${reason}）`;
}

/**
 * Adds a revision that counts from now on. Where a report is under way on top of the one that counts, that report
 * stays the newest.
 * @returns the number of the revision that counts.
 */
function addConfirmed({ database, now }: Transaction, head: Head, columns: NewRow): number {
	const revision = head.currentRevision + 1;
	database
		.insert(resultRevision)
		.values({ ...columns, resultId: head.id, revision })
		.run();
	const underWay =
		head.currentRevision === head.confirmedRevision
			? undefined
			: database
					.select()
					.from(resultRevision)
					.where(and(eq(resultRevision.resultId, head.id), eq(resultRevision.revision, head.currentRevision)))
					.get();
	if (underWay !== undefined) {
		const { id: _id, ...same } = underWay;
		database
			.insert(resultRevision)
			.values({ ...same, revision: revision + 1, createdAt: now })
			.run();
	}
	database
		.update(result)
		.set({
			currentRevision: underWay === undefined ? revision : revision + 1,
			confirmedRevision: revision,
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	return revision;
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

function copyOf({ id: _id, resultId: _result, revision: _revision, ...columns }: Row) {
	return columns;
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

function valueColumns({ digits, scale }: Decimal) {
	return { valueDigits: Number(digits), valueScale: scale };
}
