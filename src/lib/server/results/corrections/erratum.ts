/** One line of the 正誤表: one corrected figure of one KPI, with what it did to the status. */
import { and, eq } from 'drizzle-orm';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import { correction, correctionFigure, result, type indicator } from '../../db/schema/index.ts';
import { revisionInForce, type JudgingMaterial } from '../../judgements/material.ts';
import {
	districtsOf,
	exactOf,
	rateOf,
	revisionOf,
	textOf,
	type ErratumDistrict,
	type ErratumRate,
	type RevisionRow
} from './erratum-figures.ts';
import { erratumStatuses, type ErratumStatus } from './erratum-status.ts';
import { readFigures } from './stored.ts';

/** One line of the 正誤表: one corrected figure of one KPI. */
export interface Erratum {
	readonly key: string;
	/** One act, one group: the corrected year and the later years that followed from it. */
	readonly group: string;
	/** A later year's figure that followed from the correction of another. */
	readonly isFollowing: boolean;
	/** Later years that were left as they are, on the line of the corrected year. */
	readonly left: readonly { readonly yearText: string; readonly reason: string }[];
	readonly year: number;
	readonly yearText: string;
	readonly kpiCode: string;
	readonly indicatorCode: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly department: string;
	readonly before: string;
	readonly after: string;
	/** The figures exactly, for a file; null where there is none, or a stage. */
	readonly exact: { readonly before: string | null; readonly after: string | null };
	/** The two figures of a computed rate; null where neither was computed. */
	readonly rate: ErratumRate | null;
	readonly districts: readonly ErratumDistrict[];
	readonly reason: string;
	readonly requestedBy: string;
	/** Empty where the record does not name who approved. */
	readonly approvedBy: string;
	readonly on: string;
	readonly isoDay: string;
	/** As sealed before the correction; null where the year was open. */
	readonly statusBefore: ErratumStatus | null;
	readonly statusAfter: ErratumStatus | null;
}

/** A corrected revision with its result and series. */
export interface CorrectedRow {
	readonly after: RevisionRow;
	readonly head: typeof result.$inferSelect;
	readonly indicator: typeof indicator.$inferSelect;
}

/** The line of a corrected revision for one KPI. */
export function erratumOf(
	database: Database,
	{ after, head, indicator: series }: CorrectedRow,
	kpiId: number,
	all: JudgingMaterial
): Erratum {
	const material = all.kpis.get(kpiId);
	const found = requestOf(database, after, head);
	const request = found?.request;
	const before = revisionOf(database, after, found?.from ?? after.revision - 1);
	const figures = request === undefined ? [] : readFigures(database, request.id);
	const year = head.fiscalYear;
	const isFollowing = found?.isFollowing ?? false;
	return {
		key: `${kpiId}/${after.id}`,
		group: request === undefined ? `r${after.id}` : String(request.id),
		isFollowing,
		left: isFollowing
			? []
			: figures.flatMap(({ fiscalYear, leaveReason }) =>
					leaveReason === null ? [] : [{ yearText: eraFiscalYear(fiscalYear), reason: leaveReason }]
				),
		year,
		yearText: eraFiscalYear(year),
		kpiCode: material?.kpi.code ?? '',
		indicatorCode: series.code,
		name: material === undefined ? series.name : revisionInForce(material, all.editions, year).name,
		unit: series.unit,
		isSample: series.isSample,
		department: after.departmentName,
		before: textOf(before, material, all, year, series.decimals),
		after: textOf(after, material, all, year, series.decimals),
		exact: {
			before: exactOf(before, material, all, year),
			after: exactOf(after, material, all, year)
		},
		rate: rateOf(before, after),
		districts: districtsOf(database, head, figures, series.decimals),
		reason: after.correctionReason ?? '',
		requestedBy: request?.requestedByName ?? after.enteredByName,
		approvedBy: request?.decidedByName ?? '',
		on: formatEraDate(japanDate(after.createdAt)),
		isoDay: japanDate(after.createdAt),
		...erratumStatuses(database, kpiId, year, after.createdAt)
	};
}

/** The request that a corrected revision came by: its own, or the one of the year that it followed from. */
function requestOf(
	database: Database,
	{ resultId, revision }: RevisionRow,
	head: typeof result.$inferSelect
): { request: typeof correction.$inferSelect; from: number; isFollowing: boolean } | undefined {
	const own = database
		.select()
		.from(correction)
		.where(and(eq(correction.resultId, resultId), eq(correction.toRevision, revision)))
		.get();
	if (own !== undefined) return { request: own, from: own.fromRevision, isFollowing: false };
	const found = database
		.select({ request: correction, figure: correctionFigure, of: result })
		.from(correctionFigure)
		.innerJoin(correction, eq(correction.id, correctionFigure.correctionId))
		.innerJoin(result, eq(result.id, correction.resultId))
		.where(
			and(
				eq(correctionFigure.fiscalYear, head.fiscalYear),
				eq(correctionFigure.toRevision, revision),
				eq(result.indicatorId, head.indicatorId)
			)
		)
		.all()
		.find(({ figure }) => figure.districtId === head.districtId);
	return found === undefined
		? undefined
		: { request: found.request, from: found.figure.fromRevision ?? revision - 1, isFollowing: true };
}
