/** How much of the way to the target is due in a year, as the rule's pace says. */
import { compare, reduce, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Pace } from '#lib/domain/judging/band-rule.ts';
import type { JudgedKpi, RuleUnjudgedCode } from '#lib/domain/judging/judgement.ts';
import { ruleFigure } from '#lib/domain/judging/rule-figure.ts';

/** A share of 1 with its words, or why there is none. */
export type Due =
	| {
			readonly known: true;
			readonly share: Rational;
			readonly label: string;
			/** How the share comes about in words, and the same with the numbers filled in. */
			readonly formula: string;
			readonly filled: string;
	  }
	| { readonly known: false; readonly code: RuleUnjudgedCode };

const ONE: Rational = { n: 1n, d: 1n };
/** All of the target is due. */
export const DUE_IN_FULL: Due = { known: true, share: ONE, label: '', formula: '', filled: '' };

/** The share due in `year`: greater than 0, and 1 from the target year on. */
export function dueShare(pace: Pace, kpi: JudgedKpi, year: number): Due {
	switch (pace.kind) {
		case 'final':
			return DUE_IN_FULL;
		case 'yearly-target':
			return pace.otherwise === 'line' ? line(kpi.baselineYear, kpi, year) : DUE_IN_FULL;
		case 'line':
			return line(pace.origin === 'baseline-year' ? kpi.baselineYear : beforePlan(pace, kpi), kpi, year);
		case 'elapsed': {
			const last = kpi.finalYear ?? pace.plan?.lastYear ?? null;
			return between(beforePlan(pace, kpi), last, year, '経過年数の割合');
		}
		case 'fixed':
			return fixed(pace.shares, kpi, year);
	}
}

/** First fiscal year of the plan that a KPI belongs to; null where neither the KPI nor the rule says it. */
export function planFirstYear(pace: Pace, kpi: JudgedKpi): number | null {
	if (kpi.planFirstYear != null) return kpi.planFirstYear;
	if (pace.kind === 'fixed' && kpi.finalYear != null) return kpi.finalYear - pace.shares.length + 1;
	if (pace.kind !== 'elapsed' || !pace.plan) return null;
	return (kpi.finalYear ?? pace.plan.lastYear) === pace.plan.lastYear ? pace.plan.firstYear : null;
}

/** Which years a share would need and are not known, or stand the wrong way round; in words, for 「…ため」. */
export function missingYears(pace: Pace, kpi: JudgedKpi): string {
	const first = planFirstYear(pace, kpi);
	const last = kpi.finalYear ?? (pace.kind === 'elapsed' ? pace.plan?.lastYear : null) ?? null;
	if (pace.kind === 'fixed') return `${START}か目標年度のどちらも分からず`;
	const fromBaseline =
		pace.kind === 'yearly-target' || (pace.kind === 'line' && pace.origin === 'baseline-year');
	const [name, origin] = fromBaseline ? ['基準年度', kpi.baselineYear] : [START, first];
	const unknown = [...(origin === null ? [name] : []), ...(last === null ? ['目標年度'] : [])];
	if (unknown.length > 0) return `${unknown.join('と')}が分からず`;
	const order = fromBaseline ? '以前で' : 'より前で';
	return `目標年度（${shortFiscalYear(last ?? 0)}）が${fromBaseline ? name : '計画の開始年度'}（${shortFiscalYear(origin ?? 0)}）${order}`;
}

/** A table names it by its column; the pages always know it. */
const START = '計画の開始年度（startYear）';

function beforePlan(pace: Pace, kpi: JudgedKpi): number | null {
	const first = planFirstYear(pace, kpi);
	return first === null ? null : first - 1;
}

function line(origin: number | null, kpi: JudgedKpi, year: number): Due {
	return between(origin, kpi.finalYear ?? null, year, '直線の予定の割合');
}

function between(origin: number | null, last: number | null, year: number, label: string): Due {
	// In the target year all of it is due, wherever the way began.
	if (origin === null && last !== null && year >= last) return DUE_IN_FULL;
	if (origin === null || last === null || last <= origin) return { known: false, code: 'no-plan-years' };
	if (year <= origin) return { known: false, code: 'nothing-due' };
	const [gone, all] = [Math.min(year, last) - origin, last - origin];
	return {
		known: true,
		share: reduce(BigInt(gone), BigInt(all)),
		label,
		formula: '経過年数 ÷ 全体の年数',
		filled: `${gone}年 ÷ ${all}年（${shortFiscalYear(origin + 1)}〜${shortFiscalYear(last)}）`
	};
}

function fixed(shares: readonly string[], kpi: JudgedKpi, year: number): Due {
	const first = planFirstYear({ kind: 'fixed', shares, yearTarget: 'unused' }, kpi);
	if (first === null) return { known: false, code: 'no-plan-years' };
	const text = shares[Math.min(year - first, shares.length - 1)];
	if (text === undefined) return { known: false, code: 'nothing-due' };
	const share = ruleFigure(text);
	if (compare(share, { n: 0n, d: 1n }) <= 0) return { known: false, code: 'nothing-due' };
	return {
		known: true,
		share,
		label: '予定の割合',
		formula: '計画の何年目かで決めた割合',
		filled: `計画の${year - first + 1}年目`
	};
}
