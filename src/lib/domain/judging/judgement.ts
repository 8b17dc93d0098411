/** What is judged and what a judgement says: the types shared by every rule. */
import type { Decimal, Rational } from '#lib/domain/decimal.ts';
import type { Accumulation, BaselineUse, Direction, Goal, MissingReason, Status } from '#lib/domain/model.ts';
import type { NoTargetCode, TargetInForce } from '#lib/domain/target-in-force.ts';
import type { SetTarget, TargetFigure } from '#lib/domain/targets.ts';
import type { YearFigure } from './period-total.ts';

/** The side of a KPI that judging needs. Stages are figures too: the index in `stages`, least first. */
export interface JudgedKpi {
	readonly direction: Direction;
	readonly goal: Goal;
	readonly baseline: Decimal | null;
	readonly baselineYear: number | null;
	readonly baselineUse: BaselineUse;
	readonly finalTarget: SetTarget | null;
	/** Decimals of the indicator; one smallest unit is 10^−decimals. */
	readonly decimals: number;
	/** 誤差の幅 in the indicator's unit; null is none (全数). */
	readonly tolerance: Decimal | null;
	/** 許容幅 in the KPI's unit; null is the rule's default. */
	readonly allowance: Decimal | null;
	/** Names of the stages, least first. */
	readonly stages: readonly string[];
	/** As printed; needed only by a rule that names exceptions. */
	readonly name?: string;
	/** Needed only by a rule whose tolerance or another way is for certain units. */
	readonly unit?: string;
	/** Needed only by a rule with another way for some of them; a period total is told by its target. */
	readonly accumulation?: Accumulation | 'period';
	/** First fiscal year of the plan; needed by a rule with a pace over the plan's years. */
	readonly planFirstYear?: number | null;
	/** Fiscal year of the final target; needed by a rule with a pace. */
	readonly finalYear?: number | null;
}

/** Whether the KPI is asked for in the year at all; all but `active` are 対象外. */
export type Standing = 'active' | 'not-begun' | 'ended' | 'retired';

/** The year's result. Only a confirmed (確認済) figure is a figure. */
export type JudgedResult =
	| { readonly kind: 'measured'; readonly value: Decimal }
	| {
			/** A value carried from an earlier year, judged against that year's target. */
			readonly kind: 'carried';
			readonly value: Decimal;
			readonly measuredYear: number;
			readonly measuredTarget: TargetInForce;
			/** The KPI's status of the year before, which a carried value never makes worse. */
			readonly previousStatus: Status | null;
	  }
	| { readonly kind: 'missing'; readonly reason: MissingReason }
	| { readonly kind: 'unconfirmed' }
	| { readonly kind: 'not-entered' };

export interface JudgementSubject {
	readonly year: number;
	readonly standing: Standing;
	readonly kpi: JudgedKpi;
	readonly target: TargetInForce;
	readonly result: JudgedResult;
	/** What the judged year added, where that is not the value itself (a running total); null: nobody knows. */
	readonly added?: Decimal | null;
	/** Confirmed figures of the earlier years, needed for a period total only; years left out are unknown. */
	readonly earlier?: readonly YearFigure[];
}

/** Why a compared figure has its status. */
export type GradeCode =
	| 'target-met'
	| 'below-baseline'
	| 'within-smallest-unit'
	| 'within-tolerance'
	| 'progress-on-track'
	| 'progress-slightly-behind'
	| 'progress-behind'
	| 'within-allowance'
	| 'within-twice-allowance'
	| 'beyond-allowance'
	| 'in-range'
	| 'stage-reached'
	| 'stage-one-behind'
	| 'stage-more-behind'
	| 'stage-below-baseline'
	| 'carried-kept'
	/** A band of a city's own rule. */
	| 'band';

/** Why nothing was compared. */
export type UnjudgedCode =
	| MissingReason
	| NoTargetCode
	| RuleUnjudgedCode
	| 'not-entered'
	| 'unconfirmed'
	| 'not-begun'
	| 'ended'
	| 'retired'
	| 'unknown-year-in-period'
	| 'kind-mismatch';

