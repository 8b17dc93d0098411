/** Storing what was entered, inside the caller's transaction. */
import { DomainError } from '#lib/domain/errors.ts';
import { readEntry } from '#lib/domain/entry.ts';
import { followedState } from '#lib/domain/entry-sign.ts';
import { demand } from '#lib/domain/permissions.ts';
import { step } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { todayOf } from '../../clock.ts';
import type { Context, Transaction } from '../../command.ts';
import type { resultRevision } from '../../db/schema/index.ts';
import { kpisOfIndicator, rejudge } from '../../judgements/rejudge.ts';
import { carriedYear } from '../carried.ts';
import { writeDistricts } from '../districts/write.ts';
import { entryItem, type EntryItem } from '../entry-items.ts';
import { stateOf } from '../entry-state.ts';
import { leadIds } from '../lead.ts';
import { demandOpen, findCall } from '../locks.ts';
import { addEvent } from './event.ts';
import { writeRevision } from './revision.ts';
import { situationOf } from './situation.ts';
import { refuseStale } from './stale.ts';

export interface EntryRequest {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly form: EntryForm;
}

/** The item, if its figure can be reported now: in an open year, or as 後日報告. @throws DomainError `locked`, `not-found`. */
export function openItem(context: Context, indicatorCode: string, fiscalYear: number): EntryItem {
	// A year nobody has called for has no items to look for.
	if (findCall(context.database, fiscalYear, todayOf(context.clock)) === null)
		demandOpen(context.database, fiscalYear, todayOf(context.clock));
	const item = entryItem(context, fiscalYear, indicatorCode);
	refuseLocked(item);
	return item;
}

/** A state that a sign had set (「x」 is 秘匿) follows what now stands in the cell. */
function withFollowedState(item: EntryItem, form: EntryForm): EntryForm {
	const before = { entered: item.current?.enteredText ?? '', state: stateOf(item) };
	return { ...form, state: followedState(before, form, item.defaultState) };
}

function refuseLocked({ lock }: EntryItem): void {
	if (lock !== null) throw new DomainError('locked', lock);
}

/**
 * Stores an entry as a new revision: rights, lock, version and figure checked, judgements renewed.
 * @throws DomainError `invalid`, `locked`, `conflict`, `forbidden`.
 */
export function store(
	context: Context,
	transaction: Transaction,
	request: EntryRequest,
	act: 'save' | 'submit'
) {
	const item = openItem(context, request.indicatorCode, request.fiscalYear);
	const done = storeItem(transaction, item, request.form, act);
	rejudge(transaction.database, kpisOfIndicator(transaction.database, item.material.indicator.id));
	return { item, ...done };
}

/**
 * The one way an entry is written, for an item of an open year that was read in this transaction. Whoever
 * stores many at once judges anew once, at the end. `reason` says where the figure came from (貼り付け).
 * @throws DomainError `invalid`, `locked`, `conflict`, `forbidden`.
 */
export function storeItem(
	transaction: Transaction,
	item: EntryItem,
	given: EntryForm,
	act: 'save' | 'submit',
	reason: string | null = null
) {
	const form = withFollowedState(item, given);
	refuseLocked(item);
	const holders = act === 'submit' ? leadIds(item) : item.holders.map(({ id }) => id);
	demand(transaction.actor, {
		kind: act === 'submit' ? 'submit-result' : 'enter-result',
		departmentIds: holders
	});
	refuseStale(item, form.version);
	const next = step(situationOf(item), act);
	if (!next.ok) throw new DomainError('locked', next.why);
	const reading = readEntry(form, item.reading);
	if (!reading.ok)
		throw new DomainError('invalid', reading.message, {
			// A single cell has one field for both figures of a rate.
			fields: { [(form.numerator === undefined ? null : reading.part) ?? 'entered']: reading.message }
		});
	const carriedFrom = carriedYear(item, form.carriedFrom, reading.entry);
	const stored = writeRevision(transaction, item, form, reading.entry, next.state, carriedFrom);
	const breakdown = writeDistricts(transaction, item, form, reading.entry, next.state);
	addEvent(transaction, stored, act === 'submit' ? 'submitted' : 'saved', reason);
	transaction.record({
		action: act === 'submit' ? 'result-submitted' : 'result-saved',
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		before: item.current && revisionForAudit(item.current),
		after: {
			revision: stored.revision,
			entered: reading.entry.enteredText,
			carriedFrom,
			state: form.state,
			districts: form.districts
		}
	});
	return {
		stored,
		entry: reading.entry,
		carriedFrom,
		warnings: [...reading.warnings, ...breakdown.warnings.map((message) => ({ message }))],
		districts: breakdown.written
	};
}

function revisionForAudit(row: typeof resultRevision.$inferSelect) {
	return { revision: row.revision, entered: row.enteredText, state: row.missingReason ?? row.valueState };
}
