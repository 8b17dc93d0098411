/** What a 訂正 changes, as a whole: the year's figure with its districts, and the later figures that follow from it. */
import { createHash } from 'node:crypto';
import { toText } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { Database } from '../../db/client.ts';
import { figureOf } from '../../indicators/figures.ts';
import { districtReading, type DistrictItem } from '../districts/items.ts';
import type { EntryItem } from '../entry-items.ts';
import { countingOf, saysTheSame } from '../same-figure.ts';
import { followersOf, type Followers, type LaterChange } from './followers.ts';

export interface DistrictChange {
	readonly district: DistrictItem;
	readonly entry: ReadEntry;
}

/** `later`: everything that follows. */
export interface CorrectionPlan extends Followers {
	readonly year: number;
	readonly entry: ReadEntry;
	/** Only the districts that change. */
	readonly districts: readonly DistrictChange[];
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
	const districts = request.entries.filter(({ district, entry }) => !saysTheSame(entry, district.current));
	const followers = followersOf(
		database,
		item.material.indicator,
		item.year,
		[
			{
				place: null,
				before: item.confirmed && figureOf(item.confirmed),
				after: countingOf(request.entry),
				base: item.reading.previous.at(-1)?.value ?? null
			},
			...districts.map(({ district, entry }) => ({
				place: district,
				before: district.current && figureOf(district.current),
				after: countingOf(entry),
				base: districtReading(item, district).previous.at(-1)?.value ?? null
			}))
		],
		'correction'
	);
	return { year: item.year, entry: request.entry, districts, ...followers, left: request.left };
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
