import { judge } from '#lib/domain/judging/judge.ts';
import type { JudgedResult, Judgement } from '#lib/domain/judging/judgement.ts';
import { targetInForce, type TargetInForce } from '#lib/domain/target-in-force.ts';
import { figureOf } from '../indicators/figures.ts';
import {
	earlierFigures,
	editionTargets,
	judgedKpiOf,
	revisionInForce,
	standingIn,
	targetedKpiOf,
	type JudgingMaterial,
	type KpiMaterial
} from './material.ts';

/** One KPI judged for one year, with what it was judged by. */
export interface JudgedYear {
	readonly kpiId: number;
	readonly year: number;
	readonly ruleId: number;
	readonly target: TargetInForce;
	readonly resultRevisionId: number | null;
	readonly judgement: Judgement;
}

/** Judges one KPI for the given years in order, so that a carried value knows the status before it. */
export function judgeYears(
	all: JudgingMaterial,
	material: KpiMaterial,
	years: readonly number[]
): JudgedYear[] {
	const judged: JudgedYear[] = [];
	for (const year of years) {
		judged.push(judgeYear(all, material, year, judged.at(-1)?.judgement ?? null));
	}
	return judged;
}

/** The target that judges a year, by what is adopted now. */
export function targetFor(all: JudgingMaterial, material: KpiMaterial, year: number): TargetInForce {
	const revision = revisionInForce(material, all.editions, year);
	return targetInForce({
		year,
		kpi: targetedKpiOf(material, revision),
		editions: editionTargets(material, all.editions, year)
	});
}

/**
 * Judges one year with a result that need not be stored: the preview beside an input. `previous` is the
 * judgement of the year before.
 */
export function judgeResult(
	all: JudgingMaterial,
	material: KpiMaterial,
	year: number,
	result: JudgedResult
): Judgement {
	return judge(all.ruleFor(year).rule, {
		year,
		standing: standingIn(material, year),
		kpi: judgedKpiOf(material, revisionInForce(material, all.editions, year)),
		target: targetFor(all, material, year),
		result,
		earlier: earlierFigures(material, year)
	});
}

/** Judges one year alone; `previous` is the judgement of the year before, which only a carried value looks at. */
export function judgeYear(
	all: JudgingMaterial,
	material: KpiMaterial,
	year: number,
	previous: Judgement | null
): JudgedYear {
	const stored = material.results.get(year);
	return {
		kpiId: material.kpi.id,
		year,
		ruleId: all.ruleFor(year).rowId,
		target: targetFor(all, material, year),
		resultRevisionId: stored?.confirmed?.id ?? null,
		judgement: judgeResult(all, material, year, judgedResult(all, material, year, previous))
	};
}

/** Only a confirmed figure is a figure; a year without a survey is known to have none. */
function judgedResult(
	all: JudgingMaterial,
	material: KpiMaterial,
	year: number,
	previous: Judgement | null
): JudgedResult {
	const stored = material.results.get(year);
	if (stored === undefined) {
		const surveyYears = material.indicator.surveyYears;
		const surveyed = surveyYears === null || surveyYears.includes(year);
		return surveyed ? { kind: 'not-entered' } : { kind: 'missing', reason: 'no-survey' };
	}
	const { confirmed } = stored;
	if (confirmed === null) return { kind: 'unconfirmed' };
	if (confirmed.missingReason !== null) return { kind: 'missing', reason: confirmed.missingReason };
	const value = figureOf(confirmed);
	if (value === null) return { kind: 'not-entered' };
	if (confirmed.carriedFromYear === null) return { kind: 'measured', value };
	return {
		kind: 'carried',
		value,
		measuredYear: confirmed.carriedFromYear,
		measuredTarget: targetFor(all, material, confirmed.carriedFromYear),
		previousStatus: previous?.status ?? null
	};
}
