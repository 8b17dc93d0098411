/** Spells out projects: text, place, direction and planned money of each edition. Deterministic. */
import type { MoneySource, ProjectDirection } from '#lib/domain/model.ts';
import type { BuiltKpi } from './build-kpis.ts';
import { departments } from './departments.ts';
import { editions } from './editions.ts';
import { projectSources } from './projects/index.ts';
import type { Mix, ProjectOptions, ProjectSource } from './projects/source.ts';
import type {
	BasicPlanCode,
	ProjectActualSeed,
	ProjectInEditionSeed,
	ProjectMoneySeed,
	ProjectSeed
} from './types.ts';

const PLAN_FIRST = 2021;
const PLAN_LAST = 2030;

/** Share of each mix that does not come from general funds, in percent. */
const SHARES: Readonly<Record<Mix, readonly [source: MoneySource, percent: number] | null>> = {
	general: null,
	national: ['national', 50],
	prefectural: ['prefectural', 50],
	bond: ['bond', 75],
	other: ['other-specific', 40]
};

/** Where 後期 puts a project otherwise than under the measure of the same code. */
const KOUKI_PLACE: Readonly<Record<string, string>> = {
	データ利活用推進事業: 's3-4',
	公共施設マネジメント推進事業: 's3-4',
	こども計画推進事業: '1-8',
	地域子育て支援拠点運営事業: '1-8',
	中心市街地再生事業: '3-8',
	商店街賑わい創出事業: '3-8'
};
const KOUKI_MEASURE: Readonly<Record<string, string>> = { '4-7': '4-3' };

/** 「P001」 for the first. */
function projectCode(index: number): string {
	return `P${String(index + 1).padStart(3, '0')}`;
}

export const projects: readonly ProjectSeed[] = projectSources.map(([, , name], index) => ({
	code: projectCode(index),
	name,
	isSample: true
}));

/** One row per project and first edition revision whose window it touches. */
export function buildProjectEditions(kpis: readonly BuiltKpi[]): ProjectInEditionSeed[] {
	return projectSources.flatMap((source, index) =>
		editions
			.filter(({ revision }) => revision === 1)
			.filter(({ firstYear, window }) => yearsIn(source, firstYear, window).length > 0)
			.map(({ firstYear, window }) => inEdition(source, index, firstYear, window, kpis))
	);
}

function optionsOf(source: ProjectSource): ProjectOptions {
	return source[7] ?? {};
}

function span(source: ProjectSource): [from: number, to: number] {
	const { from = PLAN_FIRST, to = PLAN_LAST } = optionsOf(source);
	return [from, to];
}

function yearsIn(source: ProjectSource, firstYear: number, window: number): number[] {
	const [from, to] = span(source);
	return Array.from({ length: window }, (_, step) => firstYear + step).filter(
		(year) => from <= year && year <= to
	);
}

function inEdition(
	source: ProjectSource,
	index: number,
	firstYear: number,
	window: number,
	kpis: readonly BuiltKpi[]
): ProjectInEditionSeed {
	const [measure, department, name, purpose, content, , mix] = source;
	const options = optionsOf(source);
	const basicPlan: BasicPlanCode = firstYear >= 2026 ? 'kouki' : 'zenki';
	const place = basicPlan === 'kouki' ? (KOUKI_PLACE[name] ?? successor(measure)) : measure;
	const repeated = (options.repeated ?? []).map((code) => (basicPlan === 'kouki' ? successor(code) : code));
	const years = yearsIn(source, firstYear, window);
	const served = kpis
		.filter(({ seed }) => seed.basicPlan === basicPlan && seed.measure === place)
		.map(({ seed }) => seed.code);
	const one = served[index % Math.max(1, served.length)];
	return {
		project: projectCode(index),
		edition: firstYear,
		department: holder(department, `${firstYear}-04-01`),
		basicPlan,
		measures: [place, ...repeated],
		purpose,
		content,
		direction: directionOf(source, firstYear, years),
		wholePeriodCost: String(wholeCost(source, index, firstYear)),
		money: years.flatMap((year) => moneyOf(mix, year, cost(source, index, firstYear, year))),
		kpis: one === undefined ? [] : [one],
		policies: options.policies ?? [],
		districts: options.districts ?? [],
		costChangeReason: changeReason(source, index, firstYear, years)
	};
}

