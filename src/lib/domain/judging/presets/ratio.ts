import type { BandRule, Step } from '#lib/domain/judging/band-rule.ts';

/** A level to keep has no way to go from a baseline, so no ×. */
const KEEP_STEPS: readonly Step[] = [
	{
		measure: 'target',
		bands: [
			{ grade: 'above', above: '0' },
			{ grade: 'equal', atLeast: '0', atMost: '0' },
			{ grade: 'below', below: '0' }
		]
	}
];

/**
 * 実績÷目標, as many cities print it: ◎ above the target, ○ equal to it, △ below, × no progress from the
 * baseline. The yearly target where there is one, else the final target. Less is better: 目標 ÷ 実績.
 */
export const RATIO: BandRule = {
	id: 'ratio',
	version: 1,
	name: '実績÷目標',
	method: 'bands',
	grades: [
		{ id: 'above', label: '◎', meaning: '目標を上回る', status: 'achieved' },
		{ id: 'equal', label: '○', meaning: '目標と同じ', status: 'achieved' },
		{ id: 'below', label: '△', meaning: '目標を下回る', status: 'slightly-behind' },
		{ id: 'none', label: '×', meaning: '進展なし', status: 'regressed' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'ratio', paced: true },
		decrease: { formula: 'inverse-ratio', paced: true },
		keepAtLeast: { formula: 'ratio', paced: true, steps: KEEP_STEPS },
		keepAtMost: { formula: 'inverse-ratio', paced: true, steps: KEEP_STEPS },
		range: { formula: 'ratio', paced: true, steps: KEEP_STEPS },
		stage: { formula: 'ratio', paced: true },
		period: { formula: 'ratio', paced: true, steps: KEEP_STEPS }
	},
	pace: { kind: 'yearly-target', otherwise: 'final' },
	steps: [
		{
			measure: 'target',
			bands: [
				{ grade: 'above', above: '0' },
				{ grade: 'equal', atLeast: '0', atMost: '0' }
			],
			otherwise: 'next'
		},
		{
			measure: 'baseline',
			bands: [{ grade: 'none', atMost: '0' }],
			otherwise: 'next',
			unavailable: 'next'
		},
		{
			measure: 'target',
			bands: [
				{ grade: 'equal', atLeast: '0' },
				{ grade: 'below', below: '0' }
			]
		}
	],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'measured-year', neverWorse: false }
};
