import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, type Heading } from './group.ts';

const heading = (rank: number): Heading => ({ code: `h${rank}`, name: `見出し${rank}`, rank });

describe('grouped', () => {
	const rows = fc
		.array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }))
		.map((list) => list.map((tags, at) => ({ at, tags })));

	it('puts every row under each of its headings, once, and nowhere else', () => {
		fc.assert(
			fc.property(rows, (list) => {
				const groups = grouped(list, ({ tags }) => tags.map(heading));
				for (const row of list) {
					const under = groups.filter((group) => group.rows.includes(row)).map((group) => group.heading.rank);
					expect(under).toEqual([...row.tags].sort((a, b) => a - b));
				}
				const lines = groups.reduce((sum, group) => sum + group.rows.length, 0);
				expect(lines).toBe(list.reduce((sum, { tags }) => sum + tags.length, 0));
			})
		);
	});

	it('keeps the order of the rows, and of the headings by rank; no group is empty', () => {
		fc.assert(
			fc.property(rows, (list) => {
				const groups = grouped(list, ({ tags }) => tags.map(heading));
				const ranks = groups.map((group) => group.heading.rank);
				expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
				for (const group of groups) {
					const places = group.rows.map(({ at }) => at);
					expect(places.length).toBeGreaterThan(0);
					expect(places).toEqual([...places].sort((a, b) => a - b));
				}
			})
		);
	});

	it('puts a heading of no rank last', () => {
		const none = { code: '', name: '地区の指定なし', rank: Infinity };
		expect(grouped([1, 2], (row) => [row === 1 ? none : heading(3)]).map(({ rows }) => rows)).toEqual([
			[2],
			[1]
		]);
	});
});
