import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decimal, roundHalfUp, toText } from '#lib/domain/decimal.ts';
import type { NoTarget, TargetInForce } from '#lib/domain/target-in-force.ts';
import { judge } from './judge.ts';
import type { JudgedResult } from './judgement.ts';
import { STANDARD } from './rule.ts';
import { fraction, inForce, period, range, stage, subject, value, type Plain } from './test-support.ts';

const on = (plain: Plain) => judge(STANDARD, subject(plain));
const grade = (plain: Plain) => {
	const { status, reasonCode, rung } = on(plain);
	return [status, reasonCode, rung];
};

describe('rule 1: P met in the direction of the KPI', () => {
	it.each<[string, Plain]>([
		['increase, exactly', { b: '10', p: '20', y: '20' }],
		['decrease, exactly', { direction: 'decrease', b: '30', p: '20', y: '20.0' }],
		['without a baseline', { p: '20', y: '21' }],
		['keep at least', { goal: 'keep', p: '90', y: '90' }],
		['keep at most', { goal: 'keep', direction: 'decrease', p: '5', y: '4' }],
		['0 against 0', { direction: 'decrease', b: '0', p: '0', y: '0' }],
		['target below the baseline', { b: '2969', p: '2600', y: '2700' }]
	])('%s', (_, plain) => expect(grade(plain)).toEqual(['achieved', 'target-met', 1]));

	it('is not helped by the tolerance', () => {
		expect(grade({ b: '10', p: '20', y: '19.9', tolerance: '3' })).toEqual([
			'on-track',
			'within-tolerance',
			2
		]);
		expect(grade({ p: '20', y: '19.9', tolerance: '3' })[0]).toBe('on-track');
	});
});

describe('rule 2: progress from a comparable baseline', () => {
	it.each<[string, Plain, string, string]>([
		['worse than the baseline', { b: '38.2', p: '46.0', y: '37.9' }, 'regressed', 'below-baseline'],
		[
			'worse, but within the tolerance',
			{ b: '38.2', p: '46.0', y: '37.9', tolerance: '0.3' },
			'behind',
			'progress-behind'
		],
		[
			'worse beyond the tolerance',
			{ b: '38.2', p: '46.0', y: '37.8', tolerance: '0.3' },
			'regressed',
			'below-baseline'
		],
		['one smallest unit short', { b: '0', p: '3', y: '2', decimals: 0 }, 'on-track', 'within-smallest-unit'],
		['two smallest units short', { b: '0', p: '3', y: '1', decimals: 0 }, 'behind', 'progress-behind'],
		['the tolerance short', { b: '0', p: '10', y: '7', tolerance: '3' }, 'on-track', 'within-tolerance'],
		[
			'the tolerance short, but not better than the baseline',
			{ b: '7', p: '10.1', y: '7', tolerance: '3.05' },
			'behind',
			'progress-behind'
		],
		['exactly 0.95', { b: '0', p: '100', y: '95' }, 'on-track', 'progress-on-track'],
		['just below 0.95', { b: '0', p: '1000', y: '949.9' }, 'slightly-behind', 'progress-slightly-behind'],
		[
			'exactly 0.60',
			{ b: '0.4', p: '0.9', y: '0.7', decimals: 2 },
			'slightly-behind',
			'progress-slightly-behind'
		],
		['just below 0.60', { b: '0.4', p: '0.9', y: '0.69', decimals: 2 }, 'behind', 'progress-behind'],
		[
			'decrease at 0.60',
			{ direction: 'decrease', b: '0.9', p: '0.4', y: '0.6', decimals: 2 },
			'slightly-behind',
			'progress-slightly-behind'
		],
		['decrease, worse', { direction: 'decrease', b: '30', p: '20', y: '31' }, 'regressed', 'below-baseline']
	])('%s', (_, plain, status, code) => expect(grade(plain)).toEqual([status, code, 2]));

	it('needs P beyond B by more than tolerance and smallest unit', () => {
		expect(grade({ b: '10', p: '11', y: '9', decimals: 0 })).toEqual(['behind', 'beyond-allowance', 3]);
		expect(grade({ b: '10', p: '12', y: '9', decimals: 0 })).toEqual(['regressed', 'below-baseline', 2]);
		expect(grade({ b: '10', p: '13', y: '6', tolerance: '3' })[2]).toBe(3);
		expect(grade({ b: '10', p: '13.1', y: '6', tolerance: '3' })[2]).toBe(2);
	});
});

