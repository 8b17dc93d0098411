/** What a 訂正 changes, for whoever asks for it, decides on it or reads about it: every figure and every status. */
import { eraFiscalYear, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Judgement } from '#lib/domain/judging/judgement.ts';
import type { Status } from '#lib/domain/model.ts';
import type { Context } from '../../command.ts';
import { figureOf } from '../../indicators/figures.ts';
import { decodeJudgement } from '../../judgements/codec.ts';
import { judgeYears } from '../../judgements/judge-kpi.ts';
import type { KpiMaterial, StoredResult } from '../../judgements/material.ts';
import { currentJudgement } from '../../judgements/rejudge.ts';
import { actualText } from '../../kpis/present.ts';
import { readEntryItems, type EntryItem } from '../entry-items.ts';
import type { resultRevision } from '../../db/schema/index.ts';
import { carriedAfterCorrection } from '../carried.ts';
import { figureColumns } from '../figure-columns.ts';
import { countingOf } from '../same-figure.ts';
import { rateText } from '../value-details.ts';
import { followerColumns } from './counting.ts';
import { readUnconfirmedTotals } from './later.ts';
import { laterYears, type CorrectionPlan } from './plan.ts';
import { styleOf, type JudgedFigure } from './view-figure.ts';

type ResultRevision = typeof resultRevision.$inferSelect;

/** One year that changes: the corrected one, and each later one whose figure follows from it. */
export interface ChangedYear {
	readonly year: number;
	readonly yearText: string;
	readonly shortYear: string;
	readonly isCorrected: boolean;
	readonly isClosed: boolean;
	readonly before: JudgedFigure;
	readonly after: JudgedFigure;
	/** The two figures of a computed rate, in words; null where there are none. */
	readonly rate: { readonly before: string; readonly after: string } | null;
	readonly districts: readonly ChangedDistrict[];
	/** Why the year stays as it is; null where it is corrected. */
	readonly left: string | null;
}

export interface ChangedDistrict {
	readonly name: string;
	readonly before: string;
	readonly after: string;
}

export interface CorrectionChange {
	readonly unit: string;
	/** The corrected year first. */
	readonly years: readonly ChangedYear[];
	/** Years whose figure stays and whose status changes: a period total runs on. */
	readonly rejudged: readonly {
		readonly yearText: string;
		readonly before: Status;
		readonly after: Status;
	}[];
	/** Years with a total that nobody has confirmed and that is computed anew: 「R7」; empty where there are none. */
	readonly renewed: string;
	/** Later years of a running total whose difference nobody can know: 「R6・R7」; empty where there are none. */
	readonly unknown: string;
}

/** The change with the judgements that it would make. */
export function correctionChange(context: Context, item: EntryItem, plan: CorrectionPlan): CorrectionChange {
	const years = laterYears(plan);
	const corrected = withFigures(item.material, item, plan);
	const items = new Map<number, EntryItem | null>([[item.year, item]]);
	for (const year of years) items.set(year, itemIn(context, year, item.material.indicator.code));
	const judged = judgementsIn(item, corrected);
	const after = (year: number): Judgement | null => {
		const own = items.get(year) ?? null;
		if (own === null) return null;
		return own.material.kpi.id === item.material.kpi.id
			? (judged.get(year) ?? null)
			: (judgementsIn(own, withFigures(own.material, item, plan)).get(year) ?? null);
	};
	const changed = [item.year, ...years].map((year): ChangedYear => {
		const own = items.get(year) ?? null;
		const city = plan.later.find((each) => each.year === year && each.district === null);
		const stored = item.material.results.get(year)?.confirmed ?? null;
		const style = styleOf(own ?? item);
		const left = plan.left.get(year) ?? null;
		const beforeText = actualText(stored && figureOf(stored), stored?.missingReason ?? null, style);
		const afterText =
			year === item.year
				? actualText(countingOf(plan.entry), plan.entry.missingReason, style)
				: city === undefined
					? beforeText
					: actualText(city.after, null, style);
		return {
			year,
			yearText: eraFiscalYear(year),
			shortYear: shortFiscalYear(year),
			isCorrected: year === item.year,
			isClosed: (own?.closedAt ?? null) !== null,
			before: beforeOf(context, own, beforeText),
			after: left === null ? figureWith(afterText, after(year)) : beforeOf(context, own, beforeText),
			rate: year === item.year ? rateOf(item, plan) : null,
			districts: districtsOf(item, plan, year, style.decimals),
			left
		};
	});
	const seen = new Set(changed.map(({ year }) => year));
	const before = judgementsIn(item, item.material);
	return {
		unit: item.material.indicator.unit,
		years: changed,
		rejudged: [...judged].flatMap(([year, judgement]) => {
			const old = before.get(year);
			return seen.has(year) || old === undefined || old.status === judgement.status
				? []
				: [{ yearText: eraFiscalYear(year), before: old.status, after: judgement.status }];
		}),
		renewed: [
			...new Set(
				readUnconfirmedTotals(context.database, item.material.indicator.id, item.year).map(({ head }) =>
					shortFiscalYear(head.fiscalYear)
				)
			)
		].join('・'),
		unknown: plan.unknown.map(shortFiscalYear).join('・')
	};
}

