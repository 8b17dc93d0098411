import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import { refer, type Draft } from '../draft.ts';
import { lastYearOf } from '../order.ts';
import { once, checkTags } from './tags.ts';

/** Projects in their editions, and their budgets and settlements. */
export function checkProjects(draft: Draft): void {
	for (const each of draft.rows('projectEditions')) {
		const { project, edition, department, basicPlan, measures, kpis, money } = each.item;
		refer(draft, each, '.project', 'projects', project);
		const first = refer(draft, each, '.edition', 'editions', edition, 1);
		refer(draft, each, '.department', 'departments', department);
		refer(draft, each, '.basicPlan', 'basicPlans', basicPlan);
		checkTags(draft, each, basicPlan);
		measures.forEach((code, index) => {
			once(draft, each, `.measures[${index}]`, measures, index);
			refer(draft, each, `.measures[${index}]`, 'nodes', basicPlan, code);
		});
		kpis.forEach((code, index) => {
			once(draft, each, `.kpis[${index}]`, kpis, index);
			const kpi = refer(draft, each, `.kpis[${index}]`, 'kpis', code);
			if (kpi !== undefined && kpi.basicPlan !== basicPlan)
				draft.report(
					each,
					`.kpis[${index}]`,
					`KPI「${code}」は、この事業の基本計画「${basicPlan}」のものではありません。`
				);
		});
		const keys = money.map(({ year, source }) => `${year} ${source}`);
		money.forEach(({ year }, index) => {
			once(draft, each, `.money[${index}]`, keys, index);
			if (first === undefined || draft.plan === null) return;
			const lastYear = lastYearOf(first, draft.plan);
			if (year < edition || year > lastYear)
				draft.report(
					each,
					`.money[${index}].year`,
					`年度 ${year} が、実施計画の期間（${formatYearRange(edition, Math.max(edition, lastYear))}）の外です。`
				);
		});
	}
	for (const actual of draft.rows('projectActuals')) {
		const { project, year, stage } = actual.item;
		const { plan } = draft;
		refer(draft, actual, '.project', 'projects', project);
		if (stage === 'plan')
			draft.report(actual, '.stage', '計画の金額（plan）は、projectEditions の money に書いてください。');
		if (plan !== null && (year < plan.firstYear || year > plan.lastYear))
			draft.report(
				actual,
				'.year',
				`年度 ${year} が、総合計画の期間（${formatYearRange(plan.firstYear, plan.lastYear)}）の外です。`
			);
	}
}
