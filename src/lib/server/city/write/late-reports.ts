import { and, eq } from 'drizzle-orm';
import { judgement, kpi, sealedJudgement } from '../../db/schema/index.ts';
import { idOf, type Writing } from './context.ts';
import type { LaterRevision } from './results.ts';

/** 後日報告: a figure that was open at closing has arrived; its judgement is added beside the sealed one. */
export function sealLateReports({ database, ids }: Writing, later: readonly LaterRevision[]): void {
	for (const { indicator, year, isLateReport, at } of later) {
		if (!isLateReport) continue;
		const rows = database
			.select({ judgement })
			.from(judgement)
			.innerJoin(kpi, eq(kpi.id, judgement.kpiId))
			.where(and(eq(kpi.indicatorId, idOf(ids.indicator, indicator)), eq(judgement.fiscalYear, year)))
			.all();
		for (const row of rows) {
			const cycleId = idOf(ids.cycle, `${year}/final`);
			database
				.insert(sealedJudgement)
				.values({ ...row.judgement, cycleId, sealedAt: at })
				.run();
		}
	}
}
