import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/domain/errors.ts';
import { ALL_COLUMNS, DEFAULT_COLUMNS, inListOrder } from './columns.ts';
import {
	FILTERS,
	groupingFor,
	GROUPS,
	isFormAddress,
	listQuery,
	listRequestOf,
	SORTS,
	type ListRequest,
	type ListSort,
	type SortBy
} from './request.ts';

const TODAY = '2026-07-28';
const read = (query: string) => listRequestOf(new URLSearchParams(query), TODAY);

function refusal(query: string): DomainError {
	try {
		read(query);
	} catch (error) {
		if (error instanceof DomainError) return error;
		throw error;
	}
	throw new Error(`${query} was not refused`);
}

const trimmed = fc.string({ maxLength: 12 }).map((text) => text.trim());
const maybe = trimmed.map((text) => text || null);
const sort = fc
	.record({
		by: fc.constantFrom(...(Object.keys(SORTS) as SortBy[])),
		descending: fc.boolean(),
		year: fc.option(fc.integer({ min: 2021, max: 2030 }))
	})
	.map(({ by, descending, year }): ListSort => ({
		by,
		descending,
		year: by === 'target' || by === 'actual' || by === 'status' ? year : null
	}));
const request: fc.Arbitrary<ListRequest> = fc.record({
	year: maybe,
	edition: maybe,
	q: trimmed,
	filters: fc
		.tuple(...FILTERS.map(() => trimmed))
		.map(
			(values) =>
				Object.fromEntries(
					FILTERS.map((each, index) => [each, values[index] ?? ''])
				) as ListRequest['filters']
		),
	group: fc.option(fc.constantFrom(...(Object.keys(GROUPS) as (keyof typeof GROUPS)[]))),
	sort: fc.option(sort),
	columns: fc.option(fc.subarray(ALL_COLUMNS).map(inListOrder)),
	today: fc.constant(TODAY)
});

describe('the address of the list', () => {
	it('is written and read back without a loss', () => {
		fc.assert(
			fc.property(request, (asked) => {
				const again = read(listQuery(asked));
				expect(groupingFor(again)).toBe(groupingFor(asked));
				expect({ ...again, group: null }).toEqual({
					...asked,
					group: null,
					columns: asked.columns && (again.columns ?? DEFAULT_COLUMNS)
				});
				if (asked.columns !== null) expect(again.columns ?? DEFAULT_COLUMNS).toEqual(asked.columns);
				expect(listQuery(again)).toBe(listQuery(asked));
			})
		);
	});

	it('never sends a form round twice', () => {
		fc.assert(
			fc.property(request, (asked) => {
				expect(isFormAddress(new URLSearchParams(listQuery(asked)))).toBe(false);
			})
		);
	});

	it('reads one column per checkbox like a short list, in the order of the table', () => {
		expect(read('c=name&c=status&c=dept').columns).toEqual(['dept', 'status']);
		expect(read('c=status.dept').columns).toEqual(['dept', 'status']);
		expect(read('c=name').columns).toEqual([]);
		expect(read('c=').columns).toBeNull();
		expect(listQuery(read('c=name&c=status&c=dept'))).toBe('c=dept.status');
		expect(listQuery(read(DEFAULT_COLUMNS.map((each) => `c=${each}`).join('&')))).toBe('');
	});

	it('sorts up, down, and by a year however it is written', () => {
		expect(read('sort=outlook').sort).toEqual({ by: 'outlook', year: null, descending: false });
		expect(read('sort=-status.2024').sort).toEqual({ by: 'status', year: 2024, descending: true });
		expect(read('sort=status.R6').sort).toEqual({ by: 'status', year: 2024, descending: false });
	});

	it('puts the headings aside while it is sorted, unless they are asked for', () => {
		expect(groupingFor(read(''))).toBe('chapter');
		expect(groupingFor(read('sort=reach'))).toBe('none');
		expect(groupingFor(read('sort=reach&group=chapter'))).toBe('chapter');
		expect(listQuery(read('sort=reach&group=chapter'))).toBe('group=chapter&sort=reach');
		expect(listQuery(read('group=chapter'))).toBe('');
	});

	it.each([
		['group=mood', 'まとめ方「mood」はありません', '重点施策（policy）'],
		['sort=mood', '並べ順「mood」はありません', '見通し（outlook）'],
		['sort=-', '並べ順「-」はありません', '進捗率（reach）'],
		['sort=toString', '並べ順「toString」はありません', '進捗率（reach）'],
		['sort=reach.2024', '並べ順「reach.2024」はありません', 'status.2025'],
		['sort=status.2024.1', '並べ順「status.2024.1」はありません', '進捗（status）'],
		['sort=status.soon', '並べ順「status.soon」はありません', 'status.2025'],
		['c=mood', '列「mood」はありません', '担当課（dept）'],
		['c=dept.constructor', '列「constructor」はありません', '担当課（dept）']
	])('refuses %s, naming what there is', (query, told, known) => {
		const error = refusal(query);
		expect(error.code).toBe('not-found');
		expect(error.message).toContain(told);
		expect(error.message).toContain(known);
	});

	it.each([
		'year=2024&year=2025',
		'q=a&q=b',
		'group=policy&group=none',
		'sort=reach&sort=name',
		'edition=1&edition=2',
		'outlook=unknown&outlook=uncertain'
	])('refuses %s: neither would be right', (query) => {
		expect(refusal(query)).toMatchObject({ code: 'invalid' });
		expect(refusal(query).message).toContain('1つだけ');
	});
});
