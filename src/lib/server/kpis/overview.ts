import type { AskedCounts } from '#lib/domain/asked.ts';
import { eraFiscalYear, formatFiscalYear, formatYearRange } from '#lib/domain/fiscal-year.ts';
import { causeText, MOVES, summariseMoves, type Move } from '#lib/domain/judging/moves.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import { STANDARD } from '#lib/domain/judging/rule.ts';
import { countByScale, rankIn, type Scale } from '#lib/domain/judging/scale.ts';
import { categoryWord, headline } from '#lib/domain/judging/summary.ts';
import type { Status } from '#lib/domain/model.ts';
import type { GroupWhy } from '#lib/views/group-why.ts';
import type { Database } from '../db/client.ts';
import { refOf } from '../judgements/rules/rules.ts';
import {
	basicPlanFor,
	currentPlan,
	listBasicPlans,
	listCalledYears,
	listEditions,
	readTree,
	type TreeNode
} from '../plan/queries.ts';
import { readCompleteness } from './completeness.ts';
import { countYear, isCalled, sheetsUnder, type GroupCounts } from './counts.ts';
import { defaultEdition, editionTitle } from './window/edition-choice.ts';
import { readGroupWhy, whyYears } from './group-why.ts';
import { readScales, ruleChangeText, type YearScale } from './scales.ts';
import { readSheets, yearOf, type KpiSheet } from './sheets.ts';
import { readTrend, type Trend } from './trend.ts';
import { readYearBefore } from './year-before.ts';
import { readMoves } from './year-moves.ts';

/** A KPI to look at now. */
export interface AttentionItem {
	readonly code: string;
	readonly name: string;
	readonly status: Status;
	/** In the words of the rule that judged: 「遅れ」, 「D（遅れ）」. */
	readonly word: string;
}

/** A chapter or goal of the overview's table. */
export interface OverviewRow {
	readonly code: string;
	readonly field: string | null;
	readonly name: string;
	readonly kpis: number;
	readonly counts: GroupCounts | null;
	/** Worst first, at most three. */
	readonly attention: readonly AttentionItem[];
	readonly more: number;
}

export interface OverviewMove {
	readonly move: Move;
	readonly label: string;
	readonly count: number;
	readonly note: string;
}

/** 前年度からの動き, with every change of N by name. */
export interface OverviewMoves {
	/** What is compared: 「達成から後退までの区分の動きです。」, and a changed rule by name. */
	readonly about: string;
	readonly rows: readonly OverviewMove[];
	readonly entered: readonly { code: string; name: string }[];
	readonly left: readonly { code: string; name: string }[];
	readonly why: GroupWhy;
}

/** The rule in force. */
export interface OverviewRule {
	readonly ref: string;
	readonly title: string;
	/** The year before was judged by this one; null where it was the same. */
	readonly before: string | null;
}

export interface Overview {
	readonly year: number;
	readonly yearName: string;
	readonly years: readonly { readonly year: number; readonly text: string }[];
	readonly term: { readonly code: string; readonly name: string };
	/** 「第六次釜石市総合計画 前期基本計画（令和3〜7年度）」 */
	readonly lead: string;
	readonly finding: string;
	/** The basic plan's last year: its final evaluation belongs to it. */
	readonly isLastYear: boolean;
	readonly isSample: boolean;
	readonly kpis: number;
	/** Null while the year's results have not been called for. */
	readonly counts: GroupCounts | null;
	readonly completeness: AskedCounts | null;
	/** The rule in force, where it is not 標準 as delivered or not the year before's: a changed rule is never silent. */
	readonly rule: OverviewRule | null;
	/** The edition whose targets judge the year, and how many KPIs are judged by the final target. */
	readonly judgedBy: { readonly editions: readonly { id: number; name: string }[]; readonly byFinal: number };
	readonly moves: OverviewMoves | null;
	readonly parts: readonly {
		readonly code: string;
		readonly heading: string;
		readonly rows: readonly OverviewRow[];
	}[];
	readonly trend: Trend;
}

/** KPIs that are late in a year, worst first; within a category in the plan's order. */
export function attentionIn(sheets: readonly KpiSheet[], year: number, scale: Scale): AttentionItem[] {
	return sheets
		.flatMap((sheet) => {
			const { judgement } = yearOf(sheet, year);
			if (judgement === null || !LATE.has(judgement.status)) return [];
			const { code, name } = sheet;
			const { status, own } = judgement;
			const word = statusWord(status, own?.label ?? null);
			return [{ item: { code, name, status, word }, rank: rankIn(scale, judgement) }];
		})
		.sort((a, b) => b.rank - a.rank)
		.map(({ item }) => item);
}

