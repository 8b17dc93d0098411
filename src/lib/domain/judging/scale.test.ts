import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGED_STATUSES, STATUSES, codes, type Status } from '#lib/domain/model.ts';
import type { BandRule } from './band-rule.ts';
import { PRESETS, STANDARD, type JudgementRule } from './rule.ts';
import {
	categoryOf,
	codesOf,
	COMMON_SCALE,
	countByScale,
	hasSameCategories,
	rankIn,
	scaleOf
} from './scale.ts';
import { categoryWord, isJudged, type StatusOf } from './summary.ts';

const FUKUOKA = PRESETS['fukuoka'] as BandRule;
const RULES = Object.values(PRESETS);

/** Any judgement that a rule can give. */
function judgementBy(rule: JudgementRule): fc.Arbitrary<StatusOf> {
	const graded: StatusOf[] =
		rule.method === 'bands'
			? rule.grades.map(({ label, status }) => ({ status, reasonCode: 'band', own: { label } }))
			: JUDGED_STATUSES.map((status) => ({ status, reasonCode: 'target-met' }));
	const apart: StatusOf[] = [
		{ status: 'none', reasonCode: 'no-survey' },
		{ status: 'none', reasonCode: 'unconfirmed' },
		{ status: 'missing', reasonCode: 'not-entered' },
		{ status: 'outside', reasonCode: 'retired' }
	].map((each) => (rule.method === 'bands' ? { ...each, own: { label: '－' } } : each)) as StatusOf[];
	return fc.constantFrom(...graded, ...apart);
}

/** A rule by bands with any labels: shared ones, common words, signs. */
const anyRule: fc.Arbitrary<BandRule> = fc
	.array(
		fc.record({
			label: fc.constantFrom('A', 'B', '◎', '達成', '順調', '着実', '判定なし', '－', '未確定', 'achieved'),
			status: fc.constantFrom(...JUDGED_STATUSES)
		}),
		{ minLength: 1, maxLength: 8 }
	)
	.map((grades) => ({ ...FUKUOKA, grades: grades.map((grade, index) => ({ ...grade, id: String(index) })) }));

describe('the scale of a rule', () => {
	it('is the common statuses under 標準, by their own names', () => {
		expect(COMMON_SCALE.isOwn).toBe(false);
		expect(COMMON_SCALE.graded.map(({ code, label }) => [code, label])).toEqual(
			JUDGED_STATUSES.map((status) => [status, STATUSES[status]])
		);
		expect(COMMON_SCALE.apart.map(({ code, label }) => [code, label])).toEqual([
			['none', '判定なし'],
			['unconfirmed', '未確定'],
			['missing', '未入力'],
			['outside', '対象外']
		]);
	});

	it.each(RULES.map((rule) => [rule.id, rule] as const))('has every label of %s, in its order', (_, rule) => {
		const labels =
			rule.method === 'bands'
				? rule.grades.map(({ label }) => label)
				: JUDGED_STATUSES.map((each) => rule.labels[each]);
		expect(scaleOf(rule).graded.map(({ label }) => label)).toEqual([...new Set(labels)]);
		expect(scaleOf(rule).apart.map(({ code }) => code)).toEqual([
			'none',
			'unconfirmed',
			'missing',
			'outside'
		]);
	});

	it('says what a letter stands for, and leaves a word alone', () => {
		expect(scaleOf(FUKUOKA).graded.map(categoryWord)).toEqual(['A（順調）', 'B（やや遅れ）', 'C（後退）']);
		expect(scaleOf(FUKUOKA).graded[0]).toMatchObject({ code: 'own-A', meaning: '目標値に向けて順調' });
		expect(scaleOf(PRESETS['tama'] as JudgementRule).graded.map(categoryWord)).toEqual([
			'着実',
			'概ね',
			'改善必要'
		]);
	});

	it('counts grades with one label as one category, by the worst that they stand for', () => {
		const rule: BandRule = {
			...FUKUOKA,
			grades: [
				{ id: 'a', label: '○', status: 'achieved' },
				{ id: 'b', label: '○', status: 'on-track' },
				{ id: 'c', label: '×', status: 'behind' }
			]
		};
		const scale = scaleOf(rule);
		expect(scale.graded.map(categoryWord)).toEqual(['○（達成・順調）', '×（遅れ）']);
		const counts = countByScale(scale, [
			{ status: 'achieved', reasonCode: 'band', own: { label: '○' } },
			{ status: 'on-track', reasonCode: 'band', own: { label: '○' } }
		]);
		expect(counts.graded.map(({ count, status }) => [count, status])).toEqual([
			[2, 'on-track'],
			[0, 'behind']
		]);
		expect(counts).toMatchObject({ good: 2, judged: 2, total: 2 });
	});

	it('gives a common name only to what is all of a common status', () => {
		const rule: BandRule = {
			...FUKUOKA,
			grades: [
				{ id: 'a', label: '達成', status: 'achieved' },
				{ id: 'b', label: '順調', status: 'on-track' },
				{ id: 'c', label: 'ほぼ順調', status: 'on-track' },
				{ id: 'd', label: '遅れ', status: 'regressed' }
			]
		};
		expect(scaleOf(rule).graded.map(({ code }) => code)).toEqual([
			'achieved',
			'own-順調',
			'own-ほぼ順調',
			'own-遅れ'
		]);
	});

	it('shows 標準 with words of its own as a city’s rule', () => {
		const scale = scaleOf({
			...STANDARD,
			labels: { ...STANDARD.labels, regressed: '要改善', none: '評価不能' }
		});
		expect(scale.isOwn).toBe(true);
		expect(scale.graded.at(-1)).toMatchObject({ code: 'own-要改善', label: '要改善', status: 'regressed' });
		expect(scale.apart[0]).toMatchObject({ code: 'none', label: '評価不能' });
	});

	it('never gives two that stand apart one word', () => {
		const labels = { none: '評価不能', missing: '評価不能', outside: '評価不能' };
		const words = scaleOf({ ...FUKUOKA, labels }).apart.map(categoryWord);
		expect(words).toEqual(['評価不能（判定なし）', '未確定', '評価不能（未入力）', '評価不能（対象外）']);
	});

	it('keeps a label that the rule no longer has as a category of its own', () => {
		const counts = countByScale(scaleOf(FUKUOKA), [
			{ status: 'behind', reasonCode: 'band', own: { label: 'Z' } }
		]);
		expect(counts.graded.map(({ label, count }) => [label, count])).toEqual([
			['A', 0],
			['B', 0],
			['C', 0],
			['Z', 1]
		]);
	});
});

