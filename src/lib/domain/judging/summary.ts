/** Counts of a group of KPIs by status, and the sentences about them. Rates are never averaged. */
import { JUDGED_STATUSES, STATUSES, type Status } from '#lib/domain/model.ts';
import type { ReasonCode } from './judgement.ts';

/** What a summary needs of one judgement. */
export interface StatusOf {
	readonly status: Status;
	readonly reasonCode: ReasonCode;
}

export interface StatusSummary {
	/** Every KPI handed in. */
	readonly total: number;
	/** KPIs per status; `none` without the unconfirmed ones, which stand apart. */
	readonly counts: Readonly<Record<Status, number>>;
	/** 未確定: entered but not yet confirmed. */
	readonly unconfirmed: number;
	/** N, 判定できた指標. */
	readonly judged: number;
	/** 達成 + 順調. */
	readonly good: number;
}

/** Counts a group. A KPI with components is handed in once. */
export function summarise(judgements: readonly StatusOf[]): StatusSummary {
	const counts = Object.fromEntries(Object.keys(STATUSES).map((status) => [status, 0])) as Record<
		Status,
		number
	>;
	let unconfirmed = 0;
	for (const { status, reasonCode } of judgements) {
		if (status === 'none' && reasonCode === 'unconfirmed') unconfirmed++;
		else counts[status]++;
	}
	const judged = JUDGED_STATUSES.reduce((sum, status) => sum + counts[status], 0);
	return {
		total: judgements.length,
		counts,
		unconfirmed,
		judged,
		good: counts.achieved + counts['on-track']
	};
}

/** Whether a status counts in N. */
export function isJudged(status: Status): boolean {
	return (JUDGED_STATUSES as readonly Status[]).includes(status);
}

/** 「判定できた84指標のうち61指標が達成・順調です」 */
export function headline({ judged, good }: StatusSummary): string {
	if (judged === 0) return '判定できた指標はまだありません';
	return `判定できた${count(judged)}指標のうち${count(good)}指標が達成・順調です`;
}

/** 「達成・順調 61（判定できた84のうち）」 */
export function shortHeadline({ judged, good }: StatusSummary): string {
	return `達成・順調 ${count(good)}（判定できた${count(judged)}のうち）`;
}

/** What stands outside N, in a fixed order: 判定なし, 未確定, 未入力, 対象外; zeros included. */
export function apart({ counts, unconfirmed }: StatusSummary): readonly { label: string; count: number }[] {
	return [
		{ label: STATUSES.none, count: counts.none },
		{ label: '未確定', count: unconfirmed },
		{ label: STATUSES.missing, count: counts.missing },
		{ label: STATUSES.outside, count: counts.outside }
	];
}

/** 「判定なし 8、未確定 2、未入力 5」; empty where every KPI was judged. */
export function apartText(summary: StatusSummary): string {
	return apart(summary)
		.filter((each) => each.count > 0)
		.map((each) => `${each.label} ${count(each.count)}`)
		.join('、');
}

function count(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
