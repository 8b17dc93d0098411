/** The columns of a figure of the file. */
import { decimal, rational, roundHalfUp, subtract, toText } from '#lib/domain/decimal.ts';
import type { CityItem, CityResultRevision } from '#lib/schemas/city.ts';
import type { resultRevision } from '../../db/schema/index.ts';
import { scaledParts, stageIndex } from './context.ts';

type Indicator = CityItem<'indicators'>;

/** A running total with the moment from which it counted. */
export interface DatedTotal {
	readonly value: string;
	readonly at: string;
}

/** The total of the year before as it stood at a moment: a correction counts from its own day on. */
export function totalAt(totals: readonly DatedTotal[] | undefined, at: string): string | null {
	return (totals?.findLast((each) => each.at <= at) ?? totals?.[0])?.value ?? null;
}

/** A cumulative indicator entered as the year's amount keeps both: the amount and the running total. */
export function figureColumns(
	indicator: Indicator,
	revision: Pick<CityResultRevision, 'value' | 'entered'>,
	stages: readonly string[] | null,
	before: string | null
): Pick<
	typeof resultRevision.$inferInsert,
	'enteredText' | 'valueDigits' | 'valueScale' | 'runningTotalDigits' | 'runningTotalScale'
> {
	const asIndex = stageIndex(indicator.code, stages, revision.value);
	if (indicator.cumulativeEntry !== 'amount' || revision.value === null) {
		const value = scaledParts(asIndex);
		return {
			enteredText: revision.entered ?? revision.value ?? '',
			valueDigits: value.digits,
			valueScale: value.scale
		};
	}
	const total = scaledParts(revision.value);
	const amount = before === null ? null : difference(revision.value, before, indicator.decimals);
	const value = scaledParts(amount);
	return {
		enteredText: amount ?? '',
		valueDigits: value.digits,
		valueScale: value.scale,
		runningTotalDigits: total.digits,
		runningTotalScale: total.scale
	};
}

/** The two figures behind a computed rate, and the text that they are entered as. */
export function rateColumns({
	numerator,
	denominator,
	entered
}: Pick<CityResultRevision, 'numerator' | 'denominator' | 'entered'>): Partial<
	typeof resultRevision.$inferInsert
> {
	if (numerator === null || denominator === null) return {};
	const [above, below] = [scaledParts(numerator), scaledParts(denominator)];
	return {
		enteredText: entered ?? `${numerator}/${denominator}`,
		numeratorDigits: above.digits,
		numeratorScale: above.scale,
		denominatorDigits: below.digits,
		denominatorScale: below.scale
	};
}

/** Exact: with as many decimals as the longer of both has, at least `decimals`. */
function difference(total: string, before: string, decimals: number): string {
	const [a, b] = [decimal(total), decimal(before)];
	return toText(roundHalfUp(subtract(rational(a), rational(b)), Math.max(a.scale, b.scale, decimals)));
}
