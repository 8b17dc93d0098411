import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	daysBetween,
	deadlineInWords,
	eraFiscalYear,
	fiscalYearOf,
	formatEraDate,
	formatEraDateTime,
	formatFiscalYear,
	formatYearRange,
	japanDate,
	parseFiscalYear,
	shortFiscalYear,
	shortYearRange
} from '#lib/domain/fiscal-year.ts';

const anyYear = fc.integer({ min: 1926, max: 2117 });
const anyInstant = fc.date({
	min: new Date('1952-01-01T00:00:00Z'),
	max: new Date('2200-01-01T00:00:00Z'),
	noInvalidDate: true
});

describe('parseFiscalYear', () => {
	it.each([
		['令和7', 2025],
		['令和７年度', 2025],
		['R7', 2025],
		['Ｒ７', 2025],
		['r07', 2025],
		['R7年度', 2025],
		['2025', 2025],
		['2025年度', 2025],
		['２０２５年度', 2025],
		[' 令和 7 年度　', 2025],
		['H30', 2018],
		['平成30年度', 2018],
		['平成31年度', 2019],
		['令和元年度', 2019],
		['令和元', 2019],
		['R1', 2019],
		['平成元年度', 1989],
		['S63', 1988],
		['昭和63', 1988],
		['令和7年度（2025）', 2025],
		['2025年度（令和7年度）', 2025],
		['令和7（2025）年度', 2025],
		['２０２５(R7)年度', 2025],
		['令和7年度末', 2025],
		['R7(2025)年度末', 2025],
		['FY2025', 2025],
		['2025FY', 2025],
		['令7', 2025],
		['平30年度', 2018],
		['H31/R1', 2019],
		['平成31・令和元年度', 2019]
	])('reads %s as %i', (text, year) => {
		expect(parseFiscalYear(text)).toEqual({ ok: true, year });
	});

	it.each([
		['7', '年度を読み取れません'],
		['25年度', '年度を読み取れません'],
		['令和', '年度を読み取れません'],
		['令和0年度', '年度を読み取れません'],
		['令和100', '年度を読み取れません'],
		['R-7', '年度を読み取れません'],
		['R7.5', '年度を読み取れません'],
		['平成32年度', '平成は31年度までです。令和2年度と入力してください'],
		['H37', '令和7年度と入力してください'],
		['昭和64', '年度を読み取れません'],
		['令和⑦年度', '年度を読み取れません'],
		['令和7〜9年度', '年度を読み取れません'],
		['20 25', '年度を読み取れません'],
		['1925', '年度を読み取れません'],
		['2118', '年度を読み取れません'],
		['20255', '年度を読み取れません'],
		['令和7年', '「年」ではなく「年度」'],
		['令和7年度（2024）', '合っていません'],
		['令和7年度（昨年）', '合っていません'],
		['令和7(2024)年度', '合っていません'],
		['R7/R8', '年度を読み取れません'],
		['2025/4/1', '年度を読み取れません'],
		['FY25', '年度を読み取れません'],
		['　', '入力されていません'],
		['', '入力されていません']
	])('refuses %j in words', (text, part) => {
		const reading = parseFiscalYear(text);
		expect(reading).toMatchObject({ ok: false, message: expect.stringContaining(part) as string });
		expect(reading).toMatchObject({
			message: expect.stringContaining('（例：令和7年度、R7、2025）') as string
		});
	});

	it('names the input, shortened when it is long', () => {
		expect(parseFiscalYear('来年')).toMatchObject({ message: expect.stringContaining('「来年」') as string });
		const long = parseFiscalYear('あ'.repeat(5000));
		expect(long.ok ? '' : long.message).toContain(`「${'あ'.repeat(30)}…」`);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseFiscalYear(text).ok === 'boolean')
		);
	});

	it('reads every form the product writes', () => {
		fc.assert(
			fc.property(anyYear, (year) => {
				for (const write of [formatFiscalYear, eraFiscalYear, shortFiscalYear, String]) {
					expect(parseFiscalYear(write(year))).toEqual({ ok: true, year });
				}
			})
		);
	});
});

describe('writing fiscal years', () => {
	it.each([
		[2025, '令和7年度（2025）', '令和7年度', 'R7'],
		[2019, '令和元年度（2019）', '令和元年度', 'R1'],
		[2018, '平成30年度（2018）', '平成30年度', 'H30'],
		[1989, '平成元年度（1989）', '平成元年度', 'H1'],
		[1988, '昭和63年度（1988）', '昭和63年度', 'S63'],
		[1900, '1900年度', '1900年度', '1900']
	])('%i', (year, full, era, short) => {
		expect([formatFiscalYear(year), eraFiscalYear(year), shortFiscalYear(year)]).toEqual([full, era, short]);
	});

	it.each([
		[2025, 2027, '令和7〜9年度', 'R7〜9'],
		[2019, 2021, '令和元〜3年度', 'R1〜3'],
		[2018, 2020, '平成30〜令和2年度', 'H30〜R2'],
		[2017, 2019, '平成29〜令和元年度', 'H29〜R1'],
		[2025, 2025, '令和7年度', 'R7'],
		[1920, 1922, '1920〜1922年度', '1920〜1922']
	])('range %i–%i', (first, last, long, short) => {
		expect([formatYearRange(first, last), shortYearRange(first, last)]).toEqual([long, short]);
	});
});

