/** The read API's answers about KPIs: plain JSON, machine codes for closed lists, Japanese beside them. */
import { decimal, rationalToNumber, roundHalfUp, toNumber, type Rational } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { formatFiscalYear, parseFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Judgement, SumLine } from '#lib/domain/judging/judgement.ts';
import { STATUSES, type MissingReason, type Status, type ValueState } from '#lib/domain/model.ts';
import { OUTLOOK_VERDICTS } from '#lib/domain/outlook.ts';
import { outlookText } from '#lib/domain/outlook-words.ts';
import { HONESTY_CHECKS, type HonestyCode } from '#lib/domain/target-honesty-subject.ts';
import { targetFigure, type TargetFigure } from '#lib/domain/targets.ts';
import type { Database } from '../db/client.ts';
import { editionTargets, readMaterial } from '../judgements/material.ts';
import {
	basicPlanFor,
	editionById,
	editionName,
	listEditions,
	shownYear,
	type BasicPlanRow,
	type EditionRow
} from '../plan/queries.ts';
import { defaultEdition, overlaps } from './window/edition-choice.ts';
import { readHonesty } from './honesty.ts';
import { finalTargetShown, outlookOf } from './page/outlook.ts';
import { readSheets, type KpiSheet, type SheetYear } from './sheets.ts';
import { judgingSource } from './shown.ts';

/** A figure in JSON: a number, the name of a stage, the bounds of a range, or null where there is none. */
export type ApiFigure = number | string | { readonly low: number; readonly high: number } | null;

export interface ApiYear {
	readonly year: number;
	readonly target: ApiFigure;
	/** Id of the edition whose target this is; null for the final target and a straight line. */
	readonly targetEdition: number | null;
	/** 「R7〜9」 */
	readonly targetEditionName: string | null;
	readonly targetSource: 'edition' | 'final' | 'interpolated' | null;
	/** The target in force, which the rates and the status are about, whatever edition was asked for. */
	readonly judgingTarget: ApiFigure;
	readonly actual: number | string | null;
	/** Σ actual since the period began, which a period total is judged by; null for all other targets. */
	readonly actualToDate: number | null;
	readonly valueState: ValueState | null;
	readonly missingReason: MissingReason | null;
	/** The fiscal year in which a carried value was measured. */
	readonly carriedFrom: number | null;
	/** What the figure was measured over, where that is not its fiscal year: 「2024年1〜12月の値」. */
	readonly measuredPeriod: string | null;
	/** The two figures behind a computed rate; null where the rate itself was entered. */
	readonly numerator: number | null;
	readonly denominator: number | null;
	/** Unclipped fractions: 0.5 is 50 %. */
	readonly reachRate: number | null;
	readonly progressRatio: number | null;
	/** The common word; `statusCode` is the same for programs. */
	readonly status: string | null;
	readonly statusCode: Status | null;
	readonly statusReason: string | null;
	/** The label, 評価点 and printed rate of a city's own rule; null under 「標準」. Points are a number. */
	readonly ownLabel: string | null;
	readonly points: number | null;
	readonly reachRateShown: string | null;
	/** The rule that judged. */
	readonly rule: { readonly id: string; readonly version: number; readonly name: string } | null;
	/** 判定のしくみ: every line of the calculation, as the screen shows it. */
	readonly sum: ApiSum | null;
}

export interface ApiSum {
	readonly heading: string;
	readonly lines: readonly SumLine[];
	readonly conclusion: string;
	readonly notes: readonly string[];
	/** 使った目標 in words. */
	readonly targetUsed: string;
}

export type ApiKpi = ReturnType<typeof kpiOf>;

export interface ApiRequest {
	readonly year: string | null;
	readonly edition: string | null;
	readonly from: string | null;
	readonly to: string | null;
	readonly today: string;
}

const NOT_CALLED = '実績照会の前のため、まだ判定していません';

/**
 * The KPIs of the basic plan that holds `year`, with the years of that plan or those from `from` to `to`.
 * @throws DomainError `not-found` for a year or edition that does not exist, `invalid` for `from` after `to`.
 */
