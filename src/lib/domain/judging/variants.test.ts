import { describe, expect, it } from 'vitest';
import type { BandRule, Step, Variant } from './band-rule.ts';
import { finding } from './finding.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { ruleFaults, ruleProblems } from './rule-problems.ts';
import { PRESETS } from './rule.ts';
import { judgeTable, repeatNotes } from './table.ts';

/** What is only for some KPIs (variants), only for some figures (a step's condition), or needs no target. */

const NONE = { met: null, unmet: null };
const split = (measure: Step['measure'], bound: string, more: Partial<Step> = {}): Step => ({
	measure,
	bands: [
		{ grade: 'good', atLeast: bound },
		{ grade: 'bad', below: bound }
	],
	...more
});
const RULE: BandRule = {
	id: 'test',
	version: 1,
	name: '試し',
	method: 'bands',
	grades: [
		{ id: 'good', label: '○', status: 'on-track' },
		{ id: 'bad', label: '×', status: 'behind' }
	],
	labels: { none: '－', missing: '未', outside: '外' },
	kinds: {
		increase: { formula: 'ratio', paced: true, whenUndefined: NONE },
		decrease: { formula: 'inverse-ratio', paced: true, whenUndefined: NONE }
	},
	pace: { kind: 'final', yearTarget: 'unused' },
	steps: [split('rate', '0.8')],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'measured-year', neverWorse: false }
};
const DOUBLED: Variant['steps'] = [split('rate', '2')];

type Cells = Record<string, string>;
const judged = (rule: BandRule, ...rows: Cells[]) =>
	judgeTable(
		rule,
		rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);
const row: Cells = { code: '1', name: '就業率【%】', unit: '%', direction: 'increase', baseline: '0' };
const full = { ...row, targetYear: 'R7', target: '100', year: 'R6', actual: '100' };
const grade = (rule: BandRule, more: Cells) => judged(rule, { ...full, ...more })[0]!.answer.status;

describe('a variant', () => {
	it.each<[string, Variant['when'], Cells, Cells]>([
		['of an accumulation', { accumulations: ['cumulative'] }, { accumulation: '累計' }, {}],
		['of a unit', { units: ['％'] }, {}, { unit: '人' }],
		['of a name', { names: ['就業率'] }, {}, { name: '就職率' }],
		['without a baseline', { baseline: 'missing' }, { baseline: '－' }, {}],
		['with a baseline of 0', { baseline: 'zero' }, {}, { baseline: '1' }],
		['with a target at the baseline', { target: 'at-baseline' }, { baseline: '100.0' }, {}],
		['of the target year', { year: 'final' }, { year: 'R7' }, {}],
		['of the years before', { year: 'before-final' }, {}, { year: 'R7' }],
		['of all of these', { units: ['%'], year: 'final' }, { year: 'R7' }, { unit: '人', year: 'R7' }]
	])('is for a KPI %s', (_, when, fits, other) => {
		const rule = { ...RULE, variants: [{ name: 'ほか', when, steps: DOUBLED }] };
		expect(ruleProblems(rule)).toEqual([]);
		expect([grade(rule, fits), grade(rule, other)]).toEqual(['×', '○']);
	});

	it('of a target of 0 looks at the target that it would compare with itself', () => {
		const kinds = { decrease: { formula: 'progress', paced: true, whenUndefined: NONE } } as const;
		const pace = { kind: 'yearly-target', otherwise: 'final' } as const;
		const rule: BandRule = {
			...RULE,
			pace,
			variants: [{ name: '目標が0', when: { target: 'zero' }, kinds }]
		};
		const down = { direction: 'decrease', baseline: '10', target: '0', actual: '4' };
		expect(judged(rule, { ...full, ...down })[0]!.answer.reachRate).toBe('0.6');
		expect(judged(rule, { ...full, ...down, yearTarget: '2' })[0]!.answer.reachRate).toBe('0.5');
	});

	it('that fits first is taken, and named in the sum', () => {
		const steps = [split('rate', '3')];
		const rule = {
			...RULE,
			variants: [
				{ name: '先', when: { units: ['%'] }, steps: DOUBLED },
				{ name: '後', when: { names: ['就業率'] }, steps }
			]
		};
		expect([grade(rule, { actual: '250' }), grade(rule, { unit: '人', actual: '250' })]).toEqual(['○', '×']);
	});

	it.each<[string, Partial<Variant>, string, string]>([
		['no condition', { when: {} }, 'variants.0', '条件（when）が1つもありません'],
		['an empty list', { when: { units: [] } }, 'variants.0', '条件（when）が1つもありません'],
		['nothing to change', { steps: undefined }, 'variants.0', '代える式・予定・段'],
		[
			'a gap',
			{ steps: [{ ...split('rate', '1'), bands: [{ grade: 'good', atLeast: '1' }] }] },
			'variants.0.steps.0',
			'100 %未満'
		],
		[
			'a division',
			{ kinds: { stage: { formula: 'progress', paced: true } } },
			'variants.0.kinds.stage',
			'目標と基準値が同じ'
		],
		[
			'a pace of 0',
			{ pace: { kind: 'fixed', shares: ['0', '1'], yearTarget: 'unused' } },
			'variants.0.pace.shares',
			'0以下です'
		]
	])('with %s is refused at its place', (_, more, path, message) => {
		const variant = { name: 'ほか', when: { units: ['%'] }, steps: DOUBLED, ...more };
		const [fault, ...others] = ruleFaults({ ...RULE, variants: [variant] });
		expect(others).toEqual([]);
		expect(fault).toMatchObject({ path });
		expect(fault!.text).toContain('「ほか」');
		expect(fault!.text).toContain(message);
	});
});

