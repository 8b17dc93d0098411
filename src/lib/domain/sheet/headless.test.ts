import { describe, expect, it } from 'vitest';
import { headlessMessage } from './headless.ts';
import type { FileTable } from './table.ts';

const csv = (cells: readonly string[], separator: ',' | '\t' = ','): FileTable => ({
	kind: 'csv',
	encoding: 'UTF-8',
	separator,
	sheets: [
		{
			name: 'CSV',
			hidden: false,
			rows: [
				{ number: 2, hidden: false, problem: null, cells: cells.map((text) => ({ kind: 'text', text })) }
			],
			merged: [],
			hiddenColumns: []
		}
	]
});

describe('a file without headings', () => {
	it.each([
		[';', 'セミコロン'],
		['|', '縦線']
	])('names the separator %s', (mark, name) => {
		const message = headlessMessage(csv([['指標コード', '値', 'I032'].join(mark)]));
		expect(message).toContain(`2行目は「指標コード${mark}値${mark}I032」です`);
		expect(message).toContain(name);
		expect(message).toContain('区切りを「,」（コンマ）にして');
	});

	it('quotes the first line and what stood between its cells', () => {
		expect(headlessMessage(csv(['議事録', '7月']))).toContain(
			'2行目は「議事録,7月」です（区切りは「,」（コンマ）として読みました）'
		);
		expect(headlessMessage(csv(['議事録', '7月'], '\t'))).toContain('区切りはタブとして');
	});

	it('keeps the quote short', () => {
		expect(headlessMessage(csv(Array.from({ length: 20 }, () => 'あ'.repeat(50)))).length).toBeLessThan(220);
	});

	it('says so of an empty one, and names sheets', () => {
		expect(headlessMessage({ kind: 'csv', encoding: 'UTF-8', sheets: [] })).toContain('中身がありません');
		const { sheets } = csv(['x']);
		expect(headlessMessage({ kind: 'xlsx', encoding: null, sheets })).toContain('読んだシート：「CSV」');
	});
});
