/** What the outlook of a KPI stands on: the confirmed series of its indicator, and where it is broken. */
import { and, eq, inArray } from 'drizzle-orm';
import { compareDecimals, decimal, fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import { fiscalYearOf } from '#lib/domain/fiscal-year.ts';
import type { OutlookSubject, SeriesValue } from '#lib/domain/outlook.ts';
import { targetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import { basicPlan, edition, kpi, kpiRevision } from '../db/schema/index.ts';
import { figureOf, finalTargetOf } from '../indicators/figures.ts';
import { targetFor } from '../judgements/judge-kpi.ts';
import type { JudgingMaterial, KpiMaterial } from '../judgements/material.ts';

/** First fiscal years of new definitions by indicator, those of its KPIs in other basic plans included. */
export function readBreaks(
	database: Database,
	kpiIds: readonly number[] | undefined
): ReadonlyMap<number, readonly number[]> {
	const indicators =
		kpiIds &&
		database
			.select({ id: kpi.indicatorId })
			.from(kpi)
			.where(inArray(kpi.id, [...kpiIds]));
	const rows = database
		.select({ indicatorId: kpi.indicatorId, planFirstYear: basicPlan.firstYear, edition })
		.from(kpiRevision)
		.innerJoin(kpi, eq(kpi.id, kpiRevision.kpiId))
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.leftJoin(edition, eq(edition.id, kpiRevision.fromEditionId))
		.where(and(eq(kpiRevision.breaksSeries, true), indicators && inArray(kpi.indicatorId, indicators)))
		.all();
	const found = new Map<number, number[]>();
	for (const row of rows) {
		const year = row.edition === null ? row.planFirstYear : firstYearUnder(row.edition);
		if (year !== null) found.set(row.indicatorId, [...(found.get(row.indicatorId) ?? []), year]);
	}
	return found;
}

/** The first fiscal year that began under an edition; a draft's changes are not in force. */
function firstYearUnder({ adoptedOn, firstYear, revision }: typeof edition.$inferSelect): number | null {
	if (adoptedOn === null) return null;
	return revision === 1 ? firstYear : Math.max(firstYear, fiscalYearOf(adoptedOn) + 1);
}

/** The subject for one revision of a KPI: its final target, all measured and carried years of the indicator. */
export function outlookSubjectOf(
	all: JudgingMaterial,
	material: KpiMaterial,
	revision: typeof kpiRevision.$inferSelect,
	breaks: readonly number[]
): OutlookSubject {
	const { indicator } = material;
	return {
		direction: revision.direction,
		values: seriesOf(material),
		breaks,
		limits: {
			low: lowest(fromScaled(indicator.limitLowDigits, indicator.limitLowScale), revision.isRank),
			high: fromScaled(indicator.limitHighDigits, indicator.limitHighScale)
		},
		final: finalOf(all, material, revision)
	};
}

/** Confirmed values, oldest first. A forecast (見込) is not measured. */
function seriesOf({ results }: KpiMaterial): SeriesValue[] {
	return [...results]
		.flatMap(([year, { confirmed }]) => {
			const value = confirmed === null || confirmed.valueState === 'forecast' ? null : figureOf(confirmed);
			return value === null ? [] : [{ year, value, carriedFrom: confirmed?.carriedFromYear ?? null }];
		})
		.sort((a, b) => a.year - b.year);
}

const FIRST_PLACE = decimal('1');

/** There is no place above the first. */
function lowest(limit: Decimal | null, isRank: boolean): Decimal | null {
	if (!isRank) return limit;
	return limit !== null && compareDecimals(limit, FIRST_PLACE) > 0 ? limit : FIRST_PLACE;
}

/** Only the target in force knows whether the final figure is the total of a period. */
function finalOf(
	all: JudgingMaterial,
	material: KpiMaterial,
	revision: typeof kpiRevision.$inferSelect
): OutlookSubject['final'] {
	const year = revision.finalYear;
	const inForce = targetFor(all, material, year);
	if (inForce.kind === 'target' && inForce.figure.kind === 'period') return { year, figure: inForce.figure };
	const final = finalTargetOf(revision);
	return final === null ? null : { year, figure: targetFigure(final, year) };
}
