/** Reads a cell in the browser with the very rules of the server. */
import { decimal, rational, roundHalfUp } from '#lib/domain/decimal.ts';
import { readEntry, type EntryIndicator, type EntryReading } from '#lib/domain/entry.ts';
import { MISSING_REASONS } from '#lib/domain/model.ts';
import { writeNumber } from '#lib/domain/number-input.ts';
import type { CellReading, EntryFields } from '#lib/server/results/entry/grid-row.ts';

/** Unpacks what the page was sent. */
export function indicatorOf({ low, high, previous, ...reading }: CellReading): EntryIndicator {
	return {
		...reading,
		limits: { low: low === null ? null : decimal(low), high: high === null ? null : decimal(high) },
		// Only the order counts here.
		previous: previous.map((text, year) => ({ year, value: decimal(text) }))
	};
}

/** What a cell says, by the same function that the server reads it with. */
export function readCell({ entered, state }: EntryFields, indicator: EntryIndicator): EntryReading {
	return readEntry({ entered, state }, indicator);
}

/**
 * 「2,418 人として保存します」 while typing; null where there is nothing to say: an empty cell, a stage, or text
 * that cannot be read (the refusal says why once the cell is left).
 */
export function previewOf(fields: EntryFields, indicator: EntryIndicator): string | null {
	if (fields.entered.trim() === '' || indicator.stages.length > 0) return null;
	const reading = readCell(fields, indicator);
	if (!reading.ok) return null;
	const { value, runningTotal, missingReason } = reading.entry;
	if (missingReason !== null) return `「${MISSING_REASONS[missingReason]}」として保存します`;
	if (value === null) return null;
	const unit = indicator.unit === '' ? '' : ` ${indicator.unit}`;
	const total = runningTotal === null ? '' : `（累計 ${writeNumber(runningTotal)}${unit}）`;
	const shown = reading.entry.rate === undefined ? value : roundHalfUp(rational(value), indicator.decimals);
	return `${writeNumber(shown)}${unit}${total}として保存します`;
}
