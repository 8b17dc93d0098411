import type { BandRule } from '#lib/domain/judging/band-rule.ts';

/**
 * 宮城県 目標指標. Thresholds derived from the published data of R3–R6 (`cases/miyagi-progress.csv`): rate ÷
 * elapsed share of the plan's years R3–R6, 100 / 80 / 60 %. A yearly target given beside the final one is an
 * earlier target then in force (障害者雇用率: 2.30 before 2.50). A carried value stands in the year reported.
 */
export const MIYAGI: BandRule = {
	id: 'miyagi',
	version: 1,
	name: '宮城県',
	method: 'bands',
	source: '宮城県「目標指標等の状況」（令和3〜6年度）。しきい値は公表値からの推定',
	grades: [
		{ id: 'A', label: 'A', meaning: '経過年数に見合う達成率以上', status: 'achieved' },
		{ id: 'B', label: 'B', meaning: '見合う達成率の80 %以上', status: 'on-track' },
		{ id: 'C', label: 'C', meaning: '見合う達成率の60 %以上', status: 'slightly-behind' },
		{ id: 'D', label: 'D', meaning: '見合う達成率の60 %未満', status: 'behind' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'progress', paced: true, whenUndefined: { met: null, unmet: null } },
		decrease: { formula: 'progress', paced: true, whenUndefined: { met: null, unmet: null } },
		keepAtLeast: { formula: 'ratio', paced: false, whenUndefined: { met: null, unmet: null } },
		keepAtMost: { formula: 'inverse-ratio', paced: false, whenUndefined: { met: 'A', unmet: null } },
		period: { formula: 'ratio', paced: true, whenUndefined: { met: null, unmet: null } }
	},
	pace: { kind: 'elapsed', plan: { firstYear: 2021, lastYear: 2024 }, yearTarget: 'final' },
	steps: [
		{
			measure: 'pace',
			bands: [
				{ grade: 'A', atLeast: '1' },
				{ grade: 'B', atLeast: '0.8', below: '1' },
				{ grade: 'C', atLeast: '0.6', below: '0.8' },
				{ grade: 'D', below: '0.6' }
			]
		}
	],
	shown: {
		decimals: 1,
		trimZeros: false,
		rounding: 'half-up',
		above: { bound: '1', text: '100%超' },
		below: { bound: '0', text: '0%未満' }
	},
	firstYear: 'not-judged',
	carried: { judgedAs: 'reported-year', neverWorse: false }
};
