import { decimal, roundHalfUp, toText } from '#lib/domain/decimal.ts';
import { formatYearRange } from '#lib/domain/fiscal-year.ts';
import { exactRate, rateFactorOf, splitRate } from '#lib/domain/rate.ts';
import { isFigure } from '#lib/schemas/city/fields.ts';
import type { CityItem, CityResultRevision } from '#lib/schemas/city.ts';
import { refer, type Draft, type Placed } from '../draft.ts';
import { stagesByIndicator } from '../order.ts';
import { quoted } from '../problems.ts';
import { figureProblem } from './kpis.ts';

type Result = CityItem<'results'>;

/** Calls for figures, and the confirmed figures of past years. */
export function checkResults(draft: Draft, today: string): void {
	for (const cycle of draft.rows('cycles')) {
		const { year, opensOn, deadline, closedOn } = cycle.item;
		const { plan } = draft;
		if (plan !== null && (year < plan.firstYear || year > plan.lastYear))
			draft.report(
				cycle,
				'.year',
				`総合計画の期間（${formatYearRange(plan.firstYear, plan.lastYear)}）の外です。`
			);
		if (opensOn < `${year}-04-01`)
			draft.report(cycle, '.opensOn', `照会を始める日 ${opensOn} が、${year} 年度の始まりより前です。`);
		if (deadline < opensOn)
			draft.report(cycle, '.deadline', `締切 ${deadline} が、照会を始める日 ${opensOn} より前です。`);
		if (closedOn !== null && closedOn < opensOn)
			draft.report(cycle, '.closedOn', `締めた日 ${closedOn} が、照会を始める日 ${opensOn} より前です。`);
		if (closedOn !== null && closedOn > today)
			draft.report(
				cycle,
				'.closedOn',
				`締めた日 ${closedOn} が、今日（${today}）より後です。まだ締めていない照会は null にしてください。`
			);
	}
	const stages = stagesByIndicator(draft.rows('kpis').map(({ item }) => item));
	for (const result of draft.rows('results')) checkResult(draft, result, stages);
}

function checkResult(
	draft: Draft,
	result: Placed<Result>,
	stages: ReadonlyMap<string, readonly string[] | null>
): void {
	const { indicator, year, department, revisions, byDistrict } = result.item;
	const { plan } = draft;
	refer(draft, result, '.indicator', 'indicators', indicator);
	refer(draft, result, '.department', 'departments', department);
	if (plan !== null && year > plan.lastYear)
		draft.report(
			result,
			'.year',
			`年度 ${year} が、総合計画の期間（${formatYearRange(plan.firstYear, plan.lastYear)}）より後です。`
		);
	const called = draft.knows('cycles', year, 'final') || draft.knows('cycles', year, 'forecast');
	if (plan !== null && year >= plan.firstYear && year <= plan.lastYear && !called)
		draft.report(
			result,
			'.year',
			`${year} 年度の実績照会が cycles にありません。照会を加えるか、年度を直してください。`
		);
	revisions.forEach((revision, index) => {
		const report = (field: string, message: string) =>
			draft.report(result, `.revisions[${index}].${field}`, message);
		const figure = figureProblem(revision.value, stages.get(indicator) ?? null);
		if (figure !== null) report('value', figure);
		checkValue(report, revision, year);
		checkRate(report, revision, draft.find('indicators', indicator));
		if (index > 0) checkLater(draft, report, revisions, index, year);
		checkDistricts(draft, result, revision.byDistrict, `.revisions[${index}].byDistrict`);
		if (index > 0) return;
		if (Object.keys(revision.byDistrict).length > 0)
			report('byDistrict', '1つ目の値の地区別は、results の byDistrict に書いてください。');
		if (revision.state === 'corrected' || revision.reason !== null)
			report(
				revision.reason !== null ? 'reason' : 'state',
				'訂正は2つ目からの値です。1つ目には、訂正する前の値を書いてください。'
			);
	});
	checkDistricts(draft, result, byDistrict, '.byDistrict');
}

/** Districts that are there, and rates only where the indicator has them. */
function checkDistricts(
	draft: Draft,
	result: Placed<Result>,
	texts: Readonly<Record<string, string>>,
	path: string
): void {
	const indicator = draft.find('indicators', result.item.indicator);
	for (const [code, text] of Object.entries(texts)) {
		const at = `${path}.${code}`;
		refer(draft, result, at, 'districts', code);
		const parts = splitRate(text);
		if (parts === null || indicator === undefined) continue;
		if (indicator.numerator === null)
			draft.report(
				result,
				at,
				'分子と分母の名前が指標にありません。指標の numerator と denominator を書いてください。'
			);
		else if (decimal(parts.denominator).digits <= 0n)
			draft.report(result, at, '分母は0より大きい数にしてください（例："123/456"）。');
	}
}

