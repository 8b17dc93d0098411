/** 訂正 that departments have asked for: invented samples. */
import type { CorrectionSeed } from './types.ts';

export const corrections: readonly CorrectionSeed[] = [
	{
		indicator: '農作物の鳥獣被害額',
		year: 2024,
		entered: '3860',
		reason: '橋野の2集落からの報告が締切りのあとに届き、その被害額が入っていなかったため。',
		by: 'editor_norin',
		on: '2026-07-22'
	}
];
