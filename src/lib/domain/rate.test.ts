import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	absolute,
	compare,
	decimal,
	MAX_DIGITS,
	rational,
	subtract,
	toText,
	type Rational
} from './decimal.ts';
import { readEntry, type EntryIndicator, type EntryInput } from './entry.ts';
import { exactRate, MAX_SCALE, rateFactorOf, readRate, splitRate, storedRate } from './rate.ts';

const DEFINITION = { numerator: '受診者数', denominator: '対象者数', factor: 100 };

const CHECKUPS: EntryIndicator = {
	unit: '%',
	decimals: 1,
	accumulation: 'level',
	cumulativeEntry: 'total',
	limits: { low: decimal('0'), high: decimal('100') },
	stages: [],
	previous: [
		{ year: 2023, value: decimal('40.6') },
		{ year: 2024, value: decimal('42.1') }
	],
	rate: DEFINITION
};

const read = (input: Partial<EntryInput>, indicator = CHECKUPS) =>
	readEntry({ entered: '', state: 'final', ...input }, indicator);

function accepted(input: Partial<EntryInput>, indicator = CHECKUPS) {
	const reading = read(input, indicator);
	if (!reading.ok) throw new Error(reading.message);
	return reading;
}

function refused(input: Partial<EntryInput>, indicator = CHECKUPS) {
	const reading = read(input, indicator);
	if (reading.ok) throw new Error(`accepted: ${JSON.stringify(input)}`);
	return reading;
}

describe('the factor', () => {
	it.each([
		['%', null, 100],
		['％', null, 100],
		['人', null, 1],
		['人', 100000, 100000],
		['%', 1, 1]
	])('of %s with %s is %s', (unit, own, factor) => expect(rateFactorOf(unit, own)).toBe(factor));
});

describe('one cell with both figures', () => {
	it.each([
		['2,156/5,120', '2,156', '5,120'],
		['２１５６／５１２０', '２１５６', '５１２０'],
		[' 12 ÷ 34 ', '12 ', ' 34']
	])('%s', (text, numerator, denominator) => expect(splitRate(text)).toEqual({ numerator, denominator }));

	it.each(['42.1', '#DIV/0!', '＃DIV/0!', '=1/2', 'N/A', '2026/4/1', '1/', '/2', '', '½'])(
		'%s is none',
		(text) => expect(splitRate(text)).toBeNull()
	);
});

describe('a computed rate', () => {
	it('is exact where it ends, and never rounded to the decimals of the indicator', () => {
		expect(accepted({ numerator: '1', denominator: '8' }).entry.value).toEqual(decimal('12.5'));
		expect(accepted({ numerator: '1', denominator: '3' }).entry.value).toEqual(decimal('33.333333333333'));
		expect(accepted({ entered: '2,156/5,120' }).entry.value).toEqual(decimal('42.109375'));
		expect(accepted({ numerator: '0', denominator: '5' }).entry.value).toEqual(decimal('0'));
	});

	it('keeps the two figures and their text', () => {
		expect(accepted({ numerator: ' ２，１５６ ', denominator: '5,120' }).entry).toMatchObject({
			enteredText: '２，１５６/5,120',
			rate: { numerator: decimal('2156'), denominator: decimal('5120') },
			valueState: 'final'
		});
	});

	it('reads its own stored text back as it was', () => {
		const first = accepted({ numerator: '2,156', denominator: '5,120' }).entry;
		expect(accepted({ entered: first.enteredText }).entry).toEqual(first);
	});

	it('is multiplied with the factor', () => {
		const per100000 = { ...CHECKUPS, unit: '人', rate: { ...DEFINITION, factor: 100000 } };
		expect(accepted({ numerator: '7', denominator: '32000' }, per100000).entry.value).toEqual(
			decimal('21.875')
		);
	});

	it('does not warn of decimals that nobody typed, and still warns of what is outside the limits', () => {
		const codes = (input: Partial<EntryInput>) => accepted(input).warnings.map(({ code }) => code);
		expect(codes({ numerator: '2137', denominator: '5123' })).toEqual([]);
		expect(codes({ numerator: '5123', denominator: '5123' })).toEqual(['jump']);
		expect(codes({ numerator: '5124', denominator: '5123' })).toEqual(['outside-limits', 'jump']);
	});

	it('gives way to the rate itself where a city has nothing else', () => {
		const { entry } = accepted({ entered: '42.1' });
		expect(entry).toMatchObject({ enteredText: '42.1', value: decimal('42.1') });
		expect(entry).not.toHaveProperty('rate');
	});

	it('stands beside the rate itself only while both agree at the decimals typed', () => {
		expect(accepted({ numerator: '2156', denominator: '5120', entered: '42.1' }).entry.rate).toBeDefined();
		expect(accepted({ numerator: '2156', denominator: '5120', entered: '42.11' }).entry.rate).toBeDefined();
		expect(refused({ numerator: '2156', denominator: '5120', entered: '42.2' }).message).toContain(
			'計算した率は42.1%です'
		);
		expect(refused({ numerator: '2156', denominator: '5120', entered: '2156/5121' }).message).toContain(
			'合いません'
		);
	});
});

