import { describe, expect, it } from 'vitest';
import { PRESETS } from './rule.ts';
import { judgeTable, type JudgedRow } from './table.ts';

type Cells = Record<string, string>;

function table(rule: string, ...rows: Cells[]): JudgedRow[] {
	return judgeTable(
		PRESETS[rule]!,
		rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);
}
const answer = (rule: string, row: Cells) => table(rule, row)[0]!.answer;
const problems = (row: Cells, rule = 'standard') => table(rule, row)[0]!.problems;

const up = {
	direction: 'increase',
	unit: '％',
	baselineYear: '令和元年度',
	baseline: '38.2％',
	targetYear: '2030',
	target: '60',
	year: 'R7'
};

describe('標準', () => {
	it('judges against the target in force, a lower one never in the final year', () => {
		expect(answer('standard', { ...up, yearTarget: '46.0', actual: '37.9' })).toMatchObject({
			status: '後退',
			reachRateShown: '-1.4%',
			reachRate: '-0.0137614679',
			progressRatio: '-0.0384615385',
			points: ''
		});
		const final = { ...up, year: '令和12年度', yearTarget: '50', actual: '55' };
		expect(answer('standard', final)).toMatchObject({ status: 'やや遅れ', progressRatio: '0.7706422018' });
	});

	it('draws a straight line without one, but not for an annual figure, and says so', () => {
		const line = {
			direction: 'increase',
			baselineYear: 'R1',
			baseline: '0',
			targetYear: 'R11',
			target: '100'
		};
		expect(answer('standard', { ...line, year: 'R6', actual: '50' }).status).toBe('達成');
		expect(answer('standard', { ...line, year: 'R6', actual: '49', accumulation: 'annual' })).toMatchObject({
			status: '判定なし',
			reachRate: '0.49',
			reason: 'yearTarget がなく、単年度の指標は線形補間をしないため年度目標がありません'
		});
	});

	it('keeps the way to the final target outside the plan, where no status and no progress is due', () => {
		const late = answer('standard', { ...up, year: 'R13', actual: '49.1' });
		expect(late).toMatchObject({
			status: '対象外',
			reachRate: '0.5',
			reachRateShown: '50.0%',
			progressRatio: ''
		});
		expect(late.reason).toBe('目標期間終了（令和12年度まで）');
		expect(answer('standard', { ...up, goal: 'keep', year: 'R13', actual: '49.1' }).reachRate).toBe('');
		expect(answer('standard', { ...up, year: 'R13', actual: '…' }).reachRate).toBe('');
		expect(answer('miyagi', { ...up, year: 'R13', actual: '70' })).toMatchObject({
			status: '－',
			reachRateShown: '100%超',
			progressRatio: '',
			points: ''
		});
		expect(answer('kurayoshi', { ...up, year: 'R13', actual: '49.1' })).toMatchObject({
			reachRateShown: '50%',
			points: ''
		});
	});

	it('asks for nothing before the plan, with or without a target year', () => {
		for (const targetYear of ['R12', ''])
			expect(
				answer('standard', { ...up, startYear: 'R8', targetYear, yearTarget: '46', actual: '49.1' }),
				targetYear
			).toMatchObject({ status: '対象外', reachRate: '0.5' });
	});

	it('asks for no range after its target year, unless the row says so', () => {
		const range = { direction: 'range', lower: '3', upper: '5', targetYear: 'R6', actual: '4' };
		const of = (more: Cells) => answer('standard', { ...range, ...more }).status;
		expect([of({ year: 'R6' }), of({ year: 'R7' }), of({ year: 'R7', yearTarget: '4' })]).toEqual([
			'達成',
			'対象外',
			'達成'
		]);
	});

	it('tells missing figures apart', () => {
		const reason = (actual: string) => answer('standard', { ...up, yearTarget: '46', actual });
		expect(reason('')).toMatchObject({ status: '未入力', reason: '実績が未入力です', reachRate: '' });
		expect(reason('…').reason).toContain('未把握');
		expect(reason('x').reason).toContain('秘匿');
		expect(reason('－').reason).toContain('該当なし');
		expect(answer('standard', { ...up, yearTarget: '－', actual: '40' }).reason).toBe(
			'yearTarget が「－」（目標なし）のため判定しません'
		);
	});

	it('judges a carried value by its own year, never worse than the year before', () => {
		const series = { code: '1', ...up };
		const [, second] = table(
			'standard',
			{ ...series, year: 'R6', yearTarget: '42', actual: '42' },
			{ ...series, year: 'R7', measuredYear: 'R6', yearTarget: '46', actual: '42' }
		);
		expect(second!.answer.status).toBe('達成');
		expect(second!.judgement?.carried).toBe(true);
	});

	it('judges ranges and stages', () => {
		const range = { direction: 'range', lower: '18', upper: '22', year: 'R7' };
		expect(answer('standard', { ...range, actual: '20' }).status).toBe('達成');
		expect(answer('standard', { ...range, actual: '30' }).status).toBe('遅れ');
		const stage = { direction: '段階', stages: '未着手→着手→策定中→策定', target: '策定', targetYear: 'R8' };
		expect(answer('standard', { ...stage, year: 'R8', actual: '策定中' }).status).toBe('やや遅れ');
		expect(answer('standard', { ...stage, year: 'R7', yearTarget: '着手', actual: '着手' }).status).toBe(
			'達成'
		);
	});
});

