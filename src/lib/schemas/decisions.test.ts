import { describe, expect, it } from 'vitest';
import { readDecisions, seenCorrection, seenItem, stillTyped } from './decisions.ts';

function formOf(...fields: [string, string][]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}
const A = 'I001/2025/3';
const B = 'I002/2025/1';
const LATE = 'I003/2023/2';

describe('a page of decisions', () => {
	it('confirms the marks of one section, or the one row whose button was pressed', () => {
		const marks: [string, string][] = [
			['item', A],
			['item', LATE]
		];
		expect(readDecisions(formOf(...marks)).items).toEqual([A, LATE]);
		expect(readDecisions(formOf(...marks, ['of', '2025'])).items).toEqual([A]);
		expect(readDecisions(formOf(...marks, ['of', '2022,2023'])).items).toEqual([LATE]);
		expect(readDecisions(formOf(...marks, ['only', B])).items).toEqual([B]);
	});

	it('keeps the reasons and marks of the rows that it did not decide on', () => {
		const typed: [string, string][] = [
			[`reason.${A}`, '分母は'],
			[`reason.${B}`, '出典は'],
			['item', B]
		];
		const returned = readDecisions(formOf(...typed, ['return', A]));
		expect(returned).toMatchObject({ returned: A, reason: '分母は' });
		expect(stillTyped(returned)).toEqual({ [`reason.${B}`]: '出典は', chosen: B, return: '' });
		const confirmed = readDecisions(formOf(...typed));
		expect(stillTyped(confirmed)).toEqual({ [`reason.${A}`]: '分母は', chosen: B, return: '' });
		expect(
			stillTyped(readDecisions(formOf(['item', A], [`reason.${A}`, '分母は'], [`reason.${B}`, ' '])))
		).toBeNull();
	});

	it('reads an item as it was seen, and nothing else', () => {
		expect(seenItem(A)).toEqual({ indicatorCode: 'I001', fiscalYear: 2025, version: 3 });
		for (const text of ['', 'I001', 'I001/1999/3', 'I001/2025/x', 'a b/2025/1'])
			expect(() => seenItem(text)).toThrow('指標を選び直してください');
	});
});

describe('a request for 訂正', () => {
	it('is named with its own number', () => {
		expect(seenCorrection('I001/2023/3.17')).toEqual({ id: 17, version: 3 });
		expect(() => seenCorrection('I001/2023/3')).toThrow('画面を読み取れませんでした');
	});
});
