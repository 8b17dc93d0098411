/** Everything that judging needs to know of KPIs, and what it says of one of them in one fiscal year. */
import { fromScaled } from '#lib/domain/decimal.ts';
import type { JudgedKpi, Standing } from '#lib/domain/judging/judgement.ts';
import type { JudgementRule } from '#lib/domain/judging/rule.ts';
import type { YearFigure } from '#lib/domain/judging/period-total.ts';
import type { EditionTarget, TargetedKpi } from '#lib/domain/target-in-force.ts';
import type { YearlyTarget } from '#lib/domain/targets.ts';
import type {
	basicPlan,
	edition,
	indicator,
	kpi,
	kpiRevision,
	result,
	resultRevision,
	yearlyTarget
} from '../db/schema/index.ts';
import { finalTargetOf, yearlyTargetOf } from '../indicators/figures.ts';

type Row<T extends { $inferSelect: unknown }> = T['$inferSelect'];
type KpiRevisionRow = Row<typeof kpiRevision>;
type RevisionRow = Row<typeof resultRevision>;

/** An edition once it is adopted. */
export type AdoptedEdition = Row<typeof edition> & { readonly adoptedOn: string };

/** What of a revision a judgement depends on. */
export type FigureRow = Pick<
	RevisionRow,
	| 'id'
	| 'resultId'
	| 'valueDigits'
	| 'valueScale'
	| 'runningTotalDigits'
	| 'runningTotalScale'
	| 'missingReason'
	| 'carriedFromYear'
>;

/** The result of one year as the database holds it. */
export interface StoredResult<R extends FigureRow = RevisionRow> {
	readonly head: Row<typeof result>;
	/** The confirmed revision; null until there is one. */
	readonly confirmed: R | null;
}

/** Everything that judging one KPI needs, read once; with the remarks unless it is for judging alone. */
export interface KpiMaterial<R extends FigureRow = RevisionRow> {
	readonly kpi: Row<typeof kpi>;
	readonly indicator: Row<typeof indicator>;
	readonly basicPlan: Row<typeof basicPlan>;
	/** Oldest first. */
	readonly revisions: readonly KpiRevisionRow[];
	readonly targets: ReadonlyMap<number, readonly Row<typeof yearlyTarget>[]>;
	/** Editions in which the KPI is listed. */
	readonly listedIn: ReadonlySet<number>;
	readonly results: ReadonlyMap<number, StoredResult<R>>;
	/** The day the series was retired or replaced; null while it goes on. */
	readonly retiredOn: string | null;
}

/** What is common to all KPIs. */
export interface JudgingMaterial<R extends FigureRow = RevisionRow> {
	readonly kpis: ReadonlyMap<number, KpiMaterial<R>>;
	/** Adopted editions by first year and revision. */
	readonly editions: readonly AdoptedEdition[];
	/** Fiscal years for which results have been called. */
	readonly calledYears: readonly number[];
	readonly ruleFor: (year: number) => { readonly rowId: number; readonly rule: JudgementRule };
}

/** The KPI revision in force when `year` began: the newest whose edition had taken effect by then. */
export function revisionInForce(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	year: number
): KpiRevisionRow {
	const began = `${year}-04-01`;
	const inForce = material.revisions.filter((revision) => {
		if (revision.fromEditionId === null) return true;
		const from = editions.find(({ id }) => id === revision.fromEditionId);
		return from !== undefined && from.firstYear <= year && (from.adoptedOn < began || from.revision === 1);
	});
	const found = inForce.at(-1) ?? material.revisions[0];
	if (found === undefined) throw new Error(`KPI ${material.kpi.code} has no revision`);
	return found;
}

/** Whether and how the KPI is asked for in a year. */
export function standingIn(material: KpiMaterial<FigureRow>, year: number): Standing {
	const { kpi, basicPlan, retiredOn } = material;
	if (year < (kpi.activeFrom ?? basicPlan.firstYear)) return 'not-begun';
	if (retiredOn !== null && retiredOn <= `${year}-04-01`) return 'retired';
	if (year > (kpi.activeTo ?? basicPlan.lastYear)) return 'ended';
	return 'active';
}

/** The side of a KPI revision that judging needs. */
export function judgedKpiOf(material: KpiMaterial<FigureRow>, revision: KpiRevisionRow): JudgedKpi {
	return {
		name: revision.name,
		unit: material.indicator.unit,
		accumulation: material.indicator.accumulation,
		planFirstYear: material.basicPlan.firstYear,
		finalYear: revision.finalYear,
		direction: revision.direction,
		goal: revision.goal,
		baseline: fromScaled(revision.baselineDigits, revision.baselineScale),
		baselineYear: revision.baselineYear,
		baselineUse: revision.baselineUse,
		finalTarget: finalTargetOf(revision),
		decimals: material.indicator.decimals,
		tolerance: fromScaled(material.indicator.toleranceDigits, material.indicator.toleranceScale),
		allowance: fromScaled(revision.allowanceDigits, revision.allowanceScale),
		stages: revision.stages ?? []
	};
}

/** What the target in force depends on. */
export function targetedKpiOf(material: KpiMaterial<FigureRow>, revision: KpiRevisionRow): TargetedKpi {
	return {
		basicPlanFirstYear: material.basicPlan.firstYear,
		basicPlanLastYear: material.basicPlan.lastYear,
		direction: revision.direction,
		accumulation: material.indicator.accumulation,
		baselineYear: revision.baselineYear,
		baseline: fromScaled(revision.baselineDigits, revision.baselineScale),
		baselineUse: revision.baselineUse,
		finalYear: revision.finalYear,
		finalTarget: finalTargetOf(revision)
	};
}

/** Every adopted edition's word on one KPI and year, or that of those `asked`. */
export function editionTargets(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	year: number,
	asked = editions
): EditionTarget[] {
	return asked.map((row) => ({
		id: row.id,
		firstYear: row.firstYear,
		lastYear: row.lastYear,
		revision: row.revision,
		adoptedOn: row.adoptedOn,
		listed: material.listedIn.has(row.id),
		target: targetIn(material, editions, row, year)
	}));
}

/** A period's total is set once; its yearly shares are gathered from the editions up to this one. */
function targetIn(
	material: KpiMaterial<FigureRow>,
	editions: JudgingMaterial['editions'],
	own: JudgingMaterial['editions'][number],
	year: number
): YearlyTarget | null {
	const row = material.targets.get(own.id)?.find((each) => each.fiscalYear === year);
	if (row === undefined) return null;
	const target = yearlyTargetOf(row);
	if (target.kind !== 'period') return target;
	const shares = new Map<number, YearFigure>();
	for (const each of editions) {
		if (each.firstYear > own.firstYear || (each.firstYear === own.firstYear && each.revision > own.revision))
			continue;
		for (const share of material.targets.get(each.id) ?? []) {
			if (share.kind !== 'period' || (each.id !== own.id && share.fiscalYear > year)) continue;
			shares.set(share.fiscalYear, {
				year: share.fiscalYear,
				value: fromScaled(share.valueDigits, share.valueScale)
			});
		}
	}
	return { ...target, shares: [...shares.values()] };
}
