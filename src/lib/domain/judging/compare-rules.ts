/** 判定基準の試算: what changes when the same figures are judged by another rule. */
import { compare, subtract } from '#lib/domain/decimal.ts';
import { JUDGED_STATUSES, STATUSES, type Direction, type Status } from '#lib/domain/model.ts';
import { aggregate, type Aggregate } from './aggregate.ts';
import type { Assessment } from './judgement.ts';
import type { JudgementRule } from './rule.ts';
import { isJudged, type StatusOf } from './summary.ts';

/** How a KPI changes from the left rule to the right one; real changes first. */
export const RULE_CHANGES = {
	worse: '悪くなる',
	better: '良くなる',
	judged: '判定の有無が変わる',
	renamed: '呼び方だけ変わる（どちらも目標達成）'
} as const;
export type RuleChange = keyof typeof RULE_CHANGES;

/** What a comparison needs of one judgement. */
export type Graded = Pick<Assessment, 'status' | 'reasonCode' | 'own'>;

/** The same with whether the figure reached the target that the rule held it against (`targetMet`). */
export type Compared = Graded & { readonly isMet: boolean };

/** One line of a rule's counts: its own label and the common status it stands for. */
export interface LabelCount {
	readonly label: string;
	readonly status: Status;
	readonly count: number;
}

/** The label a rule prints for a judgement: its own, or 「標準」's word. */
export function labelOf(judgement: Pick<StatusOf, 'status' | 'own'>): string {
	return judgement.own?.label ?? STATUSES[judgement.status];
}

/** The rule's grades, best first, each with its label. Grades that share label and status stand once. */
export function gradesOf(rule: JudgementRule): { label: string; status: Status }[] {
	const all: { label: string; status: Status }[] =
		rule.method === 'standard'
			? JUDGED_STATUSES.map((status) => ({ label: rule.labels[status], status }))
			: rule.grades.map(({ label, status }) => ({ label, status }));
	return all.filter(
		(each, index) =>
			all.findIndex(({ label, status }) => label === each.label && status === each.status) === index
	);
}

/**
 * Counts by the rule's own labels, zeros included, best first; then 判定なし, 未確定, 未入力 and 対象外. Every judgement
 * is counted once, also one whose label is no longer among the rule's grades (it comes last of the graded).
 */
export function countLabels(rule: JudgementRule, judgements: readonly Graded[]): LabelCount[] {
	const counts = new Map<string, LabelCount>(
		gradesOf(rule).map((grade) => [keyOf(grade), { ...grade, count: 0 }])
	);
	const apart = new Map<string, LabelCount>(
		APART.map(({ label, status }) => [label, { label, status, count: 0 }])
	);
	for (const judgement of judgements) {
		const graded = isJudged(judgement.status);
		const label = graded ? labelOf(judgement) : apartLabel(judgement);
		const [map, key] = graded ? [counts, keyOf({ label, status: judgement.status })] : [apart, label];
		const found = map.get(key) ?? { label, status: judgement.status, count: 0 };
		map.set(key, { ...found, count: found.count + 1 });
	}
	return [...counts.values(), ...apart.values()];
}

const APART: readonly { label: string; status: Status }[] = [
	{ label: STATUSES.none, status: 'none' },
	{ label: '未確定', status: 'none' },
	{ label: STATUSES.missing, status: 'missing' },
	{ label: STATUSES.outside, status: 'outside' }
];

function apartLabel({ status, reasonCode }: Graded): string {
	return reasonCode === 'unconfirmed' ? '未確定' : STATUSES[status];
}

/**
 * How one KPI changes; null where it does not. The five common statuses decide. Only where both rules print the
 * same grades does a change of label within one status count too (評価点 4 → 3): an A beside 達成 is no change.
 * Where the target is met under both and each gives the best that it has, only the name changes: a rule whose best
 * grade counts as 順調 makes nothing of it worse.
 */
export function changeUnder(
	left: JudgementRule,
	right: JudgementRule,
	before: Compared,
	after: Compared
): RuleChange | null {
	const [was, is] = [isJudged(before.status), isJudged(after.status)];
	if (was !== is || (!was && before.status !== after.status)) return 'judged';
	if (!was) return null;
	const step = rank(after.status) - rank(before.status);
	if (step !== 0) {
		const isTop = bestOf(left) === before.status && bestOf(right) === after.status;
		if (isTop && before.isMet && after.isMet) return 'renamed';
		return step > 0 ? 'worse' : 'better';
	}
	const [grades, others] = [gradesOf(left), gradesOf(right)];
	const order = grades.map(({ label }) => label);
	if (order.length !== others.length || others.some(({ label }, index) => label !== order[index]))
		return null;
	const [from, to] = [order.indexOf(labelOf(before)), order.indexOf(labelOf(after))];
	if (from < 0 || to < 0 || from === to) return null;
	return to > from ? 'worse' : 'better';
}

/** Whether the compared figure reaches the target: inside a range, at the stage, on the good side of the figure. */
export function targetMet(
	{ comparison, difference }: Pick<Assessment, 'comparison' | 'difference'>,
	direction: Direction
): boolean {
	if (comparison === null) return false;
	const { figure, actual, target } = comparison;
	if (figure.kind === 'range')
		return [figure.low, figure.high].every(
			(bound, side) => compare(actual, bound) * (side === 0 ? 1 : -1) >= 0
		);
	if (figure.kind === 'stage') return compare(actual, target) >= 0;
	const away = difference ?? subtract(actual, target);
	return direction === 'decrease' ? away.n <= 0n : away.n >= 0n;
}

/** The best status that a rule's grades count as. */
function bestOf(rule: JudgementRule): Status | undefined {
	return gradesOf(rule)
		.map(({ status }) => status)
		.sort((a, b) => rank(a) - rank(b))[0];
}

function rank(status: Status): number {
	return (JUDGED_STATUSES as readonly Status[]).indexOf(status);
}

function keyOf({ label, status }: { label: string; status: Status }): string {
	return `${status}/${label}`;
}

/** The city's published mean or sum; null for a rule that has none. */
export function aggregateUnder(rule: JudgementRule, judgements: readonly Assessment[]): Aggregate | null {
	return rule.method === 'bands' ? aggregate(rule, judgements) : null;
}
