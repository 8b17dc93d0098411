/** One KPI in the three-year window of an edition: pure shaping, no reads. Rules: DOMAIN "Rolling plan". */
import { compare, rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear, shortYearRange } from '#lib/domain/fiscal-year.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import { judgementWord } from '#lib/domain/judging/own-word.ts';
import { VALUE_STATES } from '#lib/domain/model.ts';
import { asksLess, equalTargets, type TargetFigure, type YearlyTarget } from '#lib/domain/targets.ts';
import { formatDecimal, NO_FIGURE } from '#lib/format.ts';
import {
	HONESTY_CHECKS,
	type HonestyCheck,
	type HonestyFinding
} from '#lib/domain/target-honesty-subject.ts';
import type { WindowCell, WindowFinding } from '#lib/views/window-table.ts';
import { targetText, type FigureStyle } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';

/** A target as set in an edition, with what the edition says of it. */
export interface SetInEdition {
	readonly target: YearlyTarget;
	readonly isProposed: boolean;
	readonly reason: string | null;
}

/** One edition's whole word on one KPI; drafts included. */
export interface EditionWord {
	readonly editionId: number;
	readonly firstYear: number;
	readonly lastYear: number;
	readonly revision: number;
	readonly isAdopted: boolean;
	readonly listed: boolean;
	readonly targets: ReadonlyMap<number, SetInEdition>;
}

/** The findings of 目標の点検 that are wanted, with their short words. */
export function findingsOf(
	check: HonestyCheck | null,
	wanted: (found: HonestyFinding) => boolean
): WindowFinding[] {
	return (check?.findings ?? [])
		.filter(wanted)
		.map(({ code, text }) => ({ word: HONESTY_CHECKS[code], text }));
}

/** What one edition's column says of one KPI in one year. `words` are the editions that cover the window's years. */
export function shapeCell(
	sheet: KpiSheet,
	each: SheetYear,
	own: EditionWord,
	words: readonly EditionWord[],
	check: HonestyCheck | null = null
): WindowCell {
	const { year } = each;
	const { firstYear, lastYear } = sheet.basicPlan;
	if (year < firstYear || year > lastYear) return { ...BLANK, year, inPlan: false };
	const set = own.listed ? (own.targets.get(year) ?? null) : null;
	const before = changedFrom(own, words, year);
	return {
		year,
		inPlan: true,
		target: set && ownText(set.target, sheet.style),
		targetNote: set && periodNote(set.target, sheet.style),
		previous: before && ownText(before, sheet.style),
		changeReason: before && (set?.reason ?? null),
		proposed: set?.isProposed ?? false,
		lowered: set !== null && isLowered(sheet, set.target, year),
		findings: findingsOf(check, (found) => found.year === year && !found.isFinal),
		judgedTarget: judgedTarget(sheet, each, own, words),
		...actualOf(each),
		...statusOf(each)
	};
}

/** The newest earlier adopted edition that covers the year; a revision comes after the revision before it. */
export function earlierWord(
	own: EditionWord,
	words: readonly EditionWord[],
	year: number
): EditionWord | undefined {
	return words
		.filter(
			(word) => word.isAdopted && isEarlier(word, own) && word.firstYear <= year && year <= word.lastYear
		)
		.sort((a, b) => b.firstYear - a.firstYear || b.revision - a.revision)
		.at(0);
}

/**
 * The target that the newest earlier adopted edition covering the year set, where this edition says otherwise;
 * null where it says the same, or one of the two does not speak of this KPI and year. A revision is compared with
 * the revision before it.
 */
export function changedFrom(
	own: EditionWord,
	words: readonly EditionWord[],
	year: number
): YearlyTarget | null {
	const earlier = earlierWord(own, words, year);
	if (!earlier?.listed || !own.listed) return null;
	const [before, now] = [earlier.targets.get(year)?.target, own.targets.get(year)?.target];
	return before === undefined || now === undefined || equalTargets(before, now) ? null : before;
}

/**
 * 判定目標: the target that judged a called year, where it is not the one this edition sets; else null. The final
 * target, and that of a carried value's year, by name: 「最終目標 R12 60.0」.
 */
