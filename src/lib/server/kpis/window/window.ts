/** The three-year window of an edition: rows under their measures and chapters. Pure; reads are in window-queries.ts. */
import { rationalToNumber, toNumber } from '#lib/domain/decimal.ts';
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { PROJECT_DIRECTIONS } from '#lib/domain/model.ts';
import type { HonestyCheck } from '#lib/domain/target-honesty-subject.ts';
import { honestyTotals } from '#lib/domain/target-honesty.ts';
import type {
	KpiWindow,
	WindowBullet,
	WindowChapter,
	WindowMeasure,
	WindowProject,
	WindowRow
} from '#lib/views/window-table.ts';
import { pathTo, type TreeNode } from '../../plan/queries.ts';
import type { EditionProject } from '../../projects/queries.ts';
import { drawnFigure, type DrawnFigure } from '../drawn-figure.ts';
import { nodeHeading } from '../headings.ts';
import { targetNumber } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import { findingsOf, isEarlier, shapeCell, type EditionWord } from './cell.ts';

/** A basic plan that the window touches, with its hierarchy. */
export interface WindowTerm {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly tree: readonly TreeNode[];
}

export interface WindowSubject {
	readonly edition: { readonly id: number; readonly firstYear: number; readonly lastYear: number };
	/** By first year. */
	readonly terms: readonly WindowTerm[];
	/** Read with every year of the window. */
	readonly sheets: readonly KpiSheet[];
	/** Per KPI the word of every edition that covers a year of the window. */
	readonly words: ReadonlyMap<number, readonly EditionWord[]>;
	readonly projects: readonly EditionProject[];
	/** 目標の点検 by KPI; null where it is not shown. */
	readonly honesty: ReadonlyMap<number, HonestyCheck> | null;
}

/** The years of an edition, first to last. */
export function windowYears({ firstYear, lastYear }: { firstYear: number; lastYear: number }): number[] {
	return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
}

/** Shapes the window. A KPI that the edition does not list shows only where the edition dropped it. */
export function shapeWindow(subject: WindowSubject): KpiWindow {
	const years = windowYears(subject.edition);
	const rows = subject.sheets.flatMap((sheet) => {
		const check = subject.honesty?.get(sheet.id) ?? null;
		const row = shapeRow(sheet, subject.edition.id, subject.words.get(sheet.id) ?? [], check);
		return row === null ? [] : [{ nodeId: sheet.nodeId, row }];
	});
	const byNode = Map.groupBy(rows, ({ nodeId }) => nodeId);
	const sections = subject.terms
		.map((term) => ({
			termName: subject.terms.length > 1 ? term.name : null,
			chapters: chaptersOf(
				term,
				(nodeId) => (byNode.get(nodeId) ?? []).map(({ row }) => row),
				subject.projects,
				years
			)
		}))
		.filter(({ chapters }) => chapters.length > 0);
	return {
		years: years.map((year) => ({ year, name: eraFiscalYear(year), short: shortFiscalYear(year) })),
		sections,
		kpiCount: rows.length,
		changedCount: rows.reduce(
			(sum, { row }) => sum + row.cells.filter(({ previous }) => previous !== null).length,
			0
		),
		honesty: subject.honesty && honestyTotals(subject.honesty.values())
	};
}

/** One KPI's line; null where the edition does not speak of it: not listed, and not dropped either. */
export function shapeRow(
	sheet: KpiSheet,
	editionId: number,
	words: readonly EditionWord[],
	check: HonestyCheck | null = null
): WindowRow | null {
	const own = words.find((word) => word.editionId === editionId);
	if (own === undefined) return null;
	if (!own.listed && !isDropped(sheet, own, words)) return null;
	const cumulative = sheet.indicator.accumulation === 'cumulative' ? '（累計）' : '';
	const shown = calledYear(sheet);
	return {
		code: sheet.code,
		name: sheet.name,
		kind: [sheet.unit, `${sheet.directionText}${cumulative}`].filter((part) => part !== '').join('・'),
		isSample: sheet.isSample,
		listed: own.listed,
		department: sheet.department?.name ?? null,
		baseline: {
			text: sheet.baseline.text,
			year: sheet.baseline.year === null ? null : shortFiscalYear(sheet.baseline.year),
			isReference: sheet.judged.baselineUse === 'reference'
		},
		cells: sheet.years.map((each) => shapeCell(sheet, each, own, words, check)),
		final: {
			text: sheet.final.text,
			year: shortFiscalYear(sheet.final.year),
			note: words.some(setsPeriod) ? '期間計' : null,
			findings: findingsOf(check, ({ isFinal }) => isFinal)
		},
		bullet: shown === undefined ? null : bulletOf(sheet, shown)
	};
}

