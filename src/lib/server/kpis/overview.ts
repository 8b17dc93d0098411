import { asc } from 'drizzle-orm';
import { eraFiscalYear, formatFiscalYear, formatYearRange } from '#lib/domain/fiscal-year.ts';
import { causeText, MOVES, summariseMoves, type Move } from '#lib/domain/judging/moves.ts';
import { countLabels, type LabelCount } from '#lib/domain/judging/compare-rules.ts';
import { statusWord } from '#lib/domain/judging/own-word.ts';
import { STANDARD } from '#lib/domain/judging/rule.ts';
import { headline, isJudged, summarise } from '#lib/domain/judging/summary.ts';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import type { ReasonCode } from '#lib/domain/judging/judgement.ts';
import type { GroupWhy } from '#lib/group-why.ts';
import type { Database } from '../db/client.ts';
import { judgement } from '../db/schema/index.ts';
import { adoptionIn, readAdoptions } from '../judgements/rules/adoptions.ts';
import { refOf, ruleTitle } from '../judgements/rules/rules.ts';
import {
	basicPlanFor,
	currentPlan,
	listBasicPlans,
	listCalledYears,
	listEditions,
	readTree,
	type TreeNode
} from '../plan/queries.ts';
import { countGroup, countYear, sheetsUnder, type GroupCounts } from './counts.ts';
import { defaultEdition, editionTitle } from './window/edition-choice.ts';
import { readGroupWhy, whyYears } from './group-why.ts';
import { readSheets, yearOf, type KpiSheet } from './sheets.ts';
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
	readonly rows: readonly OverviewMove[];
	readonly entered: readonly { code: string; name: string }[];
	readonly left: readonly { code: string; name: string }[];
	readonly why: GroupWhy;
}

/** A rule other than 標準, with how many KPIs have each of its own labels. */
export interface OverviewRule {
	readonly ref: string;
	readonly title: string;
	/** The year before was judged by this one; null where it was the same. Moves compare two rules then. */
	readonly before: string | null;
	readonly labels: readonly LabelCount[];
}

export interface TrendYear {
	readonly year: number;
	readonly name: string;
	readonly isShown: boolean;
	readonly counts: GroupCounts;
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
	readonly completeness: { readonly confirmed: number; readonly asked: number } | null;
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
	readonly trend: readonly TrendYear[];
}

/** How many of the KPIs asked for in a year are confirmed. 対象外 and years without a survey are not asked for. */
export function completenessOf(
	sheets: readonly KpiSheet[],
	year: number
): { confirmed: number; asked: number } {
	const asked = sheets
		.map((sheet) => yearOf(sheet, year))
		.filter(
			({ judgement }) =>
				judgement !== null && judgement.status !== 'outside' && judgement.reasonCode !== 'no-survey'
		);
	return { asked: asked.length, confirmed: asked.filter(({ actual }) => actual !== null).length };
}

/** KPIs that are late in a year, worst first; within a status in the plan's order. */
export function attentionIn(sheets: readonly KpiSheet[], year: number): AttentionItem[] {
	const order: readonly Status[] = JUDGED_STATUSES;
	return sheets
		.flatMap((sheet) => {
			const { status, own } = yearOf(sheet, year).judgement ?? {};
			if (status === undefined || !LATE.has(status)) return [];
			const word = statusWord(status, own?.label ?? null);
			return [{ code: sheet.code, name: sheet.name, status, word }];
		})
		.sort((a, b) => order.indexOf(b.status) - order.indexOf(a.status));
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
	const counts = countYear(sheets, year);
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
				: `${yearName}は、${headline(summariseYear(sheets, year))}`,
		isLastYear: year === term.lastYear,
		isSample: sheets.some(({ isSample }) => isSample),
		kpis: sheets.length,
		counts,
		completeness: counts && completenessOf(sheets, year),
		rule: ruleOf(database, sheets, year),
		judgedBy: judgedBy(database, sheets, year),
		moves: counts && countYear(sheets, year - 1) ? movesOf(database, sheets, year) : null,
		parts: tree.map((part) => ({
			code: part.code,
			heading: [part.number, part.name].filter(Boolean).join('　'),
			rows: part.children.map((node) => rowOf(node, sheetsUnder(node, sheets), year))
		})),
		trend: readTrend(database, year)
	};
}

const LATE: ReadonlySet<Status> = new Set(['slightly-behind', 'behind', 'regressed']);
const SHOWN_ATTENTION = 3;
const SHOWN_GAPS = 3;

function summariseYear(sheets: readonly KpiSheet[], year: number) {
	return summarise(sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? []));
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

function rowOf(node: TreeNode, sheets: readonly KpiSheet[], year: number): OverviewRow {
	const attention = attentionIn(sheets, year);
	const only = node.children.length === 1 ? node.children[0] : undefined;
	const field = node.field ?? only?.field ?? null;
	return {
		code: node.code,
		field: field === null ? node.subtitle : `〈${field}〉`,
		name: node.name,
		kpis: sheets.length,
		counts: countYear(sheets, year),
		attention: attention.slice(0, SHOWN_ATTENTION),
		more: Math.max(0, attention.length - SHOWN_ATTENTION)
	};
}

function ruleOf(database: Database, sheets: readonly KpiSheet[], year: number): OverviewRule | null {
	const adoptions = readAdoptions(database);
	const rule = adoptionIn(adoptions, year)?.rule;
	if (rule === undefined) return null;
	const before = adoptionIn(adoptions, year - 1)?.rule;
	const isSame = before === undefined || refOf(before) === refOf(rule);
	if (isSame && refOf(rule) === refOf(STANDARD)) return null;
	const judgements = sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? []);
	return {
		ref: refOf(rule),
		title: ruleTitle(rule),
		before: isSame ? null : ruleTitle(before),
		labels:
			judgements.length === 0 ? [] : countLabels(rule, judgements).filter(({ status }) => isJudged(status))
	};
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

function movesOf(database: Database, sheets: readonly KpiSheet[], year: number): OverviewMoves {
	const list = readMoves(database, sheets, year);
	const summary = summariseMoves(list);
	const named = (ids: readonly number[]) =>
		sheets.filter(({ id }) => ids.includes(id)).map(({ code, name }) => ({ code, name }));
	return {
		rows: (Object.keys(MOVES) as Move[]).map((move) => ({
			move,
			label: MOVES[move],
			count: summary.moves[move].count,
			note: causeText(move, summary.moves[move].causes)
		})),
		entered: named(summary.entered),
		left: named(summary.left),
		why: readGroupWhy(database, sheets, list, { year, editions: listEditions(database), shown: SHOWN_GAPS })
	};
}

/** Counts of every called year, each over the KPIs of its own basic plan. */
function readTrend(database: Database, shown: number): TrendYear[] {
	const byYear = Map.groupBy(
		database
			.select({ year: judgement.fiscalYear, status: judgement.status, reasonCode: judgement.reasonCode })
			.from(judgement)
			.orderBy(asc(judgement.fiscalYear))
			.all(),
		({ year }) => year
	);
	return [...byYear].map(([year, rows]) => ({
		year,
		name: eraFiscalYear(year),
		isShown: year === shown,
		counts: countGroup(
			rows.map(({ status, reasonCode }) => ({ status, reasonCode: reasonCode as ReasonCode }))
		)
	}));
}
