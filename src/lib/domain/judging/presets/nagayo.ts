import type { BandRule } from '#lib/domain/judging/band-rule.ts';

/**
 * 長与町 数値目標評価 (https://webtown.nagayo.jp/kiji0032107/index.html): S beyond the target, A better than the
 * baseline, B level with it (△10 %以内), C lower, － not known. Always against the plan's final target.
 */
export const NAGAYO: BandRule = {
	id: 'nagayo',
	version: 1,
	name: '長与町',
	method: 'bands',
	source: '長与町 施策評価の概要（令和元年度実績）',
	grades: [
		{ id: 'S', label: 'S', meaning: '目標値を超えている', status: 'achieved' },
		{ id: 'A', label: 'A', meaning: '基準値を超えている', status: 'on-track' },
		{ id: 'B', label: 'B', meaning: '基準値と同水準（△10 %以内）', status: 'slightly-behind' },
		{ id: 'C', label: 'C', meaning: '基準値より下落', status: 'regressed' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'progress', paced: false },
		decrease: { formula: 'progress', paced: false },
		keepAtLeast: { formula: 'progress', paced: false },
		keepAtMost: { formula: 'progress', paced: false },
		stage: { formula: 'progress', paced: false }
	},
	pace: { kind: 'final', yearTarget: 'unused' },
	steps: [
		{ measure: 'target', bands: [{ grade: 'S', above: '0' }], otherwise: 'next' },
		{ measure: 'baseline', bands: [{ grade: 'A', above: '0' }], otherwise: 'next' },
		{
			measure: 'baseline-percent',
			bands: [
				{ grade: 'B', atLeast: '-0.1' },
				{ grade: 'C', below: '-0.1' }
			]
		}
	],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'reported-year', neverWorse: false }
};