describe('rule 3: every other unmet target by its shortfall', () => {
	const keep = { goal: 'keep', p: '100', decimals: 0, b: '90' } as const;
	it.each<[string, Plain, string, string]>([
		['one smallest unit', { ...keep, y: '99' }, 'on-track', 'within-smallest-unit'],
		['within the tolerance', { ...keep, y: '97', tolerance: '3' }, 'on-track', 'within-tolerance'],
		['exactly 5 %', { ...keep, y: '95' }, 'slightly-behind', 'within-allowance'],
		['exactly 10 %', { ...keep, y: '90' }, 'behind', 'within-twice-allowance'],
		['beyond, keep', { ...keep, y: '89' }, 'regressed', 'beyond-allowance'],
		['beyond, reach without a baseline', { p: '100', y: '1', decimals: 0 }, 'behind', 'beyond-allowance'],
		[
			'a baseline for reference',
			{ b: '50', baselineUse: 'reference', p: '100', y: '40' },
			'behind',
			'beyond-allowance'
		],
		['P not beyond B', { b: '110', p: '100', y: '95' }, 'slightly-behind', 'within-allowance'],
		['own 許容幅', { ...keep, allowance: '8', y: '92' }, 'slightly-behind', 'within-allowance'],
		['twice the own 許容幅', { ...keep, allowance: '8', y: '84' }, 'behind', 'within-twice-allowance'],
		[
			'keep at most',
			{ goal: 'keep', direction: 'decrease', p: '20', y: '21' },
			'slightly-behind',
			'within-allowance'
		],
		['5 % of |P| for a negative target', { p: '-100', y: '-105' }, 'slightly-behind', 'within-allowance'],
		['a target of 0', { direction: 'decrease', p: '0', y: '2', decimals: 0 }, 'behind', 'beyond-allowance'],
		[
			'one above a target of 0',
			{ direction: 'decrease', p: '0', y: '1', decimals: 0 },
			'on-track',
			'within-smallest-unit'
		]
	])('%s', (_, plain, status, code) => expect(grade(plain)).toEqual([status, code, 3]));

	it('shows the difference, and a ratio only where both figures are positive', () => {
		expect(on({ p: '100', y: '90' })).toMatchObject({
			shown: 'difference',
			difference: fraction('-10'),
			ratio: fraction('0.9')
		});
		expect(on({ direction: 'decrease', p: '90', y: '100' })).toMatchObject({ ratio: fraction('0.9') });
		expect(on({ p: '143', y: '-416' }).ratio).toBeNull();
		expect(on({ p: '0', y: '5' }).ratio).toBeNull();
	});
});

