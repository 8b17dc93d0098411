import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '#lib/domain/model.ts';
import type { ReasonCode } from './judgement.ts';
import { KURAYOSHI } from './presets/kurayoshi.ts';
import { COMMON_SCALE, scaleOf } from './scale.ts';
import type { StatusOf } from './summary.ts';
import { toldOf, transitionsOf } from './transitions.ts';

const of = (status: Status, reasonCode: ReasonCode = 'target-met') => ({ status, reasonCode });

it('groups KPIs by from and to, most of them first, and leaves out who stayed', () => {
	const moved = transitionsOf(
		[
			{ id: 1, before: of('achieved'), after: of('behind') },
			{ id: 2, before: of('behind'), after: of('achieved') },
			{ id: 3, before: of('behind'), after: of('achieved') },
			{ id: 4, before: of('on-track'), after: of('on-track') },
			{ id: 5, before: of('on-track'), after: null },
			{ id: 6, before: of('none', 'no-survey'), after: of('none', 'unconfirmed') }
		],
		COMMON_SCALE
	);
	expect(moved.map(({ from, to, list }) => [from.code, to.code, list.map(({ id }) => id)])).toEqual([
		['behind', 'achieved', [2, 3]],
		['achieved', 'behind', [1]],
		['on-track', 'absent', [5]],
		['none', 'unconfirmed', [6]]
	]);
});

it('adds up to all KPIs with those that stayed', () => {
	const judged = fc.option(
		fc.constantFrom(...(Object.keys(STATUSES) as Status[])).map((status) => of(status)),
		{ nil: null }
	);
	fc.assert(
		fc.property(fc.array(fc.record({ before: judged, after: judged })), (list) => {
			const told = (each: StatusOf | null) => toldOf(each, COMMON_SCALE).code;
			const stayed = list.filter(({ before, after }) => told(before) === told(after)).length;
			const moved = transitionsOf(list, COMMON_SCALE).reduce((sum, each) => sum + each.list.length, 0);
			expect(stayed + moved).toBe(list.length);
		})
	);
});

describe('a city’s own categories', () => {
	const own = (status: Status, label: string): StatusOf => ({ status, reasonCode: 'band', own: { label } });
	it('are told apart, also within one common status', () => {
		const moved = transitionsOf(
			[
				{ before: own('behind', '2'), after: own('behind', '1') },
				{ before: own('behind', '2'), after: own('behind', '2') },
				{ before: own('behind', '2'), after: of('none', 'unconfirmed') }
			],
			scaleOf(KURAYOSHI)
		);
		expect(moved.map(({ from, to, list }) => [from.word, to.word, list.length])).toEqual([
			['2（遅れ）', '1（遅れ）', 1],
			['2（遅れ）', '未確定', 1]
		]);
	});
});
