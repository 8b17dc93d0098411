import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import { insertInto } from '../../db/prepared.ts';
import { among } from '../../db/rows.ts';
import { entryBatch, entryBatchItem, kpi } from '../../db/schema/index.ts';
import { rejudge } from '../../judgements/rejudge.ts';
import { patchOf } from './cell.ts';
import { readBatch, type ReadBatch } from './preview.ts';
import type { BatchOutcome, BatchPreview, BatchRequest, BatchSource } from './types.ts';
import { patched } from '../patch.ts';
import { storeItem } from '../writing/store.ts';

/** What the course of each result says about where its figure came from. */
const CAME_BY: Record<BatchSource, string> = {
	paste: 'Excelから貼り付け',
	upload: 'ファイルから取り込み'
};

const addItem = insertInto(entryBatchItem, ['batchId', 'resultId', 'revisionBefore', 'revisionAfter']);

/** Takes the transaction back and carries the preview out of it. */
class NotApplied extends Error {
	readonly preview: BatchPreview;

	constructor(preview: BatchPreview, message: string) {
		super(message);
		this.preview = preview;
	}
}

/**
 * Writes what a preview showed as drafts, all of it or nothing, in one transaction. Everything is computed anew:
 * where a cell would now do something else than was shown (a colleague saved, a figure was submitted, the year
 * was closed), nothing is written and the new preview comes back. The same form sent twice is carried out once.
 * @throws DomainError `invalid` where there is nothing to write, `forbidden` for who enters no figures.
 */
export async function applyBatch(context: Context, request: BatchRequest): Promise<BatchOutcome> {
	demand(context.actor, { kind: 'see-entries' });
	try {
		const done = await command(context, (transaction) => apply(context, transaction, request), {
			once: { act: 'batch', key: request.key, request },
			stillStands: ({ batchId }) => refuseUndone(context, batchId)
		});
		return { applied: true, ...done };
	} catch (refusal) {
		if (!(refusal instanceof NotApplied)) throw refusal;
		return { applied: false, preview: refusal.preview, message: refusal.message };
	}
}

function apply(context: Context, transaction: Transaction, request: BatchRequest) {
	const batch = readBatch(context, request);
	refuseUnlessShown(batch, request);
	const changes = batch.read.flatMap((each) =>
		each.item !== null && each.cell.outcome === 'change' ? [{ ...each, item: each.item }] : []
	);
	if (changes.length === 0) {
		throw new DomainError(
			'invalid',
			'反映する値がありません。すべて今の値と同じか、反映できない値です。何も変わっていません。'
		);
	}
	const batchId = addBatch(transaction, request);
	for (const { item, proposal, cell } of changes) {
		const patch = patchOf(proposal, item, request.source);
		if (!patch.ok) throw new DomainError('invalid', patch.message);
		const form = patched(item, cell.version, patch.patch, true);
		const { stored, districts } = storeItem(transaction, item, form, 'save', CAME_BY[request.source]);
		addItem(transaction.database, {
			batchId,
			resultId: stored.resultId,
			revisionBefore: item.head?.currentRevision ?? 0,
			revisionAfter: stored.revision
		});
		for (const each of districts) addItem(transaction.database, { batchId, ...each });
	}
	rejudgeIndicators(
		transaction,
		changes.map(({ item }) => item.material.indicator.id)
	);
	transaction.record({
		action: 'batch-applied',
		entity: 'entry-batch',
		entityId: batchId,
		after: {
			source: request.source,
			fileName: request.fileName,
			cells: changes.map(({ cell }) => cell.key),
			leftOut: request.proposals.length - changes.length
		}
	});
	return { batchId, count: changes.length };
}

/** Judges anew what the indicators concern, once for all of them. */
export function rejudgeIndicators({ database }: Transaction, indicatorIds: readonly number[]): void {
	const kpiIds = database
		.select({ id: kpi.id })
		.from(kpi)
		.where(among(kpi.indicatorId, indicatorIds))
		.all()
		.map(({ id }) => id);
	rejudge(database, kpiIds);
}

/** @throws NotApplied where the cells are not what the person saw, or something is left to decide. */
function refuseUnlessShown({ preview, read }: ReadBatch, request: BatchRequest): void {
	const moved = read.filter(({ cell }) => {
		const shown = request.shown.get(cell.key);
		return shown?.outcome !== cell.outcome || shown.version !== cell.version;
	});
	if (moved.length > 0) {
		const names = moved.slice(0, 5).map(({ cell }) => `${cell.place}「${cell.name}」`);
		const rest = moved.length > names.length ? `ほか${moved.length - names.length}件` : '';
		throw new NotApplied(
			preview,
			`確認の画面を出したあとに、状況が変わりました（${names.join('、')}${rest}）。まだ何も保存していません。下の表は今の状態です。確かめて、もう一度反映してください。`
		);
	}
	if (preview.counts.refused > 0 && !request.withoutRefused) {
		throw new NotApplied(
			preview,
			`反映できないものが${preview.counts.refused}件あります。まだ何も保存していません。元の表を直してやり直すか、「断られたものを除いて反映する」に印を付けてください。`
		);
	}
	const doubtful = preview.cells.filter(
		({ outcome, warnings, key }) =>
			outcome === 'change' && warnings.length > 0 && !request.allConfirmed && !request.confirmed.has(key)
	);
	if (doubtful.length > 0) {
		throw new NotApplied(
			preview,
			`確かめてほしい値が${doubtful.length}件残っています（${doubtful
				.slice(0, 5)
				.map(({ name }) => `「${name}」`)
				.join('、')}）。まだ何も保存していません。正しければ「この値で正しい」に印を付けてください。`
		);
	}
}

function addBatch({ database, actor, now }: Transaction, { source, fileName }: BatchRequest): number {
	return database
		.insert(entryBatch)
		.values({ source, fileName, accountId: actor.accountId, accountName: actor.name, at: now })
		.returning({ id: entryBatch.id })
		.get().id;
}

/** @throws DomainError `conflict` where the batch that the same form made was taken back since. */
function refuseUndone({ database }: Context, batchId: number): void {
	const batch = database.select().from(entryBatch).where(eq(entryBatch.id, batchId)).get();
	if (batch?.undoneAt != null)
		throw new DomainError(
			'conflict',
			'この取り込みは、元に戻してあります。もう一度取り込むときは、表を貼り付ける（ファイルを選ぶ）ところからやり直してください。'
		);
}
