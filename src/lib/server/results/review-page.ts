import { countAsked } from '#lib/domain/asked.ts';
import { mayFollow, reportedWord } from '#lib/domain/due.ts';
import { gapWarnings } from '#lib/domain/entry.ts';
import {
	eraFiscalYear,
	formatEraDate,
	formatEraDateTime,
	deadlineInWords,
	shortFiscalYear
} from '#lib/domain/fiscal-year.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { measuredText } from '#lib/domain/measured-period.ts';
import {
	CHANGES,
	CYCLE_KINDS,
	MISSING_REASONS,
	VALUE_STATES,
	type Change,
	type Status
} from '#lib/domain/model.ts';
import { plausibilityWarnings } from '#lib/domain/plausibility.ts';
import { formatDecimal, formatDifference } from '#lib/format.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import { figureOf } from '../indicators/figures.ts';
import { changeIn, measuredBefore } from '../judgements/change.ts';
import { heldFor } from '../judgements/judge-kpi.ts';
import { revisionInForce, standingIn } from '../judgements/material.ts';
import { actualText, heldText, type FigureStyle } from '../kpis/present.ts';
import { listDepartments } from '../plan/queries.ts';
import { leadOf, previewJudgement, readEntryItems, type EntryItem } from './entry-items.ts';
import { listEvents } from './course.ts';
import { pendingChange, type PendingChange } from './carrying/pending.ts';
import { countPendingCorrections } from './corrections/pages.ts';
import { lateReports, listLateItems } from './late-reports.ts';
import { listOpenCycles, lockReason } from './locks.ts';
import { readDetails, type ValueDetails } from './value-details.ts';

/** One submission waiting for the planning division. */
export interface ReviewRow {
	readonly indicatorCode: string;
	readonly kpiCode: string;
	readonly year: number;
	/** 「令和6年度」 where the year is closed (後日報告); empty for the year that is being called for. */
	readonly lateYear: string;
	readonly name: string;
	readonly department: string;
	readonly version: number;
	readonly value: string;
	/** Written after the figure; empty after a reason for its absence. */
	readonly unit: string;
	/** The running total that a period target is judged by. */
	readonly toDate: string | null;
	readonly valueState: string;
	/** What it was measured over, where that is not the fiscal year. */
	readonly measured: string;
	/** 「見込 12.3」: what is confirmed and counts until this is confirmed; empty for a first report. */
	readonly follows: string;
	readonly enteredText: string;
	readonly previous: string;
	readonly change: { readonly kind: Change; readonly word: string; readonly difference: string } | null;
	/** What the status is judged against, and its name where that is not the year's own. */
	readonly target: string;
	readonly targetName: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	readonly sum: Sum | null;
	readonly warnings: readonly string[];
	/** The two figures of a rate, the districts and the evidence behind the value. */
	readonly details: ValueDetails;
	readonly remarks: readonly { readonly name: string; readonly text: string }[];
	readonly submittedBy: string;
	readonly submittedAt: string;
	readonly onBehalf: boolean;
	/** What follows in later years once it is confirmed; null where nothing does. */
	readonly later: PendingChange | null;
	/** The department's head has not confirmed yet: nothing to decide here. */
	readonly waitsForHead: boolean;
}

export interface DepartmentProgress {
	readonly code: string;
	readonly name: string;
	readonly total: number;
	readonly missing: number;
	readonly draft: number;
	readonly returned: number;
	readonly submitted: number;
	/** Confirmed for good, or as much as can be had now. */
	readonly confirmed: number;
	/** Confirmed as 見込, 速報 or 未把握 although the figure's month has come. */
	readonly again: number;
}

/** The planning division's board: what waits, and who is late. */
export function readReviewPage(context: Context, askedYear: number | null) {
	const today = todayOf(context.clock);
	const lateItems = listLateItems(context, null);
	const beside = {
		/** 後日報告 that waits for a decision here. */
		lateRows: lateItems
			.filter(isSubmitted)
			.map((item) => rowOf(context, item))
			.filter(({ waitsForHead }) => !waitsForHead),
		/** 後日報告 that departments, or this division, still owe. */
		lateReports: lateReports(context, lateItems).filter(({ group }) => group !== 'submitted'),
		pendingCorrections: countPendingCorrections(context.database)
	};
	const cycles = listOpenCycles(context.database, today);
	const cycle =
		askedYear === null
			? (cycles[0] ?? null)
			: (cycles.find(({ fiscalYear }) => fiscalYear === askedYear) ?? null);
	if (cycle === null) {
		return {
			...beside,
			cycle: null,
			locked: askedYear === null ? null : lockReason(context.database, askedYear, today),
			rows: [],
			departments: [],
			hasSamples: false,
			...progressIn([])
		};
	}
	const items = readEntryItems(context, cycle.fiscalYear, {}).filter(
		(item) => standingIn(item.material, item.year) === 'active'
	);
	return {
		...beside,
		cycle: {
			kind: CYCLE_KINDS[cycle.kind],
			year: cycle.fiscalYear,
			yearText: eraFiscalYear(cycle.fiscalYear),
			deadline: formatEraDate(cycle.deadline),
			deadlineWords: deadlineInWords(today, cycle.deadline),
			isLate: cycle.deadline < today
		},
		locked: null,
		rows: items.filter(isSubmitted).map((item) => rowOf(context, item)),
		departments: progressOf(
			context,
			items.filter((item) => item.asked),
			today
		),
		hasSamples: items.some(({ material }) => material.indicator.isSample),
		...progressIn(items)
	};
}

