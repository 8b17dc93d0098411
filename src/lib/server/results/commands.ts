import { createHash } from 'node:crypto';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import { command, type Context } from '../command.ts';
import { refuseIncomplete } from './completeness.ts';
import { leadIds } from './lead.ts';
import { move } from './writing/move.ts';
import { openItem, store, type EntryRequest } from './writing/store.ts';

export type { EntryRequest } from './writing/store.ts';

/**
 * Stores an entry as a draft: a new revision, whatever is still missing.
 * @throws DomainError `invalid` (field `entered`), `locked`, `conflict` with what is stored now, `forbidden`.
 */
export function saveResult(context: Context, request: EntryRequest): Promise<void> {
	return command(context, (transaction) => void store(context, transaction, request, 'save'), {
		key: keyOf(context, request, 'save')
	});
}

/**
 * Stores and submits an entry. A figure or a reason must be there, doubtful figures confirmed, and remarks
 * given where the status is 遅れ or worse.
 * @throws DomainError as `saveResult`, with a message for each field that is missing.
 */
export function submitResult(context: Context, request: EntryRequest): Promise<void> {
	return command(
		context,
		(transaction) => {
			const { item, entry, warnings } = store(context, transaction, request, 'submit');
			refuseIncomplete(item, entry, warnings, request.form);
		},
		{ key: keyOf(context, request, 'submit') }
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

/** Confirms submissions, all or none. From then on their figures count. */
export function confirmResults(context: Context, items: readonly ReviewItem[]): Promise<number> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'review-results' });
		if (items.length === 0) throw new DomainError('invalid', '確認済にする指標を1つ以上選んでください。');
		for (const { indicatorCode, fiscalYear, version } of items) {
			const item = openItem(context, indicatorCode, fiscalYear);
			move(transaction, item, version, 'confirm', 'confirmed', null);
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

/**
 * A form is repeated only by the same act of the same person with the same content: going back in the browser
 * keeps its key.
 */
function keyOf({ actor }: Context, request: EntryRequest, act: 'save' | 'submit'): string | undefined {
	if (request.form.key === undefined) return undefined;
	return createHash('sha256')
		.update(JSON.stringify([actor.accountId, act, request]))
		.digest('hex');
}

/** Why something is sent back. @throws DomainError `invalid` (field `reason`) without one. */
export function reasonOf(text: string): string {
	const reason = text.trim();
	if (reason === '') {
		const message =
			'差し戻す理由を書いてください。担当課はこれを見て直します（例：分母は40歳以上の対象者数ですか）。';
		throw new DomainError('invalid', message, { fields: { reason: message } });
	}
	return reason;
}
