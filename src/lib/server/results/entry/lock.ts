import { mayFollow, type Demand } from '#lib/domain/due.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import { may, type Actor } from '#lib/domain/permissions.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import type { resultRevision } from '../../db/schema/index.ts';
import { findCall, lockReason, type CycleRow } from '../locks.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** What a year's call says about entering, read once for all items of the year. */
export interface YearLock {
	readonly call: CycleRow | null;
	/** Why the year is not open; null while it is. */
	readonly reason: string | null;
}

/** Whether a year can be entered today, and if not why. */
export function readYearLock(context: Context, year: number): YearLock {
	const today = todayOf(context.clock);
	return {
		call: findCall(context.database, year, today),
		reason: lockReason(context.database, year, today)
	};
}

/**
 * Why somebody cannot report an item's figure now; null where they can. A closed year stays open for what it
 * closed without (後日報告): by its department what stood as 見込, 速報 or 未把握 or was not due yet, by the
 * planning division what should have been reported and was not.
 */
export function lockOf(
	actor: Actor,
	{ call, reason }: YearLock,
	item: { year: number; demand: Demand; confirmed: RevisionRow | null; current: RevisionRow | null }
): string | null {
	const { demand, current } = item;
	const closedAt = call?.kind === 'final' ? call.closedAt : null;
	if (reason === null || closedAt === null) return reason;
	if (demand.kind === 'later') return null;
	if (demand.kind !== 'late-report' || !mayFollow(item.confirmed)) return reason;
	const underWay = current !== null && current.createdAt > closedAt;
	if (demand.by === 'department' || underWay || may(actor, { kind: 'review-results' })) return null;
	return `${eraFiscalYear(item.year)}の実績は、未報告のまま${formatEraDate(japanDate(closedAt))}に締め切られました。後から報告するときは、総合政策課に代理入力を頼んでください。`;
}
