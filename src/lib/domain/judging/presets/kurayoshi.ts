import type { BandRule } from '#lib/domain/judging/band-rule.ts';

/**
 * 倉吉市 総合計画の評価. The uncapped reach rate in bands of 25 points, −5…+5, mirrored at 0 % (bands derived
 * from `cases/kurayoshi-evaluation.csv`; −1301 % is printed). 就業率 was printed as actual − target, without points.
 */
export const KURAYOSHI: BandRule = {
	id: 'kurayoshi',
	version: 1,
	name: '倉吉市',
	method: 'bands',
	source: '倉吉市総合計画の評価（公表値）。評価点の区切りは公表値からの推定',
	grades: [
		{ id: '+5', label: '5', status: 'achieved', points: '5' },
		{ id: '+4', label: '4', status: 'on-track', points: '4' },
		{ id: '+3', label: '3', status: 'slightly-behind', points: '3' },
		{ id: '+2', label: '2', status: 'behind', points: '2' },
		{ id: '+1', label: '1', status: 'behind', points: '1' },
		{ id: '0', label: '0', status: 'behind', points: '0' },
		{ id: '-1', label: '−1', status: 'regressed', points: '-1' },
		{ id: '-2', label: '−2', status: 'regressed', points: '-2' },
		{ id: '-3', label: '−3', status: 'regressed', points: '-3' },
		{ id: '-4', label: '−4', status: 'regressed', points: '-4' },
		{ id: '-5', label: '−5', status: 'regressed', points: '-5' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } },
		decrease: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } },
		keepAtLeast: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } },
		keepAtMost: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } },
		stage: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } },
		period: { formula: 'progress', paced: false, whenUndefined: { met: null, unmet: null } }
	},
	pace: { kind: 'final', yearTarget: 'unused' },
	steps: [
		{
			measure: 'rate',
			bands: [
				{ grade: '+5', atLeast: '1' },
				{ grade: '+4', atLeast: '0.75', below: '1' },
				{ grade: '+3', atLeast: '0.5', below: '0.75' },
				{ grade: '+2', atLeast: '0.25', below: '0.5' },
				{ grade: '+1', above: '0', below: '0.25' },
				{ grade: '0', atLeast: '0', atMost: '0' },
				{ grade: '-1', above: '-0.25', below: '0' },
				{ grade: '-2', above: '-0.5', atMost: '-0.25' },
				{ grade: '-3', above: '-0.75', atMost: '-0.5' },
				{ grade: '-4', above: '-1', atMost: '-0.75' },
				{ grade: '-5', atMost: '-1' }
			]
		}
	],
	shown: { decimals: 1, trimZeros: true, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'reported-year', neverWorse: false },
	exceptions: [
		{
			names: ['就業率'],
			formula: 'point-difference',
			reason: '倉吉市はこの指標だけ実績と目標の差（ポイント）を公表し、評価点を付けていないため判定しません'
		}
	],
	aggregation: { of: 'points', method: 'mean', decimals: 1 }
};
