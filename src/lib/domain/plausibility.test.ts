import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import type { Accumulation } from '#lib/domain/model.ts';
import { plausibilityWarnings } from '#lib/domain/plausibility.ts';

interface Case {
	decimals?: number;
	low?: string;
	high?: string;
	accumulation?: Accumulation;
	unit?: string;
}

function warnings(
	value: string,
	previous: string[],
	{ decimals = 0, low, high, accumulation, unit }: Case = {}
) {
	return plausibilityWarnings({
		value: decimal(value),
		decimals,
		limits: { low: low === undefined ? null : decimal(low), high: high === undefined ? null : decimal(high) },
		previous: previous.map(decimal),
		accumulation: accumulation ?? 'level',
		unit: unit ?? '人'
	});
}

const codes = (...args: Parameters<typeof warnings>) => warnings(...args).map(({ code }) => code);

describe('more decimals than defined', () => {
	it('warns by the decimals typed', () => {
		expect(codes('12.34', [], { decimals: 1 })).toEqual(['too-many-decimals']);
		expect(codes('12.50', [], { decimals: 1 })).toEqual(['too-many-decimals']);
		expect(codes('12.5', [], { decimals: 1 })).toEqual([]);
		expect(codes('12', [], { decimals: 1 })).toEqual([]);
	});
	it('says what is defined and what was typed', () => {
		expect(warnings('1234.56', [], { decimals: 1 })[0]?.message).toMatch(
			/小数第1位まで.*1,234\.56人.*小数第2位まで入力/
		);
		expect(warnings('1.5', [])[0]?.message).toMatch(/整数で表す指標.*1\.5人/);
	});
});

describe('outside the limits', () => {
	const percent = { low: '0', high: '100', decimals: 1, unit: '%' };
	it('warns beyond a limit, not on it', () => {
		expect(codes('100.1', [], percent)).toEqual(['outside-limits']);
		expect(codes('-0.1', [], percent)).toEqual(['outside-limits']);
		expect(codes('100', [], percent)).toEqual([]);
		expect(codes('0', [], percent)).toEqual([]);
	});
	it('knows one-sided and missing limits', () => {
		expect(codes('250', [], { low: '0' })).toEqual([]);
		expect(codes('-1', [], { low: '0' })).toEqual(['outside-limits']);
		expect(codes('-1', [], { high: '5' })).toEqual([]);
		expect(codes('-99999', [])).toEqual([]);
	});
	it('names the limit', () => {
		expect(warnings('120', [], percent)[0]?.message).toContain('上限の100%を超えて');
		expect(warnings('-3', [], percent)[0]?.message).toMatch(/下限の0%を下回って.*−3%/);
	});
});

describe('a falling cumulative value', () => {
	it('warns for cumulative indicators only', () => {
		expect(codes('11', ['10', '12'], { accumulation: 'cumulative' })).toEqual(['falling-cumulative']);
		expect(codes('12', ['10', '12'], { accumulation: 'cumulative' })).toEqual([]);
		expect(codes('11', ['10', '12'], { accumulation: 'annual' })).toEqual([]);
		expect(codes('1', [], { accumulation: 'cumulative' })).toEqual([]);
	});
	it('compares with the last value, and names it', () => {
		expect(warnings('1233', ['1230', '1234'], { accumulation: 'cumulative' })[0]?.message).toContain(
			'前回の1,234人'
		);
	});
});

describe('a jump out of the range of the series', () => {
	it.each([
		['3', ['2']],
		['3', ['2', '2', '2']],
		['0', ['2', '2', '2']],
		['2418', ['1902', '2115', '2340']],
		['57', ['48', '52', '55']],
		['45', ['10', '20', '30']],
		['12', ['10', '20', '30', '40', '50']],
		['104', ['100', '100', '100']],
		['60', ['40']],
		['100', []],
		['10', ['1', '100', '5']]
	])('is quiet for %s after %j', (value, previous) => {
		expect(codes(value, previous)).toEqual([]);
	});

	it.each([
		['23400', ['1902', '2115', '2340']],
		['234', ['1902', '2115', '2340']],
		['20', ['2', '2', '2']],
		['110', ['100', '100', '100']],
		['1000', ['1', '100', '5']],
		['400', ['40']],
		['4', ['40']],
		['50', ['0']]
	])('warns for %s after %j', (value, previous) => {
		expect(codes(value, previous)).toEqual(['jump']);
	});

	it('warns for the fall of the screening rate in the mock-up, in words', () => {
		const [warning] = warnings('37.9', ['38.9', '40.6', '42.1'], { decimals: 1, unit: '%' });
		expect(warning?.code).toBe('jump');
		expect(warning?.message).toMatch(/前回の42\.1%から.*減って.*37\.9%/);
		expect(warnings('400', ['40'])[0]?.message).toContain('増えて');
	});

	it('measures the smallest change in the units of the indicator', () => {
		expect(codes('0.05', ['0.02', '0.02'], { decimals: 2 })).toEqual([]);
		expect(codes('0.06', ['0.02', '0.02'], { decimals: 2 })).toEqual(['jump']);
	});

	it('works for negative series', () => {
		expect(codes('-130', ['-120', '-125'])).toEqual([]);
		expect(codes('-1300', ['-120', '-125'])).toEqual(['jump']);
	});

	it('never warns inside the range of the series', () => {
		const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(values, fc.integer({ min: -1000, max: 1000 }), (earlier, value) => {
				const inside = value >= Math.min(...earlier) && value <= Math.max(...earlier);
				if (inside) expect(codes(String(value), earlier.map(String))).toEqual([]);
			})
		);
	});

	it('never warns for a change of one smallest unit', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (earlier) => {
				expect(codes(String((earlier.at(-1) ?? 0) + 1), earlier.map(String))).toEqual([]);
			})
		);
	});
});

it('gives every warning that applies, in a fixed order', () => {
	const all = codes('-50.55', ['10', '12'], { decimals: 1, low: '0', accumulation: 'cumulative' });
	expect(all).toEqual(['too-many-decimals', 'outside-limits', 'falling-cumulative', 'jump']);
});