function successor(measure: string): string {
	return KOUKI_MEASURE[measure] ?? measure;
}

/** The department that then did the work: before a reorganisation, the one that came before. */
function holder(code: string, on: string): string {
	const department = departments.find((each) => each.code === code);
	if (department === undefined) throw new RangeError(`unknown department: ${code}`);
	if (department.validFrom <= on) return code;
	return departments.find((each) => each.successor === code)?.code ?? 'somu';
}

function directionOf(source: ProjectSource, firstYear: number, years: readonly number[]): ProjectDirection {
	const [from, to] = span(source);
	const { ends, expand, reduce } = optionsOf(source);
	if (ends !== undefined && years.includes(to)) return ends;
	if (from > PLAN_FIRST && from >= firstYear) return 'new';
	if (expand !== undefined && expand - firstYear >= 0 && years.includes(expand)) return 'expand';
	if (reduce !== undefined && reduce - firstYear >= 0 && years.includes(reduce)) return 'reduce';
	return 'continue';
}

/** Thousand yen of one year as an edition plans it; a change is known from the edition of the year before it. */
function cost(source: ProjectSource, index: number, edition: number, year: number): number {
	const { expand, reduce, exact } = optionsOf(source);
	const printed = exact?.[year];
	if (printed !== undefined) return printed;
	const grown =
		source[5] *
		(1000 + 12 * (year - PLAN_FIRST) + ((index * 37 + year * 11) % 21) + 4 * (edition - PLAN_FIRST));
	const factor =
		expand !== undefined && year >= expand && edition >= expand - 1
			? 140
			: reduce !== undefined && year >= reduce && edition >= reduce - 1
				? 62
				: 100;
	return Math.round((grown * factor) / 100_000 / 10) * 10;
}

function wholeCost(source: ProjectSource, index: number, edition: number): number {
	const [from, to] = span(source);
	return Array.from({ length: to - from + 1 }, (_, step) => cost(source, index, edition, from + step)).reduce(
		(a, b) => a + b,
		0
	);
}

function moneyOf(mix: Mix, year: number, amount: number): ProjectMoneySeed[] {
	const share = SHARES[mix];
	const outside = share === null ? 0 : Math.floor((amount * share[1]) / 100);
	return [
		...(share === null ? [] : [{ year, source: share[0], amount: String(outside) }]),
		{ year, source: 'general', amount: String(amount - outside) }
	];
}

/** A cost 30 % or more away from the edition before needs a reason. */
function changeReason(
	source: ProjectSource,
	index: number,
	edition: number,
	years: readonly number[]
): string | null {
	const moved = years
		.filter((year) => year <= edition + 1 && edition > PLAN_FIRST)
		.some((year) => {
			const before = cost(source, index, edition - 1, year);
			return Math.abs(cost(source, index, edition, year) - before) * 10 >= before * 3;
		});
	if (!moved) return null;
	return optionsOf(source).expand === undefined
		? '利用の見込みの減少に合わせ、実施の規模を縮小するため。'
		: '事業の対象と実施の規模を広げるため。';
}

/** 当初予算 as the year's own edition planned it; 決算 (R7: 決算見込) a little below. R8 has its 当初予算 only. */
export function buildProjectActuals(): ProjectActualSeed[] {
	return projectSources.flatMap((source, index) =>
		[2021, 2022, 2023, 2024, 2025, 2026]
			.filter((year) => yearsIn(source, year, 1).length > 0)
			.flatMap((year) => {
				const initial = cost(source, index, year, year);
				const spent = Math.floor((initial * (920 + ((index * 13 + year * 7) % 76))) / 1000);
				const rows = (stage: ProjectActualSeed['stage'], amount: number): ProjectActualSeed[] =>
					moneyOf(source[6], year, amount).map((money) => ({ ...money, project: projectCode(index), stage }));
				return [
					...rows('initial', initial),
					...(year === 2026 ? [] : rows(year === 2025 ? 'settlement-forecast' : 'settlement', spent))
				];
			})
	);
}
