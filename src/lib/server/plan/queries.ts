import { and, asc, eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { formatFiscalYear, parseFiscalYear, shortYearRange } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlan,
	body,
	department,
	district,
	division,
	edition,
	plan,
	planEvent,
	planLevel,
	planNode,
	planNodePredecessor,
	priorityPolicy,
	reportingCycle
} from '../db/schema/index.ts';

export type BasicPlanRow = typeof basicPlan.$inferSelect;
export type PlanRow = typeof plan.$inferSelect;
export type EditionRow = typeof edition.$inferSelect;

/** A node of the hierarchy with its level and children. */
export interface TreeNode {
	readonly id: number;
	readonly code: string;
	readonly parentId: number | null;
	readonly level: { readonly code: string; readonly name: string; readonly depth: number };
	readonly number: string | null;
	readonly field: string | null;
	readonly name: string;
	readonly subtitle: string | null;
	readonly isSample: boolean;
	readonly children: readonly TreeNode[];
}

/** The city's plan; null in an empty installation. */
export function findPlan(database: Database): PlanRow | null {
	return database.select().from(plan).orderBy(asc(plan.id)).limit(1).get() ?? null;
}

/** @throws DomainError `not-found` in an empty installation, saying what to do next. */
export function currentPlan(database: Database): PlanRow {
	const found = findPlan(database);
	if (found === null) {
		throw new DomainError(
			'not-found',
			'まだ総合計画が登録されていません。管理者がサーバーで計画を登録すると、この画面に表示されます。'
		);
	}
	return found;
}

/** All terms of the plan, the earliest first. */
export function listBasicPlans(database: Database): BasicPlanRow[] {
	return database.select().from(basicPlan).orderBy(asc(basicPlan.firstYear)).all();
}

/** @throws DomainError `not-found` naming the years there are. */
export function basicPlanFor(database: Database, year: number): BasicPlanRow {
	const all = listBasicPlans(database);
	const found = all.find((row) => row.firstYear <= year && year <= row.lastYear);
	if (found !== undefined) return found;
	const [first, last] = [all[0]?.firstYear, all.at(-1)?.lastYear];
	throw new DomainError(
		'not-found',
		first === undefined || last === undefined
			? 'まだ基本計画が登録されていません。'
			: `${formatFiscalYear(year)}は計画の期間にありません。${formatFiscalYear(first)}から${formatFiscalYear(last)}までの年度を指定してください。`
	);
}

/** @throws DomainError `not-found` naming the codes there are. */
export function basicPlanByCode(database: Database, code: string): BasicPlanRow {
	const all = listBasicPlans(database);
	const found = all.find((row) => row.code === code);
	if (found !== undefined) return found;
	const known = all.map((row) => `${row.name}（${row.code}）`).join('、');
	throw new DomainError('not-found', `基本計画「${code}」はありません。あるのは ${known} です。`);
}

/**
 * The fiscal year that a page shows: the one asked for, else the latest whose results were called for, else
 * the plan's first.
 * @throws DomainError `not-found` when what was asked for is no year of the plan.
 */
export function shownYear(database: Database, asked: string | null): number {
	if (asked !== null && asked.trim() !== '') {
		const reading = parseFiscalYear(asked);
		if (!reading.ok) throw new DomainError('not-found', reading.message);
		basicPlanFor(database, reading.year);
		return reading.year;
	}
	const called = listCalledYears(database).at(-1);
	return called ?? listBasicPlans(database)[0]?.firstYear ?? currentPlan(database).firstYear;
}

/** Fiscal years whose year-end results have been called for, oldest first. */
export function listCalledYears(database: Database): number[] {
	return database
		.select({ year: reportingCycle.fiscalYear })
		.from(reportingCycle)
		.where(eq(reportingCycle.kind, 'final'))
		.orderBy(asc(reportingCycle.fiscalYear))
		.all()
		.map(({ year }) => year);
}

/** Editions by window and revision, drafts included. */
export function listEditions(database: Database): EditionRow[] {
	return database.select().from(edition).orderBy(asc(edition.firstYear), asc(edition.revision)).all();
}

/** 「R7〜9年度」, with the revision where there are several. */
export function editionName(row: Pick<EditionRow, 'firstYear' | 'lastYear' | 'revision'>): string {
	const window = shortYearRange(row.firstYear, row.lastYear);
	return row.revision === 1 ? window : `${window}（第${row.revision}版）`;
}

