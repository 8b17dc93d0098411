import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '#lib/domain/judging/aggregate.ts';
import type { BandRule, Pace, Step } from '#lib/domain/judging/band-rule.ts';
import { ruleProblems } from '#lib/domain/judging/rule-problems.ts';
import { judge } from '#lib/domain/judging/judge.ts';
import { PRESETS } from '#lib/domain/judging/rule.ts';
import { judgeTable } from '#lib/domain/judging/table.ts';
import { stage, subject } from '#lib/domain/judging/test-support.ts';
import { OPTIONAL_COLUMNS, ROW_COLUMNS } from '#lib/domain/judging/table-row.ts';

const NONE = { met: null, unmet: null };
const BASE: BandRule = {
	id: 'test',
	version: 1,
	name: '試し',
	method: 'bands',
	grades: [
		{ id: 'good', label: '○', status: 'on-track', points: '2' },
		{ id: 'bad', label: '×', status: 'behind', points: '0' }
	],
	labels: { none: '－', missing: '未', outside: '外' },
	kinds: {
		increase: { formula: 'progress', paced: true, whenUndefined: NONE },
		decrease: { formula: 'mirror-ratio', paced: true, whenUndefined: NONE },
		range: { formula: 'ratio', paced: false, whenUndefined: NONE },
		stage: { formula: 'progress', paced: true, whenUndefined: NONE }
	},
	pace: { kind: 'final', yearTarget: 'unused' },
	steps: [split('pace', '1')],
	shown: { decimals: 1, trimZeros: false, rounding: 'half-up' },
	firstYear: 'judged',
	carried: { judgedAs: 'measured-year', neverWorse: false }
};

/** Good from `bound` on. */
function split(measure: Step['measure'], bound: string): Step {
	return {
		measure,
		bands: [
			{ grade: 'good', atLeast: bound },
			{ grade: 'bad', below: bound }
		]
	};
}

type Cells = Record<string, string>;

function judged(rule: BandRule, ...rows: Cells[]) {
	expect(ruleProblems(rule)).toEqual([]);
	return judgeTable(
		rule,
		rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);
}
const answers = (rule: BandRule, ...rows: Cells[]) => judged(rule, ...rows).map(({ answer }) => answer);

const up = {
	code: '1',
	direction: 'increase',
	baselineYear: 'R2',
	baseline: '0',
	targetYear: 'R7',
	target: '100',
	year: 'R4',
	actual: '40'
};

describe('a KPI to be kept whose target asks for no way from the baseline', () => {
	const kept = { ...up, goal: 'keep', baseline: '75.2', target: '75.0', actual: '70.4' };
	const progress: BandRule = {
		...BASE,
		kinds: { ...BASE.kinds, keepAtLeast: { formula: 'progress', paced: false, whenUndefined: NONE } }
	};

	it('has no rate: 2,400 % would stand beside 判定なし', () => {
		const [answer] = answers(progress, kept);
		expect(answer).toMatchObject({ reachRate: '', reachRateShown: '' });
		expect(answer?.reason).toContain('率が意味を持たない');
	});

	it('keeps the rate that its own formula gives', () => {
		const ratio: BandRule = {
			...BASE,
			kinds: { ...BASE.kinds, keepAtLeast: { formula: 'ratio', paced: false, whenUndefined: NONE } }
		};
		expect(answers(ratio, { ...kept, target: '80', actual: '60' })[0]).toMatchObject({ reachRate: '0.75' });
	});
});

describe('the pace', () => {
	it.each<[string, Pace, Cells, string]>([
		['final', { kind: 'final', yearTarget: 'unused' }, {}, '0.4'],
		['a line from the baseline year', { kind: 'line', origin: 'baseline-year', yearTarget: 'due' }, {}, '1'],
		[
			'a line from the plan',
			{ kind: 'line', origin: 'plan-start', yearTarget: 'due' },
			{ startYear: 'R4' },
			'1.6'
		],
		['elapsed years', { kind: 'elapsed', yearTarget: 'due' }, { startYear: 'R3' }, '1'],
		[
			'fixed shares',
			{ kind: 'fixed', shares: ['0.1', '0.2', '0.5', '0.8', '1'], yearTarget: 'due' },
			{},
			'2'
		],
		['a yearly target', { kind: 'yearly-target', otherwise: 'none' }, { yearTarget: '80' }, '0.5'],
		['no yearly target: a line', { kind: 'yearly-target', otherwise: 'line' }, {}, '1'],
		['no yearly target: none', { kind: 'yearly-target', otherwise: 'none' }, {}, ''],
		['what is due by a yearly target', { kind: 'elapsed', yearTarget: 'due' }, { yearTarget: '50' }, '0.8'],
		[
			'a target in force instead of the final one',
			{ kind: 'elapsed', yearTarget: 'final' },
			{ startYear: 'R3', yearTarget: '50' },
			'2'
		],
		[
			'the first year of the plan',
			{ kind: 'elapsed', yearTarget: 'due' },
			{ startYear: 'R3', year: 'R3', actual: '20' },
			'1'
		]
	])('%s', (_, pace, more, ratio) => {
		expect(answers({ ...BASE, pace }, { ...up, ...more })[0]!.progressRatio).toBe(ratio);
	});

	it('never replaces an explicit 「－」', () => {
		const rule: BandRule = { ...BASE, pace: { kind: 'yearly-target', otherwise: 'final' } };
		expect(answers(rule, { ...up, yearTarget: '－' })[0]).toMatchObject({
			status: '－',
			reason: 'yearTarget が「－」（目標なし）のため判定しません'
		});
	});
});

