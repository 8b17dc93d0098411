/** The read API's counts: how many KPIs stand in each category of the rule that judged the year. */
import { STATUSES } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import { basicPlanFor, flatten, pathTo, readTree, shownYear } from '../../plan/queries.ts';
import { countYear, sheetsUnder, type GroupCounts, type StatusCount } from '../counts.ts';
import { nodeHeading } from '../headings.ts';
import { readScales } from '../scales.ts';
import { readSheets } from '../sheets.ts';

/** The counts of a year over its basic plan and every node of it. @throws DomainError `not-found` for a year of no plan. */
export function readApiCounts(database: Database, asked: string | null, today: string) {
	const year = shownYear(database, asked);
	const term = basicPlanFor(database, year);
	const { ref, title, scale } = readScales(database)(year);
	const [id, version] = ref.split('@');
	const sheets = readSheets(database, { basicPlanId: term.id, years: [year], namedIn: year, today });
	const tree = readTree(database, term.id);
	return {
		year,
		plan: term.code,
		rule: { id, version: Number(version), title, isOwn: scale.isOwn },
		/** Null while the year's results have not been called for. */
		counts: countsEntry(countYear(sheets, year, scale)),
		nodes: flatten(tree).map((node) => ({
			code: node.code,
			level: node.level.name,
			name: nodeHeading(node),
			parent: pathTo(tree, node.id).at(-2)?.code ?? null,
			counts: countsEntry(countYear(sheetsUnder(node, sheets), year, scale))
		}))
	};
}

function countsEntry(counts: GroupCounts | null) {
	if (counts === null) return null;
	const { total, asked, judged, good, graded, apart } = counts;
	return { total, asked, judged, good, categories: graded.map(entry), apart: apart.map(entry) };
}

function entry({ filter, label, meaning, status, count }: StatusCount) {
	return {
		code: filter,
		label,
		meaning: meaning === '' ? null : meaning,
		status: STATUSES[status],
		statusCode: status,
		count
	};
}
