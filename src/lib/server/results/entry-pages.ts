import { DomainError } from '#lib/domain/errors.ts';
import type { EntryState } from '#lib/domain/entry.ts';
import { daysBetween, deadlineInWords, eraFiscalYear, formatEraDate, formatEraDateTime, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { CYCLE_KINDS, WORKFLOW_STATES, type Status, type WorkflowState } from '#lib/domain/model.ts';
import { may } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import type { resultRevision } from '../db/schema/index.ts';
import { figureOf, finalTargetOf } from '../indicators/figures.ts';
import { targetFor } from '../judgements/judge-kpi.ts';
import { revisionInForce, standingIn } from '../judgements/material.ts';
import { actualText, directionText, targetText } from '../kpis/present.ts';
import { editionName, listDepartments, listEditions } from '../plan/queries.ts';
import {
	entryItem,
	entryStateOf,
	findHandoverCard,
	leadOf,
	listEvents,
	previewJudgement,
	readEntryItems,
	returnedBecause,
	type EntryItem
} from './entry-items.ts';
import { listOpenCycles, lockReason, type CycleRow } from './locks.ts';

/** Where an indicator's entry stands, for the list: what comes first is what needs work. */
export const ENTRY_GROUPS = {
	returned: '差戻し',
	due: '入力が必要な指標',
	draft: '下書き',
	submitted: '提出済',
	confirmed: '確認済',
	'not-asked': '今年度は求められていない指標'
} as const;
export type EntryGroup = keyof typeof ENTRY_GROUPS;

export interface EntryRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly department: string;
	readonly group: EntryGroup;
	readonly stateWord: string;
	readonly past: readonly { readonly year: string; readonly text: string }[];
	readonly target: string;
	/** What is stored now, as typed. */
	readonly entered: string;
	/** The figure that it makes (the running total), or why there is none. */
	readonly figure: string;
	readonly status: Status;
	readonly returned: { readonly reason: string; readonly by: string; readonly at: string } | null;
	readonly onBehalf: boolean;
	readonly version: number;
}

export interface CycleView {
	readonly year: number;
	readonly yearText: string;
	readonly kind: string;
	readonly deadline: string;
	readonly deadlineWords: string;
	readonly isLate: boolean;
}

/** The page 「入力が必要な指標」: for a department's own people, or for the department that a planner chose. */
export function readEntryList(context: Context, asked: { year: number | null; departmentCode: string | null }) {
	const today = todayOf(context.clock);
	const departments = listDepartments(context.database, today);
	const own = departments.filter(({ id }) => context.actor.departmentIds.includes(id));
	const isPlanner = may(context.actor, { kind: 'review-results' });
	const choices = isPlanner ? departments : own;
	const chosen = asked.departmentCode === null ? null : (choices.find(({ code }) => code === asked.departmentCode) ?? null);
	if (asked.departmentCode !== null && asked.departmentCode !== '' && chosen === null) {
		throw new DomainError('not-found', `担当課「${asked.departmentCode}」は選べません。一覧から選んでください。`);
	}
	const shown = chosen === null ? (isPlanner ? choices.slice(0, 1) : own) : [chosen];
	const cycles = listOpenCycles(context.database, today);
	const cycle = asked.year === null ? (cycles[0] ?? null) : (cycles.find(({ fiscalYear }) => fiscalYear === asked.year) ?? null);
	const year = cycle?.fiscalYear ?? asked.year;
	const items = year === null ? [] : readEntryItems(context, year, { departmentIds: shown.map(({ id }) => id) });
	const rows = items.filter((item) => standingIn(item.material, item.year) === 'active').map((item) => rowOf(context, item));
	const counted = rows.filter(({ group }) => group !== 'not-asked');
	return {
		cycle: cycle && cycleView(cycle, today),
		cycles: cycles.map((each) => cycleView(each, today)),
		locked: year === null || cycle !== null ? null : lockReason(context.database, year, today),
		departments: choices.map(({ code, name }) => ({ code, name })),
		department: shown.map(({ name }) => name).join('・'),
		departmentCode: chosen?.code ?? shown[0]?.code ?? '',
		total: counted.length,
		done: counted.filter(({ group }) => group === 'submitted' || group === 'confirmed').length,
		isHead: context.actor.role === 'head',
		groups: (Object.keys(ENTRY_GROUPS) as EntryGroup[])
			.map((group) => ({ group, title: ENTRY_GROUPS[group], rows: rows.filter((row) => row.group === group) }))
			.filter(({ rows }) => rows.length > 0),
		pastYears: year === null ? [] : [year - 3, year - 2, year - 1].map(shortFiscalYear),
		yearShort: year === null ? '' : shortFiscalYear(year)
	};
}

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
	readonly finalTarget: string;
	readonly baseline: string;
	readonly isIncrement: boolean;
	readonly stages: readonly string[];
	readonly example: string;
	readonly state: EntryState;
	readonly remarks: { readonly cause: string; readonly issue: string; readonly nextAction: string };
	readonly lastRemarks: { readonly year: string; readonly cause: string; readonly issue: string; readonly nextAction: string } | null;
	readonly handover: { readonly howMade: string; readonly pitfalls: string; readonly contact: string } | null;
	readonly sum: Sum | null;
	readonly events: readonly { readonly what: string; readonly who: string; readonly at: string; readonly reason: string | null }[];
	/** Why nothing can be entered now; null when it can. */
	readonly locked: string | null;
	readonly mayEnter: boolean;
	readonly maySubmit: boolean;
	readonly mayWithdraw: boolean;
	readonly mayDecideAsHead: boolean;
	readonly onBehalfOf: string | null;
	readonly next: { readonly code: string; readonly name: string } | null;
}

