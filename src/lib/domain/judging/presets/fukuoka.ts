import type { BandRule } from '#lib/domain/judging/band-rule.ts';

/**
 * 福岡市 成果指標: A on the straight line from baseline to target, B improved or kept, C worse than at the
 * start. A percentage within ±3 points of the baseline counts as kept (survey noise).
 */
export const FUKUOKA: BandRule = {
	id: 'fukuoka',
	version: 1,
	name: '福岡市',
	method: 'bands',
	source: '福岡市 成果指標の評価基準（A〜Cの3段階、±3ポイントは現状維持）',
	grades: [
		{ id: 'A', label: 'A', meaning: '目標値に向けて順調', status: 'on-track' },
		{ id: 'B', label: 'B', meaning: '順調ではないが、改善または現状維持', status: 'slightly-behind' },
		{ id: 'C', label: 'C', meaning: '初期値より悪化', status: 'regressed' }
	],
	labels: { none: '－', missing: '－', outside: '－' },
	kinds: {
		increase: { formula: 'progress', paced: true },
		decrease: { formula: 'progress', paced: true },
		keepAtLeast: { formula: 'progress', paced: false },
		keepAtMost: { formula: 'progress', paced: false },
		range: { formula: 'progress', paced: false },
		stage: { formula: 'progress', paced: false },
		period: { formula: 'ratio', paced: true }
	},
	pace: { kind: 'line', origin: 'baseline-year', yearTarget: 'due' },
	steps: [
		{ measure: 'target', bands: [{ grade: 'A', atLeast: '0' }], otherwise: 'next' },
		{
			measure: 'baseline',
			tolerance: true,
			bands: [
				{ grade: 'B', atLeast: '0' },
				{ grade: 'C', below: '0' }
			]
		}
	],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	tolerance: { value: '3', units: ['%', 'ポイント', '点'] },
	firstYear: 'judged',
	carried: { judgedAs: 'measured-year', neverWorse: false }
};
