/**
 * 訂正: the request to change a figure that was confirmed for good, and the decision on it. The figure that stands
 * counts until the planning division approves. Nobody approves what they asked for themselves, a planner neither:
 * two people stand behind every change of a published figure.
 */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { compareDecimals } from '#lib/domain/decimal.ts';
import { readEntry, type ReadEntry } from '#lib/domain/entry.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { CorrectionForm } from '#lib/schemas/correction.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import { account, correction, result, resultRevision } from '../../db/schema/index.ts';
import { figureOf } from '../../indicators/figures.ts';
import { rejudgeAndSeal } from '../../judgements/seal.ts';
import { correctionItem, findOpenCorrection, notCorrectable, type CorrectionRow } from './item.ts';
import { figureColumns } from '../districts.ts';
import { entryItem, type EntryItem } from '../entry-items.ts';
import { leadIds } from '../lead.ts';
import { addEvent, refuseStale } from '../writing.ts';

export interface CorrectionRequest {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly form: CorrectionForm;
}

/**
 * Asks for a 訂正, in an open year or a closed one. Stores nothing in the result yet.
 * @returns the request's id.
 * @throws DomainError `invalid` (fields `entered`, `reason`, `confirmed`), `locked` where there is nothing to
 * correct, `conflict` where another request waits or the figure has changed, `forbidden`.
 */
export function requestCorrection(context: Context, request: CorrectionRequest): Promise<number> {
	return command(
		context,
		(transaction) => {
			const { form } = request;
			const item = entryItem(context, request.fiscalYear, request.indicatorCode);
			demand(context.actor, { kind: 'request-correction', departmentIds: leadIds(item) });
			const why = notCorrectable(item);
			if (why !== null || item.head === null || item.confirmed === null)
				throw new DomainError('locked', why ?? '');
			refusePending(context, item);
			refuseStale(item, form.version);
			refuseUnfit(item, form);
			const { id } = transaction.database
				.insert(correction)
				.values({
					resultId: item.head.id,
					fromRevision: item.confirmed.revision,
					enteredText: form.entered,
					reason: form.reason,
					state: 'requested',
					requestedBy: context.actor.accountId,
					requestedByName: context.actor.name,
					requestedAt: transaction.now
				})
				.returning({ id: correction.id })
				.get();
			transaction.record({
				action: 'correction-requested',
				entity: 'correction',
				entityId: id,
				before: { ...placeOf(item), entered: item.confirmed.enteredText },
				after: { entered: form.entered, reason: form.reason }
			});
			return id;
		},
		{ key: keyOf(context, request) }
	);
}

/** Takes a request back before it is decided: whoever might have made it. */
export function withdrawCorrection(context: Context, id: number): Promise<void> {
	return command(context, (transaction) => {
		const { row, item } = correctionItem(context, id);
		demand(context.actor, { kind: 'request-correction', departmentIds: leadIds(item) });
		decide(transaction, row, { state: 'withdrawn' });
		transaction.record({
			action: 'correction-withdrawn',
			entity: 'correction',
			entityId: id,
			before: placeOf(item)
		});
	});
}

/**
 * Approves: the result gets a revision 訂正 that counts from now on, its judgements are renewed, and for a closed
 * year a judgement is added beside the sealed one.
 * @throws DomainError `locked` where it has been decided, `conflict` where the figure has changed since,
 * `forbidden` to whoever asked for it.
 */
export function approveCorrection(
	context: Context,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'decide-corrections' });
		const { row, item } = correctionItem(context, id);
		refuseDecided(row);
		if (row.requestedBy !== null && row.requestedBy === context.actor.accountId) {
			throw new DomainError(
				'forbidden',
				'自分が申し出た訂正は、自分では承認できません。総合政策課のほかの人が承認してください。'
			);
		}
		refuseStale(item, version);
		const { head, confirmed } = item;
		if (head?.state !== 'confirmed' || confirmed === null || confirmed.revision !== row.fromRevision) {
			throw new DomainError(
				'conflict',
				`「${item.material.indicator.name}」の値は、申出のあとに変わりました。不承認にして、今の値から申し出直してもらってください。`
			);
		}
		const entry = entryOf(item, row.enteredText);
		const revision = head.currentRevision + 1;
		transaction.database
			.insert(resultRevision)
			.values({
				...carriedOver(confirmed),
				...figureColumns(entry),
				resultId: head.id,
				revision,
				enteredText: entry.enteredText,
				valueState: entry.missingReason === null ? 'corrected' : null,
				missingReason: entry.missingReason,
				correctionReason: row.reason,
				enteredBy: row.requestedBy,
				enteredByName: row.requestedByName,
				onBehalf: isPlanner(transaction, row.requestedBy),
				createdAt: transaction.now
			})
			.run();
		transaction.database
			.update(result)
			.set({ currentRevision: revision, confirmedRevision: revision, version: head.version + 1 })
			.where(eq(result.id, head.id))
			.run();
		decide(transaction, row, { state: 'approved', toRevision: revision });
		addEvent(transaction, { resultId: head.id, revision }, 'confirmed', `訂正：${row.reason}`);
		transaction.record({
			action: 'correction-approved',
			entity: 'correction',
			entityId: id,
			before: { ...placeOf(item), revision: confirmed.revision, entered: confirmed.enteredText },
			after: { revision, entered: entry.enteredText, reason: row.reason }
		});
		rejudgeAndSeal(transaction.database, item.material.indicator.id, item.year, transaction.now);
	});
}

