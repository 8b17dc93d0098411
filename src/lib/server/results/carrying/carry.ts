/**
 * What counts in a year has changed (確認, 続報, 後日報告, 差戻し): later figures that were made from it are carried
 * along in the same transaction, by the rules and with the record of a 訂正. See docs/decisions/0016.
 */
import { toText } from '#lib/domain/decimal.ts';
import { eraFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Transaction } from '../../command.ts';
import { correction, correctionFigure } from '../../db/schema/index.ts';
import { writeFollower } from '../corrections/counting.ts';
import { followersOf, type LaterChange } from '../corrections/followers.ts';
import { renewUnconfirmed } from '../corrections/renew.ts';
import type { EntryItem } from '../entry-items.ts';
import { addEvent } from '../writing/event.ts';
import { changesBetween, readYearFigures, type YearFigures } from './counting.ts';

/**
 * Carries what follows from the change since `before` was read. The caller judges anew afterwards, and adds
 * judgements to closed years.
 * @param item as it stood before the change.
 * @throws DomainError `invalid`, `conflict` where a later total would no longer fit.
 */
export function carryOn(transaction: Transaction, item: EntryItem, before: YearFigures): void {
	const { database } = transaction;
	const after = readYearFigures(database, item, 'confirmed');
	const changes = changesBetween(database, item, before, after);
	const { later, begun } = followersOf(database, item.material.indicator, item.year, changes, 'report');
	const why = causeOf(item, after.get(null)?.figure ?? null);
	if (later.length > 0) writeFollowers(transaction, item, later, `${why}に伴う訂正`);
	renewUnconfirmed(transaction, item, { why, begun });
}

/** 「令和7年度の後日報告」 */
function causeOf({ year, closedAt, confirmed }: EntryItem, figure: unknown): string {
	const what =
		closedAt !== null
			? '後日報告'
			: figure === null && confirmed !== null
				? '差戻し'
				: confirmed !== null
					? '続報'
					: '確認';
	return `${eraFiscalYear(year)}の実績の${what}`;
}

function writeFollowers(
	transaction: Transaction,
	item: EntryItem,
	later: readonly LaterChange[],
	reason: string
): void {
	const { actor, now } = transaction;
	const written = later.map((change) => {
		const revision = writeFollower(transaction, change, {
			enteredBy: actor.accountId,
			enteredByName: actor.name,
			onBehalf: actor.role === 'planner',
			createdAt: now,
			correctionReason: reason
		});
		if (change.district === null)
			addEvent(transaction, { resultId: change.head.id, revision }, 'confirmed', reason);
		return { ...change, revision };
	});
	recordGroup(transaction, item, written, reason);
	transaction.record({
		action: 'totals-carried',
		entity: 'result',
		entityId: `${item.material.indicator.code}/${item.year}`,
		after: {
			reason,
			later: written.map(({ year, district, before, after, revision }) => ({
				year,
				district: district?.name,
				revision,
				before: toText(before),
				after: toText(after)
			}))
		}
	});
}

/** The 正誤表 shows one act as one group: its first year of the city stands for it, the rest is kept beside it. */
function recordGroup(
	{ database, actor, now }: Transaction,
	{ current }: EntryItem,
	written: readonly (LaterChange & { readonly revision: number })[],
	reason: string
): void {
	const first = written.find(({ district }) => district === null);
	if (first === undefined) return;
	const { id } = database
		.insert(correction)
		.values({
			resultId: first.head.id,
			fromRevision: first.row.revision,
			toRevision: first.revision,
			enteredText: first.row.enteredText,
			reason,
			state: 'approved',
			// Nobody asked for it: it follows from what was reported.
			requestedByName: current?.enteredByName ?? actor.name,
			requestedAt: now,
			decidedBy: actor.accountId,
			decidedByName: actor.name,
			decidedAt: now
		})
		.returning({ id: correction.id })
		.get();
	const rest = written.filter((each) => each !== first);
	if (rest.length === 0) return;
	database
		.insert(correctionFigure)
		.values(
			rest.map(({ year, district, row, after, revision }) => ({
				correctionId: id,
				fiscalYear: year,
				districtId: district?.id ?? null,
				fromRevision: row.revision,
				toRevision: revision,
				figureDigits: Number(after.digits),
				figureScale: after.scale
			}))
		)
		.run();
}
