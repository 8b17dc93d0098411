import { mayFollow, reportedWord } from '#lib/domain/due.ts';
import { rational, subtract } from '#lib/domain/decimal.ts';
import { askedFigure, type AskedFigure, type EntryState } from '#lib/domain/entry.ts';
import { eraFiscalYear, formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { heldName } from '#lib/domain/judging/held-target.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { may } from '#lib/domain/permissions.ts';
import { isEditable, step } from '#lib/domain/workflow.ts';
import { splitRate } from '#lib/domain/rate.ts';
import { formatDecimal } from '#lib/format.ts';
import type { Context } from '../../command.ts';
import type { resultRevision } from '../../db/schema/index.ts';
import { figureOf, finalTargetOf } from '../../indicators/figures.ts';
import { heldFor, targetFor } from '../../judgements/judge-kpi.ts';
import { revisionInForce, standingIn } from '../../judgements/material.ts';
import { actualText, baselineText, directionText, targetText } from '../../kpis/present.ts';
import { editionName, listEditions } from '../../plan/queries.ts';
import { entryItem, leadOf, previewJudgement, readEntryItems, type EntryItem } from '../entry-items.ts';
import { listEvents } from '../course.ts';
import { stateOf } from '../entry-state.ts';
import { groupOf, rowOf, type EntryRow } from './row.ts';
import { evidenceLock, removalLock } from '../evidence/locks.ts';
import { mayWriteCard, readCard, type HandoverView } from '../handover/handover.ts';
import { rateText, readDetails, type ValueDetails } from '../value-details.ts';
import { correctionStand, type CorrectionStand } from '../corrections/item.ts';
import { mayCarry } from '../carried.ts';
import { leftByReturn } from '../carrying/pending.ts';
import { isFollowUp } from '../follow-up.ts';
import { demandSeeing } from '../lead.ts';
import { situationOf } from '../writing/situation.ts';

export interface EntryPage {
	readonly row: EntryRow;
	readonly year: number;
	readonly yearText: string;
	readonly kpiCode: string;
	readonly definition: string;
	readonly formula: string | null;
	readonly source: string | null;
	readonly measuredPeriod: string | null;
	readonly direction: string;
	readonly targetEdition: string;
	/** The year's own target, and where the one that judges comes from, by name where that is another. */
	readonly yearTarget: string;
	readonly targetUsed: string;
	readonly finalTarget: string;
	readonly baseline: string;
	/** What is typed: the figure, what the year adds, or the total of a series' first year. */
	readonly asks: AskedFigure;
	readonly stages: readonly string[];
	readonly example: string;
	readonly state: EntryState;
	/** 「R4」 where the figure was measured in an earlier year, else empty; null where none can be carried. */
	readonly carriedFrom: string | null;
	readonly remarks: { readonly cause: string; readonly issue: string; readonly nextAction: string };
	readonly lastRemarks: {
		readonly year: string;
		readonly cause: string;
		readonly issue: string;
		readonly nextAction: string;
	} | null;
	readonly handover: HandoverView | null;
	readonly mayWriteHandover: boolean;
	/** The two figures that the rate is computed from; null where the figure is entered itself. */
	readonly rate: {
		readonly numerator: string;
		readonly denominator: string;
		readonly factor: number;
		readonly decimals: number;
		/** As typed; empty where the rate itself was entered. */
		readonly parts: { readonly numerator: string; readonly denominator: string };
		/** The rate itself as typed; empty where the two figures were. */
		readonly direct: string;
		/** The two figures behind last year's rate, in words; null where they were not entered. */
		readonly last: string | null;
	} | null;
	readonly details: ValueDetails;
	/** Why no file can be attached now; null when one can. */
	readonly evidenceLocked: string | null;
	/** Why no file can be taken off now; null when one can. */
	readonly removalLocked: string | null;
	readonly sum: Sum | null;
	readonly events: readonly {
		readonly what: string;
		readonly who: string;
		readonly at: string;
		readonly reason: string | null;
	}[];
	/** Why nothing can be entered now; null when it can. */
	readonly locked: string | null;
	readonly mayEnter: boolean;
	readonly maySubmit: boolean;
	readonly mayWithdraw: boolean;
	/** A 続報 that is being written can be given up for what is confirmed. */
	readonly mayCancel: boolean;
	readonly mayDecideAsHead: boolean;
	/** The planning division may send back what was submitted or confirmed. */
	readonly mayReturn: boolean;
	/** Years whose total a confirmed figure stays in when it is sent back, 「R8」; empty where there are none. */
	readonly returnLeaves: string;
	/** The department's head confirms before the planning division. */
	readonly headStep: boolean;
	readonly isConfirmed: boolean;
	/** 見込, 速報 or 未把握 that is confirmed and counts until this report is confirmed; null for a first report. */
	readonly follows: { readonly word: string; readonly figure: string } | null;
	/** Reported after the year was closed (後日報告). */
	readonly isLate: boolean;
	/** Whether a 訂正 of the figure can be requested, or is waiting; null where it is not a matter of 訂正. */
	readonly correction: CorrectionStand | null;
	readonly onBehalfOf: string | null;
	readonly next: { readonly code: string; readonly name: string } | null;
}

/** One indicator's entry of a year. @throws DomainError `not-found`; `forbidden` for another department's. */
export function readEntryPage(context: Context, year: number, indicatorCode: string): EntryPage {
	const item = entryItem(context, year, indicatorCode);
	demandSeeing(context, item.holders);
	const { material, all } = item;
	const row = rowOf(context, item);
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const target = targetFor(all, material, year);
	const source = target.kind === 'none' ? target.reason : targetSource(context, target);
	const lead = leadOf(item);
	const leadIds = lead === null ? [] : [lead.id];
	const state = item.head?.state ?? null;
	const locked = item.lock;
	const last = item.material.results.get(year - 1)?.confirmed ?? null;
	const figure = item.current && figureOf(item.current);
	const editable = isEditable(situationOf(item));
	return {
		row,
		year,
		yearText: eraFiscalYear(year),
		kpiCode: material.kpi.code,
		definition: revision.definition ?? material.indicator.definition,
		formula: material.indicator.formula,
		source: material.indicator.source,
		measuredPeriod: material.indicator.measuredPeriod,
		direction: directionText(revision.direction, revision.goal, revision.isRank),
		targetEdition: source,
		yearTarget: targetText(target.kind === 'none' ? null : target.figure, style),
		targetUsed: heldName(heldFor(all, material, year)) || source,
		finalTarget: `${targetText(finalTargetOf(revision), style)}（${shortFiscalYear(revision.finalYear)}）`,
		baseline:
			revision.baselineYear === null
				? '－'
				: `${baselineText(revision, style)}（${shortFiscalYear(revision.baselineYear)}）`,
		asks: askedFigure(item.reading),
		stages: style.stages,
		example: example(item),
		state: stateOf(item),
		carriedFrom: mayCarry(item) ? carriedText(item.current) : null,
		remarks: remarksOf(item.current),
		lastRemarks: last === null ? null : { year: shortFiscalYear(year - 1), ...remarksOf(last) },
		handover: readCard(context.database, material.indicator.id),
		mayWriteHandover: mayWriteCard(context, item.holders),
		rate: rateView(item, last),
		details: readDetails(context.database, item),
		evidenceLocked: evidenceLock(context, item),
		removalLocked: removalLock(context, item),
		sum: previewJudgement(item, figure ?? null, item.current?.carriedFromYear)?.sum ?? null,
		events:
			item.head === null
				? []
				: listEvents(context.database, item.head.id).map((event) => ({
						what: EVENT_WORDS[event.kind],
						who: event.accountName,
						at: formatEraDateTime(event.at),
						reason: event.reason
					})),
		locked,
		mayEnter:
			locked === null &&
			editable &&
			may(context.actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) }),
		maySubmit:
			locked === null && editable && may(context.actor, { kind: 'submit-result', departmentIds: leadIds }),
		mayWithdraw:
			locked === null &&
			state === 'submitted' &&
			may(context.actor, { kind: 'submit-result', departmentIds: leadIds }),
		mayCancel:
			locked === null &&
			isFollowUp(item) &&
			may(context.actor, { kind: 'submit-result', departmentIds: leadIds }),
		mayDecideAsHead:
			locked === null &&
			state === 'submitted' &&
			(lead?.headStep ?? false) &&
			may(context.actor, { kind: 'confirm-as-head', departmentIds: leadIds }),
		mayReturn:
			locked === null &&
			step(situationOf(item), 'return').ok &&
			may(context.actor, { kind: 'review-results' }),
		returnLeaves: state === 'confirmed' ? leftByReturn(context, item) : '',
		headStep: lead?.headStep ?? false,
		isConfirmed: state === 'confirmed',
		follows:
			item.confirmed === null || !mayFollow(item.confirmed)
				? null
				: {
						word: reportedWord(item.confirmed),
						figure: actualText(figureOf(item.confirmed), null, style)
					},
		isLate: item.closedAt !== null && locked === null,
		correction: correctionStand(context, item),
		onBehalfOf: context.actor.role === 'planner' ? (lead?.name ?? null) : null,
		next: nextDue(context, item)
	};
}

