/** Everything that the page of one KPI shows, shaped once: texts, the chart's data and the sums. */
import { finding } from '#lib/domain/judging/finding.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDate, formatFiscalYear, formatYearRange, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { formatDecimal } from '#lib/format.ts';
import { fromScaled } from '#lib/domain/decimal.ts';
import type { Role, Status } from '#lib/domain/model.ts';
import type { KpiChartData } from '#lib/charts/kpi-data.ts';
import type { Database } from '../db/client.ts';
import { listEditions, pathTo, readTree, shownYear, type EditionRow } from '../plan/queries.ts';
import { findKpi } from './find.ts';
import { readHandover, readLedger, readRelatives, readRevisions, readSealed, type SealedEntry } from './history.ts';
import { laterJudgement } from './later.ts';
import { matrixOf } from './matrix.ts';
import { chartOf, supersededTarget, YEARS_BEFORE } from './page-chart.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from './sheets.ts';
import { comparedActual, figureState, figureWords, shownChange, shownStatus, targetSource } from './shown.ts';

export interface KpiPageRequest {
	readonly code: string;
	/** As asked in the address; null for the latest year with results. */
	readonly year: string | null;
	readonly today: string;
	readonly role: Role;
}

/** One year of the table 年度別の目標と実績. */
export interface YearRow {
	readonly year: number;
	readonly label: string;
	readonly targetText: string;
	/** Struck out beside the target: what does not judge. */
	readonly superseded: string | null;
	readonly actualText: string;
	/** A figure, not a word for why there is none. */
	readonly hasFigure: boolean;
	readonly stateText: string;
	readonly sumText: string | null;
	readonly status: Status | null;
	readonly word: string | null;
	/** The status as sealed, where it is another now. */
	readonly sealedStatus: Status | null;
	readonly sum: Sum | null;
	readonly source: string;
}

export interface Remarks {
	readonly year: number;
	readonly label: string;
	readonly department: string;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
}

/** Roles that make figures: they see the handover card. */
const MAKERS: readonly Role[] = ['editor', 'head', 'planner'];

/** @throws DomainError `not-found` for an unknown code, or a year outside the KPI's basic plan. */
export function readKpiPage(database: Database, request: KpiPageRequest) {
	const found = findKpi(database, request.code);
	const relatives = readRelatives(database, found.id, found.indicatorId);
	const { firstYear, lastYear } = found.basicPlan;
	const year = chosenYear(database, request.year, found, relatives);
	const years = Array.from({ length: lastYear - firstYear + YEARS_BEFORE + 1 }, (_, index) => firstYear - YEARS_BEFORE + index);
	const [sheet] = readSheets(database, { kpiIds: [found.id], years, namedIn: year, today: request.today });
	if (sheet === undefined) throw new Error(`KPI ${found.code} vanished while it was read`);
	const shown = yearOf(sheet, year);
	const editions = listEditions(database);
	const sealed = readSealed(database, found.id);
	const chart = chartOf(sheet, shown);
	return {
		...identityOf(database, sheet),
		year,
		yearText: formatFiscalYear(year),
		planYears: sheet.years.filter((each) => firstYear <= each.year).map((each) => each.year),
		finding: finding({
			name: sheet.name,
			unit: sheet.unit,
			year,
			isRank: sheet.isRank,
			kpi: sheet.judged,
			assessment: shown.judgement
		}),
		figure: figureOf(sheet, shown),
		chart,
		sourceNote: sourceNote(sheet, chart),
		rows: sheet.years
			.filter((each) => firstYear <= each.year)
			.map((each) => rowOf(sheet, each, sealed.get(each.year) ?? [], editions)),
		panel: {
			sum: shown.judgement?.sum ?? null,
			source: targetSource(shown.target, editions),
			tolerance: toleranceText(sheet),
			later: laterJudgement(database, sheet, shown, editions),
			sealed: differing(shown, sealed.get(year) ?? [])
		},
		matrix: matrixOf(sheet, editions),
		remarks: remarksOf(sheet, year),
		handover: MAKERS.includes(request.role) ? readHandover(database, found.indicatorId) : null,
		ledger: readLedger(database, found.indicatorId),
		revisions: readRevisions(database, found.id, sheet.indicator, editions),
		relatives
	};
}

export type KpiPage = ReturnType<typeof readKpiPage>;

type Found = ReturnType<typeof findKpi>;

function chosenYear(database: Database, asked: string | null, found: Found, relatives: { code: string; basicPlan: string }[]): number {
	const { firstYear, lastYear, name } = found.basicPlan;
	const year = shownYear(database, asked);
	if (firstYear <= year && year <= lastYear) return year;
	if (asked === null || asked.trim() === '') return year < firstYear ? firstYear : lastYear;
	const others = relatives.map((each) => `${each.basicPlan}は${each.code}`).join('、');
	throw new DomainError(
		'not-found',
		`${found.code} は${name}（${formatYearRange(firstYear, lastYear)}）のKPIです。この期間の年度を指定してください。` +
			(others === '' ? '' : `同じ指標のKPIは、${others}です。`)
	);
}