/** One indicator's entry of a year. @throws DomainError `not-found`. */
export function readEntryPage(context: Context, year: number, indicatorCode: string): EntryPage {
	const item = entryItem(context, year, indicatorCode);
	const { material, all } = item;
	const row = rowOf(context, item);
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const target = targetFor(all, material, year);
	const lead = leadOf(item);
	const leadIds = lead === null ? [] : [lead.id];
	const state = item.head?.state ?? null;
	const locked = lockReason(context.database, year, todayOf(context.clock));
	const handover = findHandoverCard(context.database, material.indicator.id);
	const last = item.material.results.get(year - 1)?.confirmed ?? null;
	const figure = item.current && figureOf(item.current);
	const editable = state === null || state === 'draft' || state === 'returned';
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
		targetEdition: target.kind === 'none' ? target.reason : targetSource(context, target),
		finalTarget: `${targetText(finalTargetOf(revision), style)}（${shortFiscalYear(revision.finalYear)}）`,
		baseline:
			revision.baselineYear === null ? '－' : `${revision.baselineText ?? '－'}（${shortFiscalYear(revision.baselineYear)}）`,
		isIncrement: item.reading.accumulation === 'cumulative' && item.reading.cumulativeEntry === 'increment',
		stages: style.stages,
		example: example(item),
		state: entryStateOf(item.current),
		remarks: remarksOf(item.current),
		lastRemarks: last === null ? null : { year: shortFiscalYear(year - 1), ...remarksOf(last) },
		handover: handover && { howMade: handover.howMade ?? '', pitfalls: handover.pitfalls ?? '', contact: handover.contact ?? '' },
		sum: previewJudgement(item, figure ?? null)?.sum ?? null,
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
			locked === null && editable && may(context.actor, { kind: 'enter-result', departmentIds: item.holders.map(({ id }) => id) }),
		maySubmit: locked === null && editable && may(context.actor, { kind: 'submit-result', departmentIds: leadIds }),
		mayWithdraw: locked === null && state === 'submitted' && may(context.actor, { kind: 'submit-result', departmentIds: leadIds }),
		mayDecideAsHead:
			locked === null &&
			state === 'submitted' &&
			(lead?.headStep ?? false) &&
			may(context.actor, { kind: 'confirm-as-head', departmentIds: leadIds }),
		onBehalfOf: context.actor.role === 'planner' ? (lead?.name ?? null) : null,
		next: nextDue(context, item)
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

function cycleView(cycle: CycleRow, today: string): CycleView {
	return {
		year: cycle.fiscalYear,
		yearText: eraFiscalYear(cycle.fiscalYear),
		kind: CYCLE_KINDS[cycle.kind],
		deadline: formatEraDate(cycle.deadline),
		deadlineWords: deadlineInWords(today, cycle.deadline),
		isLate: daysBetween(today, cycle.deadline) < 0
	};
}

function rowOf(context: Context, item: EntryItem): EntryRow {
	const { material, all, head, current, year } = item;
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const target = targetFor(all, material, year);
	const returned = head === null ? null : returnedBecause(context.database, head.id, head.state);
	const judged = current && previewJudgement(item, figureOf(current));
	return {
		code: material.indicator.code,
		name: revision.name,
		unit: material.indicator.unit,
		isSample: material.indicator.isSample,
		department: leadOf(item)?.name ?? '',
		group: groupOf(item),
		stateWord: head === null ? '未入力' : WORKFLOW_STATES[head.state],
		past: [year - 3, year - 2, year - 1].map((each) => {
			const confirmed = material.results.get(each)?.confirmed;
			const text = confirmed ? actualText(figureOf(confirmed), confirmed.missingReason, style) : '';
			return { year: shortFiscalYear(each), text: text === '' ? '－' : text };
		}),
		target: targetText(target.kind === 'none' ? null : target.figure, style),
		entered: current?.enteredText ?? '',
		figure: current === null ? '' : actualText(figureOf(current), current.missingReason, style),
		status: judged?.status ?? (current?.missingReason ? 'none' : 'missing'),
		returned: returned && { reason: returned.reason ?? '', by: returned.accountName, at: formatEraDateTime(returned.at) },
		onBehalf: current?.onBehalf ?? false,
		version: head?.version ?? 0
	};
}

function groupOf({ head, asked }: EntryItem): EntryGroup {
	if (head === null) return asked ? 'due' : 'not-asked';
	const groups: Record<WorkflowState, EntryGroup> = {
		draft: 'draft',
		returned: 'returned',
		submitted: 'submitted',
		'head-confirmed': 'submitted',
		confirmed: 'confirmed'
	};
	return groups[head.state];
}

/** The next indicator of the same departments that still needs work. */
function nextDue(context: Context, item: EntryItem): EntryPage['next'] {
	const lead = leadOf(item);
	if (lead === null) return null;
	const open = readEntryItems(context, item.year, { departmentIds: [lead.id] }).filter(
		(each) => ['returned', 'due', 'draft'].includes(groupOf(each)) && standingIn(each.material, each.year) === 'active'
	);
	const position = (each: EntryItem) => each.material.kpi.position;
	const later = open.filter((each) => position(each) > position(item));
	const next = [...later, ...open].find((each) => each.material.kpi.id !== item.material.kpi.id);
	return next === undefined ? null : { code: next.material.indicator.code, name: next.material.indicator.name };
}

function targetSource(context: Context, target: { source: string; editionId: number | null }): string {
	if (target.source === 'final') return '最終目標';
	if (target.source === 'interpolated') return '線形補間（実施計画に目標がない年度）';
	const edition = listEditions(context.database).find(({ id }) => id === target.editionId);
	return edition === undefined ? '' : `${editionName(edition)}年度 実施計画`;
}

function example(item: EntryItem): string {
	const last = item.reading.previous.at(-1)?.value;
	if (item.reading.stages.length > 0) return item.reading.stages[0] ?? '';
	return last === undefined ? '123' : actualText(last, null, { decimals: item.reading.decimals, stages: [] });
}

function remarksOf(row: typeof resultRevision.$inferSelect | null) {
	return { cause: row?.cause ?? '', issue: row?.issue ?? '', nextAction: row?.nextAction ?? '' };
}
