/** The read API's answer about the plan: the hierarchy of every basic plan with the codes of its KPIs. */
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { kpi } from '../db/schema/index.ts';
import {
	currentPlan,
	editionName,
	listBasicPlans,
	listEditions,
	readTree,
	type TreeNode
} from './queries.ts';

export interface ApiNode {
	readonly code: string;
	readonly level: { readonly code: string; readonly name: string };
	readonly number: string | null;
	readonly name: string;
	readonly subtitle: string | null;
	readonly field: string | null;
	readonly isSample: boolean;
	/** Codes of the KPIs directly under this node. */
	readonly kpis: readonly string[];
	readonly children: readonly ApiNode[];
}

/** @throws DomainError `not-found` in an empty installation. */
export function readApiPlan(database: Database) {
	const plan = currentPlan(database);
	return {
		name: plan.name,
		city: plan.cityName,
		firstYear: plan.firstYear,
		lastYear: plan.lastYear,
		basicPlans: listBasicPlans(database).map((term) => {
			const kpis = kpiCodes(database, term.id);
			return {
				code: term.code,
				name: term.name,
				firstYear: term.firstYear,
				lastYear: term.lastYear,
				nodes: readTree(database, term.id).map((node) => nodeOf(node, kpis))
			};
		}),
		editions: listEditions(database).map((row) => ({
			id: row.id,
			name: editionName(row),
			firstYear: row.firstYear,
			lastYear: row.lastYear,
			revision: row.revision,
			state: row.state,
			adoptedOn: row.adoptedOn
		}))
	};
}

function nodeOf(node: TreeNode, kpis: ReadonlyMap<number, readonly string[]>): ApiNode {
	const { code, level, number, name, subtitle, field, isSample } = node;
	return {
		code,
		level: { code: level.code, name: level.name },
		number,
		name,
		subtitle,
		field,
		isSample,
		kpis: kpis.get(node.id) ?? [],
		children: node.children.map((child) => nodeOf(child, kpis))
	};
}

function kpiCodes(database: Database, basicPlanId: number): Map<number, string[]> {
	const rows = database
		.select({ nodeId: kpi.nodeId, code: kpi.code })
		.from(kpi)
		.where(eq(kpi.basicPlanId, basicPlanId))
		.orderBy(asc(kpi.position))
		.all();
	return new Map(
		[...Map.groupBy(rows, ({ nodeId }) => nodeId)].map(([id, list]) => [id, list.map(({ code }) => code)])
	);
}
