/** What happened to a result. */
import { desc, eq } from 'drizzle-orm';
import type { WorkflowState } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import { resultEvent } from '../db/schema/index.ts';

/** The course of a result, newest first. */
export function listEvents(database: Database, resultId: number): (typeof resultEvent.$inferSelect)[] {
	return database
		.select()
		.from(resultEvent)
		.where(eq(resultEvent.resultId, resultId))
		.orderBy(desc(resultEvent.id))
		.all();
}

/** Why a returned result came back; null in every other state. */
export function returnedBecause(
	database: Database,
	resultId: number,
	state: WorkflowState
): typeof resultEvent.$inferSelect | null {
	if (state !== 'returned') return null;
	return listEvents(database, resultId).find(({ kind }) => kind === 'returned') ?? null;
}
