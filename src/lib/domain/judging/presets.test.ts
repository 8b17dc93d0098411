import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aggregate } from './aggregate.ts';
import type { BandRule } from './band-rule.ts';
import { ruleProblems } from './rule-problems.ts';
import { PRESETS } from './rule.ts';
import { judgeTable, type JudgedRow } from './table.ts';

/** Rows of a published case file; cells may be quoted. */
function cases(name: string): string[][] {
	const text = readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8').replace(/^\uFEFF/, '');
	const rows = text.trim().split(/\r?\n/).slice(1);
	return rows.map((row) =>
		[...row.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1] ?? '')
	);
}

/** Judges plain rows by a preset. */
function on(rule: string, ...rows: Record<string, string>[]): JudgedRow[] {
	return judgeTable(
		PRESETS[rule]!,
		rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);
}
const answer = (rule: string, row: Record<string, string>) => on(rule, row)[0]!.answer;
const status = (rule: string, row: Record<string, string>) => answer(rule, row).status;

const miyagi = cases('miyagi-progress.csv').map((row) => ({
	code: row[1]!,
	name: row[2]!,
	unit: row[3]!,
	direction: row[4] === '進捗割合型Ⅱ' ? 'decrease' : 'increase',
	goal: 'reach',
	baselineYear: row[5]!,
	baseline: row[6]!,
	targetYear: row[7]!,
	target: row[8]!,
	year: row[9]!,
	measuredYear: row[10]!,
	actual: row[11]!,
	published: [row[12]!, row[13]!]
}));
const isEarlierTarget = ({ name, year }: { name: string; year: string }) =>
	name.startsWith('障害者雇用率') && ['R3', 'R4'].includes(year);
const cellsOf = ({ published: _, ...cells }: (typeof miyagi)[number]) => cells;
const printed = ({ answer: { reachRateShown, status: grade } }: JudgedRow) => [reachRateShown, grade];

describe('the presets', () => {
	it('have the ids of the design, no problem, and survive JSON', () => {
		expect(Object.keys(PRESETS)).toEqual([
			'standard',
			'miyagi',
			'kurayoshi',
			'tama',
			'fukuoka',
			'nagayo',
			'ratio'
		]);
		for (const rule of Object.values(PRESETS)) {
			expect(ruleProblems(rule), rule.id).toEqual([]);
			expect(JSON.parse(JSON.stringify(rule))).toEqual(rule);
		}
	});
});

describe('宮城県', () => {
	it('reproduces every published rate and grade, but for the target raised later', () => {
		const rows = miyagi.filter((row) => !isEarlierTarget(row));
		expect(rows).toHaveLength(102);
		const judged = on('miyagi', ...rows.map(cellsOf));
		expect(judged.map(printed)).toEqual(rows.map(({ published }) => published));
	});

	it.each(['target', 'yearTarget'])('reproduces those too with the earlier target as %s', (column) => {
		const rows = miyagi.filter(isEarlierTarget);
		expect(rows).toHaveLength(2);
		const judged = on('miyagi', ...rows.map((row) => ({ ...cellsOf(row), [column]: '2.30' })));
		expect(judged.map(printed)).toEqual(rows.map(({ published }) => published));
	});

	it('takes a level to keep as actual ÷ target, due in full every year', () => {
		const keep = { direction: 'increase', goal: 'keep', targetYear: 'R6', target: '100', year: 'R4' };
		expect(answer('miyagi', { ...keep, actual: '98.0' })).toMatchObject({
			reachRateShown: '98.0%',
			status: 'B'
		});
		expect(status('miyagi', { ...keep, actual: '100' })).toBe('A');
	});

	it('uses the years of another plan where the row names its first', () => {
		const row = {
			direction: 'increase',
			baselineYear: 'R6',
			baseline: '0',
			targetYear: 'R11',
			target: '100',
			year: 'R8',
			actual: '40'
		};
		expect(answer('miyagi', row)).toMatchObject({ status: '－', reachRateShown: '40.0%' });
		expect(answer('miyagi', row).reason).toContain('予定の割合を計算できない');
		expect(status('miyagi', { ...row, year: 'R11', actual: '80' })).toBe('B');
		expect(answer('miyagi', { ...row, startYear: 'R7' })).toMatchObject({
			status: 'A',
			progressRatio: '1'
		});
	});
});

describe('倉吉市', () => {
	const figure = (cell: string) => /^-?[\d,]+(\.\d+)?/.exec(cell)?.[0] ?? '';
	const rows = cases('kurayoshi-evaluation.csv');
	const judged = on(
		'kurayoshi',
		...rows.map((row) => ({
			name: row[3]!,
			baseline: figure(row[5]!),
			actual: figure(row[6]!),
			target: figure(row[7]!)
		}))
	);

	it('reproduces every published rate and point, uncapped', () => {
		expect(rows).toHaveLength(14);
		expect(judged.map(({ answer: { reachRateShown, points } }) => [reachRateShown, points])).toEqual(
			rows.map((row) => [row[8], row[9]])
		);
	});

	it('says why 就業率 has no points, and takes their mean over the others', () => {
		expect(judged[11]!.answer.reason).toContain('評価点を付けていない');
		const mean = aggregate(
			PRESETS['kurayoshi'] as BandRule,
			judged.flatMap(({ judgement }) => judgement ?? [])
		);
		// 2+5−2+2+2+3−5−5+3+3+5+1−2 = 12 over 13.
		expect(mean).toMatchObject({ shown: '0.9', counted: 13, leftOut: 1 });
		expect(aggregate(PRESETS['kurayoshi'] as BandRule, [])).toBeNull();
	});

	it('names the points below 0 with the minus of all screens, in a table with the plain one, as published', () => {
		expect(answer('kurayoshi', { baseline: '0', target: '100', actual: '-10' })).toMatchObject({
			status: '-1',
			points: '-1',
			reachRateShown: '-10%',
			reason: '達成率が−10.0 %で、−25 %超0 %未満のため−1'
		});
	});

	it('bands every 25 points, the same way up and down', () => {
		const points = (actual: string) => answer('kurayoshi', { baseline: '0', target: '100', actual }).points;
		expect(['0', '1', '25', '50', '75', '99', '100', '500'].map(points)).toEqual([
			'0',
			'1',
			'2',
			'3',
			'4',
			'4',
			'5',
			'5'
		]);
		expect(['-1', '-25', '-50', '-75', '-99', '-100', '-500'].map(points)).toEqual([
			'-1',
			'-2',
			'-3',
			'-4',
			'-4',
			'-5',
			'-5'
		]);
	});
});

