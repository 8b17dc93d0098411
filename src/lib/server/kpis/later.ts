/** Both judgements of a year whose target was revised after it began. */
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { formatEraDate } from '#lib/domain/fiscal-year.ts';
import type { Status } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import { judgeResult } from '../judgements/judge-kpi.ts';
import { readMaterial } from '../judgements/read-material.ts';
import type { EditionRow } from '../plan/queries.ts';
import { targetText } from './present.ts';
import type { KpiSheet, SheetYear } from './sheets.ts';
import { editionLongName } from './shown.ts';

export interface LaterJudgement {
	readonly edition: string;
	readonly adoptedOn: string;
	readonly targetText: string;
	/** Null where the figure is not there to be judged. */
	readonly status: Status | null;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	readonly sum: Sum | null;
}

/** What the revised target would say; null where no revision came after the year had begun. */
export function laterJudgement(
	database: Database,
	sheet: KpiSheet,
	year: SheetYear,
	editions: readonly EditionRow[]
): LaterJudgement | null {
	const { later } = year.target;
	if (later === null) return null;
	const shown = {
		edition: editionLongName(editions.find(({ id }) => id === later.editionId)),
		adoptedOn: formatEraDate(later.adoptedOn),
		targetText: targetText(later.target.kind === 'none' ? null : later.target.figure, sheet.style)
	};
	const value = year.actual?.value ?? null;
	if (value === null || year.actual?.carriedFrom !== null)
		return { ...shown, status: null, own: null, sum: null };
	const all = readMaterial(database, [sheet.id]);
	const material = all.kpis.get(sheet.id);
	if (material === undefined) return { ...shown, status: null, own: null, sum: null };
	// By the revision in force in that year, whatever year the sheet is named in.
	const result = { kind: 'measured', value } as const;
	const { status, own, sum } = judgeResult(all, material, year.year, result, later.target);
	return { ...shown, status, own: own?.label ?? null, sum };
}
