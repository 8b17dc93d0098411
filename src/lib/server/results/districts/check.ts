import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import { checkBreakdown, type BreakdownCheck, type DistrictFigure } from '#lib/domain/district-breakdown.ts';
import type { EntryItem } from '../entry-items.ts';
import type { DistrictItem, DistrictsOf } from './items.ts';

/** The check of what is stored now against the city's figure as entered. */
export function checkStored(item: EntryItem, districts: readonly DistrictItem[]): BreakdownCheck {
	const { current } = item;
	return checkDistricts(
		item,
		districts.map(({ name, current: row }) => ({
			name,
			value: row && fromScaled(row.valueDigits, row.valueScale),
			missing: row?.missingReason ?? null
		})),
		current && fromScaled(current.valueDigits, current.valueScale)
	);
}

/** Compares districts with a figure of the city, by the indicator's own rule. */
export function checkDistricts(
	item: Pick<DistrictsOf, 'material'>,
	figures: readonly DistrictFigure[],
	total: Decimal | null
): BreakdownCheck {
	const { indicator } = item.material;
	return checkBreakdown({
		total,
		districts: figures,
		addsUp: indicator.districtsAddUp,
		unit: indicator.unit
	});
}
