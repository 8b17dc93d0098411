import { describe, expect, it } from 'vitest';
import type { BandRule, Band } from './band-rule.ts';
import { MIYAGI } from './presets/miyagi.ts';
import { RATIO } from './presets/ratio.ts';
import { TAMA } from './presets/tama.ts';
import { ruleDoubts } from './rule-doubts.ts';
import { ruleFaults, ruleProblems } from './rule-problems.ts';
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
		expect(ruleProblems(withBands(A, { ...B, above: '0.9' }, C, D))[0]).toContain('両方あります');
		expect(ruleProblems(withBands(A, { ...B, atLeast: '80%' }, C, D))[0]).toContain('10進数ではありません');
	});

	it.each<[string, Band, string]>([
		[
			'equal, one of them excluded',
			{ grade: 'B', atLeast: '0.8', below: '0.8' },
			'の下限（80 %以上）と上限（80 %未満）が同じ値のため、入る値がありません。上限を80 %より大きくしてください（ちょうど80 %だけなら、80 %以上80 %以下）。'
		],
		[
			'the wrong way round',
			{ grade: 'B', atLeast: '1', below: '0.8' },
			'の下限（100 %以上）が上限（80 %未満）より大きいため、入る値がありません。下限と上限が逆なら、入れ替えてください。'
		]
	])('with bounds that are %s are refused with both, and with nothing else', (_, band, text) => {
		expect(ruleProblems(withBands(A, band, C, D))).toEqual([`${where}の区分「B」${text}`]);
	});

	it('name differences by their figure, and a band written twice once', () => {
		const by = (...bands: Band[]): BandRule => ({ ...MIYAGI, steps: [{ measure: 'target', bands }] });
		const first = '1段目（目標との差）';
		expect(ruleProblems(by({ grade: 'A', above: '0', below: '-5' }, D))).toEqual([
			`${first}の区分「A」の下限（0超）が上限（−5未満）より大きいため、入る値がありません。下限と上限が逆なら、入れ替えてください。`
		]);
		expect(ruleProblems(by({ grade: 'A', atLeast: '0.5' }, { grade: 'D', below: '0.25' }))).toEqual([
			`${first}に、どの区分にも入らない範囲があります：0.25以上0.5未満。`
		]);
		expect(ruleProblems(withBands(A, A, B, C, D))).toEqual([
			`${where}の区分「A」の2つの範囲が重なっています：100 %以上。`
		]);
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
			'計画3年目の予定「0.4」が前の年の「0.5」より小さくなっています。'
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
		const standard = (onTrack: string, slightlyBehind: string) =>
			ruleProblems({ ...STANDARD, thresholds: { onTrack, slightlyBehind } });
		expect(standard('0.6', '0.95')).toEqual([
			'区分が重なっています：60 %以上95 %未満が、順調にも遅れにも入ります。やや遅れの下限（95 %）を順調の下限（60 %）より小さくしてください。'
		]);
		expect(standard('0.8', '0.80')).toEqual([
			'やや遅れに入る値がありません：やや遅れの下限（80 %）と順調の下限（80 %）が同じです。やや遅れの下限を小さくしてください。'
		]);
		expect(standard('1.2', '-0.1')).toEqual([
			'やや遅れの下限（−10 %）は0 %より大きくしてください。',
			'順調の下限（120 %）は100 %以下にしてください。'
		]);
		expect(ruleProblems(STANDARD)).toEqual([]);
	});
});

describe('for who fills in the form', () => {
	const said = (rule: BandRule) => ruleFaults(rule, 'form');
	const [step] = TAMA.steps;
	const overlap = {
		...step!,
		bands: step!.bands.map((band, index) => (index === 1 ? { ...band, atLeast: '0.5' } : band))
	};

	it('grades go by their printed labels, shares by the percent that was typed', () => {
		expect(said({ ...TAMA, steps: [overlap] })[0]?.text).toContain(
			'区分「概ね」と「改善必要」が重なっています'
		);
		expect(ruleProblems({ ...TAMA, steps: [overlap] })[0]).toContain('区分「概ね（mostly）」');
		const pace = { kind: 'fixed', shares: ['1', '0.8'], yearTarget: 'unused' } as const;
		expect(said({ ...TAMA, pace })).toEqual([
			{ path: 'pace.shares', text: '計画2年目の予定「80 %」が前の年の「100 %」より小さくなっています。' }
		]);
	});

	it('no key of the file is named', () => {
		const { whenUndefined: _, ...increase } = TAMA.kinds.increase!;
		const texts = said({ ...TAMA, kinds: { increase }, grades: [], steps: [] }).map(({ text }) => text);
		expect(texts.join()).not.toMatch(/[a-z]{3,}/i);
	});

	it('a plan that ends before it begins is named by its fiscal years', () => {
		const pace = {
			kind: 'elapsed',
			plan: { firstYear: 2026, lastYear: 2021 },
			yearTarget: 'unused'
		} as const;
		expect(said({ ...TAMA, pace })).toMatchObject([
			{
				path: 'pace.plan.lastYear',
				text: expect.stringContaining('（令和8年度）が最後の年度（令和3年度）より後') as string
			}
		]);
	});
});

describe('a rule that contradicts itself', () => {
	it('is refused where a grade counts as better than the one above it', () => {
		const grades = TAMA.grades.map((grade, index) =>
			index === 0 ? { ...grade, status: 'regressed' as const } : grade
		);
		expect(ruleFaults({ ...TAMA, grades }, 'form')).toMatchObject([
			{
				path: 'grades.1.status',
				text: expect.stringContaining(
					'「着実」は「後退」、その下の「概ね」はそれより良い「やや遅れ」'
				) as string
			}
		]);
	});

	it('is only doubted where it may be meant: more than the whole target, one print twice, an allowance of 0', () => {
		const grades = TAMA.grades.map((grade) => ({
			...grade,
			label: grade.id === 'steady' ? '概ね' : grade.label
		}));
		const pace = { kind: 'fixed', shares: ['0.2', '10'], yearTarget: 'unused' } as const;
		const odd = { ...TAMA, grades, pace };
		expect(ruleProblems(odd)).toEqual([]);
		expect(ruleDoubts(odd).map(({ path }) => path)).toEqual(['grades.1.label', 'pace.shares']);
		expect(ruleDoubts(odd)[1]?.text).toContain('計画2年目の予定が1,000 %です');
		expect(ruleDoubts({ ...STANDARD, allowancePercent: '0.0' })).toMatchObject([
			{ path: 'allowancePercent' }
		]);
		expect([STANDARD, TAMA, MIYAGI].flatMap(ruleDoubts)).toEqual([]);
	});
});
