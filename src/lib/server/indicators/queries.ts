import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { indicator, indicatorResponsibility } from '../db/schema/index.ts';

export interface HeldIndicator {
	readonly name: string;
	/** The departments that hold it on the day, 主管課 and 関係課. */
	readonly departmentIds: readonly number[];
}

/** Indicators by code, with who holds them on a day; a code that does not exist is left out. */
export function heldIndicators(
	database: Database,
	codes: readonly string[],
	day: string
): Map<string, HeldIndicator> {
	const rows = database
		.select({
			code: indicator.code,
			name: indicator.name,
			departmentId: indicatorResponsibility.departmentId
		})
		.from(indicator)
		.leftJoin(
			indicatorResponsibility,
			and(
				eq(indicatorResponsibility.indicatorId, indicator.id),
				lte(indicatorResponsibility.validFrom, day),
				or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, day))
			)
		)
		.where(inArray(indicator.code, [...codes]))
		.all();
	return new Map(
		[...Map.groupBy(rows, ({ code }) => code)].map(([code, own]) => [
			code,
			{
				name: own[0]?.name ?? code,
				departmentIds: own.flatMap(({ departmentId }) => (departmentId === null ? [] : [departmentId]))
			}
		])
	);
}
