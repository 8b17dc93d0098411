/** The part of 目標の点検 that looks at how targets follow each other over the years. */
import { compare, divide, rational, ZERO, type Rational } from './decimal.ts';
import { whole } from './judging/text.ts';
import {
	amountOf,
	exemption,
	finding,
	gain,
	measuredBefore,
	orderOf,
	startOf,
	type HonestyPoint,
	type HonestySubject,
	type MeasuredYear,
	type Outcome,
	type Step
} from './target-honesty-subject.ts';
import * as words from './target-honesty-words.ts';

/** Measured years that show how fast the series can move: two steps. */
const LEAST_MEASURED = 3;

/**
 * No target before the last one is better than where the KPI starts from (the last actual, else the baseline), and
 * the last one is. The final target belongs to the series where it follows in the next year. A step of one stage
 * cannot be spread over years and is not pointed out.
 */
export function growthLeftToLast(subject: HonestySubject, points: readonly HonestyPoint[]): Outcome {
	const order = orderOf(subject);
	const exempt = exemption(subject);
	if (exempt !== null || order === null) return { findings: [], unchecked: exempt ?? '' };
	const path = points.filter(({ year, isFinal }, index) => !isFinal || points[index - 1]?.year === year - 1);
	const [first, last] = [path[0], path.at(-1)];
	const amounts = path.map(amountOf);
	const start = first === undefined ? null : startOf(subject, first);
	if (
		first === undefined ||
		last === undefined ||
		path.length < (start === null && first.target.kind !== 'period' ? 3 : 2)
	)
		return { findings: [], unchecked: '比べる年度の目標が足りません' };
	const period = first.target.kind === 'period' ? first.target : null;
	if (period !== null && last.year !== period.to)
		return { findings: [], unchecked: '目標期間の最後の年度が、この実施計画の期間にありません' };
	const from = period ? ZERO : start ? rational(start.value) : amounts[0];
	if (!from || amounts.some((each) => each === null))
		return { findings: [], unchecked: '年度ごとの値がありません' };
	const gains = amounts.map((each) => (each === null ? ZERO : gain(order, from, each)));
	const all = gains.at(-1) ?? ZERO;
	const least = first.target.kind === 'stage' ? 1n : 0n;
	const isLeft = all.n > least * all.d && gains.slice(0, -1).every(({ n }) => n <= 0n);
	return {
		findings: isLeft
			? [finding('growth-left-to-last', last, words.leftToLast(subject, path, period ? null : start, all))]
			: []
	};
}

/** The steepest step that the targets ask for, where no two measured years in a row ever moved as fast. */
export function steepestStep(subject: HonestySubject, points: readonly HonestyPoint[]): Outcome {
	const order = orderOf(subject);
	const exempt = exemption(subject);
	const first = points[0];
	if (exempt !== null || order === null) return { findings: [], unchecked: exempt ?? '' };
	if (first === undefined) return { findings: [] };
	if (first.target.kind === 'stage') return { findings: [], unchecked: '段階の進みには速さがありません' };
	const series = measuredBefore(subject, first.year);
	if (series.length < LEAST_MEASURED)
		return { findings: [], unchecked: `比べられる実績が${LEAST_MEASURED}年分に足りません` };
	if (first.target.kind === 'period') return largestShare(subject, order, points, series);
	const fastest = steepest(
		stepsOf(
			order,
			series.map(({ year, value }) => ({ year, amount: rational(value) }))
		)
	);
	const start = series.slice(-1).map(({ year, value }) => ({ year, amount: rational(value) }));
	const asked = points.flatMap((point) => {
		const amount = amountOf(point);
		return amount === null ? [] : [{ year: point.year, amount }];
	});
	const step = steepest(stepsOf(order, [...start, ...asked]));
	const point = points.find(({ year }) => year === step?.to);
	if (!step || !fastest || !point || step.perYear.n <= 0n || compare(step.perYear, fastest.perYear) <= 0)
		return { findings: [] };
	return { findings: [finding('steepest-step', point, words.steeper(subject, point, step, fastest))] };
}

/** A period's share beyond every amount that one year ever had. */
function largestShare(
	subject: HonestySubject,
	order: 1 | -1,
	points: readonly HonestyPoint[],
	series: readonly MeasuredYear[]
): Outcome {
	const best = series.reduce((a, b) => (gain(order, rational(a.value), rational(b.value)).n > 0n ? b : a));
	const beyond = points.flatMap((point) => {
		const amount = amountOf(point);
		const over = amount && gain(order, rational(best.value), amount);
		return over && over.n > 0n ? [{ point, over }] : [];
	});
	if (beyond.length === 0) return { findings: [] };
	const { point } = beyond.reduce((a, b) => (compare(b.over, a.over) > 0 ? b : a));
	return { findings: [finding('steepest-step', point, words.largestShare(subject, point, best))] };
}

function stepsOf(
	order: 1 | -1,
	series: readonly { readonly year: number; readonly amount: Rational }[]
): Step[] {
	return series.flatMap((to, index): Step[] => {
		const from = series[index - 1];
		if (from === undefined || from.year >= to.year) return [];
		const perYear = divide(gain(order, from.amount, to.amount), whole(to.year - from.year));
		return [{ from: from.year, to: to.year, perYear }];
	});
}

function steepest(steps: readonly Step[]): Step | null {
	return steps.reduce<Step | null>(
		(best, each) => (best === null || compare(each.perYear, best.perYear) > 0 ? each : best),
		null
	);
}
