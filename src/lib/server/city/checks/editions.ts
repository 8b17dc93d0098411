import { compareDecimals, decimal } from '#lib/domain/decimal.ts';
import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import type { CityItem } from '#lib/schemas/city.ts';
import { refer, type Draft, type Placed } from '../draft.ts';
import { lastYearOf, stagesOf } from '../order.ts';
import { figureProblem } from './kpis.ts';

type Target = CityItem<'targets'>;

/** Editions, and their targets within their windows. */
export function checkEditions(draft: Draft): void {
	for (const edition of draft.rows('editions')) {
		const { firstYear, revision, state, adoptedOn, decidedOn, reason } = edition.item;
		const { plan } = draft;
		if (plan !== null && (firstYear < plan.firstYear || firstYear > plan.lastYear))
			draft.report(
				edition,
				'.firstYear',
				`総合計画の期間（${formatYearRange(plan.firstYear, plan.lastYear)}）の外です。`
			);
		if (state === 'adopted' && adoptedOn === null)
			draft.report(edition, '.adoptedOn', '策定済（adopted）の実施計画には、策定日が必要です。');
		if (state === 'draft' && adoptedOn !== null)
			draft.report(edition, '.adoptedOn', '作成中（draft）の実施計画では null にしてください。');
		if (revision === 1) continue;
		if (decidedOn === null)
			draft.report(edition, '.decidedOn', '2回目からの改定には、決裁日（"2024-09-27" の形）が必要です。');
		if ((reason ?? '').trim() === '')
			draft.report(edition, '.reason', '2回目からの改定には、理由が必要です。');
		const before = draft.find('editions', firstYear, revision - 1);
		if (!draft.knows('editions', firstYear, revision - 1))
			draft.report(
				edition,
				'.revision',
				`${firstYear} 年度からの実施計画に、改定 ${revision - 1} がありません。1から順に番号を付けてください。`
			);
		if (before !== undefined && before.state !== 'adopted')
			draft.report(edition, '.revision', `改定 ${revision - 1} が策定済になる前に、次の改定はできません。`);
		if (before?.adoptedOn != null && adoptedOn !== null && adoptedOn < before.adoptedOn)
			draft.report(
				edition,
				'.adoptedOn',
				`策定日 ${adoptedOn} が、改定 ${revision - 1} の策定日 ${before.adoptedOn} より前です。`
			);
	}
	for (const target of draft.rows('targets')) checkTarget(draft, target);
}

function checkTarget(draft: Draft, target: Placed<Target>): void {
	const { edition: firstYear, revision, kpi: code, year } = target.item;
	const edition = refer(draft, target, '.edition', 'editions', firstYear, revision);
	const kpi = refer(draft, target, '.kpi', 'kpis', code);
	if (edition !== undefined && draft.plan !== null) {
		const lastYear = lastYearOf(edition, draft.plan);
		if (year < firstYear || year > lastYear)
			draft.report(
				target,
				'.year',
				`年度 ${year} が、実施計画の期間（${formatYearRange(firstYear, Math.max(firstYear, lastYear))}）の外です。`
			);
	}
	const term = kpi && draft.find('basicPlans', kpi.basicPlan);
	if (term !== undefined && (year < term.firstYear || year > term.lastYear))
		draft.report(
			target,
			'.year',
			`年度 ${year} が、KPIの基本計画「${term.name}」の期間（${formatYearRange(term.firstYear, term.lastYear)}）の外です。`
		);
	if (kpi !== undefined) checkKind(draft, target, kpi);
}

function checkKind(draft: Draft, target: Placed<Target>, kpi: CityItem<'kpis'>): void {
	const { kind, value, rangeMin, rangeMax, period, year } = target.item;
	const report = (field: string, message: string) => draft.report(target, `.${field}`, message);
	const directions = new Set(kpi.revisions.map(({ direction }) => direction));
	const isRange = rangeMin !== null || rangeMax !== null;
	if (period !== null && kind !== 'period')
		report('period', '期間の合計（period）でない目標では null にしてください。');
	if (kind === 'none') {
		if (value !== null || isRange)
			report(
				value !== null ? 'value' : 'rangeMin',
				'目標なし（none）では null にするか、kind を直してください。'
			);
		return;
	}
	if ((kind === 'stage') !== directions.has('stage')) {
		report(
			'kind',
			kind === 'stage'
				? 'KPIの目標の向きが段階（stage）ではありません。kind を直してください。'
				: 'KPIの目標の向きは段階（stage）です。kind を "stage" か "none" にしてください。'
		);
		return;
	}
	if (kind === 'value' && isRange) {
		if (rangeMin === null || rangeMax === null)
			report(rangeMin === null ? 'rangeMin' : 'rangeMax', '範囲の目標には、下限と上限の両方が必要です。');
		else if (compareDecimals(decimal(rangeMin), decimal(rangeMax)) > 0)
			report('rangeMax', `上限 ${rangeMax} が下限 ${rangeMin} より小さくなっています。`);
		if (!directions.has('range'))
			report('rangeMin', 'KPIの目標の向きが範囲（range）ではありません。value に値を書いてください。');
		if (value !== null) report('value', '範囲の目標では null にしてください。');
		return;
	}
	if (isRange) report('rangeMin', '範囲を書けるのは、年度の値（value）の目標だけです。');
	if (kind === 'value' && directions.size === 1 && directions.has('range')) {
		report('rangeMin', '範囲のKPIの目標には、下限（rangeMin）と上限（rangeMax）が必要です。');
		return;
	}
	if (value === null)
		report('value', '目標の値がありません。目標を設けない年度は kind を "none" にしてください。');
	const stages = kind === 'stage' ? (stagesOf(kpi) ?? []) : null;
	const message = figureProblem(value, stages);
	if (message !== null) report('value', message);
	if (kind !== 'period') return;
	if (draft.find('indicators', kpi.indicator)?.accumulation === 'level')
		report(
			'kind',
			'水準（level）の指標は、年度の値を足しても期間の合計になりません。kind を "value" にするか、指標の accumulation を "annual"（単年度）か "cumulative"（累計）に直してください。'
		);
	if (period === null)
		report('period', '期間の合計の目標には、from・to・total が必要です（total は期間の合計）。');
	else if (period.from > period.to)
		report('period.to', `終わりの年度 ${period.to} が初めの年度 ${period.from} より前です。`);
	else if (year < period.from || year > period.to)
		report('period', `年度 ${year} が、合計する期間（${period.from}〜${period.to}）の外です。`);
}
