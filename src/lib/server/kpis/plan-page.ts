import { eraFiscalYear, formatYearRange } from '#lib/domain/fiscal-year.ts';
import { countByScale, type Scale } from '#lib/domain/judging/scale.ts';
import { headline, leadWords } from '#lib/domain/judging/summary.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlanByCode,
	currentPlan,
	editionById,
	flatten,
	listBasicPlans,
	listCalledYears,
	listDistricts,
	listEditions,
	listPolicies,
	listPredecessors,
	nodeByCode,
	pathTo,
	readMaking,
	readTree,
	type BasicPlanRow,
	type EditionRow,
	type TreeNode
} from '../plan/queries.ts';
import { readEditionProjects, type EditionProject } from '../projects/queries.ts';
import { countYear, isCalled, sheetsUnder, type GroupCounts } from './counts.ts';
import { defaultEdition, editionOption, editionTitle, overlaps } from './window/edition-choice.ts';
import { listKpisAt } from './find.ts';
import { readGroupWhy, whyYears } from './group-why.ts';
import { nodeHeading } from './headings.ts';
import { readScales } from './scales.ts';
import { readSheets, yearOf, type KpiSheet } from './sheets.ts';
import { readNodeWindow, type WindowReader } from './window/queries.ts';
import { projectsAt, windowYears } from './window/window.ts';
import { readYearBefore } from './year-before.ts';
import { readMoves } from './year-moves.ts';

/** A node of the tree with its counts. */
export interface CountedNode {
	readonly code: string;
	readonly depth: number;
	readonly levelName: string;
	readonly heading: string;
	readonly subtitle: string | null;
	readonly isSample: boolean;
	readonly kpis: number;
	readonly counts: GroupCounts | null;
	readonly children: readonly CountedNode[];
}

/** The page of a whole basic plan: its tree with the counts of the latest called year. @throws DomainError `not-found`. */
export function readPlanPage(database: Database, asked: string | null, today: string) {
	const plan = currentPlan(database);
	const terms = listBasicPlans(database);
	const term = asked === null ? currentTerm(database, terms) : basicPlanByCode(database, asked);
	const year = countedYear(database, term);
	const { scale } = readScales(database)(year);
	const sheets = readSheets(database, { basicPlanId: term.id, years: [year], namedIn: year, today });
	const count = (list: readonly { code: string }[], code: string) =>
		list.filter((each) => each.code === code).length;
	const policies = sheets.flatMap((sheet) => sheet.policies);
	const districts = sheets.flatMap((sheet) => sheet.districts);
	const tree = readTree(database, term.id);
	return {
		plan: {
			name: plan.name,
			period: formatYearRange(plan.firstYear, plan.lastYear),
			vision: plan.vision,
			visionSubtitle: plan.visionSubtitle
		},
		terms: terms.map(({ code, name, firstYear, lastYear }) => ({
			code,
			name,
			period: formatYearRange(firstYear, lastYear)
		})),
		term: { code: term.code, name: term.name, period: formatYearRange(term.firstYear, term.lastYear) },
		year,
		yearName: eraFiscalYear(year),
		isCalled: isCalled(sheets, year),
		lead: leadWords(scale.graded),
		kpis: sheets.length,
		hasSamples: sheets.some(({ isSample }) => isSample) || flatten(tree).some(({ isSample }) => isSample),
		tree: tree.map((node) => countNode(node, sheets, year, scale)),
		policies: listPolicies(database, term.id).map((policy) => ({
			...policy,
			kpis: count(policies, policy.code)
		})),
		districts: listDistricts(database).map((district) => ({
			...district,
			kpis: count(districts, district.code)
		})),
		making: makingOf(database, plan.id)
	};
}

export type PlanPage = ReturnType<typeof readPlanPage>;

/** The page of one node. `asked` is an edition's id; null for the one that fits. @throws DomainError `not-found`. */
export function readNodePage(
	database: Database,
	termCode: string,
	code: string,
	asked: string | null,
	reader: WindowReader
) {
	const { today } = reader;
	currentPlan(database);
	const term = basicPlanByCode(database, termCode);
	const tree = readTree(database, term.id);
	const node = nodeByCode(tree, code, term);
	const year = countedYear(database, term);
	const nodes = flatten([node]);
	const { scale } = readScales(database)(year);
	const sheets = readSheets(database, {
		kpiIds: listKpisAt(
			database,
			nodes.map(({ id }) => id)
		),
		years: whyYears(term.firstYear, year),
		namedIn: year,
		today
	});
	const editions = listEditions(database).filter((edition) => overlaps(edition, term));
	const edition = asked === null ? defaultEdition(editions, year) : editionById(database, asked);
	const path = pathTo(tree, node.id);
	return {
		term: { code: term.code, name: term.name },
		path: path.slice(0, -1).map((above) => ({ code: above.code, heading: nodeHeading(above) })),
		node: {
			...countNode(node, sheets, year, scale),
			field: node.field,
			name: node.name,
			number: node.number
		},
		finding: findingOf(sheets, year, scale),
		why: whyOf(database, sheets, year),
		predecessors: listPredecessors(database, node.id).map((each) => ({
			...each,
			term: each.basicPlanCode,
			termName: listBasicPlans(database).find((row) => row.code === each.basicPlanCode)?.name ?? ''
		})),
		editions: editions.map(editionOption),
		edition: edition && {
			value: String(edition.id),
			name: editionTitle(edition),
			isDraft: edition.state === 'draft'
		},
		window:
			edition &&
			readNodeWindow(database, edition, { ...term, tree }, new Set(nodes.map(({ id }) => id)), reader),
		projects:
			edition && holdsProjects(node)
				? projectsOf(readEditionProjects(database, edition.id), nodes, edition)
				: null
	};
}

