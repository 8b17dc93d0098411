import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS, STANDARD, type JudgementRule } from '#lib/domain/judging/rule.ts';
import { readRule } from '../rule.ts';
import { draftOf, fieldsOf } from './fields.ts';
import { percentOf, shareOf } from './percent.ts';
import { plainRule, sameRule } from './same-rule.ts';

/** The rule that comes back when a form is sent with these fields changed. */
function sent(rule: JudgementRule, changes: Record<string, string> = {}): ReturnType<typeof readRule> {
	return readRule(plainRule(draftOf(plainRule(rule), { ...fieldsOf(rule), ...changes })));
}

describe('a rule as fields of a form', () => {
	it.each(Object.keys(PRESETS))('brings %s back as it was', (id) => {
		const rule = PRESETS[id]!;
		const reading = sent(rule);
		if (!reading.ok) throw new Error(reading.problems.join('\n'));
		expect(sameRule(reading.rule, rule)).toBe(true);
		// Only the way a figure is written may differ.
		const written = (each: unknown) => JSON.stringify(each).replaceAll('"0.60"', '"0.6"');
		expect(written(plainRule(reading.rule))).toHaveLength(written(plainRule(rule)).length);
	});

	it('takes a changed threshold in percent, also full-width', () => {
		const reading = sent(STANDARD, { 'thresholds.onTrack': '９０ ％' });
		expect(reading).toMatchObject({
			ok: true,
			rule: { thresholds: { onTrack: '0.9', slightlyBehind: '0.6' } }
		});
		const miyagi = sent(PRESETS['miyagi']!, { 'steps.0.bands.1.from': '85', 'steps.0.bands.2.to': '85' });
		expect(miyagi).toMatchObject({ ok: true });
		expect(sameRule((miyagi as { rule: JudgementRule }).rule, PRESETS['miyagi']!)).toBe(false);
	});

	it('names a gap at the step where it is', () => {
		const reading = sent(PRESETS['miyagi']!, { 'steps.0.bands.2.to': '75' });
		expect(reading).toMatchObject({
			ok: false,
			faults: [{ path: 'steps.0', text: expect.stringContaining('75 %以上80 %未満') as string }]
		});
	});

	it('keeps what is no number for the schema to refuse', () => {
		expect(sent(STANDARD, { 'thresholds.onTrack': '八割' })).toMatchObject({
			ok: false,
			faults: [{ path: 'thresholds.onTrack' }]
		});
		expect(
			fieldsOf(draftOf(plainRule(STANDARD), { ...fieldsOf(STANDARD), 'thresholds.onTrack': '八割' }))
		).toMatchObject({ 'thresholds.onTrack': '八割' });
	});

	it('adds a grade from an empty row and drops one that was cleared', () => {
		const added = draftOf(plainRule(PRESETS['tama']!), {
			...fieldsOf(PRESETS['tama']!),
			'grades.4.label': '未着手',
			'grades.4.status': 'regressed'
		});
		expect(added['grades']).toHaveLength(4);
		expect(added['grades']).toContainEqual({ id: '未着手', label: '未着手', status: 'regressed' });
		const cleared = draftOf(plainRule(PRESETS['tama']!), {
			...fieldsOf(PRESETS['tama']!),
			'grades.1.label': '',
			'grades.1.meaning': ''
		});
		expect(cleared['grades']).toHaveLength(2);
	});

	it('keeps exceptions and formulas in words, for which it has no fields', () => {
		expect(draftOf(plainRule(PRESETS['kurayoshi']!), fieldsOf(PRESETS['kurayoshi']!))['exceptions']).toEqual(
			plainRule(PRESETS['kurayoshi']!)['exceptions']
		);
		expect(draftOf(plainRule(STANDARD), fieldsOf(STANDARD))['formulas']).toEqual(STANDARD.formulas);
	});

	it('is total for whatever a form may send', () => {
		const names = Object.keys({ ...fieldsOf(PRESETS['miyagi']!), ...fieldsOf(STANDARD) });
		fc.assert(
			fc.property(
				fc.anything(),
				fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'grapheme' })),
				fc.constantFrom(...Object.values(PRESETS)),
				(json, fields, rule) => {
					fieldsOf(json);
					readRule(plainRule(draftOf(plainRule(rule), { ...fieldsOf(rule), ...fields })));
					readRule(draftOf(json, fields));
				}
			)
		);
	});
});

describe('percents', () => {
	it.each([
		['0.95', '95'],
		['1', '100'],
		['0', '0'],
		['-0.25', '-25'],
		['0.005', '0.5'],
		['12.3456', '1234.56']
	])('%s is %s', (share, percent) => {
		expect(percentOf(share)).toBe(percent);
		expect(shareOf(percent)).toBe(share);
	});

	it('go both ways exactly', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
				fc.integer({ min: 0, max: 6 }),
				(digits, scale) => {
					const text = scale === 0 ? String(digits) : (digits / 10 ** scale).toFixed(scale);
					expect(Number(shareOf(percentOf(text)))).toBeCloseTo(Number(text), 12);
				}
			)
		);
	});
});
