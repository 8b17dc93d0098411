import { describe, expect, it } from 'vitest';
import { decimal, rational, type Rational } from '#lib/domain/decimal.ts';
import { finding, type FindingSubject } from './finding.ts';
import type { Comparison, ReasonCode, UnjudgedCode } from './judgement.ts';

const UNJUDGED_CODES: readonly UnjudgedCode[] = [
	'unknown',
	'no-survey',
	'suppressed',
	'not-applicable',
	'plan-not-begun',
	'plan-ended',
	'period-not-begun',
	'period-ended',
	'explicit-none',
	'not-in-edition',
	'not-set',
	'no-target',
	'not-after-baseline',
	'not-entered',
	'unconfirmed',
	'not-begun',
	'ended',
	'retired',
	'unknown-year-in-period',
	'kind-mismatch'
];
const q = (text: string): Rational => rational(decimal(text));
const zero = q('0');

function subject(
	actual: string,
	target: string,
	reasonCode: ReasonCode,
	rest: Partial<Omit<FindingSubject, 'kpi'>> & {
		kpi?: Partial<FindingSubject['kpi']>;
		figure?: Comparison['figure'];
		baseline?: string;
	} = {}
): FindingSubject {
	const { kpi, figure, baseline, ...others } = rest;
	return {
		name: '受診率',
		unit: '%',
		year: 2025,
		isRank: false,
		kpi: { direction: 'increase', goal: 'reach', decimals: 1, stages: [], ...kpi },
		assessment: {
			reasonCode,
			carried: false,
			measuredYear: 2025,
			unknownYears: [],
			comparison: {
				figure: figure ?? { kind: 'value', value: q(target) },
				year: 2025,
				actual: q(actual),
				target: q(target),
				baseline: baseline === undefined ? null : q(baseline),
				final: null,
				closeness: zero,
				tolerance: zero,
				allowance: zero,
				parts: []
			}
		},
		...others
	};
}

const less = { direction: 'decrease' } as const;
const keep = { goal: 'keep' } as const;
const stages = { direction: 'stage', decimals: 0, stages: ['未着手', '着手', '策定中', '策定'] } as const;
const reached = (baseline: string) => ({
	kpi: stages,
	baseline,
	figure: { kind: 'stage', stage: 3 } as const
});
const range = {
	figure: { kind: 'range', low: q('10'), high: q('12') } as const,
	kpi: { direction: 'range' as const }
};
const period = {
	figure: { kind: 'period', from: 2021, to: 2025, total: q('120'), shareToDate: q('96') } as const,
	unit: '件',
	kpi: { decimals: 0 }
};

describe('finding', () => {
	it.each<[string, FindingSubject]>([
		['受診率が基準値を下回りました', subject('37.9', '46.0', 'below-baseline')],
		['受診率が基準値を上回りました', subject('24', '18', 'below-baseline', { kpi: less })],
		['受診率が目標に届きました', subject('46.0', '46.0', 'target-met')],
		['受診率は目標に0.2ポイント届きませんでした', subject('45.8', '46.0', 'progress-on-track')],
		[
			'受診率は目標に約0.333ポイント届きませんでした',
			{ ...subject('0', '1', 'progress-behind'), ...third() }
		],
		[
			'受診率は目標に1,200人届きませんでした',
			subject('3800', '5000', 'progress-behind', { unit: '人', kpi: { decimals: 0 } })
		],
		['受診率が目標以下になりました', subject('17', '18', 'target-met', { kpi: less })],
		['受診率は目標を2.0人上回りました', subject('20', '18', 'progress-behind', { kpi: less, unit: '人' })],
		['受診率は目標以上を保っています', subject('95', '95', 'target-met', { kpi: keep })],
		['受診率が目標を5.0ポイント下回りました', subject('90', '95', 'beyond-allowance', { kpi: keep })],
		['受診率は目標以下を保っています', subject('90', '95', 'target-met', { kpi: { ...keep, ...less } })],
		[
			'受診率が目標を1.0ポイント上回りました',
			subject('96', '95', 'within-allowance', { kpi: { ...keep, ...less } })
		],
		[
			'受診率は目標に3つ届きませんでした',
			subject('8', '5', 'progress-behind', { isRank: true, unit: '位', kpi: { ...less, decimals: 0 } })
		],
		[
			'受診率が目標に届きました',
			subject('5', '5', 'target-met', { isRank: true, unit: '位', kpi: { ...less, decimals: 0 } })
		],
		['受診率が基準より後退しました', subject('12', '5', 'below-baseline', { isRank: true, kpi: less })],
		['受診率は目標の範囲内です', subject('11', '11', 'in-range', range)],
		['受診率が目標の範囲を0.5ポイント下回りました', subject('9.5', '10', 'within-allowance', range)],
		['受診率が目標の範囲を3.0ポイント上回りました', subject('15', '12', 'beyond-allowance', range)],
		['受診率は「策定」まで進み、目標に届きました', subject('3', '3', 'stage-reached', reached('0'))],
		['受診率は「策定中」で、目標の1段階手前です', subject('2', '3', 'stage-one-behind', reached('0'))],
		[
			'受診率は「未着手」で、基準の段階より後退しました',
			subject('0', '3', 'stage-below-baseline', reached('1'))
		],
		['受診率の累計が目標に届きました', subject('96', '96', 'target-met', period)],
		['受診率の累計は目標に8件届きませんでした', subject('88', '96', 'progress-slightly-behind', period)]
	])('%s', (sentence, given) => {
		expect(finding(given)).toBe(sentence);
	});

	it('names the year of a carried value', () => {
		const given = subject('46', '46', 'carried-kept');
		expect(
			finding({ ...given, assessment: { ...given.assessment!, carried: true, measuredYear: 2022 } })
		).toBe('受診率が目標に届きました（R4の値）');
	});

	it.each(UNJUDGED_CODES)('has a sentence where %s', (code: UnjudgedCode) => {
		const given = subject('1', '1', code);
		const sentence = finding({
			...given,
			assessment: { ...given.assessment!, comparison: null, unknownYears: [2023] }
		});
		expect(sentence).toMatch(/^受診率.+(です|ます|ません|ました)$/);
	});

	it('says that results will be called for', () => {
		expect(finding({ ...subject('1', '1', 'target-met'), assessment: null })).toBe(
			'受診率の令和7年度の実績は、これから集めます'
		);
	});
});

/** A target on a straight line is a fraction without an end. */
function third(): Pick<FindingSubject, 'assessment'> {
	const given = subject('0', '1', 'progress-behind').assessment!;
	return { assessment: { ...given, comparison: { ...given.comparison!, target: { n: 1n, d: 3n } } } };
}
