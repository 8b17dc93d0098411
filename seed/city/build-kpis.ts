/** Spells out the KPIs of both basic plans and their targets in every edition. */
import { decimalsIn, indicatorCode } from './build-indicators.ts';
import { editionChanges, editions } from './editions.ts';
import { between, eraYear, isNumeral, readMove, scaled, unscaled, yearAndValue } from './read.ts';
import type { IndicatorSource, KpiSource } from './sources.ts';
import type { BasicPlanCode, EditionSeed, KpiRevisionSeed, KpiSeed, TargetSeed } from './types.ts';

const TERMS = { zenki: [2021, 2025], kouki: [2026, 2030] } as const;

export interface BuiltKpi {
	source: IndicatorSource;
	kpi: KpiSource;
	seed: KpiSeed;
}

/** The KPIs of one basic plan, in the order of their sources. */
export function buildKpis(sources: readonly IndicatorSource[], basicPlan: BasicPlanCode): BuiltKpi[] {
	return sources
		.flatMap((source, index) => {
			const kpi = source[basicPlan];
			return kpi === undefined ? [] : [{ source, kpi, indicator: indicatorCode(index) }];
		})
		.map(({ source, kpi, indicator }, index) => ({
			source,
			kpi,
			seed: {
				code: `${basicPlan === 'zenki' ? 'Z' : 'K'}${String(index + 1).padStart(3, '0')}`,
				basicPlan,
				indicator,
				measure: kpi.measure,
				policies: kpi.policies ?? [],
				districts: kpi.districts ?? [],
				revisions: revisionsOf(source, kpi, basicPlan),
				components: kpi.components ?? [],
				...activeYears(kpi, basicPlan),
				isSample: true
			}
		}));
}

function activeYears(kpi: KpiSource, basicPlan: BasicPlanCode): { activeFrom: number; activeTo: number } {
	const [from, to] = kpi.active?.split(' ') ?? [];
	return {
		activeFrom: from ? eraYear(from) : TERMS[basicPlan][0],
		activeTo: to ? eraYear(to) : TERMS[basicPlan][1]
	};
}

/** The baseline as given; in 後期 without one, the result of R6. */
function baselineOf(source: IndicatorSource, kpi: KpiSource): [year: number, value: string] {
	const [year, value] = kpi.base ? yearAndValue(kpi.base) : [2024, source.results.split(' ')[3] ?? null];
	if (value === null || (kpi.direction !== 'stage' && !isNumeral(value))) {
		throw new RangeError(`${source.name} has no baseline: ${String(value)}`);
	}
	return [year, value];
}

function revisionsOf(source: IndicatorSource, kpi: KpiSource, basicPlan: BasicPlanCode): KpiRevisionSeed[] {
	const [baselineYear, baselineValue] = baselineOf(source, kpi);
	const [finalYear, finalTarget] = yearAndValue(kpi.final);
	const [midYear, midTarget] = kpi.mid ? yearAndValue(kpi.mid) : [null, null];
	const [rangeMin, rangeMax] = kpi.range?.split(' ') ?? [];
	const first: KpiRevisionSeed = {
		effectiveFrom: TERMS[basicPlan][0],
		name: source.name,
		definition: source.definition,
		direction: kpi.direction ?? 'increase',
		goal: kpi.goal ?? 'reach',
		isRank: false,
		baselineUse: kpi.baselineUse ?? 'comparable',
		baselineYear,
		baselineValue,
		midYear,
		midTarget,
		finalYear,
		finalTarget,
		rangeMin: rangeMin ?? null,
		rangeMax: rangeMax ?? null,
		stages: kpi.stages ?? null,
		allowance: kpi.allowance ?? null,
		definitionChanged: false,
		reason: '基本計画の策定時に設定。',
		decidedOn: basicPlan === 'zenki' ? '2021-03-19' : '2026-03-19'
	};
	const { revised } = kpi;
	if (revised === undefined) return [first];
	const second: KpiRevisionSeed = {
		...first,
		effectiveFrom: eraYear(revised.from),
		name: revised.name ?? first.name,
		definition: revised.definition ?? first.definition,
		finalTarget: revised.final ?? first.finalTarget,
		definitionChanged: revised.definition !== undefined,
		reason: revised.reason,
		decidedOn: revised.decidedOn
	};
	return [first, second];
}

