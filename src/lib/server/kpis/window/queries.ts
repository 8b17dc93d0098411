import { DomainError } from '#lib/domain/errors.ts';
import type { KpiWindow } from '#lib/views/window-table.ts';
import type { Database } from '../../db/client.ts';
import {
	flatten,
	listBasicPlans,
	listDepartments,
	listPolicies,
	pathTo,
	readTree,
	type EditionRow
} from '../../plan/queries.ts';
import { readEditionProjects, type EditionProject } from '../../projects/queries.ts';
import { overlaps } from './edition-choice.ts';
import { readEditionWords } from './edition-words.ts';
import { nodeHeading } from '../headings.ts';
import { readHonesty } from '../honesty.ts';
import { readSheets, type KpiSheet } from '../sheets.ts';
import { shapeWindow, windowYears, type WindowTerm } from './window.ts';

/** What of an edition's window is asked for; codes, null for everything. */
export interface WindowFilter {
	readonly chapter: string | null;
	readonly department: string | null;
	readonly policy: string | null;
}

/** When and for whom a window is read. */
export interface WindowReader {
	readonly today: string;
	/** 目標の点検 of an edition that is still being made is for those who make it. */
	readonly seesDraftChecks: boolean;
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
function readWindowTerms(database: Database, edition: EditionRow): WindowTerm[] {
	return listBasicPlans(database)
		.filter((term) => overlaps(edition, term))
		.map(({ id, code, name }) => ({ id, code, name, tree: readTree(database, id) }));
}

/** The whole window of an edition under a filter. @throws DomainError `not-found` for a choice that is none. */
export function readWindow(
	database: Database,
	edition: EditionRow,
	filter: WindowFilter,
	{ today, seesDraftChecks }: WindowReader
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
	const reader = { today, seesDraftChecks };
	return { ...choices, window: windowOf(database, edition, terms, wantedSheet, projects, reader) };
}

/** The window of the KPIs under some nodes of one basic plan, without projects. */
export function readNodeWindow(
	database: Database,
	edition: EditionRow,
	term: WindowTerm,
	nodeIds: ReadonlySet<number>,
	reader: WindowReader
): KpiWindow {
	return windowOf(database, edition, [term], (sheet) => nodeIds.has(sheet.nodeId), [], reader);
}

function windowOf(
	database: Database,
	edition: EditionRow,
	terms: readonly WindowTerm[],
	wanted: (sheet: KpiSheet) => boolean,
	projects: readonly EditionProject[],
	{ today, seesDraftChecks }: WindowReader
): KpiWindow {
	const years = windowYears(edition);
	const sheets = terms
		.flatMap(({ id }) => readSheets(database, { basicPlanId: id, years, namedIn: edition.firstYear, today }))
		.filter(wanted);
	const words = readEditionWords(database, edition, sheets);
	const isShown = edition.state === 'adopted' || seesDraftChecks;
	const honesty = isShown ? readHonesty(database, edition, sheets, words) : null;
	return shapeWindow({ edition, terms, sheets, words, projects, honesty });
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