describe('the forms of target of さいたま市', () => {
	const plan = { startYear: 'R8', targetYear: 'R12' };
	it('a yearly level, also below the present value', () => {
		const level = {
			...plan,
			direction: 'increase',
			unit: '人',
			baselineYear: 'R6',
			baseline: '2,969',
			target: '2,800'
		};
		expect(answer('standard', { ...level, year: 'R9', yearTarget: '2,650', actual: '2,700人' }).status).toBe(
			'達成'
		);
		expect(answer('miyagi', { ...level, year: 'R9', actual: '2,700人' })).toMatchObject({
			status: '－',
			reason: '目標が基準値より良い側になく、率が意味を持たないため、この判定基準の式では判定できません'
		});
	});

	it('a level to keep, also above the present value', () => {
		const keep = {
			...plan,
			direction: 'increase',
			goal: 'keep',
			unit: '％',
			baselineYear: 'R7',
			baseline: '96.9',
			target: '100',
			yearTarget: '100'
		};
		expect(answer('standard', { ...keep, year: 'R8', actual: '97' })).toMatchObject({
			status: 'やや遅れ',
			reachRate: ''
		});
		expect(answer('tama', { ...keep, year: 'R8', actual: '97' })).toMatchObject({
			status: '概ね',
			reachRateShown: '97.0%'
		});
	});

	const total = {
		...plan,
		code: 'a',
		direction: 'increase',
		accumulation: 'period',
		unit: '回',
		target: '100'
	};
	it('a total of several years, as Σ actual against Σ share', () => {
		const years = ['R8', 'R9'].map((year, index) => ({
			...total,
			year,
			yearTarget: '20',
			actual: ['30', '5'][index]!
		}));
		const [, second] = table('standard', ...years);
		expect(second!.answer).toMatchObject({ status: 'やや遅れ', progressRatio: '0.875', reachRate: '0.35' });
		expect(table('miyagi', ...years)[1]!.answer).toMatchObject({ status: 'B', reachRateShown: '35.0%' });
	});

	it('a total with an unknown year in it, and one that has ended', () => {
		expect(answer('standard', { ...total, year: 'R9', actual: '40' }).reason).toContain(
			'令和8年度の実績が分からない'
		);
		const short = { ...total, targetYear: 'R9', target: '14', year: 'R10', yearTarget: '－', actual: '3' };
		expect(answer('standard', short)).toMatchObject({
			status: '対象外',
			reason: '目標期間終了（令和9年度まで）'
		});
	});
});

