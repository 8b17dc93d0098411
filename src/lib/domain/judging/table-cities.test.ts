import { describe, expect, it } from 'vitest';
import { PRESETS } from './rule.ts';
import { judgeTable } from './table.ts';

/** Cells as other cities print them: the right answer, or what is wrong and how to mend it. */

type Cells = Record<string, string>;

function judged(rule: string, ...rows: Cells[]) {
	return judgeTable(
		PRESETS[rule]!,
		rows.map((cells, index) => ({ line: index + 2, cells, problem: null }))
	);
}
const row = { unit: '％', direction: 'increase', baselineYear: 'R2', baseline: '50', targetYear: 'R7' };
const up: Cells = { ...row, target: '80', year: 'R7', actual: '70' };
const answer = (more: Cells, rule = 'standard') => judged(rule, { ...up, ...more })[0]!.answer;
const problem = (more: Cells) => judged('standard', { ...up, ...more })[0]!.problems.join(' ');

describe('directions as printed', () => {
	it.each(['増', '増加', '↑', '⇗', '↗️', '向上', '高いほど良い', 'ＩＮＣＲＥＡＳＥ', '増やす'])(
		'%s',
		(direction) => {
			expect(answer({ direction })).toEqual(answer({}));
		}
	);
	it.each(['減', '減少', '↓', '⇘', '低下', '低いほど良い', '減らす'])('%s', (direction) => {
		const down = { target: '30', actual: '35' };
		expect(answer({ ...down, direction })).toEqual(answer({ ...down, direction: 'decrease' }));
		expect(answer({ ...down, direction })).toMatchObject({ reachRateShown: '75.0%', status: 'やや遅れ' });
	});
	it.each(['維持', '→', '横ばい'])('%s is a goal', (direction) => {
		expect(problem({ direction })).toMatch(/^direction：.*goal を keep/);
	});
});

describe('other words as printed', () => {
	it.each(['up', 'ＵＰ', 'higher', '増加傾向', '高い方が良い', '拡大'])('%s is increase', (direction) => {
		expect(answer({ direction })).toEqual(answer({}));
	});
	it.each(['down', 'lower', '削減', '抑制', '減少傾向', '少ない方が良い'])('%s is decrease', (direction) => {
		const down = { target: '30', actual: '35' };
		expect(answer({ ...down, direction })).toEqual(answer({ ...down, direction: 'decrease' }));
	});
	it('goals, and what several years make together', () => {
		const keep = { actual: '79', yearTarget: '80' };
		expect(answer({ ...keep, goal: '現状維持' })).toEqual(answer({ ...keep, goal: 'keep' }));
		for (const accumulation of ['単年', '毎年度', '年間', '各年度'])
			expect(answer({ accumulation, year: 'R6' }).reason).toContain('単年度の指標は線形補間をしない');
		for (const accumulation of ['期間累計', '期間合計', '計画期間累計'])
			expect(problem({ accumulation })).toContain('期間の合計には');
		expect(problem({ accumulation: '合計' })).toContain('period（期間の合計）');
	});
	it.each(['令和7(2025)年度', '2025（令和7）年度', '令和7年度末', 'FY2025', '2025FY', '令7', 'Ｒ７年度'])(
		'the year %s',
		(year) => expect(answer({ year })).toEqual(answer({}))
	);
});

describe('rows that contradict themselves', () => {
	it.each<[string, Cells, string]>([
		['a target before the baseline', { targetYear: 'R1' }, 'targetYear：目標年度が基準年度より前です。'],
		[
			'a negative noise',
			{ tolerance: '-3' },
			'tolerance：誤差の幅は0以上の数値で入力してください（例：3）。'
		],
		[
			'one bound',
			{ direction: 'range', lower: '3' },
			'片方だけなら、direction を increase（その値以上）か decrease（その値以下）に'
		],
		[
			'a stage twice',
			{ direction: 'stage', baseline: '', target: '有', actual: '有', stages: '無→有→無' },
			'stages：同じ名前の段階が2つあります（無→有→無）。'
		]
	])('%s', (_, cells, message) => expect(problem(cells)).toContain(message));

	it('a target year that is the baseline year is no contradiction', () => {
		expect(answer({ targetYear: 'R2', year: 'R2' }).reason).toContain('基準年度（令和2年度）以前');
		expect(answer({ targetYear: 'R2', year: 'R3' }).status).toBe('対象外');
	});
});

