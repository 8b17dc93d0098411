import { describe, expect, it } from 'vitest';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import { decimal } from '#lib/domain/decimal.ts';
import { judge } from './judge.ts';
import { STANDARD } from './rule.ts';
import { inForce, period, range, stage, subject, value, type Plain } from './test-support.ts';

const sum = (plain: Plain) => judge(STANDARD, subject(plain)).sum;
const target2025 = (rest: object): TargetInForce =>
	({ ...inForce(value('46.0'), 2025), ...rest }) as TargetInForce;

describe('the sum', () => {
	it('shows formula, numbers, result, conclusion and rule', () => {
		const shown = sum({ b: '38.2', p: '46.0', t: '50.0', y: '37.9' });
		expect(shown).toMatchObject({
			heading: '年度目標に対する進捗率',
			conclusion: '0 %未満のため後退',
			rule: { id: 'standard', version: 1, text: '標準（第1版）' }
		});
		expect(shown.lines[0]).toEqual({
			label: '年度目標に対する進捗率',
			formula: '（実績 − 基準値）÷（年度目標 − 基準値）',
			filled: '（37.9 − 38.2）÷（46.0 − 38.2）＝ −0.3 ÷ 7.8',
			result: '−3.8 %'
		});
		expect(shown.lines[1]).toMatchObject({
			filled: '（37.9 − 38.2）÷（50.0 − 38.2）＝ −0.3 ÷ 11.8',
			result: '−2.5 %'
		});
	});

	it('never rounds a percent across a threshold', () => {
		const shown = sum({ b: '0', p: '10000', y: '9499', decimals: 0 });
		expect(shown).toMatchObject({
			lines: [{ result: '94.99 %' }],
			conclusion: '60 %以上95 %未満のためやや遅れ'
		});
		expect(sum({ b: '0', p: '100000', y: '-1', decimals: 0 }).lines[0]?.result).toBe('−0.001 %');
	});

	it('brackets negative numbers and groups thousands', () => {
		const shown = sum({ direction: 'decrease', b: '-1000', p: '-5000', y: '-3000', decimals: 0 });
		expect(shown.lines[0]?.filled).toBe('（−3,000 −（−1,000））÷（−5,000 −（−1,000））＝ −2,000 ÷（−4,000）');
		expect(shown.lines[0]?.result).toBe('50.0 %');
	});

	it('shows difference, 許容幅 and ratio where progress has no meaning', () => {
		const shown = sum({ goal: 'keep', p: '90', y: '86', decimals: 0 });
		expect(shown.lines.map(({ filled, result }) => [filled, result])).toEqual([
			['86 − 90', '−4'],
			['90 × 5 %', '4.5'],
			['86 ÷ 90', '95.6 %']
		]);
		expect(shown.conclusion).toBe('年度目標との差が許容幅（4.5）以内のためやや遅れ');
		expect(sum({ goal: 'keep', p: '90', y: '80', decimals: 0 }).conclusion).toBe(
			'年度目標との差が許容幅の2倍（9）を超えるため後退'
		);
		expect(sum({ p: '90', y: '80', allowance: '6', decimals: 0 }).lines[1]).toMatchObject({
			formula: '指標の許容幅',
			result: '6'
		});
	});

	it('shows a range, a stage and a period', () => {
		expect(sum({ direction: 'range', p: range('10', '20'), y: '12', decimals: 0 }).lines[0]).toMatchObject({
			filled: '10 ≦ 12 ≦ 20',
			result: '範囲内'
		});
		expect(sum({ direction: 'range', p: range('10', '20'), y: '25', decimals: 0 }).lines[0]).toMatchObject({
			filled: '25 − 20',
			result: '＋5'
		});
		const stages = ['未着手', '着手', '策定中', '策定'];
		const staged = sum({ direction: 'stage', p: stage(3), b: '0', y: '2', stages, decimals: 0 });
		expect(staged.lines[0]).toMatchObject({
			filled: '実績 策定中、目標 策定（基準 未着手）',
			result: '1段階手前'
		});
		expect(staged.conclusion).toBe('目標の段階の1つ手前のためやや遅れ');
		const totals = sum({
			p: period(2024, 2027, '40'),
			y: '5',
			earlier: [{ year: 2024, value: decimal('7') }],
			decimals: 0
		});
		expect(totals.lines.map(({ filled, result }) => [filled, result])).toEqual([
			['R6 7 ＋ R7 5', '12'],
			['12 ÷ 20', '60.0 %'],
			['12 ÷ 40', '30.0 %']
		]);
	});

	it('notes where the target comes from and what was left out', () => {
		expect(sum({ p: target2025({ source: 'interpolated', editionId: null }), y: '50' }).notes).toEqual([
			'年度目標は基準値から最終目標までの線形補間です'
		]);
		const lowered = target2025({ source: 'final', lowered: { editionId: 1, target: value('44.0') } });
		expect(sum({ p: lowered, y: '50' }).notes).toEqual([
			'最終目標の年度のため、最終目標で判定しています',
			'実施計画の年度目標（44.0）は最終目標からの引下げのため使いません'
		]);
		expect(sum({ p: '46', b: '40', baselineUse: 'reference', y: '45', tolerance: '3' }).notes).toEqual([
			'基準値は参考値（比較できない）のため、目標との差で判定しています',
			'誤差の幅 ±3.0'
		]);
		const later = target2025({
			later: { editionId: 2, adoptedOn: '2025-10-01', target: inForce(value('44'), 2025) }
		});
		expect(sum({ p: later, y: '50' }).notes[0]).toContain('改定前の目標を使います');
	});
});
