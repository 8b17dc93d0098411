/** 重点施策 and 地区 of the KPIs, in the order of the plan, by KPI id. */
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { district, kpiDistrict, kpiPriorityPolicy, priorityPolicy } from '../db/schema/index.ts';

/** The priority policies of every KPI that has any. */
export function readPolicies(database: Database) {
	return Map.groupBy(
		database
			.select({ kpiId: kpiPriorityPolicy.kpiId, code: priorityPolicy.code, name: priorityPolicy.name })
			.from(kpiPriorityPolicy)
			.innerJoin(priorityPolicy, eq(priorityPolicy.id, kpiPriorityPolicy.policyId))
			.orderBy(asc(priorityPolicy.position))
			.all(),
		({ kpiId }) => kpiId
	);
}

/** The districts of every KPI that has any. */
export function readDistricts(database: Database) {
	return Map.groupBy(
		database
			.select({ kpiId: kpiDistrict.kpiId, code: district.code, name: district.name })
			.from(kpiDistrict)
			.innerJoin(district, eq(district.id, kpiDistrict.districtId))
			.orderBy(asc(district.position))
			.all(),
		({ kpiId }) => kpiId
	);
}
