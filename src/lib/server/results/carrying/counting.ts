/** The figures of one year that count, or would: the city's and its districts'. */
import { and, eq } from 'drizzle-orm';
import type { Decimal } from '#lib/domain/decimal.ts';
import type { Database } from '../../db/client.ts';
import { district, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { lastTotalBefore } from '../corrections/later.ts';
import type { FigureChange, Place } from '../corrections/followers.ts';
import type { EntryItem } from '../entry-items.ts';

/** By district; null: the city's. A place without a figure has none. */
export type YearFigures = ReadonlyMap<
	number | null,
	{ readonly place: Place; readonly figure: Decimal | null }
>;

/** `of`: what is confirmed, or what is stored now and would count if it were confirmed. */
export function readYearFigures(
	database: Database,
	{ material, year }: Pick<EntryItem, 'material' | 'year'>,
	of: 'confirmed' | 'current'
): YearFigures {
	const { indicator } = material;
	const revision = of === 'confirmed' ? result.confirmedRevision : result.currentRevision;
	const rows = database
		.select({ id: result.districtId, name: district.name, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, revision))
		)
		.leftJoin(district, eq(district.id, result.districtId))
		.where(and(eq(result.indicatorId, indicator.id), eq(result.fiscalYear, year)))
		.all();
	return new Map(
		rows.map(({ id, name, row }) => {
			// A carried total adds nothing: it is no measurement of its year.
			const isCarriedTotal = indicator.accumulation === 'cumulative' && row.carriedFromYear !== null;
			const place = id === null ? null : { id, name: name ?? '' };
			return [id, { place, figure: isCarriedTotal ? null : figureOf(row) }];
		})
	);
}

/** What changes between two readings of a year, with the total before it. */
export function changesBetween(
	database: Database,
	{ material, year }: Pick<EntryItem, 'material' | 'year'>,
	before: YearFigures,
	after: YearFigures
): FigureChange[] {
	const ids = new Set([...before.keys(), ...after.keys()]);
	return [...ids].map((districtId) => {
		const [old, now] = [before.get(districtId), after.get(districtId)];
		const at = { indicatorId: material.indicator.id, fiscalYear: year, districtId };
		return {
			place: now?.place ?? old?.place ?? null,
			before: old?.figure ?? null,
			after: now?.figure ?? null,
			base: lastTotalBefore(database, at)?.figure ?? null
		};
	});
}
