import type { Decimal } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';

/** The columns of a figure: value, running total, and the two figures behind a computed rate. */
export function figureColumns(entry: ReadEntry) {
	return {
		...columns('value', entry.value),
		...columns('runningTotal', entry.runningTotal),
		...columns('numerator', entry.rate?.numerator ?? null),
		...columns('denominator', entry.rate?.denominator ?? null)
	};
}

function columns<N extends string>(name: N, value: Decimal | null) {
	return {
		[`${name}Digits`]: value === null ? null : Number(value.digits),
		[`${name}Scale`]: value?.scale ?? null
	} as Record<`${N}Digits` | `${N}Scale`, number | null>;
}
