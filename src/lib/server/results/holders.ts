/** Which departments hold an indicator on a day. */
import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Responsibility } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import { among } from '../db/rows.ts';
import { department, indicatorResponsibility } from '../db/schema/index.ts';

/** A department that holds an indicator. */
export interface Holder {
	readonly id: number;
	readonly name: string;
	readonly role: Responsibility;
	readonly headStep: boolean;
}

/** The holders of some indicators, by the indicator's id. */
export function readHolders(
	database: Database,
	indicatorIds: readonly number[],
	day: string
): Map<number, readonly Holder[]> {
	const rows = database
		.select({
			indicatorId: indicatorResponsibility.indicatorId,
			id: department.id,
			name: department.name,
			role: indicatorResponsibility.role,
			headStep: department.headStep
		})
		.from(indicatorResponsibility)
		.innerJoin(department, eq(department.id, indicatorResponsibility.departmentId))
		.where(and(among(indicatorResponsibility.indicatorId, indicatorIds), heldOn(day)))
		.all();
	return Map.groupBy(rows, ({ indicatorId }) => indicatorId);
}

/** The indicators that some departments hold on a day, as a part of another query. */
export function heldBy(database: Database, departmentIds: readonly number[], day: string) {
	return database
		.select({ id: indicatorResponsibility.indicatorId })
		.from(indicatorResponsibility)
		.where(and(inArray(indicatorResponsibility.departmentId, [...departmentIds]), heldOn(day)));
}

function heldOn(day: string) {
	return and(
		lte(indicatorResponsibility.validFrom, day),
		or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, day))
	);
}
