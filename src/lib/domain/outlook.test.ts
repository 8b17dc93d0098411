import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, decimal, rational, rationalToNumber, type Rational } from './decimal.ts';
import { outlook, type OutlookSubject, type SeriesValue } from './outlook.ts';
import { outlookText } from './outlook-words.ts';
import type { TargetFigure } from './targets.ts';

const fraction = (text: string): Rational => rational(decimal(text));
const value = (text: string): TargetFigure => ({ kind: 'value', value: fraction(text) });
const range = (low: string, high: string): TargetFigure => ({
	kind: 'range',
	low: fraction(low),
	high: fraction(high)
});
const measured = (first: number, ...values: string[]): SeriesValue[] =>
	values.map((each, index) => ({ year: first + index, value: decimal(each), carriedFrom: null }));
const carried = (year: number, from: number, text: string): SeriesValue => ({
	year,
	value: decimal(text),
	carriedFrom: from
});

function subject(
	values: readonly SeriesValue[],
	final: { year: number; figure: TargetFigure } | null,
	rest: Partial<OutlookSubject> = {}
): OutlookSubject {
	return { direction: 'increase', values, breaks: [], limits: { low: null, high: null }, final, ...rest };
}

const of = (...given: Parameters<typeof subject>) => outlook(subject(...given));
const text = (...given: Parameters<typeof subject>) => outlookText(of(...given), '50.0%');
const last = (found: ReturnType<typeof outlook>) => {
	const year = found.years.at(-1);
	if (!year) throw new RangeError('nothing projected');
	return {
		estimate: rationalToNumber(year.estimate),
		low: year.band && rationalToNumber(year.band.low),
		high: year.band && rationalToNumber(year.band.high)
	};
};

/** 特定健診の受診率, the mockup's KPI. */
const CHECKUPS = measured(2021, '39.0', '38.9', '40.6', '42.1', '37.9');

describe('verdict', () => {
	it('says what the mockup says', () => {
		const found = of(CHECKUPS, { year: 2028, figure: value('50.0') });
		expect(found).toMatchObject({ verdict: 'will-miss', none: null, isTentative: false });
		expect(found.years.map(({ year }) => year)).toEqual([2026, 2027, 2028]);
		expect(text(CHECKUPS, { year: 2028, figure: value('50.0') })).toBe(
			'このままの傾向が続いた場合、最終目標 50.0% には届かない見込み'
		);
	});

	it('is sure only where the whole band is on one side', () => {
		const values = measured(2021, '10', '13', '12', '15');
		const { low, high } = last(of(values, { year: 2025, figure: value('0') }));
		expect([low, high]).toEqual([10, 20]);
		const verdict = (target: string) => of(values, { year: 2025, figure: value(target) }).verdict;
		expect([verdict('10'), verdict('10.1'), verdict('20'), verdict('20.1')]).toEqual([
			'will-reach',
			'uncertain',
			'uncertain',
			'will-miss'
		]);
		expect(text(values, { year: 2025, figure: value('15') })).toBe(
			'このままの傾向が続いた場合、最終目標 50.0% に届くかどうかはどちらともいえない'
		);
	});

	it('turns round for decrease, and asks for the inside of a range', () => {
		const falling = measured(2021, '20', '17', '18', '15');
		const verdict = (direction: 'decrease' | 'range', figure: TargetFigure) =>
			of(falling, { year: 2025, figure }, { direction }).verdict;
		// The band of the last year is 10–20.
		expect(['20', '19.9', '10', '9.9'].map((each) => verdict('decrease', value(each)))).toEqual([
			'will-reach',
			'uncertain',
			'uncertain',
			'will-miss'
		]);
		expect(verdict('range', range('10', '20'))).toBe('will-reach');
		expect(verdict('range', range('12', '30'))).toBe('uncertain');
		expect(verdict('range', range('20.1', '30'))).toBe('will-miss');
		expect(verdict('range', range('1', '9'))).toBe('will-miss');
		expect(verdict('range', value('15'))).toBe('unknown');
	});

	it('meets a target exactly, without the noise of binary fractions', () => {
		expect(of(measured(2021, '0.4', '0.5', '0.6', '0.7'), { year: 2025, figure: value('0.8') }).verdict).toBe(
			'will-reach'
		);
	});

	it('knows a constant series', () => {
		const constant = measured(2021, '40', '40', '40', '40', '40');
		expect(of(constant, { year: 2028, figure: value('40') }).verdict).toBe('will-reach');
		expect(of(constant, { year: 2028, figure: value('40.1') }).verdict).toBe('will-miss');
		expect(last(of(constant, { year: 2028, figure: value('1') }))).toEqual({
			estimate: 40,
			low: 40,
			high: 40
		});
	});

	it('never foresees stages or what has no target', () => {
		const stage: TargetFigure = { kind: 'stage', stage: 3 };
		expect(
			text(measured(2021, '0', '1', '1', '2'), { year: 2026, figure: stage }, { direction: 'stage' })
		).toBe('段階の指標は傾向を計算できないため、判断できない');
		expect(text(CHECKUPS, null)).toBe('最終目標がないため、判断できない');
		expect(of(CHECKUPS, null)).toMatchObject({ verdict: 'unknown', years: [] });
	});
});