describe('awkward cells of other cities', () => {
	it('‰, no baseline, 0 → 0, fewer is better', () => {
		const marriage = { direction: 'increase', unit: '‰', baseline: '5.5', target: '5.9', actual: '5.0‰' };
		expect(answer('kurayoshi', marriage)).toMatchObject({ reachRateShown: '-125%', points: '-5' });
		const waiting = {
			direction: 'decrease',
			unit: '人',
			baseline: '0',
			target: '0',
			targetYear: 'H31',
			year: 'H31',
			actual: '0'
		};
		expect(answer('standard', waiting)).toMatchObject({ status: '達成', reachRate: '' });
		expect(answer('kurayoshi', waiting)).toMatchObject({
			status: '－',
			reachRateShown: '',
			reason: '目標と基準値が同じで、率を割り算できないため、この判定基準の式では判定できません'
		});
		const sales = {
			direction: 'increase',
			unit: '百万円',
			baseline: '―',
			target: '60',
			targetYear: 'H24',
			year: 'H24',
			actual: '70'
		};
		expect(answer('standard', sales).status).toBe('達成');
		expect(answer('miyagi', sales).reason).toContain('基準値がない');
		const kwh = {
			direction: 'decrease',
			unit: 'kWh',
			baselineYear: '2014年度',
			baseline: '5.56',
			targetYear: '2023',
			target: '5.42',
			year: '2023',
			actual: '5.49kWh'
		};
		expect(answer('kurayoshi', kwh)).toMatchObject({ reachRateShown: '50%', points: '3' });
	});

	it('a balance that changes its sign has no ratio', () => {
		const balance = {
			direction: 'increase',
			unit: '人',
			target: '-143',
			year: 'R7',
			targetYear: 'R7',
			actual: '416'
		};
		expect(answer('ratio', balance)).toMatchObject({ status: '◎', reachRate: '', reachRateShown: '' });
		expect(answer('ratio', { ...balance, actual: '▲200' }).status).toBe('△');
	});

	it('words are refused by line and cause', () => {
		expect(
			problems({ ...up, yearTarget: '46', actual: '416人転入超過', unit: '人', baseline: '1' })[0]
		).toMatch(/^actual：.*416人転入超過/);
		expect(problems({ ...up, target: '全員取得', actual: '40' })[0]).toMatch(/^target：.*全員取得/);
	});
});

describe('a bad row', () => {
	it.each<[string, Cells, string]>([
		['a code', { ...up, direction: '上げる', actual: '40' }, 'direction：「上げる」は使えません'],
		['a year', { ...up, year: '令和7年', actual: '40' }, 'year：「年」ではなく「年度」'],
		['no year', { ...up, year: '', actual: '40' }, 'year：判定する年度が必要です。'],
		['a number', { ...up, actual: '約40' }, 'actual：「約」'],
		['another unit', { ...up, actual: '40人' }, 'actual：この指標の単位は「％」です'],
		[
			'a later survey',
			{ ...up, actual: '40', measuredYear: 'R8' },
			'measuredYear：測定年度が判定する年度より後です。'
		],
		[
			'half a range',
			{ direction: 'range', year: 'R7', lower: '1', actual: '1' },
			'lower・upper：範囲内の指標には'
		],
		[
			'a range upside down',
			{ direction: 'range', year: 'R7', lower: '2', upper: '1', actual: '1' },
			'下限が上限より'
		],
		[
			'an unknown stage',
			{ direction: 'stage', year: 'R7', stages: 'なし→設置', actual: '検討' },
			'actual：段階「検討」は stages にありません（なし→設置）。'
		]
	])('%s is named by column, and not judged', (_, row, message) => {
		const [judged] = table('standard', row);
		expect(judged!.problems.join()).toContain(message);
		expect(judged).toMatchObject({ judgement: null, answer: { status: '判定なし', reachRate: '' } });
		expect(judged!.answer.reason).toContain(message);
	});

	it('keeps its place, and the others are judged', () => {
		const [first, second] = table(
			'standard',
			{ ...up, actual: '?' },
			{ ...up, yearTarget: '46', actual: '46' }
		);
		expect([first!.line, second!.line, second!.answer.status]).toEqual([2, 3, '達成']);
	});

	it('is none where the rule does not need the column', () => {
		const bare = { baseline: '10', target: '20', actual: '15' };
		expect(problems(bare, 'kurayoshi')).toEqual([]);
		expect(answer('kurayoshi', { ...bare, target: '5', actual: '8' }).reachRateShown).toBe('40%');
		expect(problems(bare, 'ratio')[0]).toContain('指標の向きが必要です');
	});
});
