import { compareDecimals, decimal } from '#lib/domain/decimal.ts';
import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import { isFigure } from '#lib/schemas/city/fields.ts';
import type { CityItem, CityKpiRevision, CityPlan } from '#lib/schemas/city.ts';
import { refer, type Draft, type Placed } from '../draft.ts';
import { stagesByIndicator } from '../order.ts';
import { quoted } from '../problems.ts';
import { checkTags } from './tags.ts';

type Kpi = CityItem<'kpis'>;

/** KPIs with their revisions, and that all KPIs of one indicator speak of the same stages. */
export function checkKpis(draft: Draft): void {
	const seen = new Map<string, Placed<Kpi>>();
	for (const kpi of draft.rows('kpis')) {
		const { code, basicPlan, indicator, measure, activeFrom, activeTo, revisions } = kpi.item;
		const term = refer(draft, kpi, '.basicPlan', 'basicPlans', basicPlan);
		refer(draft, kpi, '.indicator', 'indicators', indicator);
		const node = refer(draft, kpi, '.measure', 'nodes', basicPlan, measure);
		const deepest = draft.plan?.levels.at(-1);
		if (node !== undefined && deepest !== undefined && node.level !== deepest)
			draft.report(
				kpi,
				'.measure',
				`${quoted(measure)}の段は「${node.level}」です。KPIは一番下の段「${deepest}」に置いてください。`
			);
		checkTags(draft, kpi, basicPlan);
		const key = `${basicPlan}/${indicator}`;
		const other = seen.get(key);
		if (other !== undefined && other.item.code !== code)
			draft.report(
				kpi,
				'.indicator',
				`指標${quoted(indicator)}は、同じ基本計画のKPI${quoted(other.item.code)}が使っています。1つにしてください。`
			);
		seen.set(key, other ?? kpi);
		if (term !== undefined) {
			const [from, to] = [activeFrom ?? term.firstYear, activeTo ?? term.lastYear];
			if (from > to || from < term.firstYear || to > term.lastYear)
				draft.report(
					kpi,
					activeFrom !== null && (from > to || from < term.firstYear) ? '.activeFrom' : '.activeTo',
					`対象の期間 ${from}〜${to} が、基本計画の期間（${formatYearRange(term.firstYear, term.lastYear)}）に収まっていません。`
				);
		}
		revisions.forEach((_revision, index) => checkRevision(draft, kpi, index, term));
	}
	checkStages(draft);
}

function checkRevision(
	draft: Draft,
	kpi: Placed<Kpi>,
	index: number,
	term: CityItem<'basicPlans'> | undefined
): void {
	const revision = kpi.item.revisions[index];
	if (revision === undefined) return;
	const report = (field: string, message: string) =>
		draft.report(kpi, `.revisions[${index}].${field}`, message);
	checkYears(report, revision, term, draft.plan);
	checkFigures(report, revision);
	const before = kpi.item.revisions[index - 1];
	if (before === undefined) {
		if (term !== undefined && revision.effectiveFrom !== term.firstYear)
			report('effectiveFrom', `最初の改定は、基本計画の初年度 ${term.firstYear} からにしてください。`);
		return;
	}
	if (revision.effectiveFrom <= before.effectiveFrom)
		report('effectiveFrom', '改定は古い順に、初年度を重ねずに並べてください。');
	if (!draft.knows('editions', revision.effectiveFrom, 1))
		report(
			'effectiveFrom',
			`${revision.effectiveFrom} 年度から始まる実施計画が editions にありません。加えるか、年度を直してください。`
		);
	if (revision.decidedOn === null)
		report('decidedOn', '2つ目からの改定には、決裁日（"2024-03-19" の形）が必要です。');
	if ((revision.reason ?? '').trim() === '') report('reason', '2つ目からの改定には、理由が必要です。');
}

type Report = (field: string, message: string) => void;

