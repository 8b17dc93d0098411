/** Why the gap of a year cannot be compared, in words: nothing is left out without one. */
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { NO_FIGURE } from '#lib/format.ts';
import { targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { figureWords, isSumUnknown, UNKNOWN_SUM } from '../shown.ts';

/** 「R7は未確定のため」, 「R7は目標がないため」: what is missing of the year itself. */
export function missingOf(shown: SheetYear): string {
	const year = shortFiscalYear(shown.year);
	if (!shown.actual?.value) {
		const word = figureWords(shown);
		return word === NO_FIGURE ? `${year}の実績はまだ照会していないため` : `${year}は${word}のため`;
	}
	if (isSumUnknown(shown)) return `${year}は累計が${UNKNOWN_SUM}のため`;
	return `${year}は目標がないため`;
}

/** Stages have no distance: what moved is told by their names. */
export function stageMove(sheet: KpiSheet, shown: SheetYear): { heading: string; notes: string[] } {
	const measured = sheet.years.filter(
		({ year, actual }) => year <= shown.year && actual?.value && actual.carriedFrom === null
	);
	const [before, after] = [measured.at(-2), measured.at(-1)];
	const note = '段階の間には幅がないため、目標との差の内訳はありません';
	if (after === undefined)
		return { heading: '測定した年度がないため、段階の動きは比べられません', notes: [note] };
	const lead = after.year === shown.year ? [] : [`${missingOf(shown)}、最後に測定した年度までを見ています`];
	const at = (year: SheetYear) => `${shortFiscalYear(year.year)}「${year.actual?.text ?? ''}」`;
	if (before === undefined)
		return {
			heading: `${at(after)}より前に測定した年度がないため、動きは比べられません`,
			notes: [...lead, note]
		};
	const isSame = before.actual?.text === after.actual?.text;
	const target = ({ target: { kind }, year, ...each }: SheetYear) =>
		kind === 'none'
			? `${shortFiscalYear(year)} なし`
			: `${shortFiscalYear(year)}「${targetText(each.held.figure, sheet.style)}」`;
	return {
		heading: isSame ? `段階は${at(before)}から変わっていません` : `段階は${at(before)}から${at(after)}へ`,
		notes: [...lead, `目標は ${target(before)}、${target(after)}`, note]
	};
}
