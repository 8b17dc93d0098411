import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, rational, type Decimal } from '#lib/domain/decimal.ts';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import { targetFigure, type SetTarget } from '#lib/domain/targets.ts';
import type { BandRule } from './band-rule.ts';
import { judge } from './judge.ts';
import type { Judgement, JudgementSubject } from './judgement.ts';
import { fractionText, PLAIN_FORMAT, rateText } from './methods/rate-format.ts';
import { PRESETS } from './rule.ts';

const RULES = Object.values(PRESETS).filter((rule): rule is BandRule => rule.method === 'bands');

/** Small enough that baselines, targets and actuals often meet. */
const figure = fc.record({
	digits: fc.bigInt({ min: -60n, max: 60n }),
	scale: fc.integer({ min: 0, max: 1 })
});
const huge = fc.record({
	digits: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
	scale: fc.integer({ min: 0, max: 15 })
});

interface Case {
	direction: 'increase' | 'decrease';
	goal: 'reach' | 'keep';
	b: Decimal | null;
	t: Decimal;
	p: Decimal | null;
	y: Decimal;
	tolerance: Decimal | null;
	year: number;
}

const cases = (number: fc.Arbitrary<Decimal>): fc.Arbitrary<Case> =>
	fc.record({
		direction: fc.constantFrom('increase', 'decrease'),
		goal: fc.constantFrom('reach', 'keep'),
		b: fc.option(number),
		t: number,
		p: fc.option(number),
		y: number,
		tolerance: fc.option(number),
		year: fc.integer({ min: 2020, max: 2026 })
	});

const NO_TARGET: TargetInForce = {
	kind: 'none',
	reasonCode: 'no-target',
	reason: '年度目標がありません',
	editionId: null,
	later: null
};

function inForce(set: SetTarget | null, year: number): TargetInForce {
	if (!set) return NO_TARGET;
	const figure = targetFigure(set, year);
	return { kind: 'target', figure, source: 'edition', editionId: 1, lowered: null, later: null };
}

const value = (number: Decimal): SetTarget => ({ kind: 'value', value: number });

function subjectOf(each: Case, set: { final: SetTarget; yearly: SetTarget | null }): JudgementSubject {
	return {
		year: each.year,
		standing: 'active',
		kpi: {
			direction: each.direction,
			goal: each.goal,
			baseline: each.b,
			baselineYear: 2020,
			baselineUse: 'comparable',
			finalTarget: set.final,
			decimals: 1,
			tolerance: each.tolerance,
			allowance: null,
			stages: [],
			planFirstYear: 2021,
			finalYear: 2025
		},
		target: inForce(set.yearly, each.year),
		result: { kind: 'measured', value: each.y }
	};
}

const on = (rule: BandRule, each: Case) =>
	judge(rule, subjectOf(each, { final: value(each.t), yearly: each.p && value(each.p) }));
