import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, codes } from '#lib/domain/model.ts';
import { apart, apartText, headline, shortHeadline, summarise, type StatusOf } from './summary.ts';

const of = (
	status: StatusOf['status'],
	times: number,
	reasonCode: StatusOf['reasonCode'] = 'target-met'
): StatusOf[] => Array.from({ length: times }, () => ({ status, reasonCode }));

describe('summary', () => {
	const summary = summarise([
		...of('achieved', 38),
		...of('on-track', 23),
		...of('slightly-behind', 12),
		...of('behind', 7),
		...of('regressed', 4),
		...of('none', 8, 'no-survey'),
		...of('none', 2, 'unconfirmed'),
		...of('missing', 3, 'not-entered'),
		...of('outside', 1, 'retired')
	]);

	it('counts statuses, with the unconfirmed apart', () => {
		expect(summary).toMatchObject({ total: 98, judged: 84, good: 61, unconfirmed: 2 });
		expect(summary.counts).toMatchObject({ achieved: 38, none: 8, missing: 3, outside: 1 });
		expect(apart(summary).map((each) => each.count)).toEqual([8, 2, 3, 1]);
		expect(apartText(summary)).toBe('判定なし 8、未確定 2、未入力 3、対象外 1');
	});

	it('says it in a sentence and in short', () => {
		expect(headline(summary)).toBe('判定できた84指標のうち61指標が達成・順調です');
		expect(shortHeadline(summary)).toBe('達成・順調 61（判定できた84のうち）');
		expect(headline(summarise(of('achieved', 1200)))).toBe(
			'判定できた1,200指標のうち1,200指標が達成・順調です'
		);
	});

	it('has words for an empty group', () => {
		expect(headline(summarise([]))).toBe('判定できた指標はまだありません');
		expect(shortHeadline(summarise([]))).toBe('達成・順調 0（判定できた0のうち）');
		expect(apartText(summarise([]))).toBe('');
	});

	it('loses no KPI', () => {
		const some = fc.record({
			status: fc.constantFrom(...codes(STATUSES)),
			reasonCode: fc.constantFrom('unconfirmed', 'no-survey')
		});
		fc.assert(
			fc.property(fc.array(some as fc.Arbitrary<StatusOf>), (list) => {
				const { judged, total, good, ...rest } = summarise(list);
				expect(
					judged + apart({ judged, total, good, ...rest }).reduce((sum, each) => sum + each.count, 0)
				).toBe(total);
				expect(good).toBeLessThanOrEqual(judged);
			})
		);
	});
});
