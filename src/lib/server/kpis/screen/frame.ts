import { eraFiscalYear, formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import { rankIn, type Category } from '#lib/domain/judging/scale.ts';
import { categoryWord } from '#lib/domain/judging/summary.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { Context } from '../../command.ts';
import { readChangeCounter } from '../../live/changes.ts';
import { todayOf } from '../../clock.ts';
import {
	basicPlanFor,
	currentPlan,
	readTree,
	shownYear,
	type BasicPlanRow,
	type PlanRow,
	type TreeNode
} from '../../plan/queries.ts';
import { sheetsUnder } from '../counts.ts';
import { readCompleteness } from '../completeness.ts';
import { readScales, type YearScale } from '../scales.ts';
import { readSheets, yearOf, type KpiSheet } from '../sheets.ts';
import {
	addressOf,
	locate,
	packRows,
	screenSequence,
	type Kept,
	type Position,
	type ScreenPlace
} from './sequence.ts';
import { lineCount } from './text.ts';
import { emWidth } from '#lib/charts/screen-labels.ts';
import { comparedWithUnit, targetWithUnit } from './figures.ts';

/** What every committee screen carries: footer, neighbours, and how fresh it is. */
export interface ScreenFrame {
	readonly yearText: string;
	/** 「令和8年8月21日 14:05」 */
	readonly asOf: string;
	/** The same moment for the page's clock, ISO 8601. */
	readonly now: string;
	/** The change counter that the screen was read at. */
	readonly counter: number;
	/** n: of those, with a confirmed answer. Both are 0 before the year's results are called for. */
	readonly confirmed: number;
	/** N: KPIs asked for by now; what becomes final later in the year is not yet among them. */
	readonly asked: number;
	/** The same of those that become final later: without them more may be judged than is confirmed of `asked`. */
	readonly laterConfirmed: number;
	readonly later: number;
	readonly isSample: boolean;
	readonly number: number | null;
	readonly previous: string | null;
	readonly next: string | null;
	/** Addresses of the whole sequence, for jumps by number. */
	readonly addresses: readonly string[];
}

/** What the address asked for. */
export interface ScreenAsked {
	readonly year: string | null;
	readonly auto: string | null;
}

/** A row of the attention table. */
export interface AttentionRow {
	readonly code: string;
	readonly name: string;
	readonly target: string;
	readonly actual: string;
	readonly status: Status;
	/** The status in the words of the rule that judged: 「遅れ」, 「D（遅れ）」, 「改善必要」. */
	readonly word: string;
}

/** Everything the screens of one year are drawn from. */
export interface ScreenMaterial {
	readonly plan: PlanRow;
	readonly basicPlan: BasicPlanRow;
	readonly year: number;
	readonly nodes: readonly TreeNode[];
	readonly tree: readonly TreeNode[];
	readonly sheets: readonly KpiSheet[];
	/** The rule of the year, whose categories every screen counts in. */
	readonly rule: YearScale;
	readonly attention: readonly (readonly AttentionRow[])[];
	/** Width of the attention table's 状態 in canvas units, as its longest word needs it. */
	readonly statusWidth: number;
	readonly addressOf: (place: ScreenPlace) => string;
	readonly frame: (place: ScreenPlace, beside?: ScreenPlace) => ScreenFrame;
}

/** 遅れ and worse need attention: the statuses for which a department must say why. */
const ATTENTION = ['regressed', 'behind'] as const satisfies readonly Status[];
/** Seconds of the automatic advance that may be asked for. */
const PACES = ['15', '30', '60'];
/** The table's room on the canvas, and what a row takes of it, in one line or two. */
const TABLE_HEIGHT = 730;
const ROW_HEIGHT = [84, 120] as const;
/** The column 状態: icon and gaps, and the size of its words. */
const STATUS = { least: 210, most: 430, icon: 92, size: 44 } as const;
/** Characters of a line in the table's columns; of the name where 状態 takes its least. */
const COLUMN = { name: 19, figure: 6.6 } as const;

/**
 * Reads what the committee screens of a year show.
 * @throws DomainError `not-found` where the year is none of the plan or there is no plan yet.
 */
export function readScreenMaterial({ database, clock }: Context, asked: ScreenAsked): ScreenMaterial {
	// Read first: a change during the reading shows as a newer counter and is fetched again.
	const counter = readChangeCounter(database);
	const plan = currentPlan(database);
	const year = shownYear(database, asked.year);
	const basicPlan = basicPlanFor(database, year);
	const tree = readTree(database, basicPlan.id);
	const nodes = screenNodes(tree);
	const sheets = readSheets(database, {
		basicPlanId: basicPlan.id,
		years: [year],
		namedIn: year,
		today: todayOf(clock)
	});
	const rule = readScales(database)(year);
	const rows = attentionRows(sheets, year, rule);
	const statusWidth = statusWidthOf(rows);
	const attention = packRows(rows, (row) => rowHeight(row, statusWidth), TABLE_HEIGHT);
	const sequence = screenSequence({
		nodes: nodes.map(({ code }) => code),
		attentionPages: attention.length,
		attention: rows.map(({ code }) => code)
	});
	const kept = keptOf(asked, year);
	const completeness = readCompleteness(database, sheets, year, todayOf(clock));
	const now = clock.now();
	const frame = (place: ScreenPlace, beside?: ScreenPlace): ScreenFrame => ({
		yearText: eraFiscalYear(year),
		asOf: formatEraDateTime(now),
		now: now.toISOString(),
		counter,
		confirmed: completeness.confirmed,
		asked: completeness.asked,
		laterConfirmed: completeness.laterConfirmed,
		later: completeness.later,
		isSample: sheets.some(({ isSample }) => isSample),
		...neighbours(locate(sequence, place, beside), kept),
		addresses: sequence.map((each) => addressOf(each, kept))
	});
	return {
		plan,
		basicPlan,
		year,
		nodes,
		tree,
		sheets,
		rule,
		attention,
		statusWidth,
		addressOf: (place) => addressOf(place, kept),
		frame
	};
}

/** The nodes with a screen of their own: chapters directly under part 1, goals under part 2. A root without children is one itself. */
function screenNodes(tree: readonly TreeNode[]): TreeNode[] {
	return tree.flatMap((root) => (root.children.length > 0 ? root.children : [root]));
}

/** The node among `nodes` under which a KPI stands. */
export function nodeOf(nodes: readonly TreeNode[], sheet: KpiSheet): TreeNode | undefined {
	return nodes.find((node) => sheetsUnder(node, [sheet]).length > 0);
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

function attentionRows(sheets: readonly KpiSheet[], year: number, rule: YearScale): AttentionRow[] {
	return worstFirst(sheets, year, ATTENTION, rule).map((sheet) => {
		const shown = yearOf(sheet, year);
		return {
			code: sheet.code,
			name: sheet.name,
			target: targetWithUnit(sheet, shown),
			actual: comparedWithUnit(sheet, shown),
			status: shown.judgement?.status ?? 'none',
			word: statusWord(shown.judgement?.status ?? 'none', shown.judgement?.own?.label ?? null)
		};
	});
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

function keptOf({ year, auto }: ScreenAsked, shown: number): Kept {
	return {
		year: year === null || year.trim() === '' ? null : String(shown),
		auto: auto !== null && PACES.includes(auto) ? auto : null
	};
}

function neighbours({ number, previous, next }: Position, kept: Kept) {
	return {
		number,
		previous: previous && addressOf(previous, kept),
		next: next && addressOf(next, kept)
	};
}
