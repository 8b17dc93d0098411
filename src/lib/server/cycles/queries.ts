import { and, asc, desc, eq, like } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import {
	deadlineInWords,
	eraFiscalYear,
	fiscalYearOf,
	formatEraDate,
	formatEraDateTime,
	formatFiscalYear,
	japanDate
} from '#lib/domain/fiscal-year.ts';
import { CYCLE_KINDS, type CycleKind } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import { todayOf } from '../clock.ts';
import type { Context } from '../command.ts';
import type { Database } from '../db/client.ts';
import { account, auditEntry, reportingCycle } from '../db/schema/index.ts';
import { listBasicPlans } from '../plan/queries.ts';

export type CycleRow = typeof reportingCycle.$inferSelect;

export type CycleState = 'coming' | 'open' | 'late' | 'closed';

const STATE_WORDS: Record<CycleState, string> = {
	coming: '開始前',
	open: '受付中',
	late: '期限を過ぎて受付中',
	closed: '締切済'
};

/** One 実績照会 as the pages show it. `code` is its name in addresses: 2025-final. */
export interface CycleView {
	readonly code: string;
	readonly year: number;
	readonly yearText: string;
	readonly kind: CycleKind;
	readonly kindWord: string;
	readonly opensOn: string;
	readonly deadline: string;
	/** `YYYY-MM-DD`, for the input. */
	readonly deadlineDay: string;
	/** 「あと3日」; empty once closed and before opening. */
	readonly deadlineWords: string;
	readonly state: CycleState;
	readonly stateWord: string;
	/** 「令和7年9月30日（総合政策課 菊池）」; null while not closed. */
	readonly closed: string | null;
}

/** 実績照会, newest year first, and the years that a new one may be for. */
export function readCyclesPage(context: Context): {
	cycles: CycleView[];
	years: { year: number; text: string }[];
	suggestedYear: number;
} {
	demand(context.actor, { kind: 'manage-cycles' });
	const today = todayOf(context.clock);
	const plans = listBasicPlans(context.database);
	const years = plans.flatMap(({ firstYear, lastYear }) =>
		Array.from({ length: lastYear - firstYear + 1 }, (_, step) => firstYear + step)
	);
	return {
		cycles: context.database
			.select()
			.from(reportingCycle)
			.orderBy(desc(reportingCycle.fiscalYear), asc(reportingCycle.opensOn))
			.all()
			.map((row) => cycleView(context.database, row, today)),
		years: years.map((year) => ({ year, text: formatFiscalYear(year) })),
		suggestedYear: fiscalYearOf(today)
	};
}

/** @throws DomainError `not-found`. */
export function cycleByCode(database: Database, code: string): CycleRow {
	const [, year, kind] = /^(\d{4})-(final|forecast)$/.exec(code) ?? [];
	const row =
		year === undefined
			? undefined
			: database
					.select()
					.from(reportingCycle)
					.where(and(eq(reportingCycle.fiscalYear, Number(year)), eq(reportingCycle.kind, kind as CycleKind)))
					.get();
	if (row !== undefined) return row;
	throw new DomainError(
		'not-found',
		`実績照会「${code}」はありません。「実績照会」の一覧から選んでください。`
	);
}

/** 「2025-final」: the call in addresses. */
export function codeOf({ fiscalYear, kind }: Pick<CycleRow, 'fiscalYear' | 'kind'>): string {
	return `${fiscalYear}-${kind}`;
}

/** A call with its state on a day (ISO date) in Japan. */
export function cycleView(database: Database, row: CycleRow, today: string): CycleView {
	const state: CycleState =
		row.closedAt !== null
			? 'closed'
			: row.opensOn > today
				? 'coming'
				: row.deadline < today
					? 'late'
					: 'open';
	const by =
		row.closedBy === null
			? undefined
			: database.select().from(account).where(eq(account.id, row.closedBy)).get()?.displayName;
	return {
		code: codeOf(row),
		year: row.fiscalYear,
		yearText: eraFiscalYear(row.fiscalYear),
		kind: row.kind,
		kindWord: CYCLE_KINDS[row.kind],
		opensOn: formatEraDate(row.opensOn),
		deadline: formatEraDate(row.deadline),
		deadlineDay: row.deadline,
		deadlineWords: state === 'open' || state === 'late' ? deadlineInWords(today, row.deadline) : '',
		state,
		stateWord: STATE_WORDS[state],
		closed:
			row.closedAt === null
				? null
				: `${formatEraDate(japanDate(row.closedAt))}${by === undefined ? '' : `（${by}）`}`
	};
}

/** How the deadline was moved, newest first. */
export function listDeadlineChanges(database: Database, row: CycleRow) {
	return database
		.select()
		.from(auditEntry)
		.where(
			and(
				eq(auditEntry.entity, 'reporting-cycle'),
				eq(auditEntry.entityId, codeOf(row)),
				like(auditEntry.action, 'deadline-%')
			)
		)
		.orderBy(desc(auditEntry.id))
		.all()
		.map(({ at, actor, before, after }) => {
			const [was, is] = [before, after].map((text) => JSON.parse(text ?? '{}') as Record<string, string>);
			return {
				at: formatEraDateTime(at),
				by: actor,
				from: was?.['deadline'] ? formatEraDate(was['deadline']) : '',
				to: is?.['deadline'] ? formatEraDate(is['deadline']) : '',
				reason: is?.['reason'] ?? ''
			};
		});
}
