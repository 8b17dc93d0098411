import type { CityItem } from '#lib/schemas/city.ts';

type BasicPlan = CityItem<'basicPlans'>;
type Kpi = CityItem<'kpis'>;
type Edition = CityItem<'editions'>;

/** The basic plan that ended before the named one began; its nodes are what predecessors name. */
export function basicPlanBefore(all: readonly BasicPlan[], code: string): BasicPlan | undefined {
	const own = all.find((each) => each.code === code);
	return all
		.filter((each) => own !== undefined && each.firstYear < own.firstYear)
		.toSorted((a, b) => b.firstYear - a.firstYear)[0];
}

/** Editions in the order in which they were made. */
export function inOrder(editions: readonly Edition[]): Edition[] {
	return editions.toSorted((a, b) => a.firstYear - b.firstYear || a.revision - b.revision);
}

/** Last year of an edition's window, which ends with the plan at the latest. */
export function lastYearOf({ firstYear, window }: Edition, plan: { readonly lastYear: number }): number {
	return Math.min(firstYear + window - 1, plan.lastYear);
}

/** The stages of a KPI: a later revision may add some at the end, so the longest list names them all. */
export function stagesOf({ revisions }: Pick<Kpi, 'revisions'>): readonly string[] | null {
	const lists = revisions.flatMap(({ stages }) => (stages === null ? [] : [stages]));
	return lists.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** The stages that an indicator's results name, by indicator code; null where results are figures. */
export function stagesByIndicator(kpis: readonly Kpi[]): Map<string, readonly string[] | null> {
	return new Map(
		[...Map.groupBy(kpis, ({ indicator }) => indicator)].map(([indicator, own]) => [
			indicator,
			stagesOf({ revisions: own.flatMap(({ revisions }) => revisions) })
		])
	);
}
