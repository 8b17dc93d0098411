import { eq } from 'drizzle-orm';
import { insertInto, insertRow } from '../../db/prepared.ts';
import { edition, editionKpi, yearlyTarget } from '../../db/schema/index.ts';
import type { CityItem } from '#lib/schemas/city.ts';
import { inOrder, lastYearOf, stagesOf } from '../order.ts';
import { idOf, scaledParts, stageIndex, type Writing } from './context.ts';

/** The editions as drafts: an adopted one is frozen, so it is filled first. */
export function writeEditionHeads({ database, city, ids }: Writing, planId: number): void {
	let baseEditionId: number | null = null;
	for (const each of inOrder(city.editions)) {
		const { firstYear, revision, decidedOn, reason } = each;
		const values: typeof edition.$inferInsert = {
			planId,
			firstYear,
			lastYear: lastYearOf(each, city.plan),
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
export function writeTargets({ database, city, ids }: Writing): void {
	const stages = new Map(city.kpis.map((kpi) => [kpi.code, stagesOf(kpi)]));
	const listed = new Set<string>();
	for (const target of city.targets) {
		const editionId = idOf(ids.edition, `${target.edition}/${target.revision}`);
		const kpiId = idOf(ids.kpi, target.kpi);
		if (!listed.has(`${editionId}/${kpiId}`)) {
			addListed(database, { editionId, kpiId });
			listed.add(`${editionId}/${kpiId}`);
		}
		addTarget(database, targetRow(target, editionId, kpiId, stages.get(target.kpi) ?? null));
	}
}

const addListed = insertInto(editionKpi, ['editionId', 'kpiId']);
const addTarget = insertRow(yearlyTarget);

/** Freezes the adopted ones, when everything in them is written. */
export function adoptEditions({ database, city, ids }: Writing): void {
	for (const { firstYear, revision, state, adoptedOn } of city.editions) {
		if (state !== 'adopted') continue;
		const id = idOf(ids.edition, `${firstYear}/${revision}`);
		database.update(edition).set({ state, adoptedOn }).where(eq(edition.id, id)).run();
	}
}

function targetRow(
	target: CityItem<'targets'>,
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