/** `total` and `confirmed`: what is asked for by now; beside it what becomes final later. */
function progressIn(items: readonly EntryItem[]) {
	const { asked, ...counts } = countAsked(
		items.map(({ demand, confirmed }) => ({ demand, isConfirmed: confirmed !== null }))
	);
	return { total: asked, ...counts };
}

/** A submission as somebody who decides on it sees it. */
function isSubmitted({ head }: EntryItem): boolean {
	return head?.state === 'submitted' || head?.state === 'head-confirmed';
}

/** A submission as whoever decides on it sees it. */
export function rowOf(context: Context, item: EntryItem): ReviewRow {
	const { material, all, current, head, year } = item;
	const revision = revisionInForce(material, all.editions, year);
	const style = { decimals: material.indicator.decimals, stages: revision.stages ?? [] };
	const figure = current && figureOf(current);
	const held = heldFor(all, material, year);
	const previous = measuredBefore(material, year);
	const change = changeIn(all, material, year, figure);
	const judged = previewJudgement(item, figure ?? null, current?.carriedFromYear);
	const submitted =
		head === null
			? undefined
			: listEvents(context.database, head.id).find(({ kind }) => kind === 'submitted');
	return {
		indicatorCode: material.indicator.code,
		kpiCode: material.kpi.code,
		year,
		lateYear: item.closedAt === null ? '' : eraFiscalYear(year),
		name: revision.name,
		unit: current?.missingReason || style.stages.length > 0 ? '' : material.indicator.unit,
		toDate:
			judged?.comparison?.figure.kind === 'period'
				? `累計 ${formatDecimal(judged.comparison.actual, style.decimals)}`
				: null,
		department: leadOf(item)?.name ?? '',
		version: head?.version ?? 0,
		value: current?.missingReason
			? MISSING_REASONS[current.missingReason]
			: actualText(figure ?? null, null, style),
		valueState: current?.valueState ? VALUE_STATES[current.valueState] : '値なし',
		measured: [
			current?.carriedFromYear == null ? '' : `${shortFiscalYear(current.carriedFromYear)}の値（据え置き）`,
			measuredText(
				current?.measuredPeriod ?? material.indicator.measuredPeriod,
				current?.carriedFromYear ?? year,
				material.indicator.lagYears
			)
		]
			.filter((part) => part !== '')
			.join('　'),
		follows: followsText(item, style),
		enteredText: current?.enteredText ?? '',
		previous:
			previous === null
				? '－'
				: `${actualText(previous.value, null, style)}（${shortFiscalYear(previous.year)}）`,
		change:
			change.change === null
				? null
				: {
						kind: change.change,
						word: CHANGES[change.change],
						difference: style.stages.length > 0 ? '' : formatDifference(change.difference, style.decimals)
					},
		target: heldText(held, style),
		targetName: heldShortName(held),
		status: judged?.status ?? 'none',
		own: judged?.own?.label ?? null,
		sum: judged?.sum ?? null,
		warnings: figure && style.stages.length === 0 ? warningsOf(item, figure) : [],
		details: readDetails(context.database, item),
		remarks: [
			{ name: '要因分析', text: current?.cause ?? '' },
			{ name: '課題', text: current?.issue ?? '' },
			{ name: '今後の取組', text: current?.nextAction ?? '' }
		].filter(({ text }) => text !== ''),
		submittedBy: submitted?.accountName ?? '',
		submittedAt: submitted === undefined ? '' : formatEraDateTime(submitted.at),
		onBehalf: current?.onBehalf ?? false,
		later: pendingChange(context, item),
		waitsForHead: head?.state === 'submitted' && (leadOf(item)?.headStep ?? false)
	};
}

/** What was confirmed before and is followed by this report. */
function followsText({ confirmed }: EntryItem, style: FigureStyle): string {
	if (confirmed === null || !mayFollow(confirmed)) return '';
	return [reportedWord(confirmed), actualText(figureOf(confirmed), null, style)]
		.filter((part) => part !== '')
		.join(' ');
}

function warningsOf({ reading }: EntryItem, value: NonNullable<ReturnType<typeof figureOf>>): string[] {
	const previous = reading.previous.map((each) => each.value);
	const warnings = [...plausibilityWarnings({ ...reading, value, previous }), ...gapWarnings(reading)];
	return warnings.map(({ message }) => message);
}

function progressOf(context: Context, items: readonly EntryItem[], today: string): DepartmentProgress[] {
	const byDepartment = Map.groupBy(items, (item) => leadOf(item)?.id ?? 0);
	const count = (own: readonly EntryItem[], ...states: (string | null)[]) =>
		own.filter(({ head }) => states.includes(head?.state ?? null)).length;
	return listDepartments(context.database, today)
		.map(({ id, code, name }) => {
			const own = byDepartment.get(id) ?? [];
			return {
				code,
				name,
				total: own.length,
				missing: count(own, null),
				draft: count(own, 'draft'),
				returned: count(own, 'returned'),
				submitted: count(own, 'submitted', 'head-confirmed'),
				confirmed: count(own, 'confirmed'),
				again: own.filter(({ head, demand }) => head?.state === 'confirmed' && demand.kind === 'due').length
			};
		})
		.filter(({ total }) => total > 0);
}
