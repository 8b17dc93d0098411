/** The stored figures of later years that a change of one year's figures is in. */
import { followingOf } from '#lib/domain/correction.ts';
import { fits, fromScaled, MAX_DIGITS, type Decimal } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import type { indicator, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { listCalledYears } from '../../plan/queries.ts';
import { readLaterResults } from './later.ts';

type Indicator = typeof indicator.$inferSelect;
type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;

/** Whose figure: the city's (null) or a district's. */
export type Place = { readonly id: number; readonly name: string } | null;

/** One place's figure of a year, as it counts now and as it will. */
export interface FigureChange {
	readonly place: Place;
	readonly before: Decimal | null;
	readonly after: Decimal | null;
	/** The last running total that counts before the year; null where there is none. */
	readonly base: Decimal | null;
}

/** A later figure that follows. */
export interface LaterChange {
	readonly year: number;
	/** Null: the city's. */
	readonly district: Place;
	readonly head: Head;
	/** The confirmed revision. */
	readonly row: Row;
	readonly before: Decimal;
	readonly after: Decimal;
}

export interface Followers {
	/** Oldest first, the city before its districts. */
	readonly later: readonly LaterChange[];
	/** Years with a total, the city's or a district's, that nobody can compute; oldest first. */
	readonly unknown: readonly number[];
	/** Places (null: the city) whose series now begins with the year: nothing counted up to then. */
	readonly begun: readonly (number | null)[];
}

/**
 * What follows from changed figures of `year`. `by`: a report (続報, 後日報告, 差戻し) says nothing of totals that
 * were entered as totals; a 訂正 does, as somebody then decides on each year.
 * @throws DomainError `invalid` (field `entered`) where a later total would no longer fit.
 */
export function followersOf(
	database: Database,
	series: Indicator,
	year: number,
	changes: readonly FigureChange[],
	by: 'correction' | 'report'
): Followers {
	const results = readLaterResults(database, series.id, year);
	const begun = changes.filter(
		({ before, after, base }) => before === null && base === null && after !== null
	);
	const cumulativeEntry = series.cumulativeEntry ?? 'total';
	const isComputed = series.accumulation === 'cumulative' && cumulativeEntry === 'increment';
	const accumulation = isComputed || by === 'correction' ? series.accumulation : 'level';
	const asked = isComputed ? askedAfter(database, series, year) : [];
	const found = changes.map(({ place, ...figures }) => {
		const own = results.filter(({ head }) => head.districtId === (place?.id ?? null));
		const { values, unknown } = followingOf(
			{ year, accumulation, cumulativeEntry, ...figures, unknownYears: withoutAmount(asked, own) },
			own.flatMap(({ head, row }) => {
				const figure = figureOf(row);
				const amount = isComputed ? fromScaled(row.valueDigits, row.valueScale) : null;
				return figure === null
					? []
					: [{ year: head.fiscalYear, figure, amount, carriedFrom: row.carriedFromYear }];
			})
		);
		const later = values.flatMap((value): LaterChange[] => {
			const stored = own.find(({ head }) => head.fiscalYear === value.year);
			return stored === undefined ? [] : [{ ...value, ...stored, district: place }];
		});
		return { later, unknown };
	});
	const later = found.flatMap((each) => each.later).toSorted((a, b) => a.year - b.year);
	refuseTooLong(later);
	const unknown = new Set(found.flatMap((each) => each.unknown));
	return {
		later,
		unknown: [...unknown].sort((a, b) => a - b),
		begun: begun.map(({ place }) => place?.id ?? null)
	};
}

/** Later years that ask for an amount. */
function askedAfter(database: Database, { surveyYears }: Indicator, year: number): number[] {
	return listCalledYears(database).filter(
		(each) => each > year && (surveyYears === null || surveyYears.includes(each))
	);
}

/** Of those, the years whose amount nobody knows: a reason that says there is none (該当なし, 調査なし) is known. */
function withoutAmount(
	asked: readonly number[],
	own: readonly { readonly head: Head; readonly row: Row }[]
): number[] {
	const known = new Set(
		own
			.filter(
				({ row }) =>
					row.missingReason === 'not-applicable' ||
					row.missingReason === 'no-survey' ||
					(figureOf(row) !== null && row.carriedFromYear === null)
			)
			.map(({ head }) => head.fiscalYear)
	);
	return asked.filter((each) => !known.has(each));
}

function refuseTooLong(later: readonly LaterChange[]): void {
	const long = later.find(({ after }) => !fits(after));
	if (long === undefined) return;
	const message = `この値にすると、${shortFiscalYear(long.year)}の累計が${MAX_DIGITS}桁に収まりません。値の桁を確かめてください（例：1,234）。`;
	throw new DomainError('invalid', message, { fields: { entered: message } });
}
