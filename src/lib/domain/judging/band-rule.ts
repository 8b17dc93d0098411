/**
 * The data of a rule by bands (`method: 'bands'`): plain JSON, exact figures as decimal text. A formula per kind
 * of KPI gives the rate (達成率), the pace says how much of the way is due, steps of bands turn what was
 * measured into a grade. The file format is described in `docs/judging.md`.
 */
import type { Accumulation, Direction, Goal, JUDGED_STATUSES } from '#lib/domain/model.ts';

/** Kinds of KPI that may have a formula of their own. */
export const KPI_KINDS = {
	increase: '増やす指標',
	decrease: '減らす指標',
	keepAtLeast: '維持する指標（以上）',
	keepAtMost: '維持する指標（以下）',
	range: '範囲内の指標',
	stage: '段階の指標',
	period: '期間の合計の指標'
} as const;
export type KpiKind = keyof typeof KPI_KINDS;

/** How the rate is worked out, in words. `T` is the target that the rule compares with. */
export const RATE_FORMULAS = {
	progress: '（実績 − 基準値）÷（目標 − 基準値）',
	ratio: '実績 ÷ 目標',
	'inverse-ratio': '目標 ÷ 実績',
	'mirror-ratio': '（目標 × 2 − 実績）÷ 目標',
	'point-difference': '実績 − 目標（ポイント）'
} as const;
export type RateFormula = keyof typeof RATE_FORMULAS;

/** What the bands of a step are held against. Differences are taken in the KPI's good direction. */
export const MEASURES = {
	rate: '達成率',
	pace: '予定に対する達成率',
	target: '目標との差',
	'target-percent': '目標との差の割合',
	baseline: '基準値からの改善',
	'baseline-percent': '基準値からの改善の割合',
	previous: '前回からの改善',
	'previous-percent': '前回からの改善の割合'
} as const;
export type Measure = keyof typeof MEASURES;

/** One grade of the rule: its own label or symbol, and the common status that it counts as. */
export interface Grade {
	readonly id: string;
	readonly label: string;
	/** What the label stands for (「目標値を超えている」). */
	readonly meaning?: string | undefined;
	readonly status: (typeof JUDGED_STATUSES)[number];
	/** 評価点, decimal text. */
	readonly points?: string | undefined;
}

/** An interval; a bound left out is open. Shares of 1 for rates and percents, the KPI's unit for differences. */
export interface Band {
	readonly grade: string;
	readonly atLeast?: string | undefined;
	readonly above?: string | undefined;
	readonly atMost?: string | undefined;
	readonly below?: string | undefined;
}

/** Bands over one measure. What a step leaves open, or cannot measure, goes on to the next where it says so. */
export interface Step {
	readonly measure: Measure;
	readonly bands: readonly Band[];
	/** What lies in no band goes on to the next step; else the bands must cover everything. */
	readonly otherwise?: 'next' | undefined;
	/** Without a baseline (or an earlier value) go on to the next step; else 判定なし. */
	readonly unavailable?: 'next' | undefined;
	/** A difference within ±tolerance counts as 0. */
	readonly tolerance?: boolean | undefined;
	/** The step is taken only where another measure lies within these bounds (目標に達し、かつ前回より…). */
	readonly when?: Condition | undefined;
}

/** Bounds of another measure, on the scale of bands. Where it cannot be measured, neither can the step. */
export interface Condition extends Omit<Band, 'grade'> {
	readonly measure: Measure;
	readonly tolerance?: boolean | undefined;
}

/** The rule for one kind of KPI. */
export interface KindRule {
	readonly formula: RateFormula;
	/** Whether the pace applies; a level to keep is due in full every year. */
	readonly paced: boolean;
	/** The grade where the formula would divide by zero or turn round; null is 判定なし. Needed wherever bands use a rate. */
	readonly whenUndefined?: { readonly met: string | null; readonly unmet: string | null } | undefined;
	/** Steps of its own instead of the rule's. */
	readonly steps?: readonly Step[] | undefined;
}

/**
 * What a yearly target in force does where the pace is not made of yearly targets: it takes the place of the
 * final target (an earlier one not yet raised), it is what is due this year, or it is not used.
 */
export type YearTargetUse = 'final' | 'due' | 'unused';

