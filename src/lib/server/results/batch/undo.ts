import { and, desc, eq, isNull } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { may } from '#lib/domain/permissions.ts';
import { isEditable } from '#lib/domain/workflow.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import {
	district,
	entryBatch,
	entryBatchItem,
	indicator,
	result,
	resultRevision
} from '../../db/schema/index.ts';
import { rejudgeIndicators } from './batch.ts';
import { readEntryItems, type EntryItem } from '../entry-items.ts';
import { restoreConfirmed } from '../follow-up.ts';
import { patched } from '../patch.ts';
import { situationOf } from '../writing/situation.ts';
import { storeItem } from '../writing/store.ts';

type Batch = typeof entryBatch.$inferSelect;

/** A batch with what it changed, and why it cannot be taken back as a whole; null where it can. */
export interface BatchState {
	readonly batch: Batch;
	readonly count: number;
	readonly problems: readonly string[];
}

/** What the course of a result says. */
const REASON = '取り込みを元に戻した';

interface Undoing {
	readonly item: EntryItem;
	readonly before: typeof resultRevision.$inferSelect | null;
	readonly revisionAfter: number;
	/** Districts that the batch changed, with the text that stood before. */
	readonly districts: Readonly<Record<string, string>>;
}

/**
 * Takes a batch back as a whole, once: each result gets what stood before as a new revision (an empty draft
 * where nothing stood; where a confirmed 見込, 速報 or 未把握 stood, that counts again). Only by who applied it or the planning division, only while every result is still the
 * draft that the batch made.
 * @throws DomainError `not-found`, `forbidden`, `locked` when done before, `conflict` naming the cells.
 */
export function undoBatch(context: Context, batchId: number): Promise<{ count: number }> {
	return command(
		context,
		(transaction) => {
			const batch = findBatch(context, batchId);
			if (batch.undoneAt !== null)
				throw new DomainError('locked', 'この取り込みは、すでに元に戻してあります。');
			const undoing = readUndoing(context, batchId);
			const problems = undoing.flatMap(problemOf);
			if (problems.length > 0) {
				throw new DomainError(
					'conflict',
					`元に戻せないものがあるため、何も変えていません。${problems.join('')}残りを戻すときは、実績入力の画面で1つずつ直してください。`,
					{ details: problems }
				);
			}
			restore(transaction, undoing);
			transaction.database
				.update(entryBatch)
				.set({ undoneAt: transaction.now })
				.where(eq(entryBatch.id, batchId))
				.run();
			transaction.record({
				action: 'batch-undone',
				entity: 'entry-batch',
				entityId: batchId,
				after: { cells: undoing.map(({ item }) => `${item.material.indicator.code}/${item.year}`) }
			});
			return { count: undoing.length };
		},
		{ once: { act: 'undo-batch', key: String(batchId), request: batchId } }
	);
}

/** The newest batch of this person that has not been taken back; null without one. */
export function lastBatch(context: Context): BatchState | null {
	const { accountId } = context.actor;
	if (accountId === null) return null;
	const batch = context.database
		.select()
		.from(entryBatch)
		.where(and(eq(entryBatch.accountId, accountId), isNull(entryBatch.undoneAt)))
		.orderBy(desc(entryBatch.id))
		.limit(1)
		.get();
	return batch === undefined ? null : stateOf(context, batch);
}

/** A batch that this person may see. @throws DomainError `not-found`, `forbidden`. */
export function readBatchState(context: Context, batchId: number): BatchState {
	return stateOf(context, findBatch(context, batchId));
}

function stateOf(context: Context, batch: Batch): BatchState {
	const undoing = readUndoing(context, batch.id);
	return { batch, count: undoing.length, problems: undoing.flatMap(problemOf) };
}

function findBatch(context: Context, batchId: number): Batch {
	const batch = context.database.select().from(entryBatch).where(eq(entryBatch.id, batchId)).get();
	if (batch === undefined) throw new DomainError('not-found', 'その取り込みは見つかりませんでした。');
	const isOwn = batch.accountId !== null && batch.accountId === context.actor.accountId;
	if (!isOwn && !may(context.actor, { kind: 'review-results' }))
		throw new DomainError(
			'forbidden',
			`元に戻せるのは、取り込んだ本人（${batch.accountName}）と総合政策課です。`
		);
	return batch;
}