function identityOf(database: Database, sheet: KpiSheet) {
	const { indicator, revision, basicPlan } = sheet;
	return {
		code: sheet.code,
		name: sheet.name,
		unit: sheet.unit,
		isSample: sheet.isSample,
		measuredPeriod: indicator.measuredPeriod,
		directionText: sheet.directionText,
		department: sheet.department?.name ?? null,
		term: { code: basicPlan.code, name: basicPlan.name },
		crumbs: pathTo(readTree(database, basicPlan.id), sheet.nodeId).map(({ code, number, field, name, level }) => ({
			code,
			text: [number, field === null ? null : `〈${field}〉`, level.depth === 0 && number !== null ? null : name].filter((part) => part !== null).join(' ')
		})),
		policies: sheet.policies,
		districts: sheet.districts,
		baseline: {
			text: sheet.baseline.text,
			year: sheet.baseline.year,
			label: sheet.baseline.year === null ? '基準' : `基準 ${shortFiscalYear(sheet.baseline.year)}`,
			isReference: revision.baselineUse === 'reference'
		},
		final: {
			year: sheet.final.year,
			label: `最終目標 ${shortFiscalYear(sheet.final.year)}`,
			text: sheet.final.text,
			inPlan: sheet.final.year <= basicPlan.lastYear
		},
		mid:
			revision.midYear === null
				? null
				: `${formatDecimal(fromScaled(revision.midTargetDigits, revision.midTargetScale), sheet.style.decimals)}（${formatFiscalYear(revision.midYear)}）`,
		definition: revision.definition ?? indicator.definition,
		formula: indicator.formula,
		source: indicator.source,
		stages: sheet.style.stages,
		breaksSeries: revision.breaksSeries
	};
}

/** The large figure and what stands around it. */
function figureOf(sheet: KpiSheet, shown: SheetYear) {
	const isStage = sheet.style.stages.length > 0;
	const hasFigure = (shown.actual?.value ?? null) !== null;
	const compared = comparedActual(sheet, shown);
	return {
		hasFigure,
		text: hasFigure ? (shown.actual?.text ?? '') : notCalled(shown) ? '－' : figureWords(shown),
		/** Words are set smaller than numbers. */
		isWord: !hasFigure || isStage,
		unit: hasFigure && !isStage ? sheet.unit : '',
		state: notCalled(shown) ? '実績照会の前' : figureState(shown),
		sumText: compared.isSum ? compared.text : null,
		targetText: shown.target.kind === 'none' ? 'なし' : shown.targetText + (isStage ? '' : sheet.unit),
		targetIsSum: shown.target.kind === 'target' && shown.target.figure.kind === 'period',
		change: shownChange(sheet, shown),
		...(shownStatus(shown) ?? { status: null, word: null })
	};
}

function notCalled({ judgement, actual, workflow }: SheetYear): boolean {
	return judgement === null && actual === null && workflow === null;
}

function rowOf(sheet: KpiSheet, each: SheetYear, sealed: readonly SealedEntry[], editions: readonly EditionRow[]): YearRow {
	const compared = comparedActual(sheet, each);
	return {
		year: each.year,
		label: shortFiscalYear(each.year),
		targetText: each.targetText,
		superseded: supersededTarget(sheet, each)?.text ?? null,
		actualText: figureWords(each),
		hasFigure: (each.actual?.value ?? null) !== null,
		stateText: figureState(each),
		sumText: compared.isSum ? compared.text : null,
		...(shownStatus(each) ?? { status: null, word: null }),
		sealedStatus: differing(each, sealed).at(-1)?.status ?? null,
		sum: each.judgement?.sum ?? null,
		source: targetSource(each.target, editions)
	};
}

/** Sealed judgements that say something else than the judgement now. */
function differing(year: SheetYear, sealed: readonly SealedEntry[]): SealedEntry[] {
	return sealed.filter(({ status }) => year.judgement !== null && status !== year.judgement.status);
}

function remarksOf(sheet: KpiSheet, year: number): Remarks[] {
	return sheet.years
		.filter((each) => each.year <= year && each.actual !== null)
		.flatMap(({ year: of, actual }) =>
			actual && (actual.cause || actual.issue || actual.nextAction)
				? [
						{
							year: of,
							label: formatFiscalYear(of),
							department: actual.departmentName,
							cause: actual.cause,
							issue: actual.issue,
							nextAction: actual.nextAction
						}
					]
				: []
		)
		.reverse();
}

function sourceNote(sheet: KpiSheet, chart: KpiChartData | null): string {
	const updated = sheet.years
		.flatMap(({ actual }) => (actual ? [actual.reportedAt] : []))
		.sort()
		.at(-1);
	return [
		...(sheet.indicator.source ? [`出典：${sheet.indicator.source}`] : []),
		...(updated === undefined ? [] : [`更新：${formatEraDate(japanDate(updated))}`]),
		...(chart?.notes ?? [])
	].join('　');
}

function toleranceText(sheet: KpiSheet): string {
	const tolerance = fromScaled(sheet.indicator.toleranceDigits, sheet.indicator.toleranceScale);
	return tolerance === null ? 'なし（全数）' : `±${formatDecimal(tolerance, sheet.style.decimals)}${sheet.unit}`;
}
