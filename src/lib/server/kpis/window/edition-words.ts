import { and, inArray } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { editionKpi, yearlyTarget } from '../../db/schema/index.ts';
import { yearlyTargetOf } from '../../indicators/figures.ts';
import { listEditions, type EditionRow } from '../../plan/queries.ts';
import { overlaps } from './edition-choice.ts';
import type { EditionWord } from './cell.ts';

const FEW = 40;

/** What every edition that covers a year of the window says of each KPI; drafts too. */
export function readEditionWords(
	database: Database,
	window: Pick<EditionRow, 'firstYear' | 'lastYear'>,
	kpis: readonly { readonly id: number }[]
): Map<number, EditionWord[]> {
	const editions = listEditions(database).filter((each) => overlaps(each, window));
	const ids = editions.map(({ id }) => id);
	// For a single page the few rows of its KPIs; for a whole window it is quicker to read them all.
	const own = kpis.length <= FEW ? kpis.map(({ id }) => id) : null;
	const targets = Map.groupBy(
		database
			.select()
			.from(yearlyTarget)
			.where(and(inArray(yearlyTarget.editionId, ids), own ? inArray(yearlyTarget.kpiId, own) : undefined))
			.all(),
		keyOf
	);
	const listed = new Set(
		database
			.select()
			.from(editionKpi)
			.where(and(inArray(editionKpi.editionId, ids), own ? inArray(editionKpi.kpiId, own) : undefined))
			.all()
			.map(keyOf)
	);
	return new Map(
		kpis.map(({ id }) => [
			id,
			editions.map((each): EditionWord => {
				const key = keyOf({ editionId: each.id, kpiId: id });
				return {
					editionId: each.id,
					firstYear: each.firstYear,
					lastYear: each.lastYear,
					revision: each.revision,
					isAdopted: each.state === 'adopted',
					listed: listed.has(key),
					targets: new Map(
						(targets.get(key) ?? []).map((row) => [
							row.fiscalYear,
							{ target: yearlyTargetOf(row), isProposed: row.isProposed, reason: row.reason }
						])
					)
				};
			})
		])
	);
}

function keyOf({ editionId, kpiId }: { editionId: number; kpiId: number }): string {
	return `${editionId}/${kpiId}`;
}
