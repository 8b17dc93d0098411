/** 小さな図の一覧: one small chart per KPI of a chapter, a goal or a department, on one time axis. */
import { DomainError } from '#lib/domain/errors.ts';
import { formatFiscalYear, shortFiscalYear, shortYearRange } from '#lib/domain/fiscal-year.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import type { Status } from '#lib/domain/model.ts';
import type { KpiChartData } from '#lib/charts/kpi-data.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlanByCode,
	basicPlanFor,
	currentPlan,
	flatten,
	listDepartments,
	nodeByCode,
	pathTo,
	readTree,
	shownYear,
	type BasicPlanRow,
	type TreeNode
} from '../plan/queries.ts';
import { nodeHeading } from './headings.ts';
import { CHART_SCALES, type ChartScale, type ChartsRequest } from './charts-request.ts';
import { inPlaces, onAxis, placeText, refusalText, scaleOfSheet, sharedAxis } from './common-chart.ts';
import { smallChartOf } from './small-chart.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from './sheets.ts';
import {
	baselineShown,
	comparedActual,
	figureState,
	figureWords,
	isSumUnknown,
	shownStatus
} from './shown.ts';

export interface SmallMultiple {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly direction: string;
	readonly measure: string;
	readonly isSample: boolean;
	/** The year's figure, else the last one before it; `year` says which. */
	readonly last: {
		readonly text: string;
		readonly unit: string;
		readonly year: string;
		readonly isWord: boolean;
		readonly isEarlier: boolean;
	};
	/** The year of the status. */
	readonly statusYear: string;
	readonly status: Status | null;
	readonly statusWord: string | null;
	readonly baseline: string;
	readonly final: string;
	readonly chart: KpiChartData | null;
	/** 「R6の進捗率 79.5 %」: the last figure's place on the common scale; null where it has none, and in the KPI's own unit. */
	readonly place: string | null;
	/** Why it is not on the common scale; null where it is, and in the KPI's own unit. */
	readonly refusal: string | null;
	/** The data as a table. */
	readonly years: readonly {
		readonly year: number;
		readonly label: string;
		readonly target: string;
		readonly actual: string;
		readonly status: Status | null;
		readonly statusWord: string | null;
	}[];
}

/**
 * The charts of what is asked for; of the plan's first chapter with KPIs where nothing is.
 * @throws DomainError `not-found` for a plan, node, department or year that is none.
 */
export function readSmallMultiples(database: Database, request: ChartsRequest) {
	const plan = currentPlan(database);
	const term = termOf(database, request);
	const year = yearIn(database, term, request.year);
	const tree = readTree(database, term.id);
	const departments = listDepartments(database, request.today);
	const department = departments.find(({ code }) => code === request.department) ?? null;
	if (request.department !== null && department === null)
		throw new DomainError(
			'not-found',
			`担当課「${request.department}」はありません。一覧から選び直してください。`
		);
	const all = readSheets(database, {
		basicPlanId: term.id,
		years: Array.from({ length: term.lastYear - term.firstYear + 1 }, (_, index) => term.firstYear + index),
		namedIn: year,
		today: request.today
	});
	const node =
		request.node !== null
			? nodeByCode(tree, request.node, term)
			: department === null
				? firstChapter(tree, all)
				: null;
	const ids = node && new Set(flatten([node]).map(({ id }) => id));
	const sheets = all.filter(
		(sheet) =>
			(ids === null || ids.has(sheet.nodeId)) &&
			(department === null || sheet.department?.code === department.code)
	);
	const subject = [node && nodeHeading(node), department?.name].filter(Boolean).join('・');
	return {
		plan: plan.name,
		term: { code: term.code, name: term.name },
		year,
		yearText: formatFiscalYear(year),
		span: shortYearRange(term.firstYear, term.lastYear),
		years: Array.from({ length: term.lastYear - term.firstYear + 1 }, (_, index) => ({
			year: term.firstYear + index,
			text: formatFiscalYear(term.firstYear + index)
		})),
		subject,
		chosen: { node: node?.code ?? '', department: department?.code ?? '' },
		nodes: flatten(tree)
			.filter((each) => each.children.length > 0)
			.map((each) => ({
				value: each.code,
				text: `${'　'.repeat(pathTo(tree, each.id).length - 1)}${nodeHeading(each)}`
			})),
		departments: departments.map(({ code, name }) => ({ value: code, text: name })),
		isSample: sheets.some(({ isSample }) => isSample),
		scale: request.scale,
		scales: Object.entries(CHART_SCALES).map(([value, text]) => ({ value, text })),
		charts: chartsOf(sheets, year, tree, request.scale)
	};
}