/** Refuses a request, saying why. The figure stays as it is. */
export function rejectCorrection(
	context: Context,
	{ id, reason }: { id: number; reason: string }
): Promise<void> {
	return command(context, (transaction) => {
		demand(context.actor, { kind: 'decide-corrections' });
		const { row, item } = correctionItem(context, id);
		refuseDecided(row);
		const decisionReason = reason.trim();
		if (decisionReason === '') {
			const message =
				'承認しない理由を書いてください。申し出た課はこれを見ます（例：公表した統計の値と一致しているため）。';
			throw new DomainError('invalid', message, { fields: { reason: message } });
		}
		decide(transaction, row, { state: 'rejected', decisionReason });
		transaction.record({
			action: 'correction-rejected',
			entity: 'correction',
			entityId: id,
			before: placeOf(item),
			after: { reason: decisionReason }
		});
	});
}

function refusePending({ database }: Context, { head, material }: EntryItem): void {
	const open = head === null ? null : findOpenCorrection(database, head.id);
	if (open === null) return;
	throw new DomainError(
		'conflict',
		`「${material.indicator.name}」には、承認を待っている訂正の申出があります（${open.requestedByName}）。決まるまで待つか、先の申出を取り下げてください。`
	);
}

/** Every problem of the request at once, each beside its field. */
function refuseUnfit(item: EntryItem, form: CorrectionForm): void {
	const fields: Record<string, string> = {};
	const reading = readEntry({ entered: form.entered, state: 'final' }, item.reading);
	if (!reading.ok) fields['entered'] = reading.message;
	else if (reading.entry.value === null && reading.entry.missingReason === null)
		fields['entered'] = '正しい値を入力してください（例：38.4。公表できないときは x、分からないときは …）。';
	else if (isSame(item, reading.entry)) fields['entered'] = '今の値と同じです。正しい値を入力してください。';
	if (form.reason === '')
		fields['reason'] =
			'訂正の理由を書いてください。正誤表に載ります（例：前の年度の合格者2人を重ねて数えていたため）。';
	const warnings = reading.ok ? reading.warnings.map(({ message }) => message) : [];
	if (warnings.length > 0 && !form.confirmed && fields['entered'] === undefined)
		fields['confirmed'] =
			'確かめてほしい点があります。内容を見て、正しければ「この値で正しい」に印を付けてください。';
	const [first] = Object.values(fields);
	if (first !== undefined) throw new DomainError('invalid', first, { fields, details: { warnings } });
}

function isSame({ confirmed }: EntryItem, { value, runningTotal, missingReason }: ReadEntry): boolean {
	const figure = runningTotal ?? value;
	const before = confirmed && figureOf(confirmed);
	if (figure === null || before === null) return missingReason === (confirmed?.missingReason ?? null);
	return compareDecimals(figure, before) === 0;
}

/** @throws DomainError `conflict` where the text can no longer be read (the indicator was redefined meanwhile). */
function entryOf(item: EntryItem, enteredText: string): ReadEntry {
	const reading = readEntry({ entered: enteredText, state: 'final' }, item.reading);
	if (reading.ok) return reading.entry;
	throw new DomainError('conflict', `申し出られた値を登録できません：${reading.message}`);
}

/** What a correction of the figure leaves as it was: the report keeps its department's name and its remarks. */
function carriedOver(row: typeof resultRevision.$inferSelect) {
	const { carriedFromYear, measuredPeriod, cause, issue, nextAction, departmentId, departmentName } = row;
	return { carriedFromYear, measuredPeriod, cause, issue, nextAction, departmentId, departmentName };
}

function isPlanner({ database }: Transaction, accountId: number | null): boolean {
	if (accountId === null) return false;
	return (
		database.select({ role: account.role }).from(account).where(eq(account.id, accountId)).get()?.role ===
		'planner'
	);
}

function refuseDecided(row: CorrectionRow): void {
	if (row.state === 'requested') return;
	const words = {
		approved: '承認されています',
		rejected: '不承認になっています',
		withdrawn: '取り下げられています'
	};
	throw new DomainError('locked', `この訂正の申出は、すでに${words[row.state]}。`);
}

function decide(
	{ database, actor, now }: Transaction,
	row: CorrectionRow,
	outcome: Partial<typeof correction.$inferInsert>
): void {
	refuseDecided(row);
	database
		.update(correction)
		.set({ ...outcome, decidedBy: actor.accountId, decidedByName: actor.name, decidedAt: now })
		.where(eq(correction.id, row.id))
		.run();
}

function placeOf(item: EntryItem) {
	return { indicator: item.material.indicator.code, year: item.year };
}

function keyOf({ actor }: Context, request: CorrectionRequest): string | undefined {
	if (request.form.key === undefined) return undefined;
	return createHash('sha256')
		.update(JSON.stringify([actor.accountId, 'correction', request]))
		.digest('hex');
}
