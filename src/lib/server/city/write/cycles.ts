import { eq } from 'drizzle-orm';
import { reportingCycle } from '../../db/schema/index.ts';
import { sealYear } from '../../judgements/seal.ts';
import { idOf, momentOn, type Writing } from './context.ts';

/** Calls for figures, none of them closed yet: closing comes after judging. */
export function writeCycles({ database, city, ids }: Writing): void {
	for (const { year, kind, opensOn, deadline } of city.cycles) {
		const values = { fiscalYear: year, kind, opensOn, deadline };
		const { id } = database.insert(reportingCycle).values(values).returning({ id: reportingCycle.id }).get();
		ids.cycle.set(`${year}/${kind}`, id);
	}
}

/** Closes the finished calls; 年度末実績 seals the judgements of its year. */
export function closeCycles(writing: Writing, closedBy: number | null): void {
	const { database, city, ids } = writing;
	for (const { year, kind, closedOn } of city.cycles) {
		if (closedOn === null) continue;
		const id = idOf(ids.cycle, `${year}/${kind}`);
		const closedAt = momentOn(writing, closedOn);
		if (kind === 'final') sealYear(database, year, id, closedAt);
		database.update(reportingCycle).set({ closedAt, closedBy }).where(eq(reportingCycle.id, id)).run();
	}
}
