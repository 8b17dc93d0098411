/** One line of the 正誤表: one corrected figure of one KPI, with what it did to the status. */
import { and, asc, eq } from 'drizzle-orm';
import { fromScaled, toText } from '#lib/domain/decimal.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import type { Status } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import {
	correction,
	correctionFigure,
	district,
	judgement,
	result,
	resultRevision,
	sealedJudgement,
	type indicator
} from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { revisionInForce, type JudgingMaterial, type KpiMaterial } from '../../judgements/material.ts';
import { actualText } from '../../kpis/present.ts';
import { readFigures, type CorrectionFigureRow } from './stored.ts';

/** The two figures of a rate as plain decimals. */
export interface RateFigures {
	readonly numerator: string;
	readonly denominator: string;
}

/** A district's figure before and after; the exact ones for a file. */
export interface ErratumDistrict {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly exact: { readonly before: string | null; readonly after: string | null };
}

type RevisionRow = typeof resultRevision.$inferSelect;

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
	readonly rate: { readonly before: RateFigures | null; readonly after: RateFigures | null } | null;
	readonly districts: readonly ErratumDistrict[];
	readonly reason: string;
	readonly requestedBy: string;
	/** Empty where the record does not name who approved. */
	readonly approvedBy: string;
	readonly on: string;
	readonly isoDay: string;
	/** As sealed before the correction; null where the year was open. */
	readonly statusBefore: Status | null;
	readonly statusAfter: Status | null;
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
		...statuses(database, kpiId, year, after.createdAt)
	};
}

function rateOf(before: RevisionRow | undefined, after: RevisionRow): Erratum['rate'] {
	const parts = (row: RevisionRow | undefined): RateFigures | null => {
		const numerator = row ? fromScaled(row.numeratorDigits, row.numeratorScale) : null;
		const denominator = row ? fromScaled(row.denominatorDigits, row.denominatorScale) : null;
		return numerator === null || denominator === null
			? null
			: { numerator: toText(numerator), denominator: toText(denominator) };
	};
	const [old, now] = [parts(before), parts(after)];
	return old === null && now === null ? null : { before: old, after: now };
}

/** Districts that the same act corrected in the same year, in the city's order. */
function districtsOf(
	database: Database,
	head: typeof result.$inferSelect,
	figures: readonly CorrectionFigureRow[],
	decimals: number
): ErratumDistrict[] {
	const own = figures.filter(
		({ fiscalYear, districtId, toRevision }) =>
			fiscalYear === head.fiscalYear && districtId !== null && toRevision !== null
	);
	if (own.length === 0) return [];
	const rows = database
		.select({ row: resultRevision, district })
		.from(result)
		.innerJoin(resultRevision, eq(resultRevision.resultId, result.id))
		.innerJoin(district, eq(district.id, result.districtId))
		.where(and(eq(result.indicatorId, head.indicatorId), eq(result.fiscalYear, head.fiscalYear)))
		.orderBy(asc(district.position))
		.all();
	const style = { decimals, stages: [] };
	const shown = (row: RevisionRow | undefined) => {
		const figure = row === undefined ? null : figureOf(row);
		return {
			text: actualText(figure, row?.missingReason ?? null, style),
			exact: figure === null ? null : toText(figure)
		};
	};
	return rows.flatMap(({ row, district: { id, name } }) => {
		const figure = own.find(({ districtId, toRevision }) => districtId === id && toRevision === row.revision);
		if (figure === undefined) return [];
		const before = shown(
			rows.find((each) => each.district.id === id && each.row.revision === figure.fromRevision)?.row
		);
		const after = shown(row);
		return [
			{
				name,
				before: before.text,
				after: after.text,
				exact: { before: before.exact, after: after.exact }
			}
		];
	});
}

function exactOf(
	row: RevisionRow | undefined,
	material: KpiMaterial | undefined,
	all: JudgingMaterial,
	year: number
) {
	const figure = row === undefined ? null : figureOf(row);
	const isStage = material !== undefined && revisionInForce(material, all.editions, year).stages !== null;
	return figure === null || isStage ? null : toText(figure);
}

function textOf(
	row: RevisionRow | undefined,
	material: KpiMaterial | undefined,
	all: JudgingMaterial,
	year: number,
	decimals: number
): string {
	if (row === undefined) return '';
	const stages = material === undefined ? [] : (revisionInForce(material, all.editions, year).stages ?? []);
	return actualText(figureOf(row), row.missingReason, { decimals, stages });
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

function revisionOf(
	database: Database,
	{ resultId }: RevisionRow,
	revision: number
): RevisionRow | undefined {
	return database
		.select()
		.from(resultRevision)
		.where(and(eq(resultRevision.resultId, resultId), eq(resultRevision.revision, revision)))
		.get();
}

/**
 * The status sealed last before the correction, and the one sealed by it; where none was sealed by it (it came
 * with the city's file, or the year is open), the status that stands now.
 */
function statuses(database: Database, kpiId: number, year: number, at: string) {
	const sealed = database
		.select({ status: sealedJudgement.status, sealedAt: sealedJudgement.sealedAt })
		.from(sealedJudgement)
		.where(and(eq(sealedJudgement.kpiId, kpiId), eq(sealedJudgement.fiscalYear, year)))
		.orderBy(asc(sealedJudgement.sealedAt), asc(sealedJudgement.id))
		.all();
	const now = database
		.select({ status: judgement.status })
		.from(judgement)
		.where(and(eq(judgement.kpiId, kpiId), eq(judgement.fiscalYear, year)))
		.get();
	return {
		statusBefore: sealed.findLast(({ sealedAt }) => sealedAt < at)?.status ?? null,
		statusAfter: sealed.find(({ sealedAt }) => sealedAt >= at)?.status ?? now?.status ?? null
	};
}
