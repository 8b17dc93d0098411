import { and, eq, isNotNull } from 'drizzle-orm';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { WorkflowState } from '#lib/domain/model.ts';
import { countingRevision } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import type { Transaction } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';
import { figureColumns } from '../figure-columns.ts';
import { readDistricts, type DistrictItem, type DistrictsOf } from './items.ts';
import { readDistrictTexts } from './read.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** A district's result that got a new revision. */
export interface DistrictWritten {
	readonly resultId: number;
	/** 0 where nothing stood. */
	readonly revisionBefore: number;
	readonly revisionAfter: number;
}

/**
 * Stores the districts' figures with the city's and moves them with it, inside the caller's transaction. A
 * district gets a new revision only where something changed; what the form does not name stays.
 * @returns what has to be confirmed before submitting, and what was written.
 * @throws DomainError `invalid` with a message for each district's field (`district-CODE`).
 */
export function writeDistricts(
	transaction: Transaction,
	item: EntryItem,
	form: Pick<EntryForm, 'districts'>,
	city: ReadEntry,
	state: WorkflowState
): { readonly warnings: readonly string[]; readonly written: readonly DistrictWritten[] } {
	const districts = readDistricts(transaction.database, item);
	const { entries, warnings } = readDistrictTexts(item, districts, form.districts ?? {}, city);
	const written = entries.flatMap(
		({ district, entry }) => writeDistrict(transaction, item, district, entry, state) ?? []
	);
	return { warnings, written };
}

/** Moves the stored districts with the city's result: whoever changes its state calls this in the same transaction. */
export function moveDistricts(
	{ database }: Pick<Transaction, 'database'>,
	item: Pick<EntryItem, 'year' | 'material'>,
	state: WorkflowState
): void {
	const heads = database
		.select()
		.from(result)
		.where(
			and(
				eq(result.indicatorId, item.material.indicator.id),
				eq(result.fiscalYear, item.year),
				isNotNull(result.districtId)
			)
		)
		.all();
	for (const head of heads) {
		database
			.update(result)
			.set({
				state,
				confirmedRevision: countingRevision(head, state),
				version: head.version + 1
			})
			.where(eq(result.id, head.id))
			.run();
	}
}

/** Null where nothing was said that does not stand already. */
function writeDistrict(
	{ database, actor, now }: Transaction,
	item: EntryItem,
	each: DistrictItem,
	entry: ReadEntry,
	state: WorkflowState
): DistrictWritten | null {
	const { head, current } = each;
	const text = entry.enteredText;
	if (head === null && text.trim() === '') return null;
	if (head !== null && current !== null && isSame(current, entry)) {
		database
			.update(result)
			.set({ state, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
		return null;
	}
	const revision = (head?.currentRevision ?? 0) + 1;
	const resultId = head?.id ?? insertDistrictHead(database, item, each.id, state);
	if (head !== null) {
		database
			.update(result)
			.set({ state, currentRevision: revision, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
	}
	const lead = leadOf(item);
	database
		.insert(resultRevision)
		.values({
			resultId,
			revision,
			enteredText: text,
			...figureColumns(entry),
			valueState: entry.valueState,
			missingReason: entry.missingReason,
			measuredPeriod: item.material.indicator.measuredPeriod,
			departmentId: lead?.id ?? null,
			departmentName: lead?.name ?? '',
			enteredBy: actor.accountId,
			enteredByName: actor.name,
			onBehalf: actor.role === 'planner',
			createdAt: now
		})
		.run();
	return { resultId, revisionBefore: head?.currentRevision ?? 0, revisionAfter: revision };
}

/** The head row of a district's first figure of a year. */
export function insertDistrictHead(
	database: Database,
	item: Pick<DistrictsOf, 'year' | 'material'>,
	districtId: number,
	state: WorkflowState
): number {
	return database
		.insert(result)
		.values({
			indicatorId: item.material.indicator.id,
			fiscalYear: item.year,
			districtId,
			state,
			currentRevision: 1
		})
		.returning({ id: result.id })
		.get().id;
}

function isSame(current: RevisionRow, entry: ReadEntry): boolean {
	// The text alone says too little: the total that an amount makes moves with the years before.
	const columns = figureColumns(entry);
	return (
		current.enteredText === entry.enteredText &&
		current.valueState === entry.valueState &&
		current.missingReason === entry.missingReason &&
		Object.entries(columns).every(([name, value]) => current[name as keyof typeof columns] === value)
	);
}
