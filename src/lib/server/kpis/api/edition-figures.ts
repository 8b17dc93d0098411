/** The targets as one edition set them, whatever was used to judge. */
import { targetFigure, type TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../../db/client.ts';
import { editionTargets } from '../../judgements/material.ts';
import { readMaterial } from '../../judgements/read-material.ts';
import type { EditionRow } from '../../plan/queries.ts';

/** An edition with what it set for one KPI and year; null where it set nothing. */
export interface EditionFigure {
	readonly edition: EditionRow;
	readonly figure: TargetFigure | null;
}

/**
 * One edition's own word on every KPI and year, a draft's included, as a lookup by KPI id and year; shares of a
 * period are counted up to that edition.
 */
export function readEditionFigures(
	database: Database,
	edition: EditionRow,
	editions: readonly EditionRow[],
	years: readonly number[]
): (kpiId: number, year: number) => EditionFigure {
	const all = readMaterial(database);
	const upTo = editions
		.filter((row) => row.id === edition.id || (row.adoptedOn !== null && isBefore(row, edition)))
		.map((row) => ({ ...row, adoptedOn: row.adoptedOn ?? '' }));
	const found = new Map<string, TargetFigure>();
	for (const material of all.kpis.values()) {
		for (const year of years) {
			const said = editionTargets(material, upTo, year).find(({ id }) => id === edition.id);
			if (!said?.listed || said.target === null || said.target.kind === 'none') continue;
			found.set(`${material.kpi.id}/${year}`, targetFigure(said.target, year));
		}
	}
	return (kpiId, year) => ({ edition, figure: found.get(`${kpiId}/${year}`) ?? null });
}

function isBefore(row: EditionRow, edition: EditionRow): boolean {
	return (
		row.firstYear < edition.firstYear ||
		(row.firstYear === edition.firstYear && row.revision <= edition.revision)
	);
}