describe('the other cities', () => {
	const up = {
		direction: 'increase',
		unit: '%',
		baselineYear: 'R2',
		baseline: '50',
		targetYear: 'R7',
		target: '60'
	};
	it('多摩市: the rate against 20/40/60/80/100 %', () => {
		const at = (year: string, actual: string) => status('tama', { ...up, year, actual });
		expect([at('R3', '52'), at('R3', '51.2'), at('R3', '51.1')]).toEqual(['着実', '概ね', '改善必要']);
		expect([at('R5', '56'), at('R5', '53.6'), at('R5', '53.5')]).toEqual(['着実', '概ね', '改善必要']);
		expect([at('R7', '60'), at('R7', '56')]).toEqual(['着実', '概ね']);
		expect(answer('tama', { ...up, year: 'R5', actual: '55' })).toMatchObject({
			status: '概ね',
			reachRate: '0.5',
			progressRatio: '0.8333333333'
		});
		// The pace is the city's own: what a table says of the year beside it changes nothing.
		for (const yearTarget of ['55', '－'])
			expect(answer('tama', { ...up, year: 'R5', yearTarget, actual: '55' }), yearTarget).toEqual(
				answer('tama', { ...up, year: 'R5', actual: '55' })
			);
	});

	it('福岡市: on the line, kept within ±3 points, worse', () => {
		const at = (actual: string, more = {}) => status('fukuoka', { ...up, year: 'R4', actual, ...more });
		expect([at('54'), at('53.9'), at('47'), at('46.9')]).toEqual(['A', 'B', 'B', 'C']);
		expect([at('49', { unit: '人' }), at('49', { unit: '人', tolerance: '1' })]).toEqual(['C', 'B']);
		expect(answer('fukuoka', { ...up, year: 'R4', actual: '48' }).reason).toBe(
			'基準値からの改善が−2で、誤差の幅（±3）以内のためB'
		);
		// In the target year all of it is due, also where nobody says when the way began.
		const last = { ...up, baselineYear: '', year: 'R7' };
		expect([
			status('fukuoka', { ...last, actual: '60' }),
			status('fukuoka', { ...last, actual: '59.9' })
		]).toEqual(['A', 'B']);
		// A level to keep is held against the year's own, where the row names one.
		const keep = { ...up, goal: 'keep', year: 'R4' };
		expect(status('fukuoka', { ...keep, actual: '58' })).toBe('B');
		expect(status('fukuoka', { ...keep, yearTarget: '58', actual: '58' })).toBe('A');
		const down = { ...up, direction: 'decrease', target: '40' };
		expect(status('fukuoka', { ...down, year: 'R4', actual: '46' })).toBe('A');
		expect(status('fukuoka', { ...down, year: 'R4', actual: '53.1' })).toBe('C');
	});

	it('長与町: S above the target, A above the baseline, B within 10 % below it, C lower', () => {
		const at = (actual: string, more = {}) => status('nagayo', { ...up, actual, ...more });
		expect([at('60.1'), at('60'), at('50.1'), at('50'), at('45'), at('44.9')]).toEqual([
			'S',
			'A',
			'A',
			'B',
			'B',
			'C'
		]);
		const down = { direction: 'decrease', target: '40' };
		expect([at('39', down), at('49', down), at('55', down), at('56', down)]).toEqual(['S', 'A', 'B', 'C']);
		expect(at('…')).toBe('－');
		expect([at('0', { baseline: '0' }), at('-1', { baseline: '0' })]).toEqual(['B', 'C']);
	});

	it('実績÷目標: ◎ above, ○ equal, △ below, × no progress', () => {
		const at = (actual: string, more = {}) => status('ratio', { ...up, year: 'R7', actual, ...more });
		expect([at('61'), at('60.0'), at('55'), at('50')]).toEqual(['◎', '○', '△', '×']);
		expect(at('40', { baseline: '' })).toBe('△');
		expect(at('0', { direction: 'decrease', baseline: '0', target: '0' })).toBe('○');
		// 小山市: 62.9 ÷ 64.3.
		const oyama = { direction: 'increase', unit: '%', target: '64.3', targetYear: 'H31' };
		expect(answer('ratio', { ...oyama, year: 'H27', actual: '62.9' })).toMatchObject({
			reachRateShown: '97.8%',
			status: '△'
		});
		expect(answer('ratio', { ...oyama, year: 'H27', yearTarget: '61.2', actual: '62.9' })).toMatchObject({
			reachRateShown: '102.8%',
			status: '◎'
		});
		expect(
			answer('ratio', { direction: 'decrease', target: '20', baseline: '30', actual: '25' })
		).toMatchObject({ reachRateShown: '80.0%', status: '△' });
	});
});
