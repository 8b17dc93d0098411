/** Which categories count in which fiscal year: those of the rule that judges it. Closed years keep theirs. */
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STANDARD } from '#lib/domain/judging/rule.ts';
import { COMMON_SCALE, scaleOf, type Scale } from '#lib/domain/judging/scale.ts';
import type { Database } from '../db/client.ts';
import { readAdoptions } from '../judgements/rules/adoptions.ts';
import { refOf, ruleTitle } from '../judgements/rules/rules.ts';
import { remember } from '../live/remember.ts';

/** The rule of a year as counting pages need it. */
export interface YearScale {
	/** `code@version`, as addresses name the rule. */
	readonly ref: string;
	/** 「福岡市（第1版）」 */
	readonly title: string;
	readonly scale: Scale;
}

const STANDARD_YEAR: YearScale = { ref: refOf(STANDARD), title: ruleTitle(STANDARD), scale: COMMON_SCALE };

/** The categories of every year; 標準 for a year before the first adoption. */
export function readScales(database: Database): (year: number) => YearScale {
	const list = remember(database, 'scales', () =>
		readAdoptions(database).map(({ fromYear, rule }) => ({
			fromYear,
			rule: { ref: refOf(rule), title: ruleTitle(rule), scale: scaleOf(rule) }
		}))
	);
	return (year) => list.findLast(({ fromYear }) => fromYear <= year)?.rule ?? STANDARD_YEAR;
}

/** Every rule that any year is judged by, each once. */
export function listYearScales(database: Database): YearScale[] {
	const of = readScales(database);
	const years = readAdoptions(database).map(({ fromYear }) => fromYear);
	return [...new Map(years.map((year) => [of(year).ref, of(year)])).values()];
}

/**
 * What to say where the year before was judged by another rule: how the two are compared. Empty where it was the same.
 * 「R6の判定は標準（第1版）、R7は福岡市（第1版）です。動きは、R6もR7の基準で判定し直して比べています。…」
 */
export function ruleChangeText(scales: (year: number) => YearScale, year: number): string {
	const [before, after] = [scales(year - 1), scales(year)];
	if (before.ref === after.ref) return '';
	const [was, is] = [shortFiscalYear(year - 1), shortFiscalYear(year)];
	return `${was}の判定は${before.title}、${is}は${after.title}です。動きは、${was}も${is}の基準で判定し直して比べています（${was}の判定は変わりません）。`;
}
