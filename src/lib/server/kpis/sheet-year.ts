/** One year of a KPI's sheet, from the material that judges. */
import { fromScaled } from '#lib/domain/decimal.ts';
import { changeSince, lastMeasured, type ChangeResult } from '#lib/domain/judging/change.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import { measuredText } from '#lib/domain/measured-period.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { kpiRevision, resultRevision } from '../db/schema/index.ts';
import { figureOf } from '../indicators/figures.ts';
import { targetFor } from '../judgements/judge-kpi.ts';
import {
	editionTargets,
	revisionInForce,
	standingIn,
	type JudgingMaterial,
	type KpiMaterial
} from '../judgements/material.ts';
import { actualText, targetText, type FigureStyle } from './present.ts';
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
	const actual = stored?.confirmed ? actualOf(stored.confirmed, style, material, year) : null;
	const target = targetFor(all, material, year);
	return {
		year,
		standing: standingIn(material, year),
		target,
		targetText: targetText(target.kind === 'none' ? null : target.figure, style),
		editions: editionTargets(material, all.editions, year),
		actual,
		workflow: stored?.head.state ?? null,
		judgement: judged,
		change: actual === null ? null : changeOf(material, revision, target, year)
	};
}

function actualOf(
	row: ResultRevision,
	style: FigureStyle,
	{ indicator }: KpiMaterial,
	year: number
): SheetActual {
	const value = figureOf(row);
	return {
		value,
		text: actualText(value, row.missingReason, style),
		state: row.valueState,
		missing: row.missingReason,
		carriedFrom: row.carriedFromYear,
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

/** Measured values only: a carried value is not a new measurement. */
function changeOf(
	material: KpiMaterial,
	revision: KpiRevision,
	target: TargetInForce,
	year: number
): ChangeResult {
	const measured = [...material.results].flatMap(([each, { confirmed }]) => {
		const value = confirmed === null || confirmed.carriedFromYear !== null ? null : figureOf(confirmed);
		return value === null ? [] : [{ year: each, value }];
	});
	return changeSince({
		direction: revision.direction,
		tolerance: fromScaled(material.indicator.toleranceDigits, material.indicator.toleranceScale),
		band: target.kind === 'target' && target.figure.kind === 'range' ? target.figure : null,
		current: measured.find((each) => each.year === year) ?? null,
		previous: lastMeasured(measured, year)
	});
}