describe('a step with a condition', () => {
	const MATRIX: BandRule = {
		...RULE,
		steps: [split('previous', '0', { when: { measure: 'target', atLeast: '0' } }), split('rate', '0.8')]
	};
	it('is taken only where the other measure lies within', () => {
		const years = ['120', '110', '90'].map((actual, index) => ({ ...full, year: `R${4 + index}`, actual }));
		const answers = judged(MATRIX, ...years).map(({ answer }) => answer);
		expect(answers.map(({ status }) => status)).toEqual(['－', '×', '○']);
		expect(answers[1]!.reason).toBe('目標との差が0以上で、前回からの改善が−10で、0未満のため×');
	});

	it('cannot be taken where the other measure is not known', () => {
		expect(judged(MATRIX, { ...full, target: '' })[0]!.answer).toMatchObject({
			status: '－',
			reason: '目標（target・yearTarget）がないため判定できません'
		});
	});

	it('is refused as the last one, without a bound, or with bounds that nothing meets', () => {
		const of = (...steps: Step[]) => ruleProblems({ ...RULE, steps });
		const when = { measure: 'target', atLeast: '0' } as const;
		expect(of(split('rate', '1', { when }))[0]).toContain('最後の段です');
		expect(of(split('rate', '1', { when: { measure: 'target' } }), split('rate', '1'))[0]).toContain('限度');
		expect(of(split('rate', '1', { when: { ...when, below: '0' } }), split('rate', '1'))[0]).toContain(
			'入る値がありません'
		);
	});
});

describe('a KPI without a target', () => {
	const PAST: BandRule = { ...RULE, steps: [split('baseline', '0')] };
	it('is judged by its own past where the rule asks for no target', () => {
		expect(grade(PAST, { target: '', baseline: '50', actual: '51' })).toBe('○');
		expect(grade(PAST, { target: '', baseline: '50', actual: '51', direction: 'decrease' })).toBe('×');
		const [{ judgement } = { judgement: null }] = judged(PAST, { ...full, target: '', baseline: '50' });
		expect(judgement).toMatchObject({ comparison: null, reachRate: null, difference: null });
		const { direction, goal, decimals, stages } = {
			direction: 'increase',
			goal: 'reach',
			decimals: 0,
			stages: []
		} as const;
		const subject = {
			name: '就業率',
			unit: '%',
			year: 2024,
			isRank: false,
			kpi: { direction, goal, decimals, stages }
		};
		expect(finding({ ...subject, assessment: judgement })).toBe(
			'就業率の令和6年度は、目標を決めずに「○」と判定しました'
		);
	});

	it('is not, where the rule needs one, where 「－」 says so, or where it is a range or a total', () => {
		expect(judged(RULE, { ...full, target: '' })[0]!.answer).toMatchObject({ status: '－', reachRate: '' });
		const yearly: BandRule = { ...PAST, pace: { kind: 'yearly-target', otherwise: 'final' } };
		expect(judged(yearly, { ...full, target: '', yearTarget: '－' })[0]!.answer.reason).toContain('「－」');
		const total = { ...full, accumulation: 'period', startYear: 'R3', target: '' };
		expect(judged(PAST, total)[0]!.answer.status).toBe('－');
	});

	it('leaves every preset as it was: no target, 判定なし with that reason', () => {
		for (const rule of Object.values(PRESETS)) {
			const [{ answer } = { answer: null }] = judgeTable(rule, [
				{ line: 2, cells: { ...full, target: '' }, problem: null }
			]);
			expect(answer?.reason, rule.id).toMatch(/目標/);
			expect(answer?.reachRate).toBe('');
		}
	});
});