export function readApiKpis(
	database: Database,
	{ year: asked, edition: askedEdition, from, to, today }: ApiRequest
): ApiKpi[] {
	const year = shownYear(database, asked ?? defaultYear(database, from, to));
	const term = basicPlanFor(database, year);
	const years = yearsBetween(yearOr(from, term.firstYear), yearOr(to, term.lastYear));
	for (const each of years) basicPlanFor(database, each);
	const editions = listEditions(database);
	const edition =
		askedEdition === null || askedEdition.trim() === '' ? null : editionById(database, askedEdition.trim());
	const sheets = readSheets(database, { basicPlanId: term.id, years, namedIn: year, today });
	const checks = readTargetChecks(
		database,
		edition ?? defaultEdition(adoptedIn(editions, term), year),
		sheets
	);
	const ofEdition = edition === null ? null : readEditionFigures(database, edition, editions, years);
	return sheets.map((sheet) =>
		kpiOf(
			sheet,
			sheet.years.map((each) => {
				const own =
					ofEdition === null || edition === null
						? null
						: { edition, figure: ofEdition.get(`${sheet.id}/${each.year}`) ?? null };
				return yearEntry(sheet, each, editions, own);
			}),
			checks.get(sheet.id) ?? null
		)
	);
}

/** Fiscal years from `first` to `last`. @throws DomainError `invalid` when they are the wrong way round. */
export function yearsBetween(first: number, last: number): number[] {
	if (first > last) {
		throw new DomainError(
			'invalid',
			`年度の範囲が逆です。from（${formatFiscalYear(first)}）は to（${formatFiscalYear(last)}）以前にしてください。`
		);
	}
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A fiscal year as asked for, else `otherwise`. @throws DomainError `not-found` in words for what is no year. */
export function yearOr(asked: string | null, otherwise: number): number {
	if (asked === null || asked.trim() === '') return otherwise;
	const reading = parseFiscalYear(asked);
	if (!reading.ok) throw new DomainError('not-found', reading.message);
	return reading.year;
}

/** Without `year`, a range is answered by the basic plan of its latest year that has one. */
function defaultYear(database: Database, from: string | null, to: string | null): string | null {
	const shown = shownYear(database, null);
	const [first, last] = [yearOr(from, shown), yearOr(to, shown)];
	return String(Math.min(Math.max(shown, first), Math.max(last, first)));
}

function kpiOf(sheet: KpiSheet, years: readonly ApiYear[], targetChecks: ApiChecks | null) {
	const { revision, indicator, baseline, final } = sheet;
	return {
		code: sheet.code,
		name: sheet.name,
		indicatorCode: indicator.code,
		unit: sheet.unit,
		direction: revision.direction,
		goal: revision.goal,
		accumulation: indicator.accumulation,
		department: sheet.department?.name ?? null,
		baseline: {
			year: baseline.year,
			value: baseline.value === null ? null : figureNumber(toNumber(baseline.value), sheet),
			use: revision.baselineUse
		},
		finalTarget: {
			year: final.year,
			value: final.target === null ? null : apiFigure(targetFigure(final.target, final.year), sheet)
		},
		isSample: sheet.isSample,
		outlook: outlookEntry(sheet),
		targetChecks,
		years
	};
}

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

function readTargetChecks(
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

function adoptedIn(editions: readonly EditionRow[], term: BasicPlanRow): EditionRow[] {
	return editions.filter((row) => row.state === 'adopted' && overlaps(row, term));
}

/** 見通し: of the final year, and of every year on the way there. Estimates, never actuals. */
function outlookEntry(sheet: KpiSheet) {
	const found = outlookOf(sheet);
	// More places than the indicator has would claim what no estimate knows; two more keep 「届く」 and 49.96 apart.
	const estimated = (value: Rational) => toNumber(roundHalfUp(value, sheet.style.decimals + 2));
	const points = found.years.map(({ year, estimate, band }) => ({
		year,
		estimate: estimated(estimate),
		low: band && estimated(band.low),
		high: band && estimated(band.high)
	}));
	const final = points.at(-1);
	return {
		verdict: found.verdict === null ? null : OUTLOOK_VERDICTS[found.verdict],
		verdictCode: found.verdict,
		text: outlookText(found, finalTargetShown(sheet)),
		finalEstimate: final?.estimate ?? null,
		low: final?.low ?? null,
		high: final?.high ?? null,
		points,
		measuredYears: found.measuredYears
	};
}

interface EditionFigure {
	readonly edition: EditionRow;
	readonly figure: TargetFigure | null;
}

function yearEntry(
	sheet: KpiSheet,
	each: SheetYear,
	editions: readonly EditionRow[],
	own: EditionFigure | null
): ApiYear {
	const { target, actual, judgement } = each;
	const inForce = target.kind === 'target' ? target : null;
	const setBy = own?.edition ?? editions.find(({ id }) => id === target.editionId);
	return {
		year: each.year,
		target: apiFigure(own === null ? (inForce?.figure ?? null) : own.figure, sheet),
		targetEdition: setBy?.id ?? null,
		targetEditionName: setBy === undefined ? null : editionName(setBy),
		targetSource: own === null ? (inForce?.source ?? null) : own.figure === null ? null : 'edition',
		// A carried value is judged against its measured year's target: the judgement knows which.
		judgingTarget: apiFigure(judgement?.comparison?.figure ?? inForce?.figure ?? null, sheet),
		actual: actual?.value == null ? null : figureNumber(toNumber(actual.value), sheet),
		actualToDate: periodSum(judgement),
		valueState: actual?.value == null ? null : (actual.state ?? null),
		missingReason: actual?.missing ?? null,
		carriedFrom: actual?.carriedFrom ?? null,
		measuredPeriod: actual?.value == null || actual.measured === '' ? null : actual.measured,
		numerator: actual?.numerator == null ? null : toNumber(actual.numerator),
		denominator: actual?.denominator == null ? null : toNumber(actual.denominator),
		reachRate: share(judgement?.reachRate ?? null),
		progressRatio: share(judgement?.progressRatio ?? null),
		status: judgement === null ? null : STATUSES[judgement.status],
		statusCode: judgement?.status ?? null,
		statusReason: judgement?.reason ?? NOT_CALLED,
		...ruleEntry(sheet, each, editions)
	};
}

/** What the rule itself says, and how it came to it. */
function ruleEntry(
	sheet: KpiSheet,
	each: SheetYear,
	editions: readonly EditionRow[]
): Pick<ApiYear, 'ownLabel' | 'points' | 'reachRateShown' | 'rule' | 'sum'> {
	const { judgement } = each;
	if (judgement === null)
		return { ownLabel: null, points: null, reachRateShown: null, rule: null, sum: null };
	const { own, sum } = judgement;
	const { id, version, name } = sum.rule;
	return {
		ownLabel: own?.label ?? null,
		points: own?.points == null ? null : toNumber(decimal(own.points)),
		reachRateShown: own?.rateShown ?? null,
		rule: { id, version, name },
		sum: {
			heading: sum.heading,
			lines: sum.lines,
			conclusion: sum.conclusion,
			notes: sum.notes,
			targetUsed: judgingSource(sheet, each, editions)
		}
	};
}

/** A target as JSON; a period total as the share to date. */
export function apiFigure(figure: TargetFigure | null, sheet: Pick<KpiSheet, 'style'>): ApiFigure {
	switch (figure?.kind) {
		case undefined:
			return null;
		case 'value':
			return rationalToNumber(figure.value);
		case 'range':
			return { low: rationalToNumber(figure.low), high: rationalToNumber(figure.high) };
		case 'stage':
			return sheet.style.stages[figure.stage] ?? null;
		case 'period':
			return rationalToNumber(figure.shareToDate);
	}
}

/** An actual or baseline: the figure, or the name of its stage. */
function figureNumber(value: number, sheet: KpiSheet): number | string | null {
	return sheet.style.stages.length > 0 ? (sheet.style.stages[value] ?? null) : value;
}

function periodSum(judgement: Judgement | null): number | null {
	const comparison = judgement?.comparison;
	return comparison?.figure.kind === 'period' ? rationalToNumber(comparison.actual) : null;
}

function share(value: Rational | null): number | null {
	return value === null ? null : rationalToNumber(value);
}

/** One edition's own word on every KPI and year, a draft's included; shares of a period up to that edition. */
function readEditionFigures(
	database: Database,
	edition: EditionRow,
	editions: readonly EditionRow[],
	years: readonly number[]
): Map<string, TargetFigure> {
	const all = readMaterial(database);
	const upTo = editions
		.filter((row) => row.id === edition.id || (row.adoptedOn !== null && isBefore(row, edition)))
		.map((row) => ({ ...row, adoptedOn: row.adoptedOn ?? '' }));
	const found = new Map<string, TargetFigure>();
	for (const material of all.kpis.values()) {
		for (const year of years) {
			const said = editionTargets(material, upTo, year).find(({ id }) => id === edition.id);
			if (!said?.listed || said.target === null || said.target.kind === 'none') continue;
			found.set(`${material.kpi.id}/${year}`, targetFigure(said.target, year));
		}
	}
	return found;
}

function isBefore(row: EditionRow, edition: EditionRow): boolean {
	return (
		row.firstYear < edition.firstYear ||
		(row.firstYear === edition.firstYear && row.revision <= edition.revision)
	);
}
