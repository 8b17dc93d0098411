import {
	basicPlan,
	body,
	district,
	plan,
	planEvent,
	planLevel,
	planNode,
	planNodePredecessor,
	priorityPolicy
} from '#lib/server/db/schema/index.ts';
import { idOf, type Loading } from './context.ts';

const LEVEL_CODES: Readonly<Record<string, string>> = {
	部: 'part',
	基本目標: 'goal',
	章: 'chapter',
	施策: 'measure'
};

/** The plan, its trees, tags, bodies and calendar. Returns the plan's id. */
export function loadPlan(loading: Loading): number {
	const { database, city, ids } = loading;
	const { code, name, firstYear, lastYear, vision, visionSubtitle } = city.plan;
	const planId = database
		.insert(plan)
		.values({ code, cityName: '釜石市', name, firstYear, lastYear, vision, visionSubtitle })
		.returning({ id: plan.id })
		.get().id;
	for (const term of city.basicPlans) {
		const { code, name, firstYear, lastYear } = term;
		const row = database
			.insert(basicPlan)
			.values({ planId, code, name, firstYear, lastYear })
			.returning({ id: basicPlan.id })
			.get();
		ids.basicPlan.set(code, row.id);
		city.policies.forEach((policy, index) => {
			const values = {
				basicPlanId: row.id,
				code: String(policy.number),
				name: policy.name,
				position: index + 1
			};
			const id = database.insert(priorityPolicy).values(values).returning({ id: priorityPolicy.id }).get().id;
			ids.policy.set(`${code}/${policy.number}`, id);
		});
	}
	loadNodes(loading, loadLevels(loading, planId));
	city.districts.forEach(({ code, name }, index) => {
		const values = { planId, code, name, position: index + 1 };
		ids.district.set(code, database.insert(district).values(values).returning({ id: district.id }).get().id);
	});
	city.bodies.forEach(({ side, name, role }, index) =>
		database
			.insert(body)
			.values({ planId, side, name, role: role === '' ? null : role, position: index + 1 })
			.run()
	);
	city.meetings.forEach((meeting, index) =>
		database
			.insert(planEvent)
			.values({
				planId,
				fiscalYear: meeting.fiscalYear,
				month: meeting.month,
				side: meeting.side,
				title: meeting.name,
				topic: meeting.topic,
				datesText: meeting.printed,
				firstDay: meeting.days[0] ?? null,
				isPostponed: meeting.state === 'postponed',
				isProvisional: meeting.isProvisional,
				position: index + 1
			})
			.run()
	);
	return planId;
}

function loadLevels({ database, city }: Loading, planId: number): Map<string, number> {
	return new Map(
		city.plan.levels.map((name, index) => {
			const values = { planId, code: LEVEL_CODES[name] ?? name, name, depth: index + 1 };
			return [name, database.insert(planLevel).values(values).returning({ id: planLevel.id }).get().id];
		})
	);
}

/** Parents come before children in the data, and 前期 before 後期. */
function loadNodes({ database, city, ids }: Loading, levels: Map<string, number>): void {
	city.nodes.forEach((node, index) => {
		const { code, number, field, name, subtitle, isSample } = node;
		const values = {
			basicPlanId: idOf(ids.basicPlan, node.basicPlan),
			levelId: idOf(levels, node.level),
			parentId: node.parent === null ? null : idOf(ids.node, `${node.basicPlan}/${node.parent}`),
			code,
			number,
			field,
			name,
			subtitle,
			position: index + 1,
			isSample
		};
		const nodeId = database.insert(planNode).values(values).returning({ id: planNode.id }).get().id;
		ids.node.set(`${node.basicPlan}/${code}`, nodeId);
		for (const earlier of node.predecessors) {
			database
				.insert(planNodePredecessor)
				.values({ nodeId, predecessorId: idOf(ids.node, `zenki/${earlier}`) })
				.run();
		}
	});
}
