/**
 * The vocabulary of the product: every closed list of codes, once. Screen words stand beside the code so
 * that no page invents its own. The first committee, the city hall and this code use the same words.
 */

export const ACCUMULATIONS = { level: '水準', annual: '単年度', cumulative: '累計' } as const;
export type Accumulation = keyof typeof ACCUMULATIONS;

export const DIRECTIONS = { increase: '増やす', decrease: '減らす', range: '範囲内', stage: '段階' } as const;
export type Direction = keyof typeof DIRECTIONS;

export const GOALS = { reach: '到達', keep: '維持' } as const;
export type Goal = keyof typeof GOALS;

/** Whether the baseline measures the same thing as the target (単年度の実績 against 累計の目標 does not). */
export const BASELINE_USES = { comparable: '比較できる', reference: '参考' } as const;
export type BaselineUse = keyof typeof BASELINE_USES;

export const TARGET_KINDS = {
	value: '年度の値',
	period: '期間の合計',
	stage: '段階',
	none: '目標なし'
} as const;

export const VALUE_STATES = {
	forecast: '見込',
	preliminary: '速報',
	final: '確定',
	corrected: '訂正'
} as const;
export type ValueState = keyof typeof VALUE_STATES;

export const MISSING_REASONS = {
	unknown: '未把握',
	'no-survey': '調査なし',
	suppressed: '秘匿',
	'not-applicable': '該当なし'
} as const;
export type MissingReason = keyof typeof MISSING_REASONS;

/** Where one indicator's result of one year stands. 未入力 is the absence of a result. */
export const WORKFLOW_STATES = {
	draft: '下書き',
	submitted: '提出済',
	'head-confirmed': '所属長確認済',
	returned: '差戻し',
	confirmed: '確認済'
} as const;
export type WorkflowState = keyof typeof WORKFLOW_STATES;

/** 進捗. `none` is 判定なし, `missing` is 未入力, `outside` is 対象外 (not begun, ended or retired). */
export const STATUSES = {
	achieved: '達成',
	'on-track': '順調',
	'slightly-behind': 'やや遅れ',
	behind: '遅れ',
	regressed: '後退',
	none: '判定なし',
	missing: '未入力',
	outside: '対象外'
} as const;
export type Status = keyof typeof STATUSES;

/** 判定なし whose figure is there and waits to be confirmed. */
export const UNCONFIRMED = '未確定';

/** The statuses that a rule gives by comparing figures, best first. */
export const JUDGED_STATUSES = [
	'achieved',
	'on-track',
	'slightly-behind',
	'behind',
	'regressed'
] as const satisfies readonly Status[];

/** 前回比 against the last measured value. */
export const CHANGES = { better: '改善', same: '横ばい', worse: '悪化' } as const;
export type Change = keyof typeof CHANGES;

export const CYCLE_KINDS = { final: '年度末実績', forecast: '年度途中見込' } as const;
export type CycleKind = keyof typeof CYCLE_KINDS;

export const EDITION_STATES = { draft: '作成中', adopted: '策定済' } as const;

export const ROLES = {
	editor: '担当者',
	head: '所属長',
	planner: '総合政策課',
	viewer: '閲覧',
	admin: '管理者'
} as const;
export type Role = keyof typeof ROLES;

export const RESPONSIBILITIES = { lead: '主管課', contributor: '関係課' } as const;
export type Responsibility = keyof typeof RESPONSIBILITIES;

export const PROJECT_DIRECTIONS = {
	new: '新規',
	continue: '継続',
	expand: '拡充',
	reduce: '縮小',
	complete: '完了',
	abolish: '廃止'
} as const;
export type ProjectDirection = keyof typeof PROJECT_DIRECTIONS;

export const MONEY_STAGES = {
	request: '要求',
	assessment: '査定',
	plan: '計画',
	initial: '当初予算',
	supplementary: '補正',
	'carried-in': '前年度繰越',
	'carried-out': '翌年度繰越',
	'settlement-forecast': '決算見込',
	settlement: '決算'
} as const;

export const MONEY_SOURCES = {
	national: '国庫支出金',
	prefectural: '県支出金',
	bond: '地方債',
	'other-specific': 'その他特定財源',
	general: '一般財源'
} as const;
export type MoneySource = keyof typeof MONEY_SOURCES;

/** Kinds of entry in an indicator's ledger of changes (指標台帳). */
export const LEDGER_KINDS = {
	adopted: '採用',
	revised: '改定',
	replaced: '差替え',
	retired: '廃止'
} as const;

/** The codes of a list as a tuple, for database checks and schemas. */
export function codes<T extends Record<string, string>>(
	list: T
): [keyof T & string, ...(keyof T & string)[]] {
	return Object.keys(list) as [keyof T & string, ...(keyof T & string)[]];
}
