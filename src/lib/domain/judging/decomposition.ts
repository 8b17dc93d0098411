/** なぜ動いたか: the change of the gap to the target between two measured years, in parts that add up. */
import { compare, subtract, ZERO, type Rational } from '#lib/domain/decimal.ts';
import { shortFiscalYear } from '#lib/domain/fiscal-year.ts';
import type { Direction } from '#lib/domain/model.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';

/** One measured year: the actual (Σ actual of a period total) and the target that judged it. */
export interface GapYear {
	readonly year: number;
	readonly actual: Rational;
	readonly target: TargetFigure;
}

export interface DecompositionSubject {
	readonly direction: Direction;
	readonly before: GapYear;
	readonly after: GapYear;
	/**
	 * The later year's target as the earlier edition had it (for the final year: as the KPI had it); null where
	 * nothing had been said of that year, so that nothing was revised.
	 */
	readonly plannedTarget: TargetFigure | null;
	/** The definition changed after the earlier year: the two actuals do not measure the same. */
	readonly definitionChanged: boolean;
}

export const PARTS = ['actual', 'planned', 'revision', 'definition'] as const;
export type Part = (typeof PARTS)[number];

export interface Decomposition {
	readonly direction: Direction;
	readonly beforeYear: number;
	readonly afterYear: number;
	/** y − P of each year in the KPI's unit; from the nearest bound of a range, 0 inside it. */
	readonly gapBefore: Rational;
	readonly gapAfter: Rational;
	/** What each part adds to the gap; the four add up to `gapAfter` − `gapBefore` exactly. */
	readonly parts: Readonly<Record<Part, Rational>>;
	/** The figures that moved, to print beside their part. */
	readonly actuals: Moved<Rational>;
	readonly planned: Moved<TargetFigure>;
	/** Null where the target of the later year was not revised. */
	readonly revised: Moved<TargetFigure> | null;
}

export interface Moved<T> {
	readonly from: T;
	readonly to: T;
}

/**
 * Splits the change of the gap by changing one thing at a time: first the actual, then the target as planned,
 * then its revision. For plain figures the order does not matter; for a range, whose gap is counted from the
 * nearest bound, this order is fixed. Where the definition changed, what the actual moved cannot be told from
 * what the definition moved: all of it stands under 定義の変更 and none under 実績.
 *
 * Null for stages, which have no distance, for unlike kinds of target, and unless `after` follows `before`.
 */
export function decompose(subject: DecompositionSubject): Decomposition | null {
	const { direction, before, after, definitionChanged } = subject;
	const planned = subject.plannedTarget ?? after.target;
	const kinds = new Set([before.target.kind, planned.kind, after.target.kind]);
	if (direction === 'stage' || kinds.has('stage') || kinds.size > 1 || after.year <= before.year) return null;
	const steps = [
		gapTo(before.target, before.actual),
		gapTo(before.target, after.actual),
		gapTo(planned, after.actual),
		gapTo(after.target, after.actual)
	] as const;
	const moved = subtract(steps[1], steps[0]);
	return {
		direction,
		beforeYear: before.year,
		afterYear: after.year,
		gapBefore: steps[0],
		gapAfter: steps[3],
		parts: {
			actual: definitionChanged ? ZERO : moved,
			planned: subtract(steps[2], steps[1]),
			revision: subtract(steps[3], steps[2]),
			definition: definitionChanged ? moved : ZERO
		},
		actuals: { from: before.actual, to: after.actual },
		planned: { from: before.target, to: planned },
		revised: sameFigure(planned, after.target) ? null : { from: planned, to: after.target }
	};
}

/** y − P; from the nearest bound of a range, 0 inside it. A stage has no distance and counts as 0. */
function gapTo(target: TargetFigure, actual: Rational): Rational {
	switch (target.kind) {
		case 'value':
			return subtract(actual, target.value);
		case 'period':
			return subtract(actual, target.shareToDate);
		case 'range':
			if (compare(actual, target.low) < 0) return subtract(actual, target.low);
			return compare(actual, target.high) > 0 ? subtract(actual, target.high) : ZERO;
		case 'stage':
			return ZERO;
	}
}

function sameFigure(a: TargetFigure, b: TargetFigure): boolean {
	if (a.kind === 'range' && b.kind === 'range')
		return compare(a.low, b.low) === 0 && compare(a.high, b.high) === 0;
	return compare(numberOf(a), numberOf(b)) === 0;
}

function numberOf(figure: TargetFigure): Rational {
	if (figure.kind === 'value') return figure.value;
	return figure.kind === 'period' ? figure.shareToDate : ZERO;
}

/** What a part is called; the planned step by the way the target went. */
export function partLabel(part: Part, { planned }: Pick<Decomposition, 'planned'>): string {
	switch (part) {
		case 'actual':
			return '実績';
		case 'planned': {
			if (planned.from.kind === 'range') return '予定された目標範囲の変化';
			const way = compare(numberOf(planned.to), numberOf(planned.from));
			return way < 0 ? '予定された目標の引下げ' : '予定された目標の伸び';
		}
		case 'revision':
			return '目標の改定';
		case 'definition':
			return '定義の変更';
	}
}

/** Which gap is a good one, in words: y − P is negative for a decrease that went well. */
export function gapMeaning(direction: Direction): string {
	switch (direction) {
		case 'increase':
			return '差＝実績−目標。0以上なら目標に届いています';
		case 'decrease':
			return '差＝実績−目標。減らす指標のため、0以下なら目標に届いています';
		case 'range':
			return '差＝実績−近い方の範囲の端。範囲の中なら0です';
		case 'stage':
			return '';
	}
}

/**
 * What the comparison leaves out, by name: years between that were not measured, of which those with a
 * carried value are named with the year of the value.
 */
export function skippedYearsText(
	of: Pick<Decomposition, 'beforeYear' | 'afterYear'>,
	carried: readonly { readonly year: number; readonly carriedFrom: number }[]
): string {
	if (of.afterYear - of.beforeYear <= 1) return '';
	const between = carried.filter(({ year }) => of.beforeYear < year && year < of.afterYear);
	const named = between.map(
		({ year, carriedFrom }) => `${shortFiscalYear(year)}は${shortFiscalYear(carriedFrom)}の値の据え置き`
	);
	const why = named.length === 0 ? '間の年度に測定した値がない' : `${named.join('、')}の`;
	return `${why}ため、測定した${shortFiscalYear(of.beforeYear)}と${shortFiscalYear(of.afterYear)}を比べています`;
}