describe('targets as printed', () => {
	it.each([
		['80%以上', '「約」「以上」などの語は付けずに'],
		['5位以内', '「約」「以上」などの語は付けずに'],
		['30～40', 'direction を range'],
		['30%-40%', 'direction を range'],
		['80.0％（令和7年度）', 'targetYear の列'],
		['前年度以上', '決まっていないときは空に'],
		['全員取得', '決まっていないときは空に'],
		['未定', '決まっていないときは空に'],
		['¥24,000', '通貨の記号'],
		['維持', 'goal を keep にして、target に維持する水準の数値'],
		['現状維持', '基準値を保つなら基準値'],
		['増加', '向きだけの目標です。'],
		['前年度比減少', '基準値や前回の実績と比べる判定基準では'],
		['毎年度100', '年度ごとなら yearTarget に。accumulation は annual'],
		['90±3', '調査の誤差なら tolerance に']
	])('%s is refused', (target, advice) => {
		expect(problem({ target })).toMatch(/^target：/);
		expect(problem({ target })).toContain(advice);
		expect(problem({ target })).toContain(target);
	});

	it('reads a range from one cell, where lower and upper do not say otherwise', () => {
		const range = { direction: 'range', baseline: '' };
		for (const target of ['30～40', '30〜40％', '30%～40%', '３０～４０'])
			expect(answer({ ...range, target, actual: '35' }), target).toMatchObject({ status: '達成' });
		expect(answer({ ...range, target: '30～40', lower: '30.0', upper: '40', actual: '28' }).status).toBe(
			'遅れ'
		);
		expect(problem({ ...range, target: '30～40', lower: '31', upper: '40' })).toContain('違う範囲です');
		expect(problem({ ...range, target: '40～30' })).toContain('下限が上限より大きく');
		expect(problem({ ...range, target: '30～40', lower: '30' })).toContain('下限と上限の両方');
	});

	it('a year that 平成 never had is named with its own', () => {
		expect(problem({ targetYear: '平成37年度' })).toContain('令和7年度と入力してください');
	});
});

describe('actuals as printed', () => {
	it.each(['集計中', '未調査', '中止', 'コロナのため中止', 'N/A', 'なし', '算出不可', '***'])(
		'%s: which sign says it',
		(actual) => {
			expect(problem({ actual })).toContain('未把握は「…」、秘匿は「x」、該当なしは「－」、未入力は空に');
			expect(problem({ actual })).toContain(`「${actual}」`);
		}
	);
	it.each([
		['11.4％（R5）', 'measuredYear の列'],
		['70.0（速報）', 'かっこ書きは付けずに'],
		['1/2', '分数や日付ではなく'],
		['4分30秒', '「分30秒」を付けずに'],
		['1,234百万円', '漢数字や「万」「千」を使わず'],
		['#DIV/0!', 'Excelのエラー値'],
		['七十', '漢数字'],
		['70人', '単位は「％」です']
	])('%s', (actual, advice) => expect(problem({ actual })).toContain(advice));

	it('a figure in another size of its unit', () => {
		const money = { unit: '千円', baseline: '1,000千円', target: '2,000' };
		expect(problem({ ...money, actual: '2百万円' })).toContain(
			'この指標の単位は「千円」です。「百万円」の数値は、千円に直して入力してください'
		);
		expect(problem({ ...money, unit: '円', baseline: '1', actual: '3千円' })).toContain(
			'漢数字や「万」「千」を使わず'
		);
	});

	it('figures with their own unit', () => {
		const money = { unit: '百万円', baseline: '3,437百万円', target: '3,907百万円' };
		expect(answer({ ...money, actual: '３，２７６百万円' }, 'kurayoshi')).toMatchObject({
			reachRateShown: '-34.3%',
			points: '-2'
		});
		const rank = { unit: '位', direction: '↓', baseline: '12位', target: '5位', actual: '6位' };
		expect(answer(rank)).toMatchObject({ reachRateShown: '85.7%', status: '順調' });
		expect(answer(rank, 'ratio')).toMatchObject({ reachRateShown: '83.3%', status: '△' });
	});

	it('stages A to E', () => {
		const stage = { direction: 'stage', unit: '', baseline: 'D', target: 'A', stages: 'E→D→C→B→A' };
		const at = (actual: string) => answer({ ...stage, actual }).status;
		expect([at('A'), at('Ｂ'), at('C'), at('E')]).toEqual(['達成', 'やや遅れ', '遅れ', '後退']);
		expect(problem({ ...stage, actual: 'F' })).toBe('actual：段階「F」は stages にありません（E→D→C→B→A）。');
	});

	it('a dash for the year is no year', () => {
		expect(problem({ year: '－' })).toBe('year：判定する年度が必要です。');
	});
});

it('yearly targets R4–R8, revised on the way, the last one never below the final target', () => {
	const kpi = { code: '1', unit: '人', direction: '増', baselineYear: 'R3', baseline: '100' };
	const rows = ['R4 115 120', 'R5 130 140', 'R6 135 130', 'R7 180 170', 'R8 195 190'].map((each) => {
		const [year = '', actual = '', yearTarget = ''] = each.split(' ');
		return { ...kpi, targetYear: 'R8', target: '200', year, actual, yearTarget };
	});
	expect(
		judged('standard', ...rows).map(({ answer: { status, progressRatio } }) => `${status} ${progressRatio}`)
	).toEqual(['やや遅れ 0.75', 'やや遅れ 0.75', '達成 1.1666666667', '達成 1.1428571429', '順調 0.95']);
});
