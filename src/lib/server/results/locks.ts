import { eq } from 'drizzle-orm';
import type { YearCall } from '#lib/domain/due.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import { CYCLE_KINDS } from '#lib/domain/model.ts';
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

/** The call that counts for a year on a day: 年度末実績 once it has opened, before that 年度途中見込; null before both. */
export function findCall(database: Database, fiscalYear: number, today: string): CycleRow | null {
	const opened = cyclesOf(database, fiscalYear).filter(({ opensOn }) => opensOn <= today);
	return opened.find(({ kind }) => kind === 'final') ?? opened[0] ?? null;
}

/** The call as the rules of domain/due.ts see it. */
export function yearCallOf(cycle: CycleRow | null): YearCall | null {
	return cycle && { kind: cycle.kind, closedOn: cycle.closedAt === null ? null : japanDate(cycle.closedAt) };
}

/** Why a year's figures cannot be entered now; null when they can. */
export function lockReason(database: Database, fiscalYear: number, today: string): string | null {
	const call = findCall(database, fiscalYear, today);
	if (call !== null && call.closedAt === null) return null;
	const year = eraFiscalYear(fiscalYear);
	const coming = cyclesOf(database, fiscalYear).find(({ opensOn }) => opensOn > today);
	const begins =
		coming === undefined ? null : `${formatEraDate(coming.opensOn)}に始まります。それまでは入力できません。`;
	if (call?.closedAt) {
		const closed = formatEraDate(japanDate(call.closedAt));
		if (call.kind === 'final')
			return `${year}の実績は${closed}に締め切られました。値を直すときは、訂正を申し出てください。`;
		return `${year}の${CYCLE_KINDS.forecast}は${closed}に締め切られました。${begins === null ? `${CYCLE_KINDS.final}の照会が始まると、また入力できます。` : `${CYCLE_KINDS.final}の照会は${begins}`}`;
	}
	return begins === null ? `${year}の実績照会は行われていません。` : `${year}の実績照会は${begins}`;
}

/** @throws DomainError `locked`, saying why. */
export function demandOpen(database: Database, fiscalYear: number, today: string): void {
	const reason = lockReason(database, fiscalYear, today);
	if (reason !== null) throw new DomainError('locked', reason);
}

function cyclesOf(database: Database, fiscalYear: number): CycleRow[] {
	return database.select().from(reportingCycle).where(eq(reportingCycle.fiscalYear, fiscalYear)).all();
}
