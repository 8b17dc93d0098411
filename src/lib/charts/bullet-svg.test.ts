import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BULLET_WIDTH, placeBullet, type BulletData, type BulletMark } from './bullet-svg.ts';

const mark = (kind: BulletMark['kind'], value: number): BulletMark => ({
	kind,
	value,
	text: `${kind} ${value}`
});
const bullet = (marks: readonly BulletMark[], rest: Partial<BulletData> = {}): BulletData => ({
	marks,
	band: null,
	status: 'behind',
	lowerIsBetter: false,
	startsAtZero: false,
	summary: '',
	...rest
});

describe('a bullet', () => {
	const marks = [mark('baseline', 38.2), mark('target', 46), mark('final', 50), mark('actual', 37.9)];

	it('has better to the right, whichever way that is', () => {
		const up = placeBullet(bullet(marks));
		expect(up.above[0]?.x).toBeLessThan(up.below[0]?.x ?? 0);
		expect(up.below.map(({ x }) => x)).toEqual([...up.below.map(({ x }) => x)].sort((a, b) => a - b));
		const down = placeBullet(bullet(marks, { lowerIsBetter: true }));
		expect(down.above[0]?.x).toBeGreaterThan(down.below[0]?.x ?? BULLET_WIDTH);
	});

	it('draws the bar from the baseline, from 0 only where it starts there, else not at all', () => {
		expect(placeBullet(bullet(marks)).bar?.width).toBeGreaterThan(0);
		const without = [mark('target', 46), mark('actual', 37.9)];
		expect(placeBullet(bullet(without)).bar).toBeNull();
		expect(placeBullet(bullet(without, { startsAtZero: true })).bar?.x).toBe(60);
	});

	it('keeps marks and words inside, and words apart', () => {
		const value = fc.integer({ min: -1000, max: 1000 });
		fc.assert(
			fc.property(value, value, value, value, fc.boolean(), (a, b, c, d, lowerIsBetter) => {
				const placed = placeBullet(
					bullet([mark('baseline', a), mark('target', b), mark('final', c), mark('actual', d)], {
						lowerIsBetter
					})
				);
				for (const { x, labelX } of [...placed.above, ...placed.below]) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(BULLET_WIDTH);
					expect(labelX).toBeGreaterThanOrEqual(75);
					expect(labelX).toBeLessThanOrEqual(BULLET_WIDTH - 75);
				}
				const labels = placed.below.map(({ labelX }) => labelX).sort((p, q) => p - q);
				labels
					.slice(1)
					.forEach((each, index) => expect(each - (labels[index] ?? 0)).toBeGreaterThanOrEqual(149.8));
			})
		);
	});
});
