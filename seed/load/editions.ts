import { eq } from 'drizzle-orm';
import { edition, editionKpi, yearlyTarget } from '#lib/server/db/schema/index.ts';
import type { TargetSeed } from '../city/index.ts';
import { idOf, scaledParts, type Loading } from './context.ts';
import { stageIndex } from './indicators.ts';

/** The editions as drafts: an adopted one is frozen, so it is filled first. */
export function loadEditionHeads({ database, city, ids }: Loading, planId: number): void {
	let baseEditionId: number | null = null;
	for (const { firstYear, window, revision, decidedOn, reason } of city.editions) {
		const lastYear = Math.min(firstYear + window - 1, city.plan.lastYear);
		const values: typeof edition.$inferInsert = {
			planId,
			firstYear,
			lastYear,
			revision,
			state: 'draft',
			decidedOn,
			reason,
			baseEditionId
		};
		const { id } = database.insert(edition).values(values).returning({ id: edition.id }).get();
		ids.edition.set(`${firstYear}/${revision}`, id);
		baseEditionId = id;
	}
}

/** Which KPIs each edition lists, and their targets. */
export function loadTargets({ database, city, ids }: Loading): void {
	const stages = new Map(city.kpis.map(({ code, revisions }) => [code, revisions[0]?.stages ?? null]));
	const listed = new Set<string>();
	for (const target of city.targets) {
		const editionId = idOf(ids.edition, `${target.edition}/${target.revision}`);
		const kpiId = idOf(ids.kpi, target.kpi);
		if (!listed.has(`${editionId}/${kpiId}`)) {
			database.insert(editionKpi).values({ editionId, kpiId }).run();
			listed.add(`${editionId}/${kpiId}`);
		}
		database
			.insert(yearlyTarget)
			.values(targetRow(target, editionId, kpiId, stages.get(target.kpi) ?? null))
			.run();
	}
}

/** Freezes the adopted ones, when everything in them is written. */
export function adoptEditions({ database, city, ids }: Loading): void {
	for (const { firstYear, revision, state, adoptedOn } of city.editions) {
		if (state !== 'adopted') continue;
		const id = idOf(ids.edition, `${firstYear}/${revision}`);
		database.update(edition).set({ state, adoptedOn }).where(eq(edition.id, id)).run();
	}
}

function targetRow(
	target: TargetSeed,
	editionId: number,
	kpiId: number,
	stages: readonly string[] | null
): typeof yearlyTarget.$inferInsert {
	const value = scaledParts(target.rangeMin ?? stageIndex(target.kpi, stages, target.value));
	const upper = scaledParts(target.rangeMax);
	const total = scaledParts(target.period?.total ?? null);
	return {
		editionId,
		kpiId,
		fiscalYear: target.year,
		kind: target.kind,
		valueDigits: value.digits,
		valueScale: value.scale,
		upperDigits: upper.digits,
		upperScale: upper.scale,
		periodFrom: target.period?.from ?? null,
		periodTo: target.period?.to ?? null,
		periodTotalDigits: total.digits,
		periodTotalScale: total.scale,
		isProposed: target.isProposed,
		reason: target.reason
	};
}
