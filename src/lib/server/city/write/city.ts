import type { CityFile } from '#lib/schemas/city.ts';
import type { Database } from '../../db/client.ts';
import { rejudge } from '../../judgements/rejudge.ts';
import { emptyIds, idOf, type Ids, type Progress, type Writing } from './context.ts';
import { closeCycles, writeCycles } from './cycles.ts';
import { writeDepartments } from './departments.ts';
import { adoptEditions, writeEditionHeads, writeTargets } from './editions.ts';
import { writeIndicators, writeKpis } from './indicators.ts';
import { sealLateReports } from './late-reports.ts';
import { writePlan } from './plan.ts';
import { writeProjects } from './projects.ts';
import { writeResults, type ResultRecord } from './results.ts';

export interface WriteOptions {
	/** The moment of writing, ISO. */
	readonly now: string;
	/** Results as they came about; asked for when departments are written, so that accounts may be made first. */
	readonly records: (ids: Ids) => readonly ResultRecord[];
	/** The account that closed the closed calls for figures, once `records` were asked for; null: none. */
	readonly closedBy: () => number | null;
	/** Told what is being written and how far it is, in words for whoever waits. */
	readonly progress?: Progress;
	/** Stores the snapshot of an adopted edition, when everything is written. */
	readonly freezeEdition: (database: Database, editionId: number) => void;
}

/**
 * Writes a whole city into a database without a plan, inside the caller's transaction: plan, figures,
 * judgements, sealed years and frozen editions. A judgement rule must be adopted already.
 * @throws RangeError when the data contradict themselves
 */
export function writeCity(database: Database, city: CityFile, options: WriteOptions): void {
	const writing: Writing = { database, city, ids: emptyIds(), now: options.now };
	const progress = options.progress ?? (() => undefined);
	progress('計画・指標・実施計画を登録しています');
	const planId = writePlan(writing);
	writeDepartments(writing);
	const records = options.records(writing.ids);
	writeIndicators(writing);
	writeEditionHeads(writing, planId);
	writeKpis(writing);
	writeTargets(writing);
	writeProjects(writing);
	adoptEditions(writing);
	writeCycles(writing);
	const later = writeResults(writing, records, progress);
	progress('進捗を判定しています');
	rejudge(database);
	progress('締め切った年度の判定を確定しています');
	closeCycles(writing, options.closedBy());
	for (const { apply } of later) apply();
	rejudge(database, kpisOf(writing, new Set(later.map(({ indicator }) => indicator))));
	sealLateReports(writing, later);
	progress('策定済の実施計画を保存しています');
	for (const { firstYear, revision, state } of city.editions) {
		if (state === 'adopted')
			options.freezeEdition(database, idOf(writing.ids.edition, `${firstYear}/${revision}`));
	}
}

/** The KPIs of some indicators, by their ids. */
function kpisOf({ city, ids }: Writing, indicators: ReadonlySet<string>): number[] {
	return city.kpis
		.filter(({ indicator }) => indicators.has(indicator))
		.map(({ code }) => idOf(ids.kpi, code));
}
