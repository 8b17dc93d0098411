/** 正誤表: every figure that was changed after it had been confirmed for good, with what it did to the status. */
import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { toText } from '#lib/domain/decimal.ts';
import { eraFiscalYear, formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import {
	correction,
	indicator,
	judgement,
	kpi,
	basicPlan,
	result,
	resultRevision,
	sealedJudgement
} from '../../db/schema/index.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { figureOf } from '../../indicators/figures.ts';
import {
	readMaterial,
	revisionInForce,
	type JudgingMaterial,
	type KpiMaterial
} from '../../judgements/material.ts';
import { actualText } from '../../kpis/present.ts';

/** One line of the 正誤表: one corrected figure of one KPI. */
export interface Erratum {
	readonly key: string;
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

type RevisionRow = typeof resultRevision.$inferSelect;

/** All corrections, or those of a fiscal year's figures; the newest first. */
export function listErrata(database: Database, year: number | null): Erratum[] {
	const rows = database
		.select({ after: resultRevision, head: result, indicator })
		.from(resultRevision)
		.innerJoin(result, eq(result.id, resultRevision.resultId))
		.innerJoin(indicator, eq(indicator.id, result.indicatorId))
		.where(
			and(
				isNotNull(resultRevision.correctionReason),
				isNull(result.districtId),
				year === null ? undefined : eq(result.fiscalYear, year)
			)
		)
		.orderBy(desc(resultRevision.createdAt), desc(resultRevision.id))
		.all();
	if (rows.length === 0) return [];
	const kpis = kpisOf(database);
	const wanted = rows.flatMap((row) => kpisIn(kpis, row.head.indicatorId, row.head.fiscalYear));
	const all = readMaterial(database, [...new Set(wanted.map(({ id }) => id))]);
	return rows.flatMap(({ after, head, indicator: series }) => {
		const request = requestOf(database, after);
		const before = revisionOf(database, after, request?.fromRevision ?? after.revision - 1);
		return kpisIn(kpis, head.indicatorId, head.fiscalYear).map(({ id }) => {
			const material = all.kpis.get(id);
			return {
				key: `${id}/${after.id}`,
				year: head.fiscalYear,
				yearText: eraFiscalYear(head.fiscalYear),
				kpiCode: material?.kpi.code ?? '',
				indicatorCode: series.code,
				name:
					material === undefined
						? series.name
						: revisionInForce(material, all.editions, head.fiscalYear).name,
				unit: series.unit,
				isSample: series.isSample,
				department: after.departmentName,
				before: textOf(before, material, all, head.fiscalYear, series.decimals),
				after: textOf(after, material, all, head.fiscalYear, series.decimals),
				exact: {
					before: exactOf(before, material, all, head.fiscalYear),
					after: exactOf(after, material, all, head.fiscalYear)
				},
				reason: after.correctionReason ?? '',
				requestedBy: request?.requestedByName ?? after.enteredByName,
				approvedBy: request?.decidedByName ?? '',
				on: formatEraDate(japanDate(after.createdAt)),
				isoDay: japanDate(after.createdAt),
				...statuses(database, id, head.fiscalYear, after.createdAt)
			};
		});
	});
}

/** Fiscal years that have corrections, newest first. */
export function listErrataYears(database: Database): number[] {
	return database
		.selectDistinct({ year: result.fiscalYear })
		.from(resultRevision)
		.innerJoin(result, eq(result.id, resultRevision.resultId))
		.where(and(isNotNull(resultRevision.correctionReason), isNull(result.districtId)))
		.orderBy(desc(result.fiscalYear))
		.all()
		.map(({ year }) => year);
}

const HEADER = [
	'年度（西暦）',
	'年度（和暦）',
	'KPIコード',
	'指標コード',
	'KPI名',
	'単位',
	'担当課',
	'訂正前',
	'訂正後',
	'訂正の理由',
	'申出',
	'承認',
	'訂正日',
	'訂正前の進捗',
	'訂正後の進捗',
	'サンプル'
];

/** The 正誤表 as a file. */
export function errataFile(database: Database, year: number | null): { name: string; body: string } {
	const rows = listErrata(database, year).map((each): CsvCell[] => [
		{ number: String(each.year) },
		each.yearText,
		each.kpiCode,
		each.indicatorCode,
		each.name,
		each.unit,
		each.department,
		cell(each.exact.before, each.before),
		cell(each.exact.after, each.after),
		each.reason,
		each.requestedBy,
		each.approvedBy,
		each.isoDay,
		each.statusBefore === null ? null : STATUSES[each.statusBefore],
		each.statusAfter === null ? null : STATUSES[each.statusAfter],
		each.isSample ? 'サンプル' : null
	]);
	return {
		name: `michishirube-corrections${year === null ? '' : `-${year}`}.csv`,
		body: csvFile(HEADER, rows)
	};
}

function cell(exact: string | null, text: string): CsvCell {
	return exact === null ? text : { number: exact };
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

function requestOf(database: Database, { resultId, revision }: RevisionRow) {
	return database
		.select()
		.from(correction)
		.where(and(eq(correction.resultId, resultId), eq(correction.toRevision, revision)))
		.get();
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

function kpisOf(database: Database) {
	return database
		.select({
			id: kpi.id,
			indicatorId: kpi.indicatorId,
			firstYear: basicPlan.firstYear,
			lastYear: basicPlan.lastYear
		})
		.from(kpi)
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.all();
}

function kpisIn(kpis: ReturnType<typeof kpisOf>, indicatorId: number, year: number) {
	return kpis.filter(
		(each) => each.indicatorId === indicatorId && each.firstYear <= year && year <= each.lastYear
	);
}