const rank = (status: Status) => (JUDGED_STATUSES as readonly Status[]).indexOf(status);
const flip = <T extends Decimal | null>(number: T) => number && { ...number, digits: -number.digits };
const order = (a: Decimal, b: Decimal) => compare(rational(a), rational(b));
const gist = ({ status, reasonCode, own }: Judgement) => ({ status, reasonCode, label: own?.label });

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
	it('is monotonic in the actual, for each direction', () => {
		fc.assert(
			fc.property(cases(figure), figure, (each, other) => {
				const [low, high] = order(each.y, other) <= 0 ? [each.y, other] : [other, each.y];
				const [worse, better] = each.direction === 'increase' ? [low, high] : [high, low];
				const [bad, good] = [
					rank(on(rule, { ...each, y: worse }).status),
					rank(on(rule, { ...each, y: better }).status)
				];
				// Not judged (−1) is neither better nor worse.
				if (bad >= 0 && good >= 0) expect(good).toBeLessThanOrEqual(bad);
			}),
			{ numRuns: 600 }
		);
	});

	it('is symmetric between increase and decrease where its formulas are', () => {
		const isSymmetric =
			rule.kinds.increase?.formula === 'progress' && rule.kinds.decrease?.formula === 'progress';
		fc.assert(
			fc.property(cases(figure), (plain) => {
				const each = isSymmetric ? { ...plain, goal: 'reach' as const } : plain;
				const turned = { ...each, b: flip(each.b), t: flip(each.t), p: flip(each.p), y: flip(each.y) };
				const direction = each.direction === 'increase' ? 'decrease' : 'increase';
				// 実績÷目標 grades by differences, so its grades are symmetric even though its rates are not.
				expect(gist(on(rule, { ...turned, direction }))).toEqual(gist(on(rule, each)));
			})
		);
	});

	it('does not depend on the unit', () => {
		const grow = <T extends Decimal | null>(number: T, k: number) =>
			number && { ...number, scale: number.scale + k };
		fc.assert(
			fc.property(cases(figure), fc.integer({ min: 1, max: 6 }), (each, k) => {
				const smaller = {
					...each,
					b: grow(each.b, k),
					t: grow(each.t, k),
					p: grow(each.p, k),
					y: grow(each.y, k),
					tolerance: grow(each.tolerance, k)
				};
				const [one, other] = [on(rule, each), on(rule, smaller)];
				expect(gist(other)).toEqual(gist(one));
				expect(other.reachRate).toEqual(one.reachRate);
				expect(other.progressRatio).toEqual(one.progressRatio);
			})
		);
	});

	it('does not depend on where zero lies, where nothing is divided by a figure itself', () => {
		const byItself = ({ goal }: { goal: string }) =>
			goal === 'keep' && rule.id !== 'ratio' && rule.id !== 'fukuoka';
		// 長与町 asks for 10 % of the baseline.
		if (rule.id === 'nagayo') return;
		fc.assert(
			fc.property(cases(figure), fc.bigInt({ min: -9999n, max: 9999n }), (each, by) => {
				fc.pre(!byItself(each));
				const moved = <T extends Decimal | null>(number: T) =>
					number && { ...number, digits: number.digits + by * 10n ** BigInt(number.scale) };
				const other = on(rule, {
					...each,
					b: moved(each.b),
					t: moved(each.t),
					p: moved(each.p),
					y: moved(each.y)
				});
				const one = on(rule, each);
				expect(gist(other)).toEqual(gist(one));
				if (rule.kinds.increase?.formula !== 'progress') return;
				expect([other.reachRate, other.progressRatio]).toEqual([one.reachRate, one.progressRatio]);
			})
		);
	});

	it('answers every finite input in words, without NaN, Infinity, −0 or an invented 0 %', () => {
		const any = fc.oneof(
			huge.map(value),
			fc.tuple(huge, huge).map(([low, high]): SetTarget => ({ kind: 'range', low, high })),
			fc.integer({ min: -2, max: 6 }).map((stage): SetTarget => ({ kind: 'stage', stage })),
			huge.map((total): SetTarget => ({ kind: 'period', from: 2021, to: 2025, total, shares: [] }))
		);
		const directions = fc.constantFrom('increase', 'decrease', 'range', 'stage');
		fc.assert(
			fc.property(
				cases(huge),
				any,
				fc.option(any),
				directions,
				fc.integer({ min: -3, max: 20 }),
				(each, final, yearly, direction, decimals) => {
					const plain = subjectOf(each, { final, yearly });
					const earlier = [2021, 2022, 2023, 2024].map((year) => ({ year, value: each.t }));
					const { reason, reachRate, progressRatio, own, sum, status } = judge(rule, {
						...plain,
						kpi: { ...plain.kpi, direction, decimals },
						earlier
					});
					const words = [
						reason,
						own?.label,
						...sum.notes,
						...sum.lines.flatMap((line) => Object.values(line))
					].join(' ');
					expect(words).not.toMatch(/NaN|Infinity|undefined|null|[-−]0(?![.\d])|[-−]0\.0+(?!\d)/);
					expect(reason).not.toBe('');
					expect(own?.label).toBeTruthy();
					expect(status === 'none').toBe(rank(status) < 0);
					for (const rate of [reachRate, progressRatio]) {
						if (!rate) continue;
						expect(rate.d > 0n).toBe(true);
						expect(Number(fractionText(rate)) === 0).toBe(rate.n === 0n);
						expect(fractionText(rate) === '1').toBe(rate.n === rate.d);
					}
					if (reachRate && own?.rateShown)
						expect(/^-?0(\.0+)?%$/.test(own.rateShown)).toBe(reachRate.n === 0n);
				}
			),
			{ numRuns: 400 }
		);
	});
});

describe('a printed rate', () => {
	it('stays on its side of 0 % and 100 %', () => {
		expect(rateText({ n: 9996n, d: 10000n }, PLAIN_FORMAT)).toBe('99.96%');
		expect(rateText({ n: -1n, d: 3000n }, PLAIN_FORMAT)).toBe('-0.03%');
		expect(rateText({ n: 0n, d: 1n }, PLAIN_FORMAT)).toBe('0.0%');
		expect(rateText({ n: 2n, d: 3n }, { ...PLAIN_FORMAT, rounding: 'down' })).toBe('66.6%');
		expect(rateText({ n: 5n, d: 4n }, { ...PLAIN_FORMAT, above: { bound: '1', text: '100%' } })).toBe('100%');
	});
});