describe('rule 4: range, stage, period total', () => {
	const band = { direction: 'range', p: range('100', '200'), decimals: 0 } as const;
	it.each<[string, Plain, string, string]>([
		['on the lower bound', { ...band, y: '100' }, 'achieved', 'in-range'],
		['on the upper bound', { ...band, y: '200' }, 'achieved', 'in-range'],
		['one unit out', { ...band, y: '201' }, 'on-track', 'within-smallest-unit'],
		['5 % of the nearest bound', { ...band, y: '210' }, 'slightly-behind', 'within-allowance'],
		['5 % of the other bound is too far below', { ...band, y: '90' }, 'behind', 'within-twice-allowance'],
		['beyond', { ...band, y: '221' }, 'behind', 'beyond-allowance'],
		['beyond, keep', { ...band, goal: 'keep', y: '221' }, 'regressed', 'beyond-allowance'],
		['stage reached', { direction: 'stage', p: stage(2), b: '0', y: '2' }, 'achieved', 'stage-reached'],
		['stage passed', { direction: 'stage', p: stage(2), b: '0', y: '3' }, 'achieved', 'stage-reached'],
		[
			'one stage behind',
			{ direction: 'stage', p: stage(2), b: '0', y: '1' },
			'slightly-behind',
			'stage-one-behind'
		],
		['two stages behind', { direction: 'stage', p: stage(3), b: '0', y: '1' }, 'behind', 'stage-more-behind'],
		[
			'one behind and below the baseline',
			{ direction: 'stage', p: stage(2), b: '2', y: '1' },
			'regressed',
			'stage-below-baseline'
		],
		[
			'below the baseline of a stage to keep',
			{ direction: 'stage', goal: 'keep', p: stage(2), b: '2', y: '0' },
			'regressed',
			'stage-below-baseline'
		]
	])('%s', (_, plain, status, code) => expect(grade(plain)).toEqual([status, code, 4]));

	const years = (...values: (string | null)[]) =>
		values.map((each, index) => ({ year: 2023 + index, value: each === null ? null : decimal(each) }));
	const total = (y: string, ...before: (string | null)[]): Plain => ({
		p: period(2023, 2027, '200'),
		y,
		decimals: 0,
		earlier: years(...before)
	});
	it('holds Σ actual against Σ share with the thresholds of rule 2', () => {
		expect(grade(total('40', '40', '40'))).toEqual(['achieved', 'target-met', 4]);
		expect(grade(total('34', '40', '40'))).toEqual(['on-track', 'progress-on-track', 4]);
		expect(grade(total('33', '40', '40'))).toEqual(['slightly-behind', 'progress-slightly-behind', 4]);
		expect(grade(total('12', '30', '30'))).toEqual(['slightly-behind', 'progress-slightly-behind', 4]);
		expect(grade(total('11', '30', '30'))).toEqual(['behind', 'progress-behind', 4]);
		expect(on(total('12', '30', '30'))).toMatchObject({
			progressRatio: fraction('0.6'),
			reachRate: fraction('0.36'),
			difference: fraction('-48')
		});
	});

	it('takes no notice of the baseline, and of a figure before the period', () => {
		const plain = { ...total('12', '30', '30'), b: '70' };
		expect(grade(plain)[0]).toBe('slightly-behind');
		expect(
			grade({ ...plain, earlier: [{ year: 2022, value: decimal('99') }, ...years('30', '30')] })[0]
		).toBe('slightly-behind');
	});

	it('is not judged with an unknown year in it, even when the known ones suffice', () => {
		const judgement = on(total('500', '30', null));
		expect(judgement).toMatchObject({
			status: 'none',
			reasonCode: 'unknown-year-in-period',
			rung: 5,
			unknownYears: [2024]
		});
		expect(judgement.reason).toBe('目標期間のうち令和6年度の実績が分からないため判定できません');
		expect(grade(total('500', '30'))[1]).toBe('unknown-year-in-period');
	});

	it('judges a total to stay under by its excess', () => {
		expect(grade({ ...total('40', '40', '40'), direction: 'decrease' })[0]).toBe('achieved');
		expect(grade({ ...total('46', '40', '40'), direction: 'decrease' })).toEqual([
			'slightly-behind',
			'within-allowance',
			4
		]);
	});
});

