/** 正誤表: every figure that was changed after it had been confirmed for good, with what it did to the status. */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { STATUSES } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import { basicPlan, indicator, kpi, result, resultRevision } from '../../db/schema/index.ts';
import { csvFile, type CsvCell } from '../../files/csv.ts';
import { readMaterial } from '../../judgements/read-material.ts';
import { erratumOf, type Erratum } from './erratum.ts';
import type { ErratumStatus } from './erratum-status.ts';

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
	const errata = rows.flatMap((row) =>
		kpisIn(kpis, row.head.indicatorId, row.head.fiscalYear).map(({ id }) => erratumOf(database, row, id, all))
	);
	return inGroups(errata);
}

/** Acts as they come, the newest first; in each the corrected year before those that followed. */
function inGroups(errata: readonly Erratum[]): Erratum[] {
	return [...Map.groupBy(errata, ({ group }) => group).values()].flatMap((own) =>
		own.toSorted((a, b) => Number(a.isFollowing) - Number(b.isFollowing) || a.year - b.year)
	);
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
	'サンプル',
	'訂正番号',
	'伴う訂正',
	'地区',
	'訂正前の分子',
	'訂正前の分母',
	'訂正後の分子',
	'訂正後の分母',
	'訂正しなかった年度',
	'訂正前の進捗（共通の区分）',
	'訂正後の進捗（共通の区分）'
];

/** The 正誤表 as a file: a line for each figure, and one for each district under the city's. */
export function errataFile(database: Database, year: number | null): { name: string; body: string } {
	return {
		name: `michishirube-corrections${year === null ? '' : `-${year}`}.csv`,
		body: csvFile(HEADER, listErrata(database, year).flatMap(linesOf))
	};
}

function linesOf(each: Erratum): CsvCell[][] {
	const { rate } = each;
	const line = (
		figures: readonly [before: CsvCell, after: CsvCell],
		statuses: readonly [before: ErratumStatus | null, after: ErratumStatus | null],
		rest: readonly CsvCell[]
	): CsvCell[] => [
		{ number: String(each.year) },
		each.yearText,
		each.kpiCode,
		each.indicatorCode,
		each.name,
		each.unit,
		each.department,
		...figures,
		each.reason,
		each.requestedBy,
		each.approvedBy,
		each.isoDay,
		...statuses.map((each) => each && each.word),
		each.isSample ? 'サンプル' : null,
		each.group,
		each.isFollowing ? '伴う訂正' : null,
		...rest,
		...statuses.map((status) => status && STATUSES[status.status])
	];
	const part = (text: string | undefined): CsvCell => (text === undefined ? null : { number: text });
	return [
		line(
			[cell(each.exact.before, each.before), cell(each.exact.after, each.after)],
			[each.statusBefore, each.statusAfter],
			[
				null,
				part(rate?.before?.numerator),
				part(rate?.before?.denominator),
				part(rate?.after?.numerator),
				part(rate?.after?.denominator),
				each.left.map(({ yearText, reason }) => `${yearText}：${reason}`).join('／') || null
			]
		),
		...each.districts.map(({ name, before, after, exact }) =>
			line(
				[cell(exact.before, before), cell(exact.after, after)],
				[null, null],
				[name, null, null, null, null, null]
			)
		)
	];
}

function cell(exact: string | null, text: string): CsvCell {
	return exact === null ? text : { number: exact };
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
