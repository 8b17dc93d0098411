/**
 * 目標の点検: what anybody should notice about the targets that one edition sets for one KPI. Pointed out, never
 * forbidden. Rules: DOMAIN "Target honesty check". Pure; every comparison is exact, in the KPI's own direction and
 * free of its unit.
 */
import { add, compare, rational, ZERO, type Rational } from './decimal.ts';
import { growthLeftToLast, steepestStep } from './target-honesty-path.ts';
import {
	amountOf,
	exemption,
	finding,
	gain,
	HONESTY_CHECKS,
	measuredBefore,
	orderOf,
	type HonestyCheck,
	type HonestyCode,
	type HonestyFinding,
	type HonestyPoint,
	type HonestySubject,
	type Outcome
} from './target-honesty-subject.ts';
import * as words from './target-honesty-words.ts';
import { asksLess } from './targets.ts';

/** Checks the targets of one KPI in one edition. Never throws. */
export function checkTargets(subject: HonestySubject): HonestyCheck {
	const points = pointsOf(subject);
	const outcomes: Record<HonestyCode, Outcome> = {
		...againstActual(subject, points),
		lowered: lowered(subject),
		'below-final': belowFinal(subject),
		'growth-left-to-last': growthLeftToLast(subject, points),
		'steepest-step': steepestStep(subject, points)
	};
	const codes = Object.keys(HONESTY_CHECKS) as HonestyCode[];
	const findings = codes
		.flatMap((code) => outcomes[code].findings)
		.sort((a, b) => a.year - b.year || codes.indexOf(a.code) - codes.indexOf(b.code));
	const looked = new Set([...points, ...findings].map(({ year }) => year));
	return {
		findings,
		checked: looked.size,
		flagged: new Set(findings.map(({ year }) => year)).size,
		unchecked:
			points.length === 0
				? []
				: codes.flatMap((code) => {
						const reason = outcomes[code].unchecked;
						return reason === undefined ? [] : [{ code, reason }];
					})
	};
}

/** The targets set, by year, and the final one where no target stands in its year; nothing where none is set. */
function pointsOf({ targets, final }: HonestySubject): HonestyPoint[] {
	const set = targets
		.flatMap(({ year, target }): HonestyPoint[] =>
			target.kind === 'none' ? [] : [{ year, isFinal: false, target }]
		)
		.sort((a, b) => a.year - b.year);
	const first = set[0];
	const beyond =
		first !== undefined &&
		final !== null &&
		final.year > first.year &&
		// The final target of a period is the total that already stands in every year.
		set.every(({ year, target }) => year !== final.year && target.kind !== 'period');
	return beyond ? [...set, { ...final, isFinal: true }].sort((a, b) => a.year - b.year) : set;
}

/**
 * `below-last-actual` where a target asks for less than the last actual before its year; `already-met` where it asks
 * for exactly that, and where the sum of a period has reached its total. One of the two for a target, not both.
 */
function againstActual(
	subject: HonestySubject,
	points: readonly HonestyPoint[]
): Record<'below-last-actual' | 'already-met', Outcome> {
	const order = orderOf(subject);
	const exempt = exemption(subject);
	if (exempt !== null || order === null) return both({ findings: [], unchecked: exempt ?? '' });
	if (points.every(({ year }) => measuredBefore(subject, year).length === 0))
		return both({ findings: [], unchecked: '目標の年度より前に、比べられる実績がありません' });
	let sumSeen = false;
	const found = points.flatMap((point): HonestyFinding[] => {
		const sum = order === 1 && !sumSeen ? reachedSum(subject, point) : null;
		if (sum !== null) {
			sumSeen = true;
			return [finding('already-met', point, words.sumReached(subject, point, sum))];
		}
		const last = measuredBefore(subject, point.year).at(-1);
		const amount = amountOf(point);
		if (last === undefined || amount === null) return [];
		const slack = gain(order, amount, rational(last.value));
		if (slack.n > 0n) return [finding('below-last-actual', point, words.belowLast(subject, point, last))];
		// A share of a period is an amount to add every year: an equal one is no standstill.
		if (slack.n < 0n || point.target.kind === 'period') return [];
		return [finding('already-met', point, words.alreadyMet(subject, point, last))];
	});
	return {
		'below-last-actual': { findings: found.filter(({ code }) => code === 'below-last-actual') },
		'already-met': { findings: found.filter(({ code }) => code === 'already-met') }
	};
}

function both(outcome: Outcome): Record<'below-last-actual' | 'already-met', Outcome> {
	return { 'below-last-actual': outcome, 'already-met': outcome };
}

/** Σ actual of a period's years before `point` where it has reached the total; else null. */
function reachedSum(subject: HonestySubject, { year, target }: HonestyPoint): Rational | null {
	if (target.kind !== 'period') return null;
	const years = measuredBefore(subject, year).filter((each) => each.year >= target.from);
	const sum = years.reduce((total, { value }) => add(total, rational(value)), ZERO);
	return years.length > 0 && compare(sum, rational(target.total)) >= 0 ? sum : null;
}

/** A target that asks for less than the edition before did, or no longer stands; a lowered final target too. */
function lowered(subject: HonestySubject): Outcome {
	const { direction, earlier, targets, final, finalBefore } = subject;
	const now = new Map(targets.map(({ year, target }) => [year, target]));
	let periodSeen = false;
	const findings = [...earlier]
		.sort((a, b) => a.year - b.year)
		.flatMap((before): HonestyFinding[] => {
			const own = now.get(before.year);
			if (before.target === null || before.target.kind === 'none' || own === undefined) return [];
			const point = { year: before.year, isFinal: false };
			const was = { ...point, target: before.target };
			if (own.kind === 'none')
				return [finding('lowered', point, words.dropped(subject, was, before.edition))];
			// A period has one total, whatever number of years it stands in.
			if (!asksLess(direction, own, before.target) || (own.kind === 'period' && periodSeen)) return [];
			periodSeen ||= own.kind === 'period';
			return [
				finding('lowered', point, words.lowered(subject, was, { ...point, target: own }, before.edition))
			];
		});
	if (final !== null && finalBefore !== null && asksLess(direction, final.target, finalBefore)) {
		const point = { year: final.year, isFinal: !now.has(final.year) };
		findings.push(finding('lowered', point, words.finalLowered(subject, final, finalBefore)));
	}
	return earlier.length === 0 && finalBefore === null
		? { findings, unchecked: '同じ年度を含む前の実施計画がありません' }
		: { findings };
}

/** In the final year, less than the final target. */
function belowFinal(subject: HonestySubject): Outcome {
	const { final, targets, direction } = subject;
	if (final === null) return { findings: [], unchecked: '最終目標がありません' };
	const own = targets.find(({ year }) => year === final.year)?.target;
	if (own === undefined)
		return { findings: [], unchecked: '最終目標の年度が、この実施計画の期間にありません' };
	if (own.kind === 'none' || !asksLess(direction, own, final.target)) return { findings: [] };
	const point = { year: final.year, isFinal: false, target: own };
	return { findings: [finding('below-final', point, words.belowFinal(subject, point, final.target))] };
}

/** Sums over the KPIs of a group: 「点検した n 目標のうち m に確認点」. */
export function honestyTotals(checks: Iterable<HonestyCheck>): { checked: number; flagged: number } {
	let [checked, flagged] = [0, 0];
	for (const each of checks) {
		checked += each.checked;
		flagged += each.flagged;
	}
	return { checked, flagged };
}
