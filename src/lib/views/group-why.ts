/** What `StatusMoves.svelte` and `GapMoves.svelte` show: why a group of KPIs moved, in words and ready to print. */
import type { Part } from '#lib/domain/judging/decomposition.ts';
import type { GapSide } from '#lib/domain/judging/gap-moves.ts';
import type { Told } from '#lib/domain/judging/transitions.ts';

/** A KPI whose gap moved, in its own unit. */
export interface GapRow {
	readonly code: string;
	readonly name: string;
	/** Unit of the gap and of its parts: ポイント for %. */
	readonly unit: string;
	readonly before: Told;
	readonly after: Told;
	/** 「−1.9」 and 「−8.1」. */
	readonly gapFrom: string;
	readonly gapTo: string;
	/** 「−6.2」 */
	readonly moved: string;
	readonly parts: readonly { readonly part: Part; readonly value: string; readonly figures: string }[];
	readonly notes: readonly string[];
}

/** KPIs that moved from one category to another, each with why, where more is known than the figures. */
export interface ShownTransition {
	readonly from: Told;
	readonly to: Told;
	/** The number of judged KPIs changes by these. */
	readonly judged: 'enters' | 'leaves' | null;
	readonly list: readonly { readonly code: string; readonly name: string; readonly note: string }[];
}

/** 「目標から遠ざかった指標（未達）」: those that moved most, most first, and how many there are altogether. */
export interface GapSideRows {
	readonly side: GapSide;
	readonly name: string;
	readonly count: number;
	readonly rows: readonly GapRow[];
}

export interface GroupWhy {
	readonly year: number;
	/** Says so where the two years were judged by different rules; else empty. */
	readonly ruleChange: string;
	readonly transitions: readonly ShownTransition[];
	/** KPIs in the same category in both years. */
	readonly stayed: number;
	/** KPIs whose figure of the year is carried from an earlier one, whether their status moved or not. */
	readonly carried: readonly { readonly code: string; readonly name: string; readonly note: string }[];
	/** Gaps that moved, by where the KPI stands now; sides without any are left out. */
	readonly sides: readonly GapSideRows[];
	/** KPIs whose gap is as it was. */
	readonly same: number;
	/** KPIs without a comparison: stages, carried values, nothing measured, no target. */
	readonly apart: number;
}