describe('counting by scale', () => {
	it.each(RULES.map((rule) => [rule.id, rule] as const))('loses no KPI under %s', (_, rule) => {
		const scale = scaleOf(rule);
		fc.assert(
			fc.property(fc.array(judgementBy(rule)), (list) => {
				const { total, judged, good, graded, apart } = countByScale(scale, list);
				const all = [...graded, ...apart];
				expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
				expect(total).toBe(list.length);
				expect(judged).toBe(list.filter(({ status }) => isJudged(status)).length);
				expect(good).toBeLessThanOrEqual(judged);
				// No category beyond the rule's, and the rule's own order.
				expect(all.map(({ code }) => code)).toEqual(
					[...scale.graded, ...scale.apart].map(({ code }) => code)
				);
			})
		);
	});

	it('agrees with filtering by the same name, whatever a rule’s labels are', () => {
		fc.assert(
			fc.property(
				anyRule.chain((rule) => fc.tuple(fc.constant(rule), fc.array(judgementBy(rule)))),
				([rule, list]) => {
					const { graded, apart } = countByScale(scaleOf(rule), list);
					for (const { code, count } of [...graded, ...apart])
						expect(list.filter((each) => codesOf(each).includes(code)).length, code).toBe(count);
					const names = [...graded, ...apart].map(({ code }) => code);
					expect(new Set(names).size).toBe(names.length);
				}
			)
		);
	});

	it('leaves the common names working under every rule', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...RULES).chain((rule) => fc.array(judgementBy(rule))),
				(list) => {
					for (const status of codes(STATUSES)) {
						const found = list.filter((each) => codesOf(each).includes(status)).length;
						const unconfirmed = list.filter(({ reasonCode }) => reasonCode === 'unconfirmed').length;
						const meant = list.filter((each) => each.status === (status satisfies Status)).length;
						expect(found).toBe(meant - (status === 'none' ? unconfirmed : 0));
					}
				}
			)
		);
	});

	it('ranks by the rule’s own order, best first, and what was not judged last', () => {
		for (const rule of RULES) {
			const scale = scaleOf(rule);
			const ranks = scale.graded.map(({ status, label }) =>
				rankIn(scale, { status, reasonCode: 'band', own: { label } })
			);
			expect(ranks, rule.id).toEqual(scale.graded.map((_, index) => index));
			expect(rankIn(scale, { status: 'none', reasonCode: 'unknown' })).toBeGreaterThan(ranks.at(-1) ?? 0);
		}
	});
});

it('knows which rules can be compared category by category', () => {
	const [fukuoka, miyagi] = [scaleOf(FUKUOKA), scaleOf(PRESETS['miyagi'] as JudgementRule)];
	expect(hasSameCategories(fukuoka, scaleOf({ ...FUKUOKA, version: 2 }))).toBe(true);
	expect(hasSameCategories(fukuoka, miyagi)).toBe(false);
	expect(hasSameCategories(COMMON_SCALE, fukuoka)).toBe(false);
	// Letters that stand for something else are other categories.
	const turned = FUKUOKA.grades.map((grade) => ({ ...grade, status: 'achieved' as const }));
	expect(hasSameCategories(fukuoka, scaleOf({ ...FUKUOKA, grades: turned }))).toBe(false);
});

it('puts every judgement into a category that has its shape', () => {
	for (const rule of RULES)
		fc.assert(
			fc.property(judgementBy(rule), (judged) => {
				expect(categoryOf(scaleOf(rule), judged).status).toBe(judged.status);
			})
		);
});
