import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, reduce, type Decimal } from './decimal.ts';
import { countFinal, evaluateFinal, finalHeadline, type FinalSubject } from './final-evaluation.ts';
import { period, range, stage, value } from './judging/test-support.ts';

type Plain = Partial<Omit<FinalSubject, 'measured'>> & {
	readonly actuals?: Readonly<Record<number, string>>;
};

/** An increase KPI of 前期 (R3–R7), final target 50 in R7, all figures in. */
function subject({ actuals = {}, ...rest }: Plain): FinalSubject {
	return {
		direction: 'increase',
		goal: 'reach',
		baseline: null,
		final: { year: 2025, target: value('50.0') },
		planFirstYear: 2021,
		planLastYear: 2025,
		isOver: true,
		measured: Object.entries(actuals).map(([year, each]) => ({ year: Number(year), value: decimal(each) })),
		breaks: [],
		ended: null,
		...rest
	};
}

const evaluate = (plain: Plain) => evaluateFinal(subject(plain));
const verdictOf = (plain: Plain) => evaluate(plain).verdict;

describe('the final evaluation', () => {
	it('compares in the direction of the KPI, exactly', () => {
		expect(verdictOf({ actuals: { 2025: '50' } })).toBe('met');
		expect(verdictOf({ actuals: { 2025: '49.9' } })).toBe('not-met');
		expect(verdictOf({ direction: 'decrease', actuals: { 2025: '50.0' } })).toBe('met');
		expect(verdictOf({ direction: 'decrease', actuals: { 2025: '50.1' } })).toBe('not-met');
	});

	it('takes the last measured value and says from when', () => {
		expect(evaluate({ actuals: { 2023: '51', 2024: '49' } })).toMatchObject({
			verdict: 'not-met',
			measuredYear: 2024,
			isEarlier: true,
			reason: 'R6の値による'
		});
		expect(evaluate({ actuals: { 2024: '49', 2025: '50' } })).toMatchObject({ isEarlier: false, reason: '' });
	});

	it('never takes a value from before the plan, after the final year, or of another definition', () => {
		expect(evaluate({ actuals: { 2020: '60' } }).reason).toBe('計画の期間に、確認済の測定した値がありません');
		expect(evaluate({ actuals: { 2026: '60' } }).verdict).toBe('not-judged');
		expect(verdictOf({ actuals: { 2023: '60' }, breaks: [2024] })).toBe('not-judged');
		expect(
			verdictOf({ final: { year: 2024, target: value('50') }, actuals: { 2024: '49', 2025: '60' } })
		).toBe('not-met');
	});

	it('knows ranges and stages', () => {
		const final = { year: 2025, target: range('10', '20') };
		expect(verdictOf({ direction: 'range', final, actuals: { 2025: '20' } })).toBe('met');
		expect(verdictOf({ direction: 'range', final, actuals: { 2025: '20.1' } })).toBe('not-met');
		const staged = { direction: 'stage', final: { year: 2025, target: stage(2) } } as const;
		expect(verdictOf({ ...staged, actuals: { 2025: '1' } })).toBe('not-met');
		expect(verdictOf({ ...staged, actuals: { 2024: '2' } })).toBe('met');
		expect(verdictOf({ direction: 'stage', actuals: { 2025: '1' } })).toBe('not-judged');
	});

	it('adds up a period, and does not guess an unknown year', () => {
		const final = { year: 2025, target: period(2021, 2025, '120') };
		const actuals = { 2021: '20', 2022: '24', 2023: '26', 2024: '27', 2025: '25' };
		expect(evaluate({ final, actuals })).toMatchObject({ verdict: 'met', actual: reduce(122n, 1n) });
		const gap = { 2021: '20', 2022: '24', 2024: '27', 2025: '25' };
		expect(evaluate({ final, actuals: gap }).reason).toBe('目標期間（R3〜7）のうちR5の実績が分かりません');
		expect(verdictOf({ final, actuals: { ...gap, 2025: '60' } })).toBe('met');
		expect(verdictOf({ final, direction: 'decrease', actuals })).toBe('not-met');
		expect(verdictOf({ final, direction: 'decrease', actuals: { ...actuals, 2025: '20' } })).toBe('met');
		expect(verdictOf({ final, direction: 'decrease', actuals: gap })).toBe('not-judged');
	});

	it('misses nothing that may still be reached', () => {
		const later = { final: { year: 2028, target: value('50') } };
		expect(evaluate({ ...later, actuals: { 2025: '40' } })).toMatchObject({
			verdict: 'not-judged',
			reason: '最終目標の年度（R10）がまだ来ていません'
		});
		expect(verdictOf({ ...later, actuals: { 2025: '51' } })).toBe('met');
		expect(evaluate({ isOver: false, actuals: { 2024: '40' } }).reason).toBe(
			'R7の実績がまだ出そろっていません'
		);
		expect(verdictOf({ isOver: false, actuals: { 2025: '40' } })).toBe('not-met');
	});

	it('says why a KPI has no verdict', () => {
		expect(evaluate({ final: null }).reason).toBe('最終目標がありません');
		expect(evaluate({ ended: '令和5年度に廃止', actuals: { 2022: '60' } })).toMatchObject({
			verdict: 'not-judged',
			reason: '令和5年度に廃止',
			measuredYear: 2022
		});
	});

	it('has a reach rate only with a way to go', () => {
		const rate = (plain: Plain) => evaluate({ actuals: { 2025: '45' }, ...plain }).reachRate;
		expect(rate({ baseline: decimal('40') })).toEqual(reduce(1n, 2n));
		expect(rate({ baseline: decimal('60') })).toEqual(reduce(3n, 2n));
		expect(rate({ baseline: decimal('50') })).toBeNull();
		expect(rate({})).toBeNull();
		expect(rate({ baseline: decimal('40'), goal: 'keep' })).toBeNull();
	});
});

