import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv-read.ts';
import { csvFile, plainCell, type CsvCell } from './csv.ts';

const row = (...cells: CsvCell[]) =>
	csvFile(
		cells.map((_, index) => `c${index}`),
		[cells]
	).split('\r\n')[1];

describe('csv', () => {
	it('begins with a BOM and ends every row with CRLF', () => {
		expect(csvFile(['名', '値'], [['受診率', { number: '37.9' }]])).toBe('\u{feff}名,値\r\n受診率,37.9\r\n');
		expect(csvFile(['名'], [])).toBe('\u{feff}名\r\n');
	});

	it('quotes commas, quotes and line breaks', () => {
		expect(row('a,b', 'a"b', 'a\nb', 'a\r\nb')).toContain('"a,b","a""b","a\nb","a');
	});

	it.each(['=1+1', '+1', '-1', '@sum', '＝1', '＋1', '－', '＠a', '\tx'])(
		'neutralises %j as text',
		(text) => {
			expect(row(text)).toBe(`'${text}`);
		}
	);

	it('neutralises inside quotes', () => {
		expect(row('=A1,"x"')).toBe('"\'=A1,""x"""');
	});

	it('keeps negative numbers as numbers, and nothing as nothing', () => {
		expect(row({ number: '-1234.50' }, null, '', { number: '0' })).toBe('-1234.50,,,0');
	});

	it('refuses what is no number, and crooked rows', () => {
		for (const number of ['1,234', '−1', '1e3', '', 'NaN', '=1'])
			expect(() => row({ number })).toThrow(RangeError);
		expect(() => csvFile(['a', 'b'], [['x']])).toThrow(RangeError);
	});

	it('keeps printed figures, and neutralises what only looks like one', () => {
		expect(row({ printed: '-1301%' }, { printed: '－' }, { printed: '-1,234人' })).toBe(
			'-1301%,－,"-1,234人"'
		);
		expect(row({ printed: '=1+1' }, { printed: '-2+3' }, { printed: '基準' })).toBe("'=1+1,'-2+3,基準");
	});

	it('comes back as it was, apostrophes, signs, quotes and line breaks and all', () => {
		const text = fc.string({ unit: fc.constantFrom("'", '=', '-', '＋', '\t', 'あ', '"', ',', '\n', ' ') });
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
				fc.pre(cells.some((cell) => cell !== ''));
				const [, record] = parseCsv(
					csvFile(
						cells.map(() => 'h'),
						[cells]
					).slice(1)
				);
				expect(record?.cells.map(plainCell)).toEqual(cells);
			})
		);
	});
});
