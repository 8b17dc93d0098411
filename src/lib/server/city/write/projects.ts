import {
	project,
	projectAmount,
	projectDistrict,
	projectInEdition,
	projectKpi,
	projectNode,
	projectPriorityPolicy
} from '../../db/schema/index.ts';
import type { CityItem } from '#lib/schemas/city.ts';
import { idOf, type Writing } from './context.ts';

/** Projects, what each edition says of them, and their budgets. A later revision repeats its edition's projects. */
export function writeProjects(writing: Writing): void {
	const { database, city, ids } = writing;
	const projects = new Map(
		city.projects.map(({ code, name, isSample }) => [
			code,
			{
				name,
				id: database.insert(project).values({ code, name, isSample }).returning({ id: project.id }).get().id
			}
		])
	);
	for (const each of city.projectEditions) {
		const found = projects.get(each.project);
		if (found === undefined) throw new RangeError(`the city's data refer to an unknown ${each.project}`);
		for (const { firstYear, revision } of city.editions) {
			if (firstYear !== each.edition) continue;
			writeInEdition(writing, each, found, idOf(ids.edition, `${firstYear}/${revision}`));
		}
	}
	for (const { project: code, year, stage, source, amount } of city.projectActuals) {
		const projectId = projects.get(code)?.id;
		if (projectId === undefined) throw new RangeError(`the city's data refer to an unknown ${code}`);
		database
			.insert(projectAmount)
			.values({ projectId, editionId: null, fiscalYear: year, stage, source, thousandYen: Number(amount) })
			.run();
	}
}

function writeInEdition(
	{ database, ids }: Writing,
	each: CityItem<'projectEditions'>,
	found: { id: number; name: string },
	editionId: number
): void {
	const values = {
		projectId: found.id,
		editionId,
		departmentId: idOf(ids.department, each.department),
		name: found.name,
		purpose: each.purpose,
		content: each.content,
		direction: each.direction,
		wholeCost: each.wholePeriodCost === null ? null : Number(each.wholePeriodCost)
	};
	const projectInEditionId = database
		.insert(projectInEdition)
		.values(values)
		.returning({ id: projectInEdition.id })
		.get().id;
	each.measures.forEach((code, index) =>
		database
			.insert(projectNode)
			.values({
				projectInEditionId,
				nodeId: idOf(ids.node, `${each.basicPlan}/${code}`),
				isRepeat: index > 0
			})
			.run()
	);
	for (const code of each.kpis) {
		database
			.insert(projectKpi)
			.values({ projectInEditionId, kpiId: idOf(ids.kpi, code) })
			.run();
	}
	for (const policy of each.policies) {
		const policyId = idOf(ids.policy, `${each.basicPlan}/${policy}`);
		database.insert(projectPriorityPolicy).values({ projectInEditionId, policyId }).run();
	}
	for (const code of each.districts) {
		database
			.insert(projectDistrict)
			.values({ projectInEditionId, districtId: idOf(ids.district, code) })
			.run();
	}
	for (const { year, source, amount } of each.money) {
		database
			.insert(projectAmount)
			.values({
				projectId: found.id,
				editionId,
				fiscalYear: year,
				stage: 'plan',
				source,
				thousandYen: Number(amount)
			})
			.run();
	}
}