/** Why a city's own rule says nothing of a figure that it has. */
export type RuleUnjudgedCode =
	| 'kind-not-in-rule'
	| 'no-baseline'
	| 'no-earlier-value'
	| 'rate-undefined'
	| 'no-plan-years'
	| 'nothing-due'
	| 'first-year'
	| 'carried-not-judged'
	| 'exception';

export type ReasonCode = GradeCode | UnjudgedCode;

/** Which of the rule's numbered paragraphs decided. */
export type Rung = 1 | 2 | 3 | 4 | 5;

/** What was compared with what, exact; the material of the sum. */
export interface Comparison {
	readonly figure: TargetFigure;
	/** The year judged: the measured one of a carried value. */
	readonly year: number;
	/** The actual; Σ actual of a period total. */
	readonly actual: Rational;
	/** P; the nearest bound of a range; Σ share of a period total; the index of a stage. */
	readonly target: Rational;
	/** B where it may be compared with; 0 for a period total; else null. */
	readonly baseline: Rational | null;
	/** T of a value, the total of a period; null where nothing is measured towards it. */
	readonly final: Rational | null;
	/** Within this of P counts as 順調: the larger of tolerance and one smallest unit. */
	readonly closeness: Rational;
	readonly tolerance: Rational;
	/** 許容幅 in the KPI's unit. */
	readonly allowance: Rational;
	/** The actuals behind Σ actual; empty unless a period total. */
	readonly parts: readonly { readonly year: number; readonly value: Rational }[];
}

/** The figures of a judgement. All exact and unclipped; null where the figure has no meaning. */
export interface JudgementFigures {
	/** 最終目標に対する進捗率 (y − B) ÷ (T − B). */
	readonly reachRate: Rational | null;
	/** 年度目標に対する進捗率 R = (y − B) ÷ (P − B). */
	readonly progressRatio: Rational | null;
	/** y − P in the KPI's unit; from the nearest bound for a range (0 inside); null for stages. */
	readonly difference: Rational | null;
	/** actual ÷ target (decrease: target ÷ actual), only where both are positive. */
	readonly ratio: Rational | null;
}

/** A judgement before it is put into words. */
export interface Assessment extends JudgementFigures {
	readonly status: Status;
	readonly reasonCode: ReasonCode;
	readonly rung: Rung;
	/** The figure that goes with the status: R where R decided or would have, else the difference. */
	readonly shown: 'progress' | 'difference' | 'stage' | 'none';
	/** The fiscal year of the value; null without a value. Earlier than the judged year when carried. */
	readonly measuredYear: number | null;
	readonly carried: boolean;
	readonly comparison: Comparison | null;
	/** Years without a figure in a period total, at most five. */
	readonly unknownYears: readonly number[];
	/** What a city's own rule says; absent under 「標準」 where its label is the common word of the status. */
	readonly own?: OwnGrade;
}

/** The grade of a rule by bands, with its material. */
export interface OwnGrade {
	/** The rule's own label or symbol, also where nothing was judged (－). */
	readonly label: string;
	/** 評価点, decimal text; null where the rule has none. */
	readonly points: string | null;
	/** 達成率 as the rule prints it (13.4%, 100%超); null without a rate. */
	readonly rateShown: string | null;
	/** Which target it was held against: the final one, the year's, or both; null where there was none. */
	readonly targetUse: TargetUse | null;
}

/** The final target, the yearly target in force, or the final one with the yearly one as what is due. */
export type TargetUse = 'final' | 'year' | 'both';

/** One line of a shown sum: formula in words, the same with numbers, what comes out. */
export interface SumLine {
	readonly label: string;
	readonly formula: string;
	readonly filled: string;
	readonly result: string;
}

/** 判定のしくみ, ready to print. */
export interface Sum {
	readonly rule: {
		readonly id: string;
		readonly version: number;
		readonly name: string;
		readonly text: string;
	};
	/** 年度目標に対する進捗率, 年度目標との差, … */
	readonly heading: string;
	/** The deciding line first. Empty when nothing was compared. */
	readonly lines: readonly SumLine[];
	/** 「0 %未満のため後退」, or why not judged. */
	readonly conclusion: string;
	/** What else to know: carried value, final target, straight line, 引下げ, tolerance. */
	readonly notes: readonly string[];
}

export interface Judgement extends Assessment {
	/** One Japanese clause; the sum's conclusion. */
	readonly reason: string;
	readonly sum: Sum;
}
