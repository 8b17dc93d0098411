/** The long-format file of results: one row per KPI and fiscal year, machine-readable. */
import type { Rational } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import { ACCUMULATIONS, MISSING_REASONS, STATUSES, VALUE_STATES } from '#lib/domain/model.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import { csvNumber } from '#lib/format.ts';
import type { Database } from '../db/client.ts';
import { csvFile, type CsvCell } from '../files/csv.ts';
import { exactCell } from '../files/exact-cell.ts';
import {
	basicPlanFor,
	listBasicPlans,
	listEditions,
	pathTo,
	readTree,
	type EditionRow,
	type TreeNode
} from '../plan/queries.ts';
import { yearOr, yearsBetween } from './api/years.ts';
import { decidingLine } from './deciding-line.ts';
import { readSheets, type KpiSheet, type SheetActual, type SheetYear } from './sheets.ts';
import { judgingSource, shownStatus, targetSource } from './shown.ts';

const HEADER = [
	'年度（西暦）',
	'年度（和暦）',
	'基本計画',
	'施策コード',
	'施策',
	'KPIコード',
	'KPI名',
	'指標コード',
	'指標名',
	'単位',
	'累計の扱い',
	'担当課',
	'目標',
	'目標の上限',
	'目標の出所',
	'実績',
	'実績（期間の累計）',
	'値の状態',
	'値の年度',
	'値がない理由',
	'入力の状態',
	'進捗',
	'進捗の理由',
	'判定基準',
	'判定基準の版',
	'判定基準の区分',
	'評価点',
	'達成率（判定基準の表示）',
	'計算の式',
	'計算（数値入り）',
	'計算の結果',
	'使った目標',
	'分子',
	'分母',
	'サンプル',
	// Added later: at the end, so that a program that counts columns goes on.
	'進捗（共通の区分）',
	'使った目標の値',
	'使った目標の上限',
	'使った目標の年度（西暦）'
];

export interface FileRequest {
	readonly from: string | null;
	readonly to: string | null;
	readonly today: string;
}

/**
 * The file with its name. Without bounds, all years of all basic plans.
 * @throws DomainError `not-found` for a year outside the plan, `invalid` for bounds the wrong way round.
 */
export function readResultsFile(
	database: Database,
	{ from, to, today }: FileRequest
): { name: string; body: string } {
	const terms = listBasicPlans(database);
	const [first, last] = [terms[0], terms.at(-1)];
	if (first === undefined || last === undefined)
		throw new DomainError('not-found', 'まだ基本計画が登録されていません。');
	const years = yearsBetween(yearOr(from, first.firstYear), yearOr(to, last.lastYear));
	for (const each of [years[0], years.at(-1)]) if (each !== undefined) basicPlanFor(database, each);
	const editions = listEditions(database);
	const rows = terms.flatMap((term) => {
		const own = years.filter((year) => term.firstYear <= year && year <= term.lastYear);
		const newest = own.at(-1);
		if (newest === undefined) return [];
		const tree = readTree(database, term.id);
		return readSheets(database, { basicPlanId: term.id, years: own, namedIn: newest, today }).flatMap(
			(sheet) => {
				const measure = pathTo(tree, sheet.nodeId).at(-1);
				return sheet.years.map((year) => rowOf(sheet, year, measure, editions));
			}
		);
	});
	return { name: `michishirube-results-${years[0]}-${years.at(-1)}.csv`, body: csvFile(HEADER, rows) };
}

function rowOf(
	sheet: KpiSheet,
	each: SheetYear,
	measure: TreeNode | undefined,
	editions: readonly EditionRow[]
): CsvCell[] {
	const { actual, judgement } = each;
	const stage = sheet.style.stages.length > 0;
	const period = judgement?.comparison?.figure.kind === 'period' ? judgement.comparison.actual : null;
	const [target, upper] = targetCells(each.target.kind === 'none' ? null : each.target.figure, sheet);
	const status = shownStatus(each);
	return [
		{ number: String(each.year) },
		eraFiscalYear(each.year),
		sheet.basicPlan.name,
		measure?.code ?? null,
		measure?.name ?? null,
		sheet.code,
		sheet.name,
		sheet.indicator.code,
		sheet.indicator.name,
		sheet.unit,
		ACCUMULATIONS[sheet.indicator.accumulation],
		// A figure keeps the name of the department that reported it, after any reorganisation.
		actual?.departmentName ?? sheet.department?.name ?? null,
		target,
		upper,
		targetSource(each.target, editions),
		actual?.value == null ? null : stage ? actual.text : { number: csvNumber(actual.value) },
		period === null ? null : exactCell(period, sheet.style.decimals),
		actual?.value == null || actual.state === null ? null : VALUE_STATES[actual.state],
		actual?.value == null ? null : { number: String(actual.carriedFrom ?? each.year) },
		actual?.missing ? MISSING_REASONS[actual.missing] : null,
		actual !== null ? '確認済' : each.workflow === null ? '未入力' : '未確定',
		status && (status.word ?? STATUSES[status.status]),
		judgement?.reason ?? null,
		...ruleCells(each, editions),
		...rateCells(actual),
		sheet.isSample ? 'サンプル' : null,
		status && STATUSES[status.status],
		...heldCells(sheet, each)
	];
}

/** The rule that judged with its own word, and the deciding line of the sum; empty where nothing was judged. */
function ruleCells(each: SheetYear, editions: readonly EditionRow[]): CsvCell[] {
	const { judgement } = each;
	if (judgement === null) return Array<CsvCell>(9).fill(null);
	const { own, sum } = judgement;
	const line = decidingLine(judgement);
	return [
		sum.rule.id,
		{ number: String(sum.rule.version) },
		own === undefined ? null : { printed: own.label },
		own?.points == null ? null : { number: own.points },
		own?.rateShown == null ? null : { printed: own.rateShown },
		line?.formula ?? null,
		line?.filled ?? null,
		line === null ? null : { printed: line.result },
		judgingSource(each, editions)
	];
}

/** The target that the status was judged against, with the fiscal year that it is for; empty where nothing was judged. */
function heldCells(sheet: KpiSheet, { judgement, held }: SheetYear): CsvCell[] {
	if (judgement === null || held.figure === null) return [null, null, null];
	return [...targetCells(held.figure, sheet), { number: String(held.year) }];
}

/** The two figures behind a computed rate; empty where the rate itself was entered. */
function rateCells(actual: SheetActual | null): CsvCell[] {
	return [actual?.numerator, actual?.denominator].map((value) =>
		value == null ? null : { number: csvNumber(value) }
	);
}

/** The target, or the two bounds of a range; a period total as the share to date; a stage by its name. */
function targetCells(figure: TargetFigure | null, sheet: KpiSheet): [CsvCell, CsvCell] {
	const exact = (value: Rational) => exactCell(value, sheet.style.decimals);
	switch (figure?.kind) {
		case undefined:
			return [null, null];
		case 'value':
			return [exact(figure.value), null];
		case 'range':
			return [exact(figure.low), exact(figure.high)];
		case 'stage':
			return [sheet.style.stages[figure.stage] ?? null, null];
		case 'period':
			return [exact(figure.shareToDate), null];
	}
}