describe('rounding before grading', () => {
	const ROUNDED: BandRule = {
		...RULE,
		rateRounding: { decimals: 0, rounding: 'half-up' },
		shown: { decimals: 0, trimZeros: false, rounding: 'half-up' }
	};
	it('takes the rounded rate, prints it, and never prints 0 % for what is not 0', () => {
		const of = (actual: string, rule = ROUNDED) => {
			const { status, reachRateShown, reachRate } = judged(rule, { ...full, actual })[0]!.answer;
			return [status, reachRateShown, reachRate];
		};
		expect(of('79.5')).toEqual(['○', '80%', '0.795']);
		expect(of('79.49')).toEqual(['×', '79%', '0.7949']);
		expect(of('79.5', { ...ROUNDED, rateRounding: { decimals: 0, rounding: 'down' } })[0]).toBe('×');
		expect(of('99.6')[1]).toBe('100%');
		expect(of('0.4')[1]).toBe('0.4%');
		expect(of('79.5', RULE)[0]).toBe('×');
	});
});

describe('a reason', () => {
	it('tells a rate from the bound that it does not reach', () => {
		expect(judged(RULE, { ...full, actual: '79.96' })[0]!.answer.reason).toBe(
			'達成率が79.96 %で、80 %未満のため×'
		);
		const change: BandRule = { ...RULE, steps: [split('previous-percent', '0.01')] };
		const years = ['101', '102.02'].map((actual, index) => ({ ...full, year: `R${4 + index}`, actual }));
		expect(judged(change, ...years)[1]!.answer.reason).toContain('1.01 %で、1 %以上');
	});
});

describe('a percentage of 0', () => {
	it('is 0 % where nothing changed, and beyond every bound where something did', () => {
		const change: BandRule = { ...RULE, steps: [split('previous-percent', '0.1')] };
		const of = (...actuals: string[]) =>
			judged(change, ...actuals.map((actual, index) => ({ ...full, year: `R${3 + index}`, actual }))).map(
				({ answer }) => answer.status
			);
		expect(of('0', '0', '1')).toEqual(['－', '×', '○']);
		expect(of('0', '-1')).toEqual(['－', '×']);
	});
});

describe('rows for one KPI and year', () => {
	it('are all judged, named, and the later one counts for other years', () => {
		const rows = ['10', '20', '30'].map((actual, index) => ({
			...full,
			year: index < 2 ? 'R5' : 'R6',
			actual
		}));
		const change: BandRule = { ...RULE, steps: [split('previous', '0')] };
		const all = judged(change, ...rows);
		expect(all.map(({ repeats }) => repeats)).toEqual([null, 2, null]);
		expect(all[2]!.answer.reason).toContain('＋10');
		expect(repeatNotes(all)).toEqual([
			'注意：同じ指標・同じ年度の行があります：3行目（2行目と）。どの行も判定しましたが、ほかの年度の期間の合計・前回比・据え置きには、あとの行を使います。'
		]);
		expect(repeatNotes(judged(KURAYOSHI, { ...full, year: '' }, { ...full, year: '' }))).toEqual([]);
	});
});
