import { judge } from '#lib/domain/judging/judge.ts';
import { moveOf, type KpiMove } from '#lib/domain/judging/moves.ts';
import { isJudged } from '#lib/domain/judging/summary.ts';
import type { Status } from '#lib/domain/model.ts';
import { targetInForce, type TargetInForce } from '#lib/domain/target-in-force.ts';
import { equalTargets } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import {
	earlierFigures,
	editionTargets,
	judgedKpiOf,
	readMaterial,
	revisionInForce,
	standingIn,
	targetedKpiOf,
	type JudgingMaterial,
	type KpiMaterial
} from '../judgements/material.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { yearOf, type KpiSheet } from './sheets.ts';

/** 前年度からの動き of every KPI; sheets read with `year` and the year before. */
export function readMoves(database: Database, sheets: readonly KpiSheet[], year: number): KpiMove[] {
	const judged = sheets.filter((sheet) => [year - 1, year].every((each) => isJudged(statusIn(sheet, each))));
	const material = readMaterial(
		database,
		judged.map(({ id }) => id)
	);
	return sheets.map((sheet) => {
		const { judgement } = yearOf(sheet, year);
		const own = material.kpis.get(sheet.id);
		return moveOf({
			id: sheet.id,
			before: yearOf(sheet, year - 1).judgement,
			after: judgement,
			afterUnrevised: own === undefined ? null : statusUnrevised(material, own, sheet, year)
		});
	});
}

function statusIn(sheet: KpiSheet, year: number): Status {
	return yearOf(sheet, year).judgement?.status ?? 'outside';
}

/** The year's status against the target before its revision; null where nothing was revised. */
function statusUnrevised(
	all: JudgingMaterial,
	material: KpiMaterial,
	sheet: KpiSheet,
	year: number
): Status | null {
	const { actual } = yearOf(sheet, year);
	// A carried value is judged against the measured year's target, which this year's revision does not touch.
	if (actual === null || actual.value === null || actual.carriedFrom !== null) return null;
	const target = targetBefore(all, material, year);
	if (target === null) return null;
	return judge(all.ruleFor(year).rule, {
		year,
		standing: standingIn(material, year),
		kpi: judgedKpiOf(material, revisionInForce(material, all.editions, year)),
		target,
		result: { kind: 'measured', value: actual.value },
		earlier: earlierFigures(material, year)
	}).status;
}

/**
 * The target of the year by the edition before the one that judged, or by the KPI's final target before this
 * year's revision of it; null where that is the same target, or there was none.
 */
function targetBefore(all: JudgingMaterial, material: KpiMaterial, year: number): TargetInForce | null {
	const revision = revisionInForce(material, all.editions, year);
	const editions = editionTargets(material, all.editions, year);
	const kpi = targetedKpiOf(material, revision);
	const now = targetInForce({ year, kpi, editions });
	if (now.kind === 'none') return null;
	if (now.source === 'final') {
		const before = revisionInForce(material, all.editions, year - 1);
		if (equalTargets(finalTargetOf(before), finalTargetOf(revision))) return null;
		return targetInForce({ year, kpi: targetedKpiOf(material, before), editions });
	}
	const judging = editions.find(({ id }) => id === now.editionId);
	if (judging === undefined) return null;
	const before = editions
		.filter(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear)
		.filter(
			(each) =>
				each.firstYear < judging.firstYear ||
				(each.firstYear === judging.firstYear && each.revision < judging.revision)
		)
		.at(-1);
	if (!before?.listed || before.target === null || equalTargets(before.target, judging.target)) return null;
	return targetInForce({ year, kpi, editions: [before] });
}