describe('rule 5: not judged', () => {
	const explicit: NoTarget = {
		kind: 'none',
		reasonCode: 'explicit-none',
		reason: '目標なし',
		editionId: 1,
		later: null
	};
	const over: NoTarget = { ...explicit, reasonCode: 'period-ended', reason: '目標期間終了（令和9年度まで）' };
	const gone = (reason: JudgedResult & { kind: 'missing' }): Plain => ({ y: reason });
	it.each<[string, Plain, string, string]>([
		['unknown', gone({ kind: 'missing', reason: 'unknown' }), 'none', 'unknown'],
		['no survey', gone({ kind: 'missing', reason: 'no-survey' }), 'none', 'no-survey'],
		['suppressed', gone({ kind: 'missing', reason: 'suppressed' }), 'none', 'suppressed'],
		['not applicable', gone({ kind: 'missing', reason: 'not-applicable' }), 'none', 'not-applicable'],
		['unconfirmed', { y: { kind: 'unconfirmed' } }, 'none', 'unconfirmed'],
		['nothing entered', { y: { kind: 'not-entered' } }, 'missing', 'not-entered'],
		['nothing entered and no target', { p: explicit, y: { kind: 'not-entered' } }, 'missing', 'not-entered'],
		['no target', { p: explicit, y: '5' }, 'none', 'explicit-none'],
		['the baseline year', { year: 2019, b: '1', p: '2', y: '3' }, 'none', 'not-after-baseline'],
		['after the period', { p: over, y: '5' }, 'outside', 'period-ended'],
		['after the period, nothing entered', { p: over, y: { kind: 'not-entered' } }, 'outside', 'period-ended'],
		['not begun', { standing: 'not-begun', y: '5' }, 'outside', 'not-begun'],
		['ended', { standing: 'ended', y: { kind: 'not-entered' } }, 'outside', 'ended'],
		['retired', { standing: 'retired', p: '1', y: '5' }, 'outside', 'retired'],
		['a stage against a value', { direction: 'stage', p: '1', y: '1' }, 'none', 'kind-mismatch'],
		['a value against a range', { p: range('1', '2'), y: '1' }, 'none', 'kind-mismatch']
	])('%s', (_, plain, status, code) => {
		const judgement = on(plain);
		expect([judgement.status, judgement.reasonCode, judgement.rung]).toEqual([status, code, 5]);
		expect(judgement.reason).not.toBe('');
		expect(judgement.sum.conclusion).toBe(judgement.reason);
		expect(judgement.sum.lines).toEqual([]);
	});

	it('says 未確定 and 目標期間終了 in words', () => {
		expect(on({ y: { kind: 'unconfirmed' } }).reason).toBe('未確定（確認前）');
		expect(on({ p: over, y: '5' }).reason).toBe('目標期間終了（令和9年度まで）');
	});

	it.each<[string, Plain]>([
		['without a yearly target', { p: explicit }],
		['after the target year', { p: over }],
		['of an ended KPI', { standing: 'ended', p: over }],
		['in the baseline year', { year: 2019, p: '20' }]
	])('keeps the way to the final target %s, with its sum', (_, plain) => {
		const judgement = on({ b: '10', t: '20', y: '15', ...plain });
		expect(judgement).toMatchObject({ reachRate: fraction('0.5'), progressRatio: null, comparison: null });
		expect(judgement.sum.lines).toEqual([
			{
				label: '最終目標に対する進捗率',
				formula: '（実績 − 基準値）÷（最終目標 − 基準値）',
				filled: '（15.0 − 10.0）÷（20.0 − 10.0）＝ 5.0 ÷ 10.0',
				result: '50.0 %'
			}
		]);
	});

	const carried = (
		y: string,
		p: TargetInForce,
		previousStatus: null | 'achieved' | 'behind' | 'none' = null
	): JudgedResult => ({
		kind: 'carried',
		value: decimal(y),
		measuredYear: 2022,
		measuredTarget: p,
		previousStatus
	});
	it('judges a carried value against the target of its measured year', () => {
		const judgement = on({ b: '10', p: '100', y: carried('20', inForce(value('20'), 2022)) });
		expect(judgement).toMatchObject({ status: 'achieved', measuredYear: 2022, carried: true });
		expect(judgement.sum.notes[0]).toContain('R4の値');
	});

	it('never makes the status worse by carrying', () => {
		const worse = on({ b: '10', p: '100', y: carried('11', inForce(value('20'), 2022), 'achieved') });
		expect(worse).toMatchObject({ status: 'achieved', reasonCode: 'carried-kept' });
		expect(worse.reason).toBe('R4の値の据え置きでは状態を悪くしないため、前年度の達成のまま');
		const better = on({ b: '10', p: '100', y: carried('20', inForce(value('20'), 2022), 'behind') });
		expect(better).toMatchObject({ status: 'achieved', reasonCode: 'target-met' });
		expect(on({ b: '10', p: '100', y: carried('11', inForce(value('20'), 2022), 'none') }).status).toBe(
			'behind'
		);
	});

	it('does not judge a carried value without a target in its year, or from the baseline year', () => {
		expect(grade({ p: '100', y: carried('20', explicit) })[1]).toBe('explicit-none');
		expect(grade({ p: explicit, y: carried('20', inForce(value('20'), 2022)) })[1]).toBe('explicit-none');
		expect(grade({ baselineYear: 2022, p: '100', y: carried('20', inForce(value('20'), 2022)) })[1]).toBe(
			'not-after-baseline'
		);
	});
});

