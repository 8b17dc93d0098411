import { eraFiscalYear, formatEraDateTime } from '#lib/domain/fiscal-year.ts';
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
import { readSheets, type KpiSheet } from '../sheets.ts';
import { addressOf, locate, screenSequence, type Kept, type Position, type ScreenPlace } from './sequence.ts';
import { attentionTable, type AttentionTable } from './attention.ts';

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
	readonly attention: AttentionTable;
	readonly addressOf: (place: ScreenPlace) => string;
	readonly frame: (place: ScreenPlace, beside?: ScreenPlace) => ScreenFrame;
}

/** Seconds of the automatic advance that may be asked for. */
const PACES = ['15', '30', '60'];
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
	const { rows, attention } = attentionTable(sheets, year, rule);
	const sequence = screenSequence({
		nodes: nodes.map(({ code }) => code),
		attentionPages: attention.pages.length,
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
