/** What a 訂正 changes, as a whole: the year's figure with its districts, and the later figures that follow from it. */
import { createHash } from 'node:crypto';
import { followingValues, type CorrectedValue } from '#lib/domain/correction.ts';
import { MAX_DIGITS, toText, type Decimal } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Database } from '../../db/client.ts';
import type { result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { districtReading, type DistrictItem } from '../districts/items.ts';
import type { EntryItem } from '../entry-items.ts';
import { countingOf, saysTheSame } from '../same-figure.ts';
import { readLaterResults } from './later.ts';

type Head = typeof result.$inferSelect;
type Row = typeof resultRevision.$inferSelect;

/** A later figure that follows from the correction. */
export interface LaterChange {
	readonly year: number;
	/** Null: the city's. */
	readonly district: Pick<DistrictItem, 'id' | 'name'> | null;
	readonly head: Head;
	/** The confirmed revision. */
	readonly row: Row;
	readonly before: Decimal;
	readonly after: Decimal;
}

export interface DistrictChange {
	readonly district: DistrictItem;
	readonly entry: ReadEntry;
}

export interface CorrectionPlan {
	readonly year: number;
	readonly entry: ReadEntry;
	/** Only the districts that change. */
	readonly districts: readonly DistrictChange[];
	/** Everything that follows, oldest first, the city before its districts. */
	readonly later: readonly LaterChange[];
	/** Later years that stay as they are, with the reason. */
	readonly left: ReadonlyMap<number, string>;
}

/**
 * Puts together what a request changes.
 * @throws DomainError `invalid` where a later total would no longer fit.
 */
export function planOf(
	database: Database,
	item: EntryItem,
	request: Pick<CorrectionPlan, 'entry' | 'left'> & { readonly entries: readonly DistrictChange[] }
): CorrectionPlan {
	const { indicator } = item.material;
	const districts = request.entries.filter(({ district, entry }) => !saysTheSame(entry, district.current));
	const results = readLaterResults(database, indicator.id, item.year);
	const { accumulation, cumulativeEntry } = indicator;
	const follow = (
		district: LaterChange['district'],
		corrected: Pick<CorrectedValue, 'before' | 'after' | 'base'>
	): LaterChange[] => {
		const own = results.filter(({ head }) => head.districtId === (district?.id ?? null));
		const values = own.map(({ head, row, figure }) => ({
			year: head.fiscalYear,
			figure,
			carriedFrom: row.carriedFromYear
		}));
		return followingValues(
			{ year: item.year, accumulation, cumulativeEntry: cumulativeEntry ?? 'total', ...corrected },
			values
		).flatMap(({ year, before, after }) => {
			const found = own.find(({ head }) => head.fiscalYear === year);
			return found === undefined ? [] : [{ year, district, head: found.head, row: found.row, before, after }];
		});
	};
	const later = [
		...follow(null, {
			before: item.confirmed && figureOf(item.confirmed),
			after: countingOf(request.entry),
			base: item.reading.previous.at(-1)?.value ?? null
		}),
		...districts.flatMap(({ district, entry }) =>
			follow(district, {
				before: district.current && figureOf(district.current),
				after: countingOf(entry),
				base: districtReading(item, district).previous.at(-1)?.value ?? null
			})
		)
	].toSorted((a, b) => a.year - b.year);
	refuseTooLong(later);
	return { year: item.year, entry: request.entry, districts, later, left: request.left };
}

/** Later years that something follows in, oldest first. */
export function laterYears({ later }: Pick<CorrectionPlan, 'later'>): number[] {
	return [...new Set(later.map(({ year }) => year))];
}

/** Only what will be written: without the years that stay as they are. */
export function carriedChanges({ later, left }: CorrectionPlan): LaterChange[] {
	return later.filter(({ year }) => !left.has(year));
}

/** Names a plan's figures, so that a page can say which ones somebody has seen. */
export function fingerprintOf({ entry, districts, later }: CorrectionPlan): string {
	const said = ({ enteredText, missingReason }: ReadEntry) => [enteredText.trim(), missingReason];
	const whole = [
		said(entry),
		districts.map((each) => [each.district.code, ...said(each.entry)]),
		later.map(({ year, district, row, after }) => [year, district?.id ?? null, row.revision, toText(after)])
	];
	return createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 32);
}

function refuseTooLong(later: readonly LaterChange[]): void {
	const long = later.find(({ after }) => String(after.digits).replace('-', '').length > MAX_DIGITS);
	if (long === undefined) return;
	const message = `この値にすると、${shortFiscalYear(long.year)}の累計が${MAX_DIGITS}桁に収まりません。値の桁を確かめてください（例：1,234）。`;
	throw new DomainError('invalid', message, { fields: { entered: message } });
}
