/** 前年度からの進捗の動き: how the statuses of two years compare, KPI by KPI, and why some cannot be compared. */
import type { ReasonCode, UnjudgedCode } from './judgement.ts';
import { rankIn, type Scale } from './scale.ts';
import { isJudged, type StatusOf } from './summary.ts';

export const MOVES = {
	improved: '進捗が改善',
	worse: '進捗が悪化',
	same: '変わらず',
	'not-comparable': '比較できず'
} as const;
export type Move = keyof typeof MOVES;

/** Why a status moved, or why two years cannot be compared. */
export const MOVE_CAUSES = {
	'target-revised': '目標の改定',
	carried: '値の据え置き',
	new: '新規',
	'no-survey': '調査なし',
	unknown: '未把握',
	suppressed: '秘匿',
	'not-applicable': '該当なし',
	'not-entered': '未入力',
	unconfirmed: '未確定',
	'no-target': '目標なし',
	'unknown-in-period': '期間の累計が不明',
	'kind-mismatch': '実績と目標の種類違い',
	'no-method': '判定基準に判定方法なし',
	'no-baseline': '基準値なし',
	'no-earlier-value': '前回の実績なし',
	'rate-undefined': '率を計算できない',
	'no-plan-years': '計画の年度が不明',
	'nothing-due': '計画の期間前',
	'first-year': '計画の初年度',
	'carried-not-judged': '据え置きは判定しない',
	exception: '判定基準の例外',
	'other-grade': '判定基準の区分外',
	ended: '終了・対象外'
} as const;
export type MoveCause = keyof typeof MOVE_CAUSES;

/** One KPI in the earlier and the later year, by one rule; null where it did not exist in the year's plan. */
export interface MoveSubject {
	readonly id: number;
	readonly before: StatusOf | null;
	readonly after: (StatusOf & { readonly carried: boolean }) | null;
	/** The later year's judgement against the target before its revision; null where the target was not revised. */
	readonly afterUnrevised: StatusOf | null;
}

export interface KpiMove {
	readonly id: number;
	readonly move: Move;
	readonly cause: MoveCause | null;
	/** How N changes by this KPI: it enters, leaves, or neither. */
	readonly judged: 'enters' | 'leaves' | null;
}

/**
 * Compares two years of one KPI, both judged by one rule. 改善 and 悪化 go by the order of its categories; `target-revised`
 * stands where the move would have been another against the target before its revision.
 */
export function moveOf({ id, before, after, afterUnrevised }: MoveSubject, scale: Scale): KpiMove {
	const [was, is] = [before !== null && isJudged(before.status), after !== null && isJudged(after.status)];
	const judged = was === is ? null : is ? 'enters' : 'leaves';
	if (!before || !after || !was || !is)
		return { id, move: 'not-comparable', cause: incomparableCause(before, after), judged };
	const direction = (to: StatusOf) => directionOf(rankIn(scale, to) - rankIn(scale, before));
	const move = direction(after);
	const revised =
		afterUnrevised !== null && isJudged(afterUnrevised.status) && direction(afterUnrevised) !== move;
	return { id, move, cause: revised ? 'target-revised' : after.carried ? 'carried' : null, judged };
}

function directionOf(steps: number): Exclude<Move, 'not-comparable'> {
	return steps < 0 ? 'improved' : steps > 0 ? 'worse' : 'same';
}

/** The later year's obstacle first: it is the one somebody can still do something about. */
function incomparableCause(before: StatusOf | null, after: StatusOf | null): MoveCause {
	if (!after) return 'ended';
	if (!isJudged(after.status)) return causeOf(after);
	if (!before || before.status === 'outside' || before.reasonCode === 'not-after-baseline') return 'new';
	return causeOf(before);
}

/** A grade without a judged status is none that a rule can give today; stored ones still have a word. */
function causeOf({ reasonCode }: StatusOf): MoveCause {
	return isUnjudged(reasonCode) ? CAUSES[reasonCode] : 'other-grade';
}

function isUnjudged(code: ReasonCode): code is UnjudgedCode {
	return Object.hasOwn(CAUSES, code);
}

/** Every reason has a word: a new one does not compile without. */
const CAUSES: Readonly<Record<UnjudgedCode, MoveCause>> = {
	'no-survey': 'no-survey',
	unknown: 'unknown',
	suppressed: 'suppressed',
	'not-applicable': 'not-applicable',
	'not-entered': 'not-entered',
	unconfirmed: 'unconfirmed',
	'unknown-year-in-period': 'unknown-in-period',
	'kind-mismatch': 'kind-mismatch',
	'explicit-none': 'no-target',
	'not-in-edition': 'no-target',
	'not-set': 'no-target',
	'no-target': 'no-target',
	'not-begun': 'new',
	'plan-not-begun': 'new',
	'period-not-begun': 'new',
	'not-after-baseline': 'new',
	ended: 'ended',
	retired: 'ended',
	'plan-ended': 'ended',
	'period-ended': 'ended',
	'kind-not-in-rule': 'no-method',
	'no-baseline': 'no-baseline',
	'no-earlier-value': 'no-earlier-value',
	'rate-undefined': 'rate-undefined',
	'no-plan-years': 'no-plan-years',
	'nothing-due': 'nothing-due',
	'first-year': 'first-year',
	'carried-not-judged': 'carried-not-judged',
	exception: 'exception'
};

export interface MoveSummary {
	/** KPIs per move, with how many by a revised target and the other causes, most frequent first. */
	readonly moves: Readonly<Record<Move, { readonly count: number; readonly causes: readonly CauseCount[] }>>;
	/** Every change of N by name: the ids that entered and left. */
	readonly entered: readonly number[];
	readonly left: readonly number[];
}

export interface CauseCount {
	readonly cause: MoveCause;
	readonly label: string;
	readonly count: number;
}

/** Counts moves for the overview. */
export function summariseMoves(list: readonly KpiMove[]): MoveSummary {
	const of = (move: Move) => {
		const moved = list.filter((each) => each.move === move);
		return { count: moved.length, causes: causeCounts(moved) };
	};
	return {
		moves: {
			improved: of('improved'),
			worse: of('worse'),
			same: of('same'),
			'not-comparable': of('not-comparable')
		},
		entered: list.filter((each) => each.judged === 'enters').map((each) => each.id),
		left: list.filter((each) => each.judged === 'leaves').map((each) => each.id)
	};
}

function causeCounts(moved: readonly KpiMove[]): CauseCount[] {
	const counts = new Map<MoveCause, number>();
	for (const { cause } of moved) if (cause) counts.set(cause, (counts.get(cause) ?? 0) + 1);
	return [...counts]
		.map(([cause, count]) => ({ cause, label: MOVE_CAUSES[cause], count }))
		.sort((a, b) => b.count - a.count);
}

/** 「うち目標の改定によるもの 1」 for 改善 and 悪化, 「調査なし 6、新規 5」 for 比較できず; empty without a cause. */
export function causeText(move: Move, causes: readonly CauseCount[]): string {
	if (move === 'not-comparable') return causes.map(({ label, count }) => `${label} ${count}`).join('、');
	const revised = causes.find(({ cause }) => cause === 'target-revised');
	return revised ? `うち目標の改定によるもの ${revised.count}` : '';
}
