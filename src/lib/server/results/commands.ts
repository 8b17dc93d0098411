import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type CommandOptions, type Context } from '../command.ts';
import { refuseIncomplete } from './completeness.ts';
import { entryItem } from './entry-items.ts';
import { leadIds } from './lead.ts';
import { neededReason, refuseTooManyRows } from './limits.ts';
import { renewOwn } from './carrying/own.ts';
import { move } from './writing/move.ts';
import { refuseStale } from './writing/stale.ts';
import { openItem, store, type EntryRequest } from './writing/store.ts';

export type { EntryRequest } from './writing/store.ts';

/**
 * Stores an entry as a draft: a new revision, whatever is still missing.
 * @throws DomainError `invalid` (field `entered`), `locked`, `conflict` with what is stored now, `forbidden`.
 */
export async function saveResult(context: Context, request: EntryRequest): Promise<void> {
	await command(
		context,
		(transaction) => {
			const { item } = store(context, transaction, request, 'save');
			return { version: (item.head?.version ?? 0) + 1 };
		},
		sentOnce(context, request, 'save')
	);
}

/**
 * Stores and submits an entry. A figure or a reason must be there, doubtful figures confirmed, and remarks
 * given where the status is 遅れ or worse.
 * @throws DomainError as `saveResult`, with a message for each field that is missing.
 */
export async function submitResult(context: Context, request: EntryRequest): Promise<void> {
	await command(
		context,
		(transaction) => {
			const { item, entry, warnings } = store(context, transaction, request, 'submit');
			refuseIncomplete(item, entry, warnings, request.form);
			return { version: (item.head?.version ?? 0) + 1 };
		},
		sentOnce(context, request, 'submit')
	);
}

/** Takes a submission back to mend it, before anybody has confirmed it. */
export function withdrawResult(
	context: Context,
	indicatorCode: string,
	fiscalYear: number,
	version: number
): Promise<void> {
	return command(context, (transaction) => {
		const item = openItem(context, indicatorCode, fiscalYear);
		demand(context.actor, { kind: 'submit-result', departmentIds: leadIds(item) });
		move(transaction, item, version, 'withdraw', 'withdrawn', null);
	});
}

/** The department head's step: passes a submission on, or sends it back with a reason. */
export function decideAsHead(
	context: Context,
	request: { indicatorCode: string; fiscalYear: number; version: number; returnReason: string | null }
): Promise<void> {
	return command(context, (transaction) => {
		const item = openItem(context, request.indicatorCode, request.fiscalYear);
		demand(context.actor, { kind: 'confirm-as-head', departmentIds: leadIds(item) });
		if (request.returnReason === null)
			move(transaction, item, request.version, 'confirm-as-head', 'head-confirmed', null);
		else
			move(transaction, item, request.version, 'return-as-head', 'returned', reasonOf(request.returnReason));
	});
}

/** One submission that the planning division decides on, as it was seen. */
export interface ReviewItem {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly version: number;
}

/**
 * Confirms submissions, all or none. From then on their figures count, and later totals are carried along: the
 * earliest year goes first, so that what follows in one of them is confirmed as it then is.
 */
export function confirmResults(context: Context, items: readonly ReviewItem[]): Promise<number> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'review-results' });
		if (items.length === 0) throw new DomainError('invalid', '確認済にする指標を1つ以上選んでください。');
		refuseTooManyRows(items.length);
		const inOrder = items.toSorted((a, b) => a.fiscalYear - b.fiscalYear);
		// Checked on what the person saw, before anything of this act changes it.
		const seen = inOrder.map(({ indicatorCode, fiscalYear, version }) => {
			const item = openItem(context, indicatorCode, fiscalYear);
			refuseStale(item, version);
			return item;
		});
		const changed = new Set<string>();
		for (const item of seen) {
			const { code } = item.material.indicator;
			const now =
				renewOwn(transaction, item) || changed.has(code) ? openItem(context, code, item.year) : item;
			move(transaction, now, now.head?.version ?? 0, 'confirm', 'confirmed', null);
			changed.add(code);
		}
		return items.length;
	});
}

/** Sends a submission (or a confirmed figure of an open year) back with a reason; it no longer counts. */
export function returnResult(context: Context, review: ReviewItem, reason: string): Promise<void> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'review-results' });
		const item = openItem(context, review.indicatorCode, review.fiscalYear);
		move(transaction, item, review.version, 'return', 'returned', reasonOf(reason));
	});
}

/** The same form again stands only while nobody has changed, taken back or decided what it stored. */
function sentOnce(
	context: Context,
	request: EntryRequest,
	act: 'save' | 'submit'
): CommandOptions<{ version: number }> {
	return {
		once: { act, key: request.form.key, request },
		stillStands: ({ version }) =>
			refuseStale(entryItem(context, request.fiscalYear, request.indicatorCode), version, 'あなたが送った')
	};
}

/** Why something is sent back. @throws DomainError `invalid` (field `reason`) without one, or where it is too long. */
export function reasonOf(text: string): string {
	return neededReason(
		text,
		'差し戻す理由を書いてください。担当課はこれを見て直します（例：分母は40歳以上の対象者数ですか）。'
	);
}
