import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DIGITS, toText } from '#lib/domain/decimal.ts';
import type { Decimal } from '#lib/domain/decimal.ts';
import { readNumber, writeNumber } from '#lib/domain/number-input.ts';

/** The plain text of the value read, or the whole reading where there is none. */
function read(text: string, unit = '人') {
	const reading = readNumber(text, unit);
	return reading.kind === 'value' ? toText(reading.value) : reading;
}

function messageOf(text: string, unit = '人'): string {
	const reading = readNumber(text, unit);
	return reading.kind === 'error' ? reading.message : `(${reading.kind})`;
}

const anyDecimal: fc.Arbitrary<Decimal> = fc
	.record({
		digits: fc.bigInt({ min: -(10n ** BigInt(MAX_DIGITS)) + 1n, max: 10n ** BigInt(MAX_DIGITS) - 1n }),
		scale: fc.integer({ min: 0, max: MAX_DIGITS })
	})
	.map(({ digits, scale }) => ({ digits, scale }));
const fullWidth = (text: string) =>
	text.replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0));

describe('accepts', () => {
	it.each([
		['１２３．４', '人', '123.4'],
		['１，２３４', '人', '1234'],
		['▲1,234', '人', '-1234'],
		['△３．５', '人', '-3.5'],
		['－5', '人', '-5'],
		['－５', '人', '-5'],
		['−5', '人', '-5'],
		['–5', '人', '-5'],
		['—5', '人', '-5'],
		['―5', '人', '-5'],
		['‐5', '人', '-5'],
		['ー5', '人', '-5'],
		['ｰ5', '人', '-5'],
		['50％', '%', '50'],
		['109台', '台', '109'],
		['12.', '人', '12'],
		['．５', '人', '0.5'],
		['-.5', '人', '-0.5'],
		['1,007', '人', '1007'],
		['1,234,567', '人', '1234567'],
		['１，２３４．５', '人', '1234.5'],
		['1,234.', '人', '1234'],
		['12.50', '人', '12.50'],
		['007', '人', '7'],
		['0', '人', '0'],
		['-0', '人', '0'],
		['▲0.00', '人', '0.00'],
		['\t 42\r\n', '人', '42'],
		['　４２　', '人', '42'],
		['\u202d1,234\u202c', '人', '1234'],
		['△ 1,234', '人', '-1234'],
		['▲　5', '人', '-5']
	])('%j (%s) as %s', (text, unit, value) => {
		expect(read(text, unit)).toBe(value);
	});

	it.each([
		['44%', '％'],
		['44％', '%'],
		['44 %', '%'],
		['44　％', '%'],
		['44‰', '‰'],
		['44㎡', '㎡'],
		['44m2', '㎡'],
		['44㎡', 'm2'],
		['44㎥', 'm3'],
		['44億円', '億円'],
		['44千円', '千円'],
		['44人/10万人', '人/10万人'],
		['44ﾄﾝ', 'トン'],
		['44', ''],
		['44 件', ' 件 ']
	])('the own unit: %s (%s)', (text, unit) => {
		expect(read(text, unit)).toBe('44');
	});

	it('however much space stands around it', () => {
		expect(read(' '.repeat(200) + '5' + '　'.repeat(200))).toBe('5');
		expect(read(' '.repeat(200))).toEqual({ kind: 'empty' });
	});

	it('keeps as many decimals as were typed', () => {
		expect(readNumber('12.50', '%')).toEqual({ kind: 'value', value: { digits: 1250n, scale: 2 } });
		expect(readNumber('12.', '%')).toEqual({ kind: 'value', value: { digits: 12n, scale: 0 } });
	});

	it(`${MAX_DIGITS} digits, leading zeros not counted`, () => {
		expect(read('999,999,999,999,999')).toBe('999999999999999');
		expect(read('00000000000000000001')).toBe('1');
		expect(read('0.123456789012345')).toBe('0.123456789012345');
		for (const text of ['1000000000000000', '1.123456789012345', `0.${'0'.repeat(16)}`]) {
			expect(messageOf(text)).toMatch(/15桁まで.*入力値：「/);
		}
	});
});

