/** Free text as a form, a file or the API may say it: one limit and one sentence for each kind. */
import { z } from 'zod';
import { lengthProblem, LONGEST, tidyText } from '#lib/domain/text-length.ts';

/** A text of several lines, tidied; empty where it was left out. `remedy`: what to do with one that is too long. */
export function freeText(name: string, most: number, remedy: string) {
	return z
		.string()
		.default('')
		.transform(tidyText)
		.refine((text) => text.length <= most, { error: tooLong(name, most, remedy) });
}

/** A figure or a part of one, as typed: never tidied, because the text as entered is kept. */
export function figureText(name: string, most: number) {
	return z.string().refine((text) => text.length <= most, {
		error: tooLong(name, most, '数値だけを入力してください（例：1,234）。')
	});
}

/** Why something is done. */
export const reasonText = freeText('理由', LONGEST.reason, '短くまとめてください。');

function tooLong(name: string, most: number, remedy: string) {
	return ({ input }: { readonly input?: unknown }) =>
		lengthProblem(name, typeof input === 'string' ? input : '', most, remedy) ?? '';
}