describe('what the line stands on', () => {
	const final = { year: 2027, figure: value('50') };

	it('needs three measured years, and four for a band', () => {
		expect(text([], final)).toBe('測定した実績がまだないため、判断できない');
		expect(text(measured(2023, '1', '2'), final)).toBe(
			'測定した実績が2年分で、3年分に満たないため、判断できない'
		);
		const three = of(measured(2023, '1', '2', '3'), final);
		expect(three).toMatchObject({ verdict: 'will-miss', isTentative: true });
		expect(three.years.map(({ band }) => band)).toEqual([null, null]);
		expect(outlookText(three, '50件')).toBe(
			'このままの傾向が続いた場合、最終目標 50件 には届かない見込み（参考：実績3年分）'
		);
		expect(of(measured(2022, '1', '2', '3', '4'), final).years[0]?.band).not.toBeNull();
	});

	it('looks no more than three years ahead of the last measured one', () => {
		expect(of(CHECKUPS, { year: 2028, figure: value('50') }).years).toHaveLength(3);
		expect(of(CHECKUPS, { year: 2029, figure: value('50') })).toMatchObject({
			verdict: 'unknown',
			none: 'too-far',
			years: []
		});
		expect(text(CHECKUPS, { year: 2029, figure: value('50') })).toBe(
			'最終年度まで3年を超えるため表示しません'
		);
	});

	it('uses a carried value once, in the year in which it was measured', () => {
		const values = [...measured(2021, '1', '2', '3'), carried(2024, 2023, '3'), carried(2025, 2023, '3')];
		expect(of(values, { year: 2026, figure: value('6') })).toMatchObject({
			measuredYears: [2021, 2022, 2023],
			verdict: 'will-reach'
		});
		// Measured before the figures kept here begin; a year's own measurement goes before a carried copy.
		const older = [
			carried(2022, 2020, '1'),
			carried(2023, 2022, '9'),
			...measured(2022, '3'),
			...measured(2024, '5')
		];
		const found = of(older, { year: 2026, figure: value('7') });
		expect(found.measuredYears).toEqual([2020, 2022, 2024]);
		expect(found.verdict).toBe('will-reach');
	});

	it('counts the horizon from the last measured year, not from a carried one', () => {
		const values = [...measured(2020, '1', '2', '3'), carried(2025, 2022, '3')];
		expect(of(values, { year: 2026, figure: value('6') }).none).toBe('too-far');
	});

	it('says nothing once the final year is measured, and still does while it is only carried', () => {
		expect(of(CHECKUPS, { year: 2025, figure: value('50') })).toMatchObject({ verdict: null, years: [] });
		expect(of(CHECKUPS, { year: 2024, figure: value('50') }).verdict).toBeNull();
		expect(text(CHECKUPS, { year: 2025, figure: value('50') })).toBe(
			'最終年度の実績があるため、見通しは示しません'
		);
		const values = [...measured(2021, '1', '2', '3'), carried(2024, 2023, '3')];
		expect(of(values, { year: 2024, figure: value('5') }).verdict).toBe('will-miss');
	});

	it('begins anew at a definition change', () => {
		const values = measured(2019, '90', '80', '10', '11', '12', '13');
		const final = { year: 2025, figure: value('14') };
		expect(of(values, final, { breaks: [2021] })).toMatchObject({
			measuredYears: [2021, 2022, 2023, 2024],
			verdict: 'will-reach'
		});
		expect(of(values, final).verdict).not.toBe('will-reach');
		expect(text(values, final, { breaks: [2023] })).toBe(
			'定義が変わった後の実績が2年分で、3年分に満たないため、判断できない'
		);
		// Of several changes the last counts; one after the final year changes nothing.
		expect(of(values, final, { breaks: [2021, 2020, 2026] }).measuredYears).toEqual([2021, 2022, 2023, 2024]);
		// Values of the old definition say nothing about a target of the new one.
		expect(of(values, final, { breaks: [2025] }).none).toBe('too-few-since-break');
	});

	it('stays within the limits of the indicator', () => {
		const limits = { low: decimal('0'), high: decimal('100') };
		const rising = of(
			measured(2021, '70', '80', '90', '99'),
			{ year: 2027, figure: value('100') },
			{ limits }
		);
		expect(last(rising)).toMatchObject({ estimate: 100, high: 100 });
		const falling = of(
			measured(2021, '30', '21', '9', '2'),
			{ year: 2027, figure: value('0') },
			{
				limits,
				direction: 'decrease'
			}
		);
		expect(last(falling)).toEqual({ estimate: 0, low: 0, high: 0 });
		expect(falling.verdict).toBe('will-reach');
	});

	it('adds up the years of a period total, as far as they are known', () => {
		const figure: TargetFigure = {
			kind: 'period',
			from: 2021,
			to: 2025,
			total: fraction('120'),
			shareToDate: fraction('120')
		};
		const final = { year: 2025, figure };
		const limits = { low: decimal('0'), high: decimal('40') };
		const found = of(measured(2020, '999', '24', '24', '24', '24'), final, { limits });
		expect(found.measuredYears).toEqual([2021, 2022, 2023, 2024]);
		expect(last(found)).toEqual({ estimate: 120, low: 120, high: 120 });
		expect(found.verdict).toBe('will-reach');
		// 2022 unknown: nothing after it can be added up.
		const gap = [...measured(2021, '24'), ...measured(2023, '24', '24')];
		expect(of(gap, final).none).toBe('too-far');
		// Amounts that are never negative cannot make a sum fall.
		const shrinking = of(measured(2021, '60', '9', '1', '0'), final, { limits });
		expect(last(shrinking).low).toBeGreaterThanOrEqual(70);
	});
});

