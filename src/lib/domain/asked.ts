import type { Demand } from './due.ts';

/**
 * How much of a year is in, by the one definition that every page uses. What becomes final later (11月に確定) is
 * counted apart: it may be reported early as 見込, 速報 or 未把握, and is asked for from its month on.
 */
export interface AskedCounts {
	/** 今の締切りまでに求めている分: asked for by now, whether it came or not. */
	readonly asked: number;
	/** Of those, with a confirmed answer; a reason such as 秘匿 is one. */
	readonly confirmed: number;
	/** 後日確定する分. */
	readonly later: number;
	/** Of those, with a confirmed answer for the time being. */
	readonly laterConfirmed: number;
}

export interface AskedItem {
	readonly demand: Demand;
	readonly isConfirmed: boolean;
}

/** Counts items that are asked about in a year; those without a survey or past their target's period are no part of it. */
export function countAsked(items: readonly AskedItem[]): AskedCounts {
	const now = items.filter(({ demand }) => isAskedNow(demand));
	const later = items.filter(({ demand }) => demand.kind === 'later');
	const confirmedIn = (part: readonly AskedItem[]) => part.filter(({ isConfirmed }) => isConfirmed).length;
	return {
		asked: now.length,
		confirmed: confirmedIn(now),
		later: later.length,
		laterConfirmed: confirmedIn(later)
	};
}

/** Whether something counts among what is asked for by now. */
export function isAskedNow(demand: Demand): boolean {
	return demand.kind !== 'not-asked' && demand.kind !== 'later';
}
