import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, type Decimal } from './decimal.ts';
import { checkBreakdown, readDistrict, type DistrictFigure } from './district-breakdown.ts';
import type { EntryIndicator } from './entry.ts';
import { MISSING_REASONS, type MissingReason } from './model.ts';

const PLACES: EntryIndicator = {
	unit: '箇所',
	decimals: 0,
	accumulation: 'level',
	cumulativeEntry: 'total',
	limits: { low: decimal('0'), high: null },
	stages: [],
	previous: [{ year: 2024, value: decimal('9') }]
};

const NAMES = ['釜石', '平田', '中妻', '甲子'];

/** 「9」 a figure, 「x」 suppressed, 「…」 unknown, 「」 nothing. */
function districts(...texts: string[]): DistrictFigure[] {
	return texts.map((text, index) => {
		const missing: MissingReason | null = text === 'x' ? 'suppressed' : text === '…' ? 'unknown' : null;
		return {
			name: NAMES[index] ?? `${index}`,
			value: text === '' || missing !== null ? null : decimal(text),
			missing
		};
	});
}

const check = (total: string | null, texts: readonly string[], addsUp = true) =>
	checkBreakdown({
		total: total === null ? null : decimal(total),
		districts: districts(...texts),
		addsUp,
		unit: '箇所'
	});

describe('against the city’s figure', () => {
	it.each<[string, string | null, string[], string, string | null]>([
		['agrees', '30', ['9', '6', '7', '8'], 'agrees', null],
		['agrees whatever the decimals', '30.0', ['9', '6.00', '7', '8'], 'agrees', null],
		['has less', '31', ['9', '6', '7', '8'], 'differs', '1箇所少なく'],
		['has more', '28.5', ['9', '6', '7', '8'], 'differs', '1.5箇所多く'],
		['has more although one is unknown', '20', ['9', '6', '7', '…'], 'differs', '2箇所多く'],
		['stays within while some are unknown', '30', ['9', '6', '…', '…'], 'partial', null],
		['stays below zero', '-5', ['-9', '-6', '…', '2'], 'partial', null],
		['has nothing', '30', ['', '', '', ''], 'empty', null],
		['has no total to compare with', null, ['9', '6', '7', '8'], 'no-total', null]
	])('%s', (_what, total, texts, state, words) => {
		const found = check(total, texts);
		expect(found.state).toBe(state);
		if (words === null) expect(found.warnings).toEqual([]);
		else expect(found.warnings.join('')).toContain(words);
	});

	it('is not compared where figures do not add up', () => {
		expect(check('40', ['39', '41', '42', '38'], false)).toEqual({
			state: 'not-additive',
			sum: null,
			rest: null,
			warnings: []
		});
	});

	it('points out the single suppressed district that anybody could compute, and not two', () => {
		expect(check('30', ['9', '6', 'x', '8']).warnings.join('')).toMatch(/秘匿が中妻だけ.*7箇所/);
		expect(check('30', ['9', 'x', 'x', '8']).warnings).toEqual([]);
		expect(check('30', ['9', '…', 'x', '8']).warnings).toEqual([]);
	});

	it('names districts that were forgotten once one is filled in', () => {
		expect(check('30', ['9', '', '7', '']).warnings.join('')).toContain('空いています：平田、甲子');
		expect(check(null, ['39', '', '', ''], false).warnings.join('')).toContain('平田、中妻、甲子');
	});

	it('agrees exactly when the figures add up to the total, for every breakdown', () => {
		const figure = fc
			.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 0, max: 3 }))
			.map(([digits, scale]): Decimal => ({ digits: BigInt(digits), scale }));
		fc.assert(
			fc.property(fc.array(figure, { minLength: 1, maxLength: 8 }), figure, (values, off) => {
				const rows = values.map((value, index) => ({ name: `${index}`, value, missing: null }));
				const open = { districts: rows, addsUp: true, unit: '' };
				const { sum } = checkBreakdown({ ...open, total: null });
				expect(checkBreakdown({ ...open, total: sum }).state).toBe('agrees');
				if (sum === null || off.digits === 0n) return;
				const scale = Math.max(sum.scale, off.scale);
				const at = (value: Decimal) => value.digits * 10n ** BigInt(scale - value.scale);
				const found = checkBreakdown({ ...open, total: { digits: at(sum) + at(off), scale } });
				expect(found.state).toBe('differs');
				expect(found.rest).toEqual({ digits: at(off), scale });
			})
		);
	});
});

describe('one district’s cell', () => {
	it.each(Object.entries(MISSING_REASONS))('takes the word for %s', (reason, word) => {
		expect(readDistrict(` ${word} `, 'final', PLACES)).toMatchObject({
			ok: true,
			entry: { value: null, missingReason: reason, valueState: null }
		});
	});

	it('reads figures and signs by the number rules, and asks about a dash', () => {
		expect(readDistrict('１１', 'preliminary', PLACES)).toMatchObject({
			ok: true,
			entry: { value: decimal('11'), valueState: 'preliminary' }
		});
		expect(readDistrict('x', 'final', PLACES)).toMatchObject({ entry: { missingReason: 'suppressed' } });
		expect(readDistrict('', 'final', PLACES)).toMatchObject({ entry: { value: null, missingReason: null } });
		expect(readDistrict('－', 'final', PLACES)).toMatchObject({
			ok: false,
			message: expect.stringContaining('「該当なし」と入力') as string
		});
		expect(readDistrict('約3', 'final', PLACES)).toMatchObject({ ok: false });
	});

	it('does not take the ups and downs of a small district for a slip, but keeps the limits', () => {
		expect(readDistrict('90', 'final', PLACES)).toMatchObject({ ok: true, warnings: [] });
		expect(readDistrict('-3', 'final', PLACES)).toMatchObject({ warnings: [{ code: 'outside-limits' }] });
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(readDistrict(text, 'final', PLACES)).toHaveProperty('ok');
			})
		);
	});
});
