/** One KPI as a line of the list, in words and ready to print. */
import type { Rational } from '#lib/domain/decimal.ts';
import { heldShortName } from '#lib/domain/judging/held-target.ts';
import { percentText } from '#lib/domain/judging/text.ts';
import { formatEraDate, japanDate, shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import { STATUSES, type Change, type Status } from '#lib/domain/model.ts';
import {
	LEAST_POINTS_OF_LINE,
	LONGEST_HORIZON,
	OUTLOOK_VERDICTS,
	type NoProjection,
	type Outlook,
	type OutlookVerdict
} from '#lib/domain/outlook.ts';
import { outlookText } from '#lib/domain/outlook-words.ts';
import { HONESTY_CHECKS, type HonestyCheck } from '#lib/domain/target-honesty-subject.ts';
import { formatDecimal, NO_FIGURE } from '#lib/format.ts';
import type { WindowBullet } from '#lib/views/window-table.ts';
import type { ListColumn } from './columns.ts';
import { updatedAt, type ListItem } from './item.ts';
import { placeName } from './places.ts';
import { finalTargetShown } from '../page/outlook.ts';
import { targetText } from '../present.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import {
	baselineShown,
	comparedActual,
	figureState,
	singleYearText,
	shownChange,
	shownStatus
} from '../shown.ts';
import { shapeCell } from '../window/cell.ts';
import { bulletOf } from '../window/window.ts';

/** One year of the window. */
export interface ListCell {
	readonly year: number;
	/** False outside the KPI's own basic plan. */
	readonly inPlan: boolean;
	readonly target: string;
	/** 最終目標 R12, R4の目標, 累計, 線形補間, 引下げ 45.0, 改定前 46.0, 判定目標 44.0. */
	readonly targetNotes: readonly string[];
	readonly actual: string;
	/** False for words such as 未確定. */
	readonly isFigure: boolean;
	/** 速報, R4の値, 累計（単年度 25）. */
	readonly actualNote: string;
	/** Null while the year's results have not been called for. */
	readonly status: Status | null;
	readonly word: string;
	readonly reason: string;
}

export interface ListOutlook {
	readonly verdict: OutlookVerdict | null;
	readonly word: string;
	/** 参考, or why there is none; empty where the word says all. */
	readonly note: string;
	/** The whole sentence. */
	readonly text: string;
}

/** A rule's own grade. */
export interface ListOwnGrade {
	readonly label: string;
	readonly rate: string | null;
	readonly points: string | null;
}

export interface ListRow {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly direction: string;
	readonly goal: string;
	readonly chapter: string;
	readonly measure: string;
	readonly department: string;
	readonly policies: string;
	readonly districts: string;
	readonly baseline: { readonly text: string; readonly note: string };
	readonly cells: readonly ListCell[];
	readonly final: { readonly text: string; readonly year: string };
	readonly reach: string;
	readonly bullet: WindowBullet | null;
	readonly progress: string;
	/** The year shown; null while it has not been called for. */
	readonly status: Status | null;
	readonly change: { readonly word: string; readonly code: Change } | null;
	/** Null where the column does not show. */
	readonly outlook: ListOutlook | null;
	/** Short names of what 目標の点検 noticed, each once; null where it does not speak of the KPI. */
	readonly check: { readonly names: readonly string[]; readonly text: string } | null;
	readonly own: ListOwnGrade | null;
	/** 「令和8年6月19日」; empty where nothing is confirmed. */
	readonly updated: string;
	/** The year shown, in one line each: figures filled in, and what follows. */
	readonly sum: { readonly filled: string; readonly conclusion: string; readonly rule: string } | null;
}

/** The line of a KPI. What is costly is made only for the columns that show. */
export function rowOf(item: ListItem, columns: ReadonlySet<ListColumn>, editionId: number | null): ListRow {
	const { sheet, each, place } = item;
	const { judgement } = each;
	const change = shownChange(sheet, each);
	const updated = updatedAt(sheet);
	return {
		code: sheet.code,
		name: sheet.name,
		unit: sheet.unit,
		direction: sheet.directionText,
		goal: place.goal === null ? '' : placeName(place.goal),
		chapter: place.chapter === null ? '' : placeName(place.chapter),
		measure: place.measure === null ? '' : placeName(place.measure),
		department: sheet.department?.name ?? '担当なし',
		policies: namesOf(sheet.policies),
		districts: namesOf(sheet.districts),
		baseline: {
			text: baselineShown(sheet) || NO_FIGURE,
			note: sheet.baseline.year === null ? '' : baselineNote(sheet, sheet.baseline.year)
		},
		cells: sheet.years.map((one) => cellOf(item, one, editionId)),
		final: { text: sheet.final.text, year: shortFiscalYear(sheet.final.year) },
		reach: reachText(judgement?.reachRate ?? null),
		bullet: columns.has('reach') ? bulletOf(sheet, each) : null,
		progress: progressText(judgement?.progressRatio ?? null),
		status: judgement?.status ?? null,
		change: change && { word: change.word, code: change.code },
		outlook: columns.has('outlook') ? shownListOutlook(sheet, item.outlook()) : null,
		check: item.check && checkOf(item.check),
		own: judgement?.own
			? { label: judgement.own.label, rate: judgement.own.rateShown, points: judgement.own.points }
			: null,
		updated: updated === null ? '' : formatEraDate(japanDate(updated)),
		sum: columns.has('sum') && judgement !== null ? sumOf(judgement.sum) : null
	};
}

