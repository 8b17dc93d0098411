import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import { changeUnder, countLabels, gradesOf, type Graded } from './compare-rules.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { MIYAGI } from './presets/miyagi.ts';
import { TAMA } from './presets/tama.ts';
import { PRESETS, STANDARD } from './rule.ts';

const graded = (status: Status, label?: string): Graded => ({
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
		const judgement = fc.constantFrom(...(Object.keys(STATUSES) as Status[])).map((status) => graded(status));
		const mirrored = { worse: 'better', better: 'worse', judged: 'judged' } as const;
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
