import { eq, sql } from 'drizzle-orm';
import { mayFollow } from '#lib/domain/due.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import { demand } from '#lib/domain/permissions.ts';
import { countingRevision, step, type WorkflowAct } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { todayOf } from '../clock.ts';
import type { Context, Transaction } from '../command.ts';
import { result, resultEvent, resultRevision, type RESULT_EVENTS } from '../db/schema/index.ts';
import { insertInto, prepared } from '../db/prepared.ts';
import { kpisOfIndicator, rejudge } from '../judgements/rejudge.ts';
import { rejudgeAndSeal } from '../judgements/seal.ts';
import { figureColumns, moveDistricts, writeDistricts } from './districts.ts';
import { entryItem, leadOf, type EntryItem } from './entry-items.ts';
import { leadIds } from './lead.ts';
import { demandOpen, findCall } from './locks.ts';

export { leadIds } from './lead.ts';

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

/** The item, if its figure can be reported now: in an open year, or as 後日報告. @throws DomainError `locked`, `not-found`. */
export function openItem(context: Context, indicatorCode: string, fiscalYear: number): EntryItem {
	// A year nobody has called for has no items to look for.
	if (findCall(context.database, fiscalYear, todayOf(context.clock)) === null)
		demandOpen(context.database, fiscalYear, todayOf(context.clock));
	const item = entryItem(context, fiscalYear, indicatorCode);
	refuseLocked(item);
	return item;
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
	form: EntryForm,
	act: 'save' | 'submit',
	reason: string | null = null
) {
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
	const stored = writeRevision(transaction, item, form, reading.entry, next.state);
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
			state: form.state,
			districts: form.districts
		}
	});
	return {
		stored,
		entry: reading.entry,
		warnings: [...reading.warnings, ...breakdown.map((message) => ({ message }))]
	};
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
			? addHead(database).get({
					indicatorId: item.material.indicator.id,
					fiscalYear: item.year,
					state,
					currentRevision: revision
				})
			: item.head;
	if (item.head !== null) setHead(database).run({ state, currentRevision: revision, id: item.head.id });
	const lead = leadOf(item);
	addRevision(database, {
		resultId: head.id,
		revision,
		enteredText: entry.enteredText,
		...figureColumns(entry),
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
	});
	return { resultId: head.id, revision };
}

const addRevision = insertInto(resultRevision, [
	'resultId',
	'revision',
	'enteredText',
	'valueDigits',
	'valueScale',
	'runningTotalDigits',
	'runningTotalScale',
	'numeratorDigits',
	'numeratorScale',
	'denominatorDigits',
	'denominatorScale',
	'valueState',
	'missingReason',
	'measuredPeriod',
	'cause',
	'issue',
	'nextAction',
	'departmentId',
	'departmentName',
	'enteredBy',
	'enteredByName',
	'onBehalf',
	'createdAt'
]);

const setHead = prepared((database) =>
	database
		.update(result)
		.set({
			state: sql`${sql.placeholder('state')}`,
			currentRevision: sql`${sql.placeholder('currentRevision')}`,
			version: sql`${result.version} + 1`
		})
		.where(eq(result.id, sql.placeholder('id')))
		.prepare()
);

const addHead = prepared((database) =>
	database
		.insert(result)
		.values({
			indicatorId: sql.placeholder('indicatorId'),
			fiscalYear: sql.placeholder('fiscalYear'),
			state: sql.placeholder('state'),
			currentRevision: sql.placeholder('currentRevision')
		})
		.returning({ id: result.id })
		.prepare()
);

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
			confirmedRevision: countingRevision(head, next.state),
			version: head.version + 1
		})
		.where(eq(result.id, head.id))
		.run();
	moveDistricts(transaction, item, next.state);
	addEvent(transaction, { resultId: head.id, revision: head.currentRevision }, event, reason);
	transaction.record({
		action: `result-${event}`,
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		before: { state: head.state, revision: head.currentRevision },
		after: { state: next.state, reason }
	});
	const { indicator } = item.material;
	if (next.state === 'confirmed') rejudgeAndSeal(database, indicator.id, item.year, transaction.now);
	else rejudge(database, kpisOfIndicator(database, indicator.id));
}

export function refuseStale(item: EntryItem, version: number): void {
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

export function addEvent(
	{ database, actor, now }: Transaction,
	at: { resultId: number; revision: number },
	kind: keyof typeof RESULT_EVENTS,
	reason: string | null
): void {
	insertEvent(database, {
		...at,
		kind,
		reason,
		accountId: actor.accountId,
		accountName: actor.name,
		at: now
	});
}

const insertEvent = insertInto(resultEvent, [
	'resultId',
	'revision',
	'kind',
	'reason',
	'accountId',
	'accountName',
	'at'
]);

export function situationOf(item: EntryItem) {
	return {
		state: item.head?.state ?? null,
		headStep: leadOf(item)?.headStep ?? false,
		mayFollow: mayFollow(item.confirmed),
		closed: item.closedAt !== null
	};
}

function revisionForAudit(row: typeof resultRevision.$inferSelect) {
	return { revision: row.revision, entered: row.enteredText, state: row.missingReason ?? row.valueState };
}