function rateView(item: EntryItem, last: typeof resultRevision.$inferSelect | null): EntryPage['rate'] {
	const { rate, decimals } = item.reading;
	if (!rate) return null;
	const entered = item.current?.enteredText ?? '';
	const parts = splitRate(entered);
	return {
		...rate,
		decimals,
		parts: parts ?? { numerator: '', denominator: '' },
		direct: parts === null ? entered : '',
		last: rateText(item, last)
	};
}

const EVENT_WORDS = {
	saved: '下書きを保存',
	submitted: '提出',
	withdrawn: '提出を取下げ',
	'head-confirmed': '所属長が確認',
	returned: '差戻し',
	confirmed: '確認'
} as const;

/** The next indicator of the same departments that still needs work. */
function nextDue(context: Context, item: EntryItem): EntryPage['next'] {
	const lead = leadOf(item);
	if (lead === null) return null;
	const open = readEntryItems(context, item.year, { departmentIds: [lead.id] }).filter(
		(each) =>
			['returned', 'due', 'draft'].includes(groupOf(each)) &&
			standingIn(each.material, each.year) === 'active'
	);
	const position = (each: EntryItem) => each.material.kpi.position;
	const later = open.filter((each) => position(each) > position(item));
	const next = [...later, ...open].find((each) => each.material.kpi.id !== item.material.kpi.id);
	return next === undefined
		? null
		: { code: next.material.indicator.code, name: next.material.indicator.name };
}

