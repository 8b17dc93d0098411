/** How the gap of one KPI to its target moved since the last measured year. */
import { rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { decompose, type Decomposition, type GapYear } from '#lib/domain/judging/decomposition.ts';
import { targetInForce } from '#lib/domain/target-in-force.ts';
import { targetFigure, type TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { revisionInForce, targetedKpiOf, type JudgingMaterial } from '../judgements/material.ts';
import { readMaterial } from '../judgements/read-material.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';

/** The material of some KPIs, read once and only where a final target has to be looked up as it stood before. */
export type LazyMaterial = () => JudgingMaterial;

/** The material of these KPIs, read at the first use and once. */
export function materialOf(database: Database, kpiIds: readonly number[]): LazyMaterial {
	let read: JudgingMaterial | undefined;
	return () => (read ??= readMaterial(database, kpiIds));
}

/**
 * The parts of the move, or a sentence why there is nothing to compare; null for stages, and while the year has no
 * confirmed figure or no target. The sheet must be read with the years before.
 */
export function gapMoveOf(
	sheet: KpiSheet,
	shown: SheetYear,
	material: LazyMaterial
): Decomposition | string | null {
	const isFinal = shown.held.of === 'final';
	const after = gapYear(shown, isFinal ? shown.held.figure : ownTarget(shown));
	if (sheet.revision.direction === 'stage' || after === null || shown.actual === null) return null;
	const { carriedFrom } = shown.actual;
	if (carriedFrom !== null)
		return `${shortFiscalYear(carriedFrom)}の値の据え置きのため、目標との差は動いていません`;
	const previous = sheet.years.findLast(
		({ year, actual }) => year < shown.year && actual?.value && actual.carriedFrom === null
	);
	if (previous === undefined) return '前に測定した年度がないため、動きは比べられません';
	// The year before is seen as this year's rule sees it: a changed rule is no change of the gap.
	const planned = isFinal ? finalThen(material, sheet, previous, shown) : null;
	const before = gapYear(previous, isFinal ? planned : ownTarget(previous));
	if (before === null) return `${shortFiscalYear(previous.year)}の目標がないため、差の動きは比べられません`;
	return decompose({
		direction: sheet.revision.direction,
		before,
		after,
		plannedTarget: isFinal ? planned : plannedTarget(material, sheet, previous, shown),
		definitionChanged: sheet.outlook.breaks.some((year) => previous.year < year && year <= shown.year)
	});
}

/** Figure and target of a year; null where one is missing. Sums of a period are those that were judged. */
function gapYear({ year, actual, judgement }: SheetYear, target: TargetFigure | null): GapYear | null {
	if (!actual?.value || target === null) return null;
	if (target.kind !== 'period') return { year, actual: rational(actual.value), target };
	const comparison = judgement?.comparison;
	return comparison?.figure.kind === 'period' ? { year, actual: comparison.actual, target } : null;
}

function ownTarget({ target }: SheetYear): TargetFigure | null {
	return target.kind === 'target' ? target.figure : null;
}

/** The final target as the KPI had it in an earlier year, of the kind that this year was judged by. */
function finalThen(
	material: LazyMaterial,
	sheet: KpiSheet,
	previous: SheetYear,
	shown: SheetYear
): TargetFigure | null {
	const all = material();
	const own = all.kpis.get(sheet.id);
	const now = shown.held.figure;
	const set = own && finalTargetOf(revisionInForce(own, all.editions, previous.year));
	if (!set || now === null) return null;
	const then = targetFigure(set, previous.year);
	if (now.kind !== 'period') return then;
	// A period is asked for in full; its total is printed as one figure or with its years.
	const total = then.kind === 'period' ? then.total : then.kind === 'value' ? then.value : null;
	return total && { ...now, total, shareToDate: total };
}

/**
 * What the plan in force in the earlier year wanted of the later one: its final target in the final year, else
 * its edition's word on that year, else that of the newest edition before the one that judges. Null where
 * nobody had spoken of the year.
 */
function plannedTarget(
	material: LazyMaterial,
	sheet: KpiSheet,
	previous: SheetYear,
	shown: SheetYear
): TargetFigure | null {
	if (shown.target.kind !== 'target') return null;
	if (shown.target.source === 'final') {
		const final = finalAsOf(material, sheet, previous.year, shown);
		if (final !== null) return final;
	}
	const { editionId } = shown.target;
	const spoken = shown.editions.filter(
		(each) =>
			each.firstYear <= shown.year &&
			shown.year <= each.lastYear &&
			each.listed &&
			each.target !== null &&
			each.target.kind !== 'none'
	);
	const judging = spoken.findIndex(({ id }) => id === editionId);
	const chosen =
		spoken.find(({ id }) => id === previous.target.editionId) ??
		(judging > 0 ? spoken[judging - 1] : undefined);
	return chosen?.target && chosen.target.kind !== 'none' ? targetFigure(chosen.target, shown.year) : null;
}

/** The final target as it stood in an earlier year; null where another year was the final one then. */
function finalAsOf(
	material: LazyMaterial,
	sheet: KpiSheet,
	year: number,
	shown: SheetYear
): TargetFigure | null {
	const all = material();
	const own = all.kpis.get(sheet.id);
	if (own === undefined) return null;
	const then = targetInForce({
		year: shown.year,
		kpi: targetedKpiOf(own, revisionInForce(own, all.editions, year)),
		editions: shown.editions
	});
	return then.kind === 'target' && then.source === 'final' ? then.figure : null;
}
