import type { Database } from '../../db/client.ts';
import { currentPlan, editionById, listEditions, shownYear } from '../../plan/queries.ts';
import { defaultEdition, editionOption, editionState, editionTitle } from './edition-choice.ts';
import { readWindow, type FilteredWindow, type WindowFilter, type WindowReader } from './queries.ts';

/** The page of an edition's window; `content` is null while the plan has no edition. */
export interface EditionPage {
	readonly editions: readonly { value: string; text: string }[];
	readonly filter: WindowFilter;
	readonly content: (FilteredWindow & { readonly edition: ShownEdition }) | null;
}

export interface ShownEdition {
	readonly value: string;
	readonly title: string;
	/** 「令和7年3月18日策定」, 「作成中」. */
	readonly state: string;
	readonly isDraft: boolean;
	/** Why a revision was decided. */
	readonly reason: string | null;
}

/** @throws DomainError `not-found` for an edition or a filter that is none, and in an empty installation. */
export function readEditionPage(
	database: Database,
	asked: string | null,
	filter: WindowFilter,
	reader: WindowReader
): EditionPage {
	currentPlan(database);
	const all = listEditions(database);
	const row = asked === null ? defaultEdition(all, shownYear(database, null)) : editionById(database, asked);
	const editions = all.map(editionOption).reverse();
	if (row === null) return { editions, filter, content: null };
	const edition = {
		value: String(row.id),
		title: editionTitle(row),
		state: editionState(row),
		isDraft: row.state === 'draft',
		reason: row.reason
	};
	return { editions, filter, content: { edition, ...readWindow(database, row, filter, reader) } };
}