describe('formulas and measures', () => {
	const on = (step: Step, ...rows: Cells[]) =>
		answers({ ...BASE, steps: [step] }, ...rows).map(({ status }) => status);

	it('（目標 × 2 − 実績）÷ 目標 for fewer is better', () => {
		const down = { direction: 'decrease', target: '20', actual: '25' };
		expect(answers(BASE, down)[0]).toMatchObject({ reachRate: '0.75', reachRateShown: '75.0%', status: '×' });
	});

	it('a range against the nearest bound, a stage by its place', () => {
		const range = { direction: 'range', lower: '100', upper: '200', year: 'R4' };
		expect(
			answers(BASE, { ...range, actual: '50' }, { ...range, actual: '150' }, { ...range, actual: '250' }).map(
				(each) => each.reachRate
			)
		).toEqual(['0.5', '1', '0.8']);
		const stage = {
			direction: 'stage',
			stages: 'なし→検討→設計→設置',
			baseline: 'なし',
			target: '設置',
			actual: '検討'
		};
		expect(answers(BASE, stage)[0]!.reachRateShown).toBe('33.3%');
	});

	it('a share of the target, and the change since the last value', () => {
		expect(on(split('target-percent', '-0.05'), { ...up, actual: '95' }, { ...up, actual: '94.9' })).toEqual([
			'○',
			'×'
		]);
		const noisy = { ...split('previous', '0'), tolerance: true };
		const series = ['R4', 'R5', 'R6'].map((year, index) => ({
			...up,
			year,
			tolerance: '1',
			actual: ['50', '49', '47.9'][index]!
		}));
		expect(on(noisy, ...series)).toEqual(['－', '○', '×']);
	});
});

describe('treatment of what is not an ordinary value', () => {
	const then = { ...up, year: 'R4', actual: '100' };
	const now = { ...up, year: 'R5', measuredYear: 'R4', actual: '40' };
	it('carried: as measured, as reported, never worse, not at all', () => {
		const line: BandRule = { ...BASE, pace: { kind: 'line', origin: 'baseline-year', yearTarget: 'due' } };
		const at = (carried: BandRule['carried']) => answers({ ...line, carried }, then, now)[1]!.status;
		expect(at({ judgedAs: 'measured-year', neverWorse: false })).toBe('○');
		expect(at({ judgedAs: 'reported-year', neverWorse: false })).toBe('×');
		expect(at({ judgedAs: 'reported-year', neverWorse: true })).toBe('○');
		expect(at({ judgedAs: 'not-judged', neverWorse: false })).toBe('－');
	});

	it('missing, outside and the baseline year have the words of the rule', () => {
		expect(answers(BASE, { ...up, actual: '' })[0]!.status).toBe('未');
		expect(answers(BASE, { ...up, startYear: 'R5' })[0]!.status).toBe('外');
		expect(answers(BASE, { ...up, year: 'R2' })[0]).toMatchObject({ status: '－', reachRateShown: '40.0%' });
	});

	it('a published mean clips its rates, and leaves out what has none', () => {
		const rule: BandRule = {
			...BASE,
			aggregation: { of: 'rate', method: 'mean', clip: { least: '0', most: '1' }, decimals: 1 }
		};
		const rows = [
			{ ...up, actual: '250' },
			{ ...up, actual: '-50' },
			{ ...up, actual: '40' },
			{ ...up, actual: '…' }
		];
		const all = judged(rule, ...rows).flatMap(({ judgement }) => judgement ?? []);
		expect(aggregate(rule, all)).toMatchObject({ shown: '46.7%', counted: 3, leftOut: 1 });
	});
});

