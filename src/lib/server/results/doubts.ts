import { readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import type { Database } from '../db/client.ts';
import { refuseIncomplete } from './completeness.ts';
import { readDistricts } from './districts/items.ts';
import { readDistrictTexts } from './districts/read.ts';
import type { EntryItem } from './entry-items.ts';
import { stateOf } from './entry-state.ts';
import { patched } from './patch.ts';

/** What stands between a stored entry and its submission. */
export interface Standing {
	/** Questions to confirm, about the figure and about its districts; Japanese sentences. */
	readonly doubts: readonly string[];
	/** What a submission would be refused for, by field (`entered`, `cause`, `confirmed` …). */
	readonly lacks: Readonly<Record<string, string>>;
}

/** The stored entry, looked at as its submission would be. `confirmed`: its doubts are. */
export function standingOf(database: Database, item: EntryItem, confirmed: boolean): Standing {
	const form = patched(item, item.head?.version ?? 0, {}, confirmed);
	const reading = readEntry({ entered: form.entered, state: form.state }, item.reading);
	if (!reading.ok) return { doubts: [], lacks: { entered: reading.message } };
	const { entry } = reading;
	let doubts: readonly string[] = [];
	try {
		const figure = reading.warnings.map(({ message }) => message);
		doubts = openDoubts(item, form, [...figure, ...districtDoubts(database, item, entry)]);
		refuseIncomplete(
			item,
			entry,
			doubts.map((message) => ({ message })),
			form
		);
		return { doubts, lacks: {} };
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		return { doubts, lacks: refusal.fields };
	}
}

/**
 * The doubts that are still to be confirmed: none about a figure that was confirmed and is reported again
 * unchanged, which somebody has looked at.
 */
export function openDoubts<D>(item: EntryItem, form: EntryForm, doubts: readonly D[]): readonly D[] {
	return standsAsConfirmed(item, form) ? [] : doubts;
}

function standsAsConfirmed(item: EntryItem, { entered, state, districts }: EntryForm): boolean {
	return (
		item.head?.state === 'confirmed' &&
		entered === (item.current?.enteredText ?? '') &&
		state === stateOf(item) &&
		districts === undefined
	);
}

/** As a submission asks them. @throws DomainError `invalid` where a stored district cannot be read any more. */
function districtDoubts(database: Database, item: EntryItem, city: ReadEntry): readonly string[] {
	if (city.value === null && city.missingReason === null) return [];
	return readDistrictTexts(item, readDistricts(database, item), {}, city).warnings;
}
