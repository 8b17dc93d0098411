/** 最終評価 of a basic plan: every KPI against its final target, counted by goal and chapter. */
import { and, eq } from 'drizzle-orm';
import { countFinal, type FinalCounts } from '#lib/domain/final-evaluation.ts';
import { eraFiscalYear, formatEraDate, formatYearRange } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import { reportingCycle } from '../../db/schema/index.ts';
import {
	basicPlanByCode,
	currentPlan,
	flatten,
	listBasicPlans,
	listEditions,
	pathTo,
	readTree,
	type BasicPlanRow,
	type TreeNode
} from '../../plan/queries.ts';
import { finalEntryOf, type FinalEntry } from './row.ts';
import { nodeHeading } from '../headings.ts';
import { readCompleteness } from '../completeness.ts';
import { countYear, sheetsUnder, type GroupCounts } from '../counts.ts';
import { readScales, type YearScale } from '../scales.ts';
import { readSheets, type KpiSheet } from '../sheets.ts';

/** `running`: the plan's years go on; `collecting`: they are over and its last figures come in; `final`: all closed. */
export type FinalState = 'running' | 'collecting' | 'final';

/** A node with the counts of its own KPIs and those below; `depth` is 0 right under a part. */
export interface FinalGroup {
	readonly code: string;
	readonly depth: number;
	readonly heading: string;
	readonly counts: FinalCounts;
}

/** The last year's judgements in the categories of a city's own rule, as the city publishes them. */
export interface FinalCategories {
	/** 「福岡市（第1版）」 */
	readonly rule: string;
	readonly year: number;
	/** Each KPI once. */
	readonly all: GroupCounts;
	readonly groups: readonly {
		readonly code: string;
		readonly depth: number;
		readonly heading: string;
		readonly counts: GroupCounts;
	}[];
}

export interface FinalChapter {
	readonly code: string;
	readonly heading: string;
	readonly above: string;
	readonly counts: FinalCounts;
	readonly measures: readonly {
		readonly code: string;
		readonly heading: string;
		readonly entries: readonly FinalEntry[];
	}[];
}

/** The page without the exact figures. @throws DomainError `not-found` for an unknown basic plan. */
export function readFinalPage(database: Database, termCode: string, today: string) {
	const { chapters, ...page } = readFinal(database, termCode, today);
	return {
		...page,
		chapters: chapters.map(({ measures, ...chapter }) => ({
			...chapter,
			measures: measures.map(({ entries, ...measure }) => ({
				...measure,
				rows: entries.map(({ shown }) => shown)
			}))
		}))
	};
}

export type FinalPage = ReturnType<typeof readFinalPage>;

/** Every KPI with its exact figures. @throws DomainError `not-found` for an unknown basic plan. */
export function readFinal(database: Database, termCode: string, today: string) {
	const plan = currentPlan(database);
	const term = basicPlanByCode(database, termCode);
	const state = stateOf(database, term, today);
	const sheets = readSheets(database, {
		basicPlanId: term.id,
		years: Array.from({ length: term.lastYear - term.firstYear + 1 }, (_, index) => term.firstYear + index),
		namedIn: term.lastYear,
		today
	});
	const editions = listEditions(database);
	const entries = sheets.map((sheet) => finalEntryOf(sheet, state === 'final', editions));
	const byNode = Map.groupBy(entries, ({ nodeId }) => nodeId);
	const tree = readTree(database, term.id);
	const under = (node: TreeNode) => flatten([node]).flatMap(({ id }) => byNode.get(id) ?? []);
	const completeness = readCompleteness(database, sheets, term.lastYear, today);
	const rule = readScales(database)(term.lastYear);
	const groupNodes = tree.flatMap((part) =>
		flatten([part])
			// Measures are too small a group to count.
			.filter((node) => node.children.length > 0 && node.id !== part.id)
			.map((node) => ({
				node,
				code: node.code,
				depth: pathTo(tree, node.id).length - 2,
				heading: nodeHeading(node)
			}))
	);
	return {
		plan: plan.name,
		term: {
			code: term.code,
			name: term.name,
			period: formatYearRange(term.firstYear, term.lastYear),
			lastYear: term.lastYear,
			lastYearName: eraFiscalYear(term.lastYear),
			endsOn: formatEraDate(`${term.lastYear + 1}-03-31`)
		},
		terms: listBasicPlans(database).map(({ code, name }) => ({ code, name })),
		state,
		completeness,
		isSample: sheets.some(({ isSample }) => isSample),
		counts: countFinal(entries.map(({ evaluation }) => evaluation)),
		groups: groupNodes
			.map(({ node, ...group }): FinalGroup => ({
				...group,
				counts: countFinal(under(node).map(({ evaluation }) => evaluation))
			}))
			.filter(({ counts }) => counts.total > 0),
		categories: categoriesOf(groupNodes, sheets, term.lastYear, rule),
		chapters: chaptersOf(tree, byNode)
	};
}

/** Null under the common words, which the table of KPIs says already, and before the last year is called for. */
function categoriesOf(
	nodes: readonly { node: TreeNode; code: string; depth: number; heading: string }[],
	sheets: readonly KpiSheet[],
	lastYear: number,
	{ title, scale }: YearScale
): FinalCategories | null {
	const all = scale.isOwn ? countYear(sheets, lastYear, scale) : null;
	if (all === null) return null;
	const groups = nodes.flatMap(({ node, ...group }) => {
		const counts = countYear(sheetsUnder(node, sheets), lastYear, scale);
		return counts === null ? [] : [{ ...group, counts }];
	});
	return { rule: title, year: lastYear, all, groups };
}

/** Final only when the results of the last year are closed; a plan's years end on March 31. */
function stateOf(database: Database, { lastYear }: BasicPlanRow, today: string): FinalState {
	if (today < `${lastYear + 1}-04-01`) return 'running';
	const cycle = database
		.select({ closedAt: reportingCycle.closedAt })
		.from(reportingCycle)
		.where(and(eq(reportingCycle.fiscalYear, lastYear), eq(reportingCycle.kind, 'final')))
		.get();
	return cycle?.closedAt == null ? 'collecting' : 'final';
}

/** The parents of the nodes that carry KPIs, in the order of the tree. */
function chaptersOf(
	tree: readonly TreeNode[],
	byNode: ReadonlyMap<number, readonly FinalEntry[]>
): FinalChapter[] {
	const chapters = new Map<number, { path: TreeNode[]; measures: FinalChapter['measures'][number][] }>();
	for (const node of flatten(tree)) {
		const entries = byNode.get(node.id) ?? [];
		if (entries.length === 0) continue;
		const path = pathTo(tree, node.id);
		const chapter = path.at(-2) ?? node;
		const entry = chapters.get(chapter.id) ?? { path: path.slice(0, -1), measures: [] };
		entry.measures.push({ code: node.code, heading: nodeHeading(node), entries });
		chapters.set(chapter.id, entry);
	}
	return [...chapters.values()].map(({ path, measures }) => {
		const [above, chapter] = [path.at(-2), path.at(-1)];
		return {
			code: chapter?.code ?? measures[0]?.code ?? '',
			heading: chapter ? nodeHeading(chapter) : (measures[0]?.heading ?? ''),
			above: above ? nodeHeading(above) : '',
			counts: countFinal(measures.flatMap(({ entries }) => entries.map(({ evaluation }) => evaluation))),
			measures
		};
	});
}