/** How much of the target is due in a year. */
export type Pace =
	/** The yearly target itself; without one the final target, a straight line, or 判定なし. */
	| { readonly kind: 'yearly-target'; readonly otherwise: 'final' | 'line' | 'none' }
	/** All of it, every year. */
	| { readonly kind: 'final'; readonly yearTarget: YearTargetUse }
	/** A straight line from the baseline year, or from the year before the plan's first, to the target year. */
	| {
			readonly kind: 'line';
			readonly origin: 'baseline-year' | 'plan-start';
			readonly yearTarget: YearTargetUse;
	  }
	/** Elapsed share of the plan's years. `plan` is used for rows of that plan that name no first year. */
	| {
			readonly kind: 'elapsed';
			readonly plan?: { readonly firstYear: number; readonly lastYear: number } | undefined;
			readonly yearTarget: YearTargetUse;
	  }
	/** A fixed share for each year of the plan; the last one is the target year's. */
	| { readonly kind: 'fixed'; readonly shares: readonly string[]; readonly yearTarget: YearTargetUse };

/** A rate is rounded so, in percent, before it is held against the bands; left out, rates are exact. */
export interface RateRounding {
	readonly decimals: number;
	readonly rounding: 'half-up' | 'down';
}

/** Which KPIs a variant is for: all that is said must hold. Nothing here depends on the actual. */
export interface VariantCondition {
	readonly accumulations?: readonly Accumulation[] | undefined;
	readonly units?: readonly string[] | undefined;
	/** Printed names, without unit and notes in brackets. */
	readonly names?: readonly string[] | undefined;
	readonly baseline?: 'missing' | 'zero' | undefined;
	/** Of the target that the variant itself would compare with; `at-baseline` asks for no way from there. */
	readonly target?: 'missing' | 'zero' | 'at-baseline' | undefined;
	/** The judged year: the target year, or another one. */
	readonly year?: 'final' | 'before-final' | undefined;
}

/** Another way for some KPIs. What it names takes the place of the rule's own; kinds one by one. */
export interface Variant {
	readonly name: string;
	readonly when: VariantCondition;
	readonly kinds?: Readonly<Partial<Record<KpiKind, KindRule>>> | undefined;
	readonly pace?: Pace | undefined;
	readonly steps?: readonly Step[] | undefined;
}

/** How the rate is printed. Judging never uses the printed figure. */
export interface RateFormat {
	readonly decimals: number;
	/** 40.0% as 40%. */
	readonly trimZeros: boolean;
	readonly rounding: 'half-up' | 'down';
	/** Beyond the bound this text is printed instead: 100%超, 0%未満, or a cap such as 100%. */
	readonly above?: { readonly bound: string; readonly text: string } | undefined;
	readonly below?: { readonly bound: string; readonly text: string } | undefined;
}

/** KPIs that the city published by a formula of their own, by printed name. */
export interface RuleException {
	readonly names: readonly string[];
	readonly formula: RateFormula;
	/** Said instead of a grade. */
	readonly reason: string;
}

/** A mean or sum over a group, for a rule that reproduces a city's published one. */
export interface Aggregation {
	readonly of: 'points' | 'rate';
	readonly method: 'mean' | 'sum';
	/** Rates are clipped to these before they are averaged. */
	readonly clip?: { readonly least?: string | undefined; readonly most?: string | undefined } | undefined;
	readonly decimals: number;
}

export interface BandRule {
	readonly id: string;
	readonly version: number;
	readonly name: string;
	readonly method: 'bands';
	/** Where the practice is published. */
	readonly source?: string | undefined;
	/** Best first. */
	readonly grades: readonly Grade[];
	/** Labels where there is no grade. */
	readonly labels: { readonly none: string; readonly missing: string; readonly outside: string };
	/** A kind left out is not judged by this rule. */
	readonly kinds: Readonly<Partial<Record<KpiKind, KindRule>>>;
	readonly pace: Pace;
	readonly steps: readonly Step[];
	readonly shown: RateFormat;
	readonly rateRounding?: RateRounding | undefined;
	/** The first that fits a KPI is used instead of the parts that it names. */
	readonly variants?: readonly Variant[] | undefined;
	/** ± in the KPI's unit where the KPI has none of its own; for the named units only, if any are named. */
	readonly tolerance?: { readonly value: string; readonly units?: readonly string[] | undefined } | undefined;
	/** The plan's first year: judged like any other, or only its rate is printed. */
	readonly firstYear: 'judged' | 'not-judged';
	/** A value carried from an earlier year: judged in the year reported, as of its own year, or not at all. */
	readonly carried: {
		readonly judgedAs: 'reported-year' | 'measured-year' | 'not-judged';
		readonly neverWorse: boolean;
	};
	readonly exceptions?: readonly RuleException[] | undefined;
	readonly aggregation?: Aggregation | undefined;
}

/** The kind of a KPI. A stage or range has one kind whatever its goal. */
export function kindOf(direction: Direction, goal: Goal, isPeriod: boolean): KpiKind {
	if (isPeriod) return 'period';
	if (direction === 'range' || direction === 'stage') return direction;
	if (goal === 'reach') return direction;
	return direction === 'increase' ? 'keepAtLeast' : 'keepAtMost';
}
