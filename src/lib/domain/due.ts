/** What is asked for in a year: the life of a figure from 見込 over 速報 to 確定, and when each is wanted. */
import { eraFiscalYear, formatEraDate } from './fiscal-year.ts';
import {
	MISSING_REASONS,
	VALUE_STATES,
	type CycleKind,
	type MissingReason,
	type ValueState
} from './model.ts';

/** What decides when an indicator's figure is there. */
export interface DueIndicator {
	/** Fiscal years with a survey; null: every year. */
	readonly surveyYears: readonly number[] | null;
	/** Calendar month in which the figure becomes final (確定時期); null: with the year. */
	readonly confirmationMonth: number | null;
	/** Years by which it comes later than that month says. */
	readonly lagYears: number;
}

/** What has been reported and confirmed: a figure with its state, or a reason for its absence. */
export interface Reported {
	readonly valueState: ValueState | null;
	readonly missingReason: MissingReason | null;
}

/** The call for the year's figures that counts now. `closedOn` is a day in Japan. */
export interface YearCall {
	readonly kind: CycleKind;
	readonly closedOn: string | null;
}

export interface DueQuestion {
	readonly indicator: DueIndicator;
	readonly year: number;
	/** Null: no call has opened yet. */
	readonly call: YearCall | null;
	/** Today in Japan. */
	readonly today: string;
	/** What counts now; null until the planning division confirmed something. */
	readonly confirmed: Reported | null;
	/** The target's period is over (目標期間終了). */
	readonly periodEnded?: boolean;
}

export type Demand =
	/** Asked for now: a 見込 at mid-year, else the final figure. `again`: 見込・速報・未把握 is to be replaced. */
	| { readonly kind: 'due'; readonly expects: 'forecast' | 'final'; readonly again: boolean }
	/** Becomes final later; may be entered as 見込, 速報 or 未把握, and is asked for from that day. */
	| { readonly kind: 'later'; readonly from: string }
	/** No survey this year, or the target's period is over. */
	| {
			readonly kind: 'not-asked';
			readonly reason: 'no-survey' | 'period-ended';
			readonly nextYear: number | null;
	  }
	/**
	 * 後日報告: the year was closed without a final figure, and it is still wanted. `planner`: it was due
	 * before closing and nobody reported it, so only the planning division can still bring it in.
	 */
	| { readonly kind: 'late-report'; readonly by: 'department' | 'planner' }
	| { readonly kind: 'done' }
	| { readonly kind: 'not-called' };

/** The first day on which a figure is final, `YYYY-MM-DD`; null where it is final with the year. */
export function finalFrom(indicator: Pick<DueIndicator, 'confirmationMonth' | 'lagYears'>, year: number) {
	const { confirmationMonth: month, lagYears } = indicator;
	if (month === null) return null;
	// April to December lie in the calendar year after `year`, January to March in the one after that.
	const calendarYear = year + (month >= 4 ? 1 : 2) + lagYears;
	return `${calendarYear}-${String(month).padStart(2, '0')}-01`;
}

/** Nothing more will come: 確定, 訂正, or a reason that stays (調査なし, 秘匿, 該当なし). */
export function isSettled({ valueState, missingReason }: Reported): boolean {
	if (missingReason !== null) return missingReason !== 'unknown';
	return valueState === 'final' || valueState === 'corrected';
}

/** Whether the year has a survey. */
function isSurveyed({ surveyYears }: Pick<DueIndicator, 'surveyYears'>, year: number): boolean {
	return surveyYears === null || surveyYears.includes(year);
}

/**
 * What is asked of the department that holds an indicator. Never throws.
 *
 * - A year without a survey and a target whose period is over ask for nothing.
 * - At mid-year a 見込 is asked for, whenever the figure becomes final; any confirmed report answers it.
 * - At the end of the year the final figure is asked for, but not before its month (確定時期). What stands as
 *   見込, 速報 or 未把握 is asked for again from that month on, also when the year has been closed meanwhile.
 */
export function demandOf(question: DueQuestion): Demand {
	const { indicator, year, call, today, confirmed } = question;
	if (!isSurveyed(indicator, year))
		return { kind: 'not-asked', reason: 'no-survey', nextYear: nextSurvey(indicator, year) };
	if (question.periodEnded) return { kind: 'not-asked', reason: 'period-ended', nextYear: null };
	if (confirmed !== null && isSettled(confirmed)) return { kind: 'done' };
	if (call === null) return { kind: 'not-called' };
	if (call.kind === 'forecast') {
		if (confirmed !== null) return { kind: 'done' };
		return call.closedOn === null
			? { kind: 'due', expects: 'forecast', again: false }
			: { kind: 'not-called' };
	}
	const from = finalFrom(indicator, year);
	if (from !== null && today < from) return { kind: 'later', from };
	if (call.closedOn === null) return { kind: 'due', expects: 'final', again: confirmed !== null };
	const wasOpen = confirmed !== null || (from !== null && from > call.closedOn);
	return { kind: 'late-report', by: wasOpen ? 'department' : 'planner' };
}

/** Whether a confirmed report may be followed by another (続報, 後日報告) without being a correction. */
export function mayFollow(confirmed: Reported | null): boolean {
	return confirmed === null || !isSettled(confirmed);
}

/**
 * The demand in words for the lists; empty where the group's title says enough.
 * @example demandInWords({ kind: 'later', from: '2026-11-01' }, null) // 「11月に確定（令和8年11月1日から求めます）」
 */
export function demandInWords(demand: Demand, confirmed: Reported | null): string {
	switch (demand.kind) {
		case 'later':
			return `${Number(demand.from.slice(5, 7))}月に確定（${formatEraDate(demand.from)}から求めます）${confirmed === null ? '' : `。今は${reportedWord(confirmed)}です`}`;
		case 'due':
			if (demand.again && confirmed !== null)
				return `${reportedWord(confirmed)}のままです。確定値を入力してください`;
			return demand.expects === 'forecast' ? '見込を入力してください' : '';
		case 'not-asked':
			if (demand.reason === 'period-ended') return '目標期間が終わりました';
			return demand.nextYear === null
				? '調査なしの年度'
				: `調査なしの年度（次の調査は${eraFiscalYear(demand.nextYear)}）`;
		case 'late-report':
			if (demand.by === 'planner') return '未報告のまま締め切られました';
			return confirmed === null
				? '確定の時期になりました。値を入力してください'
				: `${reportedWord(confirmed)}のまま締め切られました。確定値を入力してください`;
		case 'done':
		case 'not-called':
			return '';
	}
}

/** 「見込」, 「速報」, 「未把握」 … */
export function reportedWord({ valueState, missingReason }: Reported): string {
	if (missingReason !== null) return MISSING_REASONS[missingReason];
	return valueState === null ? '値なし' : VALUE_STATES[valueState];
}

function nextSurvey({ surveyYears }: DueIndicator, year: number): number | null {
	const coming = (surveyYears ?? []).filter((each) => each > year);
	return coming.length === 0 ? null : Math.min(...coming);
}