describe('whole-cell signs', () => {
	it.each(['－', '-', '—', '―', '–', '−', '‐', 'ー', ' － ', '　-　'])('%j is a dash', (text) => {
		expect(read(text)).toEqual({ kind: 'dash' });
	});
	it.each(['…', '‥', '...', '．．．', '……', ' … '])('%j is 未把握', (text) => {
		expect(read(text)).toEqual({ kind: 'missing', reason: 'unknown' });
	});
	it.each(['x', 'X', 'ｘ', 'Ｘ', '×', ' x '])('%j is 秘匿', (text) => {
		expect(read(text)).toEqual({ kind: 'missing', reason: 'suppressed' });
	});
	it.each(['', ' ', '　', '\t\r\n', '\u200b'])('%j is 未入力', (text) => {
		expect(read(text)).toEqual({ kind: 'empty' });
	});
	it('are read before the unit is known', () => {
		expect(read('x', 'x')).toEqual({ kind: 'missing', reason: 'suppressed' });
	});
});

it('a figure in another size of its unit is named with both', () => {
	expect(readNumber('2百万円', '千円')).toMatchObject({
		message:
			'この指標の単位は「千円」です。「百万円」の数値は、千円に直して入力してください（例：44千円）。入力値：「2百万円」'
	});
	expect(readNumber('1.5万人', '千人')).toMatchObject({ kind: 'error' });
	expect(readNumber('2百万円', '百万円')).toMatchObject({ kind: 'value' });
});

describe('rejects, saying why and showing an example', () => {
	it.each([
		['1,23', '3桁ごと'],
		['12,34', '3桁ごと'],
		['1234,567', '3桁ごと'],
		['1,2345', '3桁ごと'],
		['1,,234', '3桁ごと'],
		[',234', '3桁ごと'],
		['1,234,', '3桁ごと'],
		['0,123', '3桁ごと'],
		['1,234.567,8', '3桁ごと'],
		['1.234,5', '3桁ごと'],
		['1e3', '指数'],
		['１Ｅ３', '指数'],
		['1.5e-3', '指数'],
		['1.5×10^3', '指数'],
		['約100', '約'],
		['100人以上', '約'],
		['～100', '約'],
		['①', '囲み数字'],
		['1②', '囲み数字'],
		['10²', '囲み数字'],
		['⒈', '囲み数字'],
		['½', '囲み数字'],
		['Ⅷ', '囲み数字'],
		['1️⃣', '囲み数字'],
		['1.2.3', '小数点は1つ'],
		['0x10', '0x'],
		['０ｘ１０', '0x'],
		['44%', '単位は「人」'],
		['44㎡', '単位は「人」'],
		['44人人', '単位は「人」'],
		['44件', '「件」を付けずに'],
		['+5', '+'],
		['＋５', '+'],
		['--5', '符号は先頭に1つ'],
		['▲-5', '符号は先頭に1つ'],
		['▲▲5', '符号は先頭に1つ'],
		['-▲5', '符号は先頭に1つ'],
		['5-', '符号は先頭に1つ'],
		['5▲', '符号は先頭に1つ'],
		['- 5', '空白'],
		['5 5', '空白'],
		['1 234', '空白'],
		['5　5', '空白'],
		['5\t5', '空白'],
		['3〜5', '範囲'],
		['3-5', '範囲'],
		['(5)', '負の数は先頭に'],
		['3品 (平成22年度)', 'かっこ書きは付けずに'],
		['（抜粋外）', '数値で入力してください'],
		['（５）', 'かっこ'],
		['￥1,234', '通貨'],
		['=A1', '式'],
		['#DIV/0!', 'Excelのエラー'],
		['1/2', '分数'],
		['2025/7/1', '分数や日付'],
		['12、5', '小数点は「.」'],
		['１２。５', '小数点は「.」'],
		['１２・３', '小数点は「.」'],
		['1万2千', '漢数字'],
		['五', '漢数字'],
		['二〇', '漢数字'],
		['〇', '漢数字'],
		['5億人', '漢数字'],
		['未把握', '値の状態'],
		['調査なし', '値の状態'],
		['.', '数値で'],
		['▲', '数値で'],
		['-.', '数値で'],
		['人', '数値で'],
		['▲人', '数値で'],
		['--', '符号は先頭に1つ'],
		['..', '小数点は1つ'],
		['データなし', '数値で'],
		['٣', '数値で'],
		['Infinity', '数値で'],
		['NaN', '数値で'],
		['5'.repeat(101), '長すぎます']
	])('%j', (text, why) => {
		const message = messageOf(text);
		expect(message).toContain(why);
		expect(message).toMatch(/（例：[^）]+）。入力値：「.+」$/u);
	});

	it('names the input as typed, shortened and on one line', () => {
		expect(messageOf('約１８')).toContain('入力値：「約１８」');
		expect(messageOf('あ\n'.repeat(40))).toContain(`「${'あ '.repeat(15)}…」`);
	});

	it('shows an example that it would accept', () => {
		for (const text of ['1,23', '1e3', '約100', '①', '1.2.3', '0x10', '(5)', '5 5', '44%', '五', '未把握']) {
			const example = /（例：([^）]+)）/.exec(messageOf(text))?.[1] ?? '';
			expect(readNumber(example, '人').kind, example).toBe('value');
		}
	});

	it('another unit, even one that ends in the own one or holds it', () => {
		expect(messageOf('5km', 'm')).toContain('単位は「m」');
		expect(messageOf('5億円', '円')).toContain('漢数字');
		expect(messageOf('5円', '億円')).toContain('単位は「億円」');
		expect(messageOf('5人', '')).toContain('単位がありません');
		expect(messageOf('①㎡', '㎡')).toContain('囲み数字');
	});
});

