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
} from '../../db/schema/index.ts';
import { basicPlanBefore } from '../order.ts';
import { idOf, type Writing } from './context.ts';

const LEVEL_CODES: Readonly<Record<string, string>> = {
	部: 'part',
	基本目標: 'goal',
	章: 'chapter',
	施策: 'measure'
};

/** The plan, its trees, tags, bodies and calendar. Returns the plan's id. */
export function writePlan(writing: Writing): number {
	const { database, city, ids } = writing;
	const { code, cityName, name, firstYear, lastYear, vision, visionSubtitle } = city.plan;
	const planId = database
		.insert(plan)
		.values({ code, cityName, name, firstYear, lastYear, vision, visionSubtitle })
		.returning({ id: plan.id })
		.get().id;
	for (const { code, name, firstYear, lastYear } of city.basicPlans) {
		const row = database
			.insert(basicPlan)
			.values({ planId, code, name, firstYear, lastYear })
			.returning({ id: basicPlan.id })
			.get();
		ids.basicPlan.set(code, row.id);
		city.policies.forEach((policy, index) => {
			if (policy.basicPlan !== null && policy.basicPlan !== code) return;
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
	writeNodes(writing, writeLevels(writing, planId));
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
				firstDay: meeting.firstDay,
				isPostponed: meeting.isPostponed,
				isProvisional: meeting.isProvisional,
				position: index + 1
			})
			.run()
	);
	return planId;
}

function writeLevels({ database, city }: Writing, planId: number): Map<string, number> {
	return new Map(
		city.plan.levels.map((name, index) => {
			const values = { planId, code: LEVEL_CODES[name] ?? name, name, depth: index + 1 };
			return [name, database.insert(planLevel).values(values).returning({ id: planLevel.id }).get().id];
		})
	);
}

/** Positions are those of the file; level by level, so that a node's parent is always there. */
function writeNodes({ database, city, ids }: Writing, levels: ReadonlyMap<string, number>): void {
	const placed = city.nodes.map((node, index) => ({ node, position: index + 1 }));
	const remaining = new Set(placed);
	while (remaining.size > 0) {
		const before = remaining.size;
		for (const each of remaining) {
			const { basicPlan, code, parent, level, number, field, name, subtitle, isSample } = each.node;
			const parentKey = `${basicPlan}/${parent}`;
			if (parent !== null && !ids.node.has(parentKey)) continue;
			const values = {
				basicPlanId: idOf(ids.basicPlan, basicPlan),
				levelId: idOf(levels, level),
				parentId: parent === null ? null : idOf(ids.node, parentKey),
				code,
				number,
				field,
				name,
				subtitle,
				position: each.position,
				isSample
			};
			const { id } = database.insert(planNode).values(values).returning({ id: planNode.id }).get();
			ids.node.set(`${basicPlan}/${code}`, id);
			remaining.delete(each);
		}
		if (remaining.size === before) throw new RangeError('the tree has nodes without a parent');
	}
	for (const { basicPlan, code, predecessors } of city.nodes) {
		for (const earlier of predecessors) {
			const from = basicPlanBefore(city.basicPlans, basicPlan)?.code ?? basicPlan;
			const predecessorId = idOf(ids.node, `${from}/${earlier}`);
			database
				.insert(planNodePredecessor)
				.values({ nodeId: idOf(ids.node, `${basicPlan}/${code}`), predecessorId })
				.run();
		}
	}
}
