/** 対象期間: what a fiscal year's figure was measured over, shown where it is not the fiscal year itself. */

const FISCAL = /^(各?年度|各?会計年度)?(4月?〜(翌年)?3月|年度末.*|各?年度|3月31日現在)?$/;
/** 前年の暦年, 暦年（1〜12月）, 前々年1〜12月 */
const CALENDAR = /^(前々年|前年|当年)?の?(?:暦年)?(?:1月?〜12月)?$/;
/** 10月〜翌年9月 */
const ACROSS = /^(前々年|前年|当年)?の?(\d{1,2})月?〜翌年?(\d{1,2})月$/;
const YEARS_BACK: Readonly<Record<string, number>> = { 前々年: 2, 前年: 1, 当年: 0 };

/**
 * The measured period of one fiscal year in words; empty where it is the fiscal year. `text` is the
 * indicator's 対象期間 as it is written in its definition, `lagYears` how far the period lies behind the year.
 * What cannot be read as a period is given back as it stands.
 *
 * @example measuredText('前年の暦年', 2025, 0) // 「2024年1〜12月の値」
 * @example measuredText('10月〜翌年9月', 2025, 0) // 「2025年10月〜2026年9月の値」
 * @example measuredText('各年度4月〜3月', 2025, 1) // 「1年度前の期間の値」
 */
export function measuredText(text: string | null, year: number, lagYears: number): string {
	const lag = lagYears > 0 ? `${lagYears}年度前の期間の値` : '';
	const written = (text ?? '').trim();
	const plain = written
		.normalize('NFKC')
		.replace(/[~～]/g, '〜')
		.replace(/[()\s]/g, '');
	if (plain === '' || FISCAL.test(plain)) return lag;
	const calendar = CALENDAR.exec(plain);
	if (calendar) return `${year - backOf(calendar[1]) - lagYears}年1〜12月の値`;
	const across = ACROSS.exec(plain);
	if (across) {
		const first = year - backOf(across[1]) - lagYears;
		return `${first}年${across[2]}月〜${first + 1}年${across[3]}月の値`;
	}
	return [`${written}の値`, lag].filter((part) => part !== '').join('、');
}

function backOf(word: string | undefined): number {
	return word === undefined ? 0 : (YEARS_BACK[word] ?? 0);
}
