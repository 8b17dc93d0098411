import { and, asc, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { RESPONSIBILITIES } from '#lib/domain/model.ts';
import { demand, may } from '#lib/domain/permissions.ts';
import type { HandoverForm } from '#lib/schemas/handover.ts';
import { todayOf } from '../../clock.ts';
import { command, type Context } from '../../command.ts';
import type { Database } from '../../db/client.ts';
import {
	account,
	auditEntry,
	department,
	handoverCard,
	indicator,
	indicatorResponsibility
} from '../../db/schema/index.ts';
import { demandSeeing } from '../lead.ts';

/** The three texts of a card, as people know them. */
const CARD_FIELDS = {
	howMade: 'どう出したか',
	pitfalls: '間違えやすいところ',
	contact: '問い合わせ先'
} as const;
export type CardField = keyof typeof CARD_FIELDS;
type CardTexts = Readonly<Record<CardField, string>>;

/** 引継ぎカード with who wrote it last and when. */
export interface HandoverView extends CardTexts {
	readonly version: number;
	/** 「令和8年3月31日 9時00分　佐々木」; the day alone where the card came with the city's data. */
	readonly updated: string;
}

/** What somebody else stored meanwhile, for the page that shows both. */
export interface CardConflict extends CardTexts {
	readonly version: number;
	readonly updated: string;
}

const EMPTY: CardTexts = { howMade: '', pitfalls: '', contact: '' };
const CHANGES_SHOWN = 5;

/** The card of an indicator; null where nobody has written one. */
export function readCard(database: Database, indicatorId: number): HandoverView | null {
	const row = database
		.select({ card: handoverCard, by: account.displayName })
		.from(handoverCard)
		.leftJoin(account, eq(account.id, handoverCard.updatedBy))
		.where(eq(handoverCard.indicatorId, indicatorId))
		.get();
	if (row === undefined) return null;
	const { card, by } = row;
	return {
		howMade: card.howMade ?? '',
		pitfalls: card.pitfalls ?? '',
		contact: card.contact ?? '',
		version: card.version,
		updated: formatEraDateTime(card.updatedAt) + (by === null ? '' : `　${by}`)
	};
}

/** Who may write the card: the departments that hold the indicator today. */
export function mayWriteCard(context: Context, holders: readonly { readonly id: number }[]): boolean {
	return may(context.actor, { kind: 'write-handover', departmentIds: holders.map(({ id }) => id) });
}

/** The page of one card. @throws DomainError `not-found`; `forbidden` for another department's. */
export function readHandoverPage(context: Context, indicatorCode: string) {
	const { database } = context;
	const found = indicatorNamed(database, indicatorCode);
	const holders = listHolders(database, found.id, todayOf(context.clock));
	demandSeeing(context, holders);
	return {
		code: found.code,
		name: found.name,
		unit: found.unit,
		isSample: found.isSample,
		definition: found.definition,
		formula: found.formula,
		source: found.source,
		measuredPeriod: found.measuredPeriod,
		holders: holders.map(({ name, role }) => `${name}（${RESPONSIBILITIES[role]}）`).join('、'),
		card: readCard(database, found.id),
		mayWrite: mayWriteCard(context, holders),
		changes: listChanges(database, found.code)
	};
}

/**
 * Writes the card, on the version the person saw.
 * @throws DomainError `not-found`, `forbidden`, `conflict` with what is stored now.
 */
export function saveHandover(context: Context, indicatorCode: string, form: HandoverForm): Promise<void> {
	return command(context, (transaction) => {
		const { database, actor, now } = transaction;
		const found = indicatorNamed(database, indicatorCode);
		const holders = listHolders(database, found.id, todayOf(context.clock));
		demand(actor, { kind: 'write-handover', departmentIds: holders.map(({ id }) => id) });
		const before = readCard(database, found.id);
		refuseStale(found.name, before, form.version);
		const { version, ...texts } = form;
		const values = { ...texts, updatedAt: now, updatedBy: actor.accountId, version: version + 1 };
		database
			.insert(handoverCard)
			.values({ indicatorId: found.id, ...values })
			.onConflictDoUpdate({ target: handoverCard.indicatorId, set: values })
			.run();
		transaction.record({
			action: 'handover-saved',
			entity: 'handover-card',
			entityId: found.code,
			before: before && textsOf(before),
			after: texts
		});
	});
}

function refuseStale(name: string, stored: HandoverView | null, seen: number): void {
	if ((stored?.version ?? 0) === seen) return;
	const details: CardConflict = stored ?? { ...EMPTY, version: 0, updated: '' };
	throw new DomainError(
		'conflict',
		`「${name}」の引継ぎカードは、この画面を開いたあとにほかの人が変更しました。まだ保存していません。`,
		{ details }
	);
}

export interface CardChange {
	readonly at: string;
	readonly by: string;
	readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** The last changes, newest first, from the audit record. */
function listChanges(database: Database, indicatorCode: string): CardChange[] {
	return database
		.select()
		.from(auditEntry)
		.where(and(eq(auditEntry.entity, 'handover-card'), eq(auditEntry.entityId, indicatorCode)))
		.orderBy(desc(auditEntry.id))
		.limit(CHANGES_SHOWN)
		.all()
		.map((row) => {
			const before = { ...EMPTY, ...(JSON.parse(row.before ?? 'null') as CardTexts | null) };
			const after = { ...EMPTY, ...(JSON.parse(row.after ?? 'null') as CardTexts | null) };
			return {
				at: formatEraDateTime(row.at),
				by: row.actor,
				fields: (Object.keys(CARD_FIELDS) as CardField[])
					.filter((field) => before[field] !== after[field])
					.map((field) => ({ name: CARD_FIELDS[field], before: before[field], after: after[field] }))
			};
		});
}

function textsOf({ howMade, pitfalls, contact }: CardTexts): CardTexts {
	return { howMade, pitfalls, contact };
}

function indicatorNamed(database: Database, code: string): typeof indicator.$inferSelect {
	const found = database.select().from(indicator).where(eq(indicator.code, code)).get();
	if (found !== undefined) return found;
	throw new DomainError('not-found', `指標「${code}」はありません。「実績入力」の一覧から選んでください。`);
}

function listHolders(database: Database, indicatorId: number, day: string) {
	return database
		.select({ id: department.id, name: department.name, role: indicatorResponsibility.role })
		.from(indicatorResponsibility)
		.innerJoin(department, eq(department.id, indicatorResponsibility.departmentId))
		.where(
			and(
				eq(indicatorResponsibility.indicatorId, indicatorId),
				lte(indicatorResponsibility.validFrom, day),
				or(isNull(indicatorResponsibility.validTo), gte(indicatorResponsibility.validTo, day))
			)
		)
		.orderBy(asc(indicatorResponsibility.id))
		.all();
}
