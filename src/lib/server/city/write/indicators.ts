import {
	handoverCard,
	indicator,
	indicatorLedger,
	indicatorResponsibility,
	kpi,
	kpiDistrict,
	kpiPriorityPolicy,
	kpiRevision
} from '../../db/schema/index.ts';
import type { CityItem, CityKpiRevision } from '#lib/schemas/city.ts';
import { idOf, momentOn, scaledParts, stageIndex, type Writing } from './context.ts';

/** Indicators with their cards, owners and ledger. */
export function writeIndicators(writing: Writing): void {
	const { database, city, ids } = writing;
	for (const each of city.indicators) {
		const row = database.insert(indicator).values(indicatorRow(each)).returning({ id: indicator.id }).get();
		ids.indicator.set(each.code, row.id);
		if (each.handover !== null) {
			const { updatedOn, ...card } = each.handover;
			const values = { indicatorId: row.id, ...card, updatedAt: momentOn(writing, updatedOn) };
			database.insert(handoverCard).values(values).run();
		}
		for (const { department, kind, validFrom, validTo } of each.responsibilities) {
			const departmentId = idOf(ids.department, department);
			database
				.insert(indicatorResponsibility)
				.values({ indicatorId: row.id, departmentId, role: kind, validFrom, validTo })
				.run();
		}
	}
	// A successor may stand further down the list: ledgers last.
	for (const { code, ledger } of city.indicators) {
		for (const { kind, date, reason, successor } of ledger) {
			const successorId = successor === null ? null : idOf(ids.indicator, successor);
			database
				.insert(indicatorLedger)
				.values({ indicatorId: idOf(ids.indicator, code), onDay: date, kind, reason, successorId })
				.run();
		}
	}
}

function indicatorRow(each: CityItem<'indicators'>): typeof indicator.$inferInsert {
	const [low, high, tolerance] = [scaledParts(each.min), scaledParts(each.max), scaledParts(each.tolerance)];
	return {
		code: each.code,
		name: each.name,
		unit: each.unit,
		decimals: each.decimals,
		accumulation: each.accumulation,
		cumulativeEntry: each.cumulativeEntry === 'amount' ? 'increment' : 'total',
		limitLowDigits: low.digits,
		limitLowScale: low.scale,
		limitHighDigits: high.digits,
		limitHighScale: high.scale,
		toleranceDigits: tolerance.digits,
		toleranceScale: tolerance.scale,
		surveyYears: each.surveyYears === null ? null : [...each.surveyYears],
		confirmationMonth: each.confirmationMonth,
		lagYears: each.lagYears,
		measuredPeriod: each.measuredPeriod,
		definition: each.definition,
		formula: each.formula === '' ? null : each.formula,
		source: each.source,
		numeratorName: each.numerator,
		denominatorName: each.denominator,
		rateFactor: each.rateFactor,
		byDistrict: each.askByDistrict,
		districtsAddUp: each.districtsAddUp,
		isSample: each.isSample
	};
}

/** KPIs, their dated revisions and their tags. Editions must be there already. */
export function writeKpis({ database, city, ids }: Writing): void {
	city.kpis.forEach((each, index) => {
		const term = city.basicPlans.find(({ code }) => code === each.basicPlan);
		const values = {
			code: each.code,
			basicPlanId: idOf(ids.basicPlan, each.basicPlan),
			nodeId: idOf(ids.node, `${each.basicPlan}/${each.measure}`),
			indicatorId: idOf(ids.indicator, each.indicator),
			position: index + 1,
			activeFrom: each.activeFrom === term?.firstYear ? null : each.activeFrom,
			activeTo: each.activeTo === term?.lastYear ? null : each.activeTo,
			isSample: each.isSample
		};
		const kpiId = database.insert(kpi).values(values).returning({ id: kpi.id }).get().id;
		ids.kpi.set(each.code, kpiId);
		each.revisions.forEach((revision, step) => {
			const from = step === 0 ? null : idOf(ids.edition, `${revision.effectiveFrom}/1`);
			database
				.insert(kpiRevision)
				.values(revisionRow(kpiId, each, revision, step + 1, from))
				.run();
		});
		for (const policy of each.policies) {
			database
				.insert(kpiPriorityPolicy)
				.values({ kpiId, policyId: idOf(ids.policy, `${each.basicPlan}/${policy}`) })
				.run();
		}
		for (const code of each.districts) {
			database
				.insert(kpiDistrict)
				.values({ kpiId, districtId: idOf(ids.district, code) })
				.run();
		}
	});
}

function revisionRow(
	kpiId: number,
	{ code }: CityItem<'kpis'>,
	each: CityKpiRevision,
	revision: number,
	fromEditionId: number | null
): typeof kpiRevision.$inferInsert {
	const figure = (text: string | null) => scaledParts(stageIndex(code, each.stages, text));
	const baseline = figure(each.baselineValue);
	const mid = figure(each.midTarget);
	const final = figure(each.rangeMin ?? each.finalTarget);
	const upper = scaledParts(each.rangeMax);
	const allowance = scaledParts(each.allowance);
	return {
		kpiId,
		revision,
		fromEditionId,
		decidedOn: each.decidedOn,
		reason: each.reason,
		name: each.name,
		definition: each.definition,
		direction: each.direction,
		goal: each.goal,
		isRank: each.isRank,
		baselineUse: each.baselineUse,
		baselineYear: each.baselineYear,
		baselineDigits: baseline.digits,
		baselineScale: baseline.scale,
		baselineText: each.baselineValue,
		midYear: each.midYear,
		midTargetDigits: mid.digits,
		midTargetScale: mid.scale,
		finalYear: each.finalYear,
		finalTargetDigits: final.digits,
		finalTargetScale: final.scale,
		finalUpperDigits: upper.digits,
		finalUpperScale: upper.scale,
		stages: each.stages === null ? null : [...each.stages],
		allowanceDigits: allowance.digits,
		allowanceScale: allowance.scale,
		breaksSeries: each.definitionChanged
	};
}
