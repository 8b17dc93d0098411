import { acknowledge, conflict, lose, refuse } from './row-saving.ts';
import type { RowState } from './row-state.ts';
import type { Answer } from './send.ts';

/** What came of sending a row: the row as it is now, and what is said of it. */
export function afterAnswer(
	row: RowState,
	answer: Answer
): { readonly row: RowState; readonly said: string } {
	switch (answer.kind) {
		case 'saved': {
			const { version, fields, savedAt } = answer.saved;
			return { row: acknowledge(row, version, fields), said: `保存しました（${savedAt}）` };
		}
		case 'conflict':
			return { row: conflict(row, answer.message, answer.theirs), said: answer.message };
		case 'invalid':
			return {
				row: refuse(row, { kind: 'invalid', fields: answer.fields }),
				said: Object.values(answer.fields)[0] ?? ''
			};
		case 'refused':
			return {
				row: refuse(row, { kind: 'refused', message: answer.message }),
				said: answer.message
			};
		case 'session':
			return { row: lose(row), said: 'サインインの有効期間が切れたため、まだ保存していません' };
		case 'lost':
			return { row: lose(row), said: '未送信です。接続が戻ると保存します' };
	}
}
