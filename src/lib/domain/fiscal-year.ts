/**
 * Fiscal years (April 1 – March 31, stored as the integer of the year they start in), era years and
 * Japanese dates. Nothing here reads a clock: "today" is always handed in.
 *
 * A fiscal year's era follows its number (2019 is 令和元年度 from its first day), a date's era follows the
 * day the era really began (April 30, 2019 is 平成31年4月30日). The two are never derived from each other.
 */

interface Era {
	readonly name: string;
	readonly letter: string;
	/** Era year N is the western year `offset` + N, for fiscal years and calendar years alike. */
	readonly offset: number;
	readonly firstFiscalYear: number;
	/** Last number accepted for a fiscal year; 平成31年度 is the only alias of a later era's year. */
	readonly lastNumber: number;
	readonly firstDay: string;
}

/** Newest first. Cabinet orders: 令和 May 1, 2019; 平成 January 8, 1989; 昭和 December 25, 1926. */
const ERAS: readonly Era[] = [
	{ name: '令和', letter: 'R', offset: 2018, firstFiscalYear: 2019, lastNumber: 99, firstDay: '2019-05-01' },
	{ name: '平成', letter: 'H', offset: 1988, firstFiscalYear: 1989, lastNumber: 31, firstDay: '1989-01-08' },
	{ name: '昭和', letter: 'S', offset: 1925, firstFiscalYear: 1926, lastNumber: 63, firstDay: '1926-12-25' }
];
const FIRST_YEAR = 1926;
const LAST_YEAR = 2117;

const DAY = 86_400_000;
/** Japan has been nine hours ahead of UTC without summer time since 1951. */
const JAPAN_OFFSET = 9 * 3_600_000;

export type FiscalYearReading =
	{ readonly ok: true; readonly year: number } | { readonly ok: false; readonly message: string };

/**
 * Reads a fiscal year as people write it: 令和7, 令和７年度, R7, Ｒ７, r07, 令7, 2025, 2025年度, FY2025, H30,
 * 令和元年度, 令和7年度末 (the year that ends then), and two names of one year when both agree: this module's own
 * 「令和7年度（2025）」, 令和7（2025）年度, 2025（R7）年度, H31/R1. 平成31年度 is 2019.
 *
 * Refused, with a Japanese message: a calendar year (令和7年 lies in two fiscal years), a number without an
 * era (7), years an era never had (平成32, 令和0), western years outside 1926–2117. Never throws.
 */
export function parseFiscalYear(text: string): FiscalYearReading {
	const shown = clip(text);
	if (shown === '') return refuse('年度が入力されていません');
	const decorated = /\p{No}/u.test(shown);
	const plain = shown.normalize('NFKC').toUpperCase();
	const [, first = plain, second] = /^([^()]+)\(([^()]+)\)\s*(?:年度末?)?$/.exec(plain) ?? twoNames(plain);
	const year = decorated ? null : yearOf(first.trim());
	const agrees = second === undefined || yearOf(second.trim()) === year;
	if (year !== null && agrees) return { ok: true, year };
	const quoted = `入力値：「${shown}」`;
	if (!agrees && year !== null) return refuse(`元号の年度と西暦の年度が合っていません。${quoted}`);
	const late = /^(?:平成|H)\s*(3[2-9]|[4-9]\d)\s*(?:年度)?$/.exec(plain)?.[1];
	if (late !== undefined)
		return refuse(`平成は31年度までです。令和${Number(late) - 30}年度と入力してください。${quoted}`);
	if (/年$/.test(plain)) return refuse(`「年」ではなく「年度」で入力してください。${quoted}`);
	return refuse(`年度を読み取れません。${quoted}`);
}

/** 「H31/R1」: two names of one year; anything else between the stroke stays one text that cannot be read. */
function twoNames(plain: string): string[] {
	const halves = plain.replace(/年度末?$/, '').split(/[/・]/);
	const [a, b] = halves.map((each) => yearOf(each.trim()));
	return halves.length === 2 && a != null && a === b ? [plain, ...halves] : [];
}

/** 「令和7年度（2025）」. */
export function formatFiscalYear(year: number): string {
	return eraOf(year) ? `${eraFiscalYear(year)}（${year}）` : `${year}年度`;
}

/** 「令和7年度」, 「令和元年度」; 「1900年度」 before 昭和. */
export function eraFiscalYear(year: number): string {
	return `${longYear(year)}年度`;
}

/** 「R7」, for narrow columns; 2019 is 「R1」. */
export function shortFiscalYear(year: number): string {
	const era = eraOf(year);
	return era ? `${era.letter}${year - era.offset}` : String(year);
}

/** 「令和7〜9年度」, 「平成30〜令和2年度」; one year alone is 「令和7年度」. */
export function formatYearRange(first: number, last: number): string {
	if (first === last) return eraFiscalYear(first);
	const era = eraOf(last);
	const end = era && era === eraOf(first) ? eraNumber(last - era.offset) : longYear(last);
	return `${longYear(first)}〜${end}年度`;
}

