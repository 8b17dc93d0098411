import { inArray } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import type { KpiWindow } from '#lib/window-table.ts';
import type { Database } from '../db/client.ts';
import { editionKpi, yearlyTarget } from '../db/schema/index.ts';
import { yearlyTargetOf } from '../indicators/figures.ts';
import {
	flatten,
	listBasicPlans,
	listDepartments,
	listEditions,
	listPolicies,
	pathTo,
	readTree,
	type EditionRow
} from '../plan/queries.ts';
import { readEditionProjects, type EditionProject } from '../projects/queries.ts';
import { overlaps } from './edition-choice.ts';
import { nodeHeading } from './headings.ts';
import { readSheets, type KpiSheet } from './sheets.ts';
import type { EditionWord } from './window-cell.ts';
import { shapeWindow, windowYears, type WindowTerm } from './window.ts';

/** What of an edition's window is asked for; codes, null for everything. */
export interface WindowFilter {
	readonly chapter: string | null;
	readonly department: string | null;
	readonly policy: string | null;
}

export interface Option {
	readonly value: string;
	readonly text: string;
}

/** A window with the choices of its filters. */
export interface FilteredWindow {
	readonly window: KpiWindow;
	readonly chapters: readonly Option[];
	readonly departments: readonly Option[];
	readonly policies: readonly Option[];
}

/** The basic plans that an edition's window touches, with their trees. */
export function readWindowTerms(database: Database, edition: EditionRow): WindowTerm[] {
	return listBasicPlans(database)
		.filter((term) => overlaps(edition, term))
		.map(({ id, code, name }) => ({ id, code, name, tree: readTree(database, id) }));
}

/** The whole window of an edition under a filter. @throws DomainError `not-found` for a choice that is none. */
export function readWindow(
	database: Database,
	edition: EditionRow,
	filter: WindowFilter,
	today: string
): FilteredWindow {
	const terms = readWindowTerms(database, edition);
	const choices = readChoices(database, terms, today);
	demandChoice('章', choices.chapters, filter.chapter);
	demandChoice('担当課', choices.departments, filter.department);
	demandChoice('重点施策', choices.policies, filter.policy);
	const inChapter = nodesUnder(terms, filter.chapter);
	const wantedSheet = (sheet: KpiSheet) =>
		(inChapter === null || inChapter.has(sheet.nodeId)) &&
		(filter.department === null || sheet.department?.code === filter.department) &&
		(filter.policy === null || sheet.policies.some(({ code }) => code === filter.policy));
	const wantedProject = (project: EditionProject) =>
		(filter.department === null || project.department.code === filter.department) &&
		(filter.policy === null || project.policies.includes(filter.policy));
	const projects = readEditionProjects(database, edition.id)
		.filter(wantedProject)
		.map((project) => ({
			...project,
			places: project.places.filter(({ nodeId }) => inChapter?.has(nodeId) ?? true)
		}));
	return { ...choices, window: windowOf(database, edition, terms, wantedSheet, projects, today) };
}

/** The window of the KPIs under some nodes of one basic plan, without projects. */
export function readNodeWindow(
	database: Database,
	edition: EditionRow,
	term: WindowTerm,
	nodeIds: ReadonlySet<number>,
	today: string
): KpiWindow {
	return windowOf(database, edition, [term], (sheet) => nodeIds.has(sheet.nodeId), [], today);
}

function windowOf(
	database: Database,
	edition: EditionRow,
	terms: readonly WindowTerm[],
	wanted: (sheet: KpiSheet) => boolean,
	projects: readonly EditionProject[],
	today: string
): KpiWindow {
	const years = windowYears(edition);
	const sheets = terms
		.flatMap(({ id }) => readSheets(database, { basicPlanId: id, years, namedIn: edition.firstYear, today }))
		.filter(wanted);
	const words = readWords(database, edition, sheets);
	return shapeWindow({ edition, terms, sheets, words, projects });
}

/** What every edition that covers a year of the window says of each KPI; drafts too. */
function readWords(
	database: Database,
	edition: EditionRow,
	sheets: readonly KpiSheet[]
): Map<number, EditionWord[]> {
	const editions = listEditions(database).filter((each) => overlaps(each, edition));
	const ids = editions.map(({ id }) => id);
	const targets = new Map(
		Map.groupBy(database.select().from(yearlyTarget).where(inArray(yearlyTarget.editionId, ids)).all(), keyOf)
	);
	const listed = new Set(
		database.select().from(editionKpi).where(inArray(editionKpi.editionId, ids)).all().map(keyOf)
	);
	return new Map(
		sheets.map((sheet) => [
			sheet.id,
			editions.map((each): EditionWord => {
				const key = keyOf({ editionId: each.id, kpiId: sheet.id });
				return {
					editionId: each.id,
					firstYear: each.firstYear,
					lastYear: each.lastYear,
					revision: each.revision,
					isAdopted: each.state === 'adopted',
					listed: listed.has(key),
					targets: new Map(
						(targets.get(key) ?? []).map((row) => [
							row.fiscalYear,
							{ target: yearlyTargetOf(row), isProposed: row.isProposed, reason: row.reason }
						])
					)
				};
			})
		])
	);
}

function keyOf({ editionId, kpiId }: { editionId: number; kpiId: number }): string {
	return `${editionId}/${kpiId}`;
}

function readChoices(
	database: Database,
	terms: readonly WindowTerm[],
	today: string
): Omit<FilteredWindow, 'window'> {
	const chapters = terms.flatMap(({ tree }) =>
		flatten(tree)
			.filter(({ children }) => children.length > 0 && children.every((child) => child.children.length === 0))
			.map((node) => ({ value: node.code, text: nodeHeading(node) }))
	);
	const policies = terms.flatMap(({ id }) => listPolicies(database, id));
	return {
		chapters: distinct(chapters),
		departments: listDepartments(database, today).map(({ code, name }) => ({ value: code, text: name })),
		policies: distinct(policies.map(({ code, name }) => ({ value: code, text: name })))
	};
}

/** A window over two basic plans offers a chapter once, by the later plan's wording. */
function distinct(options: readonly Option[]): Option[] {
	return [...new Map(options.map((option) => [option.value, option])).values()];
}

function demandChoice(what: string, options: readonly Option[], asked: string | null): void {
	if (asked === null || options.some(({ value }) => value === asked)) return;
	throw new DomainError('not-found', `${what}「${asked}」はありません。一覧から選び直してください。`);
}

/** The nodes under a chapter, in every basic plan of the window; null for all. */
function nodesUnder(terms: readonly WindowTerm[], code: string | null): Set<number> | null {
	if (code === null) return null;
	return new Set(
		terms.flatMap(({ tree }) =>
			flatten(tree)
				.filter((node) => pathTo(tree, node.id).some((above) => above.code === code))
				.map(({ id }) => id)
		)
	);
}
