import { describe, expect, it } from 'vitest';
import { PRESETS, STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { draftOf, fieldsOf } from './rule-fields/fields.ts';
import { plainRule } from './rule-fields/same-rule.ts';
import { readRule } from './rule.ts';

const TAMA = PRESETS['tama']!;
/** What is refused of a form sent with these fields changed. */
function refused(rule: JudgementRule, changes: Record<string, string>, reader: 'file' | 'form' = 'form') {
	const reading = readRule(plainRule(draftOf(plainRule(rule), { ...fieldsOf(rule), ...changes })), reader);
	return reading.ok ? [] : reading.faults;
}

describe('what the form refuses', () => {
	it.each<[Record<string, string>, string, string]>([
		[
			{ 'shown.decimals': '-1' },
			'shown.decimals',
			'率の表示の「小数の桁」：0から6までの整数で書いてください（例：1）。入力値：「-1」。'
		],
		[
			{ 'shown.decimals': '1.5' },
			'shown.decimals',
			'率の表示の「小数の桁」：0から6までの整数で書いてください（例：1）。入力値：「1.5」。'
		],
		[{ name: '' }, 'name', '名前：空です。入れてください（例：本市の基準）。'],
		[
			{ 'steps.0.bands.0.grade': '' },
			'steps.0.bands.0.grade',
			'1段目の1つ目の区分：空です。選んでください（例：着実）。'
		],
		[
			{ 'steps.0.bands.1.from': '六割' },
			'steps.0.bands.1.from',
			'1段目の2つ目の下の限度：数字だけで書いてください（例：80、12.5）。入力値：「六割」。'
		],
		[
			{ 'pace.shares': '20 x' },
			'pace.shares',
			'計画1年目からの割合：数字を間を空けて並べてください（例：20 40 60 80 100）。入力値：「20 x」。'
		],
		[
			{ 'shown.above.text': '100%超' },
			'shown.above.bound',
			'率の表示の「上限を超えたら」：空です。入れてください（例：100）。'
		]
	])('%o is said at the field, by its label, with what was typed', (changes, path, text) => {
		expect(refused(TAMA, changes)).toEqual([{ path, text }]);
	});

	it('says the same of 標準', () => {
		expect(refused(STANDARD, { behindAllowances: '0' })).toEqual([
			{
				path: 'behindAllowances',
				text: '遅れとする範囲：1から100までの数で書いてください（例：2、1.5）。入力値：「0」。'
			}
		]);
		expect(refused(STANDARD, { 'labels.behind': '' })[0]?.text).toBe(
			'「遅れ」の言葉：空です。入れてください（例：遅れ）。'
		);
	});

	it('never speaks English or code, whatever one field holds', () => {
		for (const rule of Object.values(PRESETS))
			for (const name of Object.keys(fieldsOf(rule)).filter((each) => !/\.(id|when)$/.test(each)))
				for (const typed of ['', '-1', '1.5', 'ん', '9'.repeat(30)])
					for (const { text } of refused(rule, { [name]: typed }))
						expect(text.replace(/「[^」]*」/g, '').replace(/our-city/, ''), `${name}=${typed}`).not.toMatch(
							/[a-z]{3,}/
						);
	});

	it('keeps the key of a file, with the words of the page', () => {
		expect(refused(TAMA, { 'shown.decimals': '-1' }, 'file')).toEqual([
			{
				path: 'shown.decimals',
				text: 'shown.decimals：0から6までの整数で書いてください（例：1）。入力値：「-1」（画面では：率の表示の「小数の桁」）。'
			}
		]);
	});
});

describe('the years of a plan', () => {
	const elapsed = (first: string, last: string) => ({
		'pace.kind': 'elapsed',
		'pace.firstYear': first,
		'pace.lastYear': last
	});

	it.each([
		['R3', '令和8年度'],
		['令和3', 'Ｒ８'],
		['2021', '令和８年度（2026）']
	])('%s and %s are read as people write them', (first, last) => {
		const draft = plainRule(draftOf(plainRule(TAMA), { ...fieldsOf(TAMA), ...elapsed(first, last) }));
		expect(readRule(draft, 'form')).toMatchObject({
			ok: true,
			rule: { pace: { plan: { firstYear: 2021, lastYear: 2026 } } }
		});
		expect(fieldsOf(draft)).toMatchObject({ 'pace.firstYear': '令和3年度', 'pace.lastYear': '令和8年度' });
	});

	it('are refused by their own words', () => {
		expect(refused(TAMA, elapsed('R3', ''))).toEqual([
			{ path: 'pace.lastYear', text: '計画の最後の年度：空です。入れてください（例：令和8年度）。' }
		]);
		expect(refused(TAMA, elapsed('R8', 'R3'))).toMatchObject([{ path: 'pace.lastYear' }]);
		expect(refused(TAMA, elapsed('7', 'R8'))[0]?.text).toContain('入力値：「7」');
	});
});
