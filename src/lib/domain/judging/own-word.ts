/** How a status is written where the rule in force has words of its own. */
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { ReasonCode } from './judgement.ts';
import { isJudged } from './summary.ts';

/** A label that reads as a Japanese word by itself. A, 5, ◎ and × do not: beside a table △ is a minus and × a suppressed value. */
const READABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The word of a status: the rule's own label (着実), with the common word beside it where the label is a letter,
 * a number or a symbol (「A（達成）」, 「△（やや遅れ）」). Without a label of its own, and where a dash stands
 * for 判定なし, 未入力 or 対象外, the common word: which of the three it is must stay readable.
 */
export function statusWord(status: Status, own: string | null): string {
	const common = STATUSES[status];
	const label = own?.trim() ?? '';
	if (label === '' || label === common) return common;
	if (!isJudged(status)) return readsAlone(label) ? label : common;
	return readsAlone(label) ? label : `${label}（${common}）`;
}

/** The same of a judgement: a figure that waits for its confirmation is 未確定, which the status does not say. */
export function judgementWord({
	status,
	reasonCode,
	own
}: {
	readonly status: Status;
	readonly reasonCode: ReasonCode;
	readonly own?: { readonly label: string } | undefined;
}): string {
	return reasonCode === 'unconfirmed' ? '未確定' : statusWord(status, own?.label ?? null);
}

/** Whether a label needs no word beside it. */
export function readsAlone(label: string): boolean {
	return READABLE.test(label);
}
