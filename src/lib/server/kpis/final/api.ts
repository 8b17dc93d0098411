/** The read API's answer about 最終評価. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { targetFigure, type SetTarget } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import { basicPlanFor, shownYear } from '../../plan/queries.ts';
import { apiFigure, type ApiFigure } from '../api/figure.ts';
import { readFinal } from './page.ts';

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
				measure.entries.map(({ shown, evaluation, target, stages, finalYear }) => ({
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
					isSample: shown.isSample
				}))
			)
		)
	};
}

/** A number, a stage's name, the bounds of a range; a period total by its total, not by the share to date. */
function finalTarget(target: SetTarget | null, year: number, stages: readonly string[]): ApiFigure {
	if (target?.kind === 'period') return toNumber(target.total);
	return apiFigure(target && targetFigure(target, year), { style: { decimals: 0, stages } });
}
