/**
 * 訂正: the request to change a figure that was confirmed for good, and the decision on it. The figure that stands
 * counts until the planning division approves. Nobody approves what they asked for themselves, a planner neither:
 * two people stand behind every change of a published figure.
 */
import { eq } from 'drizzle-orm';
import { toText } from '#lib/domain/decimal.ts';
import { DomainError } from '#lib/domain/errors.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { CorrectionForm } from '#lib/schemas/correction.ts';
import { command, type Context, type Transaction } from '../../command.ts';
import { correction } from '../../db/schema/index.ts';
import { rejudgeAndSeal } from '../../judgements/seal.ts';
import type { EntryItem } from '../entry-items.ts';
import { entryItem } from '../entry-items.ts';
import { leadIds } from '../lead.ts';
import { neededReason } from '../limits.ts';
import { refuseStale } from '../writing/stale.ts';
import { correctionItem, notCorrectable, type CorrectionRow } from './item.ts';
import { carriedChanges, type CorrectionPlan } from './plan.ts';
import { readRequest, refusePending } from './request.ts';
import { storedPlan, writeFigures } from './stored.ts';
import { writeCorrection } from './write.ts';

export interface CorrectionRequest {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly form: CorrectionForm;
}

/**
 * Asks for a 訂正, in an open year or a closed one, with the later figures that follow from it. Stores nothing in
 * the results yet.
 * @returns the request's id.
 * @throws DomainError `invalid` (fields `entered`, `numerator`, `denominator`, `district-CODE`, `leave-YEAR`,
 * `reason`, `confirmed`; `details` are `RequestDetails`), `locked` where there is nothing to correct, `conflict`
 * where another request waits or the figure has changed, `forbidden`.
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
			refuseStale(item, form.version);
			const plan = readRequest(context, item, form);
			refusePending(context.database, item, plan);
			const { id } = transaction.database
				.insert(correction)
				.values({
					resultId: item.head.id,
					fromRevision: item.confirmed.revision,
					enteredText: plan.entry.enteredText,
					reason: form.reason,
					state: 'requested',
					requestedBy: context.actor.accountId,
					requestedByName: context.actor.name,
					requestedAt: transaction.now
				})
				.returning({ id: correction.id })
				.get();
			writeFigures(transaction.database, id, plan);
			transaction.record({
				action: 'correction-requested',
				entity: 'correction',
				entityId: id,
				before: { ...placeOf(item), entered: item.confirmed.enteredText },
				after: { entered: plan.entry.enteredText, reason: form.reason, ...planForAudit(plan) }
			});
			return id;
		},
		{
			once: { act: 'request-correction', key: request.form.key, request },
			stillStands: (id) => refuseDecided(correctionItem(context, id).row)
		}
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
 * Approves: the result gets a revision 訂正 that counts from now on, and so do the districts and the later years
 * that the request names. Judgements are renewed, and for every closed year that it changes one is added beside
 * the sealed one.
 * @throws DomainError `locked` where it has been decided, `conflict` where any of the figures has changed since,
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
		const plan = storedPlan(transaction.database, row, item);
		const revision = writeCorrection(transaction, row, item, plan);
		decide(transaction, row, { state: 'approved', toRevision: revision });
		transaction.record({
			action: 'correction-approved',
			entity: 'correction',
			entityId: id,
			before: { ...placeOf(item), revision: row.fromRevision, entered: item.confirmed?.enteredText },
			after: { revision, entered: plan.entry.enteredText, reason: row.reason, ...planForAudit(plan) }
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
		const decisionReason = neededReason(
			reason,
			'承認しない理由を書いてください。申し出た課はこれを見ます（例：公表した統計の値と一致しているため）。'
		);
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

/** What else the request changes, by place. */
function planForAudit(plan: CorrectionPlan) {
	return {
		districts: Object.fromEntries(
			plan.districts.map(({ district, entry }) => [district.code, entry.enteredText])
		),
		later: carriedChanges(plan).map(({ year, district, before, after }) => ({
			year,
			district: district?.name,
			before: toText(before),
			after: toText(after)
		})),
		left: Object.fromEntries(plan.left)
	};
}

function placeOf(item: EntryItem) {
	return { indicator: item.material.indicator.code, year: item.year };
}