export function judgedTarget(
	sheet: KpiSheet,
	each: SheetYear,
	own: EditionWord,
	words: readonly EditionWord[]
): string | null {
	const { year, target, held, judgement } = each;
	if (judgement === null || judgement.status === 'outside') return null;
	const set = own.listed ? (own.targets.get(year)?.target ?? null) : null;
	if (held.figure === null) return set === null || set.kind === 'none' ? null : NO_FIGURE;
	if (held.of !== 'year') {
		const isSaid = held.year === year && saysFigure(set, held.figure);
		return isSaid ? null : `${heldShortName(held)} ${each.heldText}`;
	}
	if (target.kind === 'none') return null;
	if (target.source === 'edition') {
		if (target.editionId === own.editionId) return null;
		const judging =
			words.find(({ editionId }) => editionId === target.editionId)?.targets.get(year)?.target ?? null;
		if (judging !== null && equalTargets(judging, set)) return null;
	} else if (saysFigure(set, held.figure)) return null;
	return judgedText(held.figure, target.source === 'interpolated', sheet.style);
}

/** Whether a yearly target is the figure that judged: the same value, range, stage or total of the period. */
function saysFigure(set: YearlyTarget | null, figure: TargetFigure): boolean {
	switch (set?.kind) {
		case 'value':
			return figure.kind === 'value' && compare(rational(set.value), figure.value) === 0;
		case 'range':
			return (
				figure.kind === 'range' &&
				compare(rational(set.low), figure.low) === 0 &&
				compare(rational(set.high), figure.high) === 0
			);
		case 'stage':
			return figure.kind === 'stage' && set.stage === figure.stage;
		case 'period':
			return figure.kind === 'period' && compare(rational(set.total), figure.total) === 0;
		default:
			return false;
	}
}

function judgedText(figure: TargetFigure, isInterpolated: boolean, style: FigureStyle): string {
	const text = targetText(figure, style);
	return isInterpolated ? `${text}（線形補間）` : text;
}

/** Editions are keyed by (firstYear, revision). */
export function isEarlier(a: EditionWord, b: EditionWord): boolean {
	return a.firstYear < b.firstYear || (a.firstYear === b.firstYear && a.revision < b.revision);
}

function isLowered(sheet: KpiSheet, set: YearlyTarget, year: number): boolean {
	const { year: finalYear, target } = sheet.final;
	return (
		year === finalYear &&
		target !== null &&
		set.kind !== 'none' &&
		asksLess(sheet.judged.direction, set, target)
	);
}

/** A period total stands in its year with that year's share. */
function ownText(target: YearlyTarget, style: FigureStyle): string {
	const share = target.kind === 'period' ? target.shares.at(0)?.value : undefined;
	return share ? formatDecimal(share, style.decimals) : targetText(target, style);
}

function periodNote(target: YearlyTarget, style: FigureStyle): string | null {
	if (target.kind !== 'period') return null;
	return `期間計 ${formatDecimal(target.total, style.decimals)}（${shortYearRange(target.from, target.to)}）`;
}

function actualOf({
	actual,
	workflow,
	judgement
}: SheetYear): Pick<WindowCell, 'actual' | 'isFigure' | 'actualNote'> {
	if (actual === null) {
		if (workflow !== null) return { actual: '未確定', isFigure: false, actualNote: null };
		const words: Partial<Record<string, string>> = { 'no-survey': '調査なし', 'not-entered': '未入力' };
		return { actual: words[judgement?.reasonCode ?? ''] ?? '', isFigure: false, actualNote: null };
	}
	const notes = [
		actual.carriedFrom === null ? null : `${shortFiscalYear(actual.carriedFrom)}の値`,
		actual.state === null || actual.state === 'final' ? null : VALUE_STATES[actual.state]
	].filter((note) => note !== null);
	return { actual: actual.text, isFigure: actual.missing === null, actualNote: notes.join('・') || null };
}

function statusOf({ judgement }: SheetYear): Pick<WindowCell, 'status' | 'statusWord' | 'reason'> {
	if (judgement === null) return { status: null, statusWord: '', reason: '' };
	return { status: judgement.status, statusWord: judgementWord(judgement), reason: judgement.reason };
}

const BLANK = {
	target: null,
	targetNote: null,
	previous: null,
	changeReason: null,
	proposed: false,
	lowered: false,
	findings: [],
	judgedTarget: null,
	actual: '',
	isFigure: false,
	actualNote: null,
	status: null,
	statusWord: '',
	reason: ''
} as const;
