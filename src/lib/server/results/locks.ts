import { and, eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../db/client.ts';
import { reportingCycle } from '../db/schema/index.ts';

export type CycleRow = typeof reportingCycle.$inferSelect;

/** Cycles that have opened and not been closed, newest year first. */
export function listOpenCycles(database: Database, today: string): CycleRow[] {
	return database
		.select()
		.from(reportingCycle)
		.all()
		.filter((cycle) => cycle.opensOn <= today && cycle.closedAt === null)
		.sort((a, b) => b.fiscalYear - a.fiscalYear || a.kind.localeCompare(b.kind));
}

/** Why a year's figures cannot be entered now; null when they can. */
export function lockReason(database: Database, fiscalYear: number, today: string): string | null {
	const cycles = database
		.select()
		.from(reportingCycle)
		.where(and(eq(reportingCycle.fiscalYear, fiscalYear)))
		.all();
	if (cycles.some((cycle) => cycle.opensOn <= today && cycle.closedAt === null)) return null;
	const year = eraFiscalYear(fiscalYear);
	const closed = cycles.find((cycle) => cycle.closedAt !== null);
	if (closed?.closedAt) {
		return `${year}の実績は${formatEraDate(japanDate(closed.closedAt))}に締め切られました。値を直すときは、総合政策課に相談してください。`;
	}
	const coming = cycles[0];
	return coming === undefined
		? `${year}の実績照会は行われていません。`
		: `${year}の実績照会は${formatEraDate(coming.opensOn)}に始まります。それまでは入力できません。`;
}

/** @throws DomainError `locked`, saying why. */
export function demandOpen(database: Database, fiscalYear: number, today: string): void {
	const reason = lockReason(database, fiscalYear, today);
	if (reason !== null) throw new DomainError('locked', reason);
}
