/** 目標の点検 of the KPIs of an edition, adopted or draft. */
import { asc, inArray } from 'drizzle-orm';
import type { HonestyCheck, HonestySubject } from '#lib/domain/target-honesty-subject.ts';
import { checkTargets } from '#lib/domain/target-honesty.ts';
import type { Database } from '../db/client.ts';
import { kpiRevision } from '../db/schema/index.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { editionName, listEditions, type EditionRow } from '../plan/queries.ts';
import { readEditionWords } from './window/edition-words.ts';
import type { KpiSheet } from './sheets.ts';
import { earlierWord, type EditionWord } from './window/cell.ts';

/**
 * Checks the targets that an edition sets for some KPIs, by KPI id; a KPI that the edition does not list has no
 * entry. Needs no particular years in the sheets, but they must be named in the edition's first year. Targets are
 * compared with confirmed measured figures only, and with the newest earlier adopted edition covering the year.
 */
export function readHonesty(
	database: Database,
	edition: EditionRow,
	sheets: readonly KpiSheet[],
	words: ReadonlyMap<number, readonly EditionWord[]> = readEditionWords(database, edition, sheets)
): Map<number, HonestyCheck> {
	const names = new Map(listEditions(database).map((row) => [row.id, editionName(row)]));
	const revisions = readRevisedHere(database, edition, sheets);
	return new Map(
		sheets.flatMap((sheet) => {
			const own = words.get(sheet.id)?.find(({ editionId }) => editionId === edition.id);
			if (!own?.listed) return [];
			const subject = subjectOf(
				sheet,
				own,
				words.get(sheet.id) ?? [],
				names,
				revisions.get(sheet.id) ?? null
			);
			return [[sheet.id, checkTargets(subject)] as const];
		})
	);
}

type KpiRevision = typeof kpiRevision.$inferSelect;

/** The KPI's revision that takes effect with the edition, a draft's included, and the one before it. */
interface RevisedHere {
	readonly now: KpiRevision;
	readonly before: KpiRevision | null;
}

function readRevisedHere(
	database: Database,
	edition: EditionRow,
	sheets: readonly KpiSheet[]
): Map<number, RevisedHere> {
	const ids = sheets.map(({ id }) => id);
	const rows = Map.groupBy(
		database
			.select()
			.from(kpiRevision)
			.where(inArray(kpiRevision.kpiId, ids))
			.orderBy(asc(kpiRevision.revision))
			.all(),
		({ kpiId }) => kpiId
	);
	return new Map(
		[...rows].flatMap(([kpiId, list]) => {
			const now = list.findLast(({ fromEditionId }) => fromEditionId === edition.id);
			if (now === undefined) return [];
			const first = list.findIndex(({ fromEditionId }) => fromEditionId === edition.id);
			return [[kpiId, { now, before: list[first - 1] ?? null }] as const];
		})
	);
}

function subjectOf(
	sheet: KpiSheet,
	own: EditionWord,
	words: readonly EditionWord[],
	names: ReadonlyMap<number, string>,
	revised: RevisedHere | null
): HonestySubject {
	const { basicPlan, isRank, unit, style, outlook } = sheet;
	const revision = revised?.now ?? sheet.revision;
	const target = finalTargetOf(revision);
	const isComparable = revision.baselineUse === 'comparable';
	const { year: baselineYear, value: baseline } = sheet.baseline;
	const years = [...own.targets.keys()].filter(
		(year) => basicPlan.firstYear <= year && year <= basicPlan.lastYear
	);
	return {
		direction: revision.direction,
		goal: revision.goal,
		isRank,
		unit,
		decimals: style.decimals,
		stages: style.stages,
		baseline:
			isComparable && baselineYear !== null && baseline ? { year: baselineYear, value: baseline } : null,
		final: target && { year: revision.finalYear, target },
		finalBefore: revised?.before ? finalTargetOf(revised.before) : null,
		targets: years.flatMap((year) => {
			const set = own.targets.get(year);
			return set === undefined ? [] : [{ year, target: set.target }];
		}),
		earlier: years.flatMap((year) => {
			const before = earlierWord(own, words, year);
			if (!before?.listed) return [];
			return [
				{
					year,
					target: before.targets.get(year)?.target ?? null,
					edition: names.get(before.editionId) ?? ''
				}
			];
		}),
		measured: outlook.values.flatMap(({ year, value, carriedFrom }) =>
			carriedFrom === null ? [{ year, value }] : []
		),
		breaks: outlook.breaks
	};
}
