import { createHash } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { demandOf, reportedWord } from '#lib/domain/due.ts';
import { formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import { countByScale } from '#lib/domain/judging/scale.ts';
import { categoryWord } from '#lib/domain/judging/summary.ts';
import { WORKFLOW_STATES, type Status, type WorkflowState } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import { judgement, reportingCycle, result } from '../db/schema/index.ts';
import { standingIn, revisionInForce } from '../judgements/material.ts';
import { readScales } from '../kpis/scales.ts';
import { readYearJudgements } from '../kpis/trend.ts';
import { leadOf, readEntryItems, type EntryItem } from '../results/entry-items.ts';
import { cycleView, listDeadlineChanges, type CycleRow, type CycleView } from './queries.ts';

/** An indicator that closing leaves without a confirmed final figure. */
export interface OpenItem {
	readonly indicatorCode: string;
	readonly name: string;
	readonly department: string;
	readonly isSample: boolean;
	/** 未入力, 下書き, 提出済 …, or 見込, 速報, 未把握 where that is confirmed. */
	readonly word: string;
	/** 「令和8年11月1日から」; empty where it is wanted at once. */
	readonly from: string;
}

/** What closing a call will do, before anybody does it. */
export interface ClosingPage {
	readonly cycle: CycleView;
	readonly changes: ReturnType<typeof listDeadlineChanges>;
	/** Only 年度末実績 seals. */
	readonly seals: boolean;
	/** Judgements that will be sealed, by the categories of the year's rule, in its own order. */
	readonly counts: readonly {
		readonly code: string;
		readonly status: Status;
		readonly word: string;
		readonly count: number;
	}[];
	/** Nothing is confirmed and it was due: sealed without a judgement, only the planning division can bring it in. */
	readonly unreported: readonly OpenItem[];
	/** Stays open as 後日報告. */
	readonly later: readonly OpenItem[];
	/** Why it cannot be closed now; null where it can. */
	readonly refusal: string | null;
	/** Closing repeats this: it is refused where something has changed since. */
	readonly seen: string;
	readonly hasSamples: boolean;
}

/** What closing a call would seal and what would stay open. @throws DomainError `forbidden`. */
export function readClosingPage(context: Context, row: CycleRow): ClosingPage {
	demand(context.actor, { kind: 'manage-cycles' });
	const today = todayOf(context.clock);
	const items = readEntryItems(context, row.fiscalYear, {}).filter(
		(item) => standingIn(item.material, item.year) === 'active'
	);
	const open = items.filter(({ demand: { kind } }) => kind !== 'not-asked' && kind !== 'done');
	const closedOn = row.closedAt === null ? today : japanDate(row.closedAt);
	const [later, unreported] = [true, false].map((stays) =>
		open.filter((item) => staysOpen(item, closedOn, today) === stays)
	);
	return {
		cycle: cycleView(context.database, row, today),
		changes: listDeadlineChanges(context.database, row),
		seals: row.kind === 'final',
		counts: row.kind === 'final' ? sealedCounts(context, row.fiscalYear) : [],
		unreported: (unreported ?? []).map(openItemOf),
		later: (later ?? []).map(openItemOf),
		refusal: closingRefusal(context, row, today),
		seen: seenOf(context, row),
		hasSamples: items.some(({ material }) => material.indicator.isSample)
	};
}

/** A mark of everything that closing would seal: the year's judgements and the versions of its figures. */
export function seenOf({ database }: Pick<Context, 'database'>, { fiscalYear }: CycleRow): string {
	const figures = database
		.select({ id: result.id, version: result.version })
		.from(result)
		.where(eq(result.fiscalYear, fiscalYear))
		.orderBy(asc(result.id))
		.all();
	const judgements = database
		.select({ kpiId: judgement.kpiId, body: judgement.body })
		.from(judgement)
		.where(eq(judgement.fiscalYear, fiscalYear))
		.orderBy(asc(judgement.kpiId))
		.all();
	return createHash('sha256')
		.update(JSON.stringify([figures, judgements]))
		.digest('hex')
		.slice(0, 32);
}

/** Why a call cannot be closed; null where it can. */
export function closingRefusal({ database }: Context, row: CycleRow, today: string): string | null {
	if (row.closedAt !== null)
		return `この照会は、${formatEraDate(japanDate(row.closedAt))}に締め切られました。`;
	if (row.opensOn > today)
		return `この照会は${formatEraDate(row.opensOn)}に始まります。始まる前には締め切れません。`;
	if (row.kind === 'forecast') return null;
	const forecast = database
		.select()
		.from(reportingCycle)
		.where(
			and(
				eq(reportingCycle.fiscalYear, row.fiscalYear),
				eq(reportingCycle.kind, 'forecast'),
				isNull(reportingCycle.closedAt)
			)
		)
		.get();
	return forecast === undefined
		? null
		: '同じ年度の年度途中見込の照会が、まだ締め切られていません。先にそちらを締め切ってください。';
}

/** Reported, but not for good; or not due before the closing. */
function staysOpen(item: EntryItem, closedOn: string, today: string): boolean {
	const demanded = demandOf({
		indicator: item.material.indicator,
		year: item.year,
		call: { kind: 'final', closedOn },
		today,
		confirmed: item.confirmed
	});
	return demanded.kind === 'later' || (demanded.kind === 'late-report' && demanded.by === 'department');
}

function openItemOf(item: EntryItem): OpenItem {
	const { material, all, year, demand: wanted, confirmed, head } = item;
	const state: WorkflowState | null = head?.state ?? null;
	return {
		indicatorCode: material.indicator.code,
		name: revisionInForce(material, all.editions, year).name,
		department: leadOf(item)?.name ?? '',
		isSample: material.indicator.isSample,
		word: confirmed !== null ? reportedWord(confirmed) : state === null ? '未入力' : WORKFLOW_STATES[state],
		from: wanted.kind === 'later' ? `${formatEraDate(wanted.from)}から` : ''
	};
}

function sealedCounts({ database }: Context, fiscalYear: number): ClosingPage['counts'] {
	const { graded, apart } = countByScale(
		readScales(database)(fiscalYear).scale,
		readYearJudgements(database).get(fiscalYear) ?? []
	);
	return [...graded, ...apart].map((each) => ({
		code: each.code,
		status: each.status,
		word: categoryWord(each),
		count: each.count
	}));
}
