import { and, desc, eq, gt, isNotNull, lte, or } from 'drizzle-orm';
import { formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { MISSING_REASONS, VALUE_STATES } from '#lib/domain/model.ts';
import type { Database } from '../db/client.ts';
import { district, evidenceFile, result, resultEvent, resultRevision } from '../db/schema/index.ts';
import type { EntryItem } from './entry-items.ts';

type RevisionRow = typeof resultRevision.$inferSelect;

/** What was mended since a result was last sent back. */
export interface SinceReturned {
	readonly reason: string;
	readonly by: string;
	readonly at: string;
	readonly changes: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** Null where the result was never sent back. */
export function changesSinceReturned(database: Database, item: EntryItem): SinceReturned | null {
	const { head, current } = item;
	if (head === null || current === null) return null;
	const event = database
		.select()
		.from(resultEvent)
		.where(and(eq(resultEvent.resultId, head.id), eq(resultEvent.kind, 'returned')))
		.orderBy(desc(resultEvent.id))
		.get();
	if (event === undefined) return null;
	const seen = database
		.select()
		.from(resultRevision)
		.where(and(eq(resultRevision.resultId, head.id), eq(resultRevision.revision, event.revision)))
		.get();
	return {
		reason: event.reason ?? '',
		by: event.accountName,
		at: formatEraDateTime(event.at),
		changes: [
			...(seen === undefined ? [] : textChanges(seen, current)),
			...districtChanges(database, item, event.at),
			...evidenceChanges(database, head.id, event.at)
		]
	};
}

function textChanges(before: RevisionRow, after: RevisionRow) {
	return [
		{ name: '値', before: before.enteredText, after: after.enteredText },
		{ name: '値の状態', before: stateWord(before), after: stateWord(after) },
		{ name: '要因分析', before: before.cause, after: after.cause },
		{ name: '課題', before: before.issue, after: after.issue },
		{ name: '今後の取組', before: before.nextAction, after: after.nextAction }
	].filter((each) => each.before !== each.after);
}

function stateWord({ missingReason, valueState }: RevisionRow): string {
	if (missingReason !== null) return MISSING_REASONS[missingReason];
	return valueState === null ? '' : VALUE_STATES[valueState];
}

/** The districts have revisions of their own: the last one of that moment against the newest. */
function districtChanges(database: Database, { year, material }: EntryItem, at: string) {
	const rows = database
		.select({ name: district.name, head: result, row: resultRevision })
		.from(result)
		.innerJoin(district, eq(district.id, result.districtId))
		.innerJoin(resultRevision, eq(resultRevision.resultId, result.id))
		.where(
			and(
				eq(result.indicatorId, material.indicator.id),
				eq(result.fiscalYear, year),
				isNotNull(result.districtId)
			)
		)
		.orderBy(district.position, resultRevision.revision)
		.all();
	return [...Map.groupBy(rows, ({ name }) => name)].flatMap(([name, own]) => {
		const before = own.findLast(({ row }) => row.createdAt <= at)?.row.enteredText ?? '';
		const after = own.at(-1)?.row.enteredText ?? '';
		return before === after ? [] : [{ name: `地区別：${name}`, before, after }];
	});
}

function evidenceChanges(database: Database, resultId: number, at: string) {
	return database
		.select()
		.from(evidenceFile)
		.where(
			and(
				eq(evidenceFile.resultId, resultId),
				or(gt(evidenceFile.addedAt, at), and(lte(evidenceFile.addedAt, at), gt(evidenceFile.removedAt, at)))
			)
		)
		.all()
		.filter(({ addedAt, removedAt }) => addedAt <= at || removedAt === null)
		.map(({ name, addedAt }) => ({
			name: '根拠資料',
			before: addedAt <= at ? name : '',
			after: addedAt <= at ? '' : name
		}));
}
