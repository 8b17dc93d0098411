/** Who may attach files to a value and take them off, and until when. */
import { may, type Actor } from '#lib/domain/permissions.ts';
import { isEditable } from '#lib/domain/workflow.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import type { EntryItem } from '../entry-items.ts';
import { lockReason } from '../locks.ts';
import { situationOf } from '../writing/situation.ts';

/** Why nobody, or not this person, may attach a file now; null when they may. */
export function evidenceLock(context: Context, item: EntryItem): string | null {
	if (!mayAttach(context.actor, item))
		return '根拠資料を付けられるのは、その指標の担当課の担当者と総合政策課です。';
	const locked = closedBecause(context, item);
	if (locked === null || may(context.actor, { kind: 'review-results' })) return null;
	return `締め切られた年度の根拠資料は、総合政策課だけが付けられます。資料を総合政策課に渡してください（${locked}）`;
}

/** Why a file of this result may not be taken off now; null when it may. What was reviewed stays beside its figure. */
export function removalLock(context: Context, item: EntryItem): string | null {
	const locked = closedBecause(context, item);
	if (locked !== null) return `締め切られた年度の根拠資料は外せません。記録として残します（${locked}）`;
	if (!mayAttach(context.actor, item))
		return '根拠資料を外せるのは、その指標の担当課の担当者と総合政策課です。';
	if (isEditable(situationOf(item)) || may(context.actor, { kind: 'review-results' })) return null;
	return '提出した値の根拠資料は外せません。提出を取り下げると外せます。';
}

/** Why the year is over for this figure; null while it is open, or where a 後日報告 is still wanted. */
function closedBecause(context: Context, item: EntryItem): string | null {
	return item.lock === null ? null : lockReason(context.database, item.year, todayOf(context.clock));
}

function mayAttach(actor: Actor, item: Pick<EntryItem, 'holders'>): boolean {
	return may(actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) });
}
