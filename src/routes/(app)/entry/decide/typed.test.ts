import { describe, expect, it } from 'vitest';
import { isMarked, itemOf, leftOver, reasonFor, wasReturned } from './typed.ts';

const row = { indicatorCode: 'I001', year: 2025, version: 3 };
const other = { indicatorCode: 'I0011', year: 2025, version: 1 };

describe('what was typed beside submissions', () => {
	it('stays with its row, also when the submission is a newer one', () => {
		const typed = { 'reason.I001/2025/3': '分母は', chosen: 'I001/2025/3', return: 'I001/2025/3' };
		expect(itemOf(row)).toBe('I001/2025/3');
		expect(reasonFor(typed, row)).toBe('分母は');
		expect(reasonFor(typed, { ...row, version: 4 })).toBe('分母は');
		expect(reasonFor(typed, other)).toBe('');
		expect(wasReturned(typed, { ...row, version: 4 })).toBe(true);
		expect(wasReturned(typed, other)).toBe(false);
		expect(wasReturned({}, row)).toBe(false);
	});

	it('keeps a mark only on the version that was seen', () => {
		expect(isMarked({}, row, true)).toBe(true);
		expect(isMarked({ chosen: '' }, row, true)).toBe(false);
		expect(isMarked({ chosen: 'I0011/2025/1,I001/2025/3' }, row, false)).toBe(true);
		expect(isMarked({ chosen: 'I001/2025/3' }, { ...row, version: 4 }, true)).toBe(false);
	});

	it('names what lost its row, and nothing empty', () => {
		const typed = {
			'reason.I001/2025/3': '分母は',
			'reason.I002/2025/1': ' ',
			'reason.I003/2025/1': '出典は'
		};
		expect(leftOver(typed, [row])).toEqual(['出典は']);
	});
});
