/** What is kept about a KPI beside its figures: revisions, ledger, handover card, sealed judgements, relatives. */
import { and, asc, eq, ne } from 'drizzle-orm';
import { fromScaled, type Rational } from '#lib/domain/decimal.ts';
import { formatEraDate, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { BASELINE_USES, LEDGER_KINDS, type Status } from '#lib/domain/model.ts';
import type { Judgement, Sum } from '#lib/domain/judging/judgement.ts';
import type { Database } from '../db/client.ts';
import {
	basicPlan,
	handoverCard,
	indicator,
	indicatorLedger,
	kpi,
	kpiRevision,
	sealedJudgement
} from '../db/schema/index.ts';
import { finalTargetOf } from '../indicators/figures.ts';
import { decodeJudgement } from '../judgements/codec.ts';
import type { EditionRow } from '../plan/queries.ts';
import { actualText, baselineText, directionText, targetText, type FigureStyle } from './present.ts';
import { editionLongName } from './shown.ts';

type Revision = typeof kpiRevision.$inferSelect;

export interface RevisionEntry {
	readonly number: number;
	/** 「令和6〜8年度 実施計画から」 */
	readonly from: string;
	readonly decidedOn: string | null;
	readonly reason: string | null;
	readonly changes: readonly { readonly what: string; readonly before: string; readonly after: string }[];
}

/** Dated revisions of a KPI after its first, newest first, with what each changed. */
export function readRevisions(
	database: Database,
	kpiId: number,
	indicatorRow: { readonly decimals: number; readonly unit: string },
	editions: readonly EditionRow[]
): RevisionEntry[] {
	const rows = database
		.select()
		.from(kpiRevision)
		.where(eq(kpiRevision.kpiId, kpiId))
		.orderBy(asc(kpiRevision.revision))
		.all();
	return rows
		.flatMap((row, index): RevisionEntry[] => {
			const before = rows[index - 1];
			if (before === undefined) return [];
			const [was, is] = [aspects(before, indicatorRow.decimals), aspects(row, indicatorRow.decimals)];
			const from = editionLongName(editions.find(({ id }) => id === row.fromEditionId));
			return [
				{
					number: row.revision,
					from: from === '' ? '基本計画の初めから' : `${from}から`,
					decidedOn: row.decidedOn === null ? null : formatEraDate(row.decidedOn),
					reason: row.reason,
					changes: Object.keys(is)
						.filter((what) => was[what] !== is[what])
						.map((what) => ({ what, before: was[what] ?? '', after: is[what] ?? '' }))
				}
			];
		})
		.reverse();
}

/** Everything that a revision may change, in words. */
function aspects(row: Revision, decimals: number): Record<string, string> {
	const style: FigureStyle = { decimals, stages: row.stages ?? [] };
	const figure = (digits: number | null, scale: number | null) =>
		actualText(fromScaled(digits, scale), null, style) || 'なし';
	return {
		名称: row.name,
		定義: row.definition ?? '',
		目標の向き: directionText(row.direction, row.goal, row.isRank),
		基準値: `${baselineText(row, style)}${row.baselineYear === null ? '' : `（${shortFiscalYear(row.baselineYear)}）`}`,
		基準値の扱い: BASELINE_USES[row.baselineUse],
		中間目標:
			row.midYear === null
				? 'なし'
				: `${figure(row.midTargetDigits, row.midTargetScale)}（${shortFiscalYear(row.midYear)}）`,
		最終目標: `${targetText(finalTargetOf(row), style)}（${shortFiscalYear(row.finalYear)}）`,
		許容幅: row.allowanceDigits === null ? '判定基準の既定' : figure(row.allowanceDigits, row.allowanceScale),
		段階: style.stages.join(' → ')
	};
}

export interface LedgerEntry {
	readonly day: string;
	readonly kind: string;
	readonly reason: string;
	readonly successor: string | null;
}

/** 指標台帳, newest first. */
export function readLedger(database: Database, indicatorId: number): LedgerEntry[] {
	const successor = new Map(
		database
			.select({ id: indicator.id, name: indicator.name })
			.from(indicator)
			.all()
			.map(({ id, name }) => [id, name])
	);
	return database
		.select()
		.from(indicatorLedger)
		.where(eq(indicatorLedger.indicatorId, indicatorId))
		.orderBy(asc(indicatorLedger.onDay), asc(indicatorLedger.id))
		.all()
		.reverse()
		.map((row) => ({
			day: formatEraDate(row.onDay),
			kind: LEDGER_KINDS[row.kind],
			reason: row.reason,
			successor: row.successorId === null ? null : (successor.get(row.successorId) ?? null)
		}));
}

export interface Handover {
	readonly howMade: string | null;
	readonly pitfalls: string | null;
	readonly contact: string | null;
	readonly updatedOn: string;
}

/** 引継ぎカード; null where nobody wrote one. */
export function readHandover(database: Database, indicatorId: number): Handover | null {
	const row = database.select().from(handoverCard).where(eq(handoverCard.indicatorId, indicatorId)).get();
	if (row === undefined) return null;
	const { howMade, pitfalls, contact } = row;
	return { howMade, pitfalls, contact, updatedOn: formatEraDate(japanDate(row.updatedAt)) };
}

export interface SealedEntry {
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	/** The figure that was judged; the sum of a period total, the index of a stage. Null where none was compared. */
	readonly actual: Rational | null;
	readonly sealedOn: string;
	readonly sum: Sum;
}

/** Judgements as sealed, oldest first, by fiscal year. */
export function readSealed(database: Database, kpiId: number): Map<number, SealedEntry[]> {
	const rows = database
		.select()
		.from(sealedJudgement)
		.where(eq(sealedJudgement.kpiId, kpiId))
		.orderBy(asc(sealedJudgement.sealedAt), asc(sealedJudgement.id))
		.all()
		.map((row) => ({ row, judgement: decodeJudgement(row.body) satisfies Judgement }));
	const byYear = Map.groupBy(rows, ({ row }) => row.fiscalYear);
	return new Map(
		[...byYear].map(([year, list]) => [
			year,
			list.map(({ row, judgement }) => ({
				status: row.status,
				own: judgement.own?.label ?? null,
				actual: judgement.comparison?.actual ?? null,
				sealedOn: formatEraDate(japanDate(row.sealedAt)),
				sum: judgement.sum
			}))
		])
	);
}

/** The same indicator's KPIs in other basic plans. */
export function readRelatives(
	database: Database,
	kpiId: number,
	indicatorId: number
): { code: string; basicPlan: string }[] {
	return database
		.select({ code: kpi.code, basicPlan: basicPlan.name })
		.from(kpi)
		.innerJoin(basicPlan, eq(basicPlan.id, kpi.basicPlanId))
		.where(and(eq(kpi.indicatorId, indicatorId), ne(kpi.id, kpiId)))
		.orderBy(asc(basicPlan.firstYear))
		.all();
}