/** What one year's columns say. With an edition chosen, its own targets; else those that judge. */
export function cellOf({ sheet, words }: ListItem, one: SheetYear, editionId: number | null): ListCell {
	const { firstYear, lastYear } = sheet.basicPlan;
	const inPlan = firstYear <= one.year && one.year <= lastYear;
	const actual = comparedActual(sheet, one);
	const status = shownStatus(one);
	return {
		year: one.year,
		inPlan,
		...(words === null || editionId === null
			? judgingTargetOf(sheet, one)
			: editionTargetOf(sheet, one, words, editionId)),
		actual: actual.text,
		isFigure: (one.actual?.value ?? null) !== null,
		actualNote: actual.isSum ? `累計（${singleYearText(sheet, one, '')}）` : figureState(one),
		status: status?.status ?? null,
		word: status === null ? '' : (status.word ?? STATUSES[status.status]),
		reason: one.judgement?.reason ?? ''
	};
}

type CellTarget = Pick<ListCell, 'target' | 'targetNotes'>;

/** The target that the status was judged against, named where it is not the year's own, with where it comes from. */
function judgingTargetOf(sheet: KpiSheet, { target, held, heldText }: SheetYear): CellTarget {
	if (held.of === 'final') return { target: heldText, targetNotes: [heldShortName(held)] };
	const notes: string[] = held.of === 'measured' ? [heldShortName(held)] : [];
	const share = held.figure?.kind === 'period' ? held.figure.shareToDate : null;
	if (share !== null) notes.push('累計');
	if (held.of === 'measured') return { target: numberOr(share, heldText, sheet), targetNotes: notes };
	if (target.kind === 'target' && target.source === 'interpolated') notes.push('線形補間');
	if (target.kind === 'target' && target.lowered)
		notes.push(`引下げ ${targetText(target.lowered.target, sheet.style)}`);
	const later = target.later?.target;
	if (later?.kind === 'target') notes.push(`改定後 ${targetText(later.figure, sheet.style)}`);
	if (later?.kind === 'none') notes.push(`改定後 ${NO_FIGURE}`);
	return { target: numberOr(share, heldText, sheet), targetNotes: notes };
}

function numberOr(share: Rational | null, text: string, { style }: KpiSheet): string {
	return share === null ? text : formatDecimal(share, style.decimals);
}

function editionTargetOf(
	sheet: KpiSheet,
	one: SheetYear,
	words: NonNullable<ListItem['words']>,
	editionId: number
): CellTarget {
	const own = words.find((word) => word.editionId === editionId);
	if (!own?.listed) return { target: '掲載なし', targetNotes: [] };
	const { target, targetNote, previous, proposed, lowered, judgedTarget } = shapeCell(sheet, one, own, words);
	return {
		target: target ?? '記載なし',
		targetNotes: [
			targetNote,
			previous === null ? null : `改定前 ${previous}`,
			proposed ? '提案' : null,
			lowered ? '引下げ' : null,
			judgedTarget === null ? null : `判定目標 ${judgedTarget}`
		].filter((note) => note !== null)
	};
}

const ONE: Rational = { n: 1n, d: 1n };
const NOTHING: Rational = { n: 0n, d: 1n };
/** Where 「標準」 changes its status: a rounded figure never lands on the other side of one. */
const STEPS: readonly Rational[] = [NOTHING, { n: 3n, d: 5n }, { n: 19n, d: 20n }, ONE];

/** 「62.5%」, unclipped: 112.0%, −20.0%; never 100.0% while the final target is not reached. */
export function reachText(rate: Rational | null): string {
	return rate === null ? NO_FIGURE : percentText(rate, [NOTHING, ONE]).replace(' ', '');
}

/** The same for the year's target. */
export function progressText(ratio: Rational | null): string {
	return ratio === null ? NO_FIGURE : percentText(ratio, STEPS).replace(' ', '');
}

const SHORT_REASONS: Readonly<Record<NoProjection, string>> = {
	'final-year-measured': '最終年度の実績あり',
	stage: '段階の指標',
	'no-final-target': '最終目標なし',
	'too-far': `最終年度まで${LONGEST_HORIZON}年超`,
	'too-few': `実績が${LEAST_POINTS_OF_LINE}年分未満`,
	'too-few-since-break': `定義変更後${LEAST_POINTS_OF_LINE}年分未満`
};

/** 見通し for a narrow column, with its sentence. */
export function shownListOutlook(sheet: KpiSheet, found: Outlook): ListOutlook {
	return {
		verdict: found.verdict,
		word: found.verdict === null ? NO_FIGURE : OUTLOOK_VERDICTS[found.verdict],
		note: found.none === null ? (found.isTentative ? '参考' : '') : SHORT_REASONS[found.none],
		text: outlookText(found, finalTargetShown(sheet))
	};
}

/** 判定のしくみ in single lines, for a column and for files. */
export function sumOf({ lines, conclusion, rule }: NonNullable<SheetYear['judgement']>['sum']) {
	return {
		formula: lines.map((line) => `${line.label}＝${line.formula}`).join('／'),
		filled: lines.map(({ filled, result }) => (result === '' ? filled : `${filled}＝${result}`)).join('／'),
		conclusion,
		rule: `${rule.name}（第${rule.version}版）`
	};
}

/** What was noticed, by its short names, and in whole sentences. */
export function checkOf({ findings }: HonestyCheck): NonNullable<ListRow['check']> {
	return {
		names: [...new Set(findings.map(({ code }) => HONESTY_CHECKS[code]))],
		text: findings.map(({ text }) => text).join('。')
	};
}

function namesOf(list: readonly { readonly name: string }[]): string {
	return list.map(({ name }) => name).join('、');
}

function baselineNote(sheet: KpiSheet, year: number): string {
	return shortFiscalYear(year) + (sheet.judged.baselineUse === 'reference' ? '（参考）' : '');
}
