import { eq } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import { demand } from '#lib/domain/permissions.ts';
import { step, type WorkflowAct } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { todayOf } from '../clock.ts';
import type { Context, Transaction } from '../command.ts';
import { result, resultEvent, resultRevision, type RESULT_EVENTS } from '../db/schema/index.ts';
import { kpisOfIndicator, rejudge } from '../judgements/rejudge.ts';
import { entryItem, leadOf, type EntryItem } from './entry-items.ts';
import { demandOpen } from './locks.ts';

/** The parts of the commands that write, all inside the caller's transaction. */

export interface EntryRequest {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly form: EntryForm;
}

/** What somebody else stored meanwhile, for the page that shows both. */
export interface ConflictDetails {
	readonly entered: string;
	readonly state: string;
	readonly by: string;
	readonly at: string;
	readonly version: number;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
}

/** The item, if its year is open. @throws DomainError `locked`, `not-found`. */
export function openItem(context: Context, indicatorCode: string, fiscalYear: number): EntryItem {
	demandOpen(context.database, fiscalYear, todayOf(context.clock));
	return entryItem(context, fiscalYear, indicatorCode);
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
	const { form } = request;
	const item = openItem(context, request.indicatorCode, request.fiscalYear);
	const holders = act === 'submit' ? leadIds(item) : item.holders.map(({ id }) => id);
	demand(context.actor, {
		kind: act === 'submit' ? 'submit-result' : 'enter-result',
		departmentIds: holders
	});
	refuseStale(item, form.version);
	const next = step(situationOf(item), act);
	if (!next.ok) throw new DomainError('locked', next.why);
	const reading = readEntry(form, item.reading);
	if (!reading.ok)
		throw new DomainError('invalid', reading.message, { fields: { entered: reading.message } });
	const stored = writeRevision(transaction, item, form, reading.entry, next.state);
	addEvent(transaction, stored, act === 'submit' ? 'submitted' : 'saved', null);
	transaction.record({
		action: act === 'submit' ? 'result-submitted' : 'result-saved',
		entity: 'result',
		entityId: `${request.indicatorCode}/${request.fiscalYear}`,
		before: item.current && revisionForAudit(item.current),
		after: { revision: stored.revision, entered: form.entered, state: form.state }
	});
	rejudge(transaction.database, kpisOfIndicator(transaction.database, item.material.indicator.id));
	return { item, ...reading };
}

function writeRevision(
	transaction: Transaction,
	item: EntryItem,
	form: EntryForm,
	entry: ReadEntry,
	state: typeof result.$inferSelect.state
) {
	const { database, actor, now } = transaction;
	const revision = (item.head?.currentRevision ?? 0) + 1;
	const head =
		item.head === null
			? database
					.insert(result)
					.values({
						indicatorId: item.material.indicator.id,
						fiscalYear: item.year,
						state,
						currentRevision: revision
					})
					.returning({ id: result.id })
					.get()
			: item.head;
	if (item.head !== null) {
		database
			.update(result)
			.set({ state, currentRevision: revision, version: item.head.version + 1 })
			.where(eq(result.id, item.head.id))
			.run();
	}
	const lead = leadOf(item);
	database
		.insert(resultRevision)
		.values({
			resultId: head.id,
			revision,
			enteredText: entry.enteredText,
			valueDigits: entry.value === null ? null : Number(entry.value.digits),
			valueScale: entry.value?.scale ?? null,
			runningTotalDigits: entry.runningTotal === null ? null : Number(entry.runningTotal.digits),
			runningTotalScale: entry.runningTotal?.scale ?? null,
			valueState: entry.valueState,
			missingReason: entry.missingReason,
			measuredPeriod: item.material.indicator.measuredPeriod,
			cause: form.cause,
			issue: form.issue,
			nextAction: form.nextAction,
			departmentId: lead?.id ?? null,
			departmentName: lead?.name ?? '',
			enteredBy: actor.accountId,
			enteredByName: actor.name,
			onBehalf: actor.role === 'planner',
			createdAt: now
		})
		.run();
	return { resultId: head.id, revision };
}

/** Moves a result one step, on the version the person saw. */
export function move(
	transaction: Transaction,
	item: EntryItem,
	version: number,
	act: WorkflowAct,
	event: keyof typeof RESULT_EVENTS,
	reason: string | null
): void {
	const { database } = transaction;
	const { head } = item;
	refuseStale(item, version);
	const next = step(situationOf(item), act);
	if (!next.ok || head === null) {
		const name = item.material.indicator.name;
		throw new DomainError(
			'locked',
			next.ok ? `「${name}」はまだ入力されていません。` : `「${name}」：${next.why}`
		);
	}
	database
		.update(result)
		.set({
			state: next.state,
			confirmedRevision: next.state === 'confirmed' ? head.currentRevision : null,
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	addEvent(transaction, { resultId: head.id, revision: head.currentRevision }, event, reason);
	transaction.record({
		action: `result-${event}`,
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		before: { state: head.state, revision: head.currentRevision },
		after: { state: next.state, reason }
	});
	rejudge(database, kpisOfIndicator(database, item.material.indicator.id));
}

function refuseStale(item: EntryItem, version: number): void {
	if ((item.head?.version ?? 0) === version) return;
	const { current } = item;
	const details: ConflictDetails | null = current && {
		entered: current.enteredText,
		state: current.missingReason ?? current.valueState ?? 'final',
		by: current.enteredByName,
		at: current.createdAt,
		version: item.head?.version ?? 0,
		cause: current.cause,
		issue: current.issue,
		nextAction: current.nextAction
	};
	throw new DomainError(
		'conflict',
		`「${item.material.indicator.name}」は、この画面を開いたあとに${current === null ? 'ほかの人' : current.enteredByName}が変更しました。まだ保存していません。`,
		{ details }
	);
}

function addEvent(
	{ database, actor, now }: Transaction,
	at: { resultId: number; revision: number },
	kind: keyof typeof RESULT_EVENTS,
	reason: string | null
): void {
	database
		.insert(resultEvent)
		.values({ ...at, kind, reason, accountId: actor.accountId, accountName: actor.name, at: now })
		.run();
}

function situationOf(item: EntryItem) {
	return { state: item.head?.state ?? null, headStep: leadOf(item)?.headStep ?? false };
}

/** The departments that submit. */
export function leadIds(item: EntryItem): number[] {
	return item.holders.filter(({ role }) => role === 'lead').map(({ id }) => id);
}

function revisionForAudit(row: typeof resultRevision.$inferSelect) {
	return { revision: row.revision, entered: row.enteredText, state: row.missingReason ?? row.valueState };
}
