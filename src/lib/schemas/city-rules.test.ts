import { describe, expect, it } from 'vitest';
import { aggregate } from '#lib/domain/judging/aggregate.ts';
import type { BandRule } from '#lib/domain/judging/band-rule.ts';
import { JUDGED_STATUSES } from '#lib/domain/model.ts';
import { gradeWords, ruleSections } from '#lib/domain/judging/rule-words.ts';
import { judgeTable, type JudgedRow } from '#lib/domain/judging/table.ts';
import { draftOf, fieldsOf } from './rule-fields/fields.ts';
import { plainRule, sameRule } from './rule-fields/same-rule.ts';
import { readRule } from './rule.ts';

/** Ways of judging that cities publish, each as the file that a planner would write. */

const grades = (labels: string, points?: string) =>
	labels.split(' ').map((label, index) => ({
		id: 'abcde'[index],
		label,
		status: JUDGED_STATUSES[index],
		...(points === undefined ? {} : { points: points.split(' ')[index] })
	}));
const met = { met: 'a', unmet: null };
const none = { met: null, unmet: null };
/** Bands from the best to the worst at these bounds. */
const from = (...bounds: string[]) =>
	[...bounds, null].map((bound, index) => ({
		grade: 'abcde'[index],
		...(bound === null ? {} : { atLeast: bound }),
		...(index === 0 ? {} : { below: bounds[index - 1] })
	}));

const up = { code: '1', direction: 'increase', unit: '%', baselineYear: 'R2', baseline: '50' };
const down = { code: '2', direction: 'decrease', unit: '件', baselineYear: 'R2', baseline: '200' };
/** R3–R5 and the target year of one KPI that rises and of one that falls. */
const ROWS: Record<string, string>[] = [
	...['50.5 52 R3', '53 54 R4', '52.6 56 R5', '61 60 R7'].map((each) => ({
		...up,
		target: '60',
		...cut(each)
	})),
	...['190 180 R3', '150 160 R4', '210 140 R5', '0 － R7'].map((each) => ({
		...down,
		target: '0',
		...cut(each)
	}))
];
function cut(text: string) {
	const [actual = '', yearTarget = '', year = ''] = text.split(' ');
	return { actual, yearTarget, year, startYear: 'R3', targetYear: 'R7' };
}

