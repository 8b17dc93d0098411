import { moveOf, type KpiMove } from '#lib/domain/judging/moves.ts';
import { isJudged, type StatusOf } from '#lib/domain/judging/summary.ts';
import { targetInForce, type EditionTarget, type TargetInForce } from '#lib/domain/target-in-force.ts';
import { equalTargets } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import {
	revisionInForce,
	targetedKpiOf,
	type JudgingMaterial,
	type KpiMaterial
} from '../judgements/material.ts';
import { judgeResult } from '../judgements/judge-kpi.ts';
import { readMaterial } from '../judgements/read-material.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { readScales } from './scales.ts';
import { yearOf, type KpiSheet, type SheetYear } from './sheets.ts';
import type { YearBefore } from './year-before.ts';

/** 前年度からの動き of every KPI by the rule of `year`; sheets read with `year` and the year before, as `before` was. */
export function readMoves(
	database: Database,
	sheets: readonly KpiSheet[],
	before: YearBefore,
	year: number
): KpiMove[] {
	const unrevised = judgeUnrevised(database, sheets, before, year);
	const { scale } = readScales(database)(year);
	return sheets.map((sheet) =>
		moveOf(
			{
				id: sheet.id,
				before: before.get(sheet.id) ?? null,
				after: yearOf(sheet, year).judgement,
				afterUnrevised: unrevised.get(sheet.id) ?? null
			},
			scale
		)
	);
}

/** The year's judgements against the target before its revision, of the KPIs whose target was revised. */
function judgeUnrevised(
	database: Database,
	sheets: readonly KpiSheet[],
	before: YearBefore,
	year: number
): Map<number, StatusOf> {
	const revised = sheets.filter((sheet) => mayBeRevised(sheet, before.get(sheet.id) ?? null, year));
	if (revised.length === 0) return new Map();
	const all = readMaterial(
		database,
		revised.map(({ id }) => id)
	);
	return new Map(
		revised.flatMap((sheet) => {
			const material = all.kpis.get(sheet.id);
			const judged = material === undefined ? null : judgedUnrevised(all, material, sheet, year);
			return judged === null ? [] : [[sheet.id, judged] as const];
		})
	);
}

/** Judged in both years by a figure of the year itself, and the target or the KPI has an earlier version. */
function mayBeRevised(sheet: KpiSheet, before: StatusOf | null, year: number): boolean {
	const each = yearOf(sheet, year);
	const judged = [before, each.judgement].every((one) => one !== null && isJudged(one.status));
	// A carried value is judged against the measured year's target, which this year's revision does not touch.
	if (!judged || each.actual === null || each.actual.carriedFrom !== null) return false;
	if (each.target.kind === 'none') return false;
	return each.target.source === 'final' ? sheet.revision.revision > 1 : editionBefore(each) !== null;
}

function judgedUnrevised(
	all: JudgingMaterial,
	material: KpiMaterial,
	sheet: KpiSheet,
	year: number
): StatusOf | null {
	const each = yearOf(sheet, year);
	const target = targetBefore(all, material, each);
	if (target === null || !each.actual?.value) return null;
	return judgeResult(all, material, year, { kind: 'measured', value: each.actual.value }, target);
}

/**
 * The target of the year by the edition before the one that judged, or by the KPI's final target before this
 * year's revision of it; null where that is the same target.
 */
function targetBefore(all: JudgingMaterial, material: KpiMaterial, each: SheetYear): TargetInForce | null {
	const { year, target, editions } = each;
	const now = revisionInForce(material, all.editions, year);
	if (target.kind === 'target' && target.source === 'final') {
		const before = revisionInForce(material, all.editions, year - 1);
		if (equalTargets(finalTargetOf(before), finalTargetOf(now))) return null;
		return targetInForce({ year, kpi: targetedKpiOf(material, before), editions });
	}
	const before = editionBefore(each);
	return before && targetInForce({ year, kpi: targetedKpiOf(material, now), editions: [before] });
}

/** The newest edition before the one that judged the year, where it set another target; else null. */
function editionBefore({ year, target, editions }: SheetYear): EditionTarget | null {
	const judging = editions.find(({ id }) => id === target.editionId);
	if (judging === undefined) return null;
	const before = editions.findLast(
		(each) =>
			each.firstYear <= year &&
			year <= each.lastYear &&
			(each.firstYear < judging.firstYear ||
				(each.firstYear === judging.firstYear && each.revision < judging.revision))
	);
	if (!before?.listed || before.target === null) return null;
	return equalTargets(before.target, judging.target) ? null : before;
}
