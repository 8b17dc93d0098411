import type { BandRule } from '#lib/domain/judging/band-rule.ts';

/**
 * 多摩市: the reach rate against a fixed pace of 20/40/60/80/100 %; ≥ 100 着実, ≥ 60 概ね, below 改善必要. The
 * pace is the city's, the same for every KPI, so a yearly target given beside it says nothing.
 */
export const TAMA: BandRule = {
	id: 'tama',
	version: 1,
	name: '多摩市',
	method: 'bands',
	grades: [
		{ id: 'steady', label: '着実', status: 'on-track' },
		{ id: 'mostly', label: '概ね', status: 'slightly-behind' },
		{ id: 'improve', label: '改善必要', status: 'behind' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'progress', paced: true, whenUndefined: { met: null, unmet: null } },
		decrease: { formula: 'progress', paced: true, whenUndefined: { met: null, unmet: null } },
		keepAtLeast: { formula: 'ratio', paced: false, whenUndefined: { met: null, unmet: null } },
		keepAtMost: { formula: 'inverse-ratio', paced: false, whenUndefined: { met: 'steady', unmet: null } },
		stage: { formula: 'progress', paced: true, whenUndefined: { met: null, unmet: null } },
		period: { formula: 'ratio', paced: true, whenUndefined: { met: null, unmet: null } }
	},
	pace: { kind: 'fixed', shares: ['0.2', '0.4', '0.6', '0.8', '1'], yearTarget: 'unused' },
	steps: [
		{
			measure: 'pace',
			bands: [
				{ grade: 'steady', atLeast: '1' },
				{ grade: 'mostly', atLeast: '0.6', below: '1' },
				{ grade: 'improve', below: '0.6' }
			]
		}
	],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'measured-year', neverWorse: false }
};