describe('any table', () => {
	const cell = fc.oneof(
		fc.constantFrom(
			'',
			'0',
			'5',
			'-3.2',
			'▲4',
			'1,234',
			'50％',
			'－',
			'…',
			'x',
			'R4',
			'2025',
			'令和元年度',
			'H30',
			'なし',
			'なし→設置',
			'increase',
			'decrease',
			'range',
			'stage',
			'keep',
			'reach',
			'period',
			'annual'
		),
		fc.string({ maxLength: 5 })
	);
	const figures = fc.constantFrom('0', '5', '-3.2', '100', '0.1', '', '－');
	const years = fc.constantFrom('R1', 'R4', 'R6', 'R12', '');
	const shapes: Record<string, fc.Arbitrary<string>> = {
		direction: fc.constantFrom('increase', 'decrease', 'range', 'stage', ''),
		goal: fc.constantFrom('reach', 'keep', ''),
		accumulation: fc.constantFrom('level', 'annual', 'cumulative', 'period', ''),
		stages: fc.constantFrom('0→5→100', '')
	};
	const columns = [...ROW_COLUMNS, ...OPTIONAL_COLUMNS];
	const shaped = fc.record(
		Object.fromEntries(
			columns.map((column) => [column, shapes[column] ?? (/[yY]ear$/.test(column) ? years : figures)])
		)
	);
	const wild = fc.record(Object.fromEntries(columns.map((column) => [column, cell])));

	it.each(Object.values(PRESETS).map((rule) => [rule.id, rule] as const))(
		'is answered by %s without throwing or nonsense',
		(_, rule) => {
			fc.assert(
				fc.property(fc.array(fc.oneof(shaped, wild), { maxLength: 4 }), (rows) => {
					const all = judgeTable(
						rule,
						rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
					);
					for (const { answer, problems } of all) {
						expect(answer.reason).not.toBe('');
						const { reason: _reason, ...figures } = answer;
						expect(Object.values(figures).join(' ')).not.toMatch(/NaN|Infinity|undefined|-0(\.0*)?(%| |$)/);
						if (problems.length === 0) expect(answer.status).not.toBe('');
					}
				}),
				{ numRuns: 400 }
			);
		}
	);
});

describe('what a sum says', () => {
	const fukuoka = PRESETS['fukuoka'] as BandRule;
	const percent = { ...up, unit: '%', baseline: '75.2', target: '80', yearTarget: '79' };

	it('names the line that the tolerance draws, where a band ends at 0', () => {
		const [worse, noise] = answers(fukuoka, { ...percent, actual: '70.4' }, { ...percent, actual: '72.2' });
		expect(worse?.reason).toContain('が−4.8で、誤差の幅（−3.0まで0とみなす）を超えて0未満のためC');
		expect(noise?.reason).toContain('誤差の幅（±3.0）以内のためB');
	});

	it('says why a rate is not given, instead of leaving it out', () => {
		const { sum } = judge(
			fukuoka,
			subject({ goal: 'keep', b: '75.2', t: '75.0', p: '75.0', y: '70.4', tolerance: '3' })
		);
		expect(sum.lines.find(({ label }) => label === '達成率')?.result).toBe(
			'示さない（目標が基準値より良い側になく、率が意味を持たないため）'
		);
	});

	it('calls stages by their names', () => {
		const plain = subject({
			direction: 'stage',
			stages: ['未着手', '検討', '試行', '実施'],
			b: '0',
			p: stage(3),
			y: '2',
			decimals: 0
		});
		const { sum, reason } = judge(fukuoka, {
			...plain,
			kpi: { ...plain.kpi, finalYear: 2028, finalTarget: stage(3) }
		});
		const filled = sum.lines.map((line) => `${line.filled} ＝ ${line.result}`).join();
		expect(filled).toContain('試行 − 未着手 ＝ ＋2段階');
		expect(filled).toContain('（試行 − 未着手）÷（実施 − 未着手）＝ 2 ÷ 3');
		expect(filled).not.toContain('2 − 0');
		expect(reason).toContain('が＋2段階で');
	});

	it('names only the year that is missing', () => {
		const miyagi = PRESETS['miyagi'] as BandRule;
		const row = { ...up, baselineYear: 'R1', targetYear: 'R12' };
		const [late] = answers(miyagi, row);
		expect(late?.reason).toBe(
			'計画の開始年度（startYear）が分からず、予定の割合を計算できないため判定できません'
		);
		const line: BandRule = { ...BASE, pace: { kind: 'line', origin: 'baseline-year', yearTarget: 'unused' } };
		expect(answers(line, { ...up, baselineYear: '' })[0]?.reason).toMatch(/^基準年度が分からず、/);
	});
});
