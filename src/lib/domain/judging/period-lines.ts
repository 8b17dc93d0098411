/** 判定のしくみ of a period total that nobody can add up: the years that are known, and the gap between them. */
import { ZERO, add } from '#lib/domain/decimal.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { JudgementSubject, SumLine } from './judgement.ts';
import { ownFigure, partsToDate } from './period-total.ts';
import { figureText, operand } from './text.ts';

/**
 * 「R3 3 ＋ R4 5 ＋ R5 4 ＋ R6 ？ ＋ R7 6」: an unknown year is a question mark, never 0, and the known ones are no total.
 * Empty for a target that is no period total.
 */
export function unknownTotalLines({
	kpi,
	target,
	result,
	year,
	earlier = [],
	added
}: JudgementSubject): SumLine[] {
	if (target.kind !== 'target' || target.figure.kind !== 'period') return [];
	const own = result.kind === 'measured' ? [ownFigure(year, result.value, added)] : [];
	const until = result.kind === 'carried' ? result.measuredYear : year;
	const { from } = target.figure;
	const parts = partsToDate([...earlier, ...own], from, until);
	const known = parts.flatMap(({ value }) => value ?? []);
	const sum = figureText(known.reduce(add, ZERO), kpi.decimals);
	return [
		{
			label: '実績の合計',
			formula: `${eraFiscalYear(from)}から${eraFiscalYear(until)}までの実績の合計`,
			filled: parts
				.map(
					(part) =>
						shortFiscalYear(part.year) +
						(part.value === null ? ' ？' : operand(figureText(part.value, kpi.decimals)))
				)
				.join(' ＋ '),
			result:
				known.length === 0 ? '分かりません' : `分かりません（分かっている${known.length}年度分は ${sum}）`
		}
	];
}
