/** Rows of a table that add up or average the others: 合計, 小計, 平均. They are no indicator. */
import { plainText } from './words.ts';

/** Why such a row is left out, for the list of what was not taken over. */
export const SUM_ROW = '集計の行です（合計・小計・平均などは指標ではないため、読みません）';

const SUM =
	/^(?:課|部|室|係|市|全体|全市|全課|全庁)?(?:の)?(?:合計|総合計|小計|中計|総計|累計|計|平均|総平均)(?:値)?$/;

/** Whether a cell says nothing but that its row is a sum or a mean: 「合 計」, 「【小計】」, 「（平均）」. */
export function isSumWord(text: string): boolean {
	return SUM.test(plainText(text).replace(/^[(<[{【〔「『＜]|[)>\]}】〕」』＞:：]$/g, ''));
}
