import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSeenOrder, writeOrder } from './seen-order.ts';

const rows = (...codes: string[]) => codes.map((code) => ({ code }));

describe('the order in which the rows were seen', () => {
	it('is that of the page, whatever the order is by now', () => {
		const codes = fc.uniqueArray(fc.string({ minLength: 1 }).filter((code) => !code.includes(',')));
		fc.assert(
			fc.property(codes, fc.gen(), (seen, random) => {
				const now = seen.toSorted(() => random(fc.integer, { min: -1, max: 1 }));
				expect(inSeenOrder(rows(...now), writeOrder(rows(...seen)))).toEqual(rows(...seen));
			})
		);
	});

	it('puts what the page did not name after the rest, as it stands', () => {
		expect(inSeenOrder(rows('D', 'A', 'C', 'B'), 'B,A')).toEqual(rows('B', 'A', 'D', 'C'));
		expect(inSeenOrder(rows('B', 'A'), '')).toEqual(rows('B', 'A'));
		expect(inSeenOrder(rows('A'), 'gone,A')).toEqual(rows('A'));
	});
});
