/** What a correction did to the status, for the 正誤表. */
import { and, asc, eq } from 'drizzle-orm';
import { judgementWord } from '#lib/domain/judging/own-word.ts';
import type { Status } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import { judgement, sealedJudgement } from '../../db/schema/index.ts';
import { decodeJudgement } from '../../judgements/codec.ts';

/** A status as the pages write it, and the common one that it counts as. */
export interface ErratumStatus {
	readonly status: Status;
	/** 「達成」, 「A（達成）」, 「着実」, 「未確定」 */
	readonly word: string;
}

/**
 * The status sealed last before the correction, and the one sealed by it; where none was sealed by it (it came
 * with the city's file, or the year is open), the status that stands now.
 */
export function erratumStatuses(
	database: Database,
	kpiId: number,
	year: number,
	at: string
): { readonly statusBefore: ErratumStatus | null; readonly statusAfter: ErratumStatus | null } {
	const sealed = database
		.select({ body: sealedJudgement.body, sealedAt: sealedJudgement.sealedAt })
		.from(sealedJudgement)
		.where(and(eq(sealedJudgement.kpiId, kpiId), eq(sealedJudgement.fiscalYear, year)))
		.orderBy(asc(sealedJudgement.sealedAt), asc(sealedJudgement.id))
		.all();
	const now = database
		.select({ body: judgement.body })
		.from(judgement)
		.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, year)))
		.get();
	return {
		statusBefore: statusOf(sealed.findLast(({ sealedAt }) => sealedAt < at)),
		statusAfter: statusOf(sealed.find(({ sealedAt }) => sealedAt >= at) ?? now)
	};
}

function statusOf(row: { readonly body: string } | undefined): ErratumStatus | null {
	if (row === undefined) return null;
	const judged = decodeJudgement(row.body);
	return { status: judged.status, word: judgementWord(judged) };
}
