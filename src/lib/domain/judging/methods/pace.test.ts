import { expect, it } from 'vitest';
import type { JudgedKpi } from '#lib/domain/judging/judgement.ts';
import { dueShare } from './pace.ts';

const kpi = { baselineYear: 2020, finalYear: 2025, planFirstYear: 2021 } as JudgedKpi;

it('explains a share by how it comes about, not by its own name', () => {
	expect(dueShare({ kind: 'line', origin: 'baseline-year', yearTarget: 'unused' }, kpi, 2022)).toMatchObject({
		label: '直線の予定の割合',
		formula: '経過年数 ÷ 全体の年数',
		filled: '2年 ÷ 5年（R3〜R7）'
	});
	expect(dueShare({ kind: 'fixed', shares: ['0.2', '0.4'], yearTarget: 'unused' }, kpi, 2022)).toMatchObject({
		label: '予定の割合',
		formula: '計画の何年目かで決めた割合',
		filled: '計画の2年目'
	});
});
