import { and, eq } from 'drizzle-orm';
import { isSettled } from '#lib/domain/due.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { may } from '#lib/domain/permissions.ts';
import type { Context } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { correction, indicator, result } from '../../db/schema/index.ts';
import { entryItem, type EntryItem } from '../entry-items.ts';
import { leadIds } from '../lead.ts';

export type CorrectionRow = typeof correction.$inferSelect;

/** How a figure stands to 訂正: it can be asked for, or a request waits. */
export type CorrectionStand =
	{ readonly state: 'possible' } | { readonly state: 'pending'; readonly by: string; readonly at: string };

/** Null where the figure is not confirmed for good, or where the person has no part in correcting it. */
export function correctionStand(context: Context, item: EntryItem): CorrectionStand | null {
	if (item.head === null || !isCorrectable(item)) return null;
	const open = findOpenCorrection(context.database, item.head.id);
	if (open !== null)
		return { state: 'pending', by: open.requestedByName, at: formatEraDateTime(open.requestedAt) };
	return may(context.actor, { kind: 'request-correction', departmentIds: leadIds(item) })
		? { state: 'possible' }
		: null;
}

/** Only what counts for good is corrected; 見込, 速報 and 未把握 are followed by a report. */
function isCorrectable({ head, confirmed }: Pick<EntryItem, 'head' | 'confirmed'>): boolean {
	return head?.state === 'confirmed' && confirmed !== null && isSettled(confirmed);
}

/** Why a figure cannot be corrected; null where it can. */
export function notCorrectable(item: EntryItem): string | null {
	if (isCorrectable(item)) return null;
	const { name } = item.material.indicator;
	if (item.confirmed === null)
		return `「${name}」には、確認済の値がありません。訂正ではなく、「実績入力」から入力してください。`;
	if (!isSettled(item.confirmed))
		return `「${name}」は見込・速報・未把握のままです。訂正ではなく、「実績入力」から新しい値を報告してください。`;
	return `「${name}」は入力の途中です。確認済になってから、訂正を申し出てください。`;
}

/** The request that waits for a decision. */
export function findOpenCorrection(database: Database, resultId: number): CorrectionRow | null {
	return (
		database
			.select()
			.from(correction)
			.where(and(eq(correction.resultId, resultId), eq(correction.state, 'requested')))
			.get() ?? null
	);
}

/** A request with the figure it is about. @throws DomainError `not-found`. */
export function correctionItem(context: Context, id: number): { row: CorrectionRow; item: EntryItem } {
	const found = context.database
		.select({ row: correction, code: indicator.code, year: result.fiscalYear })
		.from(correction)
		.innerJoin(result, eq(result.id, correction.resultId))
		.innerJoin(indicator, eq(indicator.id, result.indicatorId))
		.where(eq(correction.id, id))
		.get();
	if (found === undefined)
		throw new DomainError(
			'not-found',
			'この訂正の申出はありません。「訂正の承認」の一覧から選んでください。'
		);
	return { row: found.row, item: entryItem(context, found.year, found.code) };
}
