/** 中間目標 of a KPI whose final year lies after its basic plan: what the plan itself had to reach. */
import { evaluateFinal, type FinalEvaluation, type FinalSubject } from './final-evaluation.ts';
import type { SetTarget } from './targets.ts';

export interface MidTarget {
	readonly year: number;
	readonly target: SetTarget;
}

/**
 * The mid-term target held against the last value measured up to its year, by the rules of 最終評価. Null where it says
 * nothing of the plan: none is set, its year lies outside the plan, or the plan holds the final year itself, whose
 * verdict counts.
 */
export function evaluateMid(subject: FinalSubject, mid: MidTarget | null): FinalEvaluation | null {
	const { planFirstYear, planLastYear } = subject;
	if (mid === null || mid.year < planFirstYear || mid.year > planLastYear) return null;
	if (subject.final !== null && subject.final.year <= planLastYear) return null;
	return evaluateFinal({ ...subject, final: mid });
}
