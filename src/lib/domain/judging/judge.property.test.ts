import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, rational, type Decimal, type Rational } from '#lib/domain/decimal.ts';
import { JUDGED_STATUSES, type Status } from '#lib/domain/model.ts';
import { type TargetInForce } from '#lib/domain/target-in-force.ts';
import { targetFigure, type SetTarget } from '#lib/domain/targets.ts';
import { judge } from './judge.ts';
import type { Judgement, JudgementSubject } from './judgement.ts';
import { STANDARD } from './rule.ts';

/** Small enough that baselines, targets and actuals often meet. */
const figure = fc.record({
	digits: fc.bigInt({ min: -60n, max: 60n }),
	scale: fc.integer({ min: 0, max: 1 })
});
const huge = fc.record({
	digits: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
	scale: fc.integer({ min: 0, max: 15 })
});
const positive = figure.map(({ digits, scale }) => ({ digits: digits < 0n ? -digits : digits, scale }));

interface Case {
	direction: 'increase' | 'decrease';
	goal: 'reach' | 'keep';
	use: 'comparable' | 'reference';
	b: Decimal | null;
	t: Decimal | null;
	p: Decimal;
	y: Decimal;
	tolerance: Decimal | null;
	allowance: Decimal | null;
	decimals: number;
}

const cases = (number: fc.Arbitrary<Decimal>): fc.Arbitrary<Case> =>
	fc.record({
		direction: fc.constantFrom('increase', 'decrease'),
		goal: fc.constantFrom('reach', 'keep'),
		use: fc.constantFrom('comparable', 'reference'),
		b: fc.option(number),
		t: fc.option(number),
		p: number,
		y: number,
		tolerance: fc.option(positive),
		allowance: fc.option(positive),
		decimals: fc.integer({ min: 0, max: 2 })
	});

const value = (number: Decimal): SetTarget => ({ kind: 'value', value: number });
const inForce = (set: SetTarget): TargetInForce => ({
	kind: 'target',
	figure: targetFigure(set, 2025),
	source: 'edition',
	editionId: 1,
	lowered: null,
	later: null
});

function subjectOf(each: Case, target = inForce(value(each.p))): JudgementSubject {
	return {
		year: 2025,
		standing: 'active',
		kpi: {
			direction: each.direction,
			goal: each.goal,
			baseline: each.b,
			baselineYear: 2020,
			baselineUse: each.use,
			finalTarget: each.t && value(each.t),
			decimals: each.decimals,
			tolerance: each.tolerance,
			allowance: each.allowance,
			stages: []
		},
		target,
		result: { kind: 'measured', value: each.y }
	};
}

const on = (each: Case) => judge(STANDARD, subjectOf(each));
const rank = (status: Status) => (JUDGED_STATUSES as readonly Status[]).indexOf(status);
const flip = (number: Decimal | null) => number && { ...number, digits: -number.digits };
const same = (a: Decimal, b: Decimal) => compare(rational(a), rational(b));
const gist = ({ status, reasonCode, rung, reachRate, progressRatio }: Judgement) => ({
	status,
	reasonCode,
	rung,
	reachRate,
	progressRatio
});

