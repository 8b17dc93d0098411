import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, rational, reduce, type Decimal } from './decimal.ts';
import { commonScale, placeOn } from './common-scale.ts';

const kpi = (baseline: string | null, final: string | null, rest = {}) => ({
	direction: 'increase' as const,
	goal: 'reach' as const,
	baseline: baseline === null ? null : decimal(baseline),
	baselineUse: 'comparable' as const,
	finalTarget: final === null ? null : ({ kind: 'value', value: decimal(final) } as const),
	...rest
});
const place = (of: ReturnType<typeof kpi>, value: string) => {
	const scale = commonScale(of, null);
	return typeof scale === 'string' ? scale : placeOn(scale, rational(decimal(value)));
};

describe('the common scale', () => {
	it('puts the baseline at 0 and the final target at 100, better up', () => {
		expect(place(kpi('38.2', '50.0'), '38.2')).toEqual(reduce(0n, 1n));
		expect(place(kpi('38.2', '50.0'), '50.0')).toEqual(reduce(100n, 1n));
		expect(place(kpi('0.4', '0.9'), '0.7')).toEqual(reduce(60n, 1n));
		const less = kpi('20', '10', { direction: 'decrease' });
		expect([place(less, '15'), place(less, '25'), place(less, '5')]).toEqual([
			reduce(50n, 1n),
			reduce(-50n, 1n),
			reduce(150n, 1n)
		]);
	});

	it.each([
		[kpi('1', '2', { direction: 'range' }), 'range'],
		[kpi('0', '2', { direction: 'stage' }), 'stage'],
		[kpi('1', '2', { goal: 'keep' }), 'keep'],
		[kpi('1', null), 'no-final'],
		[kpi(null, '2'), 'no-baseline'],
		[kpi('1', '2', { baselineUse: 'reference' }), 'reference'],
		[kpi('2', '2'), 'no-way'],
		[kpi('3', '2'), 'no-way'],
		[kpi('1', '2', { direction: 'decrease' }), 'no-way']
	] as const)('refuses %o: %s', (of, reason) => {
		expect(commonScale(of, null)).toBe(reason);
	});

	it('counts a period total from 0, whatever the baseline is', () => {
		const scale = commonScale(kpi('3', '25', { baselineUse: 'reference' }), reduce(25n, 1n));
		expect(typeof scale === 'string' ? scale : placeOn(scale, reduce(10n, 1n))).toEqual(reduce(40n, 1n));
		expect(commonScale(kpi(null, '25', { goal: 'keep' }), reduce(25n, 1n))).toBe('keep');
	});

	it('is the same in another unit, and in the mirror image', () => {
		const figure = fc.integer({ min: -9999, max: 9999 });
		const of = (n: number): Decimal => ({ digits: BigInt(n), scale: 1 });
		fc.assert(
			fc.property(figure, figure, figure, fc.integer({ min: 1, max: 99 }), (b, t, y, by) => {
				fc.pre(b < t);
				const at = (direction: 'increase' | 'decrease', factor: number) => {
					const scale = commonScale(
						{
							direction,
							goal: 'reach',
							baseline: of(b * factor),
							baselineUse: 'comparable',
							finalTarget: { kind: 'value', value: of(t * factor) }
						},
						null
					);
					return typeof scale === 'string' ? scale : placeOn(scale, rational(of(y * factor)));
				};
				expect(at('increase', by)).toEqual(at('increase', 1));
				expect(at('decrease', -1)).toEqual(at('increase', 1));
			})
		);
	});
});
