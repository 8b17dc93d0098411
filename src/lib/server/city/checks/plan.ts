import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import { refer, type Draft } from '../draft.ts';
import { basicPlanBefore } from '../order.ts';
import { quoted } from '../problems.ts';
import { loops } from './loops.ts';

/** The plan, its basic plans, trees and tags. */
export function checkPlan(draft: Draft): void {
	checkBasicPlans(draft);
	checkNodes(draft);
	for (const policy of draft.rows('policies')) {
		const { basicPlan, number } = policy.item;
		if (basicPlan === null) continue;
		refer(draft, policy, '.basicPlan', 'basicPlans', basicPlan);
		if (draft.knows('policies', null, number)) {
			draft.report(
				policy,
				'.number',
				`重点施策 ${number} は、すべての基本計画のもの（basicPlan なし）としても書かれています。どちらかにしてください。`
			);
		}
	}
}

function checkBasicPlans(draft: Draft): void {
	const { plan } = draft;
	if (plan === null) return;
	const whole = { at: 'plan', label: plan.code, item: plan };
	if (plan.firstYear > plan.lastYear)
		draft.report(
			whole,
			'.lastYear',
			`終わりの年度 ${plan.lastYear} が初めの年度 ${plan.firstYear} より前です。`
		);
	const repeated = plan.levels.find((level, index) => plan.levels.indexOf(level) !== index);
	if (repeated !== undefined)
		draft.report(whole, '.levels', `${quoted(repeated)}が2回出てきます。段の名前は別々にしてください。`);
	const rows = draft.rows('basicPlans');
	for (const each of rows) {
		const { firstYear, lastYear } = each.item;
		if (firstYear > lastYear)
			draft.report(each, '.lastYear', `終わりの年度 ${lastYear} が初めの年度 ${firstYear} より前です。`);
		if (firstYear < plan.firstYear || lastYear > plan.lastYear)
			draft.report(
				each,
				firstYear < plan.firstYear ? '.firstYear' : '.lastYear',
				`総合計画の期間（${formatYearRange(plan.firstYear, plan.lastYear)}）の外です。期間の中の年度にしてください。`
			);
		const other = rows.find(
			({ item }) =>
				item.code !== each.item.code &&
				item.firstYear <= lastYear &&
				item.lastYear >= firstYear &&
				item.firstYear <= firstYear
		);
		if (other !== undefined)
			draft.report(
				each,
				'.firstYear',
				`基本計画${quoted(other.item.code)}と年度が重なっています。期間を分けてください。`
			);
	}
}

function checkNodes(draft: Draft): void {
	const rows = draft.rows('nodes');
	const basicPlans = draft.rows('basicPlans').map(({ item }) => item);
	const depth = (level: string) => draft.plan?.levels.indexOf(level) ?? -1;
	for (const node of rows) {
		const { basicPlan, parent, level, predecessors } = node.item;
		refer(draft, node, '.basicPlan', 'basicPlans', basicPlan);
		if (draft.plan !== null && depth(level) < 0)
			draft.report(
				node,
				'.level',
				`段${quoted(level)}は plan.levels にありません。${draft.plan.levels.map(quoted).join('')}のどれかにしてください。`
			);
		if (parent !== null) {
			const above = refer(draft, node, '.parent', 'nodes', basicPlan, parent);
			if (above !== undefined && depth(level) >= 0 && depth(above.level) >= depth(level))
				draft.report(
					node,
					'.parent',
					`親${quoted(parent)}の段「${above.level}」は、この段「${level}」より上ではありません。`
				);
		}
		predecessors.forEach((code, index) => {
			const path = `.predecessors[${index}]`;
			if (predecessors.indexOf(code) !== index)
				draft.report(node, path, `${quoted(code)}が2回出てきます。1つにしてください。`);
			const before = basicPlanBefore(basicPlans, basicPlan);
			if (before === undefined)
				draft.report(node, path, 'この基本計画より前の基本計画がありません。取り除いてください。');
			else refer(draft, node, path, 'nodes', before.code, code);
		});
	}
	for (const [basicPlan, own] of Map.groupBy(rows, ({ item }) => item.basicPlan)) {
		const parents = new Map(own.map(({ item }) => [item.code, item.parent]));
		for (const code of loops(parents.keys(), (each) => parents.get(each) ?? null)) {
			const node = own.find(({ item }) => item.code === code);
			if (node !== undefined)
				draft.report(
					node,
					'.parent',
					`親をたどると${quoted(`${basicPlan} ${code}`)}自身に戻ります。親を直してください。`
				);
		}
	}
}
