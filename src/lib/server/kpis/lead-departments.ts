import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { department, indicatorResponsibility } from '../db/schema/index.ts';

/** 主管課 of every indicator on a day (ISO date), by indicator id; indicators that nobody holds are left out. */
export function readLeadDepartments(
	database: Database,
	day: string
): Map<number, { id: number; code: string; name: string; headStep: boolean }> {
	return new Map(
		database
			.select({
				indicatorId: indicatorResponsibility.indicatorId,
				id: department.id,
				code: department.code,
				name: department.name,
				headStep: department.headStep
			})
			.from(indicatorResponsibility)
			.innerJoin(department, eq(department.id, indicatorResponsibility.departmentId))
			.where(
				and(
					eq(indicatorResponsibility.role, 'lead'),
					lte(indicatorResponsibility.validFrom, day),
					or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, day))
				)
			)
			.orderBy(asc(indicatorResponsibility.validFrom))
			.all()
			.map(({ indicatorId, ...rest }) => [indicatorId, rest])
	);
}
