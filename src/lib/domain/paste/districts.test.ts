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

	it('is none where the rows are named otherwise', () => {
		expect(read('10\n7\n8')).toBeNull();
		expect(read('I049\t62\nI050\t20')).toBeNull();
		expect(read('釜石地区\t10\n地域の通いの場の数\t62')).toBeNull();
		expect(read('')).toBeNull();
	});
});