/** Every edition's targets for the years that it shares with the KPI's own basic plan. */
export function buildTargets(kpis: readonly BuiltKpi[]): TargetSeed[] {
	return kpis.flatMap((built) => {
		const [first, last] = TERMS[built.seed.basicPlan];
		return editions.flatMap((edition) => {
			// 後期 was decided together with the edition from R8; the windows before it know 前期 only.
			if (built.seed.basicPlan === 'kouki' && edition.firstYear < first) return [];
			return [0, 1, 2]
				.map((step) => edition.firstYear + step)
				.filter((year) => first <= year && year <= last)
				.map((year) => targetIn(built, edition, year));
		});
	});
}

function targetIn(built: BuiltKpi, edition: EditionSeed, year: number): TargetSeed {
	const { source, kpi, seed } = built;
	const change = editionChanges.find(
		(each) =>
			each.edition === edition.firstYear &&
			each.revision === edition.revision &&
			each.indicator === source.name &&
			each.year === year
	);
	const target: TargetSeed = {
		edition: edition.firstYear,
		revision: edition.revision,
		kpi: seed.code,
		year,
		kind: 'value',
		value: null,
		rangeMin: null,
		rangeMax: null,
		period: null,
		isProposed: edition.state === 'draft' && year === edition.firstYear + 2,
		reason: change?.reason ?? null
	};
	if (kpi.range) {
		const [rangeMin = null, rangeMax = null] = kpi.range.split(' ');
		return { ...target, rangeMin, rangeMax };
	}
	if (kpi.period) return { ...target, ...periodShare(kpi.period, year) };
	const own = change?.value ?? printed(kpi, edition.firstYear, year) ?? straightLine(built, year);
	if (own === '－') return { ...target, kind: 'none', isProposed: false };
	const moved = kpi.targets !== undefined && own !== printed(kpi, edition.firstYear - 1, year);
	const covered = year <= edition.firstYear + 1 && edition.firstYear > TERMS[seed.basicPlan][0];
	return {
		...target,
		kind: kpi.direction === 'stage' ? 'stage' : 'value',
		value: own,
		reason: target.reason ?? (moved && covered ? (kpi.movedBecause ?? null) : null)
	};
}

/** What the edition from `edition` says for `year`, read from the data; null where a line is drawn instead. */
function printed(kpi: KpiSource, edition: number, year: number): string | null {
	const move = (kpi.moved ?? []).map(readMove).find((each) => each.edition === edition && each.year === year);
	return move?.value ?? kpi.targets?.split(' ')[year - 2021] ?? null;
}

/** The share of one year of a total: the total in equal whole parts, the remainder in the first years. */
function periodShare(text: string, year: number): Pick<TargetSeed, 'kind' | 'value' | 'period'> {
	const [from = '', to = '', total = ''] = text.split(' ');
	const [first, last] = [eraYear(from), eraYear(to)];
	const years = last - first + 1;
	const share = Math.floor(Number(total) / years) + (year - first < Number(total) % years ? 1 : 0);
	return { kind: 'period', value: String(share), period: { from: first, to: last, total } };
}

function straightLine({ source, kpi }: BuiltKpi, year: number): string {
	const [baseYear, base] = baselineOf(source, kpi);
	const [finalYear, final] = yearAndValue(kpi.final);
	if (final === null) throw new RangeError(`${source.name} has no final target`);
	if (year > finalYear || (source.surveyYears && !source.surveyYears.includes(year))) return '－';
	if (kpi.stages) {
		const [from, to] = [kpi.stages.indexOf(base), kpi.stages.indexOf(final)];
		const index = Number(between(String(from), String(to), year - baseYear, finalYear - baseYear, 0));
		return kpi.stages[index] ?? final;
	}
	const decimals = decimalsIn(source);
	if (kpi.goal === 'keep') return unscaled(scaled(final, decimals), decimals);
	return between(base, final, year - baseYear, finalYear - baseYear, decimals);
}
