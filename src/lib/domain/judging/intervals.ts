/** Bands as intervals: which overlap, and what none of them holds, in words. */
import { compare, decimal, rational, type Rational } from '#lib/domain/decimal.ts';
import type { Band, Measure, Step } from './band-rule.ts';
import { figureText, thresholdText } from './text.ts';

/** An exact figure of a rule; null where the text is no plain decimal. */
export function exact(text: string): Rational | null {
	return /^-?\d+(\.\d+)?$/.test(text) ? rational(decimal(text)) : null;
}

/** One end of an interval. At the same bound, an included lower end lies before an excluded one. */
export interface End {
	readonly value: Rational;
	readonly included: boolean;
}

export interface Interval {
	readonly grade: string;
	/** null is open without end. */
	readonly from: End | null;
	readonly to: End | null;
}

/** The intervals of a step, or why its bands are none. */
export function intervalsOf(
	{ measure, bands }: Pick<Step, 'measure' | 'bands'>,
	where: string
): { intervals: Interval[]; problems: string[] } {
	const problems: string[] = [];
	const intervals: Interval[] = [];
	for (const band of bands) {
		const texts = [band.atLeast, band.above, band.atMost, band.below].filter((each) => each !== undefined);
		const bad = texts.find((each) => !exact(each));
		if (bad !== undefined) {
			problems.push(`${where}の区分「${band.grade}」のしきい値「${bad}」は10進数ではありません（例：0.8）。`);
			continue;
		}
		if (
			(band.atLeast !== undefined && band.above !== undefined) ||
			(band.atMost !== undefined && band.below !== undefined)
		) {
			problems.push(
				`${where}の区分「${band.grade}」に「以上」と「超」、または「以下」と「未満」が両方あります。`
			);
			continue;
		}
		const interval = intervalOf(band);
		const { from, to } = interval;
		if (from && to && isEmpty(from, to))
			problems.push(`${where}の${emptyText(measure, band.grade, from, to)}`);
		else intervals.push(interval);
	}
	if (bands.length === 0) problems.push(`${where}に区分が1つもありません。`);
	return { intervals, problems };
}

function intervalOf({ grade, atLeast, above, atMost, below }: Band): Interval {
	const end = (included?: string, excluded?: string): End | null => {
		const value = exact(included ?? excluded ?? '');
		return value && { value, included: included !== undefined };
	};
	return { grade, from: end(atLeast, above), to: end(atMost, below) };
}

/** Why a band has no room: its bounds are the wrong way round, or the same without both being included. */
function emptyText(measure: Measure, grade: string, from: End, to: End): string {
	const [start, end] = [spanText(measure, from, null), spanText(measure, null, to)];
	const point = figureOf(measure, from.value);
	return compare(from.value, to.value) === 0
		? `区分「${grade}」の下限（${start}）と上限（${end}）が同じ値のため、入る値がありません。上限を${point}より大きくしてください（ちょうど${point}だけなら、${point}以上${point}以下）。`
		: `区分「${grade}」の下限（${start}）が上限（${end}）より大きいため、入る値がありません。下限と上限が逆なら、入れ替えてください。`;
}

function isEmpty(from: End, to: End): boolean {
	const order = compare(from.value, to.value);
	return order > 0 || (order === 0 && !(from.included && to.included));
}

/** Each pair that shares values, with those it shares. */
export function overlaps(measure: Measure, intervals: readonly Interval[], where: string): string[] {
	return intervals.flatMap((a, index) =>
		intervals.slice(index + 1).flatMap((b) => {
			const from = laterStart(a.from, b.from);
			const to = earlierEnd(a.to, b.to);
			if (from && to && isEmpty(from, to)) return [];
			const who =
				a.grade === b.grade ? `区分「${a.grade}」の2つの範囲` : `区分「${a.grade}」と「${b.grade}」`;
			return [`${where}の${who}が重なっています：${spanText(measure, from, to)}。`];
		})
	);
}

function laterStart(a: End | null, b: End | null): End | null {
	if (!a || !b) return a ?? b;
	const order = compare(a.value, b.value);
	return order > 0 || (order === 0 && !a.included) ? a : b;
}

function earlierEnd(a: End | null, b: End | null): End | null {
	if (!a || !b) return a ?? b;
	const order = compare(a.value, b.value);
	return order < 0 || (order === 0 && !a.included) ? a : b;
}

/** What no interval holds, from below, in words. */
export function gapsOf(measure: Measure, intervals: readonly Interval[]): string[] {
	const sorted = [...intervals].sort((a, b) => compareStarts(a.from, b.from));
	const gaps: string[] = [];
	const first = sorted[0];
	if (!first) return gaps;
	if (first.from) gaps.push(spanText(measure, null, after(first.from)));
	let reached = first.to;
	for (const { from, to } of sorted.slice(1)) {
		if (reached === null) return gaps;
		const start = after(reached);
		if (from && !isEmpty(start, after(from))) gaps.push(spanText(measure, start, after(from)));
		reached = to && furtherEnd(reached, to);
	}
	if (reached) gaps.push(spanText(measure, after(reached), null));
	return gaps;
}

/** The neighbouring end on the other side: 「80以上」 leaves 「80未満」. */
function after({ value, included }: End): End {
	return { value, included: !included };
}

function compareStarts(a: End | null, b: End | null): number {
	if (!a || !b) return a ? 1 : b ? -1 : 0;
	return compare(a.value, b.value) || Number(b.included) - Number(a.included);
}

function furtherEnd(a: End, b: End): End {
	const order = compare(a.value, b.value);
	return order > 0 || (order === 0 && a.included) ? a : b;
}

/** 「80 %以上100 %未満」, 「ちょうど0」, 「すべての値」: shares in percent, differences in the KPI's unit. */
export function spanText(measure: Measure, from: End | null, to: End | null): string {
	const text = (value: Rational) => figureOf(measure, value);
	if (from && to && compare(from.value, to.value) === 0) return `ちょうど${text(from.value)}`;
	const start = from ? `${text(from.value)}${from.included ? '以上' : '超'}` : '';
	const end = to ? `${text(to.value)}${to.included ? '以下' : '未満'}` : '';
	return start + end === '' ? 'すべての値' : start + end;
}

/** A bound as a planner writes it: 「80 %」 of a share, 「−5」 of a difference. */
function figureOf(measure: Measure, value: Rational): string {
	const isShare = measure === 'rate' || measure === 'pace' || measure.endsWith('-percent');
	return isShare ? thresholdText(value) : figureText(value, 0);
}
