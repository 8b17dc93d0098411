import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negate, reduce, ZERO, type Rational } from '#lib/domain/decimal.ts';
import type { TargetFigure } from '#lib/domain/targets.ts';
import { decompose, type Decomposition } from './decomposition.ts';
import { byShare, gapShare, gapSide, gapWay } from './gap-moves.ts';
import { fraction } from './test-support.ts';

const value = (of: Rational): TargetFigure => ({ kind: 'value', value: of });

function moved(
	direction: 'increase' | 'decrease',
	[y1, p1, y2, p2]: readonly [Rational, Rational, Rational, Rational]
): Decomposition {
	const found = decompose({
		direction,
		before: { year: 2024, actual: y1, target: value(p1) },
		after: { year: 2025, actual: y2, target: value(p2) },
		plannedTarget: value(p2),
		definitionChanged: false
	});
	if (found === null) throw new Error('these figures have a gap');
	return found;
}

const plain = (direction: 'increase' | 'decrease', ...texts: [string, string, string, string]) =>
	moved(direction, texts.map(fraction) as unknown as [Rational, Rational, Rational, Rational]);

describe('the way a gap moved', () => {
	it('is told in the direction of the KPI', () => {
		expect(gapWay(plain('increase', '42.1', '44.0', '37.9', '46.0'))).toBe('farther');
		expect(gapWay(plain('decrease', '42.1', '44.0', '37.9', '46.0'))).toBe('closer');
		expect(gapWay(plain('increase', '1', '2', '2', '3'))).toBe('same');
	});

	it('is closer to a range when the distance shrinks, on either side', () => {
		const range: TargetFigure = { kind: 'range', low: fraction('10'), high: fraction('20') };
		const found = decompose({
			direction: 'range',
			before: { year: 2024, actual: fraction('25'), target: range },
			after: { year: 2025, actual: fraction('8'), target: range },
			plannedTarget: null,
			definitionChanged: false
		});
		expect(found && gapWay(found)).toBe('closer');
	});
});

describe('the side it stands on', () => {
	const side = (direction: 'increase' | 'decrease', ...texts: [string, string, string, string]) =>
		gapSide(plain(direction, ...texts));

	it.each([
		// 男性職員の育児休業: ＋26.7 → ＋20.0 is still 達成.
		['increase', ['66.7', '40.0', '70.0', '50.0'], 'less-margin'],
		['increase', ['42.1', '44.0', '37.9', '46.0'], 'farther'],
		['increase', ['44.0', '44.0', '45.0', '46.0'], 'farther'],
		['increase', ['40.0', '44.0', '45.0', '46.0'], 'closer'],
		['increase', ['40.0', '44.0', '46.0', '46.0'], 'more-margin'],
		['increase', ['46.0', '44.0', '46.0', '46.0'], 'less-margin'],
		['decrease', ['10', '12', '9', '10'], 'less-margin'],
		['decrease', ['10', '12', '9', '12'], 'more-margin'],
		['decrease', ['13', '12', '12', '10'], 'farther'],
		['decrease', ['15', '12', '12', '10'], 'closer'],
		['increase', ['1', '2', '2', '3'], null]
	] as const)('of %s %j is %s', (direction, [y1, p1, y2, p2], expected) => {
		expect(side(direction, y1, p1, y2, p2)).toBe(expected);
	});

	it('is the band for a range: inside there is no more or less', () => {
		const range: TargetFigure = { kind: 'range', low: fraction('10'), high: fraction('20') };
		const from = (before: string, after: string) => {
			const found = decompose({
				direction: 'range',
				before: { year: 2024, actual: fraction(before), target: range },
				after: { year: 2025, actual: fraction(after), target: range },
				plannedTarget: null,
				definitionChanged: false
			});
			return found && gapSide(found);
		};
		expect([from('25', '8'), from('8', '25'), from('25', '20'), from('15', '21'), from('11', '19')]).toEqual([
			'closer',
			'farther',
			'more-margin',
			'farther',
			null
		]);
	});
});

describe('its share', () => {
	it('is of the way from baseline to final target, else of the target', () => {
		const found = plain('increase', '42.1', '44.0', '37.9', '46.0');
		expect(gapShare(found, { baseline: fraction('38.2'), final: fraction('50.6') })).toEqual(fraction('0.5'));
		expect(gapShare(found, null)).toEqual(reduce(62n, 460n));
		expect(gapShare(found, { baseline: fraction('50'), final: fraction('50') })).toEqual(reduce(62n, 460n));
		expect(gapShare(plain('increase', '1', '0', '2', '0'), null)).toBeNull();
	});

	it('puts the largest first and the unmeasured last', () => {
		const list = [null, fraction('0.1'), fraction('0.5'), null, ZERO];
		expect([...list].sort(byShare)).toEqual([fraction('0.5'), fraction('0.1'), ZERO, null, null]);
	});

	const figure = fc.integer({ min: -999, max: 999 }).map((n) => reduce(BigInt(n), 10n));
	const four = fc.tuple(figure, figure, figure, figure);

	it('is the same in another unit, and in the mirror image', () => {
		fc.assert(
			fc.property(four, figure, figure, fc.integer({ min: 1, max: 99 }), (list, baseline, final, by) => {
				const own = moved('increase', list);
				const scaled = (of: Rational) => reduce(of.n * BigInt(by), of.d);
				const four = (change: (of: Rational) => Rational) =>
					list.map(change) as unknown as [Rational, Rational, Rational, Rational];
				const share = gapShare(own, { baseline, final });
				const larger = moved('increase', four(scaled));
				expect(gapShare(larger, { baseline: scaled(baseline), final: scaled(final) })).toEqual(share);
				const mirror = moved('decrease', four(negate));
				expect(gapShare(mirror, { baseline: negate(baseline), final: negate(final) })).toEqual(share);
				expect(gapWay(mirror)).toBe(gapWay(own));
				expect(gapSide(mirror)).toBe(gapSide(own));
			})
		);
	});
});
