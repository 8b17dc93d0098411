/** The committee screen's table of KPIs that need attention: its rows in words, and how they are laid on the canvas. */
import { emWidth } from '#lib/charts/screen-labels.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import { rankIn, type Category } from '#lib/domain/judging/scale.ts';
import { categoryWord } from '#lib/domain/judging/summary.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { YearScale } from '../scales.ts';
import { yearOf, type KpiSheet, type SheetYear } from '../sheets.ts';
import { directionWord } from '../present.ts';
import { comparedWithUnit, heldFact } from './figures.ts';
import { packRows } from './sequence.ts';
import { lineCount } from './text.ts';

/** A row of the attention table. */
export interface AttentionRow {
	readonly code: string;
	readonly name: string;
	/** Which way is better: 「増やす」, 「減らす」, 「維持」. */
	readonly direction: string;
	/** 「46.0%」, 「R12 60.0%」 under 最終目標, 「最終目標 R12 60.0%」 among others. */
	readonly target: string;
	readonly actual: string;
	readonly status: Status;
	/** The status in the words of the rule that judged: 「遅れ」, 「D（遅れ）」, 「改善必要」. */
	readonly word: string;
}

/** The table, page by page. */
export interface AttentionTable {
	readonly pages: readonly (readonly AttentionRow[])[];
	/** What the targets are: 「目標」, 「最終目標」 where every status was judged against that. */
	readonly targetHead: string;
	/** Width of 状態 in canvas units, as its longest word needs it. */
	readonly statusWidth: number;
}

/** 遅れ and worse need attention: the statuses for which a department must say why. */
const ATTENTION = ['regressed', 'behind'] as const satisfies readonly Status[];
/** The table's room on the canvas, and what a row takes of it, in one line or two. */
const TABLE_HEIGHT = 730;
const ROW_HEIGHT = [84, 120] as const;
/** The column 状態: icon and gaps, and the size of its words. */
const STATUS = { least: 210, most: 430, icon: 92, size: 44 } as const;
/** Characters of a line in the table's columns; of the name where 状態 takes its least. */
const COLUMN = { name: 15.6, figure: 6.6 } as const;

/** The KPIs of a year that need attention, worst first; sheets read with `year`. */
export function attentionTable(
	sheets: readonly KpiSheet[],
	year: number,
	rule: YearScale
): { readonly rows: readonly AttentionRow[]; readonly attention: AttentionTable } {
	const worst = worstFirst(sheets, year, ATTENTION, rule);
	const targetHead = targetHeadOf(worst, year);
	const rows = worst.map((sheet) => rowOf(sheet, yearOf(sheet, year), targetHead));
	const statusWidth = statusWidthOf(rows);
	const pages = packRows(rows, (row) => rowHeight(row, statusWidth), TABLE_HEIGHT);
	return { rows, attention: { pages, targetHead, statusWidth } };
}

/** The worst first by the rule's own order; within a category in the plan's order. */
export function worstFirst(
	sheets: readonly KpiSheet[],
	year: number,
	statuses: readonly Status[],
	{ scale }: YearScale
): KpiSheet[] {
	return sheets
		.flatMap((sheet) => {
			const { judgement } = yearOf(sheet, year);
			if (judgement === null || !statuses.includes(judgement.status)) return [];
			return [{ sheet, rank: rankIn(scale, judgement) }];
		})
		.sort((a, b) => b.rank - a.rank)
		.map(({ sheet }) => sheet);
}

/**
 * 「後退が5指標、遅れが8指標」, 「Dが8指標」: what needs attention, in the rule's own words, worst first. Where the rule tells
 * one status apart in several categories, they stand together: 「遅れ（2〜0）が8指標」. Empty without a row.
 */
export function attentionWords(rows: readonly AttentionRow[], { scale }: YearScale): string {
	return ATTENTION.flatMap((status) => {
		const found = rows.filter((row) => row.status === status).length;
		if (found === 0) return [];
		return [
			`${statusWords(
				scale.graded.filter((each) => each.status === status),
				status
			)}が${found}指標`
		];
	}).join('、');
}

/** 「遅れ・後退」, 「C（後退）」: all that may need attention under a rule. */
export function attentionScope({ scale }: YearScale): string {
	const words = [...ATTENTION].reverse().flatMap((status) => {
		const own = scale.graded.filter((each) => each.status === status);
		return own.length === 0 ? [] : [statusWords(own, status)];
	});
	return words.join('・') || ATTENTION.map((status) => STATUSES[status]).join('・');
}

/** Labels that stand one by one in a headline; more are told by the first and the last. */
const MOST_LABELS = 2;

function statusWords(categories: readonly Category[], status: Status): string {
	const [first, ...more] = categories;
	if (first === undefined) return STATUSES[status];
	if (more.length === 0) return categoryWord(first);
	const labels = categories.map(({ label }) => label);
	const words = labels.length > MOST_LABELS ? `${labels[0]}〜${labels.at(-1)}` : labels.join('・');
	return `${STATUSES[status]}（${words}）`;
}

function rowOf(sheet: KpiSheet, shown: SheetYear, targetHead: string): AttentionRow {
	const status = shown.judgement?.status ?? 'none';
	return {
		code: sheet.code,
		name: sheet.name,
		direction: directionWord(sheet.revision.direction, sheet.revision.goal, sheet.isRank),
		target: targetUnder(targetHead, sheet, shown),
		actual: comparedWithUnit(sheet, shown),
		status,
		word: statusWord(status, shown.judgement?.own?.label ?? null)
	};
}

const FINAL_HEAD = '最終目標';

function targetHeadOf(sheets: readonly KpiSheet[], year: number): string {
	const isFinal = sheets.length > 0 && sheets.every((sheet) => yearOf(sheet, year).held.of === 'final');
	return isFinal ? FINAL_HEAD : '目標';
}

/** The head says once what all the targets are; among others, each that is not the year's own says it itself. */
function targetUnder(head: string, sheet: KpiSheet, shown: SheetYear): string {
	const { label, text } = heldFact(sheet, shown);
	if (head === FINAL_HEAD) return `${shortFiscalYear(shown.held.year)} ${text}`;
	return shown.held.of === 'year' ? text : `${label} ${text}`;
}

/** 210 for 「遅れ」; more for the longer labels of a city's own rule, which break at most. */
function statusWidthOf(rows: readonly AttentionRow[]): number {
	const longest = Math.max(0, ...rows.map(({ word }) => emWidth(word)));
	return Math.ceil(Math.min(STATUS.most, Math.max(STATUS.least, STATUS.icon + longest * STATUS.size)));
}

function rowHeight({ name, target, actual, word }: AttentionRow, statusWidth: number): number {
	const lost = (statusWidth - STATUS.least) / STATUS.size;
	const isLong =
		lineCount(name, COLUMN.name - lost) > 1 ||
		STATUS.icon + emWidth(word) * STATUS.size > statusWidth ||
		lineCount(target, COLUMN.figure) > 1 ||
		lineCount(actual, COLUMN.figure) > 1;
	return ROW_HEIGHT[isLong ? 1 : 0];
}