describe('any series', () => {
	const figure = fc.record({
		digits: fc.bigInt({ min: -999n, max: 999n }),
		scale: fc.integer({ min: 0, max: 2 })
	});
	const entry = fc.record({
		year: fc.integer({ min: 2017, max: 2026 }),
		value: figure,
		carriedFrom: fc.option(fc.integer({ min: 2014, max: 2026 }))
	});
	const subjects = fc.record({
		direction: fc.constantFrom('increase' as const, 'decrease' as const),
		values: fc.array(entry, { maxLength: 9 }),
		breaks: fc.array(fc.integer({ min: 2015, max: 2028 }), { maxLength: 2 }),
		limits: fc.record({
			low: fc.constantFrom(null, decimal('-2')),
			high: fc.constantFrom(null, decimal('5'))
		}),
		final: fc.record({
			year: fc.integer({ min: 2020, max: 2030 }),
			figure: figure.map((each): TargetFigure => ({ kind: 'value', value: rational(each) }))
		})
	});

	it('has an answer: ordered, within the limits, at most three years, words without NaN', () => {
		fc.assert(
			fc.property(subjects, (given) => {
				const found = outlook(given);
				expect(outlookText(found, '1')).not.toMatch(/NaN|Infinity|undefined/);
				expect(found.years.length).toBeLessThanOrEqual(3);
				for (const { estimate, band } of found.years) {
					const [low, high] = [band?.low ?? estimate, band?.high ?? estimate];
					expect(compare(low, estimate)).toBeLessThanOrEqual(0);
					expect(compare(estimate, high)).toBeLessThanOrEqual(0);
					if (given.limits.low) expect(rationalToNumber(low)).toBeGreaterThanOrEqual(-2);
					if (given.limits.high) expect(rationalToNumber(high)).toBeLessThanOrEqual(5);
				}
			}),
			{ numRuns: 150 }
		);
	});

	it('does not depend on the order, and mirrors decrease to increase', () => {
		const flip = <T extends { digits: bigint }>(each: T): T => ({ ...each, digits: -each.digits });
		fc.assert(
			fc.property(subjects, (given) => {
				const unique = given.values.filter(
					({ year }, index) => given.values.findIndex((each) => each.year === year) === index
				);
				const own = unique.map((each) => ({ ...each, carriedFrom: null }));
				const free = { ...given, values: own, limits: { low: null, high: null } };
				const found = outlook(free);
				expect(outlook({ ...free, values: own.toReversed() })).toEqual(found);
				const target = given.final.figure.kind === 'value' ? given.final.figure.value : fraction('0');
				expect(
					outlook({
						...free,
						direction: given.direction === 'increase' ? 'decrease' : 'increase',
						values: own.map((each) => ({ ...each, value: flip(each.value) })),
						final: { ...given.final, figure: { kind: 'value', value: { n: -target.n, d: target.d } } }
					}).verdict
				).toBe(found.verdict);
			}),
			{ numRuns: 100 }
		);
	});
});