/** 「R7〜9」, 「H30〜R2」; one year alone is 「R7」. */
export function shortYearRange(first: number, last: number): string {
	if (first === last) return shortFiscalYear(first);
	const era = eraOf(last);
	const end = era && era === eraOf(first) ? String(last - era.offset) : shortFiscalYear(last);
	return `${shortFiscalYear(first)}〜${end}`;
}

/**
 * The fiscal year in which a moment or a day lies, in Japan: 2026-03-31 is 2025, 2026-04-01 is 2026.
 * @throws RangeError as `japanDate` does.
 */
export function fiscalYearOf(date: Date | string): number {
	const day = japanDate(date);
	return Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
}

/**
 * The calendar day in Japan, `YYYY-MM-DD`, of an instant (a Date, or ISO text with `Z` or an offset). A bare
 * `YYYY-MM-DD` already is a Japanese day and comes back unchanged.
 * @throws RangeError for text without a zone, an impossible date, or a year outside 1000–9999.
 */
export function japanDate(instant: Date | string): string {
	if (typeof instant === 'string' && /^\d{4}-\d\d-\d\d$/.test(instant)) {
		dayNumber(instant);
		return instant;
	}
	return japanClock(instant).slice(0, 10);
}

/**
 * 「令和8年8月21日」 for a `YYYY-MM-DD`; the first year of an era is 元年, days before 昭和 are western.
 * @throws RangeError for anything that is not an existing day.
 */
export function formatEraDate(isoDate: string): string {
	dayNumber(isoDate);
	const [year = 0, month, day] = isoDate.split('-').map(Number);
	const era = ERAS.find(({ firstDay }) => isoDate >= firstDay);
	return `${era ? era.name + eraNumber(year - era.offset) : year}年${month}月${day}日`;
}

/**
 * 「令和8年8月21日 14:05」, in Japan, of an instant.
 * @throws RangeError as `japanDate` does; a bare day is refused because it has no time.
 */
export function formatEraDateTime(instant: Date | string): string {
	const clock = japanClock(instant);
	return `${formatEraDate(clock.slice(0, 10))} ${Number(clock.slice(11, 13))}:${clock.slice(14, 16)}`;
}

/**
 * Calendar days from one `YYYY-MM-DD` to another; negative when the second is earlier.
 * @throws RangeError for anything that is not an existing day.
 */
export function daysBetween(from: string, to: string): number {
	return dayNumber(to) - dayNumber(from);
}

/**
 * 「あと3日」, 「今日まで」 or 「2日過ぎています」, from Japanese days `YYYY-MM-DD`.
 * @throws RangeError for anything that is not an existing day.
 */
export function deadlineInWords(today: string, deadline: string): string {
	const days = daysBetween(today, deadline);
	if (days === 0) return '今日まで';
	return days > 0 ? `あと${days}日` : `${-days}日過ぎています`;
}

function yearOf(text: string): number | null {
	const western = /^(?:FY\s*)?(\d{4})\s*(?:年度末?|FY)?$/.exec(text);
	if (western) {
		const year = Number(western[1]);
		return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
	}
	const [, sign, digits = ''] = /^(令和?|平成?|昭和?|[RHS])\s*(\d{1,2}|元)\s*(?:年度末?)?$/.exec(text) ?? [];
	const era = ERAS.find(({ name, letter }) => sign === name || sign === name[0] || sign === letter);
	if (!era) return null;
	const number = digits === '元' ? 1 : Number(digits);
	return number >= 1 && number <= era.lastNumber ? era.offset + number : null;
}

function refuse(what: string): FiscalYearReading {
	return { ok: false, message: `${what}（例：令和7年度、R7、2025）` };
}

function clip(text: string): string {
	const characters = [...text.trim().replace(/\s+/g, ' ')];
	return characters.length > 30 ? characters.slice(0, 30).join('') + '…' : characters.join('');
}

function eraOf(year: number): Era | undefined {
	return ERAS.find(({ firstFiscalYear }) => year >= firstFiscalYear);
}

function longYear(year: number): string {
	const era = eraOf(year);
	return era ? era.name + eraNumber(year - era.offset) : String(year);
}

function eraNumber(number: number): string {
	return number === 1 ? '元' : String(number);
}

/** ISO text of an instant as a clock in Japan shows it. */
function japanClock(instant: Date | string): string {
	if (typeof instant === 'string' && !/T.*(Z|[+-]\d\d:?\d\d)$/.test(instant)) {
		throw new RangeError(`not an instant with a time zone: ${instant}`);
	}
	const clock = new Date(new Date(instant).getTime() + JAPAN_OFFSET).toISOString();
	if (!/^[1-9]\d{3}-/.test(clock)) throw new RangeError(`year outside 1000–9999: ${clock}`);
	return clock;
}

/** Days since 1970-01-01; refuses days that don't exist, such as 2025-02-29, which Date would roll over. */
function dayNumber(isoDate: string): number {
	const time = /^[1-9]\d{3}-\d\d-\d\d$/.test(isoDate) ? Date.parse(`${isoDate}T00:00:00Z`) : NaN;
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== isoDate) {
		throw new RangeError(`not a day: ${isoDate}`);
	}
	return time / DAY;
}
