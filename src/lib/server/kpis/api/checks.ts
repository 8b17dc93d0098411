/** 目標の点検 as the read API says it. */
import { HONESTY_CHECKS, type HonestyCode } from '#lib/domain/target-honesty-subject.ts';
import type { Database } from '../../db/client.ts';
import { editionName, type EditionRow } from '../../plan/queries.ts';
import { readHonesty } from '../honesty.ts';
import type { KpiSheet } from '../sheets.ts';

/** 目標の点検 of the targets of one edition. */
export interface ApiChecks {
	readonly edition: number;
	readonly editionName: string;
	readonly checked: number;
	readonly flagged: number;
	readonly findings: readonly {
		readonly code: HonestyCode;
		readonly year: number;
		readonly isFinal: boolean;
		readonly label: string;
		readonly text: string;
	}[];
}

/** By KPI id; empty without an edition. KPIs that the edition does not list have none. */
export function readApiChecks(
	database: Database,
	edition: EditionRow | null,
	sheets: readonly KpiSheet[]
): Map<number, ApiChecks> {
	if (edition === null) return new Map();
	return new Map(
		[...readHonesty(database, edition, sheets)].map(([id, { checked, flagged, findings }]) => [
			id,
			{
				edition: edition.id,
				editionName: editionName(edition),
				checked,
				flagged,
				findings: findings.map((each) => ({ ...each, label: HONESTY_CHECKS[each.code] }))
			}
		])
	);
}
