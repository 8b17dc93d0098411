import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	absolute,
	add,
	compare,
	compareDecimals,
	decimal,
	divide,
	fromScaled,
	multiply,
	negate,
	rational,
	rationalToNumber,
	reduce,
	roundHalfUp,
	subtract,
	toNumber,
	toText,
	ZERO,
	type Decimal,
	type Rational
} from './decimal.ts';

const decimals: fc.Arbitrary<Decimal> = fc.record({
	digits: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
	scale: fc.integer({ min: 0, max: 12 })
});
const rationals: fc.Arbitrary<Rational> = fc
	.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
	.map(([n, d]) => reduce(n, d));

function holds<T>(arbitrary: fc.Arbitrary<T>, rule: (value: T) => void): void {
	fc.assert(fc.property(arbitrary, (value) => void rule(value)));
}

describe('decimal', () => {
	it.each([
		['38.20', 3820n, 2],
		['0', 0n, 0],
		['-0.5', -5n, 1],
		['007', 7n, 0],
		['-12', -12n, 0],
		['123456789012345.678', 123456789012345678n, 3]
	])('reads %s with its printed zeros', (text, digits, scale) => {
		expect(decimal(text)).toEqual({ digits, scale });
	});

	it.each(['', ' 1', '1 ', '+1', '.5', '5.', '1e3', '1,000', '１', '0x1', '--1', 'NaN', '1.2.3', '1\n'])(
		'refuses %j',
		(text) => {
			expect(() => decimal(text)).toThrow(RangeError);
		}
	);

	it('writes what it read', () => {
		holds(decimals, (value) => expect(decimal(toText(value))).toEqual(value));
		expect(toText(decimal('-0.00'))).toBe('0.00');
		expect(toText({ digits: -5n, scale: 3 })).toBe('-0.005');
	});

	it('is null where the column is null, and never zero', () => {
		expect(fromScaled(null, null)).toBeNull();
		expect(fromScaled(0, 0)).toEqual({ digits: 0n, scale: 0 });
		expect(fromScaled(-382, 1)).toEqual({ digits: -382n, scale: 1 });
		expect(fromScaled(5, null)).toEqual({ digits: 5n, scale: 0 });
	});

	it('compares by value, not by how it is printed', () => {
		expect(compareDecimals(decimal('1.50'), decimal('1.5'))).toBe(0);
		expect(compareDecimals(decimal('-1.5'), decimal('1'))).toBe(-1);
		holds(fc.tuple(decimals, decimals), ([a, b]) =>
			expect(compareDecimals(a, b)).toBe(-compareDecimals(b, a) + 0)
		);
	});

	it('gives the nearest number for drawing', () => {
		expect(toNumber(decimal('38.20'))).toBe(38.2);
		expect(rationalToNumber(reduce(1n, 3n))).toBeCloseTo(1 / 3, 12);
	});
});

describe('exact fractions', () => {
	it('put a case that lies on a threshold where it belongs', () => {
		const reached = divide(
			subtract(rational(decimal('0.7')), rational(decimal('0.4'))),
			subtract(rational(decimal('0.9')), rational(decimal('0.4')))
		);
		expect(compare(reached, rational(decimal('0.6')))).toBe(0);
		expect((0.7 - 0.4) / (0.9 - 0.4) >= 0.6).toBe(false);
	});

	it('are in lowest terms with a positive denominator', () => {
		expect(reduce(6n, -4n)).toEqual({ n: -3n, d: 2n });
		expect(reduce(0n, -7n)).toEqual(ZERO);
		expect(rational(decimal('38.20'))).toEqual({ n: 191n, d: 5n });
	});

	it('are not divided by zero', () => {
		expect(() => reduce(1n, 0n)).toThrow(RangeError);
		expect(() => divide(reduce(1n, 2n), ZERO)).toThrow(RangeError);
	});

	it('obey the laws of arithmetic', () => {
		holds(fc.tuple(rationals, rationals, rationals), ([a, b, c]) => {
			expect(add(a, b)).toEqual(add(b, a));
			expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
			expect(subtract(add(a, b), b)).toEqual(a);
			expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
			expect(add(a, negate(a))).toEqual(ZERO);
			if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
		});
	});

	it('are ordered, and the order survives addition', () => {
		holds(fc.tuple(rationals, rationals, rationals), ([a, b, c]) => {
			expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
			expect(compare(absolute(a), ZERO)).not.toBe(-1);
			expect(compare(absolute(a), absolute(negate(a)))).toBe(0);
		});
	});
});

describe('roundHalfUp', () => {
	it.each([
		['0.5', 0, '1'],
		['-0.5', 0, '-1'],
		['2.5', 0, '3'],
		['1.005', 2, '1.01'],
		['-1.005', 2, '-1.01'],
		['0.449', 1, '0.4'],
		['99.95', 1, '100.0'],
		['-0.04', 1, '0.0'],
		['7', 2, '7.00']
	])('rounds %s to %i decimals: %s', (text, scale, rounded) => {
		expect(toText(roundHalfUp(rational(decimal(text)), scale))).toBe(rounded);
	});

	it('is never off by more than half a unit, and changes nothing that fits', () => {
		holds(fc.tuple(rationals, fc.integer({ min: 0, max: 6 })), ([value, scale]) => {
			const rounded = roundHalfUp(value, scale);
			const off = absolute(subtract(rational(rounded), value));
			expect(compare(off, reduce(1n, 2n * 10n ** BigInt(scale)))).not.toBe(1);
			expect(roundHalfUp(rational(rounded), scale)).toEqual(rounded);
		});
	});

	it('rounds a loss as it rounds a gain', () => {
		holds(rationals, (value) =>
			expect(roundHalfUp(negate(value), 1).digits).toBe(-roundHalfUp(value, 1).digits)
		);
	});
});