/** Everything the home page says of a fiscal year. @throws DomainError `not-found` for a year of no basic plan. */
export function readOverview(database: Database, year: number, today: string): Overview {
	const plan = currentPlan(database);
	const term = basicPlanFor(database, year);
	const tree = readTree(database, term.id);
	const sheets = readSheets(database, {
		basicPlanId: term.id,
		years: whyYears(term.firstYear, year),
		namedIn: year,
		today
	});
	const scales = readScales(database);
	const { scale } = scales(year);
	const counts = countYear(sheets, year, scale);
	const yearName = eraFiscalYear(year);
	return {
		year,
		yearName,
		years: yearChoices(database),
		term: { code: term.code, name: term.name },
		lead: `${plan.name} ${term.name}（${formatYearRange(term.firstYear, term.lastYear)}）`,
		finding:
			counts === null
				? `${yearName}の実績は、まだ照会していません`
				: `${yearName}は、${headline(countSheets(sheets, year, scale))}`,
		isLastYear: year === term.lastYear,
		isSample: sheets.some(({ isSample }) => isSample),
		kpis: sheets.length,
		counts,
		completeness: counts && readCompleteness(database, sheets, year, today),
		rule: ruleOf(scales, year),
		judgedBy: judgedBy(database, sheets, year),
		moves: counts && isCalled(sheets, year - 1) ? movesOf(database, sheets, year, scales) : null,
		parts: tree.map((part) => ({
			code: part.code,
			heading: [part.number, part.name].filter(Boolean).join('　'),
			rows: part.children.map((node) => rowOf(node, sheetsUnder(node, sheets), year, scale))
		})),
		trend: readTrend(database, year)
	};
}

const LATE: ReadonlySet<Status> = new Set(['slightly-behind', 'behind', 'regressed']);
const SHOWN_ATTENTION = 3;
const SHOWN_GAPS = 3;

function countSheets(sheets: readonly KpiSheet[], year: number, scale: Scale) {
	return countByScale(
		scale,
		sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? [])
	);
}

function yearChoices(database: Database): { year: number; text: string }[] {
	const called = new Set(listCalledYears(database));
	return listBasicPlans(database).flatMap(({ firstYear, lastYear }) =>
		Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index).map((year) => ({
			year,
			text: formatFiscalYear(year) + (called.has(year) ? '' : '　照会前')
		}))
	);
}

function rowOf(node: TreeNode, sheets: readonly KpiSheet[], year: number, scale: Scale): OverviewRow {
	const attention = attentionIn(sheets, year, scale);
	const only = node.children.length === 1 ? node.children[0] : undefined;
	const field = node.field ?? only?.field ?? null;
	return {
		code: node.code,
		field: field === null ? node.subtitle : `〈${field}〉`,
		name: node.name,
		kpis: sheets.length,
		counts: countYear(sheets, year, scale),
		attention: attention.slice(0, SHOWN_ATTENTION),
		more: Math.max(0, attention.length - SHOWN_ATTENTION)
	};
}

/** Null under 標準 as delivered where the year before had it too: a changed rule is never silent. */
function ruleOf(scales: (year: number) => YearScale, year: number): OverviewRule | null {
	const [before, { ref, title }] = [scales(year - 1), scales(year)];
	const isSame = before.ref === ref;
	if (isSame && ref === refOf(STANDARD)) return null;
	return { ref, title, before: isSame ? null : before.title };
}

/** 「達成から後退までの区分の動きです。」 */
function movesAbout(scales: (year: number) => YearScale, year: number): string {
	const { graded } = scales(year).scale;
	const [best, worst] = [graded[0], graded.at(-1)];
	if (best === undefined || worst === undefined) return '';
	return `${categoryWord(best)}から${categoryWord(worst)}までの区分の動きです。${ruleChangeText(scales, year)}`;
}

function judgedBy(database: Database, sheets: readonly KpiSheet[], year: number): Overview['judgedBy'] {
	const editions = listEditions(database);
	const targets = sheets.map((sheet) => yearOf(sheet, year).target);
	const used = new Set(targets.map(({ editionId }) => editionId));
	const judging = editions.filter(({ id }) => used.has(id));
	const adopted = editions.filter(
		({ state, firstYear, lastYear }) => state === 'adopted' && firstYear <= year && year <= lastYear
	);
	const fallback = defaultEdition(adopted, year);
	return {
		editions: (judging.length > 0 ? judging : fallback === null ? [] : [fallback]).map((row) => ({
			id: row.id,
			name: editionTitle(row)
		})),
		byFinal: targets.filter((target) => target.kind === 'target' && target.source === 'final').length
	};
}

function movesOf(
	database: Database,
	sheets: readonly KpiSheet[],
	year: number,
	scales: (year: number) => YearScale
): OverviewMoves {
	const before = readYearBefore(database, sheets, year);
	const list = readMoves(database, sheets, before, year);
	const summary = summariseMoves(list);
	const named = (ids: readonly number[]) =>
		sheets.filter(({ id }) => ids.includes(id)).map(({ code, name }) => ({ code, name }));
	return {
		about: movesAbout(scales, year),
		rows: (Object.keys(MOVES) as Move[]).map((move) => ({
			move,
			label: MOVES[move],
			count: summary.moves[move].count,
			note: causeText(move, summary.moves[move].causes)
		})),
		entered: named(summary.entered),
		left: named(summary.left),
		why: readGroupWhy(
			database,
			sheets,
			{ before, moves: list },
			{ year, editions: listEditions(database), shown: SHOWN_GAPS }
		)
	};
}
