/** 地区別の内訳 on the page of a KPI: confirmed figures only, against the city's. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { toNumber, type Decimal } from '#lib/domain/decimal.ts';
import { checkBreakdown } from '#lib/domain/district-breakdown.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import { formatDecimal } from '#lib/format.ts';
import type { Database } from '../../db/client.ts';
import { district, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import type { KpiSheet } from '../sheets.ts';

export interface ShownDistricts {
	/** Years with a confirmed figure of any district, up to the page's year; oldest first. */
	readonly years: readonly { readonly year: number; readonly label: string }[];
	readonly rows: readonly {
		readonly code: string;
		readonly name: string;
		readonly cells: readonly DistrictCell[];
	}[];
	/** The districts' sum; empty where figures do not add up. */
	readonly sums: readonly string[];
	/** The city's own figure of the year. */
	readonly city: readonly string[];
	/** What the comparison with the city's figure found, of the newest year; for each other year where it differs. */
	readonly notes: readonly string[];
	readonly addsUp: boolean;
}

export interface DistrictCell {
	/** 「9」, 「秘匿」; 「－」 where nothing is confirmed. */
	readonly text: string;
	readonly hasFigure: boolean;
	/** Length of the bar as a share of the longest one of all years, from 0; null without a figure or below 0. */
	readonly share: number | null;
}

type Row = typeof resultRevision.$inferSelect;

/** Null where no district has a confirmed figure up to `until`. */
export function readShownDistricts(
	database: Database,
	sheet: KpiSheet,
	until: number
): ShownDistricts | null {
	const { indicator, style } = sheet;
	const rows = database
		.select({ year: result.fiscalYear, districtId: result.districtId, row: resultRevision })
		.from(result)
		.innerJoin(
			resultRevision,
			and(eq(resultRevision.resultId, result.id), eq(resultRevision.revision, result.confirmedRevision))
		)
		.where(and(eq(result.indicatorId, indicator.id), isNotNull(result.districtId)))
		.all()
		.filter(({ year }) => year <= until);
	if (rows.length === 0) return null;
	const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b);
	const found = new Map(rows.map(({ year, districtId, row }) => [`${districtId}/${year}`, row]));
	const most = Math.max(0, ...rows.map(({ row }) => numberOf(row) ?? 0));
	const districts = database.select().from(district).orderBy(asc(district.position)).all();
	const checks = years.map((year) => {
		const total = sheet.years.find((each) => each.year === year)?.actual?.value ?? null;
		const check = checkBreakdown({
			total,
			addsUp: indicator.districtsAddUp,
			unit: sheet.unit,
			districts: districts.map(({ id, name }) => {
				const row = found.get(`${id}/${year}`);
				return { name, value: row === undefined ? null : figureOf(row), missing: row?.missingReason ?? null };
			})
		});
		return { year, total, check };
	});
	return {
		years: years.map((year) => ({ year, label: shortFiscalYear(year) })),
		rows: districts.map(({ id, code, name }) => ({
			code,
			name,
			cells: years.map((year) => cellOf(found.get(`${id}/${year}`), style.decimals, most))
		})),
		sums: indicator.districtsAddUp ? checks.map(({ check }) => formatDecimal(check.sum, style.decimals)) : [],
		city: checks.map(({ total }) => formatDecimal(total, style.decimals)),
		notes: indicator.districtsAddUp
			? checks.flatMap(({ year, check }) => noteOf(year, check.state, check.rest, sheet))
			: ['足し上げできない指標のため、地区別の値の合計は市の値と比べません。'],
		addsUp: indicator.districtsAddUp
	};
}

function cellOf(row: Row | undefined, decimals: number, most: number): DistrictCell {
	if (row?.missingReason) return { text: MISSING_REASONS[row.missingReason], hasFigure: false, share: null };
	const value = row === undefined ? null : figureOf(row);
	const number = row === undefined ? null : numberOf(row);
	return {
		text: formatDecimal(value, decimals),
		hasFigure: value !== null,
		share: number === null || number < 0 || most <= 0 ? null : number / most
	};
}

function numberOf(row: Row): number | null {
	const value = figureOf(row);
	return value === null ? null : toNumber(value);
}

/** 「R6の地区別の合計は、市の値と一致しています。」 */
function noteOf(
	year: number,
	state: ReturnType<typeof checkBreakdown>['state'],
	rest: Decimal | null,
	{ style, unit }: KpiSheet
): string[] {
	const sum = `${shortFiscalYear(year)}の地区別の合計は、`;
	const size =
		rest === null
			? ''
			: formatDecimal(
					{ digits: rest.digits < 0n ? -rest.digits : rest.digits, scale: rest.scale },
					style.decimals
				) + unit;
	switch (state) {
		case 'agrees':
			return [`${sum}市の値と一致しています。`];
		case 'differs':
			return [
				`${sum}市の値より${size}${rest !== null && rest.digits < 0n ? '多く' : '少なく'}なっています。`
			];
		case 'partial':
			return [`${sum}値のない地区があるため、市の値より${size}少なくなっています。`];
		case 'no-total':
			return [`${shortFiscalYear(year)}は、市の値がまだ確認されていないため、地区別の合計と比べられません。`];
		case 'empty':
			return [`${shortFiscalYear(year)}は、どの地区にも値がありません。`];
		case 'not-additive':
			return [];
	}
}