it('counts add up, and the headline names what was judged', () => {
	const counts = countFinal([
		{ verdict: 'met' },
		{ verdict: 'not-met' },
		{ verdict: 'not-judged' },
		{ verdict: 'met' }
	]);
	expect(counts).toEqual({ met: 2, notMet: 1, notJudged: 1, total: 4 });
	expect(finalHeadline(counts)).toBe('達成 2（判定できた3のうち）');
});

describe('for all figures', () => {
	const figure = fc
		.integer({ min: -9999, max: 9999 })
		.map((digits): Decimal => ({ digits: BigInt(digits), scale: 1 }));
	const any = fc.record({
		direction: fc.constantFrom('increase' as const, 'decrease' as const),
		goal: fc.constantFrom('reach' as const, 'keep' as const),
		baseline: fc.option(figure, { nil: null }),
		target: figure,
		isOver: fc.boolean(),
		measured: fc.uniqueArray(fc.record({ year: fc.integer({ min: 2018, max: 2028 }), value: figure }), {
			selector: ({ year }) => year,
			maxLength: 6
		})
	});
	it('judges the mirror image the same way, and another unit', () => {
		fc.assert(
			fc.property(any, fc.integer({ min: 1, max: 99 }), (plain, by) => {
				const change = (turn: (value: Decimal) => Decimal, direction: 'increase' | 'decrease') =>
					evaluateFinal({
						...subject({ goal: plain.goal, isOver: plain.isOver }),
						direction,
						baseline: plain.baseline && turn(plain.baseline),
						final: { year: 2025, target: { kind: 'value', value: turn(plain.target) } },
						measured: plain.measured.map((each) => ({ ...each, value: turn(each.value) }))
					});
				const { actual: _, ...own } = change((each) => each, plain.direction);
				const other = plain.direction === 'increase' ? 'decrease' : 'increase';
				expect(change(({ digits, scale }) => ({ digits: -digits, scale }), other)).toMatchObject(own);
				expect(
					change(({ digits, scale }) => ({ digits: digits * BigInt(by), scale }), plain.direction)
				).toMatchObject(own);
			})
		);
	});

	it('is not undone by a better last value', () => {
		fc.assert(
			fc.property(fc.boolean(), figure, figure, (isOver, a, b) => {
				const at = (value: Decimal) =>
					evaluateFinal({ ...subject({ isOver }), measured: [{ year: 2025, value }] }).verdict;
				const [worse, better] = a.digits < b.digits ? [a, b] : [b, a];
				if (at(worse) === 'met') expect(at(better)).toBe('met');
			})
		);
	});
});
