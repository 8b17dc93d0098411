import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#lib/server/db/client.ts';
import { reportingCycle } from '#lib/server/db/schema/index.ts';
import type { CycleSeed } from '../city/index.ts';
import { addDays } from '../city/read.ts';

/** Room that a visitor of the demo has until the deadline, and how long the call has been open. */
const DAYS_LEFT = 14;
const DAYS_OPEN = 30;

/**
 * The dates that a cycle has on `today`. The open call never lies behind its deadline and the coming one is
 * never open yet: both follow the calendar, or the demo would be locked after July.
 */
export function datesOn(
	cycle: Pick<CycleSeed, 'kind' | 'opensOn' | 'deadline'>,
	today: string
): { opensOn: string; deadline: string } {
	const { kind, opensOn, deadline } = cycle;
	if (kind === 'final') {
		return deadline >= today
			? { opensOn, deadline }
			: { opensOn: addDays(today, -DAYS_OPEN), deadline: addDays(today, DAYS_LEFT) };
	}
	if (opensOn > today) return { opensOn, deadline };
	return { opensOn: addDays(today, DAYS_OPEN), deadline: addDays(today, DAYS_OPEN + 24) };
}

/** Moves open demo cycles whose dates have passed. Returns how many moved. */
export function followToday(database: Database, seeds: readonly CycleSeed[], today: string): number {
	let moved = 0;
	for (const { year, kind, closedOn } of seeds) {
		if (closedOn !== null) continue;
		const key = and(
			eq(reportingCycle.fiscalYear, year),
			eq(reportingCycle.kind, kind),
			isNull(reportingCycle.closedAt)
		);
		const row = database.select().from(reportingCycle).where(key).get();
		if (row === undefined) continue;
		const dates = datesOn(row, today);
		if (dates.deadline === row.deadline && dates.opensOn === row.opensOn) continue;
		database.update(reportingCycle).set(dates).where(eq(reportingCycle.id, row.id)).run();
		moved += 1;
	}
	return moved;
}
