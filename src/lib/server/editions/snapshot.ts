import { createHash } from 'node:crypto';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import {
	basicPlan,
	edition,
	editionKpi,
	editionSnapshot,
	indicator,
	kpi,
	kpiRevision,
	planNode,
	projectAmount,
	projectInEdition,
	projectKpi,
	projectNode,
	yearlyTarget
} from '../db/schema/index.ts';

/**
 * Stores what an edition said on the day it was adopted: tree, KPI attributes, targets, projects and their
 * planned money, with a SHA-256 over the exact text. The row can never be changed: it proves later what was adopted.
 * Views as of an edition or a day do not read it; they read the edition's own rows.
 */
export function freezeEdition(database: Database, editionId: number, now: string): void {
	const body = JSON.stringify(editionContent(database, editionId));
	const sha256 = createHash('sha256').update(body).digest('hex');
	database.insert(editionSnapshot).values({ editionId, body, sha256, createdAt: now }).run();
}

function editionContent(database: Database, editionId: number) {
	const head = database.select().from(edition).where(eq(edition.id, editionId)).get();
	const kpis = database
		.select({ kpi, indicator })
		.from(editionKpi)
		.innerJoin(kpi, eq(kpi.id, editionKpi.kpiId))
		.innerJoin(indicator, eq(indicator.id, kpi.indicatorId))
		.where(eq(editionKpi.editionId, editionId))
		.orderBy(asc(kpi.id))
		.all();
	const kpiIds = kpis.map((row) => row.kpi.id);
	const plans = [...new Set(kpis.map((row) => row.kpi.basicPlanId))];
	const projects = database
		.select()
		.from(projectInEdition)
		.where(eq(projectInEdition.editionId, editionId))
		.orderBy(asc(projectInEdition.id))
		.all();
	const projectIds = projects.map(({ id }) => id);
	return {
		edition: head,
		basicPlans: database
			.select()
			.from(basicPlan)
			.where(inArray(basicPlan.id, plans))
			.orderBy(asc(basicPlan.id))
			.all(),
		tree: database
			.select()
			.from(planNode)
			.where(inArray(planNode.basicPlanId, plans))
			.orderBy(asc(planNode.id))
			.all(),
		kpis,
		revisions: database
			.select()
			.from(kpiRevision)
			.where(inArray(kpiRevision.kpiId, kpiIds))
			.orderBy(asc(kpiRevision.id))
			.all(),
		targets: database
			.select()
			.from(yearlyTarget)
			.where(eq(yearlyTarget.editionId, editionId))
			.orderBy(asc(yearlyTarget.kpiId), asc(yearlyTarget.fiscalYear))
			.all(),
		projects,
		projectNodes: database
			.select()
			.from(projectNode)
			.where(inArray(projectNode.projectInEditionId, projectIds))
			.all(),
		projectKpis: database
			.select()
			.from(projectKpi)
			.where(inArray(projectKpi.projectInEditionId, projectIds))
			.all(),
		money: database
			.select()
			.from(projectAmount)
			.where(eq(projectAmount.editionId, editionId))
			.orderBy(asc(projectAmount.id))
			.all()
	};
}
