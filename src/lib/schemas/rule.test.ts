import { describe, expect, it } from 'vitest';
import { judgeTable } from '#lib/domain/judging/table.ts';
import { PRESETS } from '#lib/domain/judging/rule.ts';
import { readRule } from './rule.ts';

const fiveBands = {
	id: 'five',
	name: '5段階の市',
	method: 'bands',
	grades: [
		{ id: '5', label: '◎', status: 'achieved', points: 5 },
		{ id: '4', label: '○', status: 'on-track', points: 4 },
		{ id: '3', label: '△', status: 'slightly-behind', points: 3 },
		{ id: '2', label: '▲', status: 'behind', points: 2 },
		{ id: '1', label: '×', status: 'regressed', points: 1 }
	],
	kinds: {
		increase: { formula: 'ratio', whenUndefined: { met: '5', unmet: null } },
		decrease: { formula: 'inverse-ratio', whenUndefined: { met: '5', unmet: null } },
		keepAtLeast: { formula: 'ratio', whenUndefined: { met: '5', unmet: null } }
	},
	pace: { kind: 'yearly-target', otherwise: 'final' },
	steps: [
		{
			measure: 'rate',
			bands: [
				{ grade: '5', atLeast: '1' },
				{ grade: '4', atLeast: '0.9', below: '1' },
				{ grade: '3', atLeast: '0.7', below: '0.9' },
				{ grade: '2', atLeast: '0.5', below: '0.7' },
				{ grade: '1', below: '0.5' }
			]
		}
	],
	shown: { above: { bound: '1', text: '100%' } }
};

describe('a rule file', () => {
	it('reads every preset back as it is', () => {
		for (const rule of Object.values(PRESETS)) {
			expect(readRule(JSON.parse(JSON.stringify(rule))), rule.id).toEqual({ ok: true, rule });
		}
	});

	it('expresses a city nobody has seen: five bands, symbols, points, capped at 100 %', () => {
		const reading = readRule(fiveBands);
		if (!reading.ok) throw new Error(reading.problems.join());
		const judged = (cells: Record<string, string>) => {
			const [row] = judgeTable(reading.rule, [{ line: 2, cells, problem: null }]);
			const { reachRateShown, status, points } = row!.answer;
			return [reachRateShown, status, points];
		};
		const up = { direction: 'increase', target: '200' };
		expect(judged({ ...up, actual: '250' })).toEqual(['100%', '◎', '5']);
		expect(judged({ ...up, actual: '180' })).toEqual(['90.0%', '○', '4']);
		expect(judged({ ...up, actual: '99' })).toEqual(['49.5%', '×', '1']);
		expect(judged({ direction: 'decrease', target: '20', actual: '25' })).toEqual(['80.0%', '△', '3']);
		expect(judged({ direction: 'decrease', target: '0', actual: '0' })).toEqual(['', '◎', '5']);
		expect(judged({ direction: 'decrease', target: '0', actual: '3' })).toEqual(['', '－', '']);
		expect(judged({ direction: 'range', lower: '1', upper: '2', actual: '1' })).toEqual(['', '－', '']);
	});

	it('lets 標準 be judged by other thresholds', () => {
		const reading = readRule({
			id: 'strict',
			name: '厳しい標準',
			method: 'standard',
			thresholds: { onTrack: '0.99', slightlyBehind: '0.8' }
		});
		expect(reading).toMatchObject({ ok: true, rule: { allowancePercent: '5', labels: { behind: '遅れ' } } });
	});

	it.each<[string, unknown, string]>([
		['no object', 'x', '判定基準：'],
		['no method', { id: 'a', name: 'a' }, 'method に bands か standard を書いてください'],
		['an unknown field', { ...fiveBands, step: [] }, '「step」という項目はありません'],
		['a missing field', { ...fiveBands, grades: undefined }, 'grades：'],
		['a percent', { ...fiveBands, shown: { above: { bound: '100%', text: 'x' } } }, 'shown.above.bound：'],
		[
			'an unknown formula',
			{ ...fiveBands, kinds: { increase: { formula: 'y/T' } } },
			'kinds.increase.formula：progress・'
		],
		[
			'a gap',
			{ ...fiveBands, steps: [{ measure: 'rate', bands: fiveBands.steps[0]!.bands.slice(0, 4) }] },
			'50 %未満'
		],
		['a list as text', { ...fiveBands, steps: 'x' }, 'steps：一覧（[ ]）で書いてください'],
		['no steps', { ...fiveBands, steps: undefined }, 'steps：必要な項目がありません'],
		['no id', { ...fiveBands, id: undefined }, 'id：必要な項目がありません'],
		[
			'an era year',
			{ ...fiveBands, pace: { kind: 'elapsed', plan: { firstYear: 'R3', lastYear: 2025 } } },
			'pace.plan.firstYear：西暦の年度を整数で書いてください（例：2025）'
		],
		[
			'a bare condition',
			{ ...fiveBands, variants: [{ name: 'a', when: { unit: ['%'] } }] },
			'「unit」という項目はありません'
		],
		[
			'half a rounding',
			{ ...fiveBands, rateRounding: { decimals: 1.5 } },
			'rateRounding.decimals：0から6までの整数'
		]
	])('with %s is refused in words', (_, json, message) => {
		const reading = readRule(json);
		expect(reading.ok).toBe(false);
		if (!reading.ok) {
			expect(reading.problems.join()).toContain(message);
			expect(reading.problems.join()).not.toMatch(/Invalid|expected|received/);
		}
	});
});
