import { describe, expect, it } from 'vitest';
import { decimal, rational } from '#lib/domain/decimal.ts';
import type { TargetInForce } from '#lib/domain/target-in-force.ts';
import { finding } from './finding.ts';
import { judge } from './judge.ts';
import type { JudgedKpi, JudgementSubject } from './judgement.ts';
import { PRESETS } from './rule.ts';

/** 特定健康診査の受診率 of the demo: 38.2 in 令和元年度, 46.0 due in 令和7年度, 50.0 in 令和10年度. */
const kpi: JudgedKpi = {
	direction: 'increase',
	goal: 'reach',
	baseline: decimal('38.2'),
	baselineYear: 2019,
	baselineUse: 'comparable',
	finalTarget: { kind: 'value', value: decimal('50.0') },
	decimals: 1,
	tolerance: null,
	allowance: null,
	stages: [],
	planFirstYear: 2021,
	finalYear: 2028
};
const target: TargetInForce = {
	kind: 'target',
	source: 'edition',
	editionId: 6,
	figure: { kind: 'value', value: rational(decimal('46.0')) },
	lowered: null,
	later: null
} as unknown as TargetInForce;

function said(preset: string, value: string): string {
	const subject: JudgementSubject = {
		year: 2025,
		standing: 'active',
		kpi,
		target,
		result: { kind: 'measured', value: decimal(value) }
	};
	const assessment = judge(PRESETS[preset]!, subject);
	return finding({ name: '受診率', unit: '%', year: 2025, isRank: false, kpi, assessment });
}

describe('the finding under a city’s own rule', () => {
	it('names a fall below the baseline as 標準 does', () => {
		for (const preset of Object.keys(PRESETS))
			expect(said(preset, '37.9'), preset).toBe('受診率が基準値を下回りました');
	});

	it('measures the distance to a target that somebody set, never to what a pace makes of it', () => {
		expect(said('standard', '41.0')).toBe('受診率は目標に5.0ポイント届きませんでした');
		expect(said('miyagi', '41.0')).toBe('受診率は目標に5.0ポイント届きませんでした');
		expect(said('fukuoka', '41.0')).toBe('受診率は目標に5.0ポイント届きませんでした');
	});

	it('says that a distance is to the final target', () => {
		expect(said('kurayoshi', '41.0')).toBe('受診率は最終目標に9.0ポイント届きませんでした');
		expect(said('tama', '41.0')).toBe('受診率は最終目標に9.0ポイント届きませんでした');
		expect(said('nagayo', '50.0')).toBe('受診率が最終目標に届きました');
	});
});
