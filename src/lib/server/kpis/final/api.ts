/** The read API's answer about 最終評価. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { FINAL_RULE } from '#lib/domain/final-sum.ts';
import { targetFigure, type SetTarget } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import { basicPlanFor, shownYear } from '../../plan/queries.ts';
import { apiFigure, type ApiFigure } from '../api/figure.ts';
import { readFinal } from './page.ts';
import type { FinalEntry } from './row.ts';
import type { MidRow, VerdictSum } from './sum.ts';

/** Every KPI of a basic plan; of the latest called year's plan where none is named. @throws DomainError `not-found`. */
export function readApiFinal(database: Database, plan: string | null, today: string) {
	const asked = plan?.trim() ?? '';
	const code = asked === '' ? basicPlanFor(database, shownYear(database, null)).code : asked;
	const { term, state, counts, chapters } = readFinal(database, code, today);
	return {
		plan: term.code,
		name: term.name,
		lastYear: term.lastYear,
		/** `running` and `collecting` are interim. */
		state,
		isInterim: state !== 'final',
		counts,
		kpis: chapters.flatMap((chapter) =>
			chapter.measures.flatMap((measure) =>
				measure.entries.map(({ shown, evaluation, target, stages, finalYear, mid, ...entry }) => ({
					code: shown.code,
					name: shown.name,
					chapter: chapter.code,
					measure: measure.code,
					unit: shown.unit,
					verdict: shown.verdictWord,
					verdictCode: shown.verdict,
					reason: shown.reason === '' ? null : shown.reason,
					finalTarget: finalTarget(target, finalYear, stages),
					finalYear,
					actual:
						evaluation.actual === null
							? null
							: stages.length > 0
								? (stages[Number(evaluation.actual.n)] ?? null)
								: rationalToNumber(evaluation.actual),
					measuredYear: evaluation.measuredYear,
					reachRate: evaluation.reachRate === null ? null : rationalToNumber(evaluation.reachRate),
					statusCode: shown.status,
					statusYear: shown.statusYear,
					ownLabel: shown.ownLabel,
					isSample: shown.isSample,
					sum: verdictEntry(shown.sum),
					mid: mid && midEntry(mid, stages),
					statusSum: statusEntry(entry)
				}))
			)
		)
	};
}

/** How the verdict was come to. */
function verdictEntry({ formula, filled, conclusion, target }: VerdictSum) {
	const { id, version, name } = FINAL_RULE;
	return { formula, filled, conclusion, targetUsed: target, rule: { id, version, name } };
}

/** 中間目標 of a KPI whose final year lies after the plan. */
function midEntry({ target, year, word, verdict, sum }: MidRow, stages: readonly string[]) {
	return { target: finalTarget(target, year, stages), year, verdict: word, verdictCode: verdict, sum };
}

/** The sum behind the status; null before the call. */
function statusEntry({ judgement, targetUsed }: Pick<FinalEntry, 'judgement' | 'targetUsed'>) {
	if (judgement === null) return null;
	const { rule, heading, lines, conclusion, notes } = judgement.sum;
	const { id, version, name } = rule;
	return { heading, lines, conclusion, notes, targetUsed, rule: { id, version, name } };
}

/** A number, a stage's name, the bounds of a range; a period total by its total, not by the share to date. */
function finalTarget(target: SetTarget | null, year: number, stages: readonly string[]): ApiFigure {
	if (target?.kind === 'period') return toNumber(target.total);
	return apiFigure(target && targetFigure(target, year), { style: { decimals: 0, stages } });
}