/** In the KPI's own unit, or all that can be on one axis; what has no place there keeps its unit and says why. */
function chartsOf(
	sheets: readonly KpiSheet[],
	year: number,
	tree: readonly TreeNode[],
	scale: ChartScale
): SmallMultiple[] {
	const charts = sheets.map((sheet) => multipleOf(sheet, yearOf(sheet, year), tree));
	if (scale === 'unit') return charts;
	const placed = sheets.map((sheet, index) => {
		const [chart, own] = [charts[index]?.chart ?? null, scaleOfSheet(sheet)];
		return chart === null || typeof own === 'string' ? null : inPlaces(chart, own);
	});
	const axis = sharedAxis(placed.filter((each) => each !== null));
	return charts.map((each, index) => {
		const [sheet, chart] = [sheets[index], placed[index] ?? null];
		if (sheet === undefined) return each;
		const own = scaleOfSheet(sheet);
		if (chart === null || typeof own === 'string')
			return { ...each, refusal: refusalText(own) ?? 'まだ図にする値がないため' };
		const newest = newestOf(sheet, year);
		return {
			...each,
			chart: onAxis(chart, axis),
			place: newest === undefined ? null : placeText(own, sheet, newest)
		};
	});
}

/** The plan asked for, else that of the year asked for, else that of the latest called year. */
function termOf(database: Database, { plan, year }: ChartsRequest): BasicPlanRow {
	return plan === null ? basicPlanFor(database, shownYear(database, year)) : basicPlanByCode(database, plan);
}

function yearIn(database: Database, term: BasicPlanRow, asked: string | null): number {
	const year = shownYear(database, asked);
	if (term.firstYear <= year && year <= term.lastYear) return year;
	if (asked === null || asked.trim() === '') return year < term.firstYear ? term.firstYear : term.lastYear;
	throw new DomainError(
		'not-found',
		`${formatFiscalYear(year)}は${term.name}の期間にありません。${formatFiscalYear(term.firstYear)}から${formatFiscalYear(term.lastYear)}までの年度を指定してください。`
	);
}

/** The parent of the first node that carries a KPI; null in a plan without any. */
function firstChapter(tree: readonly TreeNode[], sheets: readonly KpiSheet[]): TreeNode | null {
	const carrying = new Set(sheets.map(({ nodeId }) => nodeId));
	const first = flatten(tree).find(({ id }) => carrying.has(id));
	return first === undefined ? null : (pathTo(tree, first.id).at(-2) ?? first);
}

function multipleOf(sheet: KpiSheet, shown: SheetYear, tree: readonly TreeNode[]): SmallMultiple {
	const isStage = sheet.style.stages.length > 0;
	const status = shownStatus(shown);
	const unit = isStage ? '' : sheet.unit;
	const place = pathTo(tree, sheet.nodeId).at(-1);
	return {
		code: sheet.code,
		name: sheet.name,
		unit: isStage ? '段階' : sheet.unit,
		direction: sheet.directionText,
		measure: place === undefined ? '' : nodeHeading(place),
		isSample: sheet.isSample,
		last: lastFigure(sheet, shown, unit),
		statusYear: shortFiscalYear(shown.year),
		status: status?.status ?? null,
		statusWord: status?.word ?? null,
		baseline:
			sheet.baseline.text === ''
				? '基準なし'
				: `基準 ${baselineShown(sheet)}${unit}${sheet.baseline.year === null ? '' : `（${shortFiscalYear(sheet.baseline.year)}）`}`,
		final:
			sheet.final.target === null
				? '最終目標なし'
				: `最終目標 ${sheet.final.text}${unit}（${shortFiscalYear(sheet.final.year)}）`,
		chart: smallChartOf(sheet, shown),
		place: null,
		refusal: null,
		years: sheet.years.map((each) => {
			const judged = shownStatus(each);
			const compared = comparedActual(sheet, each);
			return {
				year: each.year,
				label: shortFiscalYear(each.year),
				target: [heldShortName(each.held), each.heldText].filter((part) => part !== '').join(' '),
				actual: [compared.isSum ? `累計 ${compared.text}` : figureWords(each), figureState(each)]
					.filter((part) => part !== '')
					.join('・'),
				status: judged?.status ?? null,
				statusWord: judged?.word ?? null
			};
		})
	};
}

/** The last year with a figure, up to the one shown. */
function newestOf({ years }: KpiSheet, shown: number): SheetYear | undefined {
	return years.findLast(({ year, actual }) => year <= shown && actual?.value);
}

/** The year's own figure; without one the newest before it in the plan, named by its year; else the word why. */
function lastFigure(sheet: KpiSheet, shown: SheetYear, unit: string): SmallMultiple['last'] {
	const newest = newestOf(sheet, shown.year);
	if (newest === undefined)
		return {
			text: figureWords(shown),
			unit: '',
			year: shortFiscalYear(shown.year),
			isWord: true,
			isEarlier: false
		};
	const compared = comparedActual(sheet, newest);
	const state = figureState(newest);
	return {
		text: compared.isSum ? compared.text : figureWords(newest),
		unit,
		year: [
			shortFiscalYear(newest.year),
			compared.isSum
				? '累計'
				: isSumUnknown(newest) && sheet.indicator.accumulation !== 'cumulative'
					? '単年度'
					: '',
			state
		]
			.filter((part) => part !== '')
			.join('・'),
		isWord: sheet.style.stages.length > 0,
		isEarlier: newest.year < shown.year
	};
}
