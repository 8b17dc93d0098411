import { createHash } from 'node:crypto';
import { toText, type Decimal } from '#lib/domain/decimal.ts';
import type { EntryIndicator, EntryState } from '#lib/domain/entry.ts';
import { formatEraDate, formatEraDateTime, japanDate } from '#lib/domain/fiscal-year.ts';
import type { Status } from '#lib/domain/model.ts';
import { may } from '#lib/domain/permissions.ts';
import { step } from '#lib/domain/workflow.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { figureOf } from '../../indicators/figures.ts';
import { needsRemarks } from '../completeness.ts';
import { standingOf, type Standing } from '../doubts.ts';
import { changesSinceReturned } from '../since-returned.ts';
import { leadOf, previewJudgement, type EntryItem } from '../entry-items.ts';
import { stateOf } from '../entry-state.ts';
import type { CycleRow } from '../locks.ts';
import { dueOf, type RowDue } from './due-date.ts';
import { rowOf, type EntryGroup, type EntryRow } from './row.ts';
import { leadIds } from '../lead.ts';
import { situationOf } from '../writing/situation.ts';

/** The five things that a row's cells hold, as typed. */
export interface EntryFields {
	readonly entered: string;
	readonly state: EntryState;
	readonly cause: string;
	readonly issue: string;
	readonly nextAction: string;
}

/** What reading a cell in the browser needs: an `EntryIndicator` with its figures as text. */
export interface CellReading extends Omit<EntryIndicator, 'limits' | 'previous'> {
	readonly low: string | null;
	readonly high: string | null;
	readonly previous: readonly string[];
}

/** What follows from the stored entry; after a save it comes anew. */
export interface CellOutcome {
	/** The figure that the entry makes (the running total, the computed rate), or why there is none. */
	readonly figure: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	/** 要因分析・課題・今後の取組 are demanded before it can be submitted. */
	readonly needsRemarks: boolean;
	/** Doubts to confirm before it can be submitted, about the figure and about its districts. */
	readonly warnings: readonly string[];
	/** Counts as 入力済 for everybody: submitted or further, or nothing is missing but to confirm its doubts. */
	readonly complete: boolean;
	/** Sent back, and nothing was mended since. */
	readonly unmended: boolean;
	/** 「14:02」, before today 「7月24日」; empty where nothing is stored. */
	readonly savedAt: string;
	readonly onBehalf: boolean;
}

/** One row of the entry grid. */
export interface GridRow extends EntryFields, CellOutcome {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly department: string;
	readonly group: EntryGroup;
	readonly asked: boolean;
	/** Confirmed once as 見込, 速報 or 未把握, and asked for anew: what is stored is not yet the answer. */
	readonly again: boolean;
	readonly asking: string;
	readonly due: RowDue;
	readonly measured: string;
	readonly stateWord: string;
	readonly past: readonly string[];
	readonly target: string;
	readonly targetName: string;
	readonly returned: EntryRow['returned'];
	readonly version: number;
	/** The state of a figure that says nothing else: 確定, 見込 in a mid-year call. */
	readonly usual: EntryState;
	/** Null: read-only for this person now; `why` says why. */
	readonly reading: CellReading | null;
	readonly why: string;
	readonly maySubmit: boolean;
	readonly mayWithdraw: boolean;
	/** Of the stored fields: a form that comes back with the same was not touched. */
	readonly was: string;
}

/** An item as the grid shows it to this person. `call`: the call of its year; null where its dates do not matter. */
export function gridRowOf(context: Context, item: EntryItem, call: CycleRow | null = null): GridRow {
	const row = rowOf(context, item);
	const fields = fieldsOf(item);
	const holders = item.holders.map(({ id }) => id);
	const mayEnter = row.editable && may(context.actor, { kind: 'enter-result', departmentIds: holders });
	const maySubmit = may(context.actor, { kind: 'submit-result', departmentIds: leadIds(item) });
	return {
		...fields,
		...outcomeOf(context, item, row),
		code: row.code,
		name: row.name,
		unit: row.unit,
		isSample: row.isSample,
		department: row.department,
		group: row.group,
		asked: row.asked,
		again: isAskedAgain(item, row),
		asking: row.asking,
		due: dueOf(item, call, todayOf(context.clock)),
		measured: row.measured,
		stateWord: row.stateWord,
		past: row.past.map(({ text }) => text),
		target: row.target,
		targetName: row.targetName,
		returned: row.returned,
		version: row.version,
		usual: item.defaultState,
		reading: mayEnter ? cellReading(item.reading) : null,
		why: mayEnter ? '' : whyNot(context, item, maySubmit),
		maySubmit: mayEnter && maySubmit,
		mayWithdraw: item.head?.state === 'submitted' && item.lock === null && maySubmit,
		was: digestOf(fields)
	};
}

