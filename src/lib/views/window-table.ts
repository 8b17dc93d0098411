/** What `WindowTable.svelte` shows: the three-year window of an edition, in words and ready to print. */
import type { Status } from '#lib/domain/model.ts';

/** One KPI in one fiscal year of the window. */
export interface WindowCell {
	readonly year: number;
	/** False outside the KPI's own basic plan, where it has neither target nor actual. */
	readonly inPlan: boolean;
	/** The edition's own target; null where the edition does not list the KPI or leaves the year blank. */
	readonly target: string | null;
	/** 「期間計 120（R3〜7）」 beside a period total's yearly share. */
	readonly targetNote: string | null;
	/** The previous edition's target, struck through; null where nothing changed. */
	readonly previous: string | null;
	/** Why it changed, where the edition says so. */
	readonly changeReason: string | null;
	/** 提案: set by the roll and not yet touched. */
	readonly proposed: boolean;
	/** 引下げ: in the final year, less than the final target. */
	readonly lowered: boolean;
	/** 目標の点検: what to notice about the target, each with a short word and a sentence. */
	readonly findings: readonly WindowFinding[];
	/** 判定目標, where another target than this edition's judged the year. */
	readonly judgedTarget: string | null;
	/** The confirmed figure or the word for its absence; empty while nothing is known. */
	readonly actual: string;
	/** False for words such as 未確定. */
	readonly isFigure: boolean;
	/** 「R4の値」, 見込, 速報, 訂正. */
	readonly actualNote: string | null;
	/** Null while the year's results have not been called for. */
	readonly status: Status | null;
	readonly statusWord: string;
	/** One clause: why it has the status. */
	readonly reason: string;
}

/** One finding of 目標の点検 in a window. */
export interface WindowFinding {
	readonly word: string;
	readonly text: string;
}

/** Positions on the bullet; numbers for drawing only. */
export interface WindowBullet {
	readonly baseline: number | null;
	readonly target: number | null;
	readonly actual: number | null;
	/** 「R6の値」 where `actual` is an earlier year's; null for the year's own. */
	readonly earlier: string | null;
	/** `none` for an earlier year's figure. */
	readonly status: Status;
	readonly label: string;
	readonly lowerIsBetter: boolean;
}

export interface WindowRow {
	readonly code: string;
	readonly name: string;
	/** 「人・増やす（累計）」. */
	readonly kind: string;
	readonly isSample: boolean;
	/** False: the edition does not list this KPI although it is asked for. */
	readonly listed: boolean;
	readonly department: string | null;
	readonly baseline: { readonly text: string; readonly year: string | null; readonly isReference: boolean };
	readonly cells: readonly WindowCell[];
	/** `note` says 期間計 where the target is a period's total. */
	readonly final: {
		readonly text: string;
		readonly year: string;
		readonly note: string | null;
		/** 目標の点検 of a final target beyond the window. */
		readonly findings: readonly WindowFinding[];
	};
	readonly bullet: WindowBullet | null;
}

/** A project under a measure, with its planned money in the order of the window's years. */
export interface WindowProject {
	readonly code: string;
	readonly name: string;
	readonly department: string;
	readonly direction: string;
	/** 再掲: it stands here again and counts elsewhere. */
	readonly isRepeat: boolean;
	/** Thousand yen; null where the edition plans none in the year. */
	readonly money: readonly (number | null)[];
}

export interface WindowMeasure {
	readonly term: string;
	readonly code: string;
	readonly heading: string;
	readonly isSample: boolean;
	readonly rows: readonly WindowRow[];
	readonly projects: readonly WindowProject[];
}

export interface WindowChapter {
	readonly term: string;
	readonly code: string;
	readonly heading: string;
	readonly subtitle: string | null;
	readonly measures: readonly WindowMeasure[];
}

/** Chapters of one basic plan; `termName` names it where the window straddles two. */
export interface WindowSection {
	readonly termName: string | null;
	readonly chapters: readonly WindowChapter[];
}

export interface WindowYear {
	readonly year: number;
	/** 「令和7年度」 */
	readonly name: string;
	/** 「R7」 */
	readonly short: string;
}

export interface KpiWindow {
	readonly years: readonly WindowYear[];
	readonly sections: readonly WindowSection[];
	readonly kpiCount: number;
	/** Targets that differ from the previous edition's, over the rows shown. */
	readonly changedCount: number;
	/** 「点検した n 目標のうち m に確認点」; null where the check is not shown. */
	readonly honesty: { readonly checked: number; readonly flagged: number } | null;
}
