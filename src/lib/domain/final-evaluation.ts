/** 最終評価 of a basic plan: one KPI against its final target. Rules: DOMAIN "Rolling plan". Pure and exact. */
import { add, compare, divide, rational, subtract, ZERO, type Decimal, type Rational } from './decimal.ts';
import { shortFiscalYear, shortYearRange } from './fiscal-year.ts';
import { whole } from './judging/text.ts';
import type { Direction, Goal } from './model.ts';
import type { SetTarget } from './targets.ts';

export const FINAL_VERDICTS = { met: '達成', 'not-met': '未達成', 'not-judged': '判定できない' } as const;
export type FinalVerdict = keyof typeof FINAL_VERDICTS;

/** A measured, confirmed figure; never a carried value or a forecast. A stage is its index. */
export interface FinalFigure {
	readonly year: number;
	readonly value: Decimal;
}

export interface FinalSubject {
	readonly direction: Direction;
	readonly goal: Goal;
	/** Comparable baseline; null where there is none or it is only a reference. */
	readonly baseline: Decimal | null;
	/** A final target that is the total of a period comes as one. */
	readonly final: { readonly year: number; readonly target: SetTarget } | null;
	readonly planFirstYear: number;
	readonly planLastYear: number;
	/** Whether the figures of the plan's last year are all in: until then nothing has been missed. */
	readonly isOver: boolean;
	/** Figures of any years; those outside the plan are not looked at. */
	readonly measured: readonly FinalFigure[];
	/** First fiscal years of new definitions, by which earlier figures do not measure what the target means. */
	readonly breaks: readonly number[];
	/** Why the KPI is no longer asked for (廃止); null while it is. */
	readonly ended: string | null;
}

export interface FinalEvaluation {
	readonly verdict: FinalVerdict;
	/** The last measured year of the plan up to the final one; null where there is none. */
	readonly measuredYear: number | null;
	/** The figure held against the target: the last measured one, the sum of a period; null without. */
	readonly actual: Rational | null;
	/** The figures added up to `actual`, oldest first; empty unless the target is the sum of a period. */
	readonly parts: readonly FinalFigure[];
	/** Measured in an earlier year than the final one: 「R6の値」 has to be said. */
	readonly isEarlier: boolean;
	/** (y − B) ÷ (T − B), unclipped; null for keep, range, stage, and without a comparable baseline apart from T. */
	readonly reachRate: Rational | null;
	/** Why it cannot be judged, or what to know of the verdict; empty where the figures say it all. */
	readonly reason: string;
}

/**
 * Met or not met, by the last measured value up to the final year. What cannot be judged says why: nothing measured in
 * the plan, no final target, a year of the period unknown, a KPI that was dropped, and a final year still to come
 * whose target is not met yet. A target met before its year counts as met.
 */
export function evaluateFinal(subject: FinalSubject): FinalEvaluation {
	const { final, ended } = subject;
	if (final === null) return unjudged('最終目標がありません');
	const years = measuredIn(subject, final.year);
	const last = years.at(-1);
	if (ended !== null) return unjudged(ended, last);
	if (final.target.kind === 'period') return evaluatePeriod(subject, final.target, years);
	if (last === undefined) return unjudged('計画の期間に、確認済の測定した値がありません');
	const actual = rational(last.value);
	const found = {
		measuredYear: last.year,
		actual,
		parts: [],
		isEarlier: last.year < final.year,
		reachRate: reachRate(subject, actual, final.target)
	};
	const isOver = subject.isOver || last.year === final.year;
	const met = isMet(subject.direction, actual, final.target);
	if (met === null) return { ...found, verdict: 'not-judged', reason: '実績と目標の種類が違います' };
	if (met) return { ...found, verdict: 'met', reason: aheadOf(final.year, last.year) };
	return isOpen({ ...subject, isOver }, final.year)
		? { ...found, verdict: 'not-judged', reason: openReason(subject, final.year) }
		: { ...found, verdict: 'not-met', reason: aheadOf(final.year, last.year) };
}

/** Figures of the plan up to the final year that measure what the target means, oldest first. */
function measuredIn(
	{ measured, planFirstYear, planLastYear, breaks }: FinalSubject,
	finalYear: number
): FinalFigure[] {
	const until = Math.min(finalYear, planLastYear);
	const from = Math.max(planFirstYear, ...breaks.filter((year) => year <= finalYear));
	return measured.filter(({ year }) => from <= year && year <= until).sort((a, b) => a.year - b.year);
}