/** The results of a batch as they stand now, with what stood before. */
function readUndoing(context: Context, batchId: number): Undoing[] {
	const { database } = context;
	const rows = database
		.select({
			item: entryBatchItem,
			indicatorId: result.indicatorId,
			year: result.fiscalYear,
			code: indicator.code
		})
		.from(entryBatchItem)
		.innerJoin(result, eq(result.id, entryBatchItem.resultId))
		.innerJoin(indicator, eq(indicator.id, result.indicatorId))
		.where(and(eq(entryBatchItem.batchId, batchId), isNull(result.districtId)))
		.orderBy(entryBatchItem.id)
		.all();
	const before = readBefore(database, batchId);
	const districts = readDistrictsBefore(database, batchId);
	return [...Map.groupBy(rows, ({ year }) => year)].flatMap(([year, own]) => {
		const items = new Map(
			readEntryItems(context, year, { indicatorIds: own.map(({ indicatorId }) => indicatorId) })
				.toReversed()
				.map((item) => [item.material.indicator.id, item])
		);
		return own.map(({ item: { resultId, revisionAfter }, indicatorId, code }) => {
			const item = items.get(indicatorId);
			if (item === undefined) {
				throw new DomainError(
					'conflict',
					`指標「${code}」は${eraFiscalYear(year)}の一覧になくなりました。元に戻せません。`
				);
			}
			const own = districts.filter((each) => each.indicatorId === indicatorId && each.year === year);
			return {
				item,
				before: before.get(resultId) ?? null,
				revisionAfter,
				districts: Object.fromEntries(own.map(({ code: district, text }) => [district, text ?? '']))
			};
		});
	});
}

/** The revision that an item of a batch replaced. */
const STOOD_BEFORE = and(
	eq(resultRevision.resultId, entryBatchItem.resultId),
	eq(resultRevision.revision, entryBatchItem.revisionBefore)
);

function readBefore(database: Database, batchId: number): Map<number, typeof resultRevision.$inferSelect> {
	const rows = database
		.select({ row: resultRevision })
		.from(entryBatchItem)
		.innerJoin(resultRevision, STOOD_BEFORE)
		.where(eq(entryBatchItem.batchId, batchId))
		.all();
	return new Map(rows.map(({ row }) => [row.resultId, row]));
}

/** What stood for the districts that a batch changed; no text where nothing did. */
function readDistrictsBefore(database: Database, batchId: number) {
	return database
		.select({
			indicatorId: result.indicatorId,
			year: result.fiscalYear,
			code: district.code,
			text: resultRevision.enteredText
		})
		.from(entryBatchItem)
		.innerJoin(result, eq(result.id, entryBatchItem.resultId))
		.innerJoin(district, eq(district.id, result.districtId))
		.leftJoin(resultRevision, STOOD_BEFORE)
		.where(eq(entryBatchItem.batchId, batchId))
		.all();
}

/** Why a result cannot be taken back, with the word what to do; none where it can. */
function problemOf({ item, revisionAfter }: Undoing): string[] {
	const where = `「${item.material.indicator.name}」（${shortFiscalYear(item.year)}）`;
	if (item.lock !== null) return [`${where}：${item.lock}`];
	if (item.head?.currentRevision !== revisionAfter)
		return [`${where}は、そのあと${item.current?.enteredByName ?? 'ほかの人'}が変更しています。`];
	if (isEditable(situationOf(item)) && item.head.state !== 'confirmed') return [];
	const advice =
		item.head.state === 'submitted'
			? '先に「提出を取り下げる」を押してください。'
			: '総合政策課に差戻しを頼んでください。';
	return [`${where}は、そのあと提出されています。${advice}`];
}

function restore(transaction: Transaction, undoing: readonly Undoing[]): void {
	for (const { item, before, districts } of undoing) {
		// What stood confirmed stands confirmed again, not as a draft of itself.
		if (before !== null && before.revision === item.head?.confirmedRevision) {
			restoreConfirmed(transaction, item, REASON);
			continue;
		}
		const form = patched(
			{ ...item, current: before },
			item.head?.version ?? 0,
			{ districts, carriedFrom: before?.carriedFromYear == null ? '' : String(before.carriedFromYear) },
			true
		);
		storeItem(transaction, item, form, 'save', REASON);
	}
	rejudgeIndicators(
		transaction,
		undoing.map(({ item }) => item.material.indicator.id)
	);
}
