import type { Decimal } from '#lib/domain/decimal.ts';
import { checkBreakdown, type BreakdownCheck } from '#lib/domain/district-breakdown.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { EntryItem } from '../entry-items.ts';
import { entryOf } from '../figure-columns.ts';
import { countingOf } from '../same-figure.ts';
import type { DistrictItem, DistrictsOf } from './items.ts';

/** A figure with its amount and its running total, the city's or a district's. */
type Figure = Pick<ReadEntry, 'value' | 'runningTotal' | 'missingReason'>;

/** Nothing was entered. */
const NOTHING: Figure = { value: null, runningTotal: null, missingReason: null };

/** The check of what is stored now against the city's figure as entered. */
export function checkStored(item: EntryItem, districts: readonly DistrictItem[]): BreakdownCheck {
	return checkDistricts(
		item,
		districts.map(({ name, current }) => ({ name, ...(current === null ? NOTHING : entryOf(current)) })),
		item.current === null ? NOTHING : entryOf(item.current)
	);
}

/**
 * Compares districts with a figure of the city, by the indicator's own rule: as entered, or total with total
 * where one of them is known as a total only (the first year of a series that came from a file).
 */
export function checkDistricts(
	item: Pick<DistrictsOf, 'material'>,
	districts: readonly (Figure & { readonly name: string })[],
	city: Figure
): BreakdownCheck {
	const { indicator } = item.material;
	const isTotalOnly = ({ value, runningTotal }: Figure) => value === null && runningTotal !== null;
	const inTotals = isTotalOnly(city) || districts.some(isTotalOnly);
	const compared = (figure: Figure): Decimal | null => (inTotals ? countingOf(figure) : figure.value);
	return checkBreakdown({
		total: compared(city),
		districts: districts.map((each) => ({
			name: each.name,
			value: compared(each),
			missing: each.missingReason
		})),
		addsUp: indicator.districtsAddUp,
		unit: indicator.unit
	});
}
