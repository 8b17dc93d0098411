/**
 * 区分: the categories in which the KPIs that one rule judged are counted, filtered and listed. A city that publishes
 * A/B/C counts A, B and C; under 「標準」 they are the common statuses.
 */
import { JUDGED_STATUSES, STATUSES, UNCONFIRMED, type Status } from '#lib/domain/model.ts';
import { gradesOf, labelOf } from './compare-rules.ts';
import { readsAlone, statusWord } from './own-word.ts';
import { STANDARD, type JudgementRule } from './rule.ts';
import { isGood, isJudged, type StatusOf } from './summary.ts';

export interface Category {
	/** Its name in addresses: that of the common status, or `own-` and the rule's own label. */
	readonly code: string;
	/** Its shape and colour; the worst one where the rule's label stands for several. */
	readonly status: Status;
	/** As the city prints it: A, ◎, 着実, 達成. */
	readonly label: string;
	/** The common word that stands with a label which cannot be read by itself: 順調 with A. Else empty. */
	readonly gloss: string;
	/** What the rule says that it stands for; empty under 「標準」. */
	readonly meaning: string;
}

export interface Scale {
	/** Whether any word differs from the common ones. */
	readonly isOwn: boolean;
	/** In the rule's own order, best first; a label that several grades share stands once. */
	readonly graded: readonly Category[];
	/** 判定なし, 未確定, 未入力, 対象外: always four, for which of them it is must stay readable. */
	readonly apart: readonly Category[];
}

export interface CategoryCount extends Category {
	readonly count: number;
}

/** A group counted by a scale: every KPI stands in exactly one category. */
export interface ScaleCounts {
	/** Every KPI handed in. */
	readonly total: number;
	/** N, 判定できた指標. */
	readonly judged: number;
	/** In categories that count as 達成 or 順調. */
	readonly good: number;
	/** Zeros included. A label that the rule no longer has comes last. */
	readonly graded: readonly CategoryCount[];
	readonly apart: readonly CategoryCount[];
}

/** The categories of a rule. A rule that passed `ruleProblems` is assumed. */
export function scaleOf(rule: JudgementRule): Scale {
	const graded = gradedOf(rule);
	const apart = apartOf(rule);
	const isOwn = [...graded, ...apart].some(
		({ code, label }) => code !== 'unconfirmed' && label !== STATUSES[code as Status]
	);
	return { isOwn, graded, apart };
}

/** The common statuses: the scale of 「標準」. */
export const COMMON_SCALE: Scale = scaleOf(STANDARD);

/** The category of a judgement. Total: a label that the scale does not have is a category of its own. */
export function categoryOf(scale: Scale, judged: StatusOf): Category {
	const found = isJudged(judged.status)
		? scale.graded.find(({ label }) => label === labelOf(judged))
		: scale.apart.find(({ code }) => code === commonCode(judged));
	return found ?? category(labelOf(judged), [judged.status], '', false);
}

/** The same judgement in the common words alone, for comparing what two rules say. */
export function inCommonWords({ status, reasonCode }: StatusOf): StatusOf {
	return { status, reasonCode };
}

/** Counts a group. A KPI with components is handed in once. */
export function countByScale(scale: Scale, judgements: readonly StatusOf[]): ScaleCounts {
	const counts = new Map<string, CategoryCount>(
		[...scale.graded, ...scale.apart].map((each) => [each.code, { ...each, count: 0 }])
	);
	for (const judgement of judgements) {
		const { code, ...rest } = categoryOf(scale, judgement);
		counts.set(code, { code, ...rest, count: (counts.get(code)?.count ?? 0) + 1 });
	}
	const all = [...counts.values()];
	const graded = all.filter(({ status }) => isJudged(status));
	return {
		total: judgements.length,
		judged: sum(graded),
		good: sum(graded.filter(({ status }) => isGood(status))),
		graded,
		apart: all.filter(({ status }) => !isJudged(status))
	};
}

/**
 * The names under which a judgement is found: its common status (未確定 is none of 判定なし), and the rule's own label.
 * Counting and filtering agree because both go by the same label.
 */
export function codesOf(judged: StatusOf): string[] {
	return [commonCode(judged), ...(isJudged(judged.status) ? [ownCode(labelOf(judged))] : [])];
}

/** Whether KPIs judged by both can be compared category by category; else only the common statuses can. */
export function hasSameCategories(a: Scale, b: Scale): boolean {
	return (
		a.graded.length === b.graded.length &&
		a.graded.every(({ label, status }, index) => {
			const other = b.graded[index];
			return label === other?.label && status === other.status;
		})
	);
}

/** Place of a category among the scale's own, best first; those apart, and what the scale does not have, after all. */
export function rankIn(scale: Scale, judged: StatusOf): number {
	const { code } = categoryOf(scale, judged);
	const rank = scale.graded.findIndex((each) => each.code === code);
	if (rank >= 0) return rank;
	return scale.graded.length + (isJudged(judged.status) ? 0 : 1);
}

/** Grades that share a label are one category: a city that prints 「○」 for two of them publishes one count. */
function gradedOf(rule: JudgementRule): Category[] {
	const grades = gradesOf(rule);
	return [...Map.groupBy(grades, ({ label }) => label)].map(([label, same]) => {
		const statuses = same.map(({ status }) => status);
		// A common name must mean all of its status: 順調 beside ほぼ順調 does not.
		const isCommon = grades.filter(({ status }) => statuses.includes(status)).length === 1;
		return category(
			label,
			statuses,
			meaningOf(rule, label),
			isCommon && label === STATUSES[statuses[0] ?? 'none']
		);
	});
}

function category(label: string, statuses: readonly Status[], meaning: string, isCommon: boolean): Category {
	const order: readonly Status[] = JUDGED_STATUSES;
	const ordered = [...new Set(statuses)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
	const status = ordered.at(-1) ?? 'none';
	const gloss = readsAlone(label) ? '' : ordered.map((each) => STATUSES[each]).join('・');
	return { code: isCommon ? status : ownCode(label), status, label, gloss, meaning };
}

function meaningOf(rule: JudgementRule, label: string): string {
	if (rule.method !== 'bands') return '';
	const meanings = rule.grades.flatMap((grade) =>
		grade.label === label && grade.meaning !== undefined ? [grade.meaning] : []
	);
	return [...new Set(meanings)].join('、');
}

function apartOf({ labels }: JudgementRule): Category[] {
	const named = (['none', 'missing', 'outside'] as const).map((status) => ({
		code: status as string,
		status: status as Status,
		label: statusWord(status, labels[status])
	}));
	const [none, ...rest] = named;
	const all = [
		...(none ? [none] : []),
		{ code: 'unconfirmed', status: 'none' as Status, label: UNCONFIRMED },
		...rest
	];
	return all.map((each) => {
		const isShared = all.filter(({ label }) => label === each.label).length > 1;
		const gloss = isShared && each.code !== 'unconfirmed' ? STATUSES[each.status] : '';
		return { ...each, gloss: gloss === each.label ? '' : gloss, meaning: '' };
	});
}

function commonCode({ status, reasonCode }: StatusOf): string {
	return status === 'none' && reasonCode === 'unconfirmed' ? 'unconfirmed' : status;
}

function ownCode(label: string): string {
	return `own-${label}`;
}

function sum(list: readonly CategoryCount[]): number {
	return list.reduce((total, { count }) => total + count, 0);
}
