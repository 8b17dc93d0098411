/** Everything that the page of one KPI shows, shaped once: texts, the chart's data and the sums. */
import { finding } from '#lib/domain/judging/finding.ts';
import { DomainError } from '#lib/domain/errors.ts';
import {
	formatEraDate,
	formatFiscalYear,
	formatYearRange,
	japanDate,
	shortFiscalYear
} from '#lib/domain/fiscal-year.ts';
import { formatDecimal } from '#lib/format.ts';
import { fromScaled } from '#lib/domain/decimal.ts';
import type { KpiChartData } from '#lib/charts/kpi-data.ts';
import type { Database } from '../../db/client.ts';
import { listEditions, pathTo, readTree, shownYear } from '../../plan/queries.ts';
import { findKpi } from '../find.ts';
import { readHandover, readLedger, readRelatives, readRevisions, readSealed } from '../history.ts';
import { laterJudgement } from '../later.ts';
import { matrixOf } from '../matrix.ts';
import { measuredShown, remarksOf, rowOf, shownSealed } from './years.ts';
import { chartOf, YEARS_BEFORE } from './chart.ts';
import { outlookOf, shownOutlook } from './outlook.ts';
import { bulletOf } from './bullet.ts';
import { readShownDistricts } from './districts.ts';
import { readShownWindows } from './window.ts';
import { readWhy } from './why.ts';
import { readSheets, yearOf, type KpiSheet, type SheetYear } from '../sheets.ts';
import {
	baselineShown,
	comparedActual,
	figureState,
	figureWords,
	heldInWords,
	isSumUnknown,
	singleYearText,
	UNKNOWN_SUM,
	shownChange,
	shownStatus,
	judgingSource
} from '../shown.ts';

export interface KpiPageRequest {
	readonly code: string;
	/** As asked in the address; null for the latest year with results. */
	readonly year: string | null;
	readonly today: string;
	/** Whoever makes figures sees the handover card. */
	readonly seesHandover: boolean;
	/** Whoever makes editions sees 目標の点検 of drafts. */
	readonly seesDrafts?: boolean;
}

/** @throws DomainError `not-found` for an unknown code, or a year outside the KPI's basic plan. */
export function readKpiPage(database: Database, request: KpiPageRequest) {
	const found = findKpi(database, request.code);
	const relatives = readRelatives(database, found.id, found.indicatorId);
	const { firstYear, lastYear } = found.basicPlan;
	const year = chosenYear(database, request.year, found, relatives);
	const years = Array.from(
		{ length: lastYear - firstYear + YEARS_BEFORE + 1 },
		(_, index) => firstYear - YEARS_BEFORE + index
	);
	const [sheet] = readSheets(database, { kpiIds: [found.id], years, namedIn: year, today: request.today });
	if (sheet === undefined) throw new Error(`KPI ${found.code} vanished while it was read`);
	const shown = yearOf(sheet, year);
	const editions = listEditions(database);
	const sealed = readSealed(database, found.id);
	const ahead = outlookOf(sheet);
	const chart = chartOf(sheet, shown, ahead);
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
			source: judgingSource(shown, editions),
			tolerance: toleranceText(sheet),
			later: laterJudgement(database, sheet, shown, editions),
			sealed: shownSealed(sheet, shown, sealed.get(year) ?? []),
			outlook: shownOutlook(sheet, ahead),
			why: readWhy(database, sheet, shown, editions)
		},
		matrix: matrixOf(sheet, editions),
		districtFigures: readShownDistricts(database, sheet, year),
		bullet: bulletOf(sheet, shown),
		windows: readShownWindows(database, sheet, editions, {
			year,
			today: request.today,
			seesDrafts: request.seesDrafts ?? false
		}),
		remarks: remarksOf(sheet, year),
		handover: request.seesHandover ? readHandover(database, found.indicatorId) : null,
		ledger: readLedger(database, found.indicatorId),
		revisions: readRevisions(database, found.id, sheet.indicator, editions),
		relatives
	};
}

export type KpiPage = ReturnType<typeof readKpiPage>;

type Found = ReturnType<typeof findKpi>;

function chosenYear(
	database: Database,
	asked: string | null,
	found: Found,
	relatives: { code: string; basicPlan: string }[]
): number {
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
		crumbs: pathTo(readTree(database, basicPlan.id), sheet.nodeId).map(({ code, number, field, name }) => ({
			code,
			text: [number, field === null ? null : `〈${field}〉`, name].filter((part) => part !== null).join(' ')
		})),
		policies: sheet.policies,
		districts: sheet.districts,
		baseline: {
			text: baselineShown(sheet),
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
				: `${formatDecimal(fromScaled(revision.midTargetDigits, revision.midTargetScale), sheet.style.decimals)}${sheet.unit}（${shortFiscalYear(revision.midYear)}）`,
		definition: revision.definition ?? indicator.definition,
		formula: indicator.formula,
		/** The two figures of a computed rate by name: 「受診者数 ÷ 対象者数」; null where the rate is entered. */
		rateNames:
			indicator.numeratorName === null
				? null
				: `${indicator.numeratorName} ÷ ${indicator.denominatorName ?? ''}`,
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
	const noSum = isSumUnknown(shown);
	return {
		hasFigure,
		text: noSum ? UNKNOWN_SUM : compared.isSum ? compared.text : notCalled(shown) ? '－' : figureWords(shown),
		/** Words are set smaller than numbers. */
		isWord: !hasFigure || isStage || noSum,
		unit: hasFigure && !isStage && !noSum ? sheet.unit : '',
		/** The sum since the period began stands large, because it is what is judged. */
		isSum: compared.isSum || noSum,
		state: notCalled(shown)
			? '実績照会の前'
			: compared.isSum || noSum
				? singleYearText(sheet, shown)
				: [figureState(shown), measuredShown(sheet, shown)].filter((part) => part !== '').join('・'),
		/** What the status was judged against: 「46.0%」, 「最終目標 令和12年度 60.0%」. */
		targetText: heldInWords(sheet, shown),
		targetLabel: shown.held.of === 'final' ? '' : '目標',
		change: shownChange(sheet, shown),
		...(shownStatus(shown) ?? { status: null, word: null })
	};
}

function notCalled({ judgement, actual, workflow }: SheetYear): boolean {
	return judgement === null && actual === null && workflow === null;
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
	return tolerance === null
		? 'なし（全数）'
		: `±${formatDecimal(tolerance, sheet.style.decimals)}${sheet.unit}`;
}
