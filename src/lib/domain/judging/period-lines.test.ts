import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import { STANDARD } from './rule.ts';
import { judge } from './judge.ts';
import type { JudgementSubject } from './judgement.ts';
import type { YearFigure } from './period-total.ts';
import { fraction } from './test-support.ts';

const figure = (year: number, value: string | null): YearFigure => ({
	year,
	value: value === null ? null : decimal(value)
});
const subject = (earlier: readonly YearFigure[], baseline: string | null = '3'): JudgementSubject => ({
	year: 2025,
	standing: 'active',
	kpi: {
		direction: 'increase',
		goal: 'reach',
		baseline: baseline === null ? null : decimal(baseline),
		baselineYear: 2019,
		baselineUse: 'comparable',
		finalTarget: { kind: 'value', value: decimal('25') },
		decimals: 0,
		tolerance: null,
		allowance: null,
		stages: []
	},
	target: {
		kind: 'target',
		source: 'edition',
		editionId: 1,
		lowered: null,
		later: null,
		figure: { kind: 'period', from: 2021, to: 2025, total: fraction('25'), shareToDate: fraction('25') }
	},
	result: { kind: 'measured', value: decimal('6') },
	earlier
});
const earlier = [figure(2021, '3'), figure(2022, '5'), figure(2023, '4'), figure(2024, null)];

describe('a period total with an unknown year', () => {
	it('fills in the years that are known and marks the one that is not', () => {
		const { status, reasonCode, sum } = judge(STANDARD, subject(earlier));
		expect([status, reasonCode]).toEqual(['none', 'unknown-year-in-period']);
		expect(sum.lines).toEqual([
			{
				label: '実績の合計',
				formula: '令和3年度から令和7年度までの実績の合計',
				filled: 'R3 3 ＋ R4 5 ＋ R5 4 ＋ R6 ？ ＋ R7 6',
				result: '分かりません（分かっている4年度分は 18）'
			}
		]);
		expect(sum.conclusion).toContain('令和6年度の実績が分からない');
	});

	it('marks years without any entry too, and is no way from the baseline to the total', () => {
		const judged = judge(STANDARD, subject([figure(2023, '-4')]));
		expect(judged.sum.lines.map(({ filled }) => filled)).toEqual([
			'R3 ？ ＋ R4 ？ ＋ R5（−4） ＋ R6 ？ ＋ R7 6'
		]);
		expect(judged.reachRate).toBeNull();
	});
});
