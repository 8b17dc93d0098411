import { toText } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { Status } from '#lib/domain/model.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { carriedYear } from './carried.ts';
import { previewJudgement, type EntryItem } from './entry-items.ts';

/** Remarks are demanded where the result is this bad. */
const NEEDS_REMARKS: readonly Status[] = ['behind', 'regressed'];

/** Whether a submission with this status must say why, what is lacking and what comes next. */
export function needsRemarks(status: Status | null): boolean {
	return status !== null && NEEDS_REMARKS.includes(status);
}

/**
 * What a submission must have beyond a draft.
 * @throws DomainError `invalid` with a message for each field, and the warnings still to be confirmed in `details`.
 */
export function refuseIncomplete(
	item: EntryItem,
	entry: ReadEntry,
	warnings: readonly { message: string }[],
	form: EntryForm
): void {
	const fields: Record<string, string> = {};
	if (entry.value === null && entry.missingReason === null) {
		const example = item.reading.stages[0] ?? item.reading.previous.at(-1)?.value;
		const shown = example === undefined ? '123' : typeof example === 'string' ? example : toText(example);
		fields['entered'] =
			`値を入力するか、値の状態で理由（未把握・調査なしなど）を選んでください（例：${shown}）。`;
	}
	const carriedFrom = carriedYear(item, form.carriedFrom, entry);
	const judged = previewJudgement(item, entry.runningTotal ?? entry.value, carriedFrom);
	if (needsRemarks(judged?.status ?? null)) {
		const why = '進捗が「遅れ」以下のため、提出には記入が必要です。';
		if (form.cause === '')
			fields['cause'] =
				`${why}なぜこの結果になったかを書いてください（例：会場が5か所から3か所に減ったため）。`;
		if (form.issue === '')
			fields['issue'] = `${why}何が足りないかを書いてください（例：平日に受けられない人への機会）。`;
		if (form.nextAction === '')
			fields['nextAction'] = `${why}次に何をするかを書いてください（例：11月に休日健診を4回追加する）。`;
	}
	if (warnings.length > 0 && !form.confirmed && fields['entered'] === undefined) {
		fields['confirmed'] =
			'確かめてほしい点があります。内容を見て、正しければ「この値で正しい」に印を付けて提出してください。';
	}
	const messages = Object.values(fields);
	if (messages.length > 0) {
		throw new DomainError(
			'invalid',
			`提出するには、あと${messages.length}か所の入力か確認が必要です。まだ保存していません。`,
			{
				fields,
				details: { warnings: warnings.map(({ message }) => message) }
			}
		);
	}
}
