import { describe, expect, it } from 'vitest';
import type { BandRule, Band } from './band-rule.ts';
import { MIYAGI } from './presets/miyagi.ts';
import { RATIO } from './presets/ratio.ts';
import { ruleProblems } from './rule-problems.ts';
import { STANDARD } from './rule.ts';

const withBands = (...bands: Band[]): BandRule => ({ ...MIYAGI, steps: [{ measure: 'pace', bands }] });
const A: Band = { grade: 'A', atLeast: '1' };
const B: Band = { grade: 'B', atLeast: '0.8', below: '1' };
const C: Band = { grade: 'C', atLeast: '0.6', below: '0.8' };
const D: Band = { grade: 'D', below: '0.6' };
const where = '1段目（予定に対する達成率）';

describe('bands', () => {
	it.each<[string, Band[], string]>([
		['a gap between two', [A, B, { ...C, below: '0.75' }, D], '75 %以上80 %未満'],
		['a gap of one point', [A, { ...B, above: '0.8', atLeast: undefined }, C, D], 'ちょうど80 %'],
		['a gap at the top', [{ ...A, atMost: '2' }, B, C, D], '200 %超'],
		['a gap at the bottom', [A, B, C, { ...D, atLeast: '0' }], '0 %未満']
	])('%s is named', (_, bands, gap) => {
		expect(ruleProblems(withBands(...bands))).toEqual([
			`${where}に、どの区分にも入らない範囲があります：${gap}。`
		]);
	});

	it('that overlap are named, with where', () => {
		expect(ruleProblems(withBands(A, { ...B, atLeast: '0.7' }, C, D))).toEqual([
			`${where}の区分「B」と「C」が重なっています：70 %以上80 %未満。`
		]);
		expect(ruleProblems(withBands(A, { grade: 'B', atLeast: '0.8', atMost: '1' }, C, D))).toEqual([
			`${where}の区分「A」と「B」が重なっています：ちょうど100 %。`
		]);
	});

	it('of an unknown grade, without room, or with two kinds of bound are refused', () => {
		expect(ruleProblems(withBands(A, B, C, { ...D, grade: 'E' }))[0]).toContain(
			'区分「E」は定義されていません（A・B・C・D のどれか）'
		);
		expect(ruleProblems(withBands(A, { ...B, atLeast: '2' }, C, D))[0]).toContain('入る値がありません');
		expect(ruleProblems(withBands(A, { ...B, above: '0.9' }, C, D))[0]).toContain('両方あります');
		expect(ruleProblems(withBands(A, { ...B, atLeast: '80%' }, C, D))[0]).toContain('10進数ではありません');
	});

	it('may leave something open only where it goes on to a next step', () => {
		const [first, ...others] = RATIO.steps;
		expect(ruleProblems({ ...RATIO, steps: [{ ...first!, otherwise: undefined }, ...others] })).toEqual([
			'1段目（目標との差）に、どの区分にも入らない範囲があります：0未満。'
		]);
		expect(ruleProblems({ ...RATIO, steps: [first!] })).toEqual([
			'1段目（目標との差）は最後の段です。次の段へ送れません。',
			'1段目（目標との差）に、どの区分にも入らない範囲があります：0未満。'
		]);
		const all: Band[] = [
			{ grade: 'above', atLeast: '0' },
			{ grade: 'below', below: '0' }
		];
		expect(ruleProblems({ ...RATIO, steps: [{ measure: 'target', bands: all }, ...others] })[0]).toContain(
			'その後の段に進むことがありません'
		);
	});
});

describe('division', () => {
	it('by what may be zero is refused unless the rule says what happens then', () => {
		const { whenUndefined: _, ...increase } = MIYAGI.kinds.increase!;
		expect(ruleProblems({ ...MIYAGI, kinds: { ...MIYAGI.kinds, increase } })).toEqual([
			'増やす指標の式「（実績 − 基準値）÷（目標 − 基準値）」は、目標と基準値が同じときに割れません。そのときの区分を whenUndefined に書いてください（判定しないなら null）。'
		]);
	});

	it('by a pace of 0 is refused', () => {
		const pace = { kind: 'fixed', shares: ['0', '0.5', '0.4', '1'], yearTarget: 'unused' } as const;
		expect(ruleProblems({ ...MIYAGI, pace })).toEqual([
			'計画1年目の予定「0」が0以下です。達成率を予定で割れません。',
			'計画3年目の予定「0.4」が前の年より小さくなっています。'
		]);
	});
});

describe('other parts', () => {
	it('are checked too', () => {
		expect(
			ruleProblems({
				...MIYAGI,
				grades: [...MIYAGI.grades, MIYAGI.grades[0]!],
				kinds: {},
				tolerance: { value: '-1' },
				aggregation: { of: 'points', method: 'mean', decimals: 1 }
			})
		).toEqual([
			'区分「A」が2回定義されています。',
			'指標の種類ごとの式（kinds）が1つもありません。',
			'誤差の幅「-1」は0以上の10進数で書いてください。',
			'点数を集計する判定基準では、すべての区分に点数（points）が必要です。'
		]);
	});

	it('of 標準: thresholds in order', () => {
		expect(
			ruleProblems({ ...STANDARD, thresholds: { onTrack: '0.6', slightlyBehind: '0.95' } })[0]
		).toContain('区分が重なっています');
		expect(ruleProblems(STANDARD)).toEqual([]);
	});
});
