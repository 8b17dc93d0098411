import { and, asc, count, eq } from 'drizzle-orm';
import { askedFigure, type AskedFigure } from '#lib/domain/entry.ts';
import { formatEraDate, japanDate } from '#lib/domain/fiscal-year.ts';
import type { Sum } from '#lib/domain/judging/judgement.ts';
import { MISSING_REASONS, type Status } from '#lib/domain/model.ts';
import { demand } from '#lib/domain/permissions.ts';
import type { Context } from '../../command.ts';
import { correction, sealedJudgement } from '../../db/schema/index.ts';
import type { Database } from '../../db/client.ts';
import { decodeJudgement } from '../../judgements/codec.ts';
import { correctionItem, correctionStand, findOpenCorrection, notCorrectable } from './item.ts';
import { entryItem } from '../entry-items.ts';
import { demandSeeing } from '../lead.ts';
import { readDetails, type DistrictsView } from '../value-details.ts';
import {
	listDecided,
	nameOf,
	standing,
	viewOf,
	type CorrectedFigure,
	type CorrectionView,
	type DecidedCorrection
} from './view.ts';
import { styleOf, type JudgedFigure } from './view-figure.ts';

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
export interface CorrectionPage extends CorrectedFigure {
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
	/** The figure's two parts where it is a computed rate; null where it is entered itself. */
	readonly rate: { readonly numerator: string; readonly denominator: string } | null;
	/** Null where the indicator has no breakdown. */
	readonly districts: DistrictsView | null;
	/** The indicator is 累計: later years follow. */
	readonly isCumulative: boolean;
	/** What is typed, as in 実績入力: the figure, what the year adds, or the total of a series' first year. */
	readonly asks: AskedFigure;
	/** Why nothing can be asked for; null where it can. */
	readonly locked: string | null;
	readonly mayRequest: boolean;
	readonly pending: CorrectionView | null;
	/** Earlier requests for this figure, newest first. */
	readonly earlier: readonly DecidedCorrection[];
}

/** @throws DomainError `not-found`; `forbidden` for another department's. */
export function readCorrectionPage(context: Context, year: number, indicatorCode: string): CorrectionPage {
	const item = entryItem(context, year, indicatorCode);
	demandSeeing(context, item.holders);
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
		rate: item.reading.rate ?? null,
		districts: readDetails(context.database, item).districts,
		isCumulative: material.indicator.accumulation === 'cumulative',
		asks: askedFigure(item.reading),
		locked: notCorrectable(item),
		mayRequest: correctionStand(context, item)?.state === 'possible',
		pending: open === null ? null : viewOf(context, open, item),
		earlier: head === null ? [] : listDecided(context.database, head.id)
	};
}

function listSealed(database: Database, kpiId: number, year: number) {
	return database
		.select()
		.from(sealedJudgement)
		.where(and(eq(sealedJudgement.kpiId, kpiId), eq(sealedJudgement.fiscalYear, year)))
		.orderBy(asc(sealedJudgement.sealedAt), asc(sealedJudgement.id))
		.all();
}
