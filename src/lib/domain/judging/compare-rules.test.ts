import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import { changeUnder, countLabels, gradesOf, targetMet, type Compared } from './compare-rules.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { MIYAGI } from './presets/miyagi.ts';
import { TAMA } from './presets/tama.ts';
import { PRESETS, STANDARD } from './rule.ts';

const graded = (status: Status, label?: string, isMet = false): Compared => ({
	isMet,
	status,
	reasonCode: status === 'missing' ? 'not-entered' : status === 'none' ? 'no-target' : 'target-met',
	...(label === undefined ? {} : { own: { label, points: null, rateShown: null, targetUse: null } })
});

describe('what changes under another rule', () => {
	it('is told by the common statuses', () => {
		expect(changeUnder(STANDARD, MIYAGI, graded('achieved'), graded('on-track', 'B'))).toBe('worse');
		expect(changeUnder(STANDARD, TAMA, graded('behind'), graded('on-track', '着実'))).toBe('better');
		expect(changeUnder(STANDARD, MIYAGI, graded('achieved'), graded('achieved', 'A'))).toBeNull();
	});

	it('is only a name where the target is met under both, and both give their best', () => {
		// 多摩市 has nothing above 着実, which counts as 順調.
		expect(
			changeUnder(STANDARD, TAMA, graded('achieved', undefined, true), graded('on-track', '着実', true))
		).toBe('renamed');
		expect(
			changeUnder(TAMA, STANDARD, graded('on-track', '着実', true), graded('achieved', undefined, true))
		).toBe('renamed');
		expect(changeUnder(STANDARD, TAMA, graded('achieved', undefined, true), graded('on-track', '着実'))).toBe(
			'worse'
		);
		expect(
			changeUnder(
				STANDARD,
				TAMA,
				graded('achieved', undefined, true),
				graded('slightly-behind', '概ね', true)
			)
		).toBe('worse');
	});

	it('takes a target for met on its good side, inside a range, at its stage', () => {
		const whole = (n: bigint) => ({ n, d: 1n });
		const compared = (actual: bigint, figure: object, target = 10n) =>
			({
				difference: null,
				comparison: { figure, actual: whole(actual), target: whole(target) }
			}) as unknown as Parameters<typeof targetMet>[0];
		const value = { kind: 'value', value: whole(10n) };
		expect(targetMet(compared(10n, value), 'increase')).toBe(true);
		expect(targetMet(compared(9n, value), 'increase')).toBe(false);
		expect(targetMet(compared(9n, value), 'decrease')).toBe(true);
		const range = { kind: 'range', low: whole(8n), high: whole(10n) };
		expect([7n, 8n, 10n, 11n].map((each) => targetMet(compared(each, range), 'range'))).toEqual([
			false,
			true,
			true,
			false
		]);
		expect(targetMet(compared(2n, { kind: 'stage', stage: 3 }, 3n), 'stage')).toBe(false);
		expect(targetMet({ comparison: null, difference: null }, 'increase')).toBe(false);
	});

	it('names a KPI that is judged by only one of the two', () => {
		expect(changeUnder(STANDARD, MIYAGI, graded('achieved'), graded('none', '－'))).toBe('judged');
		expect(changeUnder(STANDARD, MIYAGI, graded('none'), graded('behind', 'D'))).toBe('judged');
		expect(changeUnder(STANDARD, MIYAGI, graded('none'), graded('none', '－'))).toBeNull();
		expect(changeUnder(STANDARD, MIYAGI, graded('outside'), graded('none', '－'))).toBe('judged');
	});

	it('looks within a status only where both print the same grades', () => {
		const other = { ...KURAYOSHI, version: 2 };
		expect(changeUnder(KURAYOSHI, other, graded('regressed', '−1'), graded('regressed', '−5'))).toBe('worse');
		expect(changeUnder(KURAYOSHI, other, graded('behind', '0'), graded('behind', '2'))).toBe('better');
		expect(changeUnder(STANDARD, KURAYOSHI, graded('behind'), graded('behind', '0'))).toBeNull();
	});

	it('turns round when the rules change sides', () => {
		const judgement = fc
			.tuple(fc.constantFrom(...(Object.keys(STATUSES) as Status[])), fc.boolean())
			.map(([status, isMet]) => graded(status, undefined, isMet));
		const mirrored = { worse: 'better', better: 'worse', judged: 'judged', renamed: 'renamed' } as const;
		fc.assert(
			fc.property(judgement, judgement, (before, after) => {
				const there = changeUnder(STANDARD, TAMA, before, after);
				expect(changeUnder(TAMA, STANDARD, after, before)).toBe(there && mirrored[there]);
			})
		);
	});
});

describe('counts by label', () => {
	it('stand in the rule’s order, zeros included, with what was not judged apart', () => {
		const counts = countLabels(MIYAGI, [
			graded('achieved', 'A'),
			graded('achieved', 'A'),
			graded('behind', 'D'),
			graded('none', '－'),
			graded('missing', '－'),
			{ ...graded('none', '－'), reasonCode: 'unconfirmed' }
		]);
		expect(counts.map(({ label, count }) => `${label} ${count}`)).toEqual([
			'A 2',
			'B 0',
			'C 0',
			'D 1',
			'判定なし 1',
			'未確定 1',
			'未入力 1',
			'対象外 0'
		]);
	});

	it('lose nobody', () => {
		const judgement = fc.tuple(
			fc.constantFrom(...(Object.keys(STATUSES) as Status[])),
			fc.constantFrom('A', 'B', '達成', '？')
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.values(PRESETS)),
				fc.array(judgement, { maxLength: 30 }),
				(rule, list) => {
					const counts = countLabels(
						rule,
						list.map(([status, label]) => graded(status, label))
					);
					expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
				}
			)
		);
	});

	it('merge grades that print the same', () => {
		const twice = {
			...MIYAGI,
			grades: [...MIYAGI.grades, { id: 'D2', label: 'D', status: 'behind' as const }]
		};
		expect(gradesOf(twice).map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D']);
	});
});
