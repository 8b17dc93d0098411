/** The columns of a figure: written from what was entered, and read back. */
import { fromScaled, type Decimal } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { resultRevision } from '../db/schema/index.ts';

type Row = typeof resultRevision.$inferSelect;

/** The columns of the two figures behind a computed rate. */
export type RateColumns = Pick<
	Row,
	'numeratorDigits' | 'numeratorScale' | 'denominatorDigits' | 'denominatorScale'
>;

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

/** The stored figures of a computed rate; null where the rate itself was entered. */
export function ratePartsOf(row: RateColumns | null): { numerator: Decimal; denominator: Decimal } | null {
	const numerator = row && fromScaled(row.numeratorDigits, row.numeratorScale);
	const denominator = row && fromScaled(row.denominatorDigits, row.denominatorScale);
	return numerator === null || denominator === null ? null : { numerator, denominator };
}

/**
 * A stored figure as an entry that says it once more, whatever its text would be read as today. The first total
 * of a series of amounts came from a file without its amount, and therefore without a text.
 */
export function entryOf(row: Row): ReadEntry {
	const rate = ratePartsOf(row);
	return {
		enteredText: row.enteredText,
		value: fromScaled(row.valueDigits, row.valueScale),
		runningTotal: fromScaled(row.runningTotalDigits, row.runningTotalScale),
		valueState: row.valueState,
		missingReason: row.missingReason,
		...(rate === null ? {} : { rate })
	};
}