describe('a value against a value', () => {
	it('達成 exactly where P is met', () => {
		fc.assert(
			fc.property(cases(figure), (each) => {
				const met = each.direction === 'increase' ? same(each.y, each.p) >= 0 : same(each.y, each.p) <= 0;
				expect(on(each).status === 'achieved').toBe(met);
			}),
			{ numRuns: 500 }
		);
	});

	it('is monotonic in the actual', () => {
		fc.assert(
			fc.property(cases(figure), figure, (each, other) => {
				const [low, high] = same(each.y, other) <= 0 ? [each.y, other] : [other, each.y];
				const [worse, better] = each.direction === 'increase' ? [low, high] : [high, low];
				expect(rank(on({ ...each, y: better }).status)).toBeLessThanOrEqual(
					rank(on({ ...each, y: worse }).status)
				);
			}),
			{ numRuns: 1000 }
		);
	});

	it('is the same for increase and for decrease with every sign turned', () => {
		fc.assert(
			fc.property(cases(figure), (each) => {
				const turned = { b: flip(each.b), t: flip(each.t), p: flip(each.p)!, y: flip(each.y)! };
				const direction = each.direction === 'increase' ? 'decrease' : 'increase';
				expect(gist(on({ ...each, ...turned, direction }))).toEqual(gist(on(each)));
			})
		);
	});

	it('does not depend on the unit', () => {
		const grow = (number: Decimal, k: number) => ({ ...number, scale: number.scale + k });
		fc.assert(
			fc.property(cases(figure), fc.integer({ min: 1, max: 6 }), (each, k) => {
				const some = (number: Decimal | null) => number && grow(number, k);
				const scaled = {
					b: some(each.b),
					t: some(each.t),
					tolerance: some(each.tolerance),
					allowance: some(each.allowance)
				};
				const smaller = {
					...each,
					...scaled,
					p: grow(each.p, k),
					y: grow(each.y, k),
					decimals: each.decimals + k
				};
				expect(gist(on(smaller))).toEqual(gist(on(each)));
			})
		);
	});

	it('does not depend on where zero lies, where progress from the baseline decides', () => {
		fc.assert(
			fc.property(cases(figure), fc.bigInt({ min: -9999n, max: 9999n }), (each, by) => {
				const moved = (number: Decimal) => ({
					...number,
					digits: number.digits + by * 10n ** BigInt(number.scale)
				});
				const one = on(each);
				fc.pre(one.shown === 'progress');
				const other = on({
					...each,
					b: each.b && moved(each.b),
					t: each.t && moved(each.t),
					p: moved(each.p),
					y: moved(each.y)
				});
				expect(gist(other)).toEqual(gist(one));
				expect([other.reachRate, other.progressRatio]).toEqual([one.reachRate, one.progressRatio]);
			})
		);
	});
});

describe('every finite input', () => {
	const target = fc.oneof(
		huge.map(value),
		fc.tuple(huge, huge).map(([low, high]): SetTarget => ({ kind: 'range', low, high })),
		fc.integer({ min: -2, max: 6 }).map((stage): SetTarget => ({ kind: 'stage', stage })),
		fc.record({ total: huge, first: huge }).map(({ total, first }): SetTarget => ({
			kind: 'period',
			from: 2024,
			to: 2027,
			total,
			shares: [{ year: 2024, value: first }]
		}))
	);

	it('gets a status with exact figures in lowest terms, and words without NaN, Infinity or −0', () => {
		fc.assert(
			fc.property(
				cases(huge),
				target,
				fc.constantFrom('increase', 'decrease', 'range', 'stage'),
				fc.integer({ min: -3, max: 20 }),
				huge,
				(each, set, direction, decimals, before) => {
					const plain = subjectOf(each, inForce(set));
					const kpi = { ...plain.kpi, direction, decimals } as const;
					const judgement = judge(STANDARD, { ...plain, kpi, earlier: [{ year: 2024, value: before }] });
					for (const key of ['reachRate', 'progressRatio', 'difference', 'ratio'] as const) {
						const part: Rational | null = judgement[key];
						if (part) expect(part.d > 0n).toBe(true);
					}
					const words = [
						judgement.reason,
						...judgement.sum.lines.flatMap((line) => Object.values(line)),
						...judgement.sum.notes
					].join(' ');
					expect(words).not.toMatch(/NaN|Infinity|undefined|null|-|−0(?![.\d])|−0\.0+(?!\d)/);
					expect(judgement.reason).not.toBe('');
				}
			),
			{ numRuns: 500 }
		);
	});

	it('in a range: 達成 exactly inside, and never better further out', () => {
		fc.assert(
			fc.property(cases(figure), fc.tuple(figure, figure), positive, (each, [a, b], out) => {
				const [low, high] = same(a, b) <= 0 ? [a, b] : [b, a];
				const at = (y: Decimal) => {
					const plain = subjectOf({ ...each, y }, inForce({ kind: 'range', low, high }));
					return judge(STANDARD, { ...plain, kpi: { ...plain.kpi, direction: 'range' } }).status;
				};
				expect(at(each.y) === 'achieved').toBe(same(each.y, low) >= 0 && same(each.y, high) <= 0);
				const step = (k: bigint) => ({
					digits: high.digits * 10n ** BigInt(2 - high.scale) + k * out.digits,
					scale: 2
				});
				expect(rank(at(step(1n)))).toBeLessThanOrEqual(rank(at(step(2n))));
			})
		);
	});
});
