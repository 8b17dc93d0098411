import { eq, sql } from 'drizzle-orm';
import type { ReadEntry } from '#lib/domain/entry.ts';
import type { EntryForm } from '#lib/schemas/entry.ts';
import type { Transaction } from '../../command.ts';
import { insertInto, prepared } from '../../db/prepared.ts';
import { result, resultRevision } from '../../db/schema/index.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';
import { figureColumns } from '../figure-columns.ts';

/** Writes an entry as the newest revision of its result, which is made where nothing stood. */
export function writeRevision(
	transaction: Transaction,
	item: EntryItem,
	form: EntryForm,
	entry: ReadEntry,
	state: typeof result.$inferSelect.state,
	carriedFromYear: number | null
) {
	const { database, actor, now } = transaction;
	const revision = (item.head?.currentRevision ?? 0) + 1;
	const resultId =
		item.head?.id ??
		addHead(database, {
			indicatorId: item.material.indicator.id,
			fiscalYear: item.year,
			state,
			currentRevision: revision
		});
	if (item.head !== null) setHead(database).run({ state, currentRevision: revision, id: resultId });
	const lead = leadOf(item);
	addRevision(database, {
		resultId,
		revision,
		enteredText: entry.enteredText,
		...figureColumns(entry),
		valueState: entry.valueState,
		missingReason: entry.missingReason,
		carriedFromYear,
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
	return { resultId, revision };
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
	'carriedFromYear',
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

const addHead = insertInto(result, ['indicatorId', 'fiscalYear', 'state', 'currentRevision']);
