import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { decodeText, parseCsv } from './csv-read.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const cells = (text: string) => parseCsv(text).map((record) => record.cells);

describe('the encoding of a file', () => {
	it('is told by a BOM, else UTF-8, else windows-31j', () => {
		expect(decodeText(new TextEncoder().encode('\u{feff}令和'))).toBe('令和');
		expect(decodeText(new TextEncoder().encode('令和'))).toBe('令和');
		expect(decodeText(bytes(0x97, 0xdf, 0x98, 0x61))).toBe('令和');
		// ① － ～ 髙: the characters in which windows-31j differs from plain Shift_JIS.
		expect(decodeText(bytes(0x87, 0x40, 0x81, 0x7c, 0x81, 0x60, 0xfb, 0xfc))).toBe('①－～髙');
		expect(decodeText(bytes(0xff, 0xfe, 0xe4, 0x4e))).toBe('令');
	});

	it('is refused in words where it is none of these', () => {
		expect(() => decodeText(bytes(0x81, 0xff, 0x00))).toThrow(DomainError);
	});
});

describe('records', () => {
	it('end with CRLF, LF or CR, and blank lines are none', () => {
		expect(cells('a,b\r\n1,2\n3,4\r5,\n\n,\n')).toEqual([
			['a', 'b'],
			['1', '2'],
			['3', '4'],
			['5', '']
		]);
		expect(cells('')).toEqual([]);
	});

	it('may hold commas, quotes and line breaks in quotes', () => {
		expect(cells('"1,234","a""b","x\r\ny",""\n')).toEqual([['1,234', 'a"b', 'x\r\ny', '']]);
	});

	it('know the line on which they begin', () => {
		const lines = parseCsv('h\n"a\nb\r\nc"\n\nd\n').map(({ line }) => line);
		expect(lines).toEqual([1, 2, 6]);
	});

	it('name a quote that is not closed, and the lines after it are read', () => {
		const [first, second, third] = parseCsv('h,i\n"a,1\nb,2\n');
		expect(first?.problem).toBeNull();
		expect(second).toMatchObject({ line: 2, problem: '2行目の引用符（"）が閉じていません' });
		expect(third?.cells).toEqual(['b', '2']);
		expect(parseCsv('"a"b,1')[0]?.problem).toBe('引用符（"）の後に文字があります');
	});
});