function targetSource(context: Context, target: { source: string; editionId: number | null }): string {
	if (target.source === 'final') return '最終目標';
	if (target.source === 'interpolated') return '線形補間（実施計画に目標がない年度）';
	const edition = listEditions(context.database).find(({ id }) => id === target.editionId);
	return edition === undefined ? '' : `${editionName(edition)}年度 実施計画`;
}

/** What an entry looks like: last year's, or last year's amount where amounts are entered. */
function example({ reading }: EntryItem): string {
	if (reading.stages.length > 0) return reading.stages[0] ?? '';
	const [before, last] = reading.previous.slice(-2).map(({ value }) => value);
	const style = { decimals: reading.decimals, stages: [] };
	if (reading.cumulativeEntry === 'increment' && reading.accumulation === 'cumulative') {
		return before === undefined || last === undefined
			? '120'
			: formatDecimal(subtract(rational(last), rational(before)), reading.decimals);
	}
	const shown = last ?? before;
	return shown === undefined ? '123' : actualText(shown, null, style);
}

/** 「R4」; empty for a figure of its own year. */
function carriedText(row: typeof resultRevision.$inferSelect | null): string {
	return row?.carriedFromYear == null ? '' : shortFiscalYear(row.carriedFromYear);
}

function remarksOf(row: typeof resultRevision.$inferSelect | null) {
	return { cause: row?.cause ?? '', issue: row?.issue ?? '', nextAction: row?.nextAction ?? '' };
}
