import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableAndRest } from './batch-table.ts';

describe('a table of a batch and what is folded away', () => {
	test('shows a short list as it stands', () => {
		expect(tableAndRest([3, 1, 2], (row) => row === 2)).toEqual({ table: [3, 1, 2], rest: [] });
	});

	test('puts what matters into the table, the others in their order', () => {
		const rows = Array.from({ length: 1000 }, (_, at) => at);
		const { table, rest } = tableAndRest(rows, (row) => row === 999);
		expect([table[0], table[1], table.length, rest[0], rest.length]).toEqual([999, 0, 200, 199, 800]);
	});

	test('keeps every row exactly once', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 7 }), (count, step) => {
				const rows = Array.from({ length: count }, (_, at) => at);
				const { table, rest } = tableAndRest(rows, (row) => row % step === 0);
				expect([...table, ...rest].toSorted((a, b) => a - b)).toEqual(rows);
			})
		);
	});
});
