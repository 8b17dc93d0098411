import { wouldHold, type HeldTarget } from '#lib/domain/judging/held-target.ts';
import { judge } from '#lib/domain/judging/judge.ts';
import type { JudgedResult, Judgement } from '#lib/domain/judging/judgement.ts';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { Status } from '#lib/domain/model.ts';
import { targetInForce, type TargetInForce } from '#lib/domain/target-in-force.ts';
import { figureOf } from '../indicators/figures.ts';
import {
	editionTargets,
	judgedKpiOf,
	revisionInForce,
	standingIn,
	targetedKpiOf,
	type FigureRow,
	type JudgingMaterial,
	type KpiMaterial
} from './material.ts';
import { pastOf } from './past.ts';

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
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	years: readonly number[]
): JudgedYear[] {
	const judged: JudgedYear[] = [];
	for (const year of years) {
		judged.push(judgeYear(all, material, year, judged.at(-1)?.judgement ?? null));
	}
	return judged;
}

/** The target that judges a year, by what is adopted now. */
export function targetFor(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	year: number
): TargetInForce {
	const revision = revisionInForce(material, all.editions, year);
	const covering = all.editions.filter(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear);
	return targetInForce({
		year,
		kpi: targetedKpiOf(material, revision),
		editions: editionTargets(material, all.editions, year, covering)
	});
}

/** The target that a figure of the year is held against: the year's own, or the final one where the year's rule asks for it. */
export function heldFor(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	year: number
): HeldTarget {
	return wouldHold({
		rule: all.ruleFor(year).rule,
		kpi: judgedKpiOf(material, revisionInForce(material, all.editions, year)),
		year,
		target: targetFor(all, material, year)
	});
}

/** Judges one year with a result that need not be stored: the preview beside an input. */
export function judgeResult(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	year: number,
	result: JudgedResult,
	target = targetFor(all, material, year)
): Judgement {
	const kpi = judgedKpiOf(material, revisionInForce(material, all.editions, year));
	return judge(all.ruleFor(year).rule, {
		year,
		standing: standingIn(material, year),
		kpi,
		target,
		result,
		...pastOf(material, year, kpi, result)
	});
}

/** Judges one year alone; `previous` is the judgement of the year before, which only a carried value looks at. */
export function judgeYear(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	year: number,
	previous: Judgement | null
): JudgedYear {
	const target = targetFor(all, material, year);
	return {
		kpiId: material.kpi.id,
		year,
		ruleId: all.ruleFor(year).rowId,
		target,
		resultRevisionId: material.results.get(year)?.confirmed?.id ?? null,
		judgement: judgeResult(all, material, year, judgedResult(all, material, year, previous), target)
	};
}

/** Only a confirmed figure is a figure; a year without a survey is known to have none. */
function judgedResult(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
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
	const figure = { value, carriedFrom: confirmed.carriedFromYear };
	return valuedResult(all, material, figure, () => previous?.status ?? null);
}

/** A figure as it is judged; `previous` finds the status of the year before, which only a carried value looks at. */
export function valuedResult(
	all: JudgingMaterial<FigureRow>,
	material: KpiMaterial<FigureRow>,
	{ value, carriedFrom }: { readonly value: Decimal; readonly carriedFrom: number | null },
	previous: () => Status | null
): JudgedResult {
	if (carriedFrom === null) return { kind: 'measured', value };
	return {
		kind: 'carried',
		value,
		measuredYear: carriedFrom,
		measuredTarget: targetFor(all, material, carriedFrom),
		previousStatus: previous()
	};
}
