import { describe, expect, it } from 'vitest';
import { STATUSES } from '#lib/domain/model.ts';
import { judge } from './judge.ts';
import { PRESETS, STANDARD, type StandardRule } from './rule.ts';
import { subject } from './test-support.ts';

describe('rules are data', () => {
	it('survive JSON, and name every status as the screens do', () => {
		expect(JSON.parse(JSON.stringify(STANDARD))).toEqual(STANDARD);
		expect(STANDARD.labels).toEqual(STATUSES);
		for (const [id, rule] of Object.entries(PRESETS)) expect(rule.id).toBe(id);
	});

	it('judge by their own thresholds, 許容幅 and words', () => {
		const strict: StandardRule = {
			...STANDARD,
			version: 2,
			thresholds: { onTrack: '0.99', slightlyBehind: '0.80' },
			allowancePercent: '1',
			behindAllowances: 3,
			labels: { ...STANDARD.labels, behind: '要改善' }
		};
		expect(judge(strict, subject({ b: '0', p: '100', y: '95' })).status).toBe('slightly-behind');
		const late = judge(strict, subject({ b: '0', p: '100', y: '79' }));
		expect(late.reason).toBe('80 %未満のため要改善');
		expect(late.sum.rule.text).toBe('標準（第2版）');
		expect(judge(strict, subject({ p: '100', y: '97' })).reason).toBe(
			'年度目標との差が許容幅の3倍（3.0）以内のため要改善'
		);
	});
});
