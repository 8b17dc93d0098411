import { eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { judgement, sealedJudgement } from '../db/schema/index.ts';

/** Seals the judgements of a year as they stand, inside the transaction that closes its cycle. */
export function sealYear(database: Database, fiscalYear: number, cycleId: number, now: string): number {
	const rows = database.select().from(judgement).where(eq(judgement.fiscalYear, fiscalYear)).all();
	for (const row of rows)
		database
			.insert(sealedJudgement)
			.values({ ...row, cycleId, sealedAt: now })
			.run();
	return rows.length;
}