describe('fiscalYearOf', () => {
	it.each([
		['2026-03-31', 2025],
		['2026-04-01', 2026],
		['2026-01-01', 2025],
		['2025-12-31', 2025],
		['2026-03-31T14:59:59.999Z', 2025],
		['2026-03-31T15:00:00Z', 2026],
		['2026-04-01T00:00:00+09:00', 2026]
	])('%s lies in %i', (date, year) => {
		expect(fiscalYearOf(date)).toBe(year);
	});

	it('never takes the era of a January–March date', () => {
		expect(eraFiscalYear(fiscalYearOf('2020-02-01'))).toBe('令和元年度');
		expect(eraFiscalYear(fiscalYearOf('2019-04-01'))).toBe('令和元年度');
		expect(eraFiscalYear(fiscalYearOf('1989-02-01'))).toBe('昭和63年度');
	});

	it('spans exactly April 1 – March 31', () => {
		fc.assert(
			fc.property(anyInstant, (instant) => {
				const [day, year] = [japanDate(instant), fiscalYearOf(instant)];
				expect(day >= `${year}-04-01` && day <= `${year + 1}-03-31`).toBe(true);
			})
		);
	});
});

describe('Japanese dates', () => {
	it('changes day at midnight in Japan', () => {
		expect(japanDate('2026-08-20T14:59:59Z')).toBe('2026-08-20');
		expect(japanDate(new Date('2026-08-20T15:00:00Z'))).toBe('2026-08-21');
		expect(japanDate('2026-08-21')).toBe('2026-08-21');
	});

	it('agrees with the time zone Asia/Tokyo', () => {
		const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short' });
		fc.assert(fc.property(anyInstant, (instant) => japanDate(instant) === tokyo.format(instant)));
	});

	it.each([
		['2026-08-21', '令和8年8月21日'],
		['2019-05-01', '令和元年5月1日'],
		['2019-04-30', '平成31年4月30日'],
		['1989-01-08', '平成元年1月8日'],
		['1989-01-07', '昭和64年1月7日'],
		['1926-12-25', '昭和元年12月25日'],
		['1926-12-24', '1926年12月24日']
	])('%s is %s', (day, words) => {
		expect(formatEraDate(day)).toBe(words);
	});

	it.each([
		['2026-08-21T05:05:00Z', '令和8年8月21日 14:05'],
		['2026-08-21T00:05:59Z', '令和8年8月21日 9:05'],
		['2026-08-20T15:00:00.000Z', '令和8年8月21日 0:00'],
		['2019-04-30T15:00:00Z', '令和元年5月1日 0:00']
	])('%s is %s', (instant, words) => {
		expect(formatEraDateTime(instant)).toBe(words);
		expect(formatEraDateTime(new Date(instant))).toBe(words);
	});

	it.each(['2025-02-29', '2025-13-01', '2025-04-31', '25-04-01', '2025/04/01', '2025-04-01T00:00', ''])(
		'refuses %j',
		(text) => {
			expect(() => japanDate(text)).toThrow(RangeError);
			expect(() => formatEraDate(text)).toThrow(RangeError);
			expect(() => daysBetween(text, '2025-04-01')).toThrow(RangeError);
		}
	);

	it('refuses a day where a time is needed, and instants it cannot write', () => {
		expect(() => formatEraDateTime('2026-08-21')).toThrow(RangeError);
		expect(() => japanDate(new Date(NaN))).toThrow(RangeError);
		expect(() => japanDate(new Date('+010000-01-01T00:00:00Z'))).toThrow(RangeError);
	});
});

describe('deadlines', () => {
	it.each([
		['2026-07-28', '2026-07-31', 3, 'あと3日'],
		['2026-07-30', '2026-07-31', 1, 'あと1日'],
		['2026-07-31', '2026-07-31', 0, '今日まで'],
		['2026-08-02', '2026-07-31', -2, '2日過ぎています'],
		['2024-02-28', '2024-03-01', 2, 'あと2日'],
		['2025-12-31', '2026-01-01', 1, 'あと1日']
	])('from %s to %s', (today, deadline, days, words) => {
		expect(daysBetween(today, deadline)).toBe(days);
		expect(deadlineInWords(today, deadline)).toBe(words);
	});

	it('counts the same both ways', () => {
		fc.assert(
			fc.property(anyInstant, anyInstant, (a, b) => {
				const [from, to] = [japanDate(a), japanDate(b)];
				expect(daysBetween(from, to) + daysBetween(to, from)).toBe(0);
			})
		);
	});
});
