/** What the steps of a rule by bands measure. */
import { ZERO, absolute, compare, negate, rational, subtract, type Rational } from '#lib/domain/decimal.ts';
import type { BandRule, Step } from '#lib/domain/judging/band-rule.ts';
import type { JudgedKpi, UnjudgedCode } from '#lib/domain/judging/judgement.ts';
import { ruleFigure } from '#lib/domain/judging/rule-figure.ts';
import type { Material } from './figures.ts';
import { gradedRate } from './rate-format.ts';
import type { Rate, RateProblem } from './rate.ts';

/** What a step is held against. */
export type Measured =
	/** The value is compared with each bound × `scale`: nothing is divided by a baseline that may be 0. */
	| { readonly kind: 'value'; readonly value: Rational; readonly scale: Rational }
	| { readonly kind: 'unavailable'; readonly code: UnjudgedCode }
	| { readonly kind: 'undefined'; readonly problem: RateProblem };

const ONE: Rational = { n: 1n, d: 1n };

/** Measures one step; differences in the KPI's good direction. */
export function measure(
	rule: BandRule,
	kpi: JudgedKpi,
	material: Material,
	step: Pick<Step, 'measure' | 'tolerance'>
): Measured {
	const { figures, due, share, figure } = material;
	const unavailable = (code: UnjudgedCode): Measured => ({ kind: 'unavailable', code });
	const gap = (from: Rational, scale: Rational = ONE): Measured => {
		const better = towards(figures.sign, subtract(figures.actual, from));
		const noise = step.tolerance ? toleranceOf(rule, kpi) : ZERO;
		const value = compare(absolute(better), noise) <= 0 ? ZERO : better;
		// No change at all is 0 % of anything, also of 0; any change from 0 lies beyond every percentage.
		return { kind: 'value', value, scale: value.n === 0n ? ONE : scale };
	};
	const rated = (rate: Rate) => ratedAs(rule, rate);
	switch (step.measure) {
		case 'rate':
			return rated(material.rate);
		case 'pace':
			if (material.paceRate) return rated(material.paceRate);
			// What is wrong with the rate itself is said before the unknown pace.
			if (material.rate.problem) return rated(material.rate);
			return unavailable(share.known ? 'no-baseline' : share.code);
		case 'target':
		case 'target-percent':
			if (!figure) return unavailable('no-target');
			if (due) return gap(due, step.measure === 'target' ? ONE : absolute(due));
			return unavailable(share.known ? 'no-baseline' : share.code);
		case 'baseline':
		case 'baseline-percent': {
			const { baseline } = figures;
			if (!baseline) return unavailable('no-baseline');
			return gap(baseline, step.measure === 'baseline' ? ONE : absolute(baseline));
		}
		case 'previous':
		case 'previous-percent': {
			const { previous } = material;
			if (!previous) return unavailable('no-earlier-value');
			return gap(previous, step.measure === 'previous' ? ONE : absolute(previous));
		}
	}
}

function ratedAs(rule: BandRule, { value, problem }: Rate): Measured {
	if (problem === 'no-baseline' || problem === 'no-target') return { kind: 'unavailable', code: problem };
	if (problem || !value) return { kind: 'undefined', problem: problem ?? 'target-equals-baseline' };
	return { kind: 'value', value: gradedRate(rule, value), scale: ONE };
}

/** ± of the KPI, or the rule's where it is meant for the KPI's unit. */
export function toleranceOf(rule: BandRule, kpi: JudgedKpi): Rational {
	if (kpi.tolerance) return absolute(rational(kpi.tolerance));
	const { tolerance } = rule;
	if (!tolerance) return ZERO;
	const unit = (kpi.unit ?? '').normalize('NFKC').trim();
	if (tolerance.units && !tolerance.units.some((each) => each.normalize('NFKC') === unit)) return ZERO;
	return ruleFigure(tolerance.value);
}

/** A difference in the good direction: negated where less is better. */
export function towards(sign: 1 | -1, value: Rational): Rational {
	return sign < 0 ? negate(value) : value;
}
