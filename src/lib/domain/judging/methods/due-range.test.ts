import { describe, expect, it } from 'vitest';
import { heldTarget } from '#lib/domain/judging/held-target.ts';
import { judge } from '#lib/domain/judging/judge.ts';
import { PRESETS } from '#lib/domain/judging/rule.ts';
import { range, subject } from '#lib/domain/judging/test-support.ts';

/** A range KPI whose final range is 18 to 22, and whose year asks for 10 to 30, under a rule where the year's target is due. */
function judged(actual: string) {
	const rule = PRESETS['fukuoka'];
	const plain = subject({ direction: 'range', p: range('10', '30'), y: actual, b: '50' });
	const given = { ...plain, kpi: { ...plain.kpi, finalTarget: range('18', '22'), finalYear: 2030 } };
	if (rule === undefined) throw new RangeError('no such preset');
	const judgement = judge(rule, given);
	return { judgement, held: heldTarget({ ...given, rule, judgement }) };
}

describe('a range whose yearly target is what is due', () => {
	it('is held against the range of the year, not the final one', () => {
		expect(judged('28').judgement).toMatchObject({
			status: 'on-track',
			own: { label: 'A', targetUse: 'year' }
		});
		expect(judged('30').judgement.own?.label).toBe('A');
		expect(judged('35').judgement.own?.label).toBe('B');
	});

	it('shows beside the status the range that it was held against', () => {
		const { judgement, held } = judged('28');
		expect(held).toMatchObject({ of: 'year', year: 2025, figure: { kind: 'range' } });
		expect(judgement.comparison?.figure).toEqual(held.figure);
		expect(held.figure?.kind === 'range' && [held.figure.low.n, held.figure.high.n]).toEqual([10n, 30n]);
	});
});
