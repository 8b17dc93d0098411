/**
 * 「判定目標」: the target that judges a KPI for one fiscal year (P). Rules: DOMAIN "Rolling plan".
 * Pure: what was adopted when is handed in, and so is the day of an as-of view.
 */
import { add, divide, multiply, rational, subtract, type Decimal } from './decimal.ts';
import { eraFiscalYear, formatYearRange } from './fiscal-year.ts';
import { whole } from './judging/text.ts';
import type { Accumulation, BaselineUse, Direction } from './model.ts';
import {
	asksLess,
	equalTargets,
	targetFigure,
	type SetTarget,
	type TargetFigure,
	type YearlyTarget
} from './targets.ts';

/** What the target of a KPI depends on; the KPI revision in force when the year began. Years are fiscal. */
export interface TargetedKpi {
	readonly basicPlanFirstYear: number;
	readonly basicPlanLastYear: number;
	readonly direction: Direction;
	readonly accumulation: Accumulation;
	readonly baselineYear: number | null;
	readonly baseline: Decimal | null;
	readonly baselineUse: BaselineUse;
	readonly finalYear: number | null;
	readonly finalTarget: SetTarget | null;
}

/** One revision of an adopted edition, seen by one KPI for one year. */
export interface EditionTarget {
	readonly id: number;
	readonly firstYear: number;
	readonly lastYear: number;
	readonly revision: number;
	/** 策定日 or 決裁日, `YYYY-MM-DD`; null for a draft, which never judges. */
	readonly adoptedOn: string | null;
	/** The KPI is in this edition. */
	readonly listed: boolean;
	/** The target for the year asked about; null where the edition leaves it blank. */
	readonly target: YearlyTarget | null;
}

export interface TargetQuestion {
	readonly year: number;
	readonly kpi: TargetedKpi;
	readonly editions: readonly EditionTarget[];
	/** As of this day (`YYYY-MM-DD`, included): editions adopted later are not known yet. */
	readonly knownOn?: string;
}

/** Where the target comes from: the final target, an edition, or a straight line (線形補間). */
export type TargetSource = 'final' | 'edition' | 'interpolated';

/** Why there is no target. The first four put the KPI outside (対象外), the others leave it 判定なし. */
export type NoTargetCode =
	| 'plan-not-begun'
	| 'plan-ended'
	| 'period-not-begun'
	| 'period-ended'
	| 'explicit-none'
	| 'not-in-edition'
	| 'not-set'
	| 'no-target'
	| 'not-after-baseline';

/** 引下げ: a yearly figure in the final year that asks for less than the final target. Shown, never used. */
export interface LoweredTarget {
	readonly editionId: number;
	readonly target: SetTarget;
}

/** What a revision adopted after the year began says instead; shown beside the sealed judgement. */
export interface LaterTarget {
	readonly editionId: number;
	readonly adoptedOn: string;
	readonly target: TargetInForce;
}

export interface FoundTarget {
	readonly kind: 'target';
	readonly figure: TargetFigure;
	readonly source: TargetSource;
	readonly editionId: number | null;
	readonly lowered: LoweredTarget | null;
	readonly later: LaterTarget | null;
}

export interface NoTarget {
	readonly kind: 'none';
	readonly reasonCode: NoTargetCode;
	readonly reason: string;
	readonly editionId: number | null;
	readonly later: LaterTarget | null;
}

export type TargetInForce = FoundTarget | NoTarget;

/** An edition whose adoption is known. */
type Adopted = EditionTarget & { readonly adoptedOn: string };

/**
 * The target in force for `year`. In order: outside the KPI's own basic plan there is none; in the final
 * target year it is the final target; else the edition beginning in the year, or failing that the newest
 * covering it, in its newest revision adopted before April 1 of the year, or its first adoption if that
 * came later; else, where no edition ever covered the year, a straight line. What the chosen edition says
 * stands: 「－」, a blank or a KPI not listed mean no target, never an older edition's or a line's.
 */
export function targetInForce(question: TargetQuestion): TargetInForce {
	const { year, kpi } = question;
	if (year < kpi.basicPlanFirstYear)
		return none(
			'plan-not-begun',
			`基本計画の期間（${eraFiscalYear(kpi.basicPlanFirstYear)}から）が始まっていません`
		);
	if (year > kpi.basicPlanLastYear)
		return none('plan-ended', `基本計画の期間（${eraFiscalYear(kpi.basicPlanLastYear)}まで）が終了しました`);

	const covering = adoptedCovering(question);
	const chosen = chooseEdition(covering, year);
	const revised = chosen && revisedLater(covering, chosen, year);
	if (year === kpi.finalYear && kpi.finalTarget)
		return finalTarget(kpi, kpi.finalTarget, year, chosen, revised);
	if (!chosen) return straightLine(kpi, year);

	const target = fromEdition(kpi, chosen, year);
	if (!revised || saysTheSame(chosen, revised)) return target;
	const later = {
		editionId: revised.id,
		adoptedOn: revised.adoptedOn,
		target: fromEdition(kpi, revised, year)
	};
	return { ...target, later };
}

function adoptedCovering({ year, editions, knownOn }: TargetQuestion): Adopted[] {
	return editions
		.filter((each): each is Adopted => each.adoptedOn !== null)
		.filter((each) => each.firstYear <= year && year <= each.lastYear)
		.filter((each) => knownOn === undefined || each.adoptedOn <= knownOn);
}

/** Newest first: editions are keyed by (firstYear, revision). */
function newestFirst(a: Adopted, b: Adopted): number {
	return b.firstYear - a.firstYear || b.revision - a.revision;
}

