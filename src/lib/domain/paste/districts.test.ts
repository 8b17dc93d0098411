import { describe, expect, it } from 'vitest';
import { readDistrictBlock } from './districts.ts';

const DISTRICTS = [
	{ code: 'kamaishi', name: '釜石地区' },
	{ code: 'toni', name: '唐丹地区' },
	{ code: 'unosumai', name: '鵜住居地区' }
];
const read = (text: string) =>
	readDistrictBlock(
		text.split('\n').map((line) => line.split('\t')),
		DISTRICTS
	);
const figures = (text: string) =>
	read(text)?.lines.map(({ district, text: typed }) => [district.code, typed]);

describe('a block of districts', () => {
	it('is read by name, short name or code, in any order, with or without a heading', () => {
		const expected = [
			['toni', '4'],
			['kamaishi', '１０']
		];
		expect(figures('唐丹地区\t4\n釜石\t１０')).toEqual(expected);
		expect(figures('地区\tR7\ntoni\t4\nkamaishi\t１０')).toEqual(expected);
		expect(figures('toni\t唐丹地区\t4\nkamaishi\t釜石地区\t１０')).toEqual(expected);
	});

	it('leaves the heading and the sum out, and says so', () => {
		const block = read('地区\t値\n釜石地区\t10\n唐丹地区\t4\n合計\t14');
		expect(block?.lines).toHaveLength(2);
		expect(block?.leftOut).toEqual([
			{ line: 0, text: '地区' },
			{ line: 3, text: '合計' }
		]);
	});

	it('keeps an empty figure and every word', () => {
		expect(figures('釜石地区\t\n唐丹地区\t秘匿\n鵜住居地区\tx')).toEqual([
			['kamaishi', ''],
			['toni', '秘匿'],
			['unosumai', 'x']
		]);
	});

	it('refuses a district twice and a row with two figures', () => {
		const block = read('釜石地区\t10\n釜石地区\t11\n唐丹地区\t3\t4');
		expect(block?.lines).toEqual([]);
		expect(block?.refused.map(({ lines }) => lines)).toEqual([[2], [0, 1]]);
	});

	it('refuses a name that is no district, and never gives its figure to anything else', () => {
		const block = read('地区\tR7\n釜石\t10\n鵜住居町\t3\n唐丹地区\t4');
		expect(block?.lines.map(({ district }) => district.code)).toEqual(['kamaishi', 'toni']);
		expect(block?.refused).toEqual([
			{
				lines: [2],
				message: '「鵜住居町」という地区はありません。地区の名前かコードを書いてください（例：鵜住居地区）。'
			}
		]);
		// In the first row too; and one good name under a heading is enough.
		expect(read('釜石町地区\t10\n唐丹地区\t4\n鵜住居地区\t3')?.refused[0]?.lines).toEqual([0]);
		expect(read('地区名\tR7\n釜石市\t10\n唐丹町\t3\n鵜住居地区\t4')?.refused).toHaveLength(2);
		expect(read('釜石地区\t10\n\t7\n唐丹地区\t4')?.refused[0]?.message).toContain('地区の名前がありません');
	});

	it('is read below a title and a heading', () => {
		const block = read('参加者数（令和7年度）\n地区\t値\n釜石地区\t10\n計\t10');
		expect(block?.lines).toHaveLength(1);
		expect(block?.refused).toEqual([]);
		expect(block?.leftOut.map(({ line }) => line)).toEqual([0, 1, 3]);
	});

	it('takes bare numbers for codes only below a heading or beside a name', () => {
		const numbered = [
			{ code: '1', name: '釜石地区' },
			{ code: '2', name: '唐丹地区' }
		];
		const rows = (...lines: string[][]) => readDistrictBlock(lines, numbered)?.lines.length;
		expect(rows(['1'], ['2'])).toBeUndefined();
		expect(rows(['1', '確定'], ['2', '速報'], ['120', '確定'])).toBeUndefined();
		expect(rows(['地区コード', 'R7'], ['1', '10'], ['2', '4'])).toBe(2);
		expect(rows(['1', '釜石地区', '10'], ['2', '唐丹地区', '4'])).toBe(2);
	});

	it('takes a figure that reads like its district’s own code for a figure', () => {
		const numbered = [
			{ code: '1', name: '釜石地区' },
			{ code: '2', name: '唐丹地区' }
		];
		const texts = (...lines: string[][]) => readDistrictBlock(lines, numbered)?.lines.map(({ text }) => text);
		expect(texts(['釜石地区', '1'], ['唐丹地区', '5'])).toEqual(['1', '5']);
		expect(texts(['釜石地区', '1'], ['唐丹地区', '2'])).toEqual(['1', '2']);
		expect(texts(['1', '釜石地区', '1'], ['2', '唐丹地区', '5'])).toEqual(['1', '5']);
		expect(texts(['釜石地区', '1', '1'], ['唐丹地区', '2', ''])).toEqual(['1', '']);
		expect(texts(['釜石地区', '1', ''], ['唐丹地区', '2', ''])).toEqual(['', '']);
	});

	it('is none where the rows are named otherwise', () => {
		expect(read('10\n7\n8')).toBeNull();
		expect(read('I049\t62\nI050\t20')).toBeNull();
		expect(read('釜石地区\t10\n地域の通いの場の数\t62')).toBeNull();
		expect(read('')).toBeNull();
	});
});
