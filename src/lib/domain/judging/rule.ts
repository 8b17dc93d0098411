/** 判定基準: judgement rules as data. A rule is plain JSON (exact figures as decimal text), versioned, never changed. */
import type { Status } from '#lib/domain/model.ts';
import type { BandRule } from './band-rule.ts';
import { FUKUOKA } from './presets/fukuoka.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { MIYAGI } from './presets/miyagi.ts';
import { NAGAYO } from './presets/nagayo.ts';
import { RATIO } from './presets/ratio.ts';
import { TAMA } from './presets/tama.ts';

/** Words of the formulas that a sum shows. */
export interface FormulaTexts {
	readonly progress: string;
	readonly reach: string;
	readonly difference: string;
	readonly ratio: string;
	readonly ratioDecrease: string;
	readonly allowance: string;
	readonly range: string;
	readonly rangeDifference: string;
	readonly stage: string;
	readonly period: string;
	readonly periodDifference: string;
	readonly periodReach: string;
}

/** Parameters of 「標準」. Shares and percents are plain decimals as text, read exactly. */
export interface StandardRule {
	readonly id: string;
	readonly version: number;
	readonly name: string;
	readonly method: 'standard';
	readonly labels: Readonly<Record<Status, string>>;
	readonly formulas: FormulaTexts;
	/** Smallest progress ratio R for each status, as a share of 1. */
	readonly thresholds: { readonly onTrack: string; readonly slightlyBehind: string };
	/** 許容幅 where the KPI has none of its own, in percent of |P|. */
	readonly allowancePercent: string;
	/** The shortfall that is still 遅れ, in multiples of the 許容幅. */
	readonly behindAllowances: number;
}

/** Every rule there is, by `method`: 「標準」 with other parameters, or a city's own bands. */
export type JudgementRule = StandardRule | BandRule;

/** Rule 「標準」, version 1. Source: DOMAIN "Judging". */
export const STANDARD: StandardRule = {
	id: 'standard',
	version: 1,
	name: '標準',
	method: 'standard',
	thresholds: { onTrack: '0.95', slightlyBehind: '0.60' },
	allowancePercent: '5',
	behindAllowances: 2,
	labels: {
		achieved: '達成',
		'on-track': '順調',
		'slightly-behind': 'やや遅れ',
		behind: '遅れ',
		regressed: '後退',
		none: '判定なし',
		missing: '未入力',
		outside: '対象外'
	},
	formulas: {
		progress: '（実績 − 基準値）÷（年度目標 − 基準値）',
		reach: '（実績 − 基準値）÷（最終目標 − 基準値）',
		difference: '実績 − 年度目標',
		ratio: '実績 ÷ 年度目標',
		ratioDecrease: '年度目標 ÷ 実績',
		allowance: '年度目標の大きさ × 許容幅',
		range: '下限 ≦ 実績 ≦ 上限',
		rangeDifference: '実績 − 近いほうの限度',
		stage: '実績の段階と年度目標の段階',
		period: '実績の合計 ÷ 各年度の目標の合計',
		periodDifference: '実績の合計 − 各年度の目標の合計',
		periodReach: '実績の合計 ÷ 期間の目標'
	}
};

/** The presets that come with the product, by the ids of DOMAIN "Judging". */
export const PRESETS: Readonly<Record<string, JudgementRule>> = {
	[STANDARD.id]: STANDARD,
	[MIYAGI.id]: MIYAGI,
	[KURAYOSHI.id]: KURAYOSHI,
	[TAMA.id]: TAMA,
	[FUKUOKA.id]: FUKUOKA,
	[NAGAYO.id]: NAGAYO,
	[RATIO.id]: RATIO
};
