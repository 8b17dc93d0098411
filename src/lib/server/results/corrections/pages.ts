import { and, asc, count, eq } from 'drizzle-orm';
import { formatEraDate, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { MISSING_REASONS, type Status } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { Context } from '../../command.ts';
import { correction, sealedJudgement } from '../../db/schema/index.ts';
import type { Database } from '../../db/client.ts';
import { figureOf } from '../../indicators/figures.ts';
import { decodeJudgement } from '../../judgements/codec.ts';
import { correctionItem, correctionStand, findOpenCorrection, notCorrectable } from './item.ts';
import { entryItem, type EntryItem } from '../entry-items.ts';
import {
	listDecided,
	nameOf,
	standing,
	styleOf,
	viewOf,
	type CorrectionView,
	type DecidedCorrection,
	type JudgedFigure
} from './view.ts';

/** 訂正の承認: what waits, oldest first, and the latest decisions. */
export function readCorrectionReview(context: Context): {
	pending: CorrectionView[];
	decided: DecidedCorrection[];
} {
	demand(context.actor, { kind: 'decide-corrections' });
	const ids = context.database
		.select({ id: correction.id })
		.from(correction)
		.where(eq(correction.state, 'requested'))
		.orderBy(asc(correction.requestedAt), asc(correction.id))
		.all();
	return {
		pending: ids.map(({ id }) => {
			const { row, item } = correctionItem(context, id);
			return viewOf(context, row, item);
		}),
		decided: listDecided(context.database)
	};
}

/** How many requests wait. */
export function countPendingCorrections(database: Database): number {
	return (
		database.select({ n: count() }).from(correction).where(eq(correction.state, 'requested')).get()?.n ?? 0
	);
}

/** The page on which a 訂正 is asked for. */
export interface CorrectionPage {
	readonly indicatorCode: string;
	readonly kpiCode: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	readonly year: number;
	readonly yearText: string;
	readonly department: string;
	/** Where the target that judges comes from. */
	readonly targetSource: string;
	readonly version: number;
	readonly stages: readonly string[];
	readonly now: JudgedFigure & {
		readonly word: string;
		readonly reportedBy: string;
		readonly reportedAt: string;
	};
	/** Judgements as sealed at closing and added since, oldest first; empty while the year is open. */
	readonly sealed: readonly { readonly status: Status; readonly on: string; readonly sum: Sum }[];
	readonly closedOn: string | null;
	/** Later years of a running total, which keep theirs: 「R6・R7」; empty where there are none. */
	readonly followingYears: string;
	/** Why nothing can be asked for; null where it can. */
	readonly locked: string | null;
	readonly mayRequest: boolean;
	readonly pending: CorrectionView | null;
	/** Earlier requests for this figure, newest first. */
	readonly earlier: readonly DecidedCorrection[];
}

/** @throws DomainError `not-found`. */
export function readCorrectionPage(context: Context, year: number, indicatorCode: string): CorrectionPage {
	const item = entryItem(context, year, indicatorCode);
	const { material, head, confirmed } = item;
	const open = head === null ? null : findOpenCorrection(context.database, head.id);
	const style = styleOf(item);
	return {
		...nameOf(context, item),
		version: head?.version ?? 0,
		stages: style.stages,
		now: {
			...standing(context, item),
			word: confirmed?.missingReason ? MISSING_REASONS[confirmed.missingReason] : '',
			reportedBy: confirmed?.departmentName ?? '',
			reportedAt: confirmed === null ? '' : formatEraDate(japanDate(confirmed.createdAt))
		},
		sealed: listSealed(context.database, material.kpi.id, year).map(({ status, sealedAt, body }) => ({
			status,
			on: formatEraDate(japanDate(sealedAt)),
			sum: decodeJudgement(body).sum
		})),
		closedOn: item.closedAt === null ? null : formatEraDate(japanDate(item.closedAt)),
		followingYears: followingYears(item),
		locked: notCorrectable(item),
		mayRequest: correctionStand(context, item)?.state === 'possible',
		pending: open === null ? null : viewOf(context, open, item),
		earlier: head === null ? [] : listDecided(context.database, head.id)
	};
}

/** Years whose running total was made from this year's and does not follow by itself. */
function followingYears({ material, year }: EntryItem): string {
	const { accumulation, cumulativeEntry } = material.indicator;
	if (accumulation !== 'cumulative' || cumulativeEntry !== 'increment') return '';
	return [...material.results]
		.filter(([each, { confirmed }]) => each > year && confirmed !== null && figureOf(confirmed) !== null)
		.map(([each]) => each)
		.sort((a, b) => a - b)
		.map(shortFiscalYear)
		.join('・');
}

function listSealed(database: Database, kpiId: number, year: number) {
	return database
		.select()
		.from(sealedJudgement)
		.where(and(eq(sealedJudgement.kpiId, kpiId), eq(sealedJudgement.fiscalYear, year)))
		.orderBy(asc(sealedJudgement.sealedAt), asc(sealedJudgement.id))
		.all();
}
