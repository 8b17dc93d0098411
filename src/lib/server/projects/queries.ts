import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ProjectDirection } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import {
	department,
	priorityPolicy,
	project,
	projectAmount,
	projectInEdition,
	projectNode,
	projectPriorityPolicy
} from '../db/schema/index.ts';

/** 事務事業 as one edition has it. */
export interface EditionProject {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly content: string;
	readonly direction: ProjectDirection;
	readonly isSample: boolean;
	readonly department: { readonly code: string; readonly name: string };
	/** The measures it stands under; one of them is its place, the others are 再掲. */
	readonly places: readonly { readonly nodeId: number; readonly isRepeat: boolean }[];
	/** Codes of its priority policies. */
	readonly policies: readonly string[];
	/** 計画額 of the edition by fiscal year, all sources together, in thousand yen. */
	readonly planned: ReadonlyMap<number, number>;
}

/** The projects of an edition in the order of their codes. */
export function readEditionProjects(database: Database, editionId: number): EditionProject[] {
	const rows = database
		.select({ project, inEdition: projectInEdition, department })
		.from(projectInEdition)
		.innerJoin(project, eq(project.id, projectInEdition.projectId))
		.innerJoin(department, eq(department.id, projectInEdition.departmentId))
		.where(eq(projectInEdition.editionId, editionId))
		.orderBy(asc(project.code))
		.all();
	const places = readPlaces(database, editionId);
	const policies = readPolicies(
		database,
		rows.map(({ inEdition }) => inEdition.id)
	);
	const planned = readPlanned(database, editionId);
	return rows.map((row) => ({
		id: row.project.id,
		code: row.project.code,
		name: row.inEdition.name,
		content: row.inEdition.content,
		direction: row.inEdition.direction,
		isSample: row.project.isSample,
		department: { code: row.department.code, name: row.department.name },
		places: places.get(row.inEdition.id) ?? [],
		policies: (policies.get(row.inEdition.id) ?? []).map(({ code }) => code),
		planned: planned.get(row.project.id) ?? new Map()
	}));
}

function readPlaces(database: Database, editionId: number) {
	return Map.groupBy(
		database
			.select({
				inEditionId: projectNode.projectInEditionId,
				nodeId: projectNode.nodeId,
				isRepeat: projectNode.isRepeat
			})
			.from(projectNode)
			.innerJoin(projectInEdition, eq(projectInEdition.id, projectNode.projectInEditionId))
			.where(eq(projectInEdition.editionId, editionId))
			.all(),
		({ inEditionId }) => inEditionId
	);
}

function readPolicies(database: Database, inEditionIds: readonly number[]) {
	return Map.groupBy(
		database
			.select({ inEditionId: projectPriorityPolicy.projectInEditionId, code: priorityPolicy.code })
			.from(projectPriorityPolicy)
			.innerJoin(priorityPolicy, eq(priorityPolicy.id, projectPriorityPolicy.policyId))
			.where(inArray(projectPriorityPolicy.projectInEditionId, [...inEditionIds]))
			.all(),
		({ inEditionId }) => inEditionId
	);
}

function readPlanned(database: Database, editionId: number): Map<number, Map<number, number>> {
	const planned = new Map<number, Map<number, number>>();
	const rows = database
		.select({
			projectId: projectAmount.projectId,
			year: projectAmount.fiscalYear,
			thousandYen: projectAmount.thousandYen
		})
		.from(projectAmount)
		.where(and(eq(projectAmount.editionId, editionId), eq(projectAmount.stage, 'plan')))
		.all();
	for (const { projectId, year, thousandYen } of rows) {
		const years = planned.get(projectId) ?? new Map<number, number>();
		years.set(year, (years.get(year) ?? 0) + thousandYen);
		planned.set(projectId, years);
	}
	return planned;
}