/** What is stored, as the cells show it. */
export function fieldsOf(item: EntryItem): EntryFields {
	const { current } = item;
	return {
		entered: current?.enteredText ?? '',
		state: stateOf(item),
		cause: current?.cause ?? '',
		issue: current?.issue ?? '',
		nextAction: current?.nextAction ?? ''
	};
}

/** Figure, status and doubts of what is stored. */
export function outcomeOf(
	context: Context,
	item: EntryItem,
	row: EntryRow = rowOf(context, item)
): CellOutcome {
	const { current } = item;
	const judged = current && previewJudgement(item, figureOf(current), current.carriedFromYear);
	const { doubts, lacks } = isHandedOn(item) ? NOTHING_OPEN : standingOf(context.database, item, false);
	const unmended =
		row.returned !== null && changesSinceReturned(context.database, item)?.changes.length === 0;
	return {
		figure: row.figure,
		status: row.status,
		own: row.own,
		needsRemarks: needsRemarks(judged?.status ?? null),
		warnings: doubts,
		complete: !unmended && !isAskedAgain(item, row) && isFilledIn(lacks),
		unmended,
		savedAt: current === null ? '' : shownMoment(current.createdAt, todayOf(context.clock)),
		onBehalf: row.onBehalf
	};
}

const NOTHING_OPEN: Standing = { doubts: [], lacks: {} };

/** Confirmed once as 見込, 速報 or 未把握, and asked for anew. */
function isAskedAgain({ head }: EntryItem, { group }: EntryRow): boolean {
	return group === 'due' && head?.state === 'confirmed';
}

/** Submitted or further: nothing of it is left to the department. */
function isHandedOn({ head }: EntryItem): boolean {
	return head !== null && head.state !== 'draft' && head.state !== 'returned';
}

/** Nothing is missing. A doubt is confirmed on the way out: it does not make an entry unfinished. */
function isFilledIn(lacks: Standing['lacks']): boolean {
	return Object.keys(lacks).every((field) => field === 'confirmed');
}

/** Short and stable: tells whether a form without script came back as it was sent. */
export function digestOf({ entered, state, cause, issue, nextAction }: EntryFields): string {
	return createHash('sha256')
		.update(JSON.stringify([entered, state, cause, issue, nextAction]))
		.digest('base64url')
		.slice(0, 12);
}

/** 「14:02」 of today, 「7月24日」 before. */
function shownMoment(instant: string, today: string): string {
	const day = japanDate(instant);
	return day === today
		? (formatEraDateTime(instant).split(' ')[1] ?? '')
		: formatEraDate(day).replace(/^.*年/, '');
}

/** Why this person cannot type now; empty for those who never enter (heads): the state says enough. */
function whyNot({ actor }: Context, item: EntryItem, maySubmit: boolean): string {
	const holders = item.holders.map(({ id }) => id);
	if (!may(actor, { kind: 'enter-result', departmentIds: holders })) return '';
	if (item.lock !== null) return item.lock;
	if (item.head?.state === 'submitted' && !maySubmit)
		return `提出済のため、変更できません。直すときは、主管課（${leadOf(item)?.name ?? '未定'}）に取下げを頼んでください。`;
	const next = step(situationOf(item), 'save');
	return next.ok ? '' : next.why;
}

function cellReading({ limits, previous, ...reading }: EntryIndicator): CellReading {
	const text = (value: Decimal | null) => value && toText(value);
	return {
		...reading,
		low: text(limits.low),
		high: text(limits.high),
		previous: previous.map(({ value }) => toText(value))
	};
}
