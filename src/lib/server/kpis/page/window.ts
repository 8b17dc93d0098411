/** 三年間の実施計画 on the page of a KPI, with 目標の点検: the edition that fits the year, for planners the drafts too. */
import { HONESTY_CHECKS, type HonestyCheck, type HonestyCode } from '#lib/domain/target-honesty-subject.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { WindowCell } from '#lib/views/window-table.ts';
import type { Database } from '../../db/client.ts';
import type { EditionRow } from '../../plan/queries.ts';
import { defaultEdition, editionState, editionTitle, overlaps } from '../window/edition-choice.ts';
import { readEditionWords } from '../window/edition-words.ts';
import { readHonesty } from '../honesty.ts';
import { readSheets, type KpiSheet } from '../sheets.ts';
import { shapeRow, windowYears } from '../window/window.ts';

export interface ShownWindow {
	readonly editionId: number;
	/** 「令和7〜9年度」 */
	readonly edition: string;
	readonly state: string;
	readonly isDraft: boolean;
	/** False: the edition does not list this KPI although it is asked for. */
	readonly listed: boolean;
	readonly cells: readonly (WindowCell & { readonly name: string })[];
	readonly check: ShownCheck | null;
}

export interface ShownCheck {
	readonly checked: number;
	readonly findings: readonly { readonly label: string; readonly text: string }[];
	/** What was looked at without a finding, and what was not looked at, with the reason. */
	readonly clear: readonly string[];
	readonly unchecked: readonly { readonly labels: string; readonly reason: string }[];
}

/** Windows of one KPI; without an entry for editions that never spoke of it. */
export function readShownWindows(
	database: Database,
	sheet: KpiSheet,
	editions: readonly EditionRow[],
	{ year, today, seesDrafts }: { year: number; today: string; seesDrafts: boolean }
): ShownWindow[] {
	const covering = editions.filter((edition) => overlaps(edition, sheet.basicPlan));
	const adopted = defaultEdition(
		covering.filter(({ state }) => state === 'adopted'),
		year
	);
	const drafts = seesDrafts ? covering.filter(({ state }) => state === 'draft') : [];
	return [...(adopted === null ? [] : [adopted]), ...drafts].flatMap((edition): ShownWindow[] => {
		const [named] = readSheets(database, {
			kpiIds: [sheet.id],
			years: windowYears(edition),
			namedIn: edition.firstYear,
			today
		});
		if (named === undefined) return [];
		const words = readEditionWords(database, edition, [named]);
		const check = readHonesty(database, edition, [named], words).get(named.id) ?? null;
		const row = shapeRow(named, edition.id, words.get(named.id) ?? [], check);
		if (row === null) return [];
		return [
			{
				editionId: edition.id,
				edition: editionTitle(edition),
				state: editionState(edition),
				isDraft: edition.state === 'draft',
				listed: row.listed,
				cells: row.cells.map((cell) => ({ ...cell, name: eraFiscalYear(cell.year) })),
				check: check && check.checked > 0 ? shownCheck(check) : null
			}
		];
	});
}

function shownCheck(check: HonestyCheck): ShownCheck {
	const told = new Set<HonestyCode>([...check.findings, ...check.unchecked].map(({ code }) => code));
	const codes = Object.keys(HONESTY_CHECKS) as HonestyCode[];
	return {
		checked: check.checked,
		findings: check.findings.map(({ code, text }) => ({ label: HONESTY_CHECKS[code], text })),
		clear: codes.filter((code) => !told.has(code)).map((code) => HONESTY_CHECKS[code]),
		unchecked: [...Map.groupBy(check.unchecked, ({ reason }) => reason)].map(([reason, list]) => ({
			labels: list.map(({ code }) => HONESTY_CHECKS[code]).join('、'),
			reason
		}))
	};
}