describe('reachRate and progressRatio', () => {
	it('are null without a usable baseline, with T = B, and for a goal to keep', () => {
		expect(on({ p: '20', t: '30', y: '10' })).toMatchObject({ reachRate: null, progressRatio: null });
		expect(on({ b: '5', baselineUse: 'reference', p: '20', t: '30', y: '10' })).toMatchObject({
			reachRate: null,
			progressRatio: null
		});
		expect(on({ b: '20', p: '20', t: '20', y: '10' })).toMatchObject({
			reachRate: null,
			progressRatio: null
		});
		expect(on({ b: '5', goal: 'keep', p: '20', t: '30', y: '10' })).toMatchObject({
			reachRate: null,
			progressRatio: null
		});
	});

	it('are right for increase and decrease, and not clipped', () => {
		expect(on({ b: '10', p: '20', t: '30', y: '50' })).toMatchObject({
			reachRate: fraction('2'),
			progressRatio: fraction('4')
		});
		expect(on({ direction: 'decrease', b: '30', p: '20', t: '10', y: '35' })).toMatchObject({
			reachRate: fraction('-0.25'),
			progressRatio: fraction('-0.5')
		});
	});
});

/** Rows of a published case file; cells may be quoted. */
function cases(name: string): string[][] {
	const text = readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8').replace(/^\uFEFF/, '');
	const rows = text.trim().split(/\r?\n/).slice(1);
	return rows.map((row) =>
		[...row.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1] ?? '')
	);
}

/** The number at the beginning of a printed cell such as 「3,437百万円 (平成20年度)」. */
const printed = (cell: string) => /^-?[\d,]+(\.\d+)?/.exec(cell)?.[0].replaceAll(',', '') ?? '';

describe('published reach rates', () => {
	const rate = (plain: Plain, scale: number) => {
		const { reachRate } = on({ ...plain, p: plain.t! });
		return reachRate === null ? '' : toText(roundHalfUp({ n: reachRate.n * 100n, d: reachRate.d }, scale));
	};

	it('of Miyagi Prefecture', () => {
		const rows = cases('miyagi-progress.csv').filter(
			(row) => !(row[2]!.startsWith('障害者雇用率') && ['R3', 'R4'].includes(row[9]!))
		);
		expect(rows).toHaveLength(102);
		for (const [, , name, , kind, , b, , t, , , y, shown] of rows as string[][]) {
			const direction = kind === '進捗割合型Ⅱ' ? 'decrease' : 'increase';
			const [base, final, actual] = [printed(b!), printed(t!), printed(y!)];
			const ours = rate({ direction, b: base, t: final, y: actual }, 1);
			if (shown === '100%超') expect(Number(ours), name).toBeGreaterThan(100);
			else if (shown === '0%未満') expect(Number(ours), name).toBeLessThan(0);
			else expect(`${ours}%`, `${name} ${actual}`).toBe(shown);
		}
	});

	it('of Kurayoshi City, uncapped', () => {
		const rows = cases('kurayoshi-evaluation.csv').filter((row) => row[3] !== '就業率【%】');
		expect(rows).toHaveLength(13);
		for (const [, , , name, , b, y, t, shown] of rows as string[][]) {
			const scale = shown!.includes('.') ? 1 : 0;
			expect(`${rate({ b: printed(b!), t: printed(t!), y: printed(y!) }, scale)}%`, name).toBe(shown);
		}
	});
});
