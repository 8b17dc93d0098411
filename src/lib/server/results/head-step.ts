import { and, eq, inArray, isNull } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { deadlineInWords, eraFiscalYear, formatEraDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { demand } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import { command, type Context } from '../command.ts';
import { department, result } from '../db/schema/index.ts';
import { reasonOf } from './commands.ts';
import { leadOf, readEntryItems, type EntryItem } from './entry-items.ts';
import { rowOf as entryRowOf, type EntryRow } from './entry/row.ts';
import { leadIds } from './lead.ts';
import { refuseTooManyRows } from './limits.ts';
import { findCall } from './locks.ts';
import { rowOf as reviewRowOf, type ReviewRow } from './review-page.ts';
import { changesSinceReturned, type SinceReturned } from './since-returned.ts';
import { move } from './writing/move.ts';
import { openItem } from './writing/store.ts';

/** One submission that a department's head decides on. */
export interface HeadRow {
	readonly review: ReviewRow;
	readonly past: EntryRow['past'];
	readonly isSample: boolean;
	/** Remarks that are last year's words, unchanged. */
	readonly repeated: readonly string[];
	readonly since: SinceReturned | null;
	/** Why nothing can be decided now; null when it can. */
	readonly locked: string | null;
}

export interface HeadYear {
	readonly year: number;
	readonly yearText: string;
	readonly deadline: string;
	readonly rows: readonly HeadRow[];
	/** What the department has still to submit, for the empty page. */
	readonly waiting: number;
}

/** Why there is nothing to do; null while something waits. */
export type HeadIdle = 'no-step' | 'nothing-submitted' | null;

/**
 * 所属長の確認: everything that the person's departments submitted, by year. Departments that do not use the step
 * are named, so that their head sees why there is nothing to do.
 * @throws DomainError `forbidden` for everybody but heads.
 */
export function readHeadStep(context: Context) {
	const { database, actor } = context;
	demand(actor, { kind: 'confirm-as-head', departmentIds: actor.departmentIds });
	const own = database
		.select()
		.from(department)
		.where(inArray(department.id, [...actor.departmentIds]))
		.all();
	const using = own.filter(({ headStep }) => headStep);
	const years = submittedYears(context).map((year) =>
		yearOf(
			context,
			year,
			using.map(({ id }) => id)
		)
	);
	const idle: HeadIdle =
		using.length === 0
			? 'no-step'
			: years.every(({ rows }) => rows.length === 0)
				? 'nothing-submitted'
				: null;
	return {
		idle,
		using: using.map(({ name }) => name),
		without: own.filter(({ headStep }) => !headStep).map(({ name }) => name),
		years: years.filter(({ rows }) => rows.length > 0),
		total: years.reduce((sum, { rows }) => sum + rows.length, 0)
	};
}

/** A decision on one submission as it was seen; with a reason it goes back. */
export interface HeadDecision {
	readonly indicatorCode: string;
	readonly fiscalYear: number;
	readonly version: number;
	readonly returnReason: string | null;
}

/**
 * Carries out all decisions or none.
 * @throws DomainError `invalid` without any or without a reason, `conflict`, `locked`, `forbidden`.
 */
export function decideAllAsHead(context: Context, decisions: readonly HeadDecision[]): Promise<number> {
	return command(context, (transaction) => {
		if (decisions.length === 0) throw new DomainError('invalid', '確認する指標を1つ以上選んでください。');
		refuseTooManyRows(decisions.length);
		for (const { indicatorCode, fiscalYear, version, returnReason } of decisions) {
			const item = openItem(context, indicatorCode, fiscalYear);
			demand(context.actor, { kind: 'confirm-as-head', departmentIds: leadIds(item) });
			if (returnReason === null) move(transaction, item, version, 'confirm-as-head', 'head-confirmed', null);
			else move(transaction, item, version, 'return-as-head', 'returned', reasonOf(returnReason));
		}
		return decisions.length;
	});
}

/** Years in which something waits for a head, newest first. */
function submittedYears({ database }: Context): number[] {
	return database
		.selectDistinct({ year: result.fiscalYear })
		.from(result)
		.where(and(eq(result.state, 'submitted'), isNull(result.districtId)))
		.all()
		.map(({ year }) => year)
		.sort((a, b) => b - a);
}

function yearOf(context: Context, year: number, departmentIds: readonly number[]): HeadYear {
	const today = todayOf(context.clock);
	const items = readEntryItems(context, year, { departmentIds }).filter((item) =>
		departmentIds.includes(leadOf(item)?.id ?? 0)
	);
	const call = findCall(context.database, year, today);
	return {
		year,
		yearText: eraFiscalYear(year),
		deadline:
			call === null || call.closedAt !== null
				? ''
				: `提出期限 ${deadlineInWords(today, call.deadline)}（${formatEraDate(call.deadline)}）`,
		rows: items.filter(({ head }) => head?.state === 'submitted').map((item) => headRowOf(context, item)),
		waiting: items.filter(({ head, asked }) => asked && (head === null || head.state === 'draft')).length
	};
}

function headRowOf(context: Context, item: EntryItem): HeadRow {
	const last = item.material.results.get(item.year - 1)?.confirmed ?? null;
	const { current } = item;
	const same = (name: 'cause' | 'issue' | 'nextAction') =>
		current !== null && current[name] !== '' && current[name] === last?.[name];
	return {
		review: reviewRowOf(context, item),
		past: entryRowOf(context, item).past,
		isSample: item.material.indicator.isSample,
		repeated: [
			...(same('cause') ? ['要因分析'] : []),
			...(same('issue') ? ['課題'] : []),
			...(same('nextAction') ? ['今後の取組'] : [])
		].map((name) => `${name}（${shortFiscalYear(item.year - 1)}と同じ文）`),
		since: changesSinceReturned(context.database, item),
		locked: item.lock
	};
}
