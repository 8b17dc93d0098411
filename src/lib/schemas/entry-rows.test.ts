import { expect, test } from 'vitest';
import { LONGEST } from '#lib/domain/text-length.ts';
import { entryFormRows } from './entry-rows.ts';

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

test('a row that cannot be stored comes back as it was typed, beside the others', () => {
	const long = 'あ'.repeat(LONGEST.remark + 15);
	const form = formOf({ 'version.I032': '3', 'entered.I032': '12', 'cause.I032': long, 'version.I033': '0' });
	form.append('code', 'I032');
	form.append('code', 'I033');
	const [bad, good] = entryFormRows(form);
	expect(bad).toMatchObject({ code: 'I032', version: 3, fields: { entered: '12', cause: long } });
	expect(bad?.problems).toEqual({
		cause:
			'要因分析は2,000文字までです。今は2,015文字で、15文字多くなっています。短くまとめるか、資料名を書いて別に保管してください。'
	});
	expect(good?.problems).toEqual({});
});

test('a state that is none is a problem of its row', () => {
	const form = formOf({ code: 'I032', 'state.I032': 'corrected', 'cause.I032': 'a\r\nb' });
	const [row] = entryFormRows(form);
	expect(row?.problems).toEqual({ state: '値の状態を一覧から選んでください。' });
	expect(row?.fields).toMatchObject({ state: 'final', cause: 'a\nb' });
});

test('what the page did not write is refused', () => {
	expect(() => entryFormRows(formOf({ code: 'I032', 'version.I032': 'x' }))).toThrow('開き直して');
});
