import { eq } from 'drizzle-orm';
import { toText } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import type { Status } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { step, type WorkflowAct } from '#lib/domain/workflow.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import { todayOf } from '../clock.ts';
import { command, type Context, type Transaction } from '../command.ts';
import { result, resultEvent, resultRevision, type RESULT_EVENTS } from '../db/schema/index.ts';
import { kpisOfIndicator, rejudge } from '../judgements/rejudge.ts';
import { entryItem, leadOf, previewJudgement, type EntryItem } from './entry-items.ts';
import { demandOpen } from './locks.ts';

/** Remarks are demanded where the result is this bad. */
const NEEDS_REMARKS: readonly Status[] = ['behind', 'regressed'];

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

/**
 * Stores an entry as a draft: a new revision, whatever is still missing.
 * @throws DomainError `invalid` (field `entered`), `locked`, `conflict` with what is stored now, `forbidden`.
 */
export function saveResult(context: Context, request: EntryRequest): Promise<void> {
	return command(context, (transaction) => void store(context, transaction, request, 'save'), request.form.key);
}

/**
 * Stores and submits an entry. A figure or a reason must be there, doubtful figures confirmed, and remarks
 * given where the status is 遅れ or worse.
 * @throws DomainError as `saveResult`, with a message for each field that is missing.
 */
export function submitResult(context: Context, request: EntryRequest): Promise<void> {
	return command(
		context,
		(transaction) => {
			const { item, entry, warnings } = store(context, transaction, request, 'submit');
			refuseIncomplete(item, entry, warnings, request.form);
		},
		request.form.key
	);
}

/** Takes a submission back to mend it, before anybody has confirmed it. */
export function withdrawResult(context: Context, indicatorCode: string, fiscalYear: number, version: number): Promise<void> {
	return command(context, (transaction) => {
		const item = openItem(context, indicatorCode, fiscalYear);
		demand(context.actor, { kind: 'submit-result', departmentIds: leadIds(item) });
		move(transaction, item, version, 'withdraw', 'withdrawn', null);
	});
}

/** The department head's step: passes a submission on, or sends it back with a reason. */
export function decideAsHead(
	context: Context,
	request: { indicatorCode: string; fiscalYear: number; version: number; returnReason: string | null }
): Promise<void> {
	return command(context, (transaction) => {
		const item = openItem(context, request.indicatorCode, request.fiscalYear);
		demand(context.actor, { kind: 'confirm-as-head', departmentIds: leadIds(item) });
		if (request.returnReason === null) move(transaction, item, request.version, 'confirm-as-head', 'head-confirmed', null);
		else move(transaction, item, request.version, 'return-as-head', 'returned', reasonOf(request.returnReason));
	});
}

/** One submission that the planning division decides on, as it was seen. */
export interface ReviewItem {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly version: number;
}

/** Confirms submissions, all or none. From then on their figures count. */
export function confirmResults(context: Context, items: readonly ReviewItem[]): Promise<number> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'review-results' });
		if (items.length === 0) throw new DomainError('invalid', '確認済にする指標を1つ以上選んでください。');
		for (const { indicatorCode, fiscalYear, version } of items) {
			const item = openItem(context, indicatorCode, fiscalYear);
			move(transaction, item, version, 'confirm', 'confirmed', null);
		}
		return items.length;
	});
}

/** Sends a submission (or a confirmed figure of an open year) back with a reason; it no longer counts. */
export function returnResult(context: Context, review: ReviewItem, reason: string): Promise<void> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'review-results' });
		const item = openItem(context, review.indicatorCode, review.fiscalYear);
		move(transaction, item, review.version, 'return', 'returned', reasonOf(reason));
	});
}

function openItem(context: Context, indicatorCode: string, fiscalYear: number): EntryItem {
	demandOpen(context.database, fiscalYear, todayOf(context.clock));
	return entryItem(context, fiscalYear, indicatorCode);
}

function store(context: Context, transaction: Transaction, request: EntryRequest, act: 'save' | 'submit') {
	const { form } = request;
	const item = openItem(context, request.indicatorCode, request.fiscalYear);
	const holders = act === 'submit' ? leadIds(item) : item.holders.map(({ id }) => id);
	demand(context.actor, { kind: act === 'submit' ? 'submit-result' : 'enter-result', departmentIds: holders });
	refuseStale(item, form.version);
	const next = step(situationOf(item), act);
	if (!next.ok) throw new DomainError('locked', next.why);
	const reading = readEntry(form, item.reading);
	if (!reading.ok) throw new DomainError('invalid', reading.message, { fields: { entered: reading.message } });
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

function writeRevision(transaction: Transaction, item: EntryItem, form: EntryForm, entry: ReadEntry, state: typeof result.$inferSelect.state) {
	const { database, actor, now } = transaction;
	const revision = (item.head?.currentRevision ?? 0) + 1;
	const head =
		item.head === null
			? database
					.insert(result)
					.values({ indicatorId: item.material.indicator.id, fiscalYear: item.year, state, currentRevision: revision })
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

function refuseIncomplete(item: EntryItem, entry: ReadEntry, warnings: readonly { message: string }[], form: EntryForm): void {
	const fields: Record<string, string> = {};
	if (entry.value === null && entry.missingReason === null) {
		const example = item.reading.stages[0] ?? item.reading.previous.at(-1)?.value;
		const shown = example === undefined ? '123' : typeof example === 'string' ? example : toText(example);
		fields['entered'] = `値を入力するか、値の状態で理由（未把握・調査なしなど）を選んでください（例：${shown}）。`;
	}
	const judged = previewJudgement(item, entry.runningTotal ?? entry.value);
	if (judged !== null && NEEDS_REMARKS.includes(judged.status)) {
		const why = '進捗が「遅れ」以下のため、提出には記入が必要です。';
		if (form.cause === '') fields['cause'] = `${why}なぜこの結果になったかを書いてください（例：会場が5か所から3か所に減ったため）。`;
		if (form.issue === '') fields['issue'] = `${why}何が足りないかを書いてください（例：平日に受けられない人への機会）。`;
		if (form.nextAction === '') fields['nextAction'] = `${why}次に何をするかを書いてください（例：11月に休日健診を4回追加する）。`;
	}
	if (warnings.length > 0 && !form.confirmed && fields['entered'] === undefined) {
		fields['confirmed'] = '確かめてほしい点があります。内容を見て、正しければ「この値で正しい」に印を付けて提出してください。';
	}
	const messages = Object.values(fields);
	if (messages.length > 0) {
		throw new DomainError('invalid', `提出するには、あと${messages.length}か所の入力か確認が必要です。まだ保存していません。`, {
			fields,
			details: { warnings: warnings.map(({ message }) => message) }
		});
	}
}

/** Moves a result one step, on the version the person saw. */
function move(
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
		throw new DomainError('locked', next.ok ? `「${name}」はまだ入力されていません。` : `「${name}」：${next.why}`);
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

function leadIds(item: EntryItem): number[] {
	return item.holders.filter(({ role }) => role === 'lead').map(({ id }) => id);
}

function reasonOf(text: string): string {
	const reason = text.trim();
	if (reason === '') {
		const message = '差し戻す理由を書いてください。担当課はこれを見て直します（例：分母は40歳以上の対象者数ですか）。';
		throw new DomainError('invalid', message, { fields: { reason: message } });
	}
	return reason;
}

function revisionForAudit(row: typeof resultRevision.$inferSelect) {
	return { revision: row.revision, entered: row.enteredText, state: row.missingReason ?? row.valueState };
}
