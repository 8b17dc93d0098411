import { compare, fromScaled, rational, toText, type Decimal, type Rational } from '#lib/domain/decimal.ts';
import type { HeldTarget } from '#lib/domain/judging/held-target.ts';
import { DIRECTIONS, GOALS, MISSING_REASONS, type Direction, type MissingReason } from '#lib/domain/model.ts';
import { writeNumber } from '#lib/domain/number-input.ts';
import type { SetTarget, TargetFigure, YearlyTarget } from '#lib/domain/targets.ts';
import { formatDecimal, NO_FIGURE } from '#lib/format.ts';
import type { kpiRevision } from '../db/schema/index.ts';

/** How the figures of one KPI are written. */
export interface FigureStyle {
	readonly decimals: number;
	/** Names of the stages, least first; empty for figures. */
	readonly stages: readonly string[];
}

type AnyTarget = SetTarget | YearlyTarget | TargetFigure;

/** A target as screens write it, without its unit: 46.0, 100〜120, 策定中, 期間計 120; 「－」 for none. */
export function targetText(target: AnyTarget | null, style: FigureStyle): string {
	if (target === null) return NO_FIGURE;
	switch (target.kind) {
		case 'none':
			return NO_FIGURE;
		case 'value':
			return formatDecimal(target.value, style.decimals);
		case 'range':
			return `${formatDecimal(target.low, style.decimals)}〜${formatDecimal(target.high, style.decimals)}`;
		case 'stage':
			return style.stages[target.stage] ?? NO_FIGURE;
		case 'period':
			return 'shareToDate' in target
				? `累計 ${formatDecimal(target.shareToDate, style.decimals)}`
				: `期間計 ${formatDecimal(target.total, style.decimals)}`;
	}
}

/** What a status was judged against, without its name: as `targetText`, but 「期間計 120」 for the whole of a period. */
export function heldText({ figure, of }: HeldTarget, style: FigureStyle): string {
	const isWhole =
		of === 'final' && figure?.kind === 'period' && compare(figure.shareToDate, figure.total) === 0;
	if (!isWhole) return targetText(figure, style);
	return `期間計 ${formatDecimal(figure.total, style.decimals)}`;
}

/** An actual as screens write it: the figure, the stage's name, or why there is none. */
export function actualText(value: Decimal | null, missing: MissingReason | null, style: FigureStyle): string {
	if (missing !== null) return MISSING_MARKS[missing];
	if (value === null) return '';
	return style.stages.length > 0
		? (style.stages[Number(value.digits)] ?? NO_FIGURE)
		: formatDecimal(value, style.decimals);
}

/** Short marks for tables; the words stand beside them for readers and in the legend. */
const MISSING_MARKS: Record<MissingReason, string> = {
	unknown: '…',
	'no-survey': MISSING_REASONS['no-survey'],
	suppressed: MISSING_REASONS.suppressed,
	'not-applicable': NO_FIGURE
};

/** The number to draw and to compare by: the value, the nearer bound's middle is never invented (null for a range). */
export function targetNumber(target: AnyTarget | null): Rational | null {
	if (target === null) return null;
	switch (target.kind) {
		case 'value':
			return asRational(target.value);
		case 'stage':
			return { n: BigInt(target.stage), d: 1n };
		case 'period':
			return 'shareToDate' in target ? target.shareToDate : rational(target.total);
		case 'range':
		case 'none':
			return null;
	}
}

/** 「増やす」「減らす（順位）」「維持（以上）」 in words. */
export function directionText(direction: Direction, goal: 'reach' | 'keep', isRank: boolean): string {
	if (direction === 'range') return '範囲内に保つ';
	if (direction === 'stage') return '段階を進める';
	if (goal === 'keep') return direction === 'increase' ? '維持する（以上）' : '維持する（以下）';
	if (isRank) return direction === 'decrease' ? '順位を上げる' : '順位を下げる';
	return direction === 'increase' ? '増やす' : '減らす';
}

/** The same in one short word, for a table that is read from afar. */
export function directionWord(direction: Direction, goal: 'reach' | 'keep', isRank: boolean): string {
	if (goal === 'keep' && (direction === 'increase' || direction === 'decrease')) return GOALS.keep;
	if (isRank && direction === 'decrease') return '上げる';
	return isRank && direction === 'increase' ? '下げる' : DIRECTIONS[direction];
}

/** The baseline as printed in the plan, with grouping where it is a plain number; its figure where nothing was printed. */
export function baselineText(row: typeof kpiRevision.$inferSelect, style: FigureStyle): string {
	const value = fromScaled(row.baselineDigits, row.baselineScale);
	const printed = row.baselineText;
	if (printed === null || style.stages.length > 0) return printed ?? actualText(value, null, style);
	return value !== null && printed === toText(value) ? writeNumber(value) : printed;
}

function asRational(value: Decimal | Rational): Rational {
	return 'scale' in value ? rational(value) : value;
}