type Report = (field: string, message: string) => void;

function checkValue(report: Report, revision: CityResultRevision, year: number): void {
	const { value, state, missing, carriedFrom, enteredOn } = revision;
	if (value === null && missing === null)
		report(
			'value',
			'値がありません。値のない年度は、理由（missing）を書くか、この実績を取り除いてください。'
		);
	if (value !== null && missing !== null)
		report('missing', '値があるときは、値のない理由（missing）を null にしてください。');
	if (value !== null && state === null)
		report(
			'state',
			'値の状態を "final"（確定）、"preliminary"（速報）、"forecast"（見込）などで書いてください。'
		);
	if (value === null && state !== null)
		report('state', '値がないときは、値の状態（state）を null にしてください。');
	if (carriedFrom !== null && (value === null || carriedFrom >= year))
		report(
			'carriedFrom',
			`過去の値を据え置くときの、測った年度です。${year} より前の年度と値を書くか、null にしてください。`
		);
	if (enteredOn !== null && enteredOn < `${year}-04-01`)
		report('enteredOn', `報告した日 ${enteredOn} が、${year} 年度の始まりより前です。`);
}

/** The two figures of a rate must make the value, rounded to the decimals that it is written with. */
function checkRate(
	report: Report,
	{ value, numerator, denominator }: CityResultRevision,
	indicator: CityItem<'indicators'> | undefined
): void {
	if (numerator === null && denominator === null) return;
	if (numerator === null || denominator === null) {
		const missing = numerator === null ? 'numerator' : 'denominator';
		report(missing, '分子（numerator）と分母（denominator）は、両方書くか、両方 null にしてください。');
		return;
	}
	if (indicator !== undefined && indicator.numerator === null) {
		report(
			'numerator',
			'分子と分母の名前が指標にありません。指標の numerator と denominator を書いてください。'
		);
		return;
	}
	if (decimal(denominator).digits <= 0n) {
		report('denominator', '分母（denominator）は0より大きい数にしてください。');
		return;
	}
	if (indicator === undefined || value === null || !isFigure(value)) return;
	const written = decimal(value);
	const factor = rateFactorOf(indicator.unit, indicator.rateFactor);
	const computed = toText(
		roundHalfUp(exactRate(decimal(numerator), decimal(denominator), factor), written.scale)
	);
	if (computed !== toText(written))
		report('value', `分子と分母から計算すると ${computed} です。値か、分子・分母を直してください。`);
}

/** A second value is a correction with its reason, or arrived after closing for one that was still open. */
function checkLater(
	draft: Draft,
	report: Report,
	revisions: readonly CityResultRevision[],
	index: number,
	year: number
): void {
	const [before, now] = [revisions[index - 1], revisions[index]];
	if (before === undefined || now === undefined) return;
	if (before.enteredOn !== null && now.enteredOn !== null && now.enteredOn < before.enteredOn)
		report('enteredOn', `前の値の日 ${before.enteredOn} より前です。値は古い順に並べてください。`);
	if (now.state === 'corrected') {
		if ((now.reason ?? '').trim() === '') report('reason', '訂正には理由が必要です。');
		return;
	}
	if (now.reason !== null && (now.missing !== null || (now.state === before.state && isOpen(before)))) return;
	if (now.reason !== null) {
		report('state', '理由のある2つ目の値は訂正です。state を "corrected" にしてください。');
		return;
	}
	if (!isOpen(before)) {
		report(
			'state',
			`前の値が未把握・見込・速報ではないため、後日報告になりません。訂正なら state を "corrected" にし、理由を書いてください。`
		);
		return;
	}
	const cycle = draft.find('cycles', year, 'final');
	if (draft.knows('cycles', year, 'final') && (cycle === undefined || cycle.closedOn !== null)) return;
	report(
		'state',
		`${year} 年度の実績照会がまだ締まっていないため、後日報告になりません。値は ${quoted(now.value ?? '')}だけを書いてください。`
	);
}

/** 未把握, 見込 and 速報 are followed by another report. */
function isOpen({ missing, state }: CityResultRevision): boolean {
	return missing === 'unknown' || state === 'forecast' || state === 'preliminary';
}