export type NodePage = ReturnType<typeof readNodePage>;

/** Null while one of the two years has no judgement to compare. */
function whyOf(database: Database, sheets: readonly KpiSheet[], year: number) {
	if (!isCalled(sheets, year) || !isCalled(sheets, year - 1)) return null;
	const before = readYearBefore(database, sheets, year);
	const moves = readMoves(database, sheets, before, year);
	return readGroupWhy(
		database,
		sheets,
		{ before, moves },
		{ year, editions: listEditions(database), shown: SHOWN_GAPS }
	);
}

const SHOWN_GAPS = 5;

/** The basic plan of the latest called year, else the first. */
function currentTerm(database: Database, terms: readonly BasicPlanRow[]): BasicPlanRow {
	const latest = listCalledYears(database).at(-1);
	const found = terms.find(
		({ firstYear, lastYear }) => latest !== undefined && firstYear <= latest && latest <= lastYear
	);
	return found ?? terms[0] ?? basicPlanByCode(database, '');
}

/** The year whose counts a basic plan shows: its latest called one, else its first. */
function countedYear(database: Database, term: BasicPlanRow): number {
	const called = listCalledYears(database).filter((year) => term.firstYear <= year && year <= term.lastYear);
	return called.at(-1) ?? term.firstYear;
}

function countNode(node: TreeNode, sheets: readonly KpiSheet[], year: number, scale: Scale): CountedNode {
	const own = sheetsUnder(node, sheets);
	return {
		code: node.code,
		depth: node.level.depth,
		levelName: node.level.name,
		heading: nodeHeading(node),
		subtitle: node.subtitle,
		isSample: node.isSample || own.some((sheet) => sheet.isSample),
		kpis: own.length,
		counts: countYear(own, year, scale),
		children: node.children.map((child) => countNode(child, own, year, scale))
	};
}

function findingOf(sheets: readonly KpiSheet[], year: number, scale: Scale) {
	const judged = sheets.flatMap((sheet) => yearOf(sheet, year).judgement ?? []);
	const yearName = eraFiscalYear(year);
	const text =
		sheets.length === 0
			? '重点業績成果指標（KPI）はありません'
			: judged.length === 0
				? `${yearName}の実績は、まだ照会していません`
				: `${yearName}は、${headline(countByScale(scale, judged))}`;
	return { text, year, yearName };
}

/** Measures, and the chapters right above them. */
function holdsProjects(node: TreeNode): boolean {
	return node.children.every((child) => child.children.length === 0);
}

function projectsOf(all: readonly EditionProject[], nodes: readonly TreeNode[], edition: EditionRow) {
	const years = windowYears(edition);
	const contents = new Map(all.map(({ code, content }) => [code, content]));
	const groups = nodes
		.map((node) => ({
			code: node.code,
			heading: nodeHeading(node),
			projects: projectsAt(all, node.id, years).map((line) => ({
				...line,
				content: contents.get(line.code) ?? ''
			}))
		}))
		.filter(({ projects }) => projects.length > 0);
	const counted = groups.flatMap(({ projects }) => projects.filter(({ isRepeat }) => !isRepeat));
	return {
		years: years.map((year) => eraFiscalYear(year)),
		groups,
		/** 再掲 counts nothing; null where no project plans money in the year. */
		totals: years.map((_, index) => {
			const amounts = counted.flatMap(({ money }) => money[index] ?? []);
			return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
		})
	};
}

function makingOf(database: Database, planId: number) {
	const { bodies, events } = readMaking(database, planId);
	return {
		sides: [...Map.groupBy(bodies, ({ side }) => side)].map(([side, list]) => ({
			side,
			bodies: list.map(({ name, role }) => ({ name, role }))
		})),
		years: [...Map.groupBy(events, ({ fiscalYear }) => fiscalYear)].map(([year, list]) => ({
			name: eraFiscalYear(year),
			months: [...Map.groupBy(list, ({ month }) => month)].map(([month, held]) => ({
				month,
				events: held.map(({ side, title, topic, datesText, isPostponed, isProvisional }) => ({
					side,
					title,
					topic,
					datesText,
					isPostponed,
					isProvisional
				}))
			}))
		}))
	};
}