function chooseEdition(covering: readonly Adopted[], year: number): Adopted | null {
	const sorted = [...covering].sort(newestFirst);
	const timely = sorted.filter((each) => isTimely(each, year));
	const firstAdoption = (list: readonly Adopted[]) =>
		list.filter((each) => each.firstYear === list[0]?.firstYear).at(-1);
	const own = sorted.filter((each) => each.firstYear === year);
	return (
		timely.find((each) => each.firstYear === year) ??
		firstAdoption(own) ??
		timely[0] ??
		firstAdoption(sorted) ??
		null
	);
}

/** Adopted before the fiscal year began on April 1. */
function isTimely(edition: Adopted, year: number): boolean {
	return edition.adoptedOn < `${String(year).padStart(4, '0')}-04-01`;
}

function revisedLater(covering: readonly Adopted[], chosen: Adopted, year: number): Adopted | null {
	return (
		covering
			.filter((each) => !isTimely(each, year) && newestFirst(each, chosen) < 0)
			.sort(newestFirst)
			.at(0) ?? null
	);
}

function fromEdition(kpi: TargetedKpi, edition: Adopted, year: number): TargetInForce {
	const name = `${formatYearRange(edition.firstYear, edition.lastYear)} 実施計画`;
	if (edition.listed && edition.target && edition.target.kind !== 'none')
		return inPeriod(edition.target, year) ?? found(targetFigure(edition.target, year), 'edition', edition.id);
	const ended = afterTarget(kpi, year);
	if (ended) return { ...ended, editionId: edition.id };
	if (!edition.listed) return none('not-in-edition', `${name}に載っていない指標です`, edition.id);
	if (!edition.target) return none('not-set', `${name}に年度目標の記載がありません`, edition.id);
	return none('explicit-none', `${name}で目標を「－」（目標なし）としています`, edition.id);
}

/** No target because the year lies outside a period total; null inside it and for other kinds. */
function inPeriod(target: SetTarget, year: number): NoTarget | null {
	if (target.kind !== 'period') return null;
	if (year < target.from)
		return none('period-not-begun', `目標期間（${eraFiscalYear(target.from)}から）が始まっていません`);
	return year > target.to ? ended(target.to) : null;
}

/** 目標期間終了, where nothing is asked for any more after the KPI's own final year or period. */
function afterTarget(kpi: TargetedKpi, year: number): NoTarget | null {
	const last = kpi.finalTarget?.kind === 'period' ? kpi.finalTarget.to : kpi.finalYear;
	return last !== null && year > last ? ended(last) : null;
}

function ended(last: number): NoTarget {
	return none('period-ended', `目標期間終了（${eraFiscalYear(last)}まで）`);
}

function finalTarget(
	kpi: TargetedKpi,
	target: SetTarget,
	year: number,
	chosen: Adopted | null,
	revised: Adopted | null
): TargetInForce {
	const yearly = [revised, chosen].filter((each) => each !== null);
	const lowered = yearly.find(
		(each) => each.listed && each.target && asksLess(kpi.direction, each.target, target)
	);
	const final = asPeriod(target, yearly);
	return (
		inPeriod(final, year) ?? {
			...found(targetFigure(final, year), 'final', null),
			lowered: lowered ? { editionId: lowered.id, target: lowered.target as SetTarget } : null
		}
	);
}

/** A final target printed as one figure beside yearly shares of a period is the total of that period. */
function asPeriod(target: SetTarget, editions: readonly Adopted[]): SetTarget {
	if (target.kind !== 'value') return target;
	const period = editions.map((each) => each.target).find((each) => each?.kind === 'period');
	return period?.kind === 'period' ? { ...period, total: target.value } : target;
}

/** 線形補間: B + (T − B) × (year − baseline year) ÷ (final year − baseline year), exact. */
function straightLine(kpi: TargetedKpi, year: number): TargetInForce {
	const { finalTarget: final, finalYear, baseline, baselineYear } = kpi;
	const over = afterTarget(kpi, year);
	if (over) return over;
	const no = (why: string) =>
		none('no-target', `この年度を対象とする実施計画がなく、${why}ため年度目標がありません`);
	if (
		kpi.direction === 'stage' ||
		kpi.direction === 'range' ||
		final?.kind === 'stage' ||
		final?.kind === 'range'
	)
		return no('段階・範囲の指標は線形補間をしない');
	if (kpi.accumulation === 'annual' || final?.kind === 'period')
		return no('単年度・期間合計の指標は線形補間をしない');
	if (!final || finalYear === null) return no('最終目標もない');
	if (!baseline || baselineYear === null) return no('基準値もない');
	if (kpi.baselineUse === 'reference') return no('基準値が参考値で線形補間ができない');
	if (year <= baselineYear)
		return none('not-after-baseline', `基準年度（${eraFiscalYear(baselineYear)}）以前のため判定しません`);
	const from = rational(baseline);
	const share = divide(whole(year - baselineYear), whole(finalYear - baselineYear));
	const value = add(from, multiply(subtract(rational(final.value), from), share));
	return found({ kind: 'value', value }, 'interpolated', null);
}

function found(figure: TargetFigure, source: TargetSource, editionId: number | null): FoundTarget {
	return { kind: 'target', figure, source, editionId, lowered: null, later: null };
}

function none(reasonCode: NoTargetCode, reason: string, editionId: number | null = null): NoTarget {
	return { kind: 'none', reasonCode, reason, editionId, later: null };
}

function saysTheSame(a: Adopted, b: Adopted): boolean {
	return a.listed === b.listed && (!a.listed || equalTargets(a.target, b.target));
}
