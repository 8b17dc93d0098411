/** A figure as the pages of 訂正 show it. */
import type { Sum } from '#lib/domain/judging/judgement.ts';
import type { Status } from '#lib/domain/model.ts';
import { revisionInForce } from '../../judgements/material.ts';
import type { FigureStyle } from '../../kpis/present.ts';
import type { EntryItem } from '../entry-items.ts';

/** A figure with the status it gives and the sum behind it. */
export interface JudgedFigure {
	readonly text: string;
	readonly status: Status;
	/** The label of a city's own rule; null under 「標準」. */
	readonly own: string | null;
	readonly sum: Sum | null;
}

/** How an item's figures are written. */
export function styleOf({ material, all, year }: Pick<EntryItem, 'material' | 'all' | 'year'>): FigureStyle {
	return {
		decimals: material.indicator.decimals,
		stages: revisionInForce(material, all.editions, year).stages ?? []
	};
}
