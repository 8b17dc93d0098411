import { describe, expect, it } from 'vitest';
import { addressOf, locate, MOST_ROWS, packRows, screenSequence, tablePage } from './sequence.ts';

const sequence = screenSequence({ nodes: ['p1-1', 'g1'], attentionPages: 2, attention: ['k2', 'k9'] });
const plain = { year: null, auto: null };

describe('screenSequence', () => {
	it('goes from the whole to the single KPI', () => {
		expect(sequence.map((place) => addressOf(place, plain))).toEqual([
			'/screen',
			'/screen/goal/p1-1',
			'/screen/goal/g1',
			'/screen/attention',
			'/screen/attention?page=2',
			'/screen/kpi/k2',
			'/screen/kpi/k9'
		]);
	});

	it('keeps one table screen where nothing needs attention', () => {
		const places = screenSequence({ nodes: [], attentionPages: 0, attention: [] });
		expect(places).toEqual([{ kind: 'overall' }, { kind: 'attention', page: 1 }]);
	});
});

describe('locate', () => {
	it('numbers from 1 and ends at both ends', () => {
		expect(locate(sequence, { kind: 'overall' })).toMatchObject({ number: 1, total: 7, previous: null });
		expect(locate(sequence, { kind: 'kpi', code: 'k9' })).toMatchObject({ number: 7, next: null });
	});

	it('tells the pages of the table apart', () => {
		expect(locate(sequence, { kind: 'attention', page: 2 })).toEqual({
			number: 5,
			total: 7,
			previous: { kind: 'attention', page: 1 },
			next: { kind: 'kpi', code: 'k2' }
		});
	});

	it('leads a KPI outside the sequence to its goal and on', () => {
		const position = locate(sequence, { kind: 'kpi', code: 'k5' }, { kind: 'goal', node: 'g1' });
		expect(position).toEqual({
			number: null,
			total: 7,
			previous: { kind: 'goal', node: 'g1' },
			next: { kind: 'attention', page: 1 }
		});
	});

	it('leads to the first screen where even the goal is unknown', () => {
		const position = locate(sequence, { kind: 'kpi', code: 'k5' }, { kind: 'goal', node: 'gone' });
		expect(position.previous).toEqual({ kind: 'overall' });
	});
});

describe('addressOf', () => {
	it('keeps the year and the pace, and escapes codes', () => {
		const kept = { year: '2025', auto: '30' };
		expect(addressOf({ kind: 'attention', page: 2 }, kept)).toBe(
			'/screen/attention?page=2&year=2025&auto=30'
		);
		expect(addressOf({ kind: 'kpi', code: 'a/b?' }, kept)).toBe('/screen/kpi/a%2Fb%3F?year=2025&auto=30');
	});
});

describe('tablePage', () => {
	it.each([
		[null, 3, 1],
		['2', 3, 2],
		['9', 3, 3],
		['0', 3, 1],
		['-1', 3, 1],
		['1.5', 3, 1],
		['x', 3, 1],
		['2', 0, 1]
	])('reads %s of %i pages as %i', (asked, pages, page) => {
		expect(tablePage(asked, pages)).toBe(page);
	});
});

describe('packRows', () => {
	it('takes eight rows at most', () => {
		const pages = packRows(
			Array.from({ length: 17 }, (_, index) => index),
			() => 1,
			100
		);
		expect(pages.map((page) => page.length)).toEqual([MOST_ROWS, MOST_ROWS, 1]);
	});

	it('takes fewer where rows are high, and never loses one', () => {
		expect(packRows([2, 2, 1, 3, 9, 1], (row) => row, 4)).toEqual([[2, 2], [1, 3], [9], [1]]);
	});

	it('has no page without rows', () => {
		expect(packRows([], () => 1, 4)).toEqual([]);
	});
});
