import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import { period, range, stage, value } from './judging/test-support.ts';
import { asksLess, equalTargets, targetFigure } from './targets.ts';

describe('targets', () => {
	it('are exact figures for a year', () => {
		expect(targetFigure(value('46.0'), 2026)).toEqual({ kind: 'value', value: { n: 46n, d: 1n } });
		expect(targetFigure(range('1', '2'), 2026)).toMatchObject({ low: { n: 1n }, high: { n: 2n } });
		expect(targetFigure(stage(2), 2026)).toEqual({ kind: 'stage', stage: 2 });
		expect(targetFigure(period(2026, 2027, '14'), 2026)).toMatchObject({
			shareToDate: { n: 7n },
			total: { n: 14n }
		});
	});

	it('are equal whatever zeros were printed', () => {
		expect(equalTargets(value('46.0'), value('46'))).toBe(true);
		expect(equalTargets(value('46'), value('47'))).toBe(false);
		expect(equalTargets(value('2'), stage(2))).toBe(false);
		expect(equalTargets(null, { kind: 'none' })).toBe(false);
		expect(equalTargets(period(2026, 2027, '14', ['7', '7']), period(2026, 2027, '14', ['7.0', '7']))).toBe(
			true
		);
	});

	it('ask less only within one kind', () => {
		expect(asksLess('increase', period(2026, 2027, '10'), period(2026, 2027, '14'))).toBe(true);
		expect(asksLess('increase', value('7'), period(2026, 2027, '14'))).toBe(false);
		expect(asksLess('increase', { kind: 'none' }, value('7'))).toBe(false);
		expect(asksLess('stage', value('1'), stage(3))).toBe(false);
	});

	it('never both ask less of each other', () => {
		const some = fc
			.integer({ min: -9, max: 9 })
			.map((each) => ({ kind: 'value' as const, value: decimal(String(each)) }));
		fc.assert(
			fc.property(some, some, fc.constantFrom('increase', 'decrease'), (a, b, direction) => {
				expect(asksLess(direction, a, b) && asksLess(direction, b, a)).toBe(false);
				expect(asksLess(direction, a, b)).toBe(
					asksLess(direction === 'increase' ? 'decrease' : 'increase', b, a)
				);
			})
		);
	});
});