/** @throws DomainError `not-found` naming the editions there are. */
export function editionById(database: Database, asked: string): EditionRow {
	const all = listEditions(database);
	const found = all.find((row) => String(row.id) === asked);
	if (found !== undefined) return found;
	const known = all.map((row) => `${editionName(row)}（${row.id}）`).join('、');
	throw new DomainError('not-found', `実施計画の版「${asked}」はありません。あるのは ${known} です。`);
}

/** The whole hierarchy of a basic plan; the roots are its parts. */
export function readTree(database: Database, basicPlanId: number): TreeNode[] {
	const rows = database
		.select({ node: planNode, level: planLevel })
		.from(planNode)
		.innerJoin(planLevel, eq(planLevel.id, planNode.levelId))
		.where(eq(planNode.basicPlanId, basicPlanId))
		.orderBy(asc(planNode.position))
		.all();
	const byParent = Map.groupBy(rows, ({ node }) => node.parentId);
	const build = (parentId: number | null): TreeNode[] =>
		(byParent.get(parentId) ?? []).map(({ node, level }) => ({
			id: node.id,
			code: node.code,
			parentId: node.parentId,
			level: { code: level.code, name: level.name, depth: level.depth },
			number: node.number,
			field: node.field,
			name: node.name,
			subtitle: node.subtitle,
			isSample: node.isSample,
			children: build(node.id)
		}));
	return build(null);
}

/** Every node below (and with) a node. */
export function flatten(nodes: readonly TreeNode[]): TreeNode[] {
	return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** The way from the root to a node, both included; empty when the node is not in the tree. */
export function pathTo(nodes: readonly TreeNode[], id: number): TreeNode[] {
	for (const node of nodes) {
		if (node.id === id) return [node];
		const below = pathTo(node.children, id);
		if (below.length > 0) return [node, ...below];
	}
	return [];
}

/** @throws DomainError `not-found`. */
export function nodeByCode(tree: readonly TreeNode[], code: string, term: BasicPlanRow): TreeNode {
	const found = flatten(tree).find((node) => node.code === code);
	if (found !== undefined) return found;
	throw new DomainError(
		'not-found',
		`${term.name}に「${code}」という章・施策はありません。計画の画面から選んでください。`
	);
}

/** Nodes of the earlier basic plan that a node continues. */
export function listPredecessors(
	database: Database,
	nodeId: number
): { code: string; name: string; basicPlanCode: string }[] {
	return database
		.select({ code: planNode.code, name: planNode.name, basicPlanCode: basicPlan.code })
		.from(planNodePredecessor)
		.innerJoin(planNode, eq(planNode.id, planNodePredecessor.predecessorId))
		.innerJoin(basicPlan, eq(basicPlan.id, planNode.basicPlanId))
		.where(eq(planNodePredecessor.nodeId, nodeId))
		.orderBy(asc(planNode.position))
		.all();
}

/** 重点施策 of one basic plan, in its order. */
export function listPolicies(database: Database, basicPlanId: number): { code: string; name: string }[] {
	return database
		.select({ code: priorityPolicy.code, name: priorityPolicy.name })
		.from(priorityPolicy)
		.where(eq(priorityPolicy.basicPlanId, basicPlanId))
		.orderBy(asc(priorityPolicy.position))
		.all();
}

/** 地区 of the city, in the plan's order. */
export function listDistricts(database: Database): { code: string; name: string }[] {
	return database
		.select({ code: district.code, name: district.name })
		.from(district)
		.orderBy(asc(district.position))
		.all();
}

/** Departments that exist on a day, in the order of the city's chart. */
export function listDepartments(
	database: Database,
	day: string
): { id: number; code: string; name: string; division: string }[] {
	return database
		.select({
			id: department.id,
			code: department.code,
			name: department.name,
			division: division.name,
			validFrom: department.validFrom,
			validTo: department.validTo
		})
		.from(department)
		.innerJoin(division, eq(division.id, department.divisionId))
		.orderBy(asc(division.position), asc(department.position))
		.all()
		.filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day))
		.map(({ id, code, name, division }) => ({ id, code, name, division }));
}

/** Bodies and the course of the plan's making. */
export function readMaking(database: Database, planId: number) {
	return {
		bodies: database.select().from(body).where(eq(body.planId, planId)).orderBy(asc(body.position)).all(),
		events: database
			.select()
			.from(planEvent)
			.where(and(eq(planEvent.planId, planId)))
			.orderBy(asc(planEvent.position))
			.all()
	};
}