describe('properties', () => {
	const alphabet = [...'0123456789０９.,．，-－−ー▲△%％人㎡①² 　\teExX×…‥()+~〜約万/'];
	const anyText = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 120 }),
		fc.string({ unit: 'grapheme' }),
		fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 })
	);

	it('never throws, and every refusal is a sentence with an example', () => {
		const kinds: Record<string, number> = {};
		fc.assert(
			fc.property(anyText, fc.oneof(fc.constantFrom('人', '%', '㎡', ''), fc.string()), (text, unit) => {
				const reading = readNumber(text, unit);
				kinds[reading.kind] = (kinds[reading.kind] ?? 0) + 1;
				if (reading.kind === 'error') expect(reading.message).toMatch(/（例：[^）]+）。入力値：「/);
			}),
			{ numRuns: 5000 }
		);
		console.log(`number reader: 5,000 texts, ${JSON.stringify(kinds)}, none thrown`);
	});

	it('gives at most MAX_DIGITS digits and never reads a comma as a point', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const reading = readNumber(text, '人');
				if (reading.kind !== 'value') return;
				expect(Number.isSafeInteger(Number(reading.value.digits))).toBe(true);
				if (!/[.．]/.test(text)) expect(reading.value.scale).toBe(0);
			}),
			{ numRuns: 2000 }
		);
	});

	it('reads back what it writes: half width, full width, with ▲, with the unit', () => {
		const room = anyDecimal.filter(({ digits, scale }) => {
			const length = String(digits < 0n ? -digits : digits).length;
			return Math.max(length, scale) <= MAX_DIGITS;
		});
		fc.assert(
			fc.property(room, (value) => {
				const written = writeNumber(value);
				const ascii = written.replace('−', '-');
				const forms = [written, ascii, fullWidth(ascii), ascii.replaceAll(',', ''), ` ${written} `];
				forms.push(written.replace('−', '▲'), written.replace('−', 'ー'), `${written}㎡`, `${written} m2`);
				for (const form of forms) expect(readNumber(form, '㎡'), form).toEqual({ kind: 'value', value });
			})
		);
	});
});

describe('writeNumber', () => {
	it.each([
		[{ digits: -1234567n, scale: 2 }, '−12,345.67'],
		[{ digits: -123456n, scale: 0 }, '−123,456'],
		[{ digits: 123n, scale: 0 }, '123'],
		[{ digits: 1234567n, scale: 7 }, '0.1234567'],
		[{ digits: 0n, scale: 1 }, '0.0']
	])('%o', (value, text) => {
		expect(writeNumber(value)).toBe(text);
	});
});
