import { describe, expect, it } from 'vitest';
import { decimal } from '#lib/domain/decimal.ts';
import { judge } from '#lib/domain/judging/judge.ts';
import type { JudgedKpi, JudgementSubject } from '#lib/domain/judging/judgement.ts';
import { PRESETS } from '#lib/domain/judging/rule.ts';
import { targetInForce } from '#lib/domain/target-in-force.ts';
import type { YearlyTarget } from '#lib/domain/targets.ts';

/** ５年間で120件: the KPI's final target is the plain total, its yearly targets are shares of the period. */
const kpi: JudgedKpi = {
	direction: 'increase',
	goal: 'reach',
	baseline: decimal('18'),
	baselineYear: 2019,
	baselineUse: 'reference',
	finalTarget: { kind: 'value', value: decimal('120') },
	decimals: 0,
	tolerance: null,
	allowance: null,
	stages: [],
	planFirstYear: 2021,
	finalYear: 2025
};
const ACTUALS = [20, 24, 26, 27, 25];

function judged(preset: string, year: number) {
	const years = Array.from({ length: year - 2020 }, (_, index) => 2021 + index);
	const shares = years.map((each) => ({ year: each, value: decimal('24') }));
	const own: YearlyTarget = { kind: 'period', from: 2021, to: 2025, total: decimal('120'), shares };
	const target = targetInForce({
		year,
		kpi: {
			basicPlanFirstYear: 2021,
			basicPlanLastYear: 2025,
			direction: 'increase',
			accumulation: 'annual',
			baselineYear: 2019,
			baseline: decimal('18'),
			baselineUse: 'reference',
			finalYear: 2025,
			finalTarget: kpi.finalTarget
		},
		editions: [
			{
				id: 1,
				firstYear: 2021,
				lastYear: 2025,
				revision: 1,
				adoptedOn: '2021-03-19',
				listed: true,
				target: own
			}
		]
	});
	const figures = years.map((each, index) => ({ year: each, value: decimal(String(ACTUALS[index])) }));
	const subject: JudgementSubject = {
		year,
		standing: 'active',
		kpi,
		target,
		result: { kind: 'measured', value: figures.at(-1)!.value },
		earlier: figures.slice(0, -1)
	};
	return judge(PRESETS[preset]!, subject);
}

describe('a period total under a city’s own rule', () => {
	it.each(['miyagi', 'kurayoshi', 'tama', 'fukuoka', 'ratio'])(
		'%s holds the sum against the total in the last year too, never one year’s figure',
		(preset) => {
			const { comparison, status } = judged(preset, 2025);
			expect(comparison).toMatchObject({ actual: { n: 122n, d: 1n }, target: { n: 120n, d: 1n } });
			expect(comparison?.parts).toHaveLength(5);
			expect(['achieved', 'on-track']).toContain(status);
		}
	);

	it('is due by its shares on the way, or in full where the rule looks at nothing else', () => {
		expect(judged('ratio', 2023).comparison).toMatchObject({ actual: { n: 70n }, target: { n: 72n } });
		expect(judged('kurayoshi', 2023).own).toMatchObject({ rateShown: '58.3%', targetUse: 'final' });
	});
});
