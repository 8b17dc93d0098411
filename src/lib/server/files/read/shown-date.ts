const DAY_MS = 86_400_000;

/**
 * A stored day number as a person sees it: 「2026年1月2日」, with a time 「2026年1月2日 9:30」, a time alone 「9:30」.
 * Days count from 1900, where Excel has a February 29 that never was, or from 1904 on an old Mac's workbook.
 */
export function shownDate(serial: number, is1904: boolean): string {
	if (!(serial >= 0 && serial < 2_958_466)) return '日付';
	const minutes = Math.round((serial % 1) * 1440);
	const days = Math.floor(serial) + (minutes === 1440 ? 1 : 0);
	const time =
		minutes % 1440 === 0 ? '' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
	if (days === 0 && !is1904) return time === '' ? '0:00' : time;
	if (days === 60 && !is1904) return withTime('1900年2月29日', time);
	const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
	return withTime(inJapanese(new Date(start + days * DAY_MS)), time);
}

/** A date that is written out: `2026-01-02T09:30:00`. */
export function shownIsoDate(text: string): string {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
	return year === undefined ? '日付' : `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

function inJapanese(date: Date): string {
	return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

function withTime(date: string, time: string): string {
	return time === '' ? date : `${date} ${time}`;
}
