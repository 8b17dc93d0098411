/** Builders for the tests of judging: a subject from a few plain words. */
import { decimal, rational, type Rational } from '#lib/domain/decimal.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import type { SetTarget } from '#lib/domain/targets.ts';
import { targetFigure } from '#lib/domain/targets.ts';
import type { JudgedKpi, JudgedResult, JudgementSubject } from './judgement.ts';

export interface Plain extends Partial<
	Pick<JudgedKpi, 'direction' | 'goal' | 'baselineUse' | 'baselineYear' | 'decimals' | 'stages'>
> {
	readonly year?: number;
	readonly b?: string | null;
	readonly t?: string | null;
	readonly p?: string | SetTarget | TargetInForce;
	readonly y?: string | JudgedResult;
	readonly tolerance?: string;
	readonly allowance?: string;
	readonly standing?: JudgementSubject['standing'];
	readonly earlier?: JudgementSubject['earlier'];
}

/** A target by its figure. */
export const value = (text: string): SetTarget => ({ kind: 'value', value: decimal(text) });
/** A target by its stage, counted from 0. */
export const stage = (index: number): SetTarget => ({ kind: 'stage', stage: index });
/** A target range with both bounds. */
export const range = (low: string, high: string): SetTarget => ({
	kind: 'range',
	low: decimal(low),
	high: decimal(high)
});
/** A period total with the yearly shares to date. */
export const period = (
	from: number,
	to: number,
	total: string,
	shares: readonly string[] = []
): SetTarget => ({
	kind: 'period',
	from,
	to,
	total: decimal(total),
	shares: shares.map((share, index) => ({ year: from + index, value: decimal(share) }))
});

/** A target found in edition 1. */
export function inForce(set: SetTarget, year: number): TargetInForce {
	return {
		kind: 'target',
		figure: targetFigure(set, year),
		source: 'edition',
		editionId: 1,
		lowered: null,
		later: null
	};
}

/** The exact value of a decimal text. */
export const fraction = (text: string): Rational => rational(decimal(text));

/** An active increase KPI, baseline year 2019, no tolerance, one decimal, measured in 2025. */
export function subject(plain: Plain): JudgementSubject {
	const { year = 2025, b = null, t = null, p = '0', y = '0' } = plain;
	const target = typeof p === 'string' ? inForce(value(p), year) : isTarget(p) ? p : inForce(p, year);
	return {
		year,
		standing: plain.standing ?? 'active',
		kpi: {
			direction: plain.direction ?? 'increase',
			goal: plain.goal ?? 'reach',
			baseline: b === null ? null : decimal(b),
			baselineYear: plain.baselineYear === undefined ? 2019 : plain.baselineYear,
			baselineUse: plain.baselineUse ?? 'comparable',
			finalTarget: t === null ? null : value(t),
			decimals: plain.decimals ?? 1,
			tolerance: plain.tolerance === undefined ? null : decimal(plain.tolerance),
			allowance: plain.allowance === undefined ? null : decimal(plain.allowance),
			stages: plain.stages ?? []
		},
		target,
		result: typeof y === 'string' ? { kind: 'measured', value: decimal(y) } : y,
		...(plain.earlier ? { earlier: plain.earlier } : {})
	};
}

function isTarget(p: SetTarget | TargetInForce): p is TargetInForce {
	return p.kind === 'target' || p.kind === 'none';
}
