/** Counts of KPIs by status as pages show them. Rates are never averaged. */
import { summarise, type StatusOf } from '#lib/domain/judging/summary.ts';
import { JUDGED_STATUSES, STATUSES, type Status } from '#lib/domain/model.ts';
import { flatten, type TreeNode } from '../plan/queries.ts';
import { yearOf, type KpiSheet } from './sheets.ts';

/** How many KPIs have one status; `filter` is its name in the address of the KPI list. */
export interface StatusCount {
	readonly status: Status;
	readonly label: string;
	readonly count: number;
	readonly filter: string;
}

/** A group's counts. 対象外 stands outside `asked`. */
export interface GroupCounts {
	/** Every KPI of the group, 対象外 included. */
	readonly total: number;
	/** Without 対象外. */
	readonly asked: number;
	/** N, 判定できた指標. */
	readonly judged: number;
	/** 達成 + 順調. */
	readonly good: number;
	/** The five judged statuses with their words, best first. */
	readonly graded: readonly StatusCount[];
	/** 判定なし, 未確定, 未入力, 対象外, each named. */
	readonly apart: readonly StatusCount[];
	/** One unit per KPI that is asked for; 未確定 is drawn like 判定なし. */
	readonly units: Partial<Record<Status, number>>;
}

/** Counts one group. */
export function countGroup(list: readonly StatusOf[]): GroupCounts {
	const { counts, unconfirmed, total, judged, good } = summarise(list);
	const named = (status: Status) => ({
		status,
		label: STATUSES[status],
		count: counts[status],
		filter: status
	});
	return {
		total,
		asked: total - counts.outside,
		judged,
		good,
		graded: JUDGED_STATUSES.map(named),
		apart: [
			named('none'),
			{ status: 'none', label: '未確定', count: unconfirmed, filter: 'unconfirmed' },
			named('missing'),
			named('outside')
		],
		units: { ...counts, none: counts.none + unconfirmed, outside: 0 }
	};
}

/** Counts the judged KPIs of a year; null where its results have not been called for. */
export function countYear(sheets: readonly KpiSheet[], year: number): GroupCounts | null {
	const judged = sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? []);
	return judged.length === 0 ? null : countGroup(judged);
}

/** The sheets of a node and everything below it. */
export function sheetsUnder(node: TreeNode, sheets: readonly KpiSheet[]): KpiSheet[] {
	const ids = new Set(flatten([node]).map(({ id }) => id));
	return sheets.filter(({ nodeId }) => ids.has(nodeId));
}
