/**
 * How the data files are written: one object per indicator with its KPI in either basic plan. Short so that a
 * person can read a series in one line; `build-indicators.ts` and its neighbours spell it out.
 */
import type { Accumulation, BaselineUse, Direction, Goal } from '#lib/domain/model.ts';
import type { ComponentSeed } from './types.ts';

/** [要因分析, 課題, 今後の取組] */
export type RemarksSource = readonly [cause: string, issue: string, plan: string];

export interface KpiSource {
	measure: string;
	/** 「R1 38.2」. Left out in 後期: the result of R6. */
	base?: string;
	mid?: string;
	/** 「R10 50.0」, for stages 「R7 策定」. */
	final: string;
	/**
	 * 前期: targets of R3…R7 as the newest edition sets them, separated by blanks. `－` is an explicit none.
	 * Left out: period totals, ranges and the straight line of 後期.
	 */
	targets?: string;
	/** What an edition set otherwise: 「R4>R6 46.0」 = the edition from R4 said 46.0 for R6. */
	moved?: readonly string[];
	/** Why the later edition changed it. */
	movedBecause?: string;
	/** 「R3 R7 120」: the sum of R3–R7 is to be 120. */
	period?: string;
	/** 「lower upper」 */
	range?: string;
	stages?: readonly string[];
	direction?: Direction;
	goal?: Goal;
	baselineUse?: BaselineUse;
	allowance?: string;
	policies?: readonly number[];
	districts?: readonly string[];
	components?: readonly ComponentSeed[];
	/** 「R5 R7」: not begun before, ended after. */
	active?: string;
	/** A second revision, effective from an edition. */
	revised?: {
		from: string;
		final?: string;
		name?: string;
		definition?: string;
		reason: string;
		decidedOn: string;
	};
}

export interface IndicatorSource {
	name: string;
	unit: string;
	department: string;
	/** Left out: as many as the baseline or the first result shows. */
	decimals?: number;
	accumulation?: Accumulation;
	cumulativeEntry?: 'amount' | 'total';
	/** 「min max」, `-` for open. Left out: 0–100 for %, from 0 for everything else. */
	limits?: string;
	tolerance?: string;
	surveyYears?: readonly number[];
	confirmedIn?: number;
	measured?: string;
	definition: string;
	formula?: string;
	source: string;
	ratio?: readonly [numerator: string, denominator: string];
	/** The two figures behind the rate of a year: 「R6」: [numerator, denominator]. */
	figures?: Readonly<Record<string, readonly [numerator: string, denominator: string]>>;
	/** 「どう出したか（昨年度の担当者より）」 and 「間違えやすいところ」 */
	card?: readonly [howMade: string, pitfalls: string];
	contributors?: readonly string[];
	/** Who held it before the reorganisation, and until when. */
	formerly?: readonly [department: string, until: string];
	/**
	 * R3…R7. A numeral, with `f` 見込 or `p` 速報 behind it; `…` 未把握, `n` 調査なし, `x` 秘匿, `na` 該当なし,
	 * `42.1<R6` carried from R6, `_` not entered.
	 */
	results: string;
	/** State of R7: c 確認済 (default), s 提出済, h 所属長確認済, r 差戻し, d 下書き. */
	r7?: 'c' | 's' | 'h' | 'r' | 'd';
	returned?: string;
	/** Keyed by fiscal year in era form: R7. */
	remarks?: Readonly<Record<string, RemarksSource>>;
	/** 「R5」: [first value, reason] before the one in `results` was corrected to it. */
	corrected?: Readonly<Record<string, readonly [before: string, reason: string]>>;
	/** 後日報告 「R6」: what stood at closing (`1351f`, `…`), before the final figure in `results` arrived. */
	late?: Readonly<Record<string, string>>;
	/** Breakdown of R6 by district; the indicator then asks for one every year. */
	byDistrict?: Readonly<Record<string, string>>;
	/** R7 was entered by the planning division for the department (代理入力). */
	proxy?: boolean;
	zenki?: KpiSource;
	kouki?: KpiSource;
}