function checkYears(
	report: Report,
	{ baselineYear, baselineValue, midYear, midTarget, finalYear }: CityKpiRevision,
	term: CityItem<'basicPlans'> | undefined,
	plan: CityPlan | null
): void {
	if ((baselineYear === null) !== (baselineValue === null))
		report(
			baselineYear === null ? 'baselineYear' : 'baselineValue',
			'基準値は、年度（baselineYear）と値（baselineValue）を両方書くか、両方 null にしてください。'
		);
	if ((midYear === null) !== (midTarget === null))
		report(
			midYear === null ? 'midYear' : 'midTarget',
			'中間目標は、年度（midYear）と値（midTarget）を両方書くか、両方 null にしてください。'
		);
	if (baselineYear !== null && baselineYear >= finalYear)
		report('baselineYear', `基準年度 ${baselineYear} は、最終目標の年度 ${finalYear} より前にしてください。`);
	if (midYear !== null && (midYear >= finalYear || (baselineYear !== null && midYear <= baselineYear)))
		report('midYear', `中間目標の年度 ${midYear} は、基準年度と最終目標の年度の間にしてください。`);
	if (term !== undefined && finalYear < term.firstYear)
		report(
			'finalYear',
			`最終目標の年度 ${finalYear} が、基本計画の期間（${formatYearRange(term.firstYear, term.lastYear)}）より前です。`
		);
	if (plan !== null && finalYear > plan.lastYear)
		report('finalYear', `最終目標の年度 ${finalYear} が、総合計画の最後の年度 ${plan.lastYear} より後です。`);
}

function checkFigures(report: Report, revision: CityKpiRevision): void {
	const { direction, stages, rangeMin, rangeMax, finalTarget, allowance } = revision;
	for (const field of ['baselineValue', 'midTarget', 'finalTarget'] as const) {
		const message = figureProblem(revision[field], direction === 'stage' ? (stages ?? []) : null);
		if (message !== null) report(field, message);
	}
	if (direction === 'stage' && (stages === null || stages.length < 2))
		report('stages', '段階のKPIには、段階の一覧を低い順に2つ以上書いてください。');
	if (direction !== 'stage' && stages !== null)
		report('stages', '段階（stage）でないKPIでは null にしてください。');
	if (stages !== null && new Set(stages).size < stages.length)
		report('stages', '同じ段階が2回出てきます。1つにしてください。');
	if (direction === 'range') {
		if (rangeMin === null || rangeMax === null)
			report(
				rangeMin === null ? 'rangeMin' : 'rangeMax',
				'範囲のKPIには、下限（rangeMin）と上限（rangeMax）が必要です。'
			);
		else if (compareDecimals(decimal(rangeMin), decimal(rangeMax)) > 0)
			report('rangeMax', `上限 ${rangeMax} が下限 ${rangeMin} より小さくなっています。`);
	} else {
		if (rangeMin !== null || rangeMax !== null)
			report(rangeMin !== null ? 'rangeMin' : 'rangeMax', '範囲（range）でないKPIでは null にしてください。');
		if (finalTarget === null) report('finalTarget', '最終目標がありません。値を書いてください。');
	}
	if (allowance !== null && decimal(allowance).digits < 0n)
		report('allowance', `許容幅 ${allowance} は0以上にしてください。`);
}

/** What is wrong with a text that must be a figure, or one of the stages; null where nothing is. */
export function figureProblem(value: string | null, stages: readonly string[] | null): string | null {
	if (value === null) return null;
	if (stages === null)
		return isFigure(value)
			? null
			: `${quoted(value)}は数値として読めません。桁区切りや単位を付けず、"1234" や "-12.5" の形で書いてください。`;
	return stages.includes(value)
		? null
		: `段階${quoted(value)}は一覧にありません。${stages.map(quoted).join('')}のどれかにしてください。`;
}

/** Results are stored once for all KPIs of an indicator, stages as places in their list: it only grows at its end. */
function checkStages(draft: Draft): void {
	const rows = draft.rows('kpis');
	const stages = stagesByIndicator(rows.map(({ item }) => item));
	for (const kpi of rows) {
		const longest = stages.get(kpi.item.indicator) ?? [];
		kpi.item.revisions.forEach(({ stages: own }, index) => {
			if (
				(own ?? []).every((stage, place) => longest[place] === stage) &&
				(own === null) === (longest.length === 0)
			)
				return;
			draft.report(
				kpi,
				`.revisions[${index}].stages`,
				`指標${quoted(kpi.item.indicator)}のほかのKPIや改定と、段階の一覧が合いません。段階を増やすときは末尾に加え、並びを変えるときは別の指標にしてください。`
			);
		});
	}
}
