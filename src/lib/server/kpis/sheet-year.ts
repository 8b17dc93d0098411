/** One year of a KPI's sheet, from the material that judges. */
import { fromScaled } from '#lib/domain/decimal.ts';
import { heldTarget } from '#lib/domain/judging/held-target.ts';
import type { JudgedKpi, Judgement } from '#lib/domain/judging/judgement.ts';
import { measuredText } from '#lib/domain/measured-period.ts';
import type { kpiRevision, resultRevision } from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import { changeIn } from '../judgements/change.ts';
import { targetFor } from '../judgements/judge-kpi.ts';
import {
	editionTargets,
	judgedKpiOf,
	revisionInForce,
	standingIn,
	type JudgingMaterial,
	type KpiMaterial
} from '../judgements/material.ts';
import { addedIn } from '../judgements/past.ts';
import { actualText, heldText, targetText, type FigureStyle } from './present.ts';
import type { SheetActual, SheetYear } from './sheets.ts';

type KpiRevision = typeof kpiRevision.$inferSelect;
type ResultRevision = typeof resultRevision.$inferSelect;

/** How a KPI revision's figures are written. */
export function styleOf(material: KpiMaterial, revision: KpiRevision): FigureStyle {
	return { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
}

/** A year of a KPI; `judged` is what its rule said, null before the year's results were called for. */
export function sheetYear(
	all: JudgingMaterial,
	material: KpiMaterial,
	year: number,
	judged: Judgement | null
): SheetYear {
	const revision = revisionInForce(material, all.editions, year);
	const style = styleOf(material, revision);
	const stored = material.results.get(year);
	const actual = stored?.confirmed
		? actualOf(stored.confirmed, style, material, year, judgedKpiOf(material, revision))
		: null;
	const target = targetFor(all, material, year);
	const judgedYear = judged?.comparison?.year ?? actual?.carriedFrom ?? year;
	const held = heldTarget({
		// Years before the first adoption have no rule, and no judgement that would need one.
		get rule() {
			return all.ruleFor(year).rule;
		},
		kpi: judgedKpiOf(material, revision),
		year,
		target,
		judgement: judged
	});
	return {
		year,
		standing: standingIn(material, year),
		target,
		targetText: targetText(target.kind === 'none' ? null : target.figure, style),
		held,
		heldText: heldText(held, style),
		judgedTarget: judgedYear === year ? target : targetFor(all, material, judgedYear),
		editions: editionTargets(material, all.editions, year),
		actual,
		workflow: stored?.head.state ?? null,
		judgement: judged,
		change: actual && changeIn(all, material, year, actual.carriedFrom === null ? actual.value : null, target)
	};
}

function actualOf(
	row: ResultRevision,
	style: FigureStyle,
	material: KpiMaterial,
	year: number,
	kpi: JudgedKpi
): SheetActual {
	const { indicator } = material;
	const value = figureOf(row);
	return {
		value,
		text: actualText(value, row.missingReason, style),
		state: row.valueState,
		missing: row.missingReason,
		carriedFrom: row.carriedFromYear,
		added: addedIn(material, year, kpi),
		numerator: fromScaled(row.numeratorDigits, row.numeratorScale),
		denominator: fromScaled(row.denominatorDigits, row.denominatorScale),
		measured: measuredText(
			row.measuredPeriod ?? indicator.measuredPeriod,
			row.carriedFromYear ?? year,
			indicator.lagYears
		),
		cause: row.cause,
		issue: row.issue,
		nextAction: row.nextAction,
		departmentName: row.departmentName,
		confirmedRevision: row.revision,
		reportedAt: row.createdAt
	};
}