/** Σ actual from the period's first year against its total; every year has to be known. */
function evaluatePeriod(
	subject: FinalSubject,
	period: SetTarget & { kind: 'period' },
	years: readonly FinalFigure[]
): FinalEvaluation {
	const held = years.filter(({ year }) => period.from <= year && year <= period.to);
	const last = held.at(-1);
	if (last === undefined) return unjudged('目標期間に、確認済の測定した値がありません');
	const actual = held.reduce((sum, { value }) => add(sum, rational(value)), ZERO);
	const total = rational(period.total);
	const known = new Set(held.map(({ year }) => year));
	const gaps = Array.from({ length: period.to - period.from + 1 }, (_, index) => period.from + index).filter(
		(year) => !known.has(year)
	);
	const found = {
		measuredYear: last.year,
		actual,
		parts: held,
		isEarlier: last.year < period.to,
		reachRate: total.n === 0n ? null : divide(actual, total)
	};
	const isMore = subject.direction !== 'decrease';
	// More can only be added: what is reached stays reached, and what is exceeded stays exceeded.
	if (isMore && compare(actual, total) >= 0)
		return { ...found, verdict: 'met', reason: aheadOf(period.to, last.year) };
	if (!isMore && compare(actual, total) > 0 && held.every(({ value }) => value.digits >= 0n))
		return { ...found, verdict: 'not-met', reason: '' };
	if (gaps.length > 0) {
		const span = shortYearRange(period.from, period.to);
		const names = gaps.map(shortFiscalYear).join('・');
		return {
			...found,
			verdict: 'not-judged',
			reason: isOpen(subject, period.to)
				? `目標期間（${span}）の${names}の実績がまだありません`
				: `目標期間（${span}）のうち${names}の実績が分かりません`
		};
	}
	return { ...found, verdict: isMore ? 'not-met' : 'met', reason: '' };
}

/** Null for unlike kinds. */
function isMet(direction: Direction, actual: Rational, target: SetTarget): boolean | null {
	switch (target.kind) {
		case 'value': {
			const side = compare(actual, rational(target.value));
			return direction === 'decrease' ? side <= 0 : direction === 'increase' ? side >= 0 : null;
		}
		case 'range':
			return compare(actual, rational(target.low)) >= 0 && compare(actual, rational(target.high)) <= 0;
		case 'stage':
			return direction === 'stage' ? compare(actual, whole(target.stage)) >= 0 : null;
		case 'period':
			return null;
	}
}

function reachRate({ baseline, goal }: FinalSubject, actual: Rational, target: SetTarget): Rational | null {
	if (baseline === null || goal === 'keep' || target.kind !== 'value') return null;
	const from = rational(baseline);
	const way = subtract(rational(target.value), from);
	return way.n === 0n ? null : divide(subtract(actual, from), way);
}

/** Whether what is not met may still be. */
function isOpen({ isOver, planLastYear }: FinalSubject, finalYear: number): boolean {
	return finalYear > planLastYear || !isOver;
}

function openReason({ planLastYear }: FinalSubject, finalYear: number): string {
	return finalYear > planLastYear
		? `最終目標の年度（${shortFiscalYear(finalYear)}）がまだ来ていません`
		: `${shortFiscalYear(finalYear)}の実績がまだ出そろっていません`;
}

/** 「R6の値」 where the final year itself has none. */
function aheadOf(finalYear: number, measuredYear: number): string {
	return measuredYear < finalYear ? `${shortFiscalYear(measuredYear)}の値による` : '';
}

function unjudged(reason: string, last?: FinalFigure): FinalEvaluation {
	return {
		verdict: 'not-judged',
		measuredYear: last?.year ?? null,
		actual: last ? rational(last.value) : null,
		parts: [],
		isEarlier: false,
		reachRate: null,
		reason
	};
}

export interface FinalCounts {
	readonly met: number;
	readonly notMet: number;
	readonly notJudged: number;
	readonly total: number;
}

/** Counts of a group; they add up to all of its KPIs. */
export function countFinal(list: readonly Pick<FinalEvaluation, 'verdict'>[]): FinalCounts {
	const of = (verdict: FinalVerdict) => list.filter((each) => each.verdict === verdict).length;
	return { met: of('met'), notMet: of('not-met'), notJudged: of('not-judged'), total: list.length };
}

/** 「達成 45（判定できた84のうち）」 */
export function finalHeadline({ met, notMet }: FinalCounts): string {
	return `達成 ${met}（判定できた${met + notMet}のうち）`;
}
