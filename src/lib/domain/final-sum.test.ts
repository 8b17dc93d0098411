import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import { evaluateFinal, type FinalSubject } from './final-evaluation.ts';
import { finalSum } from './final-sum.ts';
import { period, range, stage, value } from './judging/test-support.ts';
import { evaluateMid } from './mid-evaluation.ts';

type Plain = Partial<FinalSubject> & { readonly actuals?: Readonly<Record<number, string>> };

/** An increase KPI of R3–R7 with the final target 1000 in R7, all figures in. */
function subjectOf({ actuals = {}, ...rest }: Plain): FinalSubject {
	return {
		direction: 'increase',
		goal: 'reach',
		baseline: null,
		final: { year: 2025, target: value('1000') },
		planFirstYear: 2021,
		planLastYear: 2025,
		isOver: true,
		measured: Object.entries(actuals).map(([year, each]) => ({ year: Number(year), value: decimal(each) })),
		breaks: [],
		ended: null,
		...rest
	};
}

function sumOf(plain: Plain, decimals = 0, stages: readonly string[] = []) {
	const subject = subjectOf(plain);
	const target = subject.final?.target ?? null;
	return finalSum({
		evaluation: evaluateFinal(subject),
		direction: subject.direction,
		target,
		name: '最終目標',
		decimals,
		stages
	});
}

describe('the sum of a final verdict', () => {
	it('fills the comparison with its numbers', () => {
		expect(sumOf({ actuals: { 2025: '925' } })).toEqual({
			formula: '最後に測定した値 ≧ 最終目標',
			filled: '925 ＜ 1,000',
			conclusion: '925 ＜ 1,000 のため未達成'
		});
		expect(sumOf({ direction: 'decrease', actuals: { 2025: '925' } })).toMatchObject({
			formula: '最後に測定した値 ≦ 最終目標',
			conclusion: '925 ＜ 1,000 のため達成'
		});
		expect(sumOf({ actuals: { 2024: '1000' } }).conclusion).toBe('1,000 ＝ 1,000 のため達成（R6の値による）');
	});

	it('never rounds a figure to its target', () => {
		const final = { year: 2025, target: value('46.0') };
		expect(sumOf({ final, actuals: { 2025: '45.96' } }, 1).conclusion).toBe('45.96 ＜ 46.0 のため未達成');
	});

	it('names the bound of a range, and the stages', () => {
		const inRange = (text: string) =>
			sumOf({
				direction: 'range',
				final: { year: 2025, target: range('10', '20') },
				actuals: { 2025: text }
			});
		expect(inRange('8').conclusion).toBe('8 ＜ 10（下限） のため未達成');
		expect(inRange('20.5').conclusion).toBe('20.5 ＞ 20（上限） のため未達成');
		expect(inRange('20').conclusion).toBe('10 ≦ 20 ≦ 20 のため達成');
		const staged = sumOf(
			{ direction: 'stage', final: { year: 2025, target: stage(2) }, actuals: { 2025: '1' } },
			0,
			['未着手', '着手', '策定']
		);
		expect(staged.conclusion).toBe('着手（2段階目） ＜ 策定（3段階目） のため未達成');
	});

	it('adds a period up', () => {
		const final = { year: 2025, target: period(2021, 2025, '120') };
		const actuals = { 2021: '20', 2022: '24', 2023: '-3', 2024: '27', 2025: '25' };
		expect(sumOf({ final, actuals })).toEqual({
			formula: '期間の実績の計 ≧ 最終目標（期間の計）',
			filled: '20＋24＋（−3）＋27＋25＝93 ＜ 120',
			conclusion: '93 ＜ 120 のため未達成'
		});
	});

	it('says why there is no verdict, and where the figure stands', () => {
		const later = { year: 2028, target: value('50.0') };
		expect(sumOf({ final: later, actuals: { 2025: '37.9' } }, 1).conclusion).toBe(
			'最終目標の年度（R10）がまだ来ていません。このため判定できない（今は 37.9 ＜ 50.0）'
		);
		expect(sumOf({ final: null })).toEqual({
			formula: '',
			filled: '',
			conclusion: '最終目標がありません。このため判定できない'
		});
		expect(sumOf({ direction: 'range', actuals: { 2025: '1' } })).toMatchObject({ formula: '', filled: '' });
	});
});

describe('the mid-term target', () => {
	const later = { year: 2028, target: value('50.0') };
	const mid = { year: 2025, target: value('46.0') };

	it('is judged in the plan whose end it marks, while the final year is still to come', () => {
		const missed = evaluateMid(subjectOf({ final: later, actuals: { 2025: '37.9' } }), mid);
		expect(missed).toMatchObject({ verdict: 'not-met', measuredYear: 2025 });
		expect(evaluateMid(subjectOf({ final: later, actuals: { 2025: '46' } }), mid)?.verdict).toBe('met');
	});

	it('takes no figure after its year, and waits for the figures of its year', () => {
		const early = { year: 2024, target: value('46.0') };
		const subject = subjectOf({ final: later, actuals: { 2024: '45', 2025: '47' } });
		expect(evaluateMid(subject, early)).toMatchObject({ verdict: 'not-met', measuredYear: 2024 });
		const waiting = subjectOf({ final: later, isOver: false, actuals: { 2024: '45' } });
		expect(evaluateMid(waiting, mid)).toMatchObject({
			verdict: 'not-judged',
			reason: 'R7の実績がまだ出そろっていません'
		});
	});

	it('says nothing of another plan, nor beside a verdict on the final year', () => {
		const subject = subjectOf({ final: later, actuals: { 2025: '37.9' } });
		expect(evaluateMid(subject, null)).toBeNull();
		expect(evaluateMid(subject, { ...mid, year: 2026 })).toBeNull();
		expect(evaluateMid(subject, { ...mid, year: 2020 })).toBeNull();
		expect(evaluateMid(subjectOf({ actuals: { 2025: '37.9' } }), { ...mid, year: 2024 })).toBeNull();
	});
});
