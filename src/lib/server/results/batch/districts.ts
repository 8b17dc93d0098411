import type { Decimal } from '#lib/domain/decimal.ts';
import type { ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { readNumber } from '#lib/domain/number-input.ts';
import { MISSING_REASONS, type MissingReason } from '#lib/domain/model.ts';
import type { Database } from '../../db/client.ts';
import { figureOf } from '../../indicators/figures.ts';
import { readDistricts } from '../districts/items.ts';
import { readDistrictTexts } from '../districts/read.ts';
import type { EntryItem } from '../entry-items.ts';
import type { EntryPatch } from '../patch.ts';
import { saysTheSame } from '../same-figure.ts';
import { storedFigure } from './stored-figure.ts';
import type { BatchCell, BatchSource, Proposal } from './types.ts';

/** The districts of a patch. A lone dash in a file is 該当なし, as for the city's figure. */
export function districtPatch(proposal: Proposal, unit: string, source: BatchSource): EntryPatch {
	if (proposal.districts === undefined) return {};
	return {
		districts: Object.fromEntries(
			Object.entries(proposal.districts).map(([code, text]) => [
				code,
				source === 'upload' && readNumber(text, unit).kind === 'dash'
					? MISSING_REASONS['not-applicable']
					: text
			])
		)
	};
}

export type DistrictOutcome =
	| {
			readonly ok: true;
			readonly changes: BatchCell['changes'];
			readonly warnings: readonly string[];
	  }
	| { readonly ok: false; readonly message: string };

/** Of a patch that names none. */
export const NO_DISTRICTS: DistrictOutcome = { ok: true, changes: [], warnings: [] };

/**
 * What a patch changes in an item's districts, and what their sum against the city's figure asks a person to
 * confirm. Without districts in the patch nothing is read.
 */
export function districtOutcome(
	database: Database,
	item: EntryItem,
	{ districts: texts }: EntryPatch,
	city: ReadEntry
): DistrictOutcome {
	if (texts === undefined) return NO_DISTRICTS;
	try {
		const { entries, warnings } = readDistrictTexts(item, readDistricts(database, item), texts, city);
		const style = { decimals: item.reading.decimals, stages: [] };
		const changes = entries.flatMap(({ district, entry }) => {
			const { current } = district;
			if (saysTheSame(entry, current)) return [];
			const shown = (value: Decimal | null, missing: MissingReason | null, computed: boolean) =>
				storedFigure(value, missing, style, computed) || '（空欄）';
			return [
				{
					label: `地区別：${district.name}`,
					before: shown(
						current && figureOf(current),
						current?.missingReason ?? null,
						current?.numeratorDigits != null
					),
					after: shown(entry.runningTotal ?? entry.value, entry.missingReason, entry.rate !== undefined)
				}
			];
		});
		return { ok: true, changes, warnings: changes.length === 0 ? [] : warnings };
	} catch (refusal) {
		if (!(refusal instanceof DomainError) || refusal.code !== 'invalid') throw refusal;
		const fields = Object.values(refusal.fields);
		return { ok: false, message: fields.length > 0 ? fields.join('') : refusal.message };
	}
}
