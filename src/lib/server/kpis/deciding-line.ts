/** The line of a sum that decided a status, as files print it. */
import type { Judgement, SumLine } from '#lib/domain/judging/judgement.ts';
import { isJudged } from '#lib/domain/judging/summary.ts';

/** Null where nothing was judged: a line that only shows why (経過年数 ÷ 全体の年数) decided no status. */
export function decidingLine(judgement: Judgement | null): SumLine | null {
	if (judgement === null || !isJudged(judgement.status)) return null;
	return judgement.sum.lines[0] ?? null;
}
