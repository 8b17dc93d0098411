/** One KPI of the list with what its filters, sorts, columns and files are made from. */
import { rational, type Rational } from '#lib/domain/decimal.ts';
import { rankIn } from '#lib/domain/judging/scale.ts';
import { isJudged } from '#lib/domain/judging/summary.ts';
import type { Change } from '#lib/domain/model.ts';
import type { Outlook, OutlookVerdict } from '#lib/domain/outlook.ts';
import type { HonestyCheck } from '#lib/domain/target-honesty-subject.ts';
import { outlookOf } from '../page/outlook.ts';
import { targetNumber } from '../present.ts';
import type { Place } from './places.ts';
import type { ListSort } from './request.ts';
import type { SortKey } from './sort.ts';
import type { YearScale } from '../scales.ts';
import type { KpiSheet, SheetYear } from '../sheets.ts';
import type { EditionWord } from '../window/cell.ts';

export interface ListItem {
	readonly sheet: KpiSheet;
	/** The year shown: its status, rates and change are the list's. */
	readonly each: SheetYear;
	readonly place: Place;
	/** What the editions say of it, where the targets of one are shown; null for the targets that judge. */
	readonly words: readonly EditionWord[] | null;
	/** 目標の点検; null where it was not asked for, or the edition does not list the KPI. */
	readonly check: HonestyCheck | null;
	/** Estimated when first asked for, and once. */
	readonly outlook: () => Outlook;
}

/** An item whose outlook is worked out at the first use and once. */
export function listItem(of: Omit<ListItem, 'outlook'>): ListItem {
	let found: Outlook | null = null;
	return { ...of, outlook: () => (found ??= outlookOf(of.sheet)) };
}

const CHANGE_RANKS: Readonly<Record<Change, number>> = { worse: 0, same: 1, better: 2 };
/** 届かない見込み first. 判断できない counts as a missing value. */
const OUTLOOK_RANKS: Readonly<Record<OutlookVerdict, number | null>> = {
	'will-miss': 0,
	uncertain: 1,
	'will-reach': 2,
	unknown: null
};

/** What a sort needs beside the rows. */
export interface SortBasis {
	/** A department's place in the city's chart. */
	readonly rankOf: (department: string) => number;
	/** The rule of a year: its categories sort in their own order. */
	readonly scales: (year: number) => YearScale;
	readonly editionId: number | null;
}

/** What a sort goes by; null for a missing value. */
export function sortKeyOf(
	{ sheet, each, words, check, outlook }: ListItem,
	{ by, year }: ListSort,
	{ rankOf, scales, editionId }: SortBasis
): SortKey {
	const asked = year === null ? each : (sheet.years.find((one) => one.year === year) ?? null);
	switch (by) {
		case 'name':
			return sheet.name;
		case 'code':
			return sheet.code;
		case 'department':
			return sheet.department === null ? null : rankOf(sheet.department.code);
		case 'unit':
			return sheet.unit || null;
		case 'direction':
			return sheet.directionText;
		case 'baseline':
			return sheet.baseline.value && rational(sheet.baseline.value);
		case 'target':
			return asked && targetKey(asked, words, editionId);
		case 'actual':
			return asked && actualKey(asked);
		case 'status':
			return asked && gradeKey(asked, scales);
		case 'final':
			return targetNumber(sheet.final.target);
		case 'reach':
			return each.judgement?.reachRate ?? null;
		case 'progress':
			return each.judgement?.progressRatio ?? null;
		case 'change':
			return each.change?.change ? CHANGE_RANKS[each.change.change] : null;
		case 'outlook': {
			const { verdict } = outlook();
			return verdict && OUTLOOK_RANKS[verdict];
		}
		case 'check':
			return check && -check.findings.length;
		case 'own':
			return each.judgement?.own === undefined ? null : gradeKey(each, scales);
		case 'updated':
			return updatedAt(sheet);
	}
}

/** When the newest figure of the years read was confirmed, UTC; null without one. */
export function updatedAt({ years }: KpiSheet): string | null {
	return (
		years
			.flatMap(({ actual }) => (actual ? [actual.reportedAt] : []))
			.sort()
			.at(-1) ?? null
	);
}

/** The figure that stands in the actual's column: Σ of a period total, else the year's own. */
export function actualKey({ judgement, actual, target }: SheetYear): Rational | null {
	const comparison = judgement?.comparison;
	if (comparison?.figure.kind === 'period') return comparison.actual;
	const isPeriod = target.kind === 'target' && target.figure.kind === 'period';
	return actual?.value && !isPeriod ? rational(actual.value) : null;
}

/** The target shown: of the chosen edition, else the one that judges. A range is sorted by its lower bound. */
function targetKey(
	{ year, held }: SheetYear,
	words: readonly EditionWord[] | null,
	editionId: number | null
): Rational | null {
	if (words === null) {
		return held.figure?.kind === 'range' ? held.figure.low : targetNumber(held.figure);
	}
	const own = words.find((word) => word.editionId === editionId);
	const set = own?.listed ? own.targets.get(year)?.target : undefined;
	if (set === undefined) return null;
	if (set.kind === 'period') return set.shares[0]?.value ? rational(set.shares[0].value) : null;
	return set.kind === 'range' ? rational(set.low) : targetNumber(set);
}

/** The category's place in the rule of its year, worst first: what needs attention stands on top. */
function gradeKey({ year, judgement }: SheetYear, scales: (year: number) => YearScale): SortKey {
	if (judgement === null || !isJudged(judgement.status)) return null;
	const { scale } = scales(year);
	return scale.graded.length - rankIn(scale, judgement);
}
