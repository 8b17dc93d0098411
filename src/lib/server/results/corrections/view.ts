/** A request for 訂正 as the pages show it. */
import { and, desc, eq, ne } from 'drizzle-orm';
import { DomainError } from '#lib/domain/errors.ts';
import { eraFiscalYear, formatEraDateTime } from '#lib/domain/fiscal-year.ts';
import { heldName } from '#lib/domain/judging/held-target.ts';
import { may } from '#lib/domain/permissions.ts';
import type { Context } from '../../command.ts';
import { correction, CORRECTION_STATES, indicator, result } from '../../db/schema/index.ts';
import type { Database } from '../../db/client.ts';
import { figureOf } from '../../indicators/figures.ts';
import { decodeJudgement } from '../../judgements/codec.ts';
import { heldFor, targetFor } from '../../judgements/judge-kpi.ts';
import { currentJudgement } from '../../judgements/rejudge.ts';
import { revisionInForce } from '../../judgements/material.ts';
import { actualText } from '../../kpis/present.ts';
import { targetSource } from '../../kpis/shown.ts';
import { listEditions } from '../../plan/queries.ts';
import { leadOf, type EntryItem } from '../entry-items.ts';
import { correctionChange, type CorrectionChange } from './change.ts';
import { type CorrectionRow } from './item.ts';
import { storedPlan } from './stored.ts';
import { styleOf, type JudgedFigure } from './view-figure.ts';

/** Whose figure of which year is corrected. */
export interface CorrectedFigure {
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
}

/** A request for 訂正, before → after, for whoever decides on it or watches it. */
export interface CorrectionView extends CorrectedFigure {
	readonly id: number;
	readonly version: number;
	readonly before: JudgedFigure;
	/** Null where the request can no longer be carried out; `problem` says why. */
	readonly after: JudgedFigure | null;
	/** Everything that it changes; null as `after`. */
	readonly change: CorrectionChange | null;
	readonly problem: string | null;
	readonly enteredText: string;
	readonly reason: string;
	readonly by: string;
	readonly at: string;
	readonly closed: boolean;
	/** Why the person who asks cannot approve it; null where they can. */
	readonly notMine: string | null;
}

export interface DecidedCorrection {
	readonly id: number;
	readonly name: string;
	readonly yearText: string;
	readonly state: string;
	readonly by: string;
	readonly decidedBy: string;
	readonly decidedAt: string;
	readonly decisionReason: string | null;
}

/** A request as whoever asks may see it. */
export function viewOf(context: Context, row: CorrectionRow, item: EntryItem): CorrectionView {
	const { change, problem } = readChange(context, row, item);
	const own = change?.years[0];
	const mine = row.requestedBy !== null && row.requestedBy === context.actor.accountId;
	return {
		...nameOf(context, item),
		id: row.id,
		version: item.head?.version ?? 0,
		before: own?.before ?? standing(context, item),
		after: own?.after ?? null,
		change,
		problem,
		enteredText: row.enteredText,
		reason: row.reason,
		by: row.requestedByName,
		at: formatEraDateTime(row.requestedAt),
		closed: item.closedAt !== null,
		notMine: may(context.actor, { kind: 'decide-corrections' })
			? mine
				? '自分が申し出た訂正です。総合政策課のほかの人が承認します。'
				: null
			: '総合政策課の承認を待っています。'
	};
}

/** What a request changes now; null, with the reason, where its figures are no longer what they were. */
function readChange(
	context: Context,
	row: CorrectionRow,
	item: EntryItem
): { readonly change: CorrectionChange | null; readonly problem: string | null } {
	try {
		const plan = storedPlan(context.database, row, item);
		return { change: correctionChange(context, item, plan), problem: null };
	} catch (refusal) {
		if (!(refusal instanceof DomainError)) throw refusal;
		return { change: null, problem: refusal.message };
	}
}

/** Whose figure it is. */
export function nameOf({ database }: Context, item: EntryItem): CorrectedFigure {
	const { material, all, year } = item;
	return {
		indicatorCode: material.indicator.code,
		kpiCode: material.kpi.code,
		name: revisionInForce(material, all.editions, year).name,
		unit: material.indicator.unit,
		isSample: material.indicator.isSample,
		year,
		yearText: eraFiscalYear(year),
		department: leadOf(item)?.name ?? '',
		targetSource:
			heldName(heldFor(all, material, year)) ||
			targetSource(targetFor(all, material, year), listEditions(database))
	};
}

/** The figure that counts, with its judgement as it stands now. */
export function standing({ database }: Context, item: EntryItem): JudgedFigure {
	const row = currentJudgement(database, item.material.kpi.id, item.year);
	const text = actualText(
		item.confirmed && figureOf(item.confirmed),
		item.confirmed?.missingReason ?? null,
		styleOf(item)
	);
	if (row === undefined) return { text, status: 'none', own: null, sum: null };
	const { own, sum } = decodeJudgement(row.body);
	return { text, status: row.status, own: own?.label ?? null, sum };
}

const LATEST = 30;

/** Decided requests, newest first: of one figure, or the latest of all. */
export function listDecided(database: Database, resultId?: number): DecidedCorrection[] {
	return database
		.select({ row: correction, name: indicator.name, year: result.fiscalYear })
		.from(correction)
		.innerJoin(result, eq(result.id, correction.resultId))
		.innerJoin(indicator, eq(indicator.id, result.indicatorId))
		.where(
			and(
				ne(correction.state, 'requested'),
				resultId === undefined ? undefined : eq(correction.resultId, resultId)
			)
		)
		.orderBy(desc(correction.decidedAt), desc(correction.id))
		.limit(LATEST)
		.all()
		.map(({ row, name, year }) => ({
			id: row.id,
			name,
			yearText: eraFiscalYear(year),
			state: CORRECTION_STATES[row.state],
			by: row.requestedByName,
			decidedBy: row.decidedByName ?? '',
			decidedAt: row.decidedAt === null ? '' : formatEraDateTime(row.decidedAt),
			decisionReason: row.decisionReason
		}));
}
