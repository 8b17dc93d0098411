import type { Status } from '#lib/domain/model.ts';
import { todayOf } from '../../clock.ts';
import type { Context } from '../../command.ts';
import { correctionStand } from '../corrections/item.ts';
import type { EntryItem } from '../entry-items.ts';
import { findCall } from '../locks.ts';
import { rowOf } from './row.ts';

/** A figure of a year that is no longer entered, with the way that is still open to it. */
export interface ClosedRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly isSample: boolean;
	/** Empty where nothing was reported. */
	readonly figure: string;
	readonly stateWord: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	/** 訂正 can be asked for, or a request waits; null where neither. */
	readonly correction: 'possible' | 'pending' | null;
}

/** The figures of a year whose call is closed, in the plan's order; null where the year never had a call. */
export function readClosedYear(
	context: Context,
	year: number,
	items: readonly EntryItem[]
): readonly ClosedRow[] | null {
	const call = findCall(context.database, year, todayOf(context.clock));
	if (call?.closedAt == null) return null;
	return items.map((item) => {
		const { code, name, unit, isSample, figure, stateWord, status, own } = rowOf(context, item);
		const correction = correctionStand(context, item)?.state ?? null;
		return { code, name, unit, isSample, figure, stateWord, status, own, correction };
	});
}
