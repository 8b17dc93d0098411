import { formatEraDateTime, japanDate } from '#lib/domain/fiscal-year.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { lastBatch, readBatchState, type BatchState } from './undo.ts';

/** What 実績入力 says about the last paste or file, with the button that takes it back. */
export interface BatchNotice {
	/** Just now, or still possible from earlier today. */
	readonly kind: 'applied' | 'earlier' | 'undone';
	readonly text: string;
	/** Null: nothing to take back. */
	readonly undo: { readonly batchId: number; readonly label: string } | null;
	/** Why it can no longer be taken back as a whole. */
	readonly problems: readonly string[];
}

const CAME_BY = { paste: '貼り付けた', upload: 'ファイルから取り込んだ' } as const;

/**
 * By the address that a paste, an upload or an undo led to (`batch`, `undone`); else the person's last batch of
 * today, as long as it can be taken back. Null where there is nothing to say.
 */
export function readBatchNotice(context: Context, searchParams: URLSearchParams): BatchNotice | null {
	const undone = /^\d{1,6}$/.exec(searchParams.get('undone') ?? '')?.[0];
	if (undone !== undefined)
		return {
			kind: 'undone',
			text: `${undone}件を、取り込む前の値に戻しました。`,
			undo: null,
			problems: []
		};
	const asked = /^\d{1,9}$/.exec(searchParams.get('batch') ?? '')?.[0];
	const applied = asked === undefined ? null : readable(context, Number(asked));
	if (applied !== null && applied.batch.undoneAt === null) {
		return {
			kind: 'applied',
			text: `${CAME_BY[applied.batch.source]}${applied.count}件を下書きに保存しました。提出はまだです。`,
			...undoOf(applied),
			problems: applied.problems
		};
	}
	const last = lastBatch(context);
	if (last === null || last.problems.length > 0 || japanDate(last.batch.at) !== todayOf(context.clock))
		return null;
	const at = formatEraDateTime(last.batch.at).split(' ')[1] ?? '';
	return {
		kind: 'earlier',
		text: `${at}に${CAME_BY[last.batch.source]}${last.count}件は、まとめて元に戻せます。`,
		...undoOf(last),
		problems: []
	};
}

function undoOf({ batch, count, problems }: BatchState): Pick<BatchNotice, 'undo'> {
	if (problems.length > 0) return { undo: null };
	return { undo: { batchId: batch.id, label: `${CAME_BY[batch.source]}${count}件を元に戻す` } };
}

/** Null for a batch of somebody else: the address may have been copied. */
function readable(context: Context, batchId: number): BatchState | null {
	try {
		return readBatchState(context, batchId);
	} catch (refusal) {
		if (refusal instanceof DomainError) return null;
		throw refusal;
	}
}
