import { describe, expect, it } from 'vitest';
import { FUKUOKA } from './presets/fukuoka.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { TAMA } from './presets/tama.ts';
import type { BandRule } from './band-rule.ts';
import { COMMON_SCALE, countByScale, scaleOf } from './scale.ts';
import { countsText, headline, leadWords, type StatusOf } from './summary.ts';

const of = (status: StatusOf['status'], times: number, label?: string): StatusOf[] =>
	Array.from({ length: times }, () => ({
		status,
		reasonCode: 'target-met',
		...(label === undefined ? {} : { own: { label } })
	}));

describe('the sentence about a group', () => {
	it('says how many are 達成・順調 by 標準', () => {
		expect(
			headline(
				countByScale(COMMON_SCALE, [...of('achieved', 38), ...of('on-track', 23), ...of('behind', 23)])
			)
		).toBe('判定できた84指標のうち61指標が達成・順調です');
		expect(headline(countByScale(COMMON_SCALE, of('achieved', 1200)))).toBe(
			'判定できた1,200指標のうち1,200指標が達成・順調です'
		);
		expect(headline(countByScale(COMMON_SCALE, of('none', 3)))).toBe('判定できた指標はまだありません');
	});

	it('says it in a city’s own words, with the common ones where those cannot be read by themselves', () => {
		const counted = countByScale(scaleOf(FUKUOKA), [...of('on-track', 3, 'A'), ...of('regressed', 1, 'C')]);
		expect(headline(counted)).toBe('判定できた4指標のうち3指標がA（順調）です');
		const points = countByScale(scaleOf(KURAYOSHI), [...of('achieved', 1, '5'), ...of('on-track', 1, '4')]);
		expect(headline(points)).toBe('判定できた2指標のうち2指標が5・4（達成・順調）です');
		expect(headline(countByScale(scaleOf(TAMA), of('on-track', 2, '着実')))).toBe(
			'判定できた2指標のうち2指標が着実です'
		);
	});

	it('names the counts under a rule in which nothing counts as 達成・順調', () => {
		const rule: BandRule = { ...FUKUOKA, grades: FUKUOKA.grades.slice(1) };
		const counted = countByScale(scaleOf(rule), [
			...of('slightly-behind', 2, 'B'),
			...of('regressed', 1, 'C')
		]);
		expect(headline(counted)).toBe('判定できた3指標の内訳は、B（やや遅れ） 2、C（後退） 1です');
		expect(leadWords(counted.graded)).toEqual({ label: '判定できた', gloss: '' });
	});

	it('lists the categories that have any', () => {
		const { graded, apart } = countByScale(COMMON_SCALE, [...of('achieved', 2), ...of('missing', 1)]);
		expect(countsText([...graded, ...apart])).toBe('達成 2、未入力 1');
		expect(countsText([])).toBe('');
	});
});