/** 掲載なし: still asked for in a year of the window, and in an earlier edition, but no longer in this one. */
function isDropped(sheet: KpiSheet, own: EditionWord, words: readonly EditionWord[]): boolean {
	const wasListed = words.some((word) => word.listed && word.isAdopted && isEarlier(word, own));
	return wasListed && sheet.years.some(({ standing }) => standing === 'active');
}

/** Chapters (the parents of the nodes that carry KPIs) in the order of the tree, without the empty ones. */
function chaptersOf(
	term: WindowTerm,
	rowsOf: (nodeId: number) => WindowRow[],
	projects: readonly EditionProject[],
	years: readonly number[]
): WindowChapter[] {
	const chapters = new Map<number, { node: TreeNode; measures: WindowMeasure[] }>();
	const visit = (node: TreeNode): void => {
		const rows = rowsOf(node.id);
		const standing = projectsAt(projects, node.id, years);
		if (rows.length > 0 || standing.length > 0) {
			const chapter = pathTo(term.tree, node.id).at(-2) ?? node;
			const entry = chapters.get(chapter.id) ?? { node: chapter, measures: [] };
			const { code, isSample } = node;
			entry.measures.push({
				term: term.code,
				code,
				isSample,
				heading: nodeHeading(node),
				rows,
				projects: standing
			});
			chapters.set(chapter.id, entry);
		}
		node.children.forEach(visit);
	};
	term.tree.forEach(visit);
	return [...chapters.values()].map(({ node, measures }) => ({
		term: term.code,
		code: node.code,
		heading: node.field ? `${node.number ?? ''}〈${node.field}〉` : nodeHeading(node),
		subtitle: node.field ? node.name : node.subtitle,
		measures
	}));
}

/** The projects that stand under a node, 再掲 last. */
export function projectsAt(
	projects: readonly EditionProject[],
	nodeId: number,
	years: readonly number[]
): WindowProject[] {
	return projects
		.flatMap((project) =>
			project.places.filter((place) => place.nodeId === nodeId).map(({ isRepeat }) => ({ project, isRepeat }))
		)
		.sort((a, b) => Number(a.isRepeat) - Number(b.isRepeat))
		.map(({ project, isRepeat }) => ({
			code: project.code,
			name: project.name,
			department: project.department.name,
			direction: PROJECT_DIRECTIONS[project.direction],
			isRepeat,
			money: years.map((year) => project.planned.get(year) ?? null)
		}));
}

/**
 * Distance from baseline to final target with the figure of the year shown; none for a range. Without one, the last
 * figure before it, named and in no status.
 */
export function bulletOf(sheet: KpiSheet, shown: SheetYear): WindowBullet | null {
	const target = targetNumber(sheet.final.target);
	if (target === null) return null;
	const drawn = drawnFigure(sheet, shown);
	const { baseline } = sheet.judged;
	const isComparable = baseline !== null && sheet.judged.baselineUse === 'comparable';
	return {
		baseline: drawn?.isSum ? 0 : isComparable ? toNumber(baseline) : null,
		target: rationalToNumber(target),
		actual: drawn?.number ?? null,
		earlier: drawn?.earlier ?? null,
		status: drawn === null || drawn.earlier !== null ? 'none' : (shown.judgement?.status ?? 'none'),
		label: labelOf(sheet, shown, drawn),
		lowerIsBetter: sheet.judged.direction === 'decrease'
	};
}

/** The last year of the window that was called for, else its last one. */
function calledYear({ years }: KpiSheet): SheetYear | undefined {
	return years.findLast(({ judgement }) => judgement !== null) ?? years.at(-1);
}

function setsPeriod({ targets }: EditionWord): boolean {
	return [...targets.values()].some(({ target }) => target.kind === 'period');
}

function labelOf(sheet: KpiSheet, shown: SheetYear, drawn: DrawnFigure | null): string {
	const name = shortFiscalYear(shown.year);
	const parts = [
		`基準値${sheet.baseline.text}`,
		drawn === null || drawn.earlier !== null
			? `${name}の実績${shown.actual?.missing ? shown.actual.text : 'なし'}`
			: `${name}の実績${drawn.text}${drawn.state === '' ? '' : `（${drawn.state}）`}`,
		...(drawn === null || drawn.earlier === null ? [] : [`${drawn.earlier} ${drawn.text}`]),
		`最終目標${sheet.final.text}（${shortFiscalYear(sheet.final.year)}）`
	];
	return parts.join('、');
}
