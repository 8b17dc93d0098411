import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { EntryIndicator } from '#lib/domain/entry.ts';
import type { Database } from '../../db/client.ts';
import { prepared } from '../../db/prepared.ts';
import { district, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import type { EntryItem } from '../entry-items.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** One district of an item: what is stored for its year, and what was confirmed before. */
export interface DistrictItem {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly head: typeof result.$inferSelect | null;
	readonly current: RevisionRow | null;
	/** Confirmed revisions of earlier years, oldest first. */
	readonly earlier: readonly { readonly year: number; readonly row: RevisionRow }[];
}

/** The side of an item that its districts depend on. */
export type DistrictsOf = Pick<EntryItem, 'year' | 'material' | 'reading' | 'holders'>;

/**
 * The districts that an item asks for, in the city's order: where the indicator says so, or where it was broken
 * down before. Empty for every other indicator, and for stages, which have no parts.
 */
export function readDistricts(database: Database, item: DistrictsOf): DistrictItem[] {
	const { indicator } = item.material;
	if (item.reading.stages.length > 0) return [];
	if (!indicator.byDistrict && anyDistrict(database).get({ indicatorId: indicator.id }) === undefined)
		return [];
	const rows = database
		.select({ head: result, row: resultRevision })
		.from(result)
		.innerJoin(resultRevision, eq(resultRevision.resultId, result.id))
		.where(
			and(
				eq(result.indicatorId, indicator.id),
				isNotNull(result.districtId),
				lte(result.fiscalYear, item.year)
			)
		)
		.orderBy(asc(result.fiscalYear))
		.all();
	if (!indicator.byDistrict && rows.length === 0) return [];
	const byDistrict = Map.groupBy(rows, ({ head }) => head.districtId);
	return database
		.select()
		.from(district)
		.orderBy(asc(district.position))
		.all()
		.map(({ id, code, name }) => {
			const own = byDistrict.get(id) ?? [];
			const now = own.find(
				({ head, row }) => head.fiscalYear === item.year && row.revision === head.currentRevision
			);
			return {
				id,
				code,
				name,
				head: now?.head ?? null,
				current: now?.row ?? null,
				earlier: own
					.filter(({ head, row }) => head.fiscalYear < item.year && row.revision === head.confirmedRevision)
					.map(({ head, row }) => ({ year: head.fiscalYear, row }))
			};
		});
}

/** Asked for each figure of an import: almost no indicator has districts. */
const anyDistrict = prepared((database) =>
	database
		.select({ id: result.id })
		.from(result)
		.where(and(eq(result.indicatorId, sql.placeholder('indicatorId')), isNotNull(result.districtId)))
		.limit(1)
		.prepare()
);

/** A district is read like the city, against its own past. */
export function districtReading(item: DistrictsOf, each: DistrictItem): EntryIndicator {
	const previous = each.earlier.flatMap(({ year, row }) => {
		// As of the city's: a carried figure is no measurement.
		const value = row.carriedFromYear === null ? figureOf(row) : null;
		return value === null ? [] : [{ year, value }];
	});
	// The city's row says which years are not in the total.
	return { ...item.reading, previous, gaps: [] };
}
