import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, rational, decimal, type Rational } from '#lib/domain/decimal.ts';
import { sortedBy, type SortKey } from './sort.ts';

interface Row {
	readonly at: number;
	readonly key: SortKey;
}

const figure = fc.tuple(fc.bigInt(-50n, 50n), fc.bigInt(1n, 7n)).map(([n, d]): Rational => ({ n, d }));
const text = fc.constantFrom('Z1', 'Z2', 'Z10', '受診率', 'あ', '');
const keys = fc.oneof(
	fc.array(fc.option(figure)),
	fc.array(fc.option(fc.integer({ min: -3, max: 3 }))),
	fc.array(fc.option(text)),
	fc.array(fc.oneof(figure, fc.integer(), text, fc.constant(null)))
);
const rowsOf = (list: readonly SortKey[]): Row[] => list.map((key, at) => ({ at, key }));
const sorted = (rows: readonly Row[], descending: boolean) => sortedBy(rows, ({ key }) => key, descending);
const places = (rows: readonly Row[]) => rows.map(({ at }) => at);

describe('sortedBy', () => {
	it('is a permutation that leaves its input alone', () => {
		fc.assert(
			fc.property(keys, fc.boolean(), (list, descending) => {
				const rows = rowsOf(list);
				const before = places(rows);
				const after = sorted(rows, descending);
				expect(places(after).sort((a, b) => a - b)).toEqual(before);
				expect(places(rows)).toEqual(before);
			})
		);
	});

	it('puts rows without a key last, both ways, in the order they came', () => {
		fc.assert(
			fc.property(keys, fc.boolean(), (list, descending) => {
				const after = sorted(rowsOf(list), descending);
				const first = after.findIndex(({ key }) => key === null);
				const tail = first === -1 ? [] : after.slice(first);
				expect(tail.every(({ key }) => key === null)).toBe(true);
				expect(places(tail)).toEqual(places(tail).sort((a, b) => a - b));
			})
		);
	});

	it('keeps the order of equal keys, descending too', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 2 }))), fc.boolean(), (list, descending) => {
				for (const group of Map.groupBy(sorted(rowsOf(list), descending), ({ key }) => key).values())
					expect(places(group)).toEqual(places(group).sort((a, b) => a - b));
			})
		);
	});

	it('orders exact figures exactly, and the other way round descending', () => {
		fc.assert(
			fc.property(fc.array(figure), (list) => {
				const up = sorted(rowsOf(list), false).map(({ key }) => key as Rational);
				const down = sorted(rowsOf(list), true).map(({ key }) => key as Rational);
				up.slice(1).forEach((each, index) => expect(compare(up[index] ?? each, each)).not.toBe(1));
				down.slice(1).forEach((each, index) => expect(compare(down[index] ?? each, each)).not.toBe(-1));
			})
		);
	});

	it('is settled: sorting again changes nothing', () => {
		fc.assert(
			fc.property(keys, fc.boolean(), (list, descending) => {
				const once = sorted(rowsOf(list), descending);
				expect(places(sorted(once, descending))).toEqual(places(once));
			})
		);
	});

	it('reads numbers within codes by their value', () => {
		expect(sortedBy(['Z10', 'Z9', 'Z1'], (code) => code)).toEqual(['Z1', 'Z9', 'Z10']);
	});

	it('tells figures apart that a float would not', () => {
		const [low, high] = [rational(decimal('0.10000000000000001')), rational(decimal('0.10000000000000002'))];
		expect(sortedBy([high, low], (each) => each)).toEqual([low, high]);
	});
});