/** The statuses of a KPI's years, from the corrected one on. */
function judgementsIn(item: EntryItem, material: KpiMaterial): Map<number, Judgement> {
	const { firstYear, lastYear } = material.basicPlan;
	const years = item.all.calledYears.filter((year) => firstYear <= year && year <= lastYear);
	return new Map(
		judgeYears(item.all, material, years).map(({ year, judgement }) => [year, judgement] as const)
	);
}

/** The material as it would be with the plan's figures. */
function withFigures(material: KpiMaterial, item: EntryItem, plan: CorrectionPlan): KpiMaterial {
	const results = new Map<number, StoredResult>(material.results);
	const put = (year: number, row: ResultRevision | null, columns: Partial<ResultRevision>) => {
		const stored = results.get(year);
		if (stored !== undefined && row !== null)
			results.set(year, { ...stored, confirmed: { ...row, ...columns } });
	};
	// A report that waits is what would count; a 訂正 changes what counts.
	const own = item.head?.state === 'confirmed' ? item.confirmed : item.current;
	put(item.year, own, {
		...figureColumns(plan.entry),
		missingReason: plan.entry.missingReason,
		...(own === item.confirmed ? { carriedFromYear: carriedAfterCorrection(item, plan.entry) } : {})
	});
	for (const { year, district, row, after } of plan.later)
		if (district === null && !plan.left.has(year)) put(year, row, followerColumns(row, after));
	return { ...material, results };
}

function itemIn(context: Context, year: number, indicatorCode: string): EntryItem | null {
	return readEntryItems(context, year, { indicatorCode })[0] ?? null;
}

function beforeOf({ database }: Context, item: EntryItem | null, text: string): JudgedFigure {
	const row = item === null ? undefined : currentJudgement(database, item.material.kpi.id, item.year);
	if (row === undefined) return { text, status: 'none', own: null, sum: null };
	const { own, sum } = decodeJudgement(row.body);
	return { text, status: row.status, own: own?.label ?? null, sum };
}

function figureWith(text: string, judgement: Judgement | null): JudgedFigure {
	return {
		text,
		status: judgement?.status ?? 'none',
		own: judgement?.own?.label ?? null,
		sum: judgement?.sum ?? null
	};
}

function rateOf(item: EntryItem, { entry }: CorrectionPlan): ChangedYear['rate'] {
	const before = rateText(item, item.confirmed);
	const after = entry.rate === undefined ? null : rateText(item, entryParts(entry.rate));
	return before === null && after === null ? null : { before: before ?? '', after: after ?? '' };
}

function entryParts({ numerator, denominator }: NonNullable<CorrectionPlan['entry']['rate']>) {
	return {
		numeratorDigits: Number(numerator.digits),
		numeratorScale: numerator.scale,
		denominatorDigits: Number(denominator.digits),
		denominatorScale: denominator.scale
	};
}

function districtsOf(
	item: EntryItem,
	plan: CorrectionPlan,
	year: number,
	decimals: number
): ChangedDistrict[] {
	const style = { decimals, stages: [] };
	if (year === item.year)
		return plan.districts.map(({ district, entry }) => ({
			name: district.name,
			before: district.current
				? actualText(figureOf(district.current), district.current.missingReason, style)
				: '',
			after: actualText(countingOf(entry), entry.missingReason, style)
		}));
	return plan.later.flatMap(({ year: own, district, before, after }) =>
		own === year && district !== null
			? [
					{
						name: district.name,
						before: actualText(before, null, style),
						after: actualText(after, null, style)
					}
				]
			: []
	);
}