/** Name, the file, and what it says of the eight rows. */
const CITIES: [name: string, file: object, expected: string][] = [
	[
		'A 100 %以上、B 80 %以上、C 60 %以上、D：実績÷年度目標、100 %を上限に表示',
		{
			grades: grades('A B C D'),
			kinds: {
				increase: { formula: 'ratio', whenUndefined: met },
				decrease: { formula: 'inverse-ratio', whenUndefined: met }
			},
			pace: { kind: 'yearly-target', otherwise: 'none' },
			steps: [{ measure: 'rate', bands: from('1', '0.8', '0.6') }],
			shown: { above: { bound: '1', text: '100%' } }
		},
		'B B B A B A C A'
	],
	[
		'進捗率÷経過年数の割合、初年度は「－」',
		{
			grades: grades('順調 概ね順調 遅れ'),
			kinds: {
				increase: { formula: 'progress', whenUndefined: none },
				decrease: { formula: 'progress', whenUndefined: none }
			},
			pace: { kind: 'elapsed' },
			steps: [{ measure: 'pace', bands: from('1', '0.75') }],
			firstYear: 'not-judged'
		},
		'－ 概ね順調 遅れ 順調 － 遅れ 遅れ 順調'
	],
	[
		'（基準値−実績）÷（基準値−目標）の5段階、評価点の平均を小数2桁',
		{
			grades: grades('5 4 3 2 1', '5 4 3 2 1'),
			kinds: {
				increase: { formula: 'progress', whenUndefined: met },
				decrease: { formula: 'progress', whenUndefined: met }
			},
			steps: [{ measure: 'rate', bands: from('1', '0.7', '0.4', '0') }],
			aggregation: { of: 'points', method: 'mean', decimals: 2 },
			shown: { decimals: 0, above: { bound: '1', text: '100%' }, below: { bound: '0', text: '0%' } }
		},
		'2 2 2 5 2 2 1 5'
	],
	[
		'前年度比（±1 %以内は横ばい）',
		{
			grades: grades('↑ → ↓'),
			kinds: { increase: { formula: 'ratio' }, decrease: { formula: 'inverse-ratio' } },
			steps: [
				{
					measure: 'previous-percent',
					bands: [
						{ grade: 'a', above: '0.01' },
						{ grade: 'b', atLeast: '-0.01', atMost: '0.01' },
						{ grade: 'c', below: '-0.01' }
					]
				}
			]
		},
		'－ ↑ → ↑ － ↑ ↓ ↑'
	],
	[
		'目標達成／改善／横ばい／後退',
		{
			grades: grades('目標達成 改善 横ばい 後退'),
			kinds: { increase: { formula: 'progress' }, decrease: { formula: 'progress' } },
			pace: { kind: 'yearly-target', otherwise: 'final' },
			steps: [
				{ measure: 'target', bands: [{ grade: 'a', atLeast: '0' }], otherwise: 'next' },
				{
					measure: 'baseline',
					tolerance: true,
					bands: [
						{ grade: 'b', above: '0' },
						{ grade: 'c', atLeast: '0', atMost: '0' },
						{ grade: 'd', below: '0' }
					]
				}
			],
			tolerance: { value: '0.5' }
		},
		'横ばい 改善 改善 目標達成 改善 目標達成 後退 目標達成'
	],
	[
		'減らす指標は（目標×2−実績）÷目標、100 %を上限に平均',
		{
			grades: grades('A B C'),
			kinds: {
				increase: { formula: 'ratio', whenUndefined: met },
				decrease: { formula: 'mirror-ratio', whenUndefined: met }
			},
			pace: { kind: 'yearly-target', otherwise: 'line' },
			steps: [{ measure: 'rate', bands: from('0.95', '0.7') }],
			aggregation: { of: 'rate', method: 'mean', clip: { least: '0', most: '1' }, decimals: 1 },
			shown: { rounding: 'down', above: { bound: '1', text: '100%' } }
		},
		'A A B A B A C A'
	],
	[
		'目標の±1 %以内を達成とする',
		{
			grades: grades('◎ ○ △ ×'),
			labels: { none: '－', missing: '未', outside: '終' },
			kinds: { increase: { formula: 'ratio' }, decrease: { formula: 'inverse-ratio' } },
			pace: { kind: 'yearly-target', otherwise: 'none' },
			steps: [
				{
					measure: 'target-percent',
					bands: [
						{ grade: 'a', above: '0.01' },
						{ grade: 'b', atLeast: '-0.01', atMost: '0.01' },
						{ grade: 'c', atLeast: '-0.2', below: '-0.01' },
						{ grade: 'd', below: '-0.2' }
					]
				}
			]
		},
		'△ △ △ ◎ △ ◎ × ○'
	],
	[
		'計画の開始からの直線に対する割合の4段階',
		{
			grades: grades('十分 おおむね やや不十分 不十分', '4 3 2 1'),
			kinds: {
				increase: { formula: 'progress', whenUndefined: met },
				decrease: { formula: 'progress', whenUndefined: met }
			},
			pace: { kind: 'line', origin: 'plan-start' },
			steps: [{ measure: 'pace', bands: from('1', '0.75', '0.5') }],
			aggregation: { of: 'points', method: 'mean', decimals: 1 }
		},
		'不十分 おおむね 不十分 十分 不十分 やや不十分 不十分 十分'
	],
	[
		'未達成でも前年より良ければB',
		{
			grades: grades('A B C'),
			kinds: { increase: { formula: 'ratio' }, decrease: { formula: 'inverse-ratio' } },
			pace: { kind: 'yearly-target', otherwise: 'final' },
			steps: [
				{ measure: 'target', bands: [{ grade: 'a', atLeast: '0' }], otherwise: 'next' },
				{
					measure: 'previous',
					bands: [{ grade: 'b', above: '0' }],
					otherwise: 'next',
					unavailable: 'next'
				},
				{
					measure: 'target-percent',
					bands: [
						{ grade: 'b', atLeast: '-0.05' },
						{ grade: 'c', below: '-0.05' }
					]
				}
			]
		},
		'B B C A C A C A'
	]
];

function read(file: object): BandRule {
	const reading = readRule({ id: 'our-city', name: '本市', method: 'bands', ...file });
	if (!reading.ok) throw new Error(reading.problems.join('\n'));
	return reading.rule as BandRule;
}
const judged = (rule: BandRule): JudgedRow[] =>
	judgeTable(
		rule,
		ROWS.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);

describe('ways of judging that cities publish', () => {
	it.each(CITIES)('%s', (_, file, expected) => {
		const rule = read(file);
		const rows = judged(rule);
		expect(rows.map(({ answer }) => answer.status).join(' ')).toBe(expected);
		for (const { problems, answer } of rows) {
			expect(problems).toEqual([]);
			expect(answer.reason).not.toBe('');
			expect(Object.values(answer).join()).not.toMatch(/NaN|Infinity|undefined|[-−]0(?![.\d])/);
		}
	});

	it.each(CITIES)('%s: said in words, and the same again from the fields of the form', (_, file) => {
		const rule = read(file);
		expect(ruleSections(rule).length).toBeGreaterThan(0);
		expect(JSON.stringify([ruleSections(rule), gradeWords(rule)])).not.toMatch(/undefined|NaN/);
		const reading = readRule(plainRule(draftOf(plainRule(rule), fieldsOf(rule))));
		expect(reading).toMatchObject({ ok: true });
		expect(reading.ok && sameRule(reading.rule, rule)).toBe(true);
	});

	it('take their means as published', () => {
		const mean = (index: number) => {
			const rule = read(CITIES[index]![1]);
			return aggregate(
				rule,
				judged(rule).flatMap(({ judgement }) => judgement ?? [])
			);
		};
		// 2+2+2+5+2+2+1+5 = 21 over 8.
		expect(mean(2)).toMatchObject({ shown: '2.63', counted: 8, leftOut: 0 });
		// 0 ÷ 0 has no rate: it is left out, never 0 %.
		expect(mean(5)).toMatchObject({ counted: 7, leftOut: 1 });
		// 1+3+1+4+1+2+1+4 = 17 over 8.
		expect(mean(7)).toMatchObject({ shown: '2.1', counted: 8 });
	});
});