describe('what cannot be computed is refused at its part, with an example', () => {
	it.each([
		[{ numerator: '12' }, 'denominator', '対象者数（分母）が空いています'],
		[{ denominator: '12' }, 'numerator', '受診者数（分子）が空いています'],
		[{ numerator: '12', denominator: '0' }, 'denominator', '分母）が0のため'],
		[{ numerator: '12', denominator: '０' }, 'denominator', '該当なし'],
		[{ numerator: '12', denominator: '▲3' }, 'denominator', '0より大きい数'],
		[{ numerator: '約12', denominator: '30' }, 'numerator', '受診者数（分子）：'],
		[{ numerator: '…', denominator: '30' }, 'numerator', '値の状態で理由'],
		[{ numerator: '12人', denominator: '30' }, 'numerator', '「人」を付けずに'],
		[{ numerator: '999999999999999', denominator: '0.000001' }, 'denominator', '桁が多すぎます'],
		[{ entered: '12/0' }, 'denominator', '分母）が0のため']
	] as const)('%j', (input, part, words) => {
		const reading = refused(input);
		expect(reading.part).toBe(part);
		expect(reading.message).toContain(words);
		expect(reading.message).not.toContain('この指標には単位がありません');
	});

	it('a reason beside two figures, and two figures for an indicator without', () => {
		expect(refused({ numerator: '1', denominator: '2', state: 'unknown' }).message).toContain(
			'同時に登録できません'
		);
		expect(refused({ numerator: '1', denominator: '2' }, { ...CHECKUPS, rate: null }).message).toContain(
			'分子と分母がありません'
		);
	});
});

const whole = (max: number) => fc.integer({ min: 0, max });
const HALF_PLACE: Rational = { n: 1n, d: 2n * 10n ** BigInt(MAX_SCALE) };

describe('for all figures that a city counts', () => {
	it('the stored rate lies within half of the last place, and on the same side of every target', () => {
		fc.assert(
			fc.property(
				whole(200_000),
				fc.integer({ min: 1, max: 200_000 }),
				fc.integer({ min: 0, max: 30_000 }),
				(n, d, tenths) => {
					const exact = exactRate(decimal(String(n)), decimal(String(d)), 100);
					const stored = storedRate(exact);
					if (stored === null) throw new Error('no room');
					const off = absolute(subtract(rational(stored), exact));
					// Seven digits before the point leave eight behind it.
					const bound = stored.scale >= MAX_SCALE ? HALF_PLACE : { n: 1n, d: 10n ** 7n };
					expect(compare(off, bound)).toBeLessThanOrEqual(0);
					const target = rational({ digits: BigInt(tenths), scale: 2 });
					expect(compare(rational(stored), target)).toBe(compare(exact, target));
				}
			)
		);
	});

	it('never throws, and what is stored fits', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (numerator, denominator) => {
				const reading = readRate({ numerator, denominator }, DEFINITION);
				if (!reading.ok) {
					expect(reading.message).not.toBe('');
					return;
				}
				const text = toText(reading.rate).replace(/[-.]/g, '');
				expect(text.replace(/^0+/, '').length).toBeLessThanOrEqual(MAX_DIGITS);
				expect(reading.rate.scale).toBeLessThanOrEqual(MAX_SCALE);
			})
		);
	});
});
