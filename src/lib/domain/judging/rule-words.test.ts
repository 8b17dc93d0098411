import { describe, expect, it } from 'vitest';
import { gradeWords, methodWords, ruleSections } from './rule-words.ts';
import { PRESETS, STANDARD } from './rule.ts';

/** The text of one row, wherever it stands. */
function textOf(id: string, term: string): string | undefined {
	return ruleSections(PRESETS[id]!)
		.flatMap(({ rows }) => rows)
		.find((row) => row.term === term)?.text;
}

describe('a rule in words', () => {
	it.each(Object.keys(PRESETS))('says everything of %s without a hole', (id) => {
		const rule = PRESETS[id]!;
		const grades = gradeWords(rule).map(({ label, meaning }) => [label, meaning]);
		const said = JSON.stringify([ruleSections(rule), grades, methodWords(rule)]);
		expect(said).not.toMatch(/undefined|null|NaN|\[object/);
		for (const { title, rows } of ruleSections(rule)) {
			expect(title).not.toBe('');
			expect(rows.length, title).toBeGreaterThan(0);
			for (const { term, text } of rows) expect(term === '' || text === '', `${title}／${term}`).toBe(false);
		}
	});

	it('names thresholds, pace, cap and what is not judged', () => {
		expect(textOf('miyagi', '予定に対する達成率')).toBe(
			'「A」100 %以上\n「B」80 %以上100 %未満\n「C」60 %以上80 %未満\n「D」60 %未満'
		);
		expect(textOf('miyagi', '達成率')).toContain(
			'100 %を超えるときは「100%超」。0 %を下回るときは「0%未満」'
		);
		expect(textOf('miyagi', '計画の初年度')).toBe('率だけを示し、判定しない');
		expect(textOf('miyagi', '判定しない指標')).toBe('範囲内の指標、段階の指標');
		expect(textOf('tama', '予定')).toBe('計画の1年目から 20 %、40 %、60 %、80 %、100 %');
		expect(textOf('fukuoka', '誤差の幅')).toContain('±3（単位が%・ポイント・点の指標）');
		expect(textOf('kurayoshi', '集計')).toBe('評価点の平均（小数第1位まで）');
		expect(textOf('ratio', '1段目：目標との差')).toBe(
			'「◎」0超\n「○」ちょうど0\nどれにも入らなければ次の段へ'
		);
		expect(textOf('ratio', '使う目標')).toBe('年度目標。ないときは最終目標を使う');
		expect(textOf('nagayo', '前の年度の値の据え置き')).toBe('報告した年度の値として判定');
	});

	it('tells the thresholds and labels of a changed 標準', () => {
		const words = gradeWords({
			...STANDARD,
			thresholds: { onTrack: '0.9', slightlyBehind: '0.50' },
			labels: { ...STANDARD.labels, 'on-track': '概ね順調' }
		});
		expect(words[1]).toMatchObject({
			label: '概ね順調',
			meaning: expect.stringContaining('90 %以上') as string
		});
		expect(words[2]?.meaning).toBe('進捗率 50 %以上90 %未満');
	});
});
