/** Counts of KPIs by category as pages show them: those of the rule that judged the year. Rates are never averaged. */
import { countByScale, type CategoryCount, type Scale } from '#lib/domain/judging/scale.ts';
import { goodWords, leadWords, type GoodWords, type StatusOf } from '#lib/domain/judging/summary.ts';
import type { Status } from '#lib/domain/model.ts';
import { flatten, type TreeNode } from '../plan/queries.ts';
import { yearOf, type KpiSheet } from './sheets.ts';

/** How many KPIs stand in one category. */
export interface StatusCount {
	/** Shape and colour. */
	readonly status: Status;
	/** As the city prints it: 達成, A. */
	readonly label: string;
	/** The common word beside a label that cannot be read by itself; else empty. */
	readonly gloss: string;
	/** What the city's rule says that it stands for; empty under 「標準」. */
	readonly meaning: string;
	readonly count: number;
	/** Its name in the address of the KPI list. */
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
	/** In categories that count as 達成 or 順調. */
	readonly good: number;
	/** What the rule calls those: 「達成・順調」, 「A・B」; no label where it has none. */
	readonly goodWords: GoodWords;
	/** The count that stands before 「／全指標」: the good ones, or all judged where the rule has no such word. */
	readonly lead: GoodWords & { readonly count: number };
	/** The rule's own categories with zeros, best first. */
	readonly graded: readonly StatusCount[];
	/** 判定なし, 未確定, 未入力, 対象外, each named. */
	readonly apart: readonly StatusCount[];
}

/** Counts one group by the categories of the rule that judged it. */
export function countGroup(list: readonly StatusOf[], scale: Scale): GroupCounts {
	const { total, judged, good, graded, apart } = countByScale(scale, list);
	const outside = apart.find(({ status }) => status === 'outside')?.count ?? 0;
	return {
		total,
		asked: total - outside,
		judged,
		good,
		goodWords: goodWords(graded),
		lead: { ...leadWords(graded), count: goodWords(graded).label === '' ? judged : good },
		graded: graded.map(statusCount),
		apart: apart.map(statusCount)
	};
}

/** Counts the judged KPIs of a year; null where its results have not been called for. */
export function countYear(sheets: readonly KpiSheet[], year: number, scale: Scale): GroupCounts | null {
	const judged = sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? []);
	return judged.length === 0 ? null : countGroup(judged, scale);
}

/** Whether a year's results have been called for. */
export function isCalled(sheets: readonly KpiSheet[], year: number): boolean {
	return sheets.some((sheet) => yearOf(sheet, year).judgement !== null);
}

/** The sheets of a node and everything below it. */
export function sheetsUnder(node: TreeNode, sheets: readonly KpiSheet[]): KpiSheet[] {
	const ids = new Set(flatten([node]).map(({ id }) => id));
	return sheets.filter(({ nodeId }) => ids.has(nodeId));
}

function statusCount({ code, status, label, gloss, meaning, count }: CategoryCount): StatusCount {
	return { status, label, gloss, meaning, count, filter: code };
}
